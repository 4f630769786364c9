"""What the points of an act change in other acts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.act import Appendix, Citation, Effect, Table
from graph.grammar import Formula
from graph.reading.caption import Scope, read_regimes
from graph.reading.cite import find_citations
from graph.reading.lexicon import Lexicon
from graph.reading.outline import Node, Paragraph
from graph.reading.passage import CLOSING_QUOTE
from graph.reading.report import Report
from graph.reading.table import TableLines, is_heading_row, read_table
from graph.reading.text import EMPTY, Text
from graph.source import Span


@dataclass(slots=True)
class EffectReading:
    """Reads the effects of one point after the other; the target stays until another act is announced."""

    lexicon: Lexicon
    report: Report
    appendices: Sequence[Appendix]
    effects: list[Effect] = field(default_factory=list)
    target: Citation | None = None
    element: Text = EMPTY
    """The words that name the part of the target that the next paragraphs change."""

    def read(self, points: Sequence[Node]) -> tuple[Effect, ...]:
        """All effects, in the order of the text."""
        for point in points:
            self.target, self.element = None, EMPTY
            for label, node in _labelled(point):
                for paragraph in node.paragraphs():
                    self._paragraph(label, paragraph)
        return tuple(self.effects)

    def _paragraph(self, label: str, paragraph: Paragraph) -> None:
        """A paragraph of a point. Where an act was named, every paragraph must be a change that is known."""
        found = self._change(paragraph)
        if found is None:
            orders = self.lexicon.grammar.first("orders-a-change", paragraph.text.value)
            if self.target is not None or orders:
                self.report.add("KZ-EFF-001", "a change in words that are not known", paragraph.span)
            return
        formula, match = found
        if formula.name == "announcement":
            self._announce(paragraph)
        elif formula.name == "element":
            self.element = paragraph.text.group(match, "element")
        elif self.target is None:
            self.report.add("KZ-EFF-002", "a change of an act that is not named", paragraph.span)
        else:
            change = self._substitution if formula.name == "substitution-by-appendix" else self._insertion
            self.effects.append(change(self.target, label, paragraph, match))

    def _change(self, paragraph: Paragraph) -> tuple[Formula, re.Match[str]] | None:
        """The formula of a change; words that order one name no element."""
        grammar = self.lexicon.grammar
        found = grammar.first("change", paragraph.text.value)
        if found and found[0].name == "element" and grammar.first("orders-a-change", found[1]["element"]):
            return None
        return found

    def _announce(self, paragraph: Paragraph) -> None:
        cited = list(find_citations(paragraph.text, self.lexicon, self.report))
        if not cited:
            self.report.add("KZ-EFF-002", "a change of an act that is not named", paragraph.span)
        self.target, self.element = (cited[-1] if cited else None), EMPTY

    def _substitution(self, target: Citation, label: str, paragraph: Paragraph, match: re.Match[str]) -> Effect:
        """An element in the wording of an appendix; its number in the target stands on the appendix."""
        number = match["appendix"]
        at = next((at for at, each in enumerate(self.appendices) if each.number == number), None)
        if at is None:
            name = f"appendix {number}" if number else "an appendix"
            self.report.add("KZ-EFF-003", f"{name} is announced and is not there", paragraph.span)
        becomes = self.appendices[at].becomes if at is not None else None
        element = f"appendix {becomes.number}" if becomes and becomes.number else match["element"]
        named = replace(target, element=element)
        return Effect(
            "substitution", "element", match["verb"], label, named, element, match["element"], at, None, paragraph.span
        )

    def _insertion(self, target: Citation, label: str, paragraph: Paragraph, match: re.Match[str]) -> Effect:
        """New rows, quoted below the paragraph that announces them."""
        numbers = self.lexicon.grammar.compile("{ordinal}").findall(match["rows"])
        table = self._quoted_table(paragraph, self._scope(paragraph))
        if table is not None:
            self._compare(numbers, table, paragraph)
        quotation = paragraph.quotation
        span = Span(paragraph.span.start, quotation.span.end if table and quotation else paragraph.span.end)
        element = f"rows {', '.join(numbers)}"
        named = replace(target, element=element)
        return Effect("insertion", "rows", match["verb"], label, named, element, self.element.value, None, table, span)

    def _scope(self, paragraph: Paragraph) -> Scope:
        """The regimes of the element that gets the rows."""
        if self.element:
            return read_regimes(self.element, self.lexicon, self.report, self.element.span())
        self.report.add("KZ-EFF-008", "new rows for an element that is not named", paragraph.span)
        return Scope(None, (), inferred=(), understood=False)

    def _quoted_table(self, paragraph: Paragraph, scope: Scope) -> Table | None:
        if paragraph.quotation is None:
            self.report.add("KZ-EFF-006", "new rows are announced and none are quoted", paragraph.span)
            return None
        opening, *lines = paragraph.quotation.lines
        if lines and CLOSING_QUOTE.fullmatch(lines[-1].text.value.strip()):
            lines.pop()
        else:
            span = opening.text.strip().span()
            self.report.add("KZ-EFF-006", "the quotation of new rows is not closed", span)
        if not lines:
            return None
        heading = lines.pop(0) if is_heading_row(lines[0], self.lexicon) else None
        return read_table(TableLines((), heading, lines), scope, self.lexicon, self.report)

    def _compare(self, announced: Sequence[str], table: Table, paragraph: Paragraph) -> None:
        printed = [row.number for row in table.rows]
        if announced != printed:
            found, expected = ", ".join(printed) or "no row", ", ".join(announced)
            for span in (paragraph.span, table.span):
                self.report.add("KZ-EFF-004", f"rows {expected} are announced", span, found=found, expected=expected)


def _labelled(point: Node) -> Iterator[tuple[str, Node]]:
    """A point and its subpoints with their names: ``point 1``, ``point 1 subpoint 2``."""
    yield f"point {point.number}", point
    for node in point.nodes:
        yield f"point {point.number} subpoint {node.number}", node
