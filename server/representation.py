"""Bytes that never change while the server runs: entity tag, revalidation and compression in one place."""

import gzip
import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from starlette.requests import Request
from starlette.responses import Response

REVALIDATE = "public, no-cache"
"""A copy may be kept and must be asked for: the data change only with a new start, which changes the tag."""

FOREVER = "public, max-age=31536000, immutable"
"""For addresses that carry the version of what they lead to."""

_WORTH_PACKING = 1024
"""Bytes below which gzip gains nothing."""


@dataclass(frozen=True)
class Representation:
    """A body with its media type, served with conditional requests (RFC 9110, section 13) and gzip."""

    body: bytes
    media_type: str
    cache: str = REVALIDATE
    headers: dict[str, str] = field(default_factory=dict)

    @cached_property
    def etag(self) -> str:
        """Weak, because the same tag stands for the plain and for the compressed bytes."""
        return weak_tag(self.media_type.encode(), self.body)

    @cached_property
    def packed(self) -> bytes:
        """The body in gzip, without a time stamp in it."""
        return gzip.compress(self.body, compresslevel=6, mtime=0)

    def ready(self) -> None:
        """Compute now, beside the event loop, what the first answer needs."""
        _ = self.etag, self.packed

    def respond(self, request: Request, status: int = 200) -> Response:
        """The answer to a GET or HEAD request: 304 when the client holds these bytes already."""
        headers = {"ETag": self.etag, "Cache-Control": self.cache, "Vary": "Accept, Accept-Encoding", **self.headers}
        if is_known(request, self.etag):
            return Response(status_code=304, headers=headers)
        if len(self.body) < _WORTH_PACKING or not _takes_gzip(request):
            return Response(self.body, status, headers, self.media_type)
        return Response(self.packed, status, {**headers, "Content-Encoding": "gzip"}, self.media_type)


def weak_tag(*parts: bytes) -> str:
    """A weak entity tag of some bytes."""
    digest = hashlib.sha256(b"\0".join(parts)).hexdigest()
    return f'W/"{digest[:32]}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether If-None-Match names the tag, by the weak comparison of RFC 9110, section 8.8.3.2."""
    tags = (tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(","))
    return any(tag in {"*", etag.removeprefix("W/")} for tag in tags)


def _takes_gzip(request: Request) -> bool:
    codings = (each.replace(" ", "") for each in request.headers.get("accept-encoding", "").lower().split(","))
    return any(each == "gzip" or (each.startswith("gzip;q=") and each[7:].strip("0.") != "") for each in codings)
