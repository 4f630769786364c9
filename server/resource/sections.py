"""What a page shows of a thing: its own values as lines, what it is linked with as grids. Tables drive both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from graph.fact import Basis
from graph.stores.entity import Entity, linked, plain, terms, ways
from graph.stores.query import In, Query
from graph.stores.store import Store
from graph.vocabulary import TERMS
from server.resource.model import Grid, GridRow, Line, Part, Value
from server.resource.naming import Naming
from server.resource.words import class_name, term_name

ROWS = 500
"""Rows of a grid that are shown."""

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "Act": "labels held",
        "CodeMatch": "matchOf object relation confidence reason",
        "Conflict": "reading otherReading reason",
        "Effect": "act operation element verb appliesFrom applied",
        "KindAssignment": "procedure assignedKind reason basis",
        "Listing": "procedure nameAsPrinted admission regimes table version",
        "Procedure": "kinds",
        "Row": "codeAsPrinted nameAsPrinted repairs",
        "ServiceMatch": "procedure service relation reason",
        "Table": "caption",
        "TariffLine": "service nameAsPrinted price currency unit regimes appliesFrom version",
        "Version": "of complete current rowsRead",
    }
)
"""Class to the terms that a grid of its things shows, after the name. A column that leads to the page is left out."""

WAYS: Mapping[str, str] = MappingProxyType(
    {
        "Act": "effects effectsOn amendedBy citedBy made tables files",
        "Row": "changedBy conflicts",
        "Table": "listings tariffLines rows conflicts",
        "Version": "tables listings tariffLines madeBy conflicts",
    }
)
"""Class to the ways back that its page shows, in order; of other classes all."""

_TITLED = frozenset({"type"})
_UPWARD = frozenset({"act", "expression", "table"})
"""Ways back that the path of a page shows."""
_HELD_ELSEWHERE: Mapping[str, frozenset[str]] = MappingProxyType({"rows": frozenset({"listings", "tariffLines"})})
"""Ways that say again what another way of the same thing says better."""


def make_lines(entity: Entity, naming: Naming) -> tuple[Line, ...]:
    """Every term of a thing that has a value, in the order of the vocabulary."""
    held = (term for term in terms(entity.type) if term.name not in _TITLED and plain(entity.values[term.name]))
    return tuple(
        Line(term_name(term.name, naming.language), naming.values(entity, term), entity.basis(term.name))
        for term in held
    )


def make_parts(fragments: Iterable[Entity], naming: Naming) -> tuple[Part, ...]:
    """A part for each fragment of a page's thing; its label is the title already."""
    label = term_name("labels", naming.language)
    return tuple(
        Part(
            each.iri.partition("#")[2],
            class_name(each.type, naming.language),
            naming.label(each),
            tuple(line for line in make_lines(each, naming) if line.label != label),
        )
        for each in fragments
    )


def make_grids(entity: Entity, store: Store, naming: Naming) -> tuple[Grid, ...]:
    """A grid for each way back to a thing, but for those that lead from its own fragments."""
    found = {way: tuple(each for each in linked(entity.values[way])) for way in _ways(entity)}
    if entity.type == "Scheme":
        found["concepts"] = tuple(_concepts(entity, store))
    stem = entity.iri.partition("#")[0]
    grids = []
    for way, members in found.items():
        others = [each for each in members if each.iri.partition("#")[0] != stem]
        if others and not any(found.get(better) for better in _HELD_ELSEWHERE.get(way, ())):
            grids.append(_grid(way, others, entity, naming))
    return tuple(grids)


def rows_of(entity: Entity) -> tuple[Entity, ...]:
    """The listings and tariff lines behind a thing; where there are none, its rows as printed."""
    found = [each for way in ("listings", "tariffLines") for each in linked(entity.values.get(way))]
    tables = (entity, *linked(entity.values.get("tables")))
    return tuple(found) or tuple(row for table in tables for row in linked(table.values.get("rows")))


def members_of(entity: Entity, store: Store) -> tuple[Entity, ...]:
    """The concepts of a scheme."""
    return tuple(_concepts(entity, store)) if entity.type == "Scheme" else ()


def _ways(entity: Entity) -> Sequence[str]:
    chosen = WAYS.get(entity.type)
    return chosen.split() if chosen else tuple(way for way in ways(entity.type) if way not in _UPWARD)


def _concepts(scheme: Entity, store: Store) -> Iterator[Entity]:
    for name in TERMS["scheme"].domain:
        if store.all(name):
            yield from store.find(Query(name, In("scheme", (scheme.iri,)))).items


def _grid(way: str, members: Sequence[Entity], page: Entity, naming: Naming) -> Grid:
    shown = members[:ROWS]
    class_ = shown[0].type
    names = [each for each in COLUMNS.get(class_, "").split() if _tells(each, shown, page)]
    heads = [term_name("inRow", naming.language) if class_ in {"Listing", "TariffLine"} else _class(class_, naming)]
    columns = (*heads, *(term_name(name, naming.language) for name in names))
    rows = tuple(GridRow(naming.short(each), tuple(_cell(each, name, naming) for name in names)) for each in shown)
    return Grid(way, term_name(way, naming.language), columns, rows, len(members) - len(shown))


def _class(name: str, naming: Naming) -> str:
    return class_name(name, naming.language)


def _tells(name: str, shown: Sequence[Entity], page: Entity) -> bool:
    """Whether a column says something that the page does not say of itself."""
    values = {plain(each.values.get(name)) for each in shown}
    return values not in ({()}, {(page.iri,)}, {plain(page.values.get(name))})


def _cell(entity: Entity, name: str, naming: Naming) -> tuple[Value, ...]:
    """The values of a term; how words and amounts are known is said where they are not printed so."""
    basis = entity.basis(name)
    if name not in entity.values:
        return ()
    one = naming.pick(entity.values["labels"]) if name == "labels" else None
    values = (one,) if one else naming.values(entity, TERMS[name])
    is_said = basis is Basis.PRINTED or TERMS[name].links or entity.type in {"KindAssignment", "CodeMatch"}
    return values if is_said else tuple(Value(each.text, each.language, each.href, basis) for each in values)
