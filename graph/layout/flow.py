"""HTML as lines: blocks open paragraphs, ``<br>`` parts lines inside one."""

from collections.abc import Iterator

from graph.layout.ink import LOWERED, RAISED, Ink
from graph.layout.line import Line
from graph.layout.printed import INDENT
from graph.layout.tokens import INLINE, Token
from graph.source import Span

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})


class Flow:
    """Collects the tokens of a line. ``role`` is that of all lines, where they are the lines of one block."""

    def __init__(self, text: str, role: str = "") -> None:
        self._text = text
        self._block = role
        self._begun = False
        self._heading = ""
        self._bold = 0
        self._pre = 0
        self._raised: list[dict[int, int]] = []
        self._new = True
        self._clear()

    def _clear(self) -> None:
        self._ink = Ink()
        self._start = self._end = -1
        self._all_bold = True

    def read(self, token: Token) -> Iterator[Line]:
        """The lines that end with this token."""
        if token.kind == "text":
            yield from self._print(token.start, token.end)
        elif token.name == "br":
            yield from self._flush()
        elif token.name in INLINE:
            self._format(token)
        else:
            yield from self._flush()
            self._new = self._new or not self._block
            self._part(token)

    def close(self) -> Iterator[Line]:
        """The line that was not ended."""
        yield from self._flush()
        self._new = True

    def _part(self, token: Token) -> None:
        """A block begins or ends."""
        opens = token.kind == "open"
        if token.name in _HEADINGS:
            self._heading = token.name if opens else ""
        elif token.name == "pre":
            self._pre += 1 if opens else -min(self._pre, 1)
        elif token.name == "p":
            self._bold = 0

    def _format(self, token: Token) -> None:
        opens = token.kind == "open"
        if token.name in _BOLD:
            self._bold = max(self._bold + (1 if opens else -1), 0)
        elif token.name in ("sup", "sub"):
            if opens:
                self._raised.append(RAISED if token.name == "sup" else LOWERED)
            elif self._raised:
                self._raised.pop()

    def _print(self, start: int, end: int) -> Iterator[Line]:
        """Text; inside ``pre`` a line of it is a line."""
        if not self._pre:
            self._write(start, end)
            return
        while start <= end:
            after = self._text.find("\n", start, end)
            stop = end if after < 0 else after
            piece = self._text[start:stop]
            self._new = self._new or not piece.strip() or piece.startswith(" " * INDENT)
            self._write(start, stop)
            if after < 0:
                return
            yield from self._flush()
            start = after + 1

    def _write(self, start: int, end: int) -> None:
        piece = self._text[start:end]
        self._ink.write_text(piece, start, self._raised[-1] if self._raised else None)
        if piece.strip():
            self._start = start if self._start < 0 else self._start
            self._end = end
            self._all_bold = self._all_bold and self._bold > 0

    def _flush(self) -> Iterator[Line]:
        """The line that was collected, if it prints anything."""
        text = self._ink.text() if self._start >= 0 else None
        if text:
            opens = self._new and not self._block
            yield Line(text, Span(self._start, self._end), int(self._new), opens=opens, role=self._role())
            self._new = False
        self._clear()

    def _role(self) -> str:
        if self._block:
            return self._block
        if self._heading:
            return "title" if self._heading == "h1" else "heading"
        return "bold" if self._all_bold else ""
