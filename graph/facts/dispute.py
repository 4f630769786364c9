"""Where the texts of one home disagree: which statements cannot stand beside each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.fact import Fact
from graph.facts.testimony import Text

SETS = frozenset({"regimes"})
"""Terms of several values that a text states as a whole: two texts with other values disagree."""
SPELLINGS = frozenset(
    {"type", "numberAsPrinted", "priceAsPrinted", "reason", "printedIn", "section", "firstRow", "rowsRead"}
)
"""Terms of which texts may have different values without disagreeing on anything: that of the first is kept."""
CODES = frozenset({"codeAsPrinted", "procedure", "service"})
"""Terms by which a row says what it is about."""
ENTRIES = {"Listing": "listing", "TariffLine": "tariff"}
"""What a row of the law states: classes with the fragments of their IRIs."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one text contributes to a home. ``whole`` are the tables that it holds without an error."""

    text: Text
    facts: Sequence[Fact]
    whole: frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """What one text says: nothing, where it should have something and has not."""

    text: Text
    facts: tuple[Fact, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The values, in an order that does not hang on the text's."""
        return tuple(sorted({fact.value for fact in self.facts}))


@dataclass(frozen=True, slots=True)
class Dispute:
    """A term of a subject on which texts disagree; each side speaks for all texts that agree with it.

    ``term`` is ``row`` where one text has a row and another has not.
    """

    subject: str
    class_name: str
    term: str
    language: str | None
    sides: tuple[Side, ...]


def disputes(parts: Sequence[Part]) -> Iterator[Dispute]:
    """Every disagreement, in the order in which the first text speaks of what it is about."""
    if len(parts) > 1:
        yield from _absences(parts)
    classes = {fact.subject: fact.value for part in parts for fact in part.facts if fact.term.name == "type"}
    for (subject, term, language), sides in _statements(parts, classes).items():
        several = len(sides[0].values) > 1 and term not in SETS
        if several or len({side.values for side in sides}) > 1:
            yield Dispute(subject, classes.get(subject, ""), term, language, tuple(_distinct(sides)))


def _statements(parts: Sequence[Part], classes: dict[str, str]) -> dict[tuple[str, str, str | None], list[Side]]:
    """What each text says, by subject, term and language, where only one value can stand."""
    alone = len(parts) == 1
    found: dict[tuple[str, str, str | None], dict[int, list[Fact]]] = {}
    for at, part in enumerate(parts):
        for fact in part.facts:
            name = fact.term.name
            if (fact.term.many and name not in SETS) or name in SPELLINGS:
                continue
            if alone and classes.get(fact.subject) != "Act":
                continue
            found.setdefault((fact.subject, name, fact.language), {}).setdefault(at, []).append(fact)
    return {
        key: [Side(parts[at].text, tuple(facts)) for at, facts in by_text.items()] for key, by_text in found.items()
    }


def _distinct(sides: Iterable[Side]) -> Iterator[Side]:
    """One side for each reading, the first that has it; a text with two readings is a side for each."""
    seen: set[tuple[str, ...]] = set()
    for side in sides:
        several = side.facts[0].term.name not in SETS
        readings = [Side(side.text, (fact,)) for fact in side.facts] if several else [side]
        for each in readings:
            if each.values not in seen:
                seen.add(each.values)
                yield each


def _absences(parts: Sequence[Part]) -> Iterator[Dispute]:
    """Rows that one text has and another has not, of tables that both have and that were read without an error.

    The files of one text are one text: a table that is cut has each row in one of them.
    """
    tables = _whole_tables(parts)
    rows = {at: _rows(part, tables[_one_text(part)]) for at, part in enumerate(parts)}
    had: dict[tuple[str, str], set[str]] = {}
    for at, part in enumerate(parts):
        had.setdefault(_one_text(part), set()).update(rows[at])
    done: set[str] = set()
    for at, found in rows.items():
        for row, (table, facts) in found.items():
            keys = ((other, _one_text(part)) for other, part in enumerate(parts))
            without = [other for other, key in keys if table in tables[key] and row not in had[key]]
            if without and row not in done:
                done.add(row)
                sides = (Side(parts[at].text, tuple(facts)), Side(parts[without[0]].text, ()))
                yield Dispute(row, "Row", "row", None, sides if at < without[0] else sides[::-1])


def _one_text(part: Part) -> tuple[str, str]:
    """What the files of one text have in common."""
    return part.text.act, part.text.language


def _whole_tables(parts: Iterable[Part]) -> dict[tuple[str, str], set[str]]:
    """The tables of each text that all of its files hold without an error."""
    stated: dict[tuple[str, str], set[str]] = {}
    damaged: dict[tuple[str, str], set[str]] = {}
    for part in parts:
        tables = {fact.subject for fact in part.facts if fact.term.name == "type" and fact.value == "Table"}
        stated.setdefault(_one_text(part), set()).update(tables)
        damaged.setdefault(_one_text(part), set()).update(tables - part.whole)
    return {key: tables - damaged[key] for key, tables in stated.items()}


def _rows(part: Part, tables: set[str]) -> dict[str, tuple[str, list[Fact]]]:
    """The rows of tables, each with its table and the facts that show it best."""
    facts: dict[str, list[Fact]] = {}
    found: dict[str, str] = {}
    for fact in part.facts:
        if fact.term.name == "table" and fact.value in tables and "#" not in fact.subject:
            found[fact.subject] = fact.value
        elif fact.term.name in {"codeAsPrinted", "nameAsPrinted", "number"}:
            facts.setdefault(fact.subject, []).append(fact)
    return {row: (table, sorted(facts.get(row, ()), key=lambda fact: fact.term.name)) for row, table in found.items()}
