"""When an act, or a part of it, enters into force, and from when it applies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from graph.act import Commencement, Exemption
from graph.changes.element_path import element_of
from graph.changes.element_words import read_segments
from graph.grammar import Grammar
from graph.layout.text import Text
from graph.reading.dates import day_of, read_numeral
from graph.reading.folded import fold, mask
from graph.reading.lexicon import Lexicon
from graph.reading.outline import Node, Paragraph
from graph.reading.report import Report


def read_commencement(points: Sequence[Node], lexicon: Lexicon, report: Report) -> Commencement | None:
    """The commencement that the points order; None, with a diagnostic, where no point speaks of it.

    A point may give the rule for a part of the act alone, or say from when the act applies: both belong to it.
    """
    whole, own = (lexicon.grammar.compile(f"{each}.{{0,300}}{{inforce_stem}}") for each in ("{this}", "{of_own_act}"))
    main: Commencement | None = None
    others: list[Commencement] = []
    for point, paragraph in _paragraphs(points):
        shown = mask(paragraph.text).value
        if other := _part(paragraph, point, lexicon, report) or _applies(paragraph, point, lexicon, report):
            others.append(other)
        elif main is None and whole.search(shown):
            main = _read(paragraph, point, lexicon, report)
        elif own.search(shown) and not whole.search(shown):
            report.add("KZ-COM-002", "entry into force in words that are not known", paragraph.span)
    if main is None and points:
        place = points[-1].passages[0].span
        report.add("KZ-COM-001", "no point says when the act enters into force", place, found="none")
    return _together(main, others)


def _paragraphs(points: Sequence[Node]) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph with the number of its point."""
    return ((point.number, each) for point in points for node in point.walk() for each in node.paragraphs())


def _together(main: Commencement | None, others: Sequence[Commencement]) -> Commencement | None:
    """The rule for the act, with what other points say of its parts and of the relations it applies to."""
    held = main or next(iter(others), None)
    if held is None:
        return None
    exceptions = tuple(part for each in others for part in each.exceptions)
    applies = (each.applies_from for each in (held, *others) if each.applies_from)
    kept = main.exceptions if main else ()
    return replace(held, exceptions=(*kept, *exceptions), applies_from=next(applies, None))


def _part(paragraph: Paragraph, point: str, lexicon: Lexicon, report: Report) -> Commencement | None:
    """A rule that a point gives for a part of the act alone."""
    found = lexicon.grammar.first("part-commencement", fold(paragraph.text).value)
    if found is None:
        return None
    rule = _rule(paragraph.text.group(found[1], "rule"), point, lexicon, report)
    if rule is None:
        return None
    element = _element(paragraph.text.group(found[1], "element").strip(), lexicon.grammar)
    return Commencement(None, None, None, None, None, point, paragraph.span, (Exemption(element, rule),))


def _applies(paragraph: Paragraph, point: str, lexicon: Lexicon, report: Report) -> Commencement | None:
    """A sentence that says from when the act applies, and nothing else."""
    found = lexicon.grammar.first("applies", fold(paragraph.text).value)
    if found is None:
        return None
    day = day_of(paragraph.text.group(found[1], "from"), lexicon.grammar, report)
    return Commencement(None, None, None, None, day, point, paragraph.span)


def read_rule(text: Text, lexicon: Lexicon, report: Report) -> Commencement | None:
    """The commencement that a clause says of another act, as in the brackets of a publisher's note.

    The clause has no subject; brackets and spaces around it are passed over. ``point`` is empty. None where no formula
    of the grammar reads it: nothing is reported then, for what the words are about is known to the caller alone.
    """
    words = text.strip()
    while words and (words.value[0], words.value[-1]) == ("(", ")"):
        words = words[1:-1].strip()
    return _rule(words, "", lexicon, report) if words else None


def _read(paragraph: Paragraph, point: str, lexicon: Lexicon, report: Report) -> Commencement:
    found = _rule(paragraph.text, point, lexicon, report)
    if found is None:
        report.add("KZ-COM-002", "entry into force in words that are not known", paragraph.span)
        return Commencement(None, None, None, None, None, point, paragraph.span)
    return replace(found, span=paragraph.span)


def _rule(text: Text, point: str, lexicon: Lexicon, report: Report) -> Commencement | None:
    """What a formula reads in a sentence, or in a clause without its subject."""
    found = lexicon.grammar.first("commencement", fold(text).value)
    if found is None:
        return None
    formula, match = found
    days, kind = _words(text, match, "days"), _words(text, match, "kind")
    exempted = _words(text, match, "except")
    return Commencement(
        formula.name,
        read_numeral(days.value.lower(), lexicon.grammar) if days else None,
        _day_kind(kind.value, lexicon.grammar) if kind else None,
        _date(_words(text, match, "date"), lexicon, report),
        _date(_words(text, match, "from"), lexicon, report),
        point,
        text.strip().span(),
        tuple(_exemptions(exempted, point, lexicon, report)) if exempted else (),
        _date(_words(text, match, "until"), lexicon, report),
    )


def _words(text: Text, match: re.Match[str], name: str) -> Text | None:
    """What a group of the formula holds; a formula of several shapes numbers its groups."""
    for group, value in match.groupdict().items():
        if value is not None and group.rstrip("0123456789") == name:
            return text.group(match, group)
    return None


def _exemptions(text: Text, point: str, lexicon: Lexicon, report: Report) -> Iterator[Exemption]:
    """The parts that enter into force otherwise; a diagnostic for words that are none."""
    ((_, pattern),) = lexicon.grammar.table("exemption")
    at = 0
    for match in pattern.finditer(fold(text).value):
        rule = _rule(text.group(match, "rule"), point, lexicon, report)
        element = text.group(match, "element").strip()
        if text[at : match.start()].value.strip(" ,;") or rule is None:
            break
        yield Exemption(_element(element, lexicon.grammar), rule)
        at = match.end()
    if text[at:].value.strip(" ,;."):
        report.add("KZ-COM-002", "an exception from entry into force in words that are not known", text.span())


def _element(words: Text, grammar: Grammar) -> str:
    """The part as citations name it, else the printed words."""
    own = grammar.compile("{of_own_act}").search(words.value)
    if own:
        words = (words[: own.start()] + words[own.end() :]).strip()
    segments = read_segments(words, grammar)
    names = [element_of((each,)) for each in segments]
    return ", ".join(filter(None, names)) if names and all(names) else words.value


def _day_kind(printed: str, grammar: Grammar) -> str | None:
    found = grammar.first("day-kind", printed.lower())
    return found[0].name if found else None


def _date(printed: Text | None, lexicon: Lexicon, report: Report) -> date | None:
    return day_of(printed, lexicon.grammar, report) if printed else None
