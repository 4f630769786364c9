"""The page /limits: every limit of the service, from the constants that set it."""

from dataclasses import asdict, dataclass
from functools import cached_property

import orjson
from starlette.requests import Request
from starlette.responses import Response

from schema import limits as graphql
from schema import reading, resolve, words
from schema.connection import LARGEST_PAGE
from schema.errors import Code
from schema.root import MOST_NODES
from server import accept, graphql_request, patience
from server.accept import choose
from server.pages import render
from server.problems import Problem
from server.representation import Representation
from server.sparql import limits as sparql

JSON = "application/json"
HTML = "text/html"

_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: its name in JSON, its number, what is counted, what it bounds, and the code of the error beyond it."""

    name: str
    most: int | float
    unit: str
    of: str
    code: str

    @property
    def shown(self) -> str:
        """The number as people read it, with its unit."""
        if self.unit == "bytes" and self.most >= _MEBIBYTE:
            return f"{self.most / _MEBIBYTE:g} MiB"
        return f"{self.most:,g}".replace(",", "\u202f") + f" {self.unit}"


def list_limits() -> dict[str, tuple[Limit, ...]]:
    """Every limit by the service that it holds for."""
    return {"sparql": _sparql(), "graphql": _graphql(), "http": _http()}


def _sparql() -> tuple[Limit, ...]:
    return (
        Limit("queryLength", sparql.LONGEST, "bytes", "a query in UTF-8", "QUERY_TOO_LONG"),
        Limit("depth", sparql.DEEPEST, "levels", "open brackets of any kind", "QUERY_TOO_DEEP"),
        Limit("operators", sparql.UNARY, "operators", "operators before an operand, such as !!!", "QUERY_TOO_DEEP"),
        Limit("time", sparql.SECONDS, "seconds", "running a query, its whole result included", "TIME_LIMIT"),
        Limit("memory", sparql.MEMORY, "bytes", "memory of a query, beyond the data", "MEMORY_LIMIT"),
        Limit("result", sparql.RESULT, "bytes", "a result before compression", "RESULT_TOO_LARGE"),
        Limit("unread", sparql.UNREAD, "bytes", "large results that are being sent at once", "BUSY"),
        Limit("pageRows", sparql.ROWS, "rows", "the table of the plain form; the files have all rows", ""),
        Limit("workers", sparql.workers(), "queries", "queries that run at once, in each process of the server", ""),
        Limit("waiting", sparql.WAITING, "queries", "queries that wait for a worker", "BUSY"),
        Limit("patience", sparql.PATIENCE, "seconds", "waiting for a worker", "BUSY"),
    )


def _graphql() -> tuple[Limit, ...]:
    complex_ = Code.COMPLEX.value
    return (
        Limit("characters", graphql.CHARACTERS, "characters", "a document", complex_),
        Limit("tokens", graphql.TOKENS, "tokens", "a document", complex_),
        Limit("comments", graphql.COMMENTS, "comments", "a document", complex_),
        Limit("depth", graphql.DEPTH, "levels", "nested fields", complex_),
        Limit("introspectionDepth", graphql.INTROSPECTION_DEPTH, "levels", "nested fields of introspection", complex_),
        Limit("aliases", graphql.ALIASES, "aliases", "a query, fragments expanded", complex_),
        Limit("directives", graphql.DIRECTIVES, "directives", "a query, fragments expanded", complex_),
        Limit("nodes", graphql.NODES, "nodes", "entries of all lists that an answer may have, by its pages", complex_),
        Limit("introspection", graphql.INTROSPECTION, "entries", "entries of all lists of an introspection", complex_),
        Limit("conditions", graphql.CONDITIONS, "conditions", "conditions that a query looks at", complex_),
        Limit("time", graphql.SECONDS, "seconds", "the execution of a query", Code.TIME.value),
        Limit("filterDepth", reading.DEEPEST, "levels", "filters and sets inside one another", Code.FILTER.value),
        Limit(
            "filterSize", reading.LARGEST, "conditions", "conditions and values of a filter or a set", Code.FILTER.value
        ),
        Limit("filterText", reading.LONGEST, "characters", "a text that is compared", Code.FILTER.value),
        Limit("pageSize", LARGEST_PAGE, "nodes", "one page of a connection", Code.INPUT.value),
        Limit("ids", MOST_NODES, "ids", "ids that the field nodes is asked for", Code.INPUT.value),
        *_finding(),
        Limit("jsonDepth", graphql_request.DEEPEST, "levels", "brackets in the JSON of a request", "BAD_REQUEST"),
    )


def _finding() -> tuple[Limit, ...]:
    bad = Code.INPUT.value
    return (
        Limit("searchText", words.LONGEST, "characters", "a text that is searched for or resolved", bad),
        Limit("searchWords", words.MOST_WORDS, "words", "different words of such a text", bad),
        Limit("searchMatched", words.MOST_MATCHED, "resources", "what the search of a connection may match", bad),
        Limit("terms", resolve.MOST_TERMS, "terms", "terms that the field resolve is asked for", bad),
        Limit("matches", resolve.MOST_MATCHES, "matches", "matches of one term", bad),
    )


def _http() -> tuple[Limit, ...]:
    return (
        Limit("body", graphql_request.LARGEST, "bytes", "the body of a request", "PAYLOAD_TOO_LARGE"),
        Limit("queryString", graphql_request.LONGEST, "bytes", "the query string of a request", "URI_TOO_LONG"),
        Limit("head", patience.HEAD, "bytes", "the head of a request, its target and fields", ""),
        Limit("accept", accept.LONGEST, "characters", "an Accept field; the rest is not read", ""),
        Limit("bodyTime", graphql_request.PATIENCE, "seconds", "the arrival of a body", "REQUEST_TIMEOUT"),
        Limit("headTime", patience.PATIENCE, "seconds", "the arrival of a head; checked as often", ""),
        Limit("readTime", patience.PATIENCE, "seconds", "reading nothing of an answer; checked as often", ""),
    )


class LimitsPage:
    """The limits for people and for programs."""

    async def respond(self, request: Request) -> Response:
        """HTML or JSON. Raises Problem."""
        wanted = choose(request.headers.get("accept"), (JSON, HTML))
        if wanted is None:
            message = f"The limits come as {JSON} or {HTML}; the Accept field takes neither."
            raise Problem(406, "NOT_ACCEPTABLE", message, "Name one of them in the Accept field.")
        return (self._page if wanted == HTML else self._json).respond(request)

    @cached_property
    def _page(self) -> Representation:
        return render("limits.html", services=list_limits(), retry=sparql.RETRY)

    @cached_property
    def _json(self) -> Representation:
        found = {
            service: {each.name: {key: value for key, value in asdict(each).items() if key != "name"} for each in held}
            for service, held in list_limits().items()
        }
        return Representation(orjson.dumps(found, option=orjson.OPT_INDENT_2), JSON)
