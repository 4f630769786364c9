"""The law of one part of an act as a version has it: the rows of all the versions that stand together there."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.days.law import Certainty
from graph.history.lineage import history, place
from graph.stores.entity import Entity
from graph.stores.query import And, Filter, Is, Not, Some, Way
from graph.stores.store import Store

_ROWS_OF = Way("version", "Version")


@dataclass(frozen=True, slots=True)
class Chain:
    """Versions of a part and of what stands in it, by IRI: those whose rows are there, and all that came until then.

    Nothing in it is undecided: it is what the versions say, whether or not they are in force.
    """

    standing: tuple[str, ...]
    past: tuple[str, ...]

    def law(self, class_name: str, _certainty: Certainty) -> Filter:
        """Which versions, tables or rows stand there."""
        standing = Is(self.standing)
        ended = Some(Way("endedBy", "Effect"), Some(Way("result", "Version"), Is(self.past)))
        match class_name:
            case "Version":
                return standing
            case "Table":
                return Some(_ROWS_OF, standing)
            case "Row":
                return And((Some(Way("table", "Table"), Some(_ROWS_OF, standing)), Not(ended)))
            case _:
                return And((Some(_ROWS_OF, standing), Not(ended)))

    def cases(self, _store: Store, _class_names: frozenset[str]) -> tuple["Chain", ...]:
        """Itself: nothing is unknown."""
        return (self,)


def chain_of(version: Entity) -> Chain:
    """The versions of a part and of what stands in it, up to this one.

    They follow one another as ``previous`` says: by the day of signature. What a later one of them replaces as a whole,
    or a later one of what the part stands in, is past.
    """
    last, own = place(version), history(version)
    parts = dict.fromkeys(part for each in own for part in _within(each.values["of"]))
    inner = (each for part in parts for each in part.values["versions"] if place(each) <= last)
    past = list(dict.fromkeys((*own, *inner)))
    standing = [each for each in past if not any(place(later) <= last for later in each.values["replacedBy"])]
    return Chain(tuple(each.iri for each in standing), tuple(each.iri for each in past))


def _within(part: Entity) -> Iterator[Entity]:
    """A part and all that stands in it."""
    yield part
    for each in part.values["parts"]:
        if each.type == "Subdivision":
            yield from _within(each)
