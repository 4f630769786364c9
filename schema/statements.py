# ruff: noqa: D101 - the description that clients read is the docstring
"""Whatever the graph says, term by term: statements of a resource, its neighbours, and paths between two."""

from collections.abc import Set as AbstractSet
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Annotated, NamedTuple

import strawberry

from graph.network import TooWideError
from graph.rdf.quad import Literal, expand
from graph.rdf.triples import make_object
from graph.stores.entity import Entity
from graph.stores.statement import Statement as Said
from graph.stores.statement import evidence_of, links, most_links, most_quotes, statements_about, statements_of
from graph.stores.store import Store
from graph.vocabulary import TERMS
from schema.context import Info, of
from schema.enums import Basis
from schema.errors import Code, QueryError, shown
from schema.field import attribute, field
from schema.scalars import IRI, LanguageTag

if TYPE_CHECKING:
    from schema.resource import Evidence, Resource

MOST = 100
"""Statements or neighbours of one answer."""
LONGEST = 6
"""Steps of a path."""
MOST_PATHS = 20

SHARED = (
    "AdmissionMode", "Body", "Dataset", "DocumentKind", "FundingRegime", "Operation", "ProcedureKind", "Scheme",
    "SubdivisionKind",
)  # fmt: skip
"""Classes whose members everything leads to: through them any two things are near, which says nothing."""


THROUGH_SHARED = (
    "Whether they may lead through what everything leads to: regimes, kinds, admission modes, bodies, operations, "
    "schemes, curated files. They may begin or end there in any case."
)


class Joined(NamedTuple):
    """A resource beside another, and the statements that join the two."""

    resource: Entity
    links: tuple[Said, ...]


class Step(NamedTuple):
    """Two resources of a path, one after the other, and the statements that join them."""

    start: Entity
    end: Entity
    links: tuple[Said, ...]


def statements(
    entity: Entity, info: Info, first: int, skip: int, incoming: bool, terms: list[str] | None = None
) -> list[Said]:
    """Some of what is said of a resource, or of what others say of it. Raises QueryError."""
    _check("first", first, 1, MOST)
    _check("skip", skip, 0, None)
    asked = _PREDICATES if terms is None else _predicates(terms)
    store = of(info).store
    said = statements_about(store, entity, of(info).web.near(entity)) if incoming else statements_of(store, entity)
    return list(islice((each for each in said if each.fact.term.name in asked), skip, skip + first))


_PREDICATES = TERMS.keys() - {"type"}


def _predicates(names: list[str]) -> AbstractSet[str]:
    if wrong := set(names) - _PREDICATES:
        help_ = "Take names that Statement.term gave; most are those of the fields: regimes, admission, price."
        raise QueryError(Code.INPUT, "The vocabulary has no such term.", help_, found=shown(min(wrong)), field="terms")
    return set(names)


def neighbours(entity: Entity, info: Info, first: int, skip: int) -> list[Joined]:
    """Some of what stands beside a resource."""
    _check("first", first, 1, MOST)
    _check("skip", skip, 0, None)
    near = of(info).web.near(entity)[skip : skip + first]
    return [Joined(each, _joining(of(info).store, entity, each)) for each in near]


def paths(_root: None, info: Info, **given: int | str | bool) -> list[tuple[Entity, ...]]:
    """Ways from one resource to another. Raises QueryError."""
    longest, most = int(given["maxLength"]), int(given["first"])
    _check("maxLength", longest, 1, LONGEST)
    _check("first", most, 1, MOST_PATHS)
    start, end = (_there(info, name, str(given[name])) for name in ("from", "to"))
    try:
        return of(info).web.paths(start, end, longest, most, () if given["throughShared"] else SHARED)
    except TooWideError as error:
        help_ = "Ask for shorter paths, or without throughShared."
        message = f"Too much lies between the two for paths of {longest} steps: {error.found} links."
        raise QueryError(Code.COMPLEX, message, help_, limit=error.limit, actual=error.found, field="paths") from error


def _there(info: Info, name: str, iri: str) -> Entity:
    found = of(info).store.get(iri)
    if found is None:
        help_ = "Take an IRI that an answer gave, or look for one with search."
        raise QueryError(Code.INPUT, "No resource has this IRI.", help_, found=iri, field=name)
    return found


def _check(name: str, size: int, least: int, most: int | None) -> None:
    if size < least or (most is not None and size > most):
        wanted = f"{least} to {most}" if most is not None else f"at least {least}"
        limits = {} if most is None else {"limit": most}
        message = f"{name} must be {wanted}, not {size}."
        raise QueryError(
            Code.INPUT, message, "Ask for fewer, or in several requests.", actual=size, field=name, **limits
        )


def _steps(path: tuple[Entity, ...], info: Info) -> list[Step]:
    return [Step(*pair, _joining(of(info).store, *pair)) for pair in pairwise(path)]


def _joining(store: Store, one: Entity, other: Entity) -> tuple[Said, ...]:
    return (*links(store, one, other), *(links(store, other, one) if other is not one else ()))


def _datatype(said: Said, _info: object) -> str | None:
    found = make_object(said.fact)
    return found.datatype if isinstance(found, Literal) else None


_AnyResource = Annotated["Resource", strawberry.lazy("schema.resource")]


@strawberry.type(
    description="A fact of the graph: a subject, a predicate and a value, which is a resource or a text. The RDF "
    "export says all of them, and beside them what follows from them."
)
class Statement:
    subject: _AnyResource = attribute("subject", "What it is about.")
    term: str = field(
        lambda said, _info: said.fact.term.name, "The predicate by its name in the vocabulary.", plain=True
    )
    predicate: IRI = field(
        lambda said, info: expand(said.fact.term.iri, of(info).graph.base),
        "The predicate, the same as in the RDF export.",
    )
    value: str = field(
        lambda said, _info: said.fact.value,
        "The value as a text: words, a number, a day, or the IRI of a resource.",
        plain=True,
    )
    datatype: IRI | None = field(_datatype, "The datatype of a text; null where the value is an IRI.", plain=True)
    language: LanguageTag | None = field(lambda said, _info: said.fact.language, "The language of words.", plain=True)
    resource: _AnyResource | None = attribute("resource", "The value, where it is a resource of the graph.")
    basis: Basis = field(lambda said, _info: said.fact.basis, "How it is known.", plain=True)
    reason: str | None = field(
        lambda said, _info: said.fact.reason,
        "Why it holds, in one English sentence, where no text prints it and its rule does not say all.",
        plain=True,
    )
    evidence: list[Annotated["Evidence", strawberry.lazy("schema.resource")]] = field(
        lambda said, info: list(evidence_of(of(info).store, said.fact)),
        "The pieces of the sources that this one fact rests on; none for what follows from other facts or is curated.",
        most=lambda context: most_quotes(context.store),
    )


@strawberry.type(description="A resource that another is joined with, and by what.")
class Neighbour:
    resource: _AnyResource = attribute("resource", "The other resource.")
    links: list[Statement] = field(
        lambda joined, _info: joined.links, "What joins the two; either may be the subject.", most=most_links()
    )


@strawberry.type(description="A step of a path, from one resource to the next.")
class PathStep:
    start: _AnyResource = attribute("start", "The one resource.")
    end: _AnyResource = attribute("end", "The next resource.")
    links: list[Statement] = field(
        lambda step, _info: step.links, "What joins the two; either may be the subject.", most=most_links()
    )


@strawberry.type(description="A way from one resource to another, over links in either direction.")
class Path:
    length: int = field(lambda path, _info: len(path) - 1, "How many steps it has.", plain=True)
    nodes: list[_AnyResource] = field(lambda path, _info: path, "Its resources, in order.", most=LONGEST + 1)
    steps: list[PathStep] = field(_steps, "Its steps, in order.", most=LONGEST)
