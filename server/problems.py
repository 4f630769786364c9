"""Errors outside GraphQL: RFC 9457 problem details for programs, a page for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from server.accept import choose
from server.pages import render

PROBLEM = "application/problem+json"
HTML = "text/html"

_DETAILS = {
    404: "Nothing is served at this address.",
    405: "This address does not take that method.",
    500: "The server failed to answer. The failure is in its log.",
}


class Problem(HTTPException):
    """A request that fails, with what a program needs to mend it: extension members of RFC 9457, section 3.2."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        help_: str,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, float | str] = MappingProxyType({}),
    ) -> None:
        super().__init__(status, detail, headers)
        self.members: dict[str, object] = {"code": code, **members, "help": help_}


@dataclass(frozen=True, slots=True)
class Pointer:
    """An address that may help, what to call it, and its media type where that is what matters."""

    href: str
    name: str
    media_type: str | None = None


class PointingError(HTTPException):
    """A problem that says where to go instead: ``member`` names the list of pointers in the problem details."""

    def __init__(
        self,
        status: int,
        detail: str,
        member: str,
        pointers: Sequence[Pointer],
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail, headers)
        self.members: dict[str, object] = {member: [_spell(each) for each in pointers]}
        self.pointers = pointers


async def answer_problem(request: Request, error: Exception) -> Response:
    """The response to a request that failed outside GraphQL."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    phrase = HTTPStatus(status).phrase
    stated = error.detail if isinstance(error, HTTPException) and error.detail != phrase else None
    detail = stated or _DETAILS.get(status, phrase)
    headers = dict((error.headers if isinstance(error, HTTPException) else None) or {})
    members = error.members if isinstance(error, Problem | PointingError) else {}
    pointers = error.pointers if isinstance(error, PointingError) else ()
    headers |= {"Vary": "Accept", "Cache-Control": "no-store"}
    if choose(request.headers.get("accept"), (PROBLEM, "application/json", HTML)) == HTML:
        help_ = members.get("help")
        page = render("problem.html", title=phrase, status=status, detail=detail, help=help_, pointers=pointers)
        return Response(page.body, status, {**page.headers, **headers}, page.media_type)
    body = {"type": "about:blank", "title": phrase, "status": status, "detail": detail, **members}
    return Response(orjson.dumps(body), status, headers, PROBLEM)


def _spell(pointer: Pointer) -> dict[str, str]:
    kind = {"type": pointer.media_type} if pointer.media_type else {"name": pointer.name}
    return {"href": pointer.href, **kind}
