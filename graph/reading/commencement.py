"""When an act enters into force, and from when it applies."""

from collections.abc import Sequence
from datetime import date

from graph.act import Commencement
from graph.reading.dates import read_date, read_numeral
from graph.reading.lexicon import Lexicon
from graph.reading.outline import Node, Paragraph
from graph.reading.report import Report

_DAY_KINDS = {"күнтізбелік": "calendar", "жұмыс": "working"}


def read_commencement(points: Sequence[Node], lexicon: Lexicon, report: Report) -> Commencement | None:
    """The commencement that a point orders; None, with a diagnostic, where no point speaks of it."""
    about = lexicon.grammar.compile("{this}.{0,300}{inforce_stem}")
    for point in points:
        for node in point.walk():
            for paragraph in node.paragraphs():
                if about.search(paragraph.text.value):
                    return _read(paragraph, point.number, lexicon, report)
    if points:
        place = points[-1].passages[0].span
        report.add("KZ-COM-001", "no point says when the act enters into force", place, found="none")
    return None


def _read(paragraph: Paragraph, point: str, lexicon: Lexicon, report: Report) -> Commencement:
    found = lexicon.grammar.first("commencement", paragraph.text.value)
    if found is None:
        report.add("KZ-COM-002", "entry into force in words that are not known", paragraph.span)
        return Commencement(None, None, None, None, None, point, paragraph.span)
    formula, match = found
    groups = match.groupdict()
    days = groups.get("days") or groups.get("days2")
    kind = groups.get("kind") or groups.get("kind2")
    return Commencement(
        formula.name,
        read_numeral(days, lexicon.grammar) if days else None,
        _DAY_KINDS[kind] if kind else None,
        _date(groups.get("date"), paragraph, lexicon, report),
        _date(groups.get("from"), paragraph, lexicon, report),
        point,
        paragraph.span,
    )


def _date(printed: str | None, paragraph: Paragraph, lexicon: Lexicon, report: Report) -> date | None:
    if printed is None:
        return None
    try:
        return read_date(printed, lexicon.grammar)
    except ValueError:
        report.add("KZ-REQ-002", "a date that is no day of the calendar", paragraph.span, found=printed)
        return None
