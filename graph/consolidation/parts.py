"""The text of an act under changes: its points by their IRIs, with what stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.consolidation.address import AddressError
from graph.consolidation.words import WordOrder, change_words


@dataclass(slots=True)
class Parts:
    """What each part of an act says; None where that is not known. Changes of it are all or nothing.

    What stands in a part has an IRI that begins with that of the part. A change costs as much as the part is long.
    """

    act: str
    texts: dict[str, str | None] = field(default_factory=dict)
    _below: dict[str, dict[str, None]] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for part in self.texts:
            self._hang(part)

    def text(self, part: str) -> str | None:
        """All that stands in a part, a paragraph a line; None where there is no such part, or some is not known."""
        found = [self.texts[each] for each in self.within(part)]
        known = [each for each in found if each is not None]
        return "\n".join(known) if known and len(known) == len(found) else None

    def within(self, part: str) -> Iterator[str]:
        """A part and what stands in it, in order."""
        if part in self.texts:
            yield part
        for each in self._below.get(part, ()):
            yield from self.within(each)

    def substitute(self, part: str, text: str | None) -> None:
        """Give a part, with all that stands in it, another wording; None: one that is not known."""
        self.repeal(part)
        self.texts[part] = text
        self._hang(part)

    def insert(self, effect: str, part: str, text: str | None) -> None:
        """Put in a new part; a second time is the same as once. Raises AddressError where it is there already."""
        if effect in self._done:
            return
        if next(self.within(part), None) is not None:
            message = "a part is to be put in and stands there already"
            raise AddressError("KZ-CON-005", message, part, "no part of that number")
        self.substitute(part, text)
        self._done.add(effect)

    def repeal(self, part: str) -> None:
        """Take out a part with all that stands in it."""
        for each in list(self.within(part)):
            del self.texts[each]

    def change(self, part: str, order: WordOrder) -> None:
        """Change words in a part; a second time is the same as once. Raises AddressError."""
        if order.effect in self._done:
            return
        held = {each: text for each in self.within(part) if (text := self.texts[each]) is not None}
        self.texts.update(zip(held, change_words(list(held.values()), order), strict=True))
        self._done.add(order.effect)

    def _hang(self, part: str) -> None:
        """Hang a part under what it stands in, and that under the act."""
        while part != self.act and part.startswith(self.act):
            above = part.rpartition("/")[0]
            siblings = self._below.setdefault(above, {})
            if part in siblings:
                return
            siblings[part] = None
            part = above
