"""`qamtu serve`: the web server, in one process or several."""

import argparse
import gc
import os
import socket
import sys

import uvicorn
from starlette.applications import Starlette
from uvicorn.supervisors import Multiprocess

from server.app import BASE_SETTING, DOCUMENTS_SETTING, SEEDS_SETTING, make_app
from server.command_error import CommandError
from server.holdings import count
from server.load import load_site
from server.patience import PatientProtocol
from server.trusted import read_trusted

BACKLOG = 2048
"""Connections that wait while the server is busy."""

KEEP_ALIVE = 5
"""Seconds that an idle connection stays open."""


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    listener = _listen(options.host, options.port)
    site = load_site(options.seeds, options.base)
    counts = ", ".join(f"{number} {words}" for words, number in count(site).items())
    host, port = listener.getsockname()[:2]
    where = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"Qamtu: http://{where}:{port}/ ({counts})\n")
    if options.workers > 1:
        _serve_in_workers(options, listener)
    else:
        gc.freeze()
        uvicorn.Server(_configure(options, make_app(site, options.documents))).run(sockets=[listener])
    return 0


def _serve_in_workers(options: argparse.Namespace, listener: socket.socket) -> None:
    """Several processes on one socket. Each builds its own graph from what the environment names."""
    read_trusted(options.documents)  # what is wrong with them is told here, not by each process
    os.environ.update({SEEDS_SETTING: str(options.seeds), BASE_SETTING: options.base})
    if options.documents:
        os.environ[DOCUMENTS_SETTING] = str(options.documents)
    Multiprocess(_configure(options, "server.app:from_environment"), sockets=[listener]).run()


def _configure(options: argparse.Namespace, app: Starlette | str) -> uvicorn.Config:
    """Settings of the server; an application that is named is made by each process for itself."""
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=options.workers,
        access_log=options.access_log,
        log_level="info" if options.access_log else "warning",
        http=PatientProtocol,
        timeout_keep_alive=KEEP_ALIVE,
        server_header=False,
    )


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, before the graph is built: whoever waits for the port learns at once that it is taken.

    Raises CommandError when the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Without the protocol asyncio does not know that this is TCP, leaves Nagle's algorithm on, and answers 40 ms late.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise CommandError(f"cannot listen on {host}, port {port}: {reason}. Another --port may be free.") from error
    listener.set_inheritable(True)
    return listener
