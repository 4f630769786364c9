"""The endpoint /graphql: the GraphQL-over-HTTP specification, GET and POST, one request at a time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from server.accept import choose
from server.graphql_request import Question, RequestError, read_get, read_post
from server.remembered import keep
from server.representation import REVALIDATE, is_known, weak_tag
from server.site import Site

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
HTML = "text/html"
METHODS = ("GET", "HEAD", "OPTIONS", "POST")

OFFERED = (JSON, RESPONSE)
"""application/json first: it is the answer to `*/*`, as the specification asks of servers with older clients."""

Page = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class GraphQLEndpoint:
    """Answers GraphQL requests over HTTP; `page` answers a browser that opens the address."""

    site: Site
    page: Page

    async def respond(self, request: Request) -> Response:
        """The answer to any of METHODS."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
        if request.method != "POST" and choose(request.headers.get("accept"), (*OFFERED, HTML)) == HTML:
            return await self.page(request)
        media_type = choose(request.headers.get("accept"), OFFERED)
        if media_type is None:
            message = f"This endpoint answers in {RESPONSE} or {JSON}; the Accept field takes neither."
            return _reject(RequestError(406, "NOT_ACCEPTABLE", message), JSON)
        try:
            return await self._answer(request, media_type)
        except RequestError as error:
            return _reject(error, media_type)

    async def _answer(self, request: Request, media_type: str) -> Response:
        if request.method == "POST":
            response = self.site.ask(await read_post(request))
            _keep_answer(request, response)
            return _encode(response, media_type, {})
        return self._answer_get(request, read_get(request), media_type)

    def _answer_get(self, request: Request, question: Question, media_type: str) -> Response:
        """The data cannot change under a running server, so the question names its answer."""
        etag = weak_tag(self.site.release, media_type.encode(), question.as_bytes())
        headers = {"ETag": etag, "Cache-Control": REVALIDATE}
        if is_known(request, etag):
            return Response(status_code=304, headers={**headers, "Vary": "Accept"})
        response = self.site.ask(question)
        _keep_answer(request, response)
        return _encode(response, media_type, {} if "errors" in response else headers)


def _keep_answer(request: Request, response: dict[str, Any]) -> None:
    """An answer with errors may be one of this moment alone."""
    if "errors" not in response:
        keep(request.scope)


def _encode(response: dict[str, Any], media_type: str, headers: dict[str, str]) -> Response:
    """A response without `data` failed before execution: the newer media type says so in the status."""
    status = 400 if media_type == RESPONSE and "data" not in response else 200
    return _json(response, status, media_type, headers)


def _reject(error: RequestError, media_type: str) -> Response:
    return _json(error.as_json(), error.status, media_type, {})


def _json(body: dict[str, Any], status: int, media_type: str, headers: dict[str, str]) -> Response:
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **headers}
    return Response(orjson.dumps(body), status, headers, f"{media_type}; charset=utf-8")
