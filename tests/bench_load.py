"""Servers under load: starting them, and asking them the same bytes in the same way."""

import json
import selectors
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
CLIENTS = 16
"""Connections that ask at once unless told otherwise."""
START_UP = 30.0
"""Seconds after which a server that does not answer is given up."""
PATIENCE = 10.0
"""Seconds after which a request without an answer is given up."""

MakeRequest = Callable[[], bytes]
"""The next request, complete."""


class BenchError(RuntimeError):
    """A measurement that would mean nothing: a server did not start, or answered something else than asked."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a load gave: answers per second, and the median wait for one in milliseconds."""

    per_second: float
    median_ms: float


def make_post(port: int, path: str, media_type: str, accept: str, body: bytes) -> bytes:
    """A POST request over a connection that stays open."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nContent-Type: {media_type}\r\nAccept: {accept}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(command: list[str], port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server process that listens on a port when it has started; stopped at the end."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _await_port(process, port)
            yield process
        finally:
            process.terminate()


def _await_port(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_UP
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.005)
    raise BenchError(f"the server on port {port} did not start")


class Connection:
    """One HTTP/1.1 connection that is kept open, with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.asked = 0.0

    def send(self, request: bytes) -> None:
        """Send a request and note the time."""
        self.received, self.asked = b"", time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """The body, None while it is not complete. Raises BenchError for any status but 200."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise BenchError("the server closed a connection")
        self.received += piece
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found:
            return None
        if b" 200 " not in head[:16]:
            raise BenchError(self.received[:500].decode(errors="replace"))
        return _complete(head.lower(), body)


def _complete(head: bytes, body: bytes) -> bytes | None:
    """The body by its length or as chunks (RFC 9112, section 7.1). No answer here holds the last chunk's bytes."""
    _, found, rest = head.partition(b"content-length:")
    if found:
        return body if len(body) >= int(rest.split(b"\r\n", 1)[0]) else None
    return _join(body) if body.endswith(b"\r\n0\r\n\r\n") else None


def _join(chunks: bytes) -> bytes:
    body = b""
    while (size := int(chunks.partition(b"\r\n")[0], 16)) > 0:
        start = chunks.index(b"\r\n") + 2
        body, chunks = body + chunks[start : start + size], chunks[start + size + 2 :]
    return body


def ask(port: int, request: bytes) -> Any:
    """The JSON of one answer."""
    connection = Connection(port)
    try:
        connection.send(request)
        while (body := connection.receive()) is None:
            pass
        return json.loads(body)
    finally:
        connection.socket.close()


def load(port: int, make: MakeRequest, seconds: float, most: int, clients: int = CLIENTS) -> Rate:
    """Ask for some seconds, at most so many requests, over so many connections from one thread.

    Every answer must be 200 and as long as the others. The client is the same for every server and shares the
    machine with it.
    """
    with selectors.DefaultSelector() as selector:
        connections = [Connection(port) for _ in range(clients)]
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(make())
        try:
            return _drive(selector, make, seconds, most)
        finally:
            for connection in connections:
                connection.socket.close()


def _drive(selector: selectors.BaseSelector, make: MakeRequest, seconds: float, most: int) -> Rate:
    waits: list[float] = []
    sizes: set[int] = set()
    start = time.perf_counter()
    now = start
    while now < start + seconds and len(waits) < most:
        ready = selector.select(PATIENCE)
        if not ready:
            raise BenchError("no answer")
        for key, _ in ready:
            connection: Connection = key.data
            body = connection.receive()
            if body is not None:
                now = time.perf_counter()
                waits.append(now - connection.asked)
                sizes.add(len(body))
                connection.send(make())
    if len(sizes) != 1:
        raise BenchError(f"answers of different lengths: {sorted(sizes)[:5]} bytes")
    return Rate(len(waits) / (now - start), sorted(waits)[len(waits) // 2] * 1000)
