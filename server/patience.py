"""HTTP/1.1 with bounds that uvicorn does not have (Kludex/uvicorn issue 157): for the head, and for reading."""

import asyncio

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

HEAD = 64 * 1024
"""Bytes that a head may have: its target, the names and the values of its fields."""

PATIENCE = 10.0
"""Seconds in which a head has to arrive and an answer has to be read on; checked so often, so that it may take twice
as long."""


class PatientProtocol(HttpToolsProtocol):
    """A connection that is closed when it stands open for nothing: clients that send no head would use them all up.

    One whose client reads nothing of its answer is cut off: what is not read fills the memory. A head that is too
    large is answered with 400, also one of which no field ever ends.
    """

    _check: asyncio.TimerHandle
    _resumed = 0
    """How often the client had read almost all that was written."""
    _head = 0
    """Bytes of the head that have been read as fields."""
    _unread_head: int | None = 0
    """Bytes received of a head that is not complete, at least; None while a body is received."""
    _arrived = 0
    """Bytes that the parser is working on."""

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._check_later()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._check.cancel()
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        self._arrived = len(data)
        super().data_received(data)
        if self._unread_head is not None:
            self._unread_head += len(data)
            if self._unread_head > HEAD and not self.transport.is_closing():
                self.send_400_response("The head of the request is too large.")

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0

    @override
    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    @override
    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value))
        super().on_header(name, value)

    @override
    def on_headers_complete(self) -> None:
        self._unread_head = None
        super().on_headers_complete()

    @override
    def on_message_complete(self) -> None:
        # A head that follows in the same piece is not blamed for what came before it.
        self._unread_head = -self._arrived
        super().on_message_complete()

    def _count(self, more: int) -> None:
        """Raises ValueError, which the parser tells as a malformed request."""
        self._head += more
        if self._head > HEAD:
            raise ValueError("the head is too large")

    @override
    def resume_writing(self) -> None:
        self._resumed += 1
        super().resume_writing()

    def _check_later(self) -> None:
        unread = self.transport.get_write_buffer_size()
        self._check = self.loop.call_later(PATIENCE, self._give_up_or_wait, self.cycle, unread, self._resumed)

    def _give_up_or_wait(self, last: RequestResponseCycle | None, unread: int, resumed: int) -> None:
        """Close the connection if no request has begun since the last check and none is being answered or read."""
        still_unread = self.transport.get_write_buffer_size()
        if still_unread and still_unread >= unread > 0 and self._resumed == resumed:
            self.transport.abort()
            return
        is_answering = last is not None and not last.response_complete
        if self.cycle is not last or is_answering or still_unread:
            self._check_later()
        else:
            self.transport.close()
