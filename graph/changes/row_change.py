"""New rows for a table of another act."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.act import Effect, Table
from graph.changes.element_path import Path, Segment, Step, descend, element_of
from graph.changes.element_words import listed_numbers
from graph.changes.provision import Provision
from graph.changes.wording import new_wording, quoted_table, stands_apart
from graph.layout.text import EMPTY
from graph.reading.report import Report
from graph.tables.caption import Scope, read_regimes


def insert_rows(each: Provision) -> Iterator[Effect]:
    """New rows, quoted below the sentence that announces them."""
    words = each.words("rows") or EMPTY
    numbers = tuple(listed_numbers(re.sub(r" ?- ?", "-", words.value)))
    paths = each.paths()
    if len(paths) != 1:
        if paths:
            each.unread()
        return
    (path,) = paths
    quotation = each.paragraph.quotation
    drawn = quotation is None or stands_apart(quotation) or any(line.grid for line in quotation.lines)
    table = _table(each, path) if drawn else None
    new = None if table or quotation is None else new_wording(each.paragraph, None, each.report)
    if table is not None:
        _compare(each, numbers, table)
    element = element_of(descend(path, Segment((Step("row", numbers, words),), words)))
    span = each.span if table or new else each.paragraph.span
    effect = each.effect("insertion", "rows", path, table=table, new=new, span=span, element=element)
    yield replace(effect, target=replace(effect.target, element=element))


def _table(each: Provision, path: Path) -> Table | None:
    """The quoted rows. Where none of them is read that is said once, and the quotation stays as text."""
    report = Report(each.report.source)
    table = quoted_table(each.paragraph, _scope(each, path), each.lexicon, report)
    if table is None or table.rows:
        each.report.diagnostics.extend(report.diagnostics)
        return table
    each.report.add("KZ-EFF-004", "rows are announced and none of those quoted is understood", table.span)
    return None


def _scope(each: Provision, path: Path) -> Scope:
    """The regimes of the element that gets the rows."""
    if path:
        words = path[-1].text
        return read_regimes(words, each.lexicon, each.report, words.span())
    each.report.add("KZ-EFF-008", "new rows for an element that is not named", each.paragraph.span)
    return Scope(None, (), inferred=(), understood=False)


def _compare(each: Provision, announced: Sequence[str], table: Table) -> None:
    printed = [row.number or "–" for row in table.rows]
    if [*announced] != printed:
        found, expected = ", ".join(printed) or "no row", ", ".join(announced)
        for span in (each.paragraph.span, table.span):
            each.report.add("KZ-EFF-004", f"rows {expected} are announced", span, found=found, expected=expected)
