"""The pages for people: the editor at /sparql, and a plain form with the answer as a table at /sparql/form."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from server.assets import Assets
from server.examples import Example, choose_example
from server.pages import render, render_editor
from server.problems import Problem
from server.representation import Representation
from server.resource.address import local_path
from server.sparql.engine import TABLE
from server.sparql.pool import Pool
from server.sparql.protocol import Asked, read
from server.sparql.run import Wanted, inspect, make_question, run
from server.sparql.wire import Kind

_DOWNLOADS = {Kind.SOLUTIONS: ("json", "xml", "csv", "tsv"), Kind.GRAPH: ("ttl", "nt", "rdf", "jsonld")}
"""Values of the parameter `format` under which the whole answer is offered."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table: its text, where a link leads, and its language or datatype."""

    text: str
    link: str | None = None
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form shows: a query, and an answer or a problem once it was asked."""

    query: str
    table: dict[str, object] | None = None
    problem: Problem | None = None
    chosen: str | None = None
    """The example that the query is."""
    missing: bool = False
    """Whether the form stands in for the editor."""


@dataclass(frozen=True)
class SparqlPages:
    """Both pages show the same examples; the form stands in for the editor where that is not installed."""

    pool: Pool
    base: str
    assets: Assets
    examples: Sequence[Example]

    async def editor(self, request: Request) -> Response:
        """The editor with the examples as tabs."""
        if not self.assets.yasgui:
            return await self.form(request, missing=True)
        tabs = [{"name": _name(each), "query": each.query} for each in self.examples]
        return render_editor("sparql.html", self.assets.yasgui, tabs, base=self.base).respond(request)

    async def form(self, request: Request, *, missing: bool = False) -> Response:
        """A plain form; with the answer below it when the request asks something. Raises Problem."""
        asked = await read(request)
        if asked is not None:
            return await self.answer(request, asked)
        chosen = choose_example(self.examples, request.query_params.get("example"))
        query = chosen.query if chosen else ""
        return self._render(Shown(query, chosen=chosen.name if chosen else None, missing=missing)).respond(request)

    async def answer(self, request: Request, asked: Asked) -> Response:
        """The form with the first rows of an answer, or with what was wrong."""
        try:
            table = await self._tabulate(request, asked)
        except Problem as problem:
            page = self._render(Shown(asked.query, problem=problem))
            headers = {**page.headers, **(problem.headers or {}), "Cache-Control": "no-store", "Vary": "Accept"}
            return Response(page.body, problem.status_code, headers, page.media_type)
        page = await run_in_threadpool(self._render, Shown(asked.query, table=table))
        return page.respond(request)

    async def _tabulate(self, request: Request, asked: Asked) -> dict[str, object]:
        reading = inspect(asked, request.method)
        question = make_question(asked, reading, Wanted(TABLE, TABLE), self.base)
        answer = await run(self.pool, question)
        table: dict[str, object] = orjson.loads(answer.body)
        rows = table.get("rows")
        if isinstance(rows, list):
            table["rows"] = [[self._cell(cell) for cell in row] for row in rows]
        return {**table, "downloads": _DOWNLOADS[answer.kind]}

    def _cell(self, term: tuple[str, str, str] | None) -> Cell:
        """IRIs of ours lead to this server, whatever host they name; other links leave it when they are clicked."""
        if term is None:
            return Cell("")
        kind, text, more = term
        if kind == "iri":
            return Cell(text, local_path(text, self.base) if text.startswith(self.base) else _web(text))
        if kind == "literal":
            is_tag = ":" not in more
            return Cell(text, language=more if is_tag else None, datatype=None if is_tag else _short(more))
        return Cell(text)

    def _render(self, shown: Shown) -> Representation:
        return render("sparql_form.html", examples=self.examples, shown=shown)


def _name(example: Example) -> str:
    """A name that fits on a tab: that of the file, in words."""
    return example.name.lstrip("0123456789-").replace("-", " ").capitalize()


def _web(iri: str) -> str | None:
    return iri if iri.startswith(("http://", "https://")) else None


def _short(datatype: str) -> str | None:
    """The local name of a datatype; none for plain strings, which need no word."""
    name = datatype.rpartition("#")[2]
    return None if name == "string" else name
