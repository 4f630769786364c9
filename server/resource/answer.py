"""The answer that a page begins with: where a procedure is listed, what a service costs, whether an act is in force."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from graph.stores.entity import Entity, linked
from graph.stores.store import Store
from graph.vocabulary import TERMS
from server.resource.model import Line, Value
from server.resource.naming import Naming
from server.resource.words import term_name, word

_Lines = Iterator[Line]


def make_answer(entity: Entity, store: Store, naming: Naming) -> tuple[Line, ...]:
    """What most readers of a page come for, and where readings disagree; nothing where there is neither."""
    answer = _ANSWERS.get(entity.type)
    conflicts = tuple(naming.label(each) for each in entity.values["conflicts"])
    disputed = [Line(term_name("conflicts", naming.language), conflicts)] if conflicts else []
    return (*(answer(entity, store, naming) if answer else ()), *disputed)


def make_notes(entity: Entity, naming: Naming) -> tuple[str, ...]:
    """What is not held or not whole, as sentences."""
    notes = []
    act = entity if entity.type == "Act" else entity.values.get("act")
    if entity.type == "Act" and not entity.values["held"]:
        notes.append(word("cited-only", naming.language))
    places = (entity, *linked(entity.values.get("table")))
    versions = (
        [entity] if entity.type == "Version" else [v for each in places for v in linked(each.values.get("version"))]
    )
    if any(each.values["complete"] is False for each in versions):
        notes.append(word("incomplete", naming.language))
    elif isinstance(act, Entity) and act is not entity and not act.values["held"]:
        notes.append(f"{naming.place(act).text}: {word('cited-only', naming.language)}")
    return tuple(notes)


def _procedure(entity: Entity, store: Store, naming: Naming) -> _Lines:
    """Every admission mode, so that a list in which the procedure is missing is named too."""
    made: dict[Entity, None] = {}
    for mode in store.all("AdmissionMode"):
        rows = [each for each in entity.values["listings"] if each.values["admission"] is mode]
        current = [each for each in rows if each.values["current"] is not False]
        label = naming.label(mode).text
        for listing in current:
            made |= dict.fromkeys(linked(listing.values["version"]))
            yield Line(label, tuple(_listed(listing, naming)), together=True)
        if not current:
            missing = "older-only" if rows else "not-listed"
            yield Line(label, (Value(_sentence(missing, naming), naming.language),))
    yield from _in_force(made, naming)


def _listed(listing: Entity, naming: Naming) -> Iterator[Value]:
    yield from (naming.label(regime) for regime in listing.values["regimes"])
    yield from (naming.short(each) for each in (listing, *linked(listing.values["table"])))
    yield from (naming.place(each) for each in linked(listing.values["version"]))


def _sentence(missing: str, naming: Naming) -> str:
    return f"{word(missing, naming.language)}. {word('not-held-note', naming.language)}"


def _service(entity: Entity, store: Store, naming: Naming) -> _Lines:
    for line in entity.values["tariffLines"]:
        if line.values["current"] is not False:
            yield from _tariff(line, store, naming)


def _tariff(entity: Entity, _store: Store, naming: Naming) -> _Lines:
    yield Line(term_name("price", naming.language), _price(entity, naming), entity.basis("price"), together=True)
    for term in ("priceAsPrinted", "unit", "appliesFrom", "regimes", "version"):
        values = naming.values(entity, TERMS[term])
        if values:
            yield Line(term_name(term, naming.language), values, entity.basis(term))
    yield from _in_force(linked(entity.values["version"]), naming)


def _price(entity: Entity, naming: Naming) -> tuple[Value, ...]:
    return (*naming.values(entity, TERMS["price"]), *naming.values(entity, TERMS["currency"]))


def _in_force(versions: Iterable[Entity], naming: Naming) -> _Lines:
    """What made versions, and the entry into force of the acts that did."""
    held = tuple(versions)
    effects = dict.fromkeys(effect for version in held for effect in linked(version.values["madeBy"]))
    if effects:
        yield Line(term_name("madeBy", naming.language), tuple(naming.label(each) for each in effects))
    for act in dict.fromkeys(each for version in held for each in linked(version.values["causedBy"])):
        yield from _act(act, None, naming)


def _act(entity: Entity, _store: Store | None, naming: Naming) -> _Lines:
    """The day of entry into force, or why it is unknown."""
    for commencement in linked(entity.values["commencement"]):
        day = naming.values(commencement, TERMS["entryIntoForce"])
        unknown = (Value(word("unknown", naming.language), naming.language),)
        reasons = (Value(each, "en") for each in (commencement.values["reason"],) if each)
        label = f"{term_name('entryIntoForce', naming.language)}, {naming.place(entity).text}"
        yield Line(label, (*(day or unknown), *reasons), commencement.basis("entryIntoForce") if day else None)


def _row(entity: Entity, store: Store, naming: Naming) -> _Lines:
    for line in entity.values["tariffLine"]:
        yield from _tariff(line, store, naming)
    for listing in entity.values["listing"]:
        yield from (
            Line(term_name(term, naming.language), naming.values(listing, TERMS[term]), listing.basis(term))
            for term in ("procedure", "admission", "regimes")
        )
        yield from _in_force(linked(listing.values["version"]), naming)


def _version(entity: Entity, _store: Store, naming: Naming) -> _Lines:
    for term in ("of", "causedBy", "current", "complete"):
        values = naming.values(entity, TERMS[term])
        if values:
            yield Line(term_name(term, naming.language), values, entity.basis(term))
    yield from _in_force((entity,), naming)


_ANSWERS: Mapping[str, Callable[[Entity, Store, Naming], _Lines]] = MappingProxyType(
    {"Act": _act, "Procedure": _procedure, "Row": _row, "Service": _service, "Version": _version}
)
"""Class to what its page begins with."""
