"""Requisites and registration: who issued an act, when, under which number, and where it is registered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.act import Citation, Registration, Requisites
from graph.layout.text import EMPTY, Text
from graph.reading.cite import find_citations
from graph.reading.dates import read_date
from graph.reading.folded import fold
from graph.reading.lexicon import Lexicon
from graph.reading.mention import read_mention
from graph.reading.register import check_register
from graph.reading.report import Report

_LATIN = re.compile("[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the line below the title says of an act. A joint act has the requisites of each of its issuers."""

    requisites: tuple[Requisites, ...] = ()
    registration: Registration | None = None
    repealed_by: tuple[Citation, ...] = ()
    """The act that repealed this one, as the publisher adds it: what it did is a fact of that act."""


def read_requisites(text: Text, lexicon: Lexicon, report: Report, printed_in: str = "requisites") -> Identity:
    """Requisites, the registration sentence after them, and the tail that says what repealed the act.

    ``printed_in`` says where the line stands, see ``Requisites``. A line in Latin letters is refused with a diagnostic;
    any other line without requisites gives nothing.
    """
    folded = fold(text)
    found = lexicon.grammar.first("requisites", folded.value)
    if found is None:
        if _is_latin(text.value):
            report.add("KZ-REQ-008", "requisites in a language that is not read", text.span(), action="not read")
        return Identity()
    requisites = tuple(_every(text, folded, found[1], printed_in, lexicon, report))
    rest, repeal = _cut_tail(text[found[1].start("rest") :], lexicon)
    registration = _registration(rest, printed_in, lexicon, report) if rest.value.strip(" .") else None
    registered = registration.date if registration else None
    if registration and registered and any(registered < each.signed for each in requisites):
        report.add("KZ-REQ-006", "registered before it was signed", registration.span)
    return Identity(requisites, registration, _repealed_by(repeal, lexicon, report))


def _is_latin(value: str) -> bool:
    return 2 * len(_LATIN.findall(value)) > len(_LETTER.findall(value))


def _every(
    text: Text, folded: Text, match: re.Match[str], printed_in: str, lexicon: Lexicon, report: Report
) -> Iterator[Requisites]:
    """The requisites of the first issuer, then those of the others of a joint act."""
    first = read_mention(folded, match, lexicon, report)
    begin, end = match.span("more")
    last = match.end("number") if end > begin else match.start("rest")
    if first:
        span = text.span(match.start(), last)
        yield from _requisites(replace(first, span=span), text, match, printed_in)
    ((_, pattern),) = lexicon.grammar.table("cited-item")
    for item in pattern.finditer(folded.value, begin, end):
        read = read_mention(folded, item, lexicon, report)
        if read and first:
            yield from _requisites(replace(read, kind=first.kind), text, item, printed_in)


def _requisites(mention: Citation, text: Text, match: re.Match[str], printed_in: str) -> Iterator[Requisites]:
    if mention.signed and mention.number:
        number = text.value[match.end("signed") : match.end("number")].strip()
        yield Requisites(
            mention.issuer,
            mention.acting,
            mention.signed,
            mention.number,
            number,
            mention.kind,
            mention.span,
            printed_in,
        )


def _cut_tail(rest: Text, lexicon: Lexicon) -> tuple[Text, Text]:
    """What stands before the words that say that the act was repealed, and what they say of the repealing act."""
    found = lexicon.grammar.first("repeal-tail", fold(rest).value)
    return (rest.group(found[1], "before"), rest.group(found[1], "by")) if found else (rest, EMPTY)


def _repealed_by(tail: Text, lexicon: Lexicon, report: Report) -> tuple[Citation, ...]:
    """The citation in the tail; a bracket in it says when the repealing act entered into force."""
    cited = tuple(find_citations(tail, lexicon, report)) if tail else ()
    if tail and not cited:
        report.add("KZ-REQ-007", "the act that repealed this one can not be read", tail.strip().span())
    return cited


def _registration(text: Text, printed_in: str, lexicon: Lexicon, report: Report) -> Registration | None:
    folded = fold(text)
    found = lexicon.grammar.first("registration", folded.value)
    if found is None:
        report.add("KZ-REQ-007", "words after the requisites that are no registration", text.strip().span())
        return None
    try:
        day = read_date(found[1]["date"], lexicon.grammar)
    except ValueError:
        report.add("KZ-REQ-002", "the date of registration is no date", text.group(found[1], "date").span())
        return None
    words = re.match(r"[\s.]*", text.value)
    start = words.end() if words else 0
    local = found[0].name == "local"
    if not local:
        check_register(found[1]["number"], day, text.span(start), report)
    return Registration(found[1]["number"], day, text.span(start), printed_in, local)
