"""The waist of the house: everything before it makes facts, everything after it reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from graph.term import Term

Value = str | int | bool | date | Decimal
"""What a fact states, as Python has it: a literal or, for a link, the IRI it leads to."""


class Basis(StrEnum):
    """How a fact is known."""

    PRINTED = "PRINTED"
    """The text prints it, letter by letter, but for line wraps."""
    REPAIRED = "REPAIRED"
    """The text prints it damaged; the damage was mended by a stated rule."""
    INFERRED = "INFERRED"
    """No text prints it; a stated rule derives it from what is printed."""
    CURATED = "CURATED"
    """A reviewed file of the seeds says so."""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A piece of a source, quoted: ``text`` is the source's code points ``start`` to ``end``, end exclusive."""

    file: str
    """IRI of the text file."""
    start: int
    end: int
    text: str
    locator: str
    """Where a reader finds it, such as ``table 3, row 33``."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about one subject, with its evidence.

    ``value`` is lexical: an IRI where the term links, a class name for ``type``, else the text that the term's
    datatype reads (``2025-08-01``, ``63112.54``, ``true``). ``source`` is the IRI of the file the fact comes from
    and becomes its named graph. ``reason`` says in one English sentence why an inferred or curated fact holds.
    """

    subject: str
    term: Term
    value: str
    source: str
    language: str | None = None
    quotes: tuple[Quote, ...] = ()
    basis: Basis = Basis.PRINTED
    reason: str | None = None


def values_of(facts: Iterable[Fact], term: str) -> dict[str, str]:
    """The value of a term by subject; of a term with several values the last."""
    return {fact.subject: fact.value for fact in facts if fact.term.name == term}


def lexical(value: Value) -> str:
    """A value as its datatype writes it: ``true``, ``2025-08-01``, ``63112.54``."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)
