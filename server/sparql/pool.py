"""Workers that run queries, each in a process that is killed when a query outstays its limits."""

import asyncio
import contextlib
import json
import logging
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Self, cast

from server.sparql.wire import HEAD, LENGTH, Allowance, Kind, Question

Feed = Callable[[BinaryIO], None]
"""Writes the data as N-Quads into a stream."""

ROOT = Path(__file__).parents[2]
"""The checkout, from which the nursery imports what this module came from."""

_PAUSE = 2.0
"""Seconds between the end of a nursery and the start of the next."""

_FAREWELL = 2.0
"""Seconds in which a nursery ends by itself."""

_BLINK = 0.05
"""Seconds in which a process that somebody killed has ended."""

_PIECE = 64 * 1024
"""Bytes of an answer that are read at once: most answers are smaller."""

_log = logging.getLogger(__name__)


class BusyError(Exception):
    """No worker came free in time, or too many wait for one already."""


class OvertimeError(Exception):
    """The query took longer than allowed; its worker was killed."""


class StoppedError(Exception):
    """The worker ended before it answered: its query needed more memory or more stack than there is."""


class _GoneError(StoppedError):
    """The worker ended so soon that it may have been dying when it was asked: another one is worth a try."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker answered; `body` is in gzip where `packed` says so."""

    kind: Kind
    packed: bool
    body: bytes


@dataclass(frozen=True, slots=True)
class _Worker:
    """A worker as the server sees it: its slot and the socket that leads to it."""

    slot: int
    channel: socket.socket

    def is_gone(self) -> bool:
        """Whether it ended while it had nothing to do."""
        try:
            return self.channel.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True


class Pool:
    """Workers over one data set: `async with Pool(feed_or_folder, allowance) as pool: await pool.ask(question)`.

    The data are what `source` writes as N-Quads, or a folder with an Oxigraph store that nothing changes meanwhile.
    Questions that come before the data are loaded wait like any others. One event loop, no threads of its own but
    the one that feeds.
    """

    def __init__(
        self, source: Feed | Path, allowance: Allowance, *, slots: int = 2, waiting: int = 32, patience: float = 10.0
    ) -> None:
        self._source = source
        self._allowance = allowance
        self._slots = slots
        self._room = waiting
        self._patience = patience
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._control: socket.socket | None = None
        self._keeper: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin to load the data; does not wait for them."""
        self._keeper = asyncio.create_task(self._keep())
        return self

    async def __aexit__(self, *_: object) -> None:
        """End every process."""
        if self._keeper is not None:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper

    async def ask(self, question: Question) -> Answer:
        """The answer of a worker. Raises BusyError, OvertimeError, StoppedError."""
        try:
            return await self._ask(question)
        except _GoneError:
            return await self._ask(question)

    async def _ask(self, question: Question) -> Answer:
        worker = await self._take()
        asked = time.monotonic()
        is_spent = True
        try:
            async with asyncio.timeout(self._allowance.seconds):
                answer, is_spent = await _converse(worker.channel, question.as_bytes())
        except TimeoutError as error:
            raise OvertimeError from error
        except (OSError, EOFError) as error:
            raise (_GoneError if time.monotonic() < asked + _BLINK else StoppedError) from error
        finally:
            self._give_back(worker, is_spent=is_spent)
        return answer

    async def _take(self) -> _Worker:
        """An idle worker that is alive."""
        if self._room == 0:
            raise BusyError
        self._room -= 1
        try:
            async with asyncio.timeout(self._patience):
                worker = await self._idle.get()
        except TimeoutError as error:
            raise BusyError from error
        finally:
            self._room += 1
        return self._replace(worker) if worker.is_gone() else worker

    def _give_back(self, worker: _Worker, *, is_spent: bool) -> None:
        """Let the next question have this worker, or a fresh one in its place."""
        with contextlib.suppress(StoppedError):  # the nursery is gone: the next one fills all slots
            self._idle.put_nowait(self._replace(worker) if is_spent else worker)

    def _replace(self, worker: _Worker) -> _Worker:
        """A fresh worker in the slot of another, which is killed. Does not wait: its questions wait in the socket."""
        worker.channel.close()
        return self._hire(worker.slot)

    def _hire(self, slot: int) -> _Worker:
        if self._control is None:
            raise StoppedError
        ours, theirs = socket.socketpair()
        ours.settimeout(0)
        with theirs:
            try:
                socket.send_fds(self._control, [bytes([slot])], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise StoppedError from error
        return _Worker(slot, ours)

    async def _keep(self) -> None:
        """One nursery after another, should one be killed too."""
        while True:
            ours, theirs = socket.socketpair()
            with ours:
                ours.settimeout(0)
                with theirs:
                    nursery = await asyncio.to_thread(self._start, theirs)
                try:
                    await self._accompany(nursery, ours)
                finally:
                    self._dismiss()
                    ours.close()
                    await asyncio.shield(asyncio.to_thread(_await_end, nursery))
            _log.warning("The process that runs SPARQL queries ended; another one starts.")
            await asyncio.sleep(_PAUSE)

    def _start(self, control: socket.socket) -> subprocess.Popen[bytes]:
        """A nursery in a session of its own: what a terminal sends to the server does not reach it."""
        limits = json.dumps(asdict(self._allowance))
        words = [sys.executable, "-m", "server.sparql.nursery", str(control.fileno()), limits]
        if isinstance(self._source, Path):
            words.append(str(self._source.resolve()))
        return subprocess.Popen(  # noqa: S603 - our own module
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=[control.fileno()],
            cwd=ROOT,
            start_new_session=True,
        )

    async def _accompany(self, nursery: subprocess.Popen[bytes], control: socket.socket) -> None:
        """Feed a nursery, fill every slot when it is ready, and return when it ends."""
        loop = asyncio.get_running_loop()
        await asyncio.to_thread(self._feed, nursery)
        if await loop.sock_recv(control, 1):
            self._control = control
            for slot in range(self._slots):
                self._idle.put_nowait(self._hire(slot))
            await loop.sock_recv(control, 1)

    def _feed(self, nursery: subprocess.Popen[bytes]) -> None:
        if nursery.stdin is None:
            return
        with contextlib.suppress(BrokenPipeError), nursery.stdin as stream:  # it ended: _accompany will see
            if not isinstance(self._source, Path):
                self._source(cast("BinaryIO", stream))

    def _dismiss(self) -> None:
        self._control = None
        while not self._idle.empty():
            self._idle.get_nowait().channel.close()


async def _converse(channel: socket.socket, question: bytes) -> tuple[Answer, bool]:
    """Question and answer, and whether the worker ends after it. Raises OSError or EOFError when it ends before."""
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(channel, LENGTH.pack(len(question)) + question)
    received = await loop.sock_recv(channel, _PIECE)  # a worker sends the head at once
    if len(received) < HEAD.size:
        raise EOFError
    kind, packed, retires, length = HEAD.unpack_from(received)
    body = received[HEAD.size :]
    if len(body) < length:
        body += await _receive(loop, channel, length - len(body))
    return Answer(Kind(kind), packed, body), retires


async def _receive(loop: asyncio.AbstractEventLoop, channel: socket.socket, length: int) -> bytearray:
    received = bytearray(length)
    rest = memoryview(received)
    while rest:
        count = await loop.sock_recv_into(channel, rest)
        if count == 0:
            raise EOFError
        rest = rest[count:]
    return received


def _await_end(nursery: subprocess.Popen[bytes]) -> None:
    """Wait for a nursery that has lost its control socket; kill it if it does not look."""
    try:
        nursery.wait(_FAREWELL)
    except subprocess.TimeoutExpired:
        nursery.kill()
        nursery.wait()
