"""The endpoint /sparql: SPARQL 1.1 Protocol for queries, the service description, and the page for people."""

from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response

from server.accept import choose
from server.representation import REVALIDATE, is_known, weak_tag
from server.sparql.delivery import Delivery
from server.sparql.description import Description
from server.sparql.formats import GRAPHS, SOLUTIONS, Choice, media_types, pick
from server.sparql.guard import Reading
from server.sparql.pages import SparqlPages
from server.sparql.pool import Pool
from server.sparql.protocol import Asked, read
from server.sparql.run import Wanted, inspect, make_question, not_acceptable, run
from server.sparql.wire import Kind, Question

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
HTML = "text/html"

_VARY = "Accept, Accept-Encoding"


@dataclass(frozen=True)
class SparqlEndpoint:
    """Answers queries over HTTP, each run by a worker of the pool."""

    pool: Pool
    base: str
    data_version: str
    description: Description
    pages: SparqlPages

    async def respond(self, request: Request) -> Response:
        """The answer to any of METHODS. Raises Problem."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
        asked = await read(request)
        if asked is None:
            return await self._introduce(request)
        if _is_person(request, asked):
            return await self.pages.answer(request, asked)
        return await self._answer(request, asked)

    async def _introduce(self, request: Request) -> Response:
        """What this is: for a browser the editor, for a program the service description."""
        accept = request.headers.get("accept")
        if choose(accept, (*media_types(GRAPHS), HTML)) == HTML:
            return await self.pages.editor(request)
        choice = pick(GRAPHS, accept)
        if choice is None:
            raise not_acceptable(Kind.GRAPH)
        return await self.description.respond(request, choice)

    async def _answer(self, request: Request, asked: Asked) -> Response:
        accept = request.headers.get("accept")
        solutions, graph = pick(SOLUTIONS, accept, asked.format), pick(GRAPHS, accept, asked.format)
        if solutions is None and graph is None:
            raise not_acceptable()
        # As the middleware decides, which would pack what is not packed already, and hold up everybody meanwhile.
        gzip = "gzip" in request.headers.get("accept-encoding", "")
        wanted = Wanted(_name(solutions), _name(graph), gzip)
        reading = inspect(asked, request.method)
        question = make_question(asked, reading, wanted, self.base)
        headers = self._headers(request, reading, question)
        if "ETag" in headers and is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        answer = await run(self.pool, question)
        choice = graph if answer.kind is Kind.GRAPH else solutions
        if answer.packed:
            headers["Content-Encoding"] = "gzip"
        return self._delivery.respond(answer.body, headers, choice.media_type if choice else None)

    def _headers(self, request: Request, reading: Reading, question: Question) -> dict[str, str]:
        """The data cannot change under a running server: the question names its answer, unless that changes."""
        if request.method == "POST" or reading.is_volatile:
            return {"Cache-Control": "no-store", "Vary": _VARY}
        etag = weak_tag(self._release, question.as_bytes())
        return {"ETag": etag, "Cache-Control": REVALIDATE, "Vary": _VARY}

    @cached_property
    def _delivery(self) -> Delivery:
        return Delivery()

    @cached_property
    def _release(self) -> bytes:
        """Changes with the data and with the engine."""
        return f"{self.data_version} {version('pyoxigraph')}".encode()


def _name(choice: Choice | None) -> str | None:
    return None if choice is None else choice.name


def _is_person(request: Request, asked: Asked) -> bool:
    """Whether a browser opens a link to a query, which no program would take HTML for."""
    offered = (*media_types(SOLUTIONS), *media_types(GRAPHS), HTML)
    return asked.format is None and request.method != "POST" and choose(request.headers.get("accept"), offered) == HTML
