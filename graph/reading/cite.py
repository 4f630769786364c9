"""Requisites, registration and citations: who issued which act, when, under which number.

Nothing is looked up here. A citation is a mention; what it refers to is decided when all acts are linked.
"""

import re
from collections.abc import Iterator

from graph.act import Citation, Registration, Requisites
from graph.iri import normal_number
from graph.reading.dates import read_date
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.reading.text import Text
from graph.vocab import printed

_NUMBERED_BRACKET = re.compile(r" ?(?P<inside>\([^()]*[0-9][^()]*\)?)")


def read_requisites(text: Text, lexicon: Lexicon, report: Report) -> tuple[Requisites | None, Registration | None]:
    """Requisites and the registration sentence after them."""
    found = lexicon.grammar.first("requisites", text.value)
    if found is None:
        return None, None
    match = found[1]
    requisites = _requisites(text, match, lexicon, report)
    rest = text.group(match, "rest")
    registration = _registration(rest, lexicon, report) if rest.value.strip(" .") else None
    if requisites and registration and registration.date and registration.date < requisites.signed:
        report.add("KZ-REQ-006", "registered before it was signed", registration.span)
    return requisites, registration


def _requisites(text: Text, match: re.Match[str], lexicon: Lexicon, report: Report) -> Requisites | None:
    mention = read_mention(text, match, lexicon, report)
    if mention is None:
        return None
    verbatim = text.value[match.start("signed") : match.end("number")]
    number = verbatim[len(match["signed"]) :].strip()
    span = text.span(match.start(), match.start("rest"))
    return Requisites(mention.issuer, mention.acting, mention.signed, mention.number, number, mention.kind, span)


def _registration(text: Text, lexicon: Lexicon, report: Report) -> Registration | None:
    found = lexicon.grammar.first("registration", text.value)
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
    return Registration(found[1]["number"], day, text.span(start))


def find_citations(text: Text, lexicon: Lexicon, report: Report) -> Iterator[Citation]:
    """Every mention of an act in a text, in order."""
    for _, pattern in lexicon.grammar.table("citation"):
        for match in pattern.finditer(text.value):
            if citation := read_mention(text, match, lexicon, report):
                _check_bracket(text, match.end(), citation, report)
                yield citation


def _check_bracket(text: Text, at: int, citation: Citation, report: Report) -> None:
    """A bracket with a number after a citation says where it is registered, or is damaged."""
    bracket = _NUMBERED_BRACKET.match(text.value, at) if citation.registration is None else None
    if bracket:
        message = "a bracket after a citation that is no registration"
        report.add("KZ-CIT-003", message, text.span(*bracket.span("inside")), action="read without registration")


def read_mention(text: Text, match: re.Match[str], lexicon: Lexicon, report: Report) -> Citation | None:
    """A mention from the match of a formula; None, with a diagnostic, where its date is none."""
    groups = match.groupdict()
    try:
        signed = read_date(groups["signed"], lexicon.grammar)
    except ValueError:
        report.add("KZ-REQ-002", "the date of an act is no date", text.group(match, "signed").span())
        return None
    end = match.start("rest") if "rest" in groups else match.end()
    return Citation(
        title=groups.get("title"),
        issuer=_issuer(text.group(match, "issuer"), lexicon, report),
        acting=groups["acting"] is not None,
        kind=_kind(groups["kind"], lexicon),
        signed=signed,
        number=normal_number(groups["number"]),
        registration=groups.get("registration") or groups.get("registered"),
        element=None,
        span=text.span(match.start(), end),
    )


def _issuer(text: Text, lexicon: Lexicon, report: Report) -> str | None:
    """The slug of the body that is printed and nothing else."""
    bodies = printed(lexicon.vocab.bodies, text.value, lexicon.grammar.language)
    whole = [each for each in bodies if (each.start, each.end) == (0, len(text.value))]
    if len(whole) == 1:
        return whole[0].entry.slug
    report.add("KZ-REQ-003", "an issuer that is not known", text.span())
    return None


def _kind(word: str, lexicon: Lexicon) -> str:
    return printed(lexicon.vocab.documents, word, lexicon.grammar.language)[0].entry.slug
