"""Which act made an appendix what a text prints: the act itself, or the last amendment that a publisher's note names.

The public corpora hold editions: the result of all amendments, with a note that names the chain of amending acts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.act import Amendment, Appendix
from graph.diagnostic import Problem
from graph.facts.cited import english_name
from graph.facts.scribe import Scribe, Witness
from graph.facts.starts import Start


@dataclass(frozen=True, slots=True)
class Maker:
    """An act that makes a version, with what names the version."""

    iri: str
    kind: str
    signed: date
    number: str

    @property
    def name(self) -> str:
        """Such as ``order № 103 of 2025-10-01``."""
        name = english_name(self.kind, self.number, self.signed.isoformat())
        return f"{name[0].lower()}{name[1:]}"


@dataclass(frozen=True, slots=True)
class Version:
    """The version of a subdivision that an act makes. ``complete`` where the text prints all of it."""

    iri: str
    of: str
    act: str
    complete: bool
    name: str
    number: str | None
    kind: str
    maker: Maker
    start: Start | None = None
    """When it begins to count, as far as that is printed."""
    put_by: str | None = None
    """The effect that puts its rows into the law, where that is held."""


def maker_of(witness: Witness) -> Maker:
    """The act itself."""
    requisites = witness.requisites
    return Maker(witness.iri, requisites.kind, requisites.signed, requisites.number)


@dataclass(frozen=True, slots=True)
class Change:
    """An amendment that a publisher's note tells of; ``whole`` where it is one of the appendix itself."""

    amendment: Amendment
    whole: bool

    def maker(self, scribe: Scribe, witness: Witness) -> Maker | None:
        """The act that ordered it; None where the note does not say by date and number which that is."""
        act = self.amendment.act
        if act.signed is None or act.number is None:
            return None
        return Maker(scribe.cite(witness, act), act.kind, act.signed, act.number)


def changes_of(witness: Witness, appendix: Appendix) -> list[Change]:
    """What the notes say changed an appendix or a part of it, in their order. A suspension changes no text."""
    return [each for each in _changes(witness, appendix) if each.amendment.effect != "suspension"]


def edition_of(scribe: Scribe, witness: Witness, changes: Sequence[Change]) -> Maker | None:
    """The act that made an appendix as this text prints it; None where a note tells of a change and not by what.

    Of several changes the last in the order of the notes counts.
    """
    if not changes:
        return maker_of(witness)
    maker = changes[-1].maker(scribe, witness)
    if maker is None:
        message = "the note does not say by date and number which act made the appendix what it is"
        scribe.problems.append(witness.source.diagnose(Problem("KZ-LNK-009", message), changes[-1].amendment.span))
    return maker


def _changes(witness: Witness, appendix: Appendix) -> Iterator[Change]:
    yield from (Change(each, whole=False) for each in appendix.amended)
    name = f"appendix {appendix.number}" if appendix.number else "appendix"
    for note in witness.act.notes:
        inside = appendix.span.start <= note.span.start < appendix.span.end
        if note.element == name or (note.element or "").startswith(f"{name} ") or (inside and note.element is not None):
            yield from (Change(each, note.element == name) for each in note.amendments)
