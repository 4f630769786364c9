"""The mention of an act as one formula of the grammar finds it: issuer, day, number, kind."""

import re
from dataclasses import replace
from difflib import get_close_matches

from graph.act import Citation
from graph.iri import normal_number
from graph.layout.text import Text
from graph.reading.dates import read_date
from graph.reading.folded import fold, fold_words
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.vocab import printed

PASSED_BY_PARLIAMENT = {"law", "code"}
"""Kinds of act that Parliament alone passes (Constitution of 1995, article 62), so that they name no issuer."""
PARLIAMENT = "parliament"
_ALIKE = 0.8
"""How like the name of a body words must be to be taken for a misprint of it: one letter in a short name."""


def read_mention(text: Text, match: re.Match[str], lexicon: Lexicon, report: Report) -> Citation | None:
    """A mention from the match of a formula; None, with a diagnostic, where its date is none.

    Read are the groups ``issuer``, ``acting``, ``signed``, ``number`` and ``kind``, as far as the formula has them.
    """
    groups = match.groupdict()
    at = next((name for name in ("signed", "signed2", "signed3") if groups.get(name)), None)
    try:
        signed = read_date(text.group(match, at).value, lexicon.grammar) if at else None
    except ValueError:
        report.add("KZ-REQ-002", "the date of an act is no date", text.group(match, at or 0).span())
        return None
    return replace(read_undated(text, match, lexicon, report), signed=signed)


def read_undated(text: Text, match: re.Match[str], lexicon: Lexicon, report: Report) -> Citation:
    """What ``read_mention`` reads, without the day."""
    groups = match.groupdict()
    kind = read_kind(groups["kind"], lexicon) if groups.get("kind") else ""
    end = match.start("rest") if "rest" in groups else match.end()
    return Citation(
        title=None,
        issuer=_issuer(text, match, kind, lexicon, report),
        acting=groups.get("acting") is not None or _acts_before(text, match, lexicon),
        kind=kind,
        signed=None,
        number=normal_number(fold(text.group(match, "number")).value) if groups.get("number") else None,
        registration=None,
        element=None,
        span=text.span(match.start(), end),
    )


def _issuer(text: Text, match: re.Match[str], kind: str, lexicon: Lexicon, report: Report) -> str | None:
    if kind in PASSED_BY_PARLIAMENT:
        return PARLIAMENT
    if match.groupdict().get("issuer") is None:
        return None
    words = text.group(match, "issuer")
    found = issuer_of(words, lexicon)
    if found is None:
        report.add("KZ-REQ-003", "an issuer that is not known", words.span(), help=_suggestion(words, lexicon))
        return None
    return found[0]


def _acts_before(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the words for an acting head stand directly before the name of the body, where lines were swapped."""
    if match.groupdict().get("issuer") is None:
        return False
    words = text.group(match, "issuer")
    found = issuer_of(words, lexicon)
    if found is None:
        return False
    before = fold(words).value[: found[1]].rstrip()
    return lexicon.grammar.compile("{acting} ?$").search(f" {before} ") is not None


def _suggestion(words: Text, lexicon: Lexicon) -> str | None:
    """Advice that names the body whose name is nearest to words that may be a misprint of it; None where none is."""
    language = lexicon.grammar.language
    names = {
        name.casefold(): body
        for body in lexicon.vocab.bodies
        for row in body.patterns.get(language, ())
        for name in (body.labels[language], *row.examples)
    }
    nearest = get_close_matches(fold(words).value.strip().casefold(), names, n=1, cutoff=_ALIKE)
    if not nearest:
        return None
    body = names[nearest[0]]
    return f"if this is a misprint of {body.labels[language]} ({body.slug}), correct the text; else add the body"


def issuer_of(words: Text, lexicon: Lexicon) -> tuple[str, int] | None:
    """The slug of the body whose name the words are, or end in, and where that name begins; None for an unknown one.

    Words before the name must be another part of the sentence: the last of them does not begin with a capital, and
    does not join two names.
    """
    value = fold(words).value.rstrip()
    bodies = printed(lexicon.vocab.bodies, value, lexicon.grammar.language)
    ending = sorted((each.start, each.entry.slug) for each in bodies if each.end == len(value))
    if not ending:
        return None
    start, slug = ending[0]
    before, joining = value[:start].split(), lexicon.grammar.compile("{joining}")
    if before and (before[-1][:1].isupper() or joining.fullmatch(before[-1]) or not value[start].isupper()):
        return None
    return slug, start


def read_kind(word: str, lexicon: Lexicon) -> str:
    """The slug of the kind of act that a word names; empty for a word that is in no row of the vocabulary."""
    found = printed(lexicon.vocab.documents, fold_words(word), lexicon.grammar.language)
    return found[0].entry.slug if found else ""
