"""A worker as the server sees it: a socket that leads to a process, which may end at any time."""

import asyncio
import socket
from dataclasses import dataclass

from server.sparql.wire import HEAD, LENGTH, Kind, Question

_PIECE = 64 * 1024
"""Bytes of an answer that are read at once: most answers are smaller."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker answered; `body` is in gzip where `packed` says so."""

    kind: Kind
    packed: bool
    body: bytes


@dataclass(frozen=True, slots=True)
class Worker:
    """The process in a slot of a nursery; `nursery` is the control socket of that."""

    slot: int
    channel: socket.socket
    nursery: socket.socket

    def is_gone(self) -> bool:
        """Whether it ended while it had nothing to do."""
        try:
            return self.channel.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    async def ask(self, question: Question) -> tuple[Answer, bool]:
        """The answer, and whether the worker ends after it. Raises OSError or EOFError when it ends before."""
        loop = asyncio.get_running_loop()
        text = question.as_bytes()
        await loop.sock_sendall(self.channel, LENGTH.pack(len(text)) + text)
        received = await loop.sock_recv(self.channel, _PIECE)
        if len(received) < HEAD.size:  # a worker sends the whole head at once
            raise EOFError
        kind, packed, retires, length = HEAD.unpack_from(received)
        body = received[HEAD.size :]
        if len(body) < length:
            body += await _receive(loop, self.channel, length - len(body))
        return Answer(Kind(kind), packed, body), retires


def hire(slot: int, nursery: socket.socket) -> Worker:
    """A fresh worker in a slot, the one before it killed. Raises OSError.

    It can be asked at once: the question waits in the socket until the nursery has forked the process.
    """
    ours, theirs = socket.socketpair()
    ours.settimeout(0)
    with theirs:
        try:
            socket.send_fds(nursery, [bytes([slot])], [theirs.fileno()])
        except OSError:
            ours.close()
            raise
    return Worker(slot, ours, nursery)


async def _receive(loop: asyncio.AbstractEventLoop, channel: socket.socket, length: int) -> bytearray:
    received = bytearray(length)
    rest = memoryview(received)
    while rest:
        count = await loop.sock_recv_into(channel, rest)
        if count == 0:
            raise EOFError
        rest = rest[count:]
    return received
