"""What the words above rows say of all of them: who pays, and how the patient is admitted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.layout.text import Text
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.source import Span
from graph.vocab import Admission, Printed, Regime, printed

_Phrase = Printed[Regime] | Printed[Admission]


@dataclass(frozen=True, slots=True)
class Scope:
    """Regimes and admission mode of some rows, as enum names and slugs of seeds/vocab.

    ``understood`` is False where a word between the known ones was not understood: then nothing may be published.
    """

    admission: str | None
    regimes: tuple[str, ...]
    inferred: tuple[str, ...]
    understood: bool
    span: Span | None = None
    inherited: tuple[str, ...] = ()
    """``regimes`` and ``admission`` where the caption says them and the heading in question does not."""


NOTHING = Scope(None, (), inferred=(), understood=True)
"""What is known of rows under words that name neither regime nor admission mode."""


def read_scope(text: Text, lexicon: Lexicon, report: Report, place: Span, inherited: Scope | None = None) -> Scope:
    """The scope that a caption prints, or a heading inside a table, which inherits what it does not say.

    A heading that names neither regime nor admission inherits both. Anything that names one must be understood in
    full, as far as the formula ``scope`` of the grammar reaches: else a damaged second regime would be lost in silence.
    """
    language = lexicon.grammar.language
    regimes = printed(lexicon.vocab.regimes, text.value, language)
    admissions = printed(lexicon.vocab.admissions, text.value, language)
    if inherited is not None and not regimes and not admissions:
        return replace(inherited, span=place, inherited=("regimes", "admission"))
    modes = list(dict.fromkeys(each.entry.slug for each in admissions))
    understood = _check_words(text, [*regimes, *admissions], lexicon, report, place)
    _note_inferences(text, regimes, report)
    return Scope(
        modes[0] if len(modes) == 1 else _admission(inherited, report, place),
        _names(regimes) or _regimes(inherited, report, place),
        _inferred(regimes) if regimes or inherited is None else inherited.inferred,
        understood,
        place,
        _left_out(regimes, admissions) if inherited else (),
    )


def read_regimes(text: Text, lexicon: Lexicon, report: Report, place: Span) -> Scope:
    """The scope of rows without a caption, from the words that name what they are added to: regimes only.

    What names no regime, and is no list of services of which one is due, says nothing of it.
    """
    if not speaks(text, lexicon):
        return replace(NOTHING, span=place)
    regimes = printed(lexicon.vocab.regimes, text.value, lexicon.grammar.language)
    understood = bool(regimes) and _check_words(text, regimes, lexicon, report, place)
    _note_inferences(text, regimes, report)
    return Scope(None, _names(regimes) or _regimes(None, report, place), _inferred(regimes), understood, place)


def _left_out(regimes: Sequence[Printed[Regime]], admissions: Sequence[Printed[Admission]]) -> tuple[str, ...]:
    said = {"regimes": regimes, "admission": admissions}
    return tuple(name for name, found in said.items() if not found)


def _names(regimes: Sequence[Printed[Regime]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.entry.enum for each in regimes))


def _inferred(regimes: Sequence[Printed[Regime]]) -> tuple[str, ...]:
    """Regimes whose full name is not printed."""
    return tuple(dict.fromkeys(each.entry.enum for each in regimes if each.pattern.inferred))


def _admission(inherited: Scope | None, report: Report, place: Span) -> str | None:
    if inherited is not None:
        return inherited.admission
    report.add("KZ-TAB-003", "the caption names no admission mode, or several", place)
    return None


def _regimes(inherited: Scope | None, report: Report, place: Span) -> tuple[str, ...]:
    if inherited is not None:
        return inherited.regimes
    report.add("KZ-TAB-002", "the caption names no known regime", place)
    return ()


def speaks(text: Text, lexicon: Lexicon) -> bool:
    """Whether words name a regime or an admission mode, or begin as words that should."""
    return _names_any(text, lexicon) or lexicon.grammar.first("scope", text.value) is not None


def _names_any(text: Text, lexicon: Lexicon) -> bool:
    language, vocab = lexicon.grammar.language, lexicon.vocab
    return bool(printed(vocab.regimes, text.value, language) or printed(vocab.admissions, text.value, language))


def read_title(text: Text, lexicon: Lexicon, report: Report) -> Scope:
    """What a title or a heading says of rows that need not be listed: prices, mostly.

    Nothing is missed where it names no regime. Where it names one among words that are not understood, it says nothing.
    """
    if not _names_any(text, lexicon):
        return NOTHING
    language, place = lexicon.grammar.language, text.span()
    regimes = printed(lexicon.vocab.regimes, text.value, language)
    admissions = printed(lexicon.vocab.admissions, text.value, language)
    if odd := _odd_words(text, [*regimes, *admissions], lexicon):
        report.add("KZ-TAB-010", "words about regime or admission that are not understood", place, found=odd)
        return Scope(None, (), inferred=(), understood=False, span=place)
    _note_inferences(text, regimes, report)
    modes = list(dict.fromkeys(each.entry.slug for each in admissions))
    return Scope(
        modes[0] if len(modes) == 1 else None, _names(regimes), _inferred(regimes), understood=True, span=place
    )


def _check_words(text: Text, known: Sequence[_Phrase], lexicon: Lexicon, report: Report, place: Span) -> bool:
    """Whether every word that says who pays and how the patient is admitted is understood."""
    odd = _odd_words(text, known, lexicon)
    if odd:
        report.add("KZ-TAB-004", "words that are not understood", place, found=odd)
    return not odd


def _odd_words(text: Text, known: Sequence[_Phrase], lexicon: Lexicon) -> str:
    """The words that neither belong to a known phrase nor join two.

    The grammar knows the shape of the text around them; an unknown shape leaves it open where they end.
    """
    found = lexicon.grammar.first("scope", text.value)
    start, end = found[1].span("scope") if found else (0, len(text.value))
    rest = text.value[:end]
    for each in sorted(known, key=lambda each: -each.start):
        if each.start < end:
            rest = f"{rest[: each.start]}{' ' * (each.end - each.start)}{rest[each.end :]}"
    odd = [word for word in rest[start:].split() if lexicon.grammar.first("caption-word", word) is None]
    return " ".join(odd) or ("" if found else "the words run on")


def _note_inferences(text: Text, regimes: Sequence[Printed[Regime]], report: Report) -> None:
    for each in regimes:
        if each.pattern.inferred:
            span = text.span(each.start, each.end)
            message = f"read as {each.entry.enum}, though a word of its full name is missing"
            action = f"read as {each.entry.enum}"
            report.add("KZ-TAB-007", message, span, expected=each.entry.labels["kk"], action=action)
