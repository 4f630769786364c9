"""Which act made an appendix what a text prints: the act itself, or the last amendment that a publisher's note names.

The public corpora hold editions: the result of all amendments, with a note that names the chain of amending acts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.act import Amendment, Appendix
from graph.diagnostic import Problem
from graph.facts.cited import english_name
from graph.facts.scribe import Scribe, Witness


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


def maker_of(witness: Witness) -> Maker:
    """The act itself."""
    requisites = witness.requisites
    return Maker(witness.iri, requisites.kind, requisites.signed, requisites.number)


def edition_of(scribe: Scribe, witness: Witness, appendix: Appendix) -> Maker | None:
    """The act that made an appendix as this text prints it; None where a note tells of a change and not by what.

    A suspension changes no text. Of several changes the last in the order of the notes counts.
    """
    changes = [each for each in _changes(witness, appendix) if each.effect != "suspension"]
    if not changes:
        return maker_of(witness)
    last = changes[-1].act
    if last.signed is None or last.number is None:
        message = "the note does not say by date and number which act made the appendix what it is"
        scribe.problems.append(witness.source.diagnose(Problem("KZ-LNK-009", message), changes[-1].span))
        return None
    return Maker(scribe.cite(witness, last), last.kind, last.signed, last.number)


def _changes(witness: Witness, appendix: Appendix) -> Iterator[Amendment]:
    """What the notes say of an appendix as a whole or of a part of it."""
    yield from appendix.amended
    name = f"appendix {appendix.number}" if appendix.number else "appendix"
    for note in witness.act.notes:
        inside = appendix.span.start <= note.span.start < appendix.span.end
        if note.element == name or (note.element or "").startswith(f"{name} ") or (inside and note.element is not None):
            yield from note.amendments
