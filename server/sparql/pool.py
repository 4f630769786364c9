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
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, Self, cast

from server.sparql.wire import Allowance, Question
from server.sparql.worker import Answer, Worker, hire

Feed = Callable[[BinaryIO], object]
"""Writes the data as N-Quads into a stream."""

ROOT = Path(__file__).parents[2]
"""The checkout, from which the nursery imports what this module came from."""

_PAUSE = 1.0
"""Seconds before what failed is tried again: another nursery, another worker."""

_FAREWELL = 2.0
"""Seconds in which a nursery ends by itself."""

_BLINK = 0.05
"""Seconds in which a process that somebody killed has ended."""

_log = logging.getLogger(__name__)


class BusyError(Exception):
    """No worker came free in time, or too many wait for one already."""


class OvertimeError(Exception):
    """The query took longer than allowed; its worker was killed."""


class StoppedError(Exception):
    """The worker ended before it answered: its query needed more memory or more stack than there is."""


class _GoneError(StoppedError):
    """The worker ended so soon that it may have been dying when it was asked: another one is worth a try."""


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
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
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
                answer, is_spent = await worker.ask(question)
        except TimeoutError as error:
            raise OvertimeError from error
        except (OSError, EOFError) as error:
            raise (_GoneError if time.monotonic() < asked + _BLINK else StoppedError) from error
        finally:
            self._give_back(worker, is_spent=is_spent)
        return answer

    async def _take(self) -> Worker:
        """An idle worker that is alive."""
        if self._room == 0:
            raise BusyError
        self._room -= 1
        try:
            async with asyncio.timeout(self._patience):
                worker = await self._idle.get()
                while worker.is_gone():
                    self._renew(worker)
                    worker = await self._idle.get()
        except TimeoutError as error:
            raise BusyError from error
        finally:
            self._room += 1
        return worker

    def _give_back(self, worker: Worker, *, is_spent: bool) -> None:
        """Let the next question have this worker, or a fresh one in its place."""
        if is_spent or worker.nursery is not self._control:
            self._renew(worker)
        else:
            self._idle.put_nowait(worker)

    def _renew(self, worker: Worker) -> None:
        """A fresh worker in the slot of another, which is killed."""
        worker.channel.close()
        self._fill(worker.slot, worker.nursery)

    def _fill(self, slot: int, nursery: socket.socket) -> None:
        """A fresh worker in a slot: where no descriptor is left, later; where the nursery is gone, by the next one."""
        if nursery is not self._control:
            return
        try:
            self._idle.put_nowait(hire(slot, nursery))
        except OSError:
            asyncio.get_running_loop().call_later(_PAUSE, self._fill, slot, nursery)

    async def _keep(self) -> None:
        """One nursery after another, should one be killed too, or not start."""
        while True:
            with contextlib.suppress(OSError):
                await self._run_nursery()
            _log.warning("The process that runs SPARQL queries ended; another one starts.")
            await asyncio.sleep(_PAUSE)

    async def _run_nursery(self) -> None:
        """The life of a nursery, to its end. Raises OSError where there is no room for one."""
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

    def _start(self, control: socket.socket) -> subprocess.Popen[bytes]:
        """A nursery in a session of its own: what a terminal sends to the server does not reach it."""
        limits = json.dumps(asdict(self._allowance))
        # Python warns of a fork beside threads, such as those of a store on disk: they have no part in queries.
        words = [sys.executable, "-W", "ignore", "-m", "server.sparql.nursery", str(control.fileno()), limits]
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
                self._fill(slot, control)
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


def _await_end(nursery: subprocess.Popen[bytes]) -> None:
    """Wait for a nursery that has lost its control socket; kill it if it does not look."""
    try:
        nursery.wait(_FAREWELL)
    except subprocess.TimeoutExpired:
        nursery.kill()
        nursery.wait()
