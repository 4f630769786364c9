"""The whole graph as files: an index at /dumps/, and every file that a dump has."""

from asyncio import Lock
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph.export.entry import Entry
from graph.export.export import Export
from graph.export.fhir_sets import as_file, make_resources
from graph.export.files import FHIR, FILES, File, named
from graph.export.folder import CATALOG, LAST, MANIFEST, Made, describe, make_file
from graph.rdf.description import LICENCE
from graph.rdf.dump import FORMATS
from server.accept import choose
from server.pages import render
from server.representation import REVALIDATE, Representation
from server.site import Site

_GROUPS = (
    ("", "The whole graph, and what describes it"),
    ("csv", "Tables as CSV, for any program"),
    ("parquet", "Tables as Parquet, for analysts"),
    ("fhir", "Codes as FHIR, for hospital systems"),
)
"""Folder of a dump and what the index says above its files."""

_CATALOGS = {"text/turtle": "catalog.ttl", "application/ld+json": "catalog.jsonld"}
"""The catalogue by media type: it is what the index says, for programs."""


def files() -> tuple[tuple[str, str, str], ...]:
    """Format, file name and media type of every dump of the whole graph."""
    return tuple((name, f"qamtu{form.suffix}", form.media_type) for name, form in FORMATS.items())


def files_of(sdl: str) -> tuple[File, ...]:
    """Every file of a dump: those made from the graph, and the GraphQL schema."""
    about = "the GraphQL schema, with a description of every field"
    schema = File("schema.graphql", "application/graphql", about, lambda _: sdl.encode())
    return (*FILES, schema)


@dataclass(frozen=True)
class Dumps:
    """The dumps of one graph, each written when it is first asked for."""

    site: Site
    made: dict[str, tuple[Entry, Representation]] = field(default_factory=dict)
    making: Lock = field(default_factory=Lock)
    """One file is made at a time, and whoever waits for another holds no thread."""

    @property
    def export(self) -> Export:
        """The graph on its way into files."""
        return self.site.export

    @cached_property
    def files(self) -> tuple[File, ...]:
        """Every file that describes no other."""
        return files_of(self.site.sdl)

    async def index(self, request: Request) -> Response:
        """The list of files, with sizes and hashes: the first to ask has all of them made."""
        await self._make_all()
        wanted = choose(request.headers.get("accept"), ("text/html", *_CATALOGS)) or "text/html"
        found = self.made[_CATALOGS[wanted]][1] if wanted in _CATALOGS else self._index
        return found.respond(request)

    async def respond(self, request: Request) -> Response:
        """A file, by its name; it is written beside the event loop."""
        name = request.path_params["file"]
        if any(file.name == name for file, _ in LAST):
            await self._make_all()
        elif found := named(self.files, name):
            await self._make(found.name, partial(make_file, self.export, found))
        else:
            raise HTTPException(404, f"There is no such file. /dumps/{MANIFEST} lists all there are.")
        return self.made[name][1].respond(request)

    async def fhir(self, request: Request) -> Response:
        """A FHIR resource at its canonical URL."""
        place = (request.path_params["kind"], request.path_params["name"])
        resources = await run_in_threadpool(lambda: self._resources)
        if place not in resources:
            raise HTTPException(404, "There is no such resource. /dumps/fhir/resources.ndjson has all there are.")
        return resources[place].respond(request)

    async def void(self, _request: Request) -> Response:
        """Where the VoID description of the data set is (VoID, section 7.2)."""
        return RedirectResponse(f"/dumps/{CATALOG}", 303)

    async def _make_all(self) -> None:
        for file in self.files:
            await self._make(file.name, partial(make_file, self.export, file))
        await self._make(MANIFEST, lambda: describe(self.export, self._entries(self.files)))

    async def _make(self, name: str, make: Callable[[], Iterable[Made]]) -> None:
        if name not in self.made:
            async with self.making:
                if name not in self.made:
                    await run_in_threadpool(lambda: self.made.update(map(_ready, make())))

    def _entries(self, files: Iterable[File]) -> list[Entry]:
        """What was made of some files, in their order, which is not that in which they were asked for."""
        names = (name for file in files for name in (file.name, f"{file.name}.gz"))
        return [self.made[name][0] for name in names if name in self.made]

    @cached_property
    def _resources(self) -> dict[tuple[str, str], Representation]:
        found = make_resources(self.export)
        return {(each["resourceType"], each["id"]): Representation(as_file(each), FHIR) for each in found}

    @cached_property
    def _index(self) -> Representation:
        graph, entries = self.site.graph, self._entries([*self.files, *(file for file, _ in LAST)])
        return render("dumps.html", groups=_grouped(entries), version=graph.data_version, licence=graph.licence)


def _ready(made: Made) -> tuple[str, tuple[Entry, Representation]]:
    """A file by its name, with all that an answer needs."""
    entry, body = made
    media_type = "application/gzip" if entry.packed else entry.file.media_type
    headers = {
        "Link": f'<{LICENCE}>; rel="license"',
        "Content-Disposition": f'inline; filename="{entry.name.rpartition("/")[2]}"',
    }
    kept = Representation(body, media_type, REVALIDATE, headers)
    kept.ready()
    return entry.name, (entry, kept)


def _grouped(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """The entries under the headings of their folders; a new folder is its own heading."""
    groups: dict[str, list[Entry]] = {folder: [] for folder, _ in _GROUPS}
    for entry in entries:
        groups.setdefault(entry.name.rpartition("/")[0], []).append(entry)
    return [(dict(_GROUPS).get(folder, folder), found) for folder, found in groups.items()]
