"""What a client may get wrong, and how an error is told: one sentence, a stable code, help."""

import hashlib
import logging
import re
import traceback
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

log = logging.getLogger(__name__)


class Code(StrEnum):
    """The values of ``extensions.code``."""

    PARSE = "GRAPHQL_PARSE_FAILED"
    VALIDATION = "GRAPHQL_VALIDATION_FAILED"
    INPUT = "BAD_USER_INPUT"
    CURSOR = "INVALID_CURSOR"
    FILTER = "INVALID_FILTER"
    COMPLEX = "QUERY_TOO_COMPLEX"
    TIME = "TIMEOUT"
    TABLE = "NOT_ACCEPTABLE"
    INTERNAL = "INTERNAL"


_HELP: Mapping[Code, str] = MappingProxyType(
    {
        Code.PARSE: "The document is no GraphQL at the place given: look for a bracket or a quotation mark that is "
        "missing just before it.",
        Code.VALIDATION: "The schema has every type, field, argument and value: /schema.graphql, or the documentation "
        "panel of GraphiQL.",
        Code.INPUT: "The schema says what the argument or variable takes: /schema.graphql.",
    }
)


_NO_ADVICE: Mapping[str, object] = MappingProxyType({})


class QueryError(GraphQLError):
    """A mistake of the client. ``details`` such as limit, actual, expected, found become extensions."""

    def __init__(self, code: Code, message: str, help_: str, **details: object) -> None:
        super().__init__(message, extensions={"code": code.value, "help": help_, **details})


def as_json(error: GraphQLError, code: Code, advice: Mapping[str, object] = _NO_ADVICE) -> dict[str, Any]:
    """An error for the response; ``code`` and ``advice`` are those of an error that does not bring its own.

    Whatever no client caused is masked: its id is in the log beside the trace. The id is made of the failure
    itself, so that the same failure has the same id.
    """
    cause = _cause(error)
    if cause is not None:
        return _entry("An internal error.", error, {"code": Code.INTERNAL.value, **_logged(cause)})
    extensions = dict(error.extensions or {})
    if "code" not in extensions:
        extensions = {"code": code.value, "help": _HELP[code], **advice, **extensions}
    return _entry(error.message, error, extensions)


def parse_error(error: GraphQLSyntaxError) -> GraphQLError:
    """The error of a document that cannot be parsed, or that is longer than any may be."""
    if not error.message.endswith("Parsing aborted."):
        return error
    numbers = re.findall("[0-9]+", error.message)
    details = {"limit": int(numbers[-1])} if numbers else {}
    help_ = "Ask in several requests, and move long values into variables."
    return QueryError(Code.COMPLEX, error.message, help_, field="document", **details)


def validation_error(error: GraphQLError) -> GraphQLError:
    """The error of an invalid document, or of one whose fields take too many comparisons to validate."""
    if isinstance(error.original_error, ValueError):
        # No scalar of ours raises it: Python reads no number of more than 4,300 digits.
        return GraphQLError("The number has too many digits.", error.nodes)
    if error.message != "Validation aborted.":
        return error
    message = "The document repeats too many fields: its validation was given up."
    return QueryError(Code.COMPLEX, message, "Ask for each field once, or in several requests.", field="document")


def told(number: int) -> int:
    """A number as an error may tell it: at most the largest that every reader of JSON keeps.

    Fragments that double ask for more.
    """
    return min(number, 2**53 - 1)


def shown(text: str, longest: int = 80) -> str:
    """A text of the client as a message may repeat it: short, and of characters that JSON can carry."""
    cut = text if len(text) <= longest else f"{text[:longest]}…"
    return cut.encode("utf-8", "backslashreplace").decode()


def _cause(error: GraphQLError) -> BaseException | None:
    """The exception behind an error unless it is an error told to the client on purpose."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _logged(cause: BaseException) -> dict[str, str]:
    trace = "".join(traceback.format_exception(cause))
    failure = hashlib.sha256(trace.encode("utf-8", "backslashreplace")).hexdigest()[:12]
    log.error("internal error %s\n%s", failure, trace)
    return {"id": failure, "help": "Not your mistake. Report the id: the log of the server explains it."}


def _entry(message: str, error: GraphQLError, extensions: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"message": shown(message, 1000)}
    if error.locations:
        entry["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path is not None:
        entry["path"] = error.path
    return {**entry, "extensions": extensions}
