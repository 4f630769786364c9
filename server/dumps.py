"""The whole graph as files: an index at /dumps/, one file per format."""

from dataclasses import dataclass, field
from io import BytesIO

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph.build import Graph
from graph.rdf.dump import FORMATS, write
from server.pages import render
from server.representation import REVALIDATE, Representation


def file_name(name: str) -> str:
    """The name of the dump in a format: qamtu.ttl for turtle."""
    return f"qamtu{FORMATS[name].suffix}"


def files() -> tuple[tuple[str, str, str], ...]:
    """Format, file name and media type of every dump."""
    return tuple((name, file_name(name), form.media_type) for name, form in FORMATS.items())


def make_dump(graph: Graph, name: str) -> Representation:
    """The dump in a format."""
    stream = BytesIO()
    write(graph, name, stream)
    headers = {
        "Link": f'<{graph.licence}>; rel="license"',
        "Content-Disposition": f'inline; filename="{file_name(name)}"',
    }
    return Representation(stream.getvalue(), FORMATS[name].media_type, REVALIDATE, headers)


@dataclass(frozen=True)
class Dumps:
    """The dumps of one graph, each written when it is first asked for."""

    graph: Graph
    made: dict[str, Representation] = field(default_factory=dict)

    async def index(self, request: Request) -> Response:
        """The list of files."""
        graph = self.graph
        return render("dumps.html", files=files(), version=graph.data_version, licence=graph.licence).respond(request)

    async def respond(self, request: Request) -> Response:
        """A dump, by its file name; it is written beside the event loop."""
        asked = request.path_params["file"]
        names = [name for name in FORMATS if file_name(name) == asked]
        if not names:
            known = ", ".join(file_name(name) for name in FORMATS)
            raise HTTPException(404, f"There is no such dump. There are: {known}.")
        dump = await run_in_threadpool(self._make, names[0])
        return dump.respond(request)

    def _make(self, name: str) -> Representation:
        """Two first requests at once make the same bytes twice, which is harmless."""
        if name not in self.made:
            self.made[name] = make_dump(self.graph, name)
        return self.made[name]
