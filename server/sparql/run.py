"""A query that was read, run by the pool: its answer, or the problem that says what was wrong with it."""

import re
from dataclasses import dataclass

from server.problems import Problem
from server.sparql import limits
from server.sparql.formats import GRAPHS, SOLUTIONS, media_types
from server.sparql.guard import Reading, RefusedError, check
from server.sparql.pool import BusyError, OvertimeError, Pool, StoppedError
from server.sparql.protocol import Asked
from server.sparql.wire import Kind, Question
from server.sparql.worker import Answer

_FORBIDDEN = frozenset({"SERVICE_REFUSED", "UPDATE_REFUSED"})
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTERS = re.compile(r"(, )?\[([^\]]*\.\.=[^\]]*|_)\]")
"""Ranges of characters among what the engine expects, which name nothing to a reader."""
_UNPROCESSABLE = 422
"""The query is well-formed, and would be refused again: 503 would invite clients to repeat it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The formats that a client takes, by the names of the engine, and whether in gzip."""

    solutions: str | None
    graph: str | None
    gzip: bool = False


def inspect(asked: Asked, method: str) -> Reading:
    """What the guard says of a query. Raises Problem."""
    try:
        return check(asked.query)
    except RefusedError as error:
        status = 403 if error.code in _FORBIDDEN else 400
        if error.code == "QUERY_TOO_LONG":
            status = 413 if method == "POST" else 414
        raise Problem(status, error.code, str(error), error.help, members=error.members) from error


def make_question(asked: Asked, reading: Reading, wanted: Wanted, base: str) -> Question:
    """The dataset of the request goes before that of the query, and without either it is everything."""
    return Question(
        query=asked.query,
        solutions=wanted.solutions,
        graph=wanted.graph,
        union=not reading.names_graphs and asked.default_graphs is None,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        base=base,
        gzip=wanted.gzip,
    )


async def run(pool: Pool, question: Question) -> Answer:
    """The whole result of a query, of kind SOLUTIONS or GRAPH. Raises Problem."""
    try:
        answer = await pool.ask(question)
    except BusyError as error:
        raise busy("All workers are busy with other queries.") from error
    except OvertimeError as error:
        message = f"The query took longer than {limits.SECONDS:g} seconds and was stopped."
        help_ = "Join the patterns by shared variables, name the classes, or ask for less."
        raise Problem(
            _UNPROCESSABLE, "TIME_LIMIT", message, help_, members={"limit": limits.SECONDS, "unit": "seconds"}
        ) from error
    except StoppedError as error:
        message = f"The query needed more than {limits.MEMORY >> 20} MiB of memory and was stopped."
        help_ = "Group, sort and join less at once, or make no such long strings."
        raise Problem(
            _UNPROCESSABLE, "MEMORY_LIMIT", message, help_, members={"limit": limits.MEMORY, "unit": "bytes"}
        ) from error
    if answer.kind in {Kind.SOLUTIONS, Kind.GRAPH}:
        return answer
    raise _problem(answer)


def busy(message: str) -> Problem:
    """The query may be fine, and is to be asked later."""
    headers = {"Retry-After": str(limits.RETRY)}
    return Problem(503, "BUSY", message, f"Ask again in {limits.RETRY} seconds.", headers)


def not_acceptable(kind: Kind | None = None) -> Problem:
    """Nobody could read the answer; for a kind of result, or for any."""
    offered = {Kind.SOLUTIONS: media_types(SOLUTIONS), Kind.GRAPH: media_types(GRAPHS)}
    names = [name for each, listed in offered.items() if kind in {each, None} for name in listed]
    message = f"The results of this query come as {', '.join(names)}; the Accept field takes none of them."
    return Problem(406, "NOT_ACCEPTABLE", message, "Name one of them in the Accept field.")


def _problem(answer: Answer) -> Problem:
    text = answer.body.decode()
    if answer.kind is Kind.MALFORMED:
        return _malformed(text)
    if answer.kind is Kind.UNWANTED:
        return not_acceptable(Kind(answer.body))
    if answer.kind is Kind.TOO_LARGE:
        message = f"The result has more than {limits.RESULT >> 20} MiB."
        help_ = "Add LIMIT, and OFFSET for the rest; or take a dump."
        return Problem(
            _UNPROCESSABLE, "RESULT_TOO_LARGE", message, help_, members={"limit": limits.RESULT, "unit": "bytes"}
        )
    help_ = "Ask without the function or the feature that the message names."
    return Problem(_UNPROCESSABLE, "QUERY_FAILED", f"The query could not be run: {text}", help_)


def _malformed(text: str) -> Problem:
    """The engine's words, with the place apart."""
    help_ = "Mend the query at this place. SPARQL 1.1 Query Language, section 19.8, has the grammar."
    if found := _PLACE.match(text):
        line, column, expected = found.groups()
        words = _CHARACTERS.sub("", expected).replace("one of, ", "one of ")
        message = f"This is no SPARQL query: line {line}, column {column}: {words}."
        return Problem(400, "MALFORMED_QUERY", message, help_, members={"line": int(line), "column": int(column)})
    return Problem(400, "MALFORMED_QUERY", f"This is no SPARQL query: {text}", help_)
