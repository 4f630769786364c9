"""Answers that are kept: the data does not change while a process runs, so the same request has the same answer.

The data version need not stand in the key: what is kept ends with the process, and so does its data.
"""

import asyncio
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 32 * 1024 * 1024
"""Bytes of requests and answers that are kept, the least recently used forgotten first."""

LARGEST = 1024 * 1024
"""Bytes of one request with its answer; a larger one is not kept."""

PATIENCE = 0.5
"""Seconds in which a body has to begin before the application, which has a limit of its own, takes over the waiting."""

_KEEP = "qamtu.keep"
_SHAPING = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"content-encoding",
        b"content-type",
        b"cookie",
        b"if-none-match",
        b"origin",
        b"range",
    }
)
"""Fields of a request that an answer may depend on."""

Key = tuple[object, ...]
Kept = list[Message]


def keep(scope: Scope) -> None:
    """Say of a request that its answer depends on nothing but the request and the data."""
    scope[_KEEP] = True


@dataclass
class Remembered:
    """Stands before an application and repeats the answers that it said to keep, below a path."""

    app: ASGIApp
    prefix: str
    _kept: dict[Key, tuple[int, Kept]] = field(default_factory=dict)
    _size: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith(self.prefix):
            await self.app(scope, receive, send)
            return
        body = b""
        if scope["method"] == "POST":
            first = await _first(receive)
            receive = _again(first, receive) if first else receive
            if first is None or first["type"] != "http.request" or first.get("more_body"):
                await self.app(scope, receive, send)
                return
            body = first["body"]
        await self._answer(_key(scope, body), scope, receive, send)

    async def _answer(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        kept = self._recall(key)
        if kept is None:
            await self._ask(key, scope, receive, send)
            return
        for message in kept:
            await send(message)

    async def _ask(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        sent: Kept = []

        async def note(message: Message) -> None:
            sent.append(message)
            await send(message)

        await self.app(scope, receive, note)
        if scope.get(_KEEP):
            self._keep(key, sent)

    def _recall(self, key: Key) -> Kept | None:
        found = self._kept.pop(key, None)
        if found is None:
            return None
        self._kept[key] = found
        return found[1]

    def _keep(self, key: Key, sent: Kept) -> None:
        size = sum(len(each) for each in key if isinstance(each, bytes))
        size += sum(len(each.get("body", b"")) for each in sent)
        if size > LARGEST or key in self._kept:
            return
        self._kept[key] = size, sent
        self._size += size
        while self._size > MOST:
            gone, _ = self._kept.pop(next(iter(self._kept)))
            self._size -= gone


def _key(scope: Scope, body: bytes) -> Key:
    shaping = tuple((name, value) for name, value in scope["headers"] if name in _SHAPING)
    return (scope["method"], scope["raw_path"], scope["query_string"], body, shaping)


async def _first(receive: Receive) -> Message | None:
    """The first piece of a body, None when it does not come."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await receive()
    except TimeoutError:
        return None


def _again(first: Message, receive: Receive) -> Receive:
    """The same messages, the first of which has been received."""
    waiting = [first]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
