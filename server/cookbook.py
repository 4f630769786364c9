"""The page /cookbook: every worked example with its query, the answer of the served graph and its twin in SPARQL."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from server.example_groups import grouped
from server.examples import Example
from server.graphql_request import Question
from server.highlight import highlight
from server.lasting import lasting
from server.pages import render
from server.representation import Representation
from server.shorten import shorten, show
from server.site import Site


@dataclass(frozen=True, slots=True)
class Recipe:
    """An example as the page shows it; query, variables, answer and sparql are HTML."""

    name: str
    title: str
    note: str
    query: str
    variables: str
    answer: str
    is_cut: bool
    sparql: str
    curl: str
    form: str
    """Address of the plain form with the whole answer."""
    sparql_form: str
    """The same for the twin."""


@dataclass(frozen=True)
class Cookbook:
    """The page, and the files of its recipes."""

    site: Site
    examples: Sequence[Example]
    twins: Sequence[Example]
    """The examples in SPARQL: each has the name of an example."""

    async def page(self, request: Request) -> Response:
        """Every recipe. Computed when it is first asked for: the data cannot change before the process ends."""
        page = await run_in_threadpool(lambda: self._page)
        return page.respond(request)

    async def file(self, request: Request) -> Response:
        """The document of an example, `.graphql` or `.rq`; 404 when there is none."""
        found = self._files.get(request.path_params["file"])
        if found is None:
            raise HTTPException(404, "The cookbook has no such file.")
        return found.respond(request)

    @cached_property
    def _page(self) -> Representation:
        groups = {heading: [self._recipe(each) for each in held] for heading, held in grouped(self.examples).items()}
        return lasting(render("cookbook.html", groups=groups, version=self.site.graph.data_version))

    @cached_property
    def _files(self) -> dict[str, Representation]:
        queries = {f"{each.name}.graphql": (each, "application/graphql") for each in self.examples}
        twins = {f"{each.name}.rq": (each, "application/sparql-query") for each in self.twins}
        return {
            name: Representation(example.query.encode(), f"{media_type}; charset=utf-8")
            for name, (example, media_type) in (queries | twins).items()
        }

    def _recipe(self, example: Example) -> Recipe:
        twin = next(each for each in self.twins if each.name == example.name)
        answer = self._answer(example)
        shown = shorten(answer)
        asked = {"query": example.query, "variables": example.variables}
        return Recipe(
            name=example.name,
            title=example.title,
            note=example.note,
            query=highlight(example.body, "graphql"),
            variables=highlight(example.variables.strip(), "json"),
            answer=highlight(show(shown), "json"),
            is_cut=shown != answer,
            sparql=highlight(twin.body, "sparql"),
            curl=_curl(example),
            form=f"/query?{urlencode({key: value for key, value in asked.items() if value})}#answer",
            sparql_form=f"/sparql/form?{urlencode({'query': twin.query})}#answer",
        )

    def _answer(self, example: Example) -> object:
        """What the endpoint answers, as JSON has it; what it says about the answer (extensions) is left out."""
        variables = orjson.loads(example.variables) if example.variables else None
        response = self.site.ask(Question(example.query, variables))
        return orjson.loads(orjson.dumps({name: response[name] for name in ("errors", "data") if name in response}))


def _curl(example: Example) -> str:
    """A command that fetches the document and asks it; QAMTU is the address of the server."""
    asked = "query@-"
    if example.variables:
        compact = orjson.dumps(orjson.loads(example.variables)).decode()
        asked += f" --data-urlencode {shlex.quote(f'variables={compact}')}"
    return f"curl -s $QAMTU/cookbook/{example.name}.graphql | curl -sG $QAMTU/graphql --data-urlencode {asked}"
