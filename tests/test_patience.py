"""Connections on which no request arrives."""

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
HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


async def answer(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("here")


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(patience, "PATIENCE", PATIENCE)
    config = uvicorn.Config(Starlette(routes=[Route("/", answer)]), http=patience.PatientProtocol, log_level="error")
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
