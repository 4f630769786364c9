"""HTTP/1.1 with a deadline for the head of a request, which uvicorn does not have (Kludex/uvicorn issue 157)."""

import asyncio

from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

PATIENCE = 10.0
"""Seconds in which a head has to arrive; checked so often, so that it may take twice as long."""


class PatientProtocol(H11Protocol):
    """A connection that is closed when it stands open for nothing: clients that send no head would use them all up."""

    _check: asyncio.TimerHandle

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._check_later()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._check.cancel()
        super().connection_lost(exc)

    def _check_later(self) -> None:
        self._check = self.loop.call_later(PATIENCE, self._give_up_or_wait, self.cycle)

    def _give_up_or_wait(self, last: RequestResponseCycle | None) -> None:
        """Close the connection if no request has begun since the last check and none is being answered."""
        is_answering = last is not None and not last.response_complete
        if self.cycle is not last or is_answering:
            self._check_later()
        else:
            self.transport.close()
