"""What a damaged text does to its reading: nothing, a report at the place, or a change of one fact and no other.

A change is undetectable where the text, damaged, says something else that is as good: another digit that still makes a
code, a word of a name left out, a date that is printed once. Then the fact that rests on the damaged characters may
change and nothing else may. Comparing with the undamaged text is what these tests do; the reader never can.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from graph.act import Act, Row
from graph.act_json import as_json
from graph.diagnostic import Diagnostic, Severity
from graph.iri import Names
from tests.seed_acts import read, text_of

NEAR = 4
"""Printed lines between damage and its report."""
NEAR_DRAWN = 14
"""The same where a table is drawn with a line for every cell: two rows."""

VERBATIM = {
    "span",
    "spans",
    "title_span",
    "caption_span",
    "currency_span",
    "column",
    "quote",
    "cells",
    "amount_printed",
}
NO_FACTS = {"source", "diagnostics", "repaired"}
MARKUP = ("<td", "<p>", "<th", "> *")
"""What a form other than that of printed lines has."""

_MENTIONS = (
    r"\.citations\[\d+\]", r"\.target", r"\.becomes", r"\.header", r"\.amendments\[\d+\]",
)  # fmt: skip
"""Where another act is named."""
_IDENTITY = ("title", "issuer", "acting", "date", "number", "registration", "kind", "alias", "element")

UNDETECTABLE = {
    "code that is still a code": r"\.rows\[\d+\]\.(code|code_printed)",
    "words of a name": r"\.rows\[\d+\]\.(name|unit)",
    "amount that is still an amount": r"\.prices\[\d+\]\.amount",
    "words of a point": r"\.points(\[\d+\]\.points)?\[\d+\]\.text",
    "words of a title, caption, heading or note": r"\.title|\.caption|\.heading|\.notes\[\d+\]\.text|\.columns\[\d+\]",
    "words that order the same change": r"\.effects\[\d+\]\.verb",
    "words of an element": r"\.element_printed|\.element|\.container",
    "number or date of this act, printed once": r"\.iri|\.requisites\[0\]\.(signed|number|number_printed)",
    "registration, printed once": r"\.registration\.(number|date)|\.registration",
    "day of commencement, printed once": r"\.commencement\.(applies_from|date|days)",
    "name of the signatory": r"\.signatories\[0\]\.(name|position)",
    "number of the appendix in the changed act, printed once": r"\.becomes\.appendix",
}
"""Facts that may change in silence, by what the text cannot show."""

SAID_ONCE = {
    "identity of an act that is mentioned once": rf"(?:{'|'.join(_MENTIONS)})\.(?:act\.)?(?:{'|'.join(_IDENTITY)})",
    "words of a wording that is quoted": r"\.content\.(text|old|new)",
    "coefficient that is still one": r"\.prices\[\d+\]\.(amount|role|currency)",
    "what an amendment in a note did, and when": r"\.amendments\[\d+\]\.(effect|inherited|commencement.*)",
    "what a note is about": r"\.notes\[\d+\]\.element",
    "event and kind of days of commencement": r"\.commencement\.(rule|day_kind)",
    "day until which a suspension lasts": r"\.until",
    "last of several things": r"\.(rows|points|tables)\[\d+\]#last",
    "one of several things that are not counted": r"\.(citations|effects|notes|sections|amendments)\[\d+\]#\w+",
    "row that headed others": r"\.sections\[\d+\]\.\w+(\[\d+\](#\w+)?)?",
    "the heading that a row stands under": r"\.rows\[\d+\]\.section",
}
"""The same in texts that say once what the held acts say in several places."""

_UNDETECTABLE = re.compile("|".join(f"(?:{pattern})$" for pattern in UNDETECTABLE.values()))
_SAID_ONCE = re.compile("|".join(f"(?:{pattern})$" for pattern in SAID_ONCE.values()))


@dataclass(frozen=True)
class Original:
    """A sound text, read as it is."""

    name: str
    text: str
    witnessed: bool = False
    """Whether it says in several places which acts it changes, as the held acts do."""

    @property
    def near(self) -> int:
        """Printed lines between damage and its report."""
        return NEAR_DRAWN if any(mark in self.text for mark in MARKUP) else NEAR


@cache
def held(slug: str) -> Original:
    """A held act."""
    return Original(slug, text_of(slug), witnessed=True)


@cache
def reading_of(original: Original) -> Act:
    """The act as it is read from the sound text."""
    return read(original.text)


@dataclass(frozen=True)
class Damage:
    """A damaged copy of a text. ``start`` to ``end`` is what was damaged, in the original."""

    original: Original
    text: str
    start: int
    end: int
    length: int = 0
    """Characters that stand in place of the original ones."""

    @cached_property
    def act(self) -> Act:
        """The act as it is read from the damaged text."""
        return read(self.text)


def replaced(original: Original | str, start: int, end: int, new: str) -> Damage:
    """A text, or a held act by its slug, with other words in the place of some."""
    whole = held(original) if isinstance(original, str) else original
    return Damage(whole, whole.text[:start] + new + whole.text[end:], start, end, len(new))


def outcome(damage: Damage) -> str:
    """``same``, ``reported``, ``noted``, ``undetectable``; ``AssertionError`` where a fact changed in silence."""
    act = damage.act
    check_invariants(act)
    changes = list(_changes(facts_of(damage.original), _facts(act)))
    if not changes:
        return "same"
    news = _new_reports(act, damage.original)
    if any(_is_near(each, act, damage) for each in news):
        return "reported"
    notes = [] if damage.original.witnessed else _new_notes(act, damage.original)
    if any(_is_near(each, act, damage) for each in notes):
        return "noted"
    odd = [change for change in changes if not _is_undetectable(damage, change[0])]
    assert not odd, (
        f"a change that nothing reports at {act.source.place(min(damage.start, len(damage.text)))}: {odd[:3]}"
    )
    assert not news, f"reported elsewhere: {[(each.line, each.problem) for each in news]}"
    return "undetectable"


def _new_reports(act: Act, original: Original) -> list[Diagnostic]:
    """Reports that the sound text does not give, whatever moved."""
    return _new(reports(act), reports(reading_of(original)))


def _new_notes(act: Act, original: Original) -> list[Diagnostic]:
    """The same with notes, in which a reader says what it passed over."""
    return _new(act.diagnostics, reading_of(original).diagnostics)


def _new(found: Iterable[Diagnostic], sound: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics that are not among those of the sound text."""
    known = Counter((each.problem.code, each.problem.message, each.problem.found) for each in sound)
    new: list[Diagnostic] = []
    for each in found:
        key = (each.problem.code, each.problem.message, each.problem.found)
        if known[key]:
            known[key] -= 1
        else:
            new.append(each)
    return new


def reports(act: Act) -> list[Diagnostic]:
    """Diagnostics above a note."""
    return [each for each in act.diagnostics if each.severity is not Severity.NOTE]


def check_invariants(act: Act) -> None:
    """The leaves tile the source, quotes and cells stand at their spans."""
    source = act.source
    assert "".join(source.quote(part.span) for part in act.root.leaves()) == source.text
    for row in rows_of(act):
        assert row.quote == "\n".join(source.quote(span) for span in row.spans)
        for cell in row.cells:
            assert cell.text == source.quote(cell.span)
            assert any(span.start <= cell.span.start and cell.span.end <= span.end for span in row.spans)


def rows_of(act: Act) -> list[Row]:
    """Every row that the act prints."""
    tables = [table for appendix in act.appendices for table in appendix.tables]
    return [row for table in [*tables, *filter(None, (each.table for each in act.effects))] for row in table.rows]


@cache
def facts_of(original: Original) -> Any:
    return _facts(reading_of(original))


def _facts(act: Act) -> Any:
    return _stripped({key: value for key, value in as_json(act, Names()).items() if key not in NO_FACTS})


def _stripped(value: Any) -> Any:
    """The facts without what only says where they stand and how they are printed."""
    if isinstance(value, dict):
        return {key: _stripped(each) for key, each in value.items() if key not in VERBATIM | NO_FACTS}
    return [_stripped(each) for each in value] if isinstance(value, list) else value


def _changes(before: Any, after: Any, path: str = "") -> Any:
    """Paths of what differs, with both values."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            yield from _changes(value, after[key], f"{path}.{key}")
    elif isinstance(before, list) and isinstance(after, list):
        same, rest = _aligned(before, after)
        if len(before) != len(after):
            yield f"{path}[{same}]#{'inside' if rest else 'last'}", len(before), len(after)
        ends = len(before) - rest, len(after) - rest
        for at, (one, other) in enumerate(zip(before[same : ends[0]], after[same : ends[1]], strict=False), same):
            yield from _changes(one, other, f"{path}[{at}]")
    elif before != after:
        yield path, before, after


def _aligned(before: list[Any], after: list[Any]) -> tuple[int, int]:
    """How many things at the beginning and at the end of two lists are the same, where one lacks some of the other."""
    fewer = min(len(before), len(after))
    same = next((at for at in range(fewer) if before[at] != after[at]), fewer)
    if len(before) == len(after):
        return same, 0
    left = fewer - same
    return same, next((at for at in range(left) if before[-1 - at] != after[-1 - at]), left)


def _is_near(each: Diagnostic, act: Act, damage: Damage) -> bool:
    printed = [number for number, line in enumerate(damage.text.split("\n"), 1) if line.strip()]
    first, last = (
        act.source.place(min(at, len(damage.text)))[0] for at in (damage.start, damage.start + damage.length)
    )
    near = damage.original.near
    begins, ends = each.line, act.source.place(max(each.start, each.end - 1))[0]
    return (
        bisect_left(printed, begins) - near <= bisect_left(printed, last)
        and bisect_left(printed, first) <= bisect_left(printed, ends) + near
    )


def _is_undetectable(damage: Damage, path: str) -> bool:
    """Whether the text cannot show this change, and the fact rests on what was damaged."""
    spans = _evidence(damage.original, path)
    touched = any(start - 1 <= damage.end and damage.start <= end + 1 for start, end in spans)
    once = not damage.original.witnessed and _SAID_ONCE.search(path) is not None
    return touched and (once or _UNDETECTABLE.search(path) is not None)


@cache
def _whole(original: Original) -> Any:
    return as_json(reading_of(original), Names())


def _evidence(original: Original, path: str) -> list[list[int]]:
    """The spans of the innermost thing that a path leads through and that has spans."""
    value = _whole(original)
    spans = [value["title_span"]] if path == ".title" else [each["span"] for each in value["requisites"]]
    if path.endswith(("#last", "#inside")):
        holder = path.rpartition("[")[0].rpartition(".")[0]
        return [*_evidence(original, holder), *_evidence(original, path.rpartition("#")[0])]
    for key, at in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        value = value[key] if key else value[int(at)] if int(at) < len(value) else None
        if isinstance(value, dict):
            spans = value.get("spans") or ([value["span"]] if "span" in value else spans)
    if re.search(r"\.sections?(?=$|[\[#])", path) is not None:
        spans = _table_spans(original, path)
    if path.startswith(".effects") and ".content." not in path:
        # The target and its element rest on the whole point, and on the header of the appendix that gives its number.
        act = reading_of(original)
        spans = [[point.span.start, point.span.end] for point in act.points]
        spans += [[each.span.start, each.span.end] for each in act.appendices]
    return spans


def _table_spans(original: Original, path: str) -> list[list[int]]:
    """The table that a path leads through: where a heading is lost, rows far below it are another section's."""
    value = _whole(original)
    for key, at in re.findall(r"\.(\w+)|\[(\d+)\]", path.partition(".rows")[0].partition(".sections")[0]):
        value = value[key] if key else value[int(at)]
    return [value["span"]] if "span" in value else []
