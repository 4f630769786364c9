"""What the facts of homes tell of rows, of the text of points, and of the orders of effects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.consolidation.deed import Deed
from graph.consolidation.rows import Row, RowOrder
from graph.consolidation.words import WordOrder
from graph.fact import Fact, Quote
from graph.facts.bilingual import settle
from graph.facts.dispute import Part
from graph.facts.scribe import Scribe
from graph.iri import Names

_SAYS = frozenset({"codeAsPrinted", "nameAsPrinted", "price"})
"""What a row says, as far as two rows are compared."""
_ENTRIES = {"Listing", "TariffLine"}


@dataclass(slots=True)
class ToldRows:
    """The rows of a version, in the order of the text, and what is known of the version."""

    rows: list[Row] = field(default_factory=list)
    put_by: dict[str, str] = field(default_factory=dict)
    """The effect that put a row in, by the name of the row."""
    entries: dict[str, list[str]] = field(default_factory=dict)
    """Listings and tariff lines, by the name of the row."""
    own: frozenset[str] = frozenset()
    """Rows that a text of the act itself prints: an edition."""
    files: frozenset[str] = frozenset()
    """The texts that print the version."""
    complete: bool = False


@dataclass(slots=True)
class ToldEffect:
    """What an effect orders, in each language, with the place where it says so."""

    numbers: tuple[str, ...] = ()
    sure: bool = True
    """Whether all texts of the act number the same rows."""
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    """By term and language."""
    quote: Quote | None = None
    content: str | None = None
    """Where the act prints the new text, if not in words of the provision."""

    def order_rows(self, deed: Deed, rows: Iterable[Row], table: str | None) -> RowOrder:
        """The order, of rows."""
        return RowOrder(deed.effect, deed.operation, self.numbers, tuple(rows), table)

    def order_words(self, deed: Deed, language: str) -> WordOrder:
        """The order, of words in a language."""
        old, new, after = (self.words.get((term, language)) for term in ("oldWords", "newWords", "afterWords"))
        return WordOrder(deed.effect, deed.operation, old, new, after, deed.everywhere)


def settled(parts: Sequence[Part], names: Names) -> list[Fact]:
    """What texts say of a home together; what is wrong with them is told where the home is linked."""
    return settle(parts, Scribe(names, ""), {}).facts


def tell_rows(home: str, act: str, parts: Sequence[Part], names: Names) -> ToldRows:
    """The rows of a version of an act."""
    by_subject: dict[str, dict[str, str]] = {}
    says: dict[str, list[tuple[str, str]]] = {}
    told = ToldRows(files=frozenset(part.text.file for part in parts))
    for fact in settled(parts, names):
        by_subject.setdefault(fact.subject, {}).setdefault(fact.term.name, fact.value)
        if fact.term.name in _SAYS:
            term = f"{fact.term.name}@{fact.language}" if fact.language else fact.term.name
            says.setdefault(fact.subject.partition("#")[0], []).append((term, fact.value))
    for subject, values in by_subject.items():
        if values.get("type") == "Row":
            table = by_subject.get(values.get("table", ""), {}).get("number", "")
            said = tuple(sorted(set(says.get(subject, ()))))
            told.rows.append(Row(subject, table, values.get("number"), said))
            if "putBy" in values:
                told.put_by[subject] = values["putBy"]
        elif values.get("type") in _ENTRIES and "inRow" in values:
            told.entries.setdefault(values["inRow"], []).append(subject)
    own = (part.facts for part in parts if part.text.act == act)
    told.own = frozenset(fact.subject for facts in own for fact in facts if fact.term.name == "table")
    told.complete = by_subject.get(home, {}).get("complete") == "true"
    return told


def tell_effects(effects: Iterable[str], parts: Sequence[Part], names: Names) -> dict[str, ToldEffect]:
    """The effects of an act that are asked for."""
    found = {each: ToldEffect() for each in effects}
    for fact in settled(parts, names):
        if fact.subject in found:
            _tell(found[fact.subject], fact)
    for effect, numbers in _numbers(found, parts).items():
        found[effect].sure = all(each == numbers[0] for each in numbers)
    return found


def _tell(told: ToldEffect, fact: Fact) -> None:
    if fact.term.name == "rowNumbers":
        told.numbers = (*told.numbers, fact.value)
    elif fact.term.name in _WORDS and fact.language:
        told.words[fact.term.name, fact.language] = fact.value
    elif fact.term.name == "content":
        told.content = fact.value
    elif fact.term.name == "operation":
        told.quote = fact.quotes[0] if fact.quotes else None


_WORDS = frozenset({"oldWords", "newWords", "afterWords"})


def _numbers(effects: Iterable[str], parts: Sequence[Part]) -> dict[str, list[set[str]]]:
    """The rows that each text numbers, by effect."""
    found: dict[str, list[set[str]]] = {each: [] for each in effects}
    for part in parts:
        mine: dict[str, set[str]] = {}
        for fact in part.facts:
            if fact.subject in found and fact.term.name in {"type", "rowNumbers"}:
                mine.setdefault(fact.subject, set()).update({fact.value} if fact.term.name == "rowNumbers" else ())
        for effect, numbers in mine.items():
            found[effect].append(numbers)
    return found
