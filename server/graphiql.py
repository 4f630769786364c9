"""The pages that run queries: GraphiQL at /graphql, and a form at /query that needs no script."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from starlette.requests import Request
from starlette.responses import Response

from server.assets import Assets
from server.example_groups import group
from server.examples import Example, choose_example
from server.graphql_request import RequestError, read_get
from server.pages import render, render_editor
from server.representation import Representation
from server.shorten import show
from server.site import Site


@dataclass(frozen=True)
class QueryPages:
    """Both pages show the same examples; the form stands in for GraphiQL where its assets are not installed."""

    site: Site
    assets: Assets
    examples: Sequence[Example]

    async def graphiql(self, request: Request) -> Response:
        """GraphiQL with the examples as tabs."""
        if not self.assets.graphiql:
            return self._form(request, missing=True)
        return self._graphiql.respond(request)

    @cached_property
    def _graphiql(self) -> Representation:
        return render_editor("graphiql.html", self.assets.graphiql, [_tab(each) for each in self.examples])

    async def form(self, request: Request) -> Response:
        """A plain form with the answer below it."""
        return self._form(request, missing=False)

    def _form(self, request: Request, *, missing: bool) -> Response:
        chosen = choose_example(self.examples, request.query_params.get("example"))
        asked = "query" in request.query_params
        page = render(
            "query.html",
            missing=missing,
            examples=self.examples,
            chosen=chosen,
            query=request.query_params.get("query") or (chosen.query if chosen else ""),
            variables=request.query_params.get("variables") or (chosen.variables if chosen else ""),
            answer=self._answer(request) if asked else None,
        )
        return page.respond(request)

    def _answer(self, request: Request) -> str:
        """The response as indented JSON; a malformed request is answered the same way."""
        try:
            response = self.site.ask(read_get(request))
        except RequestError as error:
            response = error.as_json()
        return show(response)


def _tab(example: Example) -> dict[str, str]:
    """An example as the script of the page takes it."""
    return {**asdict(example), "query": _name_operation(example), "group": group(example)}


def _name_operation(example: Example) -> str:
    """The document, its operation named after the file if it has no name: GraphiQL takes titles of tabs from there."""
    words = (word.capitalize() for word in example.name.lstrip("0123456789-").split("-"))
    return re.sub(r"^\{", f"query {''.join(words)} {{", example.query, count=1, flags=re.MULTILINE)
