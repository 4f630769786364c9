"""The endpoint /graphql: the GraphQL-over-HTTP specification, GET and POST, one request at a time.

Beside JSON it answers in CSV, for a query of one connection. /graphql/{name} answers with a trusted document.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from schema.errors import QueryError
from server import spreadsheet
from server.accept import choose
from server.graphql_request import Question, RequestError, read_get, read_post
from server.remembered import keep
from server.representation import REVALIDATE, is_known, weak_tag
from server.site import Site

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
CSV = "text/csv"
HTML = "text/html"
METHODS = ("GET", "HEAD", "OPTIONS", "POST")

OFFERED = (JSON, RESPONSE, CSV)
"""application/json first: it is the answer to `*/*`, as the specification asks of servers with older clients."""

TRUSTED = "public, max-age=3600, stale-while-revalidate=86400"
"""An answer at a stable address: good for an hour, and for a day while a cache asks whether it still is."""

Page = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class GraphQLEndpoint:
    """Answers GraphQL requests over HTTP; `page` answers a browser that opens the address."""

    site: Site
    page: Page
    trusted: Mapping[str, str]

    async def respond(self, request: Request) -> Response:
        """The answer to any of METHODS."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
        if request.method != "POST" and choose(request.headers.get("accept"), (*OFFERED, HTML)) == HTML:
            return await self.page(request)
        return await self._respond(request)

    async def respond_trusted(self, request: Request) -> Response:
        """The answer of the trusted document that the path names."""
        return await self._respond(request, request.path_params["document"])

    async def _respond(self, request: Request, document: str | None = None) -> Response:
        media_type = choose(request.headers.get("accept"), OFFERED)
        if media_type is None:
            message = f"This endpoint answers in {RESPONSE}, {JSON} or {CSV}; the Accept field takes none of them."
            return _reject(RequestError(406, "NOT_ACCEPTABLE", message), JSON)
        try:
            if request.method == "POST":
                return self._answer(request, await read_post(request, self.trusted), media_type, {})
            question = read_get(request, self.trusted, document)
            return self._answer_get(request, question, media_type, TRUSTED if document else REVALIDATE)
        except RequestError as error:
            return _reject(error, JSON if media_type == CSV else media_type)

    def _answer_get(self, request: Request, question: Question, media_type: str, lifetime: str) -> Response:
        """The data cannot change under a running server, so the question names its answer."""
        etag = weak_tag(self.site.release, media_type.encode(), question.as_bytes())
        headers = {"ETag": etag, "Cache-Control": lifetime}
        if is_known(request, etag):
            return Response(status_code=304, headers={**headers, "Vary": "Accept"})
        return self._answer(request, question, media_type, headers)

    def _answer(self, request: Request, question: Question, media_type: str, headers: dict[str, str]) -> Response:
        """An answer with errors may be one of this moment alone: it is neither kept nor to be kept."""
        response = self.site.ask(question)
        if "errors" in response:
            headers = {}
        else:
            keep(request.scope)
        if media_type == CSV:
            return self._tabulate(question, response, headers)
        return _encode(response, media_type, headers)

    def _tabulate(self, question: Question, response: dict[str, Any], headers: dict[str, str]) -> Response:
        """The answer as CSV; 406 with the reason, and with the errors of the answer, where it has no such form."""
        try:
            table = self.site.tabulate(question.query, question.operation_name, response)
        except QueryError as error:
            stated = {"message": error.message, "extensions": error.extensions}
            return _json({"errors": [stated, *response.get("errors", ())]}, 406, JSON, {})
        about = {"Qamtu-Total-Count": table.total, "Qamtu-End-Cursor": table.next}
        told = {name: str(value) for name, value in about.items() if value is not None}
        body = spreadsheet.write_rows(table.columns, table.rows)
        headers = {"Cache-Control": "no-store", "Vary": "Accept", **headers, **told}
        return Response(body, 200, headers, spreadsheet.MEDIA_TYPE)


def _encode(response: dict[str, Any], media_type: str, headers: dict[str, str]) -> Response:
    """A response without `data` failed before execution: the newer media type says so in the status."""
    status = 400 if media_type == RESPONSE and "data" not in response else 200
    return _json(response, status, media_type, headers)


def _reject(error: RequestError, media_type: str) -> Response:
    return _json(error.as_json(), error.status, media_type, {})


def _json(body: dict[str, Any], status: int, media_type: str, headers: dict[str, str]) -> Response:
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **headers}
    return Response(orjson.dumps(body), status, headers, f"{media_type}; charset=utf-8")
