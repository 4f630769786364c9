"""A page about a thing of the graph, put together from its sections."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from graph.history.timeline import timeline
from graph.rdf.about import Description
from graph.stores.entity import Entity, linked
from graph.stores.store import Store
from server.resource.answer import make_answer, make_notes
from server.resource.chart import make_chart
from server.resource.leading import make_leading
from server.resource.model import Page, Piece, Value
from server.resource.naming import Naming
from server.resource.picture import make_nodes
from server.resource.quoted import Texts, make_passages, make_pieces
from server.resource.sections import make_grids, make_lines, make_parts
from server.resource.structured import structured
from server.resource.words import class_name

DEEPEST = 12
"""Steps of a path that are shown."""

_UP: Mapping[str, str] = MappingProxyType(
    {
        "CodeMatch": "matchOf",
        "Effect": "act",
        "Expression": "act",
        "File": "expression act",
        "Listing": "inRow",
        "Procedure": "broader scheme",
        "ProcedureGroup": "broader scheme",
        "Row": "table parent",
        "Subdivision": "parent act",
        "Table": "version parent act",
        "TariffLine": "inRow",
        "Version": "of",
    }
)
"""Class to the terms and ways of which the first that has a value leads one step up; of other classes the scheme."""


@dataclass(frozen=True)
class Library:
    """What pages are written from: the things of a graph and the texts that they were read from."""

    store: Store
    texts: Texts


def make_page(library: Library, names: Sequence[str], naming: Naming, description: Description) -> Page | None:
    """The page of a document by the names in it, its own first; None where that is no thing of the graph."""
    thing = library.store.get(names[0].partition("#")[0])
    if thing is None:
        return None
    found = [library.store.get(name) for name in names if name != thing.iri]
    fragments = [each for each in found if each is not None]
    return Page(
        iri=thing.iri,
        language=naming.language,
        kind=_kind(thing, naming),
        title=replace(naming.label(thing), href=None),
        subtitle=_subtitle(thing, naming),
        path=_path(thing, naming),
        notes=make_notes(thing, naming),
        answer=make_answer(thing, library.store, naming),
        lines=make_lines(thing, naming),
        parts=make_parts(fragments, naming),
        grids=(
            *make_grids(thing, library.store, naming),
            *make_leading(names, description, library.store, naming),
        ),
        passages=make_passages((thing, *fragments), library.texts, naming),
        pieces=_pieces(thing, names, library.texts),
        nodes=make_nodes(thing, naming),
        chart=make_chart(timeline(thing, library.store), thing, naming),
        structured=structured(thing),
        left_out=description.left_out,
    )


def _kind(thing: Entity, naming: Naming) -> str:
    """What kind of thing it is, with what tells it apart: procedure 37.51, row 33, № ҚР ДСМ-141."""
    if thing.type in {"Act", "Row", "Subdivision", "Table", "Version"}:
        place = naming.place(thing).text
        return f"{class_name('Act', naming.language)} {place}" if thing.type == "Act" else place
    return " ".join((class_name(thing.type, naming.language), *filter(None, [thing.values.get("code")])))


def _subtitle(thing: Entity, naming: Naming) -> Value | None:
    """The title of an act and the caption of a table, where the page calls them by their number."""
    titles = [text for each in linked(thing.values.get("expressions")) for text in each.values["title"]]
    titles += thing.values.get("caption", ())
    title = naming.pick(titles)
    return title if title and title.text != naming.label(thing).text else None


def _path(thing: Entity, naming: Naming) -> tuple[Value, ...]:
    return tuple(naming.place(each) for each in reversed(list(_above(thing))))


def _above(thing: Entity) -> Iterator[Entity]:
    seen = {thing.iri}
    for _ in range(DEEPEST):
        steps = (linked(thing.values.get(name)) for name in _UP.get(thing.type, "scheme").split())
        thing = next((found[0] for found in steps if found), thing)
        if thing.iri in seen:
            return
        seen.add(thing.iri)
        yield thing


def _pieces(thing: Entity, names: Sequence[str], texts: Texts) -> tuple[Piece, ...]:
    """The whole text of a file with all that is quoted from it marked."""
    text = texts.read(thing.values["sha256"]) if thing.type == "File" else None
    fragments = (name.partition("#")[2] for name in names)
    return make_pieces(text, (each for each in fragments if each.startswith("char="))) if text else ()
