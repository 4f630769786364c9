"""Large results on their way: in pieces, as fast as clients read, and no more at once than memory allows."""

from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from server.sparql import limits
from server.sparql.run import busy

PIECE = 64 * 1024
"""Bytes that are written at once. What is smaller than that needs no care."""


class Delivery:
    """Counts the bytes of large results that are being sent."""

    def __init__(self) -> None:
        self.unread = 0

    def respond(self, body: bytes, headers: Mapping[str, str], media_type: str | None) -> Response:
        """A response with a result. Raises Problem when too much is under way."""
        if len(body) <= PIECE:
            return Response(body, 200, headers, media_type)
        if self.unread + len(body) > limits.UNREAD:
            raise busy("Too many large results are being read.")
        self.unread += len(body)
        return _InPieces(self, body, headers, media_type)


class _InPieces(Response):
    """A response that waits for its client between pieces; until it has ended, its bytes count."""

    def __init__(self, delivery: Delivery, body: bytes, headers: Mapping[str, str], media_type: str | None) -> None:
        super().__init__(body, 200, headers, media_type)
        self._delivery = delivery

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            for start in range(0, len(self.body), PIECE):
                piece = self.body[start : start + PIECE]
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._delivery.unread -= len(self.body)
