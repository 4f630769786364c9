"""The whole graph as files: an index at /dumps/, and every file that a dump has."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph.export.entry import Entry, pack
from graph.export.export import Export
from graph.export.files import FILES, File, named
from graph.export.folder import CATALOG, LAST, MANIFEST, make_folder
from graph.rdf.description import LICENCE
from graph.rdf.dump import FORMATS
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
    made: dict[str, Representation] = field(default_factory=dict)

    @cached_property
    def export(self) -> Export:
        """The graph on its way into files."""
        return Export(self.site.graph)

    @cached_property
    def files(self) -> tuple[File, ...]:
        """Every file that describes no other."""
        return files_of(self.site.sdl)

    async def index(self, request: Request) -> Response:
        """The list of files, with sizes and hashes: the first to ask has all of them made."""
        return (await run_in_threadpool(lambda: self._index)).respond(request)

    async def respond(self, request: Request) -> Response:
        """A file, by its name; it is written beside the event loop."""
        name = request.path_params["file"]
        found = await run_in_threadpool(self._find, name)
        if found is None:
            raise HTTPException(404, f"There is no such file. /dumps/{MANIFEST} lists all there are.")
        return found.respond(request)

    async def void(self, _request: Request) -> Response:
        """Where the VoID description of the data set is (VoID, section 7.2)."""
        return RedirectResponse(f"/dumps/{CATALOG}", 303)

    def _find(self, name: str) -> Representation | None:
        """Two first requests at once make the same bytes twice, which is harmless."""
        if name not in self.made:
            if any(file.name == name for file, _ in LAST):
                self._entries  # noqa: B018 - makes every file
            elif found := named(self.files, name):
                file, packed = found
                body = file.make(self.export)
                self._keep(file, pack(body) if packed else body, packed=packed)
        return self.made.get(name)

    def _keep(self, file: File, body: bytes, *, packed: bool) -> None:
        name = file.name + (".gz" if packed else "")
        headers = {
            "Link": f'<{LICENCE}>; rel="license"',
            "Content-Disposition": f'inline; filename="{name.rpartition("/")[2]}"',
        }
        kept = Representation(body, "application/gzip" if packed else file.media_type, REVALIDATE, headers)
        kept.ready()
        self.made[name] = kept

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        for entry, body in make_folder(self.export, self.files):
            self._keep(entry.file, body, packed=entry.packed)
            entries.append(entry)
        return tuple(entries)

    @cached_property
    def _index(self) -> Representation:
        graph = self.site.graph
        return render("dumps.html", groups=_grouped(self._entries), version=graph.data_version, licence=graph.licence)


def _grouped(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """The entries under the headings of their folders; a new folder is its own heading."""
    groups: dict[str, list[Entry]] = {folder: [] for folder, _ in _GROUPS}
    for entry in entries:
        groups.setdefault(entry.name.rpartition("/")[0], []).append(entry)
    return [(dict(_GROUPS).get(folder, folder), found) for folder, found in groups.items()]
