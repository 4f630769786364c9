"""HTML as tokens with their places, in time linear in its length whatever is damaged.

``html.parser`` is not used: up to Python 3.11.13 an unclosed tag makes it quadratic (CVE-2025-6069), and 100 KB of
``<a x="`` take half a minute.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+|[^<>]*+)>")
"""A tag; no ``<`` can stand in it, so that an unclosed one ends at the next."""
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"([A-Za-z][A-Za-z0-9:_-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_END = {name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in ("script", "style")}
_UNREAD = frozenset(_END)

_IN_A_LINE = """
    a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark nobr q s samp small span strike
    strong sub sup tt u var wbr
"""
_BLOCKS = """
    article aside blockquote body br button caption center col colgroup dd details div dl dt fieldset figure footer form
    h1 h2 h3 h4 h5 h6 head header hr html input legend li link main meta nav noscript ol option p pre script section
    select style summary table tbody td textarea tfoot th thead title tr ul
"""

INLINE = frozenset(_IN_A_LINE.split())
"""Elements inside a line; every other one parts words."""
KNOWN = INLINE | frozenset(_BLOCKS.split())
"""Elements of HTML. What looks like a tag and is none of them is text."""


@dataclass(frozen=True, slots=True)
class Token:
    """``text``, ``open`` or ``close``, from code point ``start`` to ``end`` of the source (end exclusive)."""

    kind: str
    name: str
    start: int
    end: int
    attributes: str = ""

    def attribute(self, name: str) -> str:
        """The value of an attribute, or nothing."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].lower() == name:
                return match[2] or match[3] or match[4] or ""
        return ""


class Markup:
    """A text with markup in it. What has no end is sought once only, however often reading begins anew."""

    __slots__ = ("_closed", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._closed = {"-->": True, "script": True, "style": True}

    def tokens(self, at: int = 0) -> Iterator[Token]:
        """The tokens from an offset to the end. Comments, scripts and styles are passed over where they are closed."""
        printed = at
        while (at := self.text.find("<", at)) >= 0:
            token, end = self.at(at)
            if not end:
                at += 1
                continue
            if printed < at:
                yield Token("text", "", printed, at)
            if token is not None:
                yield token
            at = printed = end
        if printed < len(self.text):
            yield Token("text", "", printed, len(self.text))

    def at(self, at: int) -> tuple[Token | None, int]:
        """The tag that begins with a ``<``, or nothing printed, and where it ends; 0 where it is text."""
        match = _TAG.match(self.text, at)
        if match is None or match[2].lower() not in KNOWN:
            return None, self._unprinted(at)
        token = Token("close" if match[1] else "open", match[2].lower(), at, match.end(), match[3])
        if token.kind == "open" and token.name in _UNREAD:
            end = self._closing(token)
            return (None, end) if end else (token, token.end)
        return token, token.end

    def _unprinted(self, at: int) -> int:
        """Where a comment or a declaration ends; 0 where none stands. An unclosed comment is text."""
        if self.text.startswith("<!--", at):
            found = self.text.find("-->", at + 4) if self._closed["-->"] else -1
            self._closed["-->"] = found >= 0
            return found + 3 if found >= 0 else 0
        match = _DECLARATION.match(self.text, at)
        return match.end() if match else 0

    def _closing(self, token: Token) -> int:
        """Where a script or style ends; 0 where nothing closes it: its text is then printed rather than lost."""
        found = _END[token.name].search(self.text, token.end) if self._closed[token.name] else None
        self._closed[token.name] = found is not None
        return found.end() if found else 0
