"""What one sentence changes in an act that was named: the effects it makes, by the formula it is written in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.act import Effect, Table, Wording
from graph.changes.element_path import Path, descend, one_by_one
from graph.changes.element_words import listed_numbers
from graph.changes.provision import Provision
from graph.changes.row_change import insert_rows
from graph.changes.target import read_parts
from graph.changes.word_change import exclude_words, insert_words, replace_words
from graph.changes.wording import new_wording, quoted_table
from graph.layout.text import EMPTY
from graph.reading.dates import day_of
from graph.tables.caption import Scope


def _substitution(each: Provision) -> Iterator[Effect]:
    paths = each.paths()
    if len(paths) != 1:
        if paths:
            each.unread()
        return
    table = _whole_table(each)
    new = None if table else new_wording(each.paragraph, each.words("new"), each.report)
    scope = "rows" if paths[0] and paths[0][-1].steps[-1].kind == "row" else "element"
    yield each.effect("substitution", scope, paths[0], new=new, table=table)


def _whole_table(each: Provision) -> Table | None:
    """A drawn table that is all of the new text."""
    quotation = each.paragraph.quotation
    if quotation is None or not any(line.grid for line in quotation.lines):
        return None
    return quoted_table(each.paragraph, Scope(None, (), inferred=(), understood=True), each.lexicon, each.report)


def _substitution_by_appendix(each: Provision) -> Iterator[Effect]:
    """Elements in the wording of appendices; the number that one has in the target stands on the appendix."""
    for path, at in _worded(each, each.paths()):
        becomes = each.appendices[at].becomes if at is not None else None
        number = f"appendix {becomes.number}" if becomes and becomes.number else None
        effect = each.effect("substitution", "element", path, appendix=at, span=each.paragraph.span)
        step = path[-1].steps[-1] if path else None
        if number and (step is None or step.unnumbered):
            effect = replace(effect, element=number, target=replace(effect.target, element=number))
        elif number and effect.element != number and step and step.kind == "appendix":
            message = f"{each.label} and the appendix name different parts"
            each.report.add("KZ-EFF-010", message, each.paragraph.span, found=effect.element, expected=number)
        yield effect


def _insertion_by_appendix(each: Provision) -> Iterator[Effect]:
    for path, at in _worded(each, tuple(_added(each))):
        yield each.effect("insertion", "element", path, appendix=at, span=each.paragraph.span)


def _worded(each: Provision, paths: Sequence[Path]) -> Iterator[tuple[Path, int | None]]:
    """Elements with the appendices that print them: one appendix for one element, in the order of the sentence."""
    found = tuple(_announced(each))
    parts = tuple(part for path in paths for part in one_by_one(path))
    if len(found) == len(parts):
        yield from zip(parts, found, strict=True)
    elif len(found) == 1:
        yield from ((path, found[0]) for path in paths)
    elif paths:
        each.unread()


def _announced(each: Provision) -> Iterator[int | None]:
    """The appendices of this act that a sentence announces; those of a list of changes are none of them."""
    words = each.words("appendix")
    listed = each.words("list") is not None
    for number in [*listed_numbers(words.value)] if words else [None]:
        found = (at for at, other in enumerate(each.appendices) if other.number == number)
        at = None if listed else next(found, None)
        if at is None and not (listed and number in each.inner):
            name = f"appendix {number}" if number else "an appendix"
            each.report.add("KZ-EFF-003", f"{name} is announced and is not there", each.paragraph.span)
        yield at


def _insertion(each: Provision) -> Iterator[Effect]:
    new = new_wording(each.paragraph, each.words("new"), each.report)
    for path in _added(each):
        yield each.effect("insertion", "element", path, new=new)


def _added(each: Provision) -> Iterator[Path]:
    """Where a new part stands once it is put in; one without a number is called by a single word."""
    segments, _ = read_parts(each.words("added") or EMPTY, each.lexicon.grammar)
    paths = each.paths()
    if len(paths) != 1 or len(segments) != 1 or (segments[0].named and " " in segments[0].text.value):
        each.unread()
        return
    segment = segments[0]
    yield (*paths[0], segment) if segment.named else descend(paths[0], segment)


def _exclusion(each: Provision) -> Iterator[Effect]:
    """Parts that are taken out: each is an effect of its own."""
    for path in each.paths():
        scope = "rows" if path and path[-1].steps[-1].kind == "row" else "element"
        yield each.effect("repeal", scope, path)


def _renumbering(each: Provision) -> Iterator[Effect]:
    to = each.words("to") or EMPTY
    for path in each.paths():
        yield each.effect("renumbering", "element", path, new=Wording(to.value, to.span()))


def _suspension(each: Provision) -> Iterator[Effect]:
    since, until = _day(each, "since"), _day(each, "until")
    for path in each.paths():
        yield each.effect("suspension", "element" if path else "act", path, since=since, until=until)


def _day(each: Provision, name: str) -> date | None:
    words = each.words(name)
    return day_of(words, each.lexicon.grammar, each.report) if words else None


CHANGES: Mapping[str, Callable[[Provision], Iterator[Effect]]] = {
    "substitution": _substitution,
    "substitution-by-appendix": _substitution_by_appendix,
    "insertion": _insertion,
    "insertion-by-appendix": _insertion_by_appendix,
    "insertion-of-rows": insert_rows,
    "insertion-of-words": insert_words,
    "replacement": replace_words,
    "exclusion": _exclusion,
    "exclusion-of-words": exclude_words,
    "renumbering": _renumbering,
    "repeal": _exclusion,
    "suspension": _suspension,
    "extension": _suspension,
}
"""How a sentence of each formula is read."""
