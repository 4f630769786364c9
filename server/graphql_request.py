"""From the bytes of a request to a question: everything a client may get wrong before GraphQL begins."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.requests import ClientDisconnect, Request

LARGEST = 64 * 1024
"""Bytes of a request body."""

LONGEST = 60 * 1024
"""Bytes of a query string; the parser of heads takes no target of 64 KiB."""

DEEPEST = 64
"""Levels of brackets in the JSON of a request."""

PATIENCE = 10.0
"""Seconds in which a body has to arrive."""


class RequestError(Exception):
    """A request that is no question: HTTP status, `extensions.code` and a sentence for the person who sent it."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def as_json(self) -> dict[str, Any]:
        """A GraphQL response without data."""
        return {"errors": [{"message": str(self), "extensions": {"code": self.code}}]}


@dataclass(frozen=True, slots=True)
class Question:
    """A GraphQL request as the GraphQL-over-HTTP specification defines it; `extensions` are checked and dropped."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None

    def as_bytes(self) -> bytes:
        """The same bytes for the same question, to name its answer by."""
        return orjson.dumps([self.query, self.variables, self.operation_name], option=orjson.OPT_SORT_KEYS)


def bad_request(message: str) -> RequestError:
    """The error of a malformed request."""
    return RequestError(400, "BAD_REQUEST", message)


Trusted = Mapping[str, str]
"""Documents by their identifiers."""

_NONE: Trusted = {}


async def read_post(request: Request, trusted: Trusted = _NONE) -> Question:
    """The question in a POST body: one JSON object in UTF-8, of at most LARGEST bytes.

    Raises RequestError.
    """
    _check_content_type(request)
    parameters = parse_json(await read_body(request), "The request body")
    if isinstance(parameters, list):
        message = "Batching is not supported: send one request object, not a list. Ask for several fields in one query."
        raise bad_request(message)
    if not isinstance(parameters, dict):
        raise bad_request("The request body must be a JSON object with the key `query`.")
    return _question(parameters, trusted)


def read_get(request: Request, trusted: Trusted = _NONE, document: str | None = None) -> Question:
    """The question in a query string; `variables` and `extensions` are JSON in it.

    ``document`` is the identifier of a trusted document that the path names. Raises RequestError.
    """
    text: bytes = request.scope["query_string"]
    if len(text) > LONGEST:
        raise RequestError(414, "URI_TOO_LONG", f"The query string has {len(text)} bytes; at most {LONGEST} are read.")
    parameters: dict[str, Any] = {}
    for name, value in read_fields(text):
        if name in parameters:
            raise bad_request(f"The parameter `{name}` is given twice.")
        is_json = name in {"variables", "extensions"} and value
        parameters[name] = parse_json(value.encode(), f"The parameter `{name}`") if is_json else value or None
    if document is not None:
        if {"query", "documentId"} & parameters.keys():
            raise bad_request("The path names the document: leave out `query` and `documentId`.")
        parameters["documentId"] = document
    return _question(parameters, trusted)


def parse_json(text: bytes, what: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """JSON of RFC 8259, without NaN, NUL or more than DEEPEST levels. Raises RequestError."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"{what} is not valid JSON in UTF-8: {_wrong_byte(text) or error}.") from error
    _check_values(value, what)
    return value


def _wrong_byte(text: bytes) -> str | None:
    """Where a text ceases to be UTF-8, which orjson does not tell; None when it is."""
    try:
        text.decode()
    except UnicodeDecodeError as error:
        return f"byte {error.start} is wrong"
    return None


def read_fields(text: bytes) -> list[tuple[str, str]]:
    """Names and values of a query string or of a form. Raises RequestError."""
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=20)
    except UnicodeDecodeError as error:
        raise bad_request(f"The query string is not UTF-8: byte {error.start} of a value is wrong.") from error
    except ValueError as error:
        raise bad_request("The query string has more than 20 parameters.") from error


def _check_content_type(request: Request) -> None:
    media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    coding = request.headers.get("content-encoding", "identity")
    if media_type.strip() != "application/json" or charset not in {"", "charset=utf-8"} or coding != "identity":
        message = "Send the request as application/json in UTF-8, uncompressed."
        raise RequestError(415, "UNSUPPORTED_MEDIA_TYPE", message)


async def read_body(request: Request) -> bytes:
    """The body, counted as it comes: Content-Length may be missing or lie. Raises RequestError."""
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    message = f"The request body is larger than {LARGEST} bytes."
                    raise RequestError(413, "PAYLOAD_TOO_LARGE", message)
    except TimeoutError as error:
        message = f"The request body did not arrive within {PATIENCE:.0f} seconds."
        raise RequestError(408, "REQUEST_TIMEOUT", message) from error
    except ClientDisconnect as error:
        raise bad_request("The request body broke off.") from error
    return bytes(body)


def _check_values(value: object, what: str) -> None:
    """Refuse what JSON allows and GraphQL has no use for; by a list of its own, since recursion is what it guards."""
    waiting = [(value, 1)]
    while waiting:
        each, depth = waiting.pop()
        if depth > DEEPEST:
            raise bad_request(f"{what} is nested more than {DEEPEST} levels deep.")
        if isinstance(each, str) and "\0" in each:
            raise bad_request(f"{what} has a NUL character in a string.")
        if isinstance(each, dict):
            waiting += [(part, depth + 1) for item in each.items() for part in item]
        elif isinstance(each, list):
            waiting += [(part, depth + 1) for part in each]


def _document(parameters: Mapping[str, Any], trusted: Trusted) -> str:
    """The GraphQL document: sent, or known by its identifier."""
    query, identifier = parameters.get("query"), parameters.get("documentId")
    if identifier is None:
        if not isinstance(query, str) or not query:
            raise bad_request("The parameter `query` is missing or is not a string: it holds the GraphQL document.")
        return query
    if query is not None:
        raise bad_request("Send `query` or `documentId`, not both.")
    if not isinstance(identifier, str) or identifier not in trusted:
        message = "No trusted document has this identifier: a name, or sha256: and its hash. /documents lists them."
        raise RequestError(404, "DOCUMENT_NOT_FOUND", message)
    return trusted[identifier]


def _question(parameters: Mapping[str, Any], trusted: Trusted) -> Question:
    query, name = _document(parameters, trusted), parameters.get("operationName")
    variables, extensions = parameters.get("variables"), parameters.get("extensions")
    if "\0" in query:
        raise bad_request("The parameter `query` has a NUL character.")
    if name is not None and not isinstance(name, str):
        raise bad_request("The parameter `operationName` must be a string or null.")
    if not isinstance(variables, dict | None) or not isinstance(extensions, dict | None):
        raise bad_request("The parameters `variables` and `extensions` must be objects or null.")
    return Question(query, variables, name)
