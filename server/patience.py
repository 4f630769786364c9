"""HTTP/1.1 with deadlines that uvicorn does not have (Kludex/uvicorn issue 157): for the head, and for reading."""

import asyncio

from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

PATIENCE = 10.0
"""Seconds in which a head has to arrive and an answer has to be read on; checked so often, so that it may take twice
as long."""


class PatientProtocol(H11Protocol):
    """A connection that is closed when it stands open for nothing: clients that send no head would use them all up.

    One whose client reads nothing of its answer is cut off: what is not read fills the memory.
    """

    _check: asyncio.TimerHandle
    _resumed = 0
    """How often the client had read almost all that was written."""

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._check_later()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._check.cancel()
        super().connection_lost(exc)

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
