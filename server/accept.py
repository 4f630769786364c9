"""Which media type a client wants: the Accept field of RFC 9110, section 12.5.1."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 8192
"""Characters of an Accept field that are read; the rest is ignored."""


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One member of an Accept field, such as `text/*;q=0.5`."""

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """How closely this range fits a media type: 2 exactly, 1 by type, 0 as `*/*`, -1 not at all."""
        kind, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (kind, subtype):
            return 2
        if self.subtype == "*" and self.type in {kind, "*"}:
            return int(self.type == kind)
        return -1


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that the client likes best, None when it accepts none of them.

    Of types liked equally the one that the client names first wins, then the one offered first. A field that is
    absent or empty accepts everything.
    """
    ranges = _parse(accept or "*/*")
    likings = {media_type: _liking(ranges, media_type) for media_type in offered}
    best = max(offered, key=likings.__getitem__)
    return best if likings[best][0] > 0 else None


def _liking(ranges: Sequence[MediaRange], media_type: str) -> tuple[float, int]:
    """Quality of a media type and how early it is named; the most specific range decides."""
    fits = [(fit, -position) for position, each in enumerate(ranges) if (fit := each.specificity(media_type)) >= 0]
    if not fits:
        return 0.0, -len(ranges)
    _, early = max(fits)
    return ranges[-early].quality, early


def weigh(field: str) -> list[tuple[str, float]]:
    """The members of a field such as Accept-Language, in lower case, with their weights (section 12.4.2)."""
    return [_weigh(member) for member in field[:LONGEST].lower().split(",") if member.strip()]


def _parse(accept: str) -> list[MediaRange]:
    pieces = ((name.partition("/"), weight) for name, weight in weigh(accept) if "/" in name)
    return [MediaRange(kind, subtype, weight) for (kind, _, subtype), weight in pieces]


def _weigh(member: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in member.split(";"))
    weights = [_parse_quality(value) for value in (each.partition("q=")[2] for each in parameters if each[:2] == "q=")]
    return name, weights[0] if weights else 1.0


def _parse_quality(text: str) -> float:
    """A weight between 0 and 1; what is not a number counts as 0, so that it never wins."""
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return quality if 0.0 <= quality <= 1.0 else 0.0
