"""Words that an act takes out or puts in: quoted in the sentence that orders it, or in the paragraphs below."""

from collections.abc import Iterator, Sequence

from graph.act import Table, Wording
from graph.layout.text import Text
from graph.reading.lexicon import Lexicon
from graph.reading.outline import Paragraph
from graph.reading.passage import CLOSING_QUOTE, OPENING_QUOTE, Passage
from graph.reading.quotation import quoted_text
from graph.reading.quoted import quotations
from graph.reading.report import Report
from graph.tables.caption import Scope
from graph.tables.grid_table import read_grid
from graph.tables.table import TableLines, is_heading_row, read_table


def wordings(words: Text) -> tuple[Wording, ...]:
    """Everything that is quoted in some words, without the marks."""
    return tuple(
        Wording(content.value, content.span())
        for each in quotations(words.value)
        if (content := words[slice(*each.content())].strip())
    )


def new_wording(paragraph: Paragraph, inline: Text | None, report: Report) -> Wording | None:
    """The text that a sentence announces: in the sentence itself, or in the quotation below it."""
    if inline is not None:
        return next(iter(wordings(inline)), None)
    if paragraph.quotation is None:
        report.add("KZ-EFF-006", "new text is announced and none is quoted", paragraph.span)
        return None
    text = quoted_text(paragraph.quotation)
    if text is None:
        report.add("KZ-EFF-006", "the quotation of new text is not closed", paragraph.quotation.lines[0].span)
    return Wording(text.value, text.span()) if text else None


def pairs_of(old: Sequence[Wording], new: Sequence[Wording]) -> Iterator[tuple[Wording, Wording]] | None:
    """Which words stand for which; None where the sentence leaves it open."""
    if len(new) == 1:
        return ((each, new[0]) for each in old)
    return zip(old, new, strict=True) if len(old) == len(new) else None


def quoted_table(paragraph: Paragraph, scope: Scope, lexicon: Lexicon, report: Report) -> Table | None:
    """The new rows that are quoted below the sentence that announces them."""
    if paragraph.quotation is None:
        report.add("KZ-EFF-006", "new rows are announced and none are quoted", paragraph.span)
        return None
    if grids := [line for line in paragraph.quotation.lines if line.grid is not None]:
        return _drawn_table(paragraph.quotation, scope, lexicon, report) if len(grids) == 1 else None
    if not stands_apart(paragraph.quotation):
        return None
    opening, *lines = paragraph.quotation.lines
    if lines and CLOSING_QUOTE.fullmatch(lines[-1].text.value.strip()):
        lines.pop()
    else:
        report.add("KZ-EFF-006", "the quotation of new rows is not closed", opening.text.strip().span())
    if not lines:
        return None
    heading = lines.pop(0) if is_heading_row(lines[0], lexicon) else None
    return read_table(TableLines((), heading, lines), scope, lexicon, report)


def _drawn_table(quotation: Passage, scope: Scope, lexicon: Lexicon, report: Report) -> Table | None:
    """New rows in a drawn table between two marks, and nothing else between them."""
    rest = [line for line in quotation.lines if line.grid is None and line.text]
    if any(not CLOSING_QUOTE.fullmatch(line.text.value.strip()) and not is_opening(line.text) for line in rest):
        return None
    grid = next(line.grid for line in quotation.lines if line.grid is not None)
    return read_grid(grid, None, None, lexicon, report, scope)


def is_opening(text: Text) -> bool:
    """Whether a line prints an opening quotation mark and nothing else."""
    return OPENING_QUOTE.fullmatch(text.value.strip()) is not None


def stands_apart(quotation: Passage) -> bool:
    """Whether the marks around quoted lines stand on lines of their own, as around a table."""
    return is_opening(quotation.lines[0].text)
