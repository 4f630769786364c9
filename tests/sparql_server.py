"""The endpoint with small limits in a thread of the tests, and what is known of its processes."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_server

import httpx
import pytest
import uvicorn

from graph.build import Graph
from server.app import make_app
from server.site import make_site
from server.sparql import limits

SECONDS = 0.5
MEMORY = 256 << 20
RESULT = 4 << 20


@contextmanager
def serving(graph: Graph) -> Iterator[httpx.Client]:
    """A client of the whole application over a graph; its queries may take little time and memory."""
    with pytest.MonkeyPatch.context() as patch, closing(create_server(("127.0.0.1", 0))) as listener:
        for name, value in (("SECONDS", SECONDS), ("MEMORY", MEMORY), ("RESULT", RESULT)):
            patch.setattr(limits, name, value)
        server = uvicorn.Server(uvicorn.Config(make_app(make_site(graph)), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        host, port = listener.getsockname()
        with httpx.Client(base_url=f"http://{host}:{port}", timeout=30) as client:
            yield client
        server.should_exit = True
        thread.join()


@contextmanager
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server that nobody may ask: its address, and the requests that came nevertheless."""
    asked: list[str] = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.requestline)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815 - as http.server asks
        log_message: Callable[..., None] = lambda *_: None

    with ThreadingHTTPServer(("127.0.0.1", 0), Canary) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sparql", asked
        server.shutdown()


def children(parent: int) -> list[int]:
    """Processes that a process started."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            status = (folder / "stat").read_text(encoding="utf-8") if folder.name.isdecimal() else ""
        except (FileNotFoundError, ProcessLookupError):
            continue
        # The name of a process, in brackets, may hold anything.
        fields = status.rpartition(")")[2].split()
        if fields and int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(folder.name))
    return sorted(found)


def nurseries(parent: int | None = None) -> list[int]:
    """The processes of a server that fork its workers."""
    started = children(parent or os.getpid())
    return [pid for pid in started if b"server.sparql.nursery" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def is_alive(pid: int) -> bool:
    """Whether a process runs; a zombie has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
