"""Connections on which no request arrives, or whose client does not read."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from server import patience
from server.serve_command import KEEP_ALIVE

PATIENCE = 0.2
MUCH = 12_000_000
HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


async def answer(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("here")


async def answer_much(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("x" * MUCH)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(patience, "PATIENCE", PATIENCE)
    config = uvicorn.Config(
        Starlette(routes=[Route("/", answer), Route("/much", answer_much)]),
        http=patience.PatientProtocol,
        log_level="error",
    )
    server = uvicorn.Server(config)
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=KEEP_ALIVE / 2)


def ask(connection: socket.socket) -> None:
    """One whole request, and its whole answer."""
    connection.sendall(HEAD + b"\r\n")
    answered = b""
    while not answered.endswith(b"here"):
        piece = connection.recv(1000)
        assert piece
        answered += piece


def drip(connection: socket.socket) -> None:
    """A header field that never ends, slowly."""
    for _ in range(40):
        connection.sendall(b"X")
        time.sleep(PATIENCE / 4)


@pytest.mark.parametrize("sent", [b"", HEAD, HEAD + b"X-Slow: " + b"a" * 1000])
def test_half_a_head_is_not_waited_for(port: int, sent: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(sent)
        assert connection.recv(100) == b""


def test_dripping_does_not_help(port: int) -> None:
    with connect(port) as connection, pytest.raises(ConnectionError):
        drip(connection)


def test_a_second_head_is_awaited_no_longer_than_the_first(port: int) -> None:
    with connect(port) as connection:
        ask(connection)
        connection.sendall(HEAD)
        assert connection.recv(1000) == b""


def test_a_request_in_time_is_answered_whenever_it_comes(port: int) -> None:
    with connect(port) as connection:
        for _ in range(8):
            time.sleep(PATIENCE / 2)
            ask(connection)


def ask_much(port: int) -> socket.socket:
    """A request for much, from a client that has room for little of it."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 17)
    connection.settimeout(KEEP_ALIVE)
    connection.connect(("127.0.0.1", port))
    connection.sendall(b"GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return connection


def read_on(connection: socket.socket, pause: float) -> int:
    """How many bytes arrive until there are as many as asked for, or the connection ends."""
    total = 0
    while total < MUCH and (piece := connection.recv(1 << 17)):
        total += len(piece)
        time.sleep(pause)
    return total


def test_an_answer_that_nobody_reads_is_dropped(port: int) -> None:
    with ask_much(port) as connection:
        time.sleep(PATIENCE * 4)
        assert read_on(connection, 0) < MUCH


def test_an_answer_that_is_read_slowly_arrives(port: int) -> None:
    with ask_much(port) as connection:
        started = time.monotonic()
        assert read_on(connection, PATIENCE / 40) >= MUCH
        assert time.monotonic() - started > PATIENCE * 2


MANY = b"".join(b"X-%d: %s\r\n" % (n, b"a" * 80) for n in range(800))


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /" + b"a" * 70_000,
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        HEAD + b"X-Long: " + b"a" * 70_000 + b"\r\n\r\n",
        HEAD + b"X-Long: " + b"a" * 70_000,
        HEAD + b"X" * 70_000,
        HEAD + MANY + b"\r\n",
    ],
    ids=["endless target", "long target", "long field", "endless field", "endless name", "many fields"],
)
def test_a_head_that_is_too_large_is_refused(port: int, sent: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(sent)
        assert connection.recv(12) == b"HTTP/1.1 400"


@pytest.mark.parametrize("times", [1, 3])
def test_a_large_head_within_the_bound_is_read(port: int, times: int) -> None:
    with connect(port) as connection:
        for _ in range(times):
            connection.sendall(HEAD + b"X-Long: " + b"a" * 60_000 + b"\r\n\r\n")
            answered = b""
            while not answered.endswith(b"here"):
                answered += connection.recv(1000)
