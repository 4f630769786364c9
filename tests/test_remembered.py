"""Answers that are kept: the same bytes as the first time, and only for the same question."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from server import remembered
from server.remembered import Remembered, keep

Asked = list[bytes]


class Echo:
    """Answers with the body and how often it was asked; keeps what does not begin with `no`."""

    def __init__(self) -> None:
        self.asked: Asked = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message["body"], message["more_body"]
        self.asked.append(body)
        if not body.startswith(b"no"):
            keep(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body + b" %d" % len(self.asked)})


def ask(app: Remembered, *pieces: bytes, path: str = "/graphql", method: str = "POST", **fields: str) -> bytes:
    headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in fields.items()]
    scope: dict[str, Any] = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": headers,
    }  # fmt: skip
    waiting: list[Message] = [
        {"type": "http.request", "body": piece, "more_body": n < len(pieces)} for n, piece in enumerate(pieces, 1)
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(_call(app, scope, receive, send))
    body: bytes = sent[1]["body"]
    return body


async def _call(app: Callable[..., Awaitable[None]], *given: object) -> None:
    await app(*given)


@pytest.fixture
def app() -> Remembered:
    return Remembered(Echo(), "/graphql")


def test_the_same_question_is_answered_once(app: Remembered) -> None:
    assert [ask(app, b"a"), ask(app, b"b"), ask(app, b"a"), ask(app, b"b")] == [b"a 1", b"b 2", b"a 1", b"b 2"]


@pytest.mark.parametrize("field", ["accept", "accept_encoding", "content_type", "if_none_match", "origin", "cookie"])
def test_what_shapes_an_answer_is_part_of_the_question(app: Remembered, field: str) -> None:
    assert ask(app, b"a", **{field: "x"}) == b"a 1"
    assert ask(app, b"a", **{field: "y"}) == b"a 2"
    assert ask(app, b"a", **{field: "x"}) == b"a 1"


def test_other_fields_are_not(app: Remembered) -> None:
    assert ask(app, b"a", user_agent="x") == ask(app, b"a", user_agent="y")


def test_methods_are_told_apart(app: Remembered) -> None:
    assert ask(app, b"", method="GET") == b" 1"
    assert ask(app, b"", method="POST") == b" 2"
    assert ask(app, b"", method="GET") == b" 1"


def test_what_is_not_to_be_kept_is_asked_again(app: Remembered) -> None:
    assert [ask(app, b"no"), ask(app, b"no")] == [b"no 1", b"no 2"]


def test_other_paths_and_bodies_in_pieces_are_passed_on_whole(app: Remembered) -> None:
    assert [ask(app, b"a", path="/"), ask(app, b"a", path="/")] == [b"a 1", b"a 2"]
    assert [ask(app, b"a", b"b", b"c"), ask(app, b"a", b"b", b"c")] == [b"abc 3", b"abc 4"]


def test_the_least_recently_used_is_forgotten(app: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 250)
    first, second, third = b"a" * 50, b"b" * 50, b"c" * 50
    ask(app, first)
    ask(app, second)
    assert ask(app, first).endswith(b" 1")
    ask(app, third)
    assert ask(app, first).endswith(b" 1")
    assert ask(app, second).endswith(b" 4")


def test_a_large_answer_is_not_kept(app: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "LARGEST", 99)
    assert [ask(app, b"a" * 50)[-2:] for _ in range(2)] == [b" 1", b" 2"]


def test_a_body_that_does_not_come_is_left_to_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "PATIENCE", 0.01)
    reached: list[str] = []

    async def application(_scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append("here")

    async def receive() -> Message:
        await asyncio.sleep(10)
        raise AssertionError

    async def send(_message: Message) -> None:
        return

    scope = {"type": "http", "method": "POST", "path": "/graphql"}
    asyncio.run(_call(Remembered(application, "/graphql"), scope, receive, send))
    assert reached == ["here"]
