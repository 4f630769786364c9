"""What leads to a thing by a link whose way back has no name: rows printed there, effects that a point orders."""

from collections.abc import Iterator, Sequence

from graph.rdf.about import Description
from graph.rdf.quad import expand
from graph.stores.entity import Entity
from graph.stores.store import Store
from graph.vocabulary import TERMS
from server.resource.model import Grid, GridRow, Value
from server.resource.naming import Naming
from server.resource.words import class_name, term_name, word

_SHOWN = frozenset({"act", "scheme"})
"""Terms whose way back a page shows already: an act has its tables and points, a scheme its concepts."""


def make_leading(names: Sequence[str], description: Description, store: Store, naming: Naming) -> tuple[Grid, ...]:
    """A grid of things with the link by which they lead to one of the names; none where nothing does.

    The statements of a document are bounded, and so is the grid.
    """
    found = sorted(_leading(names, description, store, naming), key=lambda pair: (pair[0].type, pair[0].key))
    rows = tuple(_row(thing, term, naming) for thing, term in dict.fromkeys(found))
    title = word("leads-here", naming.language)
    columns = (title, *(term_name(name, naming.language) for name in ("type", "relation")))
    return (Grid("leads-here", title, columns, rows, description.left_out),) if rows else ()


def _leading(
    names: Sequence[str], description: Description, store: Store, naming: Naming
) -> Iterator[tuple[Entity, str]]:
    """Things and the terms by which they lead to a name."""
    stem, own = names[0].partition("#")[0], set(names)
    links = (term for term in TERMS.values() if term.links and term.name not in _SHOWN)
    known = {expand(term.iri, naming.addresses.base): term for term in links}
    for quad in description.quads:
        term, thing = known.get(quad.predicate), store.get(quad.subject)
        if term is None or thing is None or quad.object not in own or quad.subject.partition("#")[0] == stem:
            continue
        if term.name in thing.values and not term.inverse(thing.type):
            yield thing, term.name


def _row(thing: Entity, term: str, naming: Naming) -> GridRow:
    kind = Value(class_name(thing.type, naming.language))
    return GridRow(naming.short(thing), ((kind,), (Value(term_name(term, naming.language)),)))
