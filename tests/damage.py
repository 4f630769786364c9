"""What a damaged text does to its reading: nothing, a report at the place, or a change of one fact and no other.

A change is undetectable where the text, damaged, says something else that is as good: another digit that still makes a
code, a word of a name left out, a date that is printed once. Then the fact that rests on the damaged characters may
change and nothing else may. Comparing with the undamaged text is what these tests do; the reader never can.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.act import Act, Row
from graph.act_json import as_json
from graph.diagnostic import Diagnostic, Severity
from graph.iri import Names
from tests.seed_acts import act_of, read, text_of

NEAR = 4
"""Printed lines between damage and its report."""

VERBATIM = {"span", "spans", "title_span", "caption_span", "quote", "cells", "amount_printed"}
NO_FACTS = {"source", "diagnostics", "repaired"}

UNDETECTABLE = {
    "code that is still a code": r"\.rows\[\d+\]\.(code|code_printed)",
    "words of a name": r"\.rows\[\d+\]\.(name|unit)",
    "amount that is still an amount": r"\.prices\[\d+\]\.amount",
    "words of a point": r"\.points(\[\d+\]\.points)?\[\d+\]\.text",
    "words of a title, caption, heading or note": r"\.title|\.caption|\.heading|\.notes\[\d+\]\.text|\.columns\[\d+\]",
    "words of an element": r"\.element_printed|\.element",
    "number or date of this act, printed once": r"\.iri|\.requisites\[0\]\.(signed|number|number_printed)",
    "registration, printed once": r"\.registration\.(number|date)|\.registration",
    "day of commencement, printed once": r"\.commencement\.(applies_from|date|days)",
    "name of the signatory": r"\.signatories\[0\]\.(name|position)",
    "number of the appendix in the changed act, printed once": r"\.becomes\.appendix",
}
"""Facts that may change in silence, by what the text cannot show."""

_UNDETECTABLE = re.compile("|".join(f"(?:{pattern})$" for pattern in UNDETECTABLE.values()))


@dataclass(frozen=True)
class Damage:
    """A damaged copy of a held text. ``start`` to ``end`` is what was damaged, in the original."""

    slug: str
    text: str
    start: int
    end: int
    length: int = 0
    """Characters that stand in place of the original ones."""


def replaced(slug: str, start: int, end: int, new: str) -> Damage:
    text = text_of(slug)
    return Damage(slug, text[:start] + new + text[end:], start, end, len(new))


def outcome(damage: Damage) -> str:
    """``same``, ``reported`` or ``undetectable``; raises ``AssertionError`` where a fact changed in silence."""
    act = read(damage.text)
    check_invariants(act)
    changes = list(_changes(facts_of(damage.slug), _facts(act)))
    if not changes:
        return "same"
    if any(_is_near(each, act, damage) for each in reports(act)):
        return "reported"
    odd = [change for change in changes if not _is_undetectable(damage, change[0])]
    assert not odd, (
        f"a change that nothing reports at {act.source.place(min(damage.start, len(damage.text)))}: {odd[:3]}"
    )
    assert not reports(act), f"reported elsewhere: {[(each.line, each.problem) for each in reports(act)]}"
    return "undetectable"


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
def facts_of(slug: str) -> Any:
    return _facts(act_of(slug))


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
        if len(before) != len(after):
            yield f"{path}#", len(before), len(after)
        for at, (one, other) in enumerate(zip(before, after, strict=False)):
            yield from _changes(one, other, f"{path}[{at}]")
    elif before != after:
        yield path, before, after


def _is_near(each: Diagnostic, act: Act, damage: Damage) -> bool:
    printed = [number for number, line in enumerate(damage.text.split("\n"), 1) if line.strip()]
    first, last = (
        act.source.place(min(at, len(damage.text)))[0] for at in (damage.start, damage.start + damage.length)
    )
    begins, ends = each.line, act.source.place(max(each.start, each.end - 1))[0]
    return (
        bisect_left(printed, begins) - NEAR <= bisect_left(printed, last)
        and bisect_left(printed, first) <= bisect_left(printed, ends) + NEAR
    )


def _is_undetectable(damage: Damage, path: str) -> bool:
    """Whether the text cannot show this change, and the fact rests on what was damaged."""
    spans = _evidence(damage.slug, path)
    touched = any(start - 1 <= damage.end and damage.start <= end + 1 for start, end in spans)
    return _UNDETECTABLE.search(path) is not None and touched


@cache
def _whole(slug: str) -> Any:
    return as_json(act_of(slug), Names())


def _evidence(slug: str, path: str) -> list[list[int]]:
    """The spans of the innermost thing that a path leads through and that has spans."""
    value = _whole(slug)
    spans = [value["title_span"]] if path == ".title" else [each["span"] for each in value["requisites"]]
    for key, at in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        value = value[key] if key else value[int(at)]
        if isinstance(value, dict):
            spans = value.get("spans") or ([value["span"]] if "span" in value else spans)
    if path.startswith(".effects") and ".content." not in path:
        # The target and its element rest on the whole point, and on the header of the appendix that gives its number.
        act = act_of(slug)
        spans = [[point.span.start, point.span.end] for point in act.points]
        spans += [[each.span.start, each.span.end] for each in act.appendices]
    return spans
