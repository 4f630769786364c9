"""The start page, and the small addresses that describe the service: schema, health, robots."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from server.dumps import files
from server.examples import Example
from server.holdings import count, read_acts
from server.pages import render
from server.representation import Representation
from server.resource.entry import entry_points
from server.site import Site

ROBOTS = "User-agent: *\nDisallow: /graphql\nDisallow: /query\nDisallow: /sparql\n"


@dataclass(frozen=True)
class StartPages:
    """What a visitor or a machine reads first."""

    site: Site
    examples: Sequence[Example]

    async def page(self, request: Request) -> Response:
        """What this is, how much of it there is, where to go."""
        return self._page.respond(request)

    async def schema(self, request: Request) -> Response:
        """The schema in the schema definition language."""
        return self._schema.respond(request)

    async def health(self, _request: Request) -> Response:
        """Whether the server answers, and from which data."""
        graph = self.site.graph
        body = {"status": "ok", "dataVersion": graph.data_version, "counts": dict(graph.counts)}
        return Response(orjson.dumps(body), 200, {"Cache-Control": "no-store"}, "application/json")

    async def robots(self, _request: Request) -> Response:
        """Crawlers read pages and dumps, not queries."""
        return PlainTextResponse(ROBOTS)

    @cached_property
    def _page(self) -> Representation:
        return render(
            "start.html",
            counts=count(self.site),
            acts=read_acts(self.site),
            version=self.site.graph.data_version,
            examples=self.examples,
            browse=tuple(entry_points(self.site.graph)),
            files=files(),
        )

    @cached_property
    def _schema(self) -> Representation:
        return Representation(self.site.sdl.encode(), "application/graphql; charset=utf-8")
