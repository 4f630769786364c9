"""Every name under the base as an address: 303 from a thing to its document, documents in every form.

RFC 9110, section 15.4.4, and the finding of the W3C on httpRange-14: a thing is not the document about it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph.term import LANGUAGES
from server.accept import choose
from server.problems import Pointer, PointingError
from server.representation import REVALIDATE, Representation
from server.resource.address import Addresses, BrokenAddressError, encode, read_path
from server.resource.documents import CHANGES, Documents
from server.resource.forms import DATA, FORMS, HTML, SVG, Form
from server.resource.words import Wish, choose_language
from server.site import Site

KEPT = 256
"""Documents that are kept once they are written."""


@dataclass(frozen=True)
class Resources:
    """Answers for every name of a graph. What it looks things up in is made when it is first asked."""

    site: Site

    async def respond(self, request: Request) -> Response:
        """A redirect from a thing, a document, or what else there is."""
        return await run_in_threadpool(self._respond, request)

    async def sitemap(self, request: Request) -> Response:
        """The documents about things, for search engines."""
        sitemap = await run_in_threadpool(lambda: self._sitemap)
        return sitemap.respond(request)

    async def changes(self, request: Request) -> Response:
        """The feed of all changes, in the form that the end of the address says."""
        form = next(form for form, end in CHANGES.items() if request.url.path.endswith(end))
        return (await run_in_threadpool(self._changes, form)).respond(request)

    def _respond(self, request: Request) -> Response:
        path = _path_of(request)
        if thing := self._addresses.find(path):
            return self._see_other(request, thing)
        for form in FORMS:
            stem = path.removesuffix(form.suffix)
            document = self._addresses.find_document(stem) if stem != path else None
            if document and form in self._documents.forms(document):
                return self._answer(request, document, form)
        raise self._missing(path)

    def _see_other(self, request: Request, thing: str) -> Response:
        forms = self._documents.forms(thing)
        chosen = choose(request.headers.get("accept"), [form.bare_type for form in forms])
        places = {form.bare_type: self._addresses.document(thing, form.suffix) for form in forms}
        links = ", ".join(f'<{place}>; rel="describedby"; type="{name}"' for name, place in places.items())
        headers = {"Link": links, "Vary": "Accept", "Cache-Control": REVALIDATE}
        if chosen is None:
            pointers = [Pointer(place, name, name) for name, place in places.items()]
            detail = f"This is described in {len(places)} forms; the Accept field takes none of them."
            raise PointingError(406, detail, "available", pointers, headers)
        asked = request.query_params.get("lang")
        query = f"?lang={asked}" if asked in LANGUAGES else ""
        return Response(status_code=303, headers={"Location": places[chosen] + query, **headers})

    def _answer(self, request: Request, document: str, form: Form) -> Response:
        asked, accepted = request.query_params.get("lang"), request.headers.get("accept-language")
        wish = choose_language(asked, accepted) if form in {HTML, SVG} else Wish()
        return self._written(document, form, wish).respond(request)

    @cached_property
    def _written(self) -> Callable[[str, Form, Wish], Representation]:
        return lru_cache(KEPT)(self._write)

    def _write(self, document: str, form: Form, wish: Wish) -> Representation:
        vary = "Accept-Language, Accept-Encoding" if wish.language else "Accept-Encoding"
        return self._documents.write(document, form, wish, {"Link": self._links(document, form), "Vary": vary})

    def _links(self, document: str, form: Form) -> str:
        """What else there is: other forms, the thing itself, the address to keep, the licence."""
        here = {each: self._addresses.document(document, each.suffix) for each in self._documents.forms(document)}
        links = [f'<{place}>; rel="alternate"; type="{each.bare_type}"' for each, place in here.items() if each != form]
        name = encode(document)
        data = here[DATA[0]]
        links += [
            f'<{name}>; rel="describes"',
            f'<{data}>; rel="describedby"; anchor="{name}"; type="{DATA[0].bare_type}"',
            f'<{self.site.graph.base}{here[form].removeprefix("/")}>; rel="canonical"',
            f'<{self.site.graph.licence}>; rel="license"',
        ]
        return ", ".join(links)

    def _missing(self, path: str) -> HTTPException:
        above = self._addresses.above(path)
        known = dict.fromkeys((*self._addresses.near(path), *([above] if above else [])))
        pointers = [self._pointer(each) for each in known]
        return PointingError(404, self._documents.why_missing(above), "near", pointers)

    def _pointer(self, iri: str) -> Pointer:
        return Pointer(self._addresses.path(iri) or "/", iri.removeprefix(self.site.graph.base))

    @cached_property
    def _documents(self) -> Documents:
        return Documents(self.site.graph, self.site.export.dump)

    @cached_property
    def _changes(self) -> Callable[[Form], Representation]:
        return cache(self._documents.changes)

    @property
    def _addresses(self) -> Addresses:
        return self._documents.addresses

    @cached_property
    def _sitemap(self) -> Representation:
        return self._documents.sitemap()


def _path_of(request: Request) -> str:
    raw: bytes = request.scope.get("raw_path") or quote(request.url.path).encode()
    try:
        return read_path(raw.partition(b"?")[0])
    except BrokenAddressError as error:
        raise HTTPException(400, str(error)) from error
