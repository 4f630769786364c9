"""What an effect does to a version, as far as linking must know it before it reads the effect."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

UNSURE = "texts disagree"


@dataclass(frozen=True, slots=True)
class Deed:
    """An effect that makes a version, or a part of one. IRIs of both."""

    effect: str
    result: str
    operation: str
    scope: str
    within: tuple[str, ...]
    """What the words name that is narrower than the part whose version it makes, such as ``table 2`` or ``title``."""
    everywhere: bool
    """Whether words are changed throughout the text."""
    read: bool
    """Whether the new text was read whole."""


def each_once(deeds: Iterable[Deed]) -> dict[str, Deed]:
    """Deeds of all texts by effect; what two texts of an act say in different ways is not sure."""
    found: dict[str, Deed] = {}
    for each in deeds:
        before = found.setdefault(each.effect, each)
        read = before.read or each.read
        if replace(before, read=read, within=()) != replace(each, read=read, within=()):
            found[each.effect] = replace(before, within=(UNSURE,), read=read)
        elif before is not each:
            within = before.within if before.within == each.within else (UNSURE,)
            found[each.effect] = replace(before, within=within, read=read)
    return found
