# ruff: noqa: D101 - the description that clients read is the docstring
"""Connections: pages of an answer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import GenericAlias, MappingProxyType
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from graph.answers.gap import Gap
from graph.answers.unheld import unheld
from graph.days.moment import Moment
from graph.stores import sparql
from graph.stores.entity import Entity
from graph.stores.query import EVERYTHING, NOTHING, Filter, In, Query, Way
from graph.stores.store import Page
from schema import cursor
from schema.condition import both, read_filter
from schema.context import Context, Info, of
from schema.enums import ALL_VERSIONS, Versions
from schema.errors import Code, QueryError
from schema.field import Arguments, Resolve, attribute, field
from schema.filters import FILTERS
from schema.orders import ORDERS, read_order
from schema.reading import Reading, too_many_versions
from schema.sets import SETS
from schema.words import SEARCH, SEARCHED, read_search

DEFAULT_PAGE = 20
LARGEST_PAGE = 100

_NONE: Arguments = MappingProxyType({})

T = TypeVar("T")


class Found:
    """What is behind a connection: the question and the page that answers it.

    ``asked`` is the filter of the question as it was before it was asked of the law of a day.
    """

    __slots__ = ("asked", "context", "page", "query")

    def __init__(self, context: Context, query: Query, asked: Filter = NOTHING) -> None:
        self.context = context
        self.query = query
        self.asked = asked
        self.page: Page = context.store.find(query)

    @property
    def nodes(self) -> tuple[Entity, ...]:
        """The subjects of the page."""
        return self.page.items

    @property
    def edges(self) -> list["Cut"]:
        """The subjects of the page with their places."""
        return [Cut(self, each) for each in self.page.items]

    @property
    def total(self) -> int:
        """How many the whole answer has."""
        return self.page.total

    @property
    def undecided(self) -> int:
        """How many may be in the answer and are not known to be."""
        doubt = self.context.undecided(self.query.type, self.asked)
        return self.context.store.find(Query(self.query.type, doubt, first=1)).total

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is not held of the law of the day that is asked about."""
        law = self.context.view.law if self.context.view else None
        return unheld(self.context.store, law) if isinstance(law, Moment) else ()

    @property
    def sparql(self) -> str:
        """The question without its page."""
        self.context.check_length(self.query.where)
        return sparql.select(self.query, self.context.graph.base)


class Cut:
    """What is behind an edge."""

    __slots__ = ("found", "node")

    def __init__(self, found: Found, node: Entity) -> None:
        self.found = found
        self.node = node

    @property
    def cursor(self) -> str:
        """The place."""
        return cursor.write(self.found.context, self.found.query, self.node)


def _start(found: Found, _info: object) -> str | None:
    return found.edges[0].cursor if found.nodes else None


def _end(found: Found, _info: object) -> str | None:
    return found.edges[-1].cursor if found.nodes else None


@strawberry.type(description="Where a page lies in the whole answer.")
class PageInfo:
    has_next_page: bool = field(lambda found, _info: found.page.has_next, "Whether there is more after this page.")
    has_previous_page: bool = field(
        lambda found, _info: found.page.has_previous, "Whether there is more before this page."
    )
    start_cursor: str | None = field(_start, "The cursor of the first node of the page.")
    end_cursor: str | None = field(_end, "The cursor of the last node of the page.")


@strawberry.type(description="A node of a page, with its place.")
class Edge(Generic[T]):
    cursor: str = attribute("cursor", "Its place: give it as after or before.")
    node: T = attribute("node", "The node.")


@strawberry.type(description="A page of an answer.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = attribute("edges", "The nodes of this page with their cursors.")
    nodes: list[T] = attribute("nodes", "The nodes of this page.")
    page_info: PageInfo = field(lambda found, _info: found, "Where the page lies in the whole answer.")
    total_count: int = attribute("total", "How many the whole answer has, not the page.")
    undecided_count: int = attribute(
        "undecided",
        "How many may be in the answer, and it is not known: what it hangs on is unknown on the day that asOf names. "
        "`Certainty.POSSIBLE` lists them too; 0 without asOf.",
    )
    gaps: list[Annotated["Gap", strawberry.lazy("schema.absence")]] = field(
        lambda found, _info: found.gaps,
        "With asOf a date: what of the law of that day is not held, or not known to have stood, in any part of any act "
        "that has rows. While there is a gap, an answer without a row proves no absence: `absence` and `coverage` say "
        "more of one code. None without asOf.",
        most=1,
    )
    sparql: str = attribute("sparql", "The same question, without the page, as a SPARQL query over the RDF export.")


def connection(
    class_name: str,
    description: str,
    way: Way | None = None,
    scope: Filter = EVERYTHING,
    part: Callable[[Any], Filter] | None = None,
    arguments: Arguments = _NONE,
    *,
    settled: bool = False,
) -> Any:  # noqa: ANN401 - a declaration
    """A field that answers with a page: of a whole class or, with a way, of what leads to the source.

    Only what is within ``scope``, unless all versions are asked for; with ``part`` only what the source says is.
    ``arguments`` are further ones. A ``settled`` part is of the law that is asked about already.
    """
    if way is not None:
        part = partial(_leading, way)
    own = _arguments(class_name, scoped=scope != EVERYTHING)
    return field(_connect(class_name, part, scope, settled=settled), description, {**own, **arguments})


def _leading(way: Way, source: Entity) -> Filter:
    return In(way.term, (source.iri,))


def _arguments(class_name: str, *, scoped: bool) -> Arguments:
    arguments: dict[str, tuple[object, str, object]] = {}
    if class_name in FILTERS:
        words = "Which ones; without it all. It filters these, not what hangs on them."
        arguments["where"] = (FILTERS[class_name] | None, words, strawberry.UNSET)
    if class_name in SETS:
        words = "Of which set; without it of all. With where: in the set, and let through by the filter."
        arguments["set"] = (SETS[class_name] | None, words, strawberry.UNSET)
    if class_name in SEARCHED:
        arguments["search"] = (str | None, SEARCH, strawberry.UNSET)
    if scoped:
        words = "Which versions the rows stand in; without it the newest that are held, or with asOf those of that law."
        arguments["versions"] = (Versions | None, words, strawberry.UNSET)
    if class_name in ORDERS:
        words = "In which order, the most important first; ties, and all without it, in the order of code or document."
        arguments["order_by"] = (GenericAlias(list, (ORDERS[class_name],)) | None, words, strawberry.UNSET)
    number = (
        f"1 to {LARGEST_PAGE}; {DEFAULT_PAGE} when neither first nor last is given. Pages inside pages multiply: the "
        "description of the schema says how much one request may ask for."
    )
    return {
        **arguments,
        "first": (int | None, f"How many, from the beginning: {number}", strawberry.UNSET),
        "after": (
            str | None,
            "Only what comes after this cursor: a `PageInfo.endCursor`.",
            strawberry.UNSET,
        ),
        "last": (int | None, f"How many, from the end: {number}", strawberry.UNSET),
        "before": (
            str | None,
            "Only what comes before this cursor: a `PageInfo.startCursor`.",
            strawberry.UNSET,
        ),
    }


def _connect(class_name: str, part: Callable[[Any], Filter] | None, scope: Filter, *, settled: bool) -> Resolve:
    def resolve(source: Any, info: Info, **given: Any) -> Found:  # noqa: ANN401
        context = of(info)
        among = scope
        if given.get("versions") == ALL_VERSIONS:
            among = _all_versions(context)
        where = both(among, read_where(context, class_name, given.get("where")))
        where = both(where, read_set(context, class_name, given.get("set")))
        where = both(where, read_search(context, class_name, given.get("search")))
        where, asked = _asked(context, class_name, where, part(source) if part else EVERYTHING, settled=settled)
        order = read_order(ORDERS[class_name], given["orderBy"]) if given.get("orderBy") else ()
        query = Query(class_name, where, context.orders(order))
        return Found(context, paged(context, query, given), asked)

    return resolve


def _asked(context: Context, class_name: str, where: Filter, part: Filter, *, settled: bool) -> tuple[Filter, Filter]:
    """The filter of a question, of the law that is asked about, and what may be undecided of it."""
    if settled:
        return both(part, context.within(class_name, where)), NOTHING
    asked = both(part, where)
    return context.law(class_name, asked), asked


def _all_versions(context: Context) -> Filter:
    if context.view is not None:
        raise too_many_versions("versions")
    return EVERYTHING


def read_where(context: Context, class_name: str, given: Mapping[str, Any] | None, argument: str = "where") -> Filter:
    """The filter that an argument is. Raises QueryError."""
    if given is None:
        return EVERYTHING
    return read_filter(FILTERS[class_name], given, _reading(context, argument))


def read_set(context: Context, class_name: str, given: Mapping[str, Any] | None, argument: str = "set") -> Filter:
    """The filter that a set of an argument is. Raises QueryError."""
    if given is None:
        return EVERYTHING
    return read_filter(SETS[class_name], given, _reading(context, argument))


def _reading(context: Context, argument: str) -> Reading:
    return Reading(context.graph.codes, context.graph.vocab, context.sets, argument, dated=context.view is not None)


def paged(context: Context, query: Query, given: Mapping[str, Any]) -> Query:
    """The query with the page that the arguments ask for. Raises QueryError."""
    first, last = given.get("first"), given.get("last")
    for name, size in (("first", first), ("last", last)):
        check_size(name, size)
    if first is None and last is None:
        first = DEFAULT_PAGE
    after = cursor.read(context, query, given.get("after"))
    before = cursor.read(context, query, given.get("before"))
    return replace(query, first=first, last=last, after=after, before=before)


_GO_ON = f"Ask for at most {LARGEST_PAGE}; in a connection go on with after: pageInfo.endCursor."


def check_size(name: str, size: int | None, help_: str = _GO_ON, most: int = LARGEST_PAGE) -> int | None:
    """The size of a page or of a list that is asked for, if one is. Raises QueryError."""
    if size is None or 1 <= size <= most:
        return size
    message = f"{name} must be 1 to {most}, not {size}."
    raise QueryError(Code.INPUT, message, help_, limit=most, actual=size, field=name)
