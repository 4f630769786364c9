"""Facts under the names that things have in the end: of joint acts one name, of mentions the act that they mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.consolidation.deed import Deed
from graph.fact import Basis, Fact
from graph.facts.home import Homes
from graph.facts.testimony import Made

_KEY = frozenset({"kind", "acting", "signed", "number", "numberAsPrinted"})
"""What belongs to one of the keys of a joint act."""


@dataclass(frozen=True, slots=True)
class Rename:
    """What an IRI stands for. ``to`` is None where that is not known; ``reason`` is given where it is inferred.

    ``joint`` where both are names of one act: what is said of it by this name, but for its key, is true of it.
    """

    to: str | None
    reason: str | None = None
    joint: bool = False


def rename(facts: Iterable[Fact], renames: Mapping[str, Rename], homes: Homes) -> Iterator[Fact]:
    """Facts with every IRI replaced by what it stands for; without those that rest on one that stands for nothing."""
    for fact in facts:
        subject, of = _renamed(fact.subject, renames, homes)
        value, to = _renamed(fact.value, renames, homes) if fact.term.links else (fact.value, None)
        if subject is None or value is None:
            continue
        if of and fact.subject == homes.act_of(fact.subject) and not _says_more(fact, of):
            continue
        reason = (of and of.reason) or (to and to.reason)
        if reason and fact.basis in {Basis.PRINTED, Basis.REPAIRED}:
            yield replace(fact, subject=subject, value=value, basis=Basis.INFERRED, reason=reason)
        elif of or to:
            yield replace(fact, subject=subject, value=value)
        else:
            yield fact


def _says_more(fact: Fact, of: Rename) -> bool:
    """Whether a fact about the name of an act is one about the act. What the act does always is."""
    if not of.joint:
        return fact.term.name in {"amends", "subdivisions"}
    if fact.term.name == "labels":
        return fact.language != "en"
    return fact.term.name not in _KEY and fact.value != of.to


def _renamed(iri: str, renames: Mapping[str, Rename], homes: Homes) -> tuple[str | None, Rename | None]:
    act = homes.act_of(iri)
    found = renames.get(act) if act else None
    if act is None or found is None:
        return iri, None
    return (found.to + iri[len(act) :] if found.to else None), found


def renamed_versions(made: Iterable[Made], renames: Mapping[str, Rename], homes: Homes) -> Iterator[Made]:
    """Versions under the acts that their names stand for."""
    for each in made:
        version, _ = _renamed(each.version, renames, homes)
        of, _ = _renamed(each.of, renames, homes)
        by, _ = _renamed(each.by, renames, homes)
        if version and of and by:
            yield replace(each, version=version, of=of, by=by)


def renamed_deeds(deeds: Iterable[Deed], renames: Mapping[str, Rename], homes: Homes) -> Iterator[Deed]:
    """Deeds under the acts that their names stand for."""
    for each in deeds:
        effect, _ = _renamed(each.effect, renames, homes)
        result, _ = _renamed(each.result, renames, homes)
        if effect and result:
            yield replace(each, effect=effect, result=result)
