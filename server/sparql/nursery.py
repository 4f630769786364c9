"""The process that holds the store and forks the workers that run queries: `python -m server.sparql.nursery`.

A worker that was killed is replaced by a fork, which takes a few milliseconds however large the store is. The nursery
lives as long as its control socket: when the server dies, whatever the way, the socket closes and all workers end.
Nothing here may import more than the standard library and the engine.
"""

import contextlib
import ctypes
import gc
import json
import os
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import NoReturn

from pyoxigraph import Store

from server.sparql.engine import answer, open_store
from server.sparql.wire import HEAD, LENGTH, Allowance, read_question

READY = b"r"
"""Sent once, when the store is open."""

_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000
"""Flags of unshare(2)."""

_GRACE = 1.0
"""Seconds after which a worker that outlived its limit ends itself, should nobody have killed it."""

_RETIREMENT = 128 << 20
"""Bytes that a worker may have grown by before it makes room for a fresh one."""


def main() -> None:
    """Open the store, say so, and fork a worker for every socket that arrives, until the control socket closes."""
    control = socket.socket(fileno=int(sys.argv[1]))
    allowance = Allowance(**json.loads(sys.argv[2]))
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else None  # noqa: PLR2004 - a third argument is optional
    _leave_network()
    try:
        store = open_store(folder, sys.stdin.buffer)
    except (OSError, SyntaxError) as error:
        sys.exit(f"The data for SPARQL cannot be loaded: {error}")
    gc.freeze()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the server ended meanwhile
        control.sendall(READY)
        _serve(control, store, allowance)


def _serve(control: socket.socket, store: Store, allowance: Allowance) -> None:
    """Each message is the number of a slot with the socket of its next worker; the last one of that slot is killed.

    Nothing but this loop waits for children, so that a number of a process never names another one.
    """
    workers: dict[int, int] = {}
    killed: list[int] = []
    while True:
        message, channels, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            break
        slot = message[0]
        if slot in workers:
            os.kill(workers[slot], signal.SIGKILL)
            killed.append(workers[slot])
        workers[slot] = _fork(control, socket.socket(fileno=channels[0]), store, allowance)
        killed = [each for each in killed if os.waitpid(each, os.WNOHANG) == (0, 0)]
    for each in workers.values():
        os.kill(each, signal.SIGKILL)


def _fork(control: socket.socket, channel: socket.socket, store: Store, allowance: Allowance) -> int:
    child = os.fork()
    if child == 0:
        control.close()
        _live(channel, store, allowance)
    channel.close()
    return child


def _live(channel: socket.socket, store: Store, allowance: Allowance) -> NoReturn:
    """The life of a worker: question and answer in turns, until the server closes the socket."""
    try:
        _confine(allowance)
        _work(channel, store, allowance)
    finally:
        # Whatever happened: a child must never return into the loop of its parent.
        os._exit(0)


def _work(channel: socket.socket, store: Store, allowance: Allowance) -> None:
    old = _peak() + _RETIREMENT
    retires = False
    while not retires and (head := _receive(channel, LENGTH.size)):
        question = read_question(_receive(channel, *LENGTH.unpack(head)))
        # SIGALRM ends the process in whatever it is doing: this holds when nobody is left to kill it.
        signal.setitimer(signal.ITIMER_REAL, allowance.seconds + _GRACE)
        kind, packed, body = answer(store, question, allowance)
        retires = _peak() > old
        channel.sendall(HEAD.pack(kind.value, packed, retires, len(body)) + body)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _receive(channel: socket.socket, length: int) -> bytes:
    """So many bytes; none when the server has closed the socket."""
    received = bytearray()
    while len(received) < length:
        piece = channel.recv(length - len(received))
        if not piece:
            return b""
        received += piece
    return bytes(received)


def _leave_network() -> None:
    """A network of its own with nothing in it, where the system lets us: before any thread starts.

    Sockets that are handed over work across networks. Where the system refuses, no worker can open a descriptor.
    """
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None and unshare(_NEW_USER | _NEW_NETWORK) != 0:
        unshare(_NEW_NETWORK)


def _confine(allowance: Allowance) -> None:
    """No core file, no more memory than allowed, and no further descriptor: neither a file nor a connection."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    with contextlib.suppress(FileNotFoundError):  # only Linux tells, and only Linux keeps to RLIMIT_AS
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + allowance.memory)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 0)


def _limit(what: int, most: int) -> None:
    resource.setrlimit(what, (most, most))


def _peak() -> int:
    """Bytes that this process held at most; ru_maxrss counts kilobytes on Linux."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
