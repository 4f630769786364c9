"""Where the time of one cold GraphQL request goes: `python -m tests.bench_profile`, part of `make bench`."""

import asyncio
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
from graphql import DocumentNode, execute_sync, parse
from starlette.types import ASGIApp, Message

from graph.build import build
from schema import limits
from schema.api import Schema, make_schema
from schema.executor import PlainExecutor
from schema.rules import invalid, needed_rules
from server.app import make_app
from server.site import make_site
from tests.bench_questions import DATED, GRAPHQL, graphql_body

SEEDS = Path(__file__).parent.parent / "seeds"
ROUNDS = 200


def lines() -> Iterator[tuple[str, str]]:
    """Milliseconds of processor time by phase, and of the whole way through the application."""
    graph = build(SEEDS)
    schema, app = make_schema(graph), make_app(make_site(graph))
    gc.freeze()
    names = [name for name, _ in _phases(schema, "x")]
    taken: dict[str, list[float]] = {name: [] for name in (*names, "all")}
    ratios: list[float] = []
    for n in range(ROUNDS):
        for name, phase in _phases(schema, f"{n:07}"):
            taken[name].append(_time(phase))
        taken["all"].append(_time(lambda n=n: asyncio.run(_ask(app, graphql_body(f"{n:07}")))))  # type: ignore[misc]
        ratios.append(_time(lambda n=n: asyncio.run(_ask(app, graphql_body(f"{n:07}", DATED)))) / taken["all"][-1])  # type: ignore[misc]
    yield "cold flagship with asOf to the undated one, both over HTTP", f"{statistics.median(ratios):.2f} × the time"
    middle = {name: statistics.median(each) * 1000 for name, each in taken.items()}
    empty = statistics.median(_time(lambda: asyncio.run(_nothing())) for _ in range(ROUNDS)) * 1000
    whole = middle.pop("all") - empty
    for name, each in {**middle, "routes, middleware, body": whole - sum(middle.values())}.items():
        yield f"cold flagship, {name}", f"{each:.2f} ms of processor time, {each / whole:.0%}"


def _phases(schema: Schema, mark: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The steps of schema.api.execute, one after the other."""
    text = GRAPHQL % mark
    document: DocumentNode = parse(text)
    result = _execute(schema, document)
    yield "parse", lambda: parse(text, max_lexical_tokens=limits.TOKENS)
    yield "validate", lambda: invalid(schema.graphql, document, needed_rules(text, document))
    yield "cost", lambda: limits.check(schema.graphql, schema.widths, document, None, {})
    yield "execute", lambda: _execute(schema, document)
    yield "JSON", lambda: orjson.dumps({"data": result.data})


def _execute(schema: Schema, document: DocumentNode) -> Any:
    return execute_sync(schema.graphql, document, context_value=schema.context, executor_class=PlainExecutor)


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


async def _nothing() -> None:
    return


async def _ask(app: ASGIApp, body: bytes) -> None:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(_message: Message) -> None:
        return

    headers = [(b"content-type", b"application/json"), (b"accept", b"application/json")]
    scope = {
        "type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "query_string": b"",
        "root_path": "", "headers": headers, "http_version": "1.1", "scheme": "http", "state": {},
    }  # fmt: skip
    await app(scope, receive, send)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(list(lines())))
