"""From an HTTP request to a query: SPARQL 1.1 Protocol, section 2.1."""

import re
from dataclasses import dataclass

from starlette.requests import Request

from server.graphql_request import LONGEST, RequestError, bad_request, read_body, read_fields
from server.problems import Problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_HELP = "See the SPARQL 1.1 Protocol, section 2.1: one query, by GET or by POST."


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was asked, before it is looked at; None for graphs that the request does not name."""

    query: str
    format: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


async def read(request: Request) -> Asked | None:
    """The query of a request; None for a GET without one, which asks for the service itself. Raises Problem."""
    try:
        return await _read_post(request) if request.method == "POST" else _read_get(request)
    except RequestError as error:
        raise Problem(error.status, error.code, str(error), _HELP) from error


def _read_get(request: Request) -> Asked | None:
    fields = _parameters(request)
    return _asked(fields) if any(name in {"query", "update"} for name, _ in fields) else None


async def _read_post(request: Request) -> Asked:
    media_type = _content_type(request)
    if media_type == UPDATE:
        raise _update()
    if media_type == FORM:
        return _asked(read_fields(await read_body(request)))
    if media_type == QUERY:
        return _asked([("query", _decode(await read_body(request))), *_parameters(request)])
    help_ = "Send the query itself, or a form with the field `query`; in UTF-8, uncompressed."
    message = f"A query is read as {QUERY} or {FORM}."
    raise Problem(415, "UNSUPPORTED_MEDIA_TYPE", message, help_, {"Accept-Post": f"{QUERY}, {FORM}"})


def _content_type(request: Request) -> str | None:
    """The media type of a body that is plain UTF-8, None for any other."""
    media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    is_utf8 = parameters.replace(" ", "").replace('"', "") in {"", "charset=utf-8"}
    is_plain = request.headers.get("content-encoding", "identity") == "identity"
    return media_type.strip() if is_utf8 and is_plain else None


def _parameters(request: Request) -> list[tuple[str, str]]:
    text: bytes = request.scope["query_string"]
    if len(text) > LONGEST:
        message = f"The query string has {len(text)} bytes; at most {LONGEST} are read."
        raise RequestError(414, "URI_TOO_LONG", message)
    return read_fields(text)


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise bad_request(f"The query is not UTF-8: byte {error.start} is wrong.") from error


def _asked(fields: list[tuple[str, str]]) -> Asked:
    if any(name == "update" for name, _ in fields):
        raise _update()
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1 or not queries[0].strip():
        message = f"There must be one parameter `query` with a SPARQL query in it; there are {len(queries)}."
        raise bad_request(message if len(queries) != 1 else "The parameter `query` is empty.")
    default = _graphs(fields, "default-graph-uri")
    named = _graphs(fields, "named-graph-uri")
    formats = [value for name, value in fields if name == "format"]
    if not default and not named:
        return Asked(queries[0], next(iter(formats), None))
    return Asked(queries[0], next(iter(formats), None), default, named)


def _graphs(fields: list[tuple[str, str]], parameter: str) -> tuple[str, ...]:
    """Graphs of the data set; none of them is ever fetched."""
    found = tuple(value for name, value in fields if name == parameter)
    for each in found:
        if not _IRI.fullmatch(each):
            raise bad_request(f"The parameter `{parameter}` takes an absolute IRI; `{each[:200]}` is none.")
    return found


def _update() -> Problem:
    message = "Updates are refused: the data here are read, never changed."
    return Problem(403, "UPDATE_REFUSED", message, "Ask with a query. For data of your own take a dump.")
