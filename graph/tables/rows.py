"""Rows of a table from its lines.

A row begins at the line that prints its number and its code. What stands between two rows is the rest of a name, an
amount, a heading, or, across a page break, the first lines of the next name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.layout.line import Block, Line, blocks
from graph.layout.text import Text
from graph.reading.marks import is_balanced
from graph.reading.report import Report
from graph.tables.draft import PAGE_BREAK, Draft, successor

_LONGEST_AMOUNT = 40
_ROW = re.compile(r"(?P<number>\d{1,5}(?:-\d{1,3})?) +(?P<code>\S+)(?: +(?P<rest>\S.*))?")
_CODE_LIKE = re.compile(r"(?=\D*\d)(?=[^.,]*[.,])[\w.,]+")
_BARE_NUMBER = re.compile(r"[\d.,-]*\d[\d.,-]*")
_AMOUNT_LIKE = re.compile(r"[-—–]?\s?\d[\W\d_]*\w{0,2}[\W\d_]*|[-—–]")


def draft_rows(lines: Sequence[Line], report: Report, *, priced: bool) -> list[Draft]:
    """Rows in the order of the text. ``priced``: the table has a column of amounts."""
    return _Gathering(report, priced).rows(lines)


@dataclass(slots=True)
class _Gathering:
    report: Report
    priced: bool
    drafts: list[Draft] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)
    """Lines of a name that stand before its number."""
    heading: Block | None = None

    def rows(self, lines: Sequence[Line]) -> list[Draft]:
        pieces = [piece for block in blocks(lines) for piece in self._split(block)]
        for at, piece in enumerate(pieces):
            after = pieces[at + 1] if at + 1 < len(pieces) else None
            self._take(piece, after)
        self._drop_heads()
        return self.drafts

    def _split(self, block: Block) -> list[Block]:
        """A block cut before every line that begins a row."""
        cuts = [at for at, line in enumerate(block.lines) if at and self._row(line)]
        return [Block(block.lines[a:b]) for a, b in zip([0, *cuts], [*cuts, len(block.lines)], strict=True)]

    def _row(self, line: Line) -> re.Match[str] | None:
        """The start of a row: a number and what looks like a code."""
        match = _ROW.fullmatch(line.text.value.strip())
        return match if match and self._is_code(match["number"], match["code"]) else None

    def _is_code(self, number: str, code: str) -> bool:
        follows = bool(self.drafts) and number == successor(self.drafts[-1].number.value)
        if self._awaits_amount and not follows:
            return False
        return _CODE_LIKE.fullmatch(code) is not None or (follows and any(letter.isdigit() for letter in code))

    @property
    def _awaits_amount(self) -> bool:
        """Whether the last row has a name and still lacks its amount."""
        last = self.drafts[-1] if self.drafts else None
        return self.priced and last is not None and not last.open_ended and not last.amounts

    def _take(self, piece: Block, after: Block | None) -> None:
        if match := self._row(piece.lines[0]):
            self._begin(piece, match)
        elif self.drafts and self.drafts[-1].open_ended and not self._heads_next(piece, after):
            self._continue(piece)
        elif self._awaits_amount and self._is_amount(piece):
            self.drafts[-1].amounts.extend(piece.lines)
            self.drafts[-1].lines.extend(piece.lines)
        else:
            self._between(piece, after)

    def _begin(self, piece: Block, match: re.Match[str]) -> None:
        first = piece.lines[0]
        text = first.text.strip()
        draft = Draft(text.group(match, "number"), text.group(match, "code"), heading=self.heading)
        draft.lines = [*self.heads, *piece.lines]
        rest = [Line(_after(first.text, match["rest"]), first.span, 0)] if match["rest"] else []
        draft.name = [*self.heads, *rest]
        if self.heads:
            draft.page_break = True
        self.heads, self.heading = [], None
        self.drafts.append(draft)
        self._add_to_name(draft, piece.lines[1:])

    def _add_to_name(self, draft: Draft, lines: Sequence[Line]) -> None:
        """Lines of a name; in a priced table the last may be an amount printed without a gap."""
        named = list(lines)
        if self.priced and named and draft.name + named[:-1] and _is_amount(named[-1]):
            draft.amounts.append(named.pop())
        draft.name.extend(named)

    def _continue(self, piece: Block) -> None:
        """The rest of a name that said it goes on."""
        draft = self.drafts[-1]
        if piece.gap >= PAGE_BREAK and draft.name:
            draft.page_break = True
        elif draft.name:
            self.report.add("KZ-ROW-010", "a blank line inside a name", piece.span, action="joined")
        draft.lines.extend(piece.lines)
        self._add_to_name(draft, piece.lines)

    def _is_amount(self, piece: Block) -> bool:
        return len(piece.lines) == 1 and _is_amount(piece.lines[0])

    def _heads_next(self, piece: Block, after: Block | None) -> bool:
        """Whether this begins the name of the next row, whose number stands behind a page break."""
        named = bool(self.drafts and self.drafts[-1].name)
        if not named or after is None or after.gap < PAGE_BREAK or not self._row(after.lines[0]):
            return False
        return _goes_on(piece) and _starts_high(piece.text.value) and piece.gap < PAGE_BREAK

    def _between(self, piece: Block, after: Block | None) -> None:
        """What stands between rows that are complete."""
        before_row = after is not None and self._row(after.lines[0]) is not None
        if before_row and _goes_on(piece):
            self._head(piece, after)
        elif after is not None and before_row and piece.gap == after.gap == 1 and _is_heading(piece):
            self.heading = piece
        elif self._continuable and piece.gap < PAGE_BREAK and not _starts_high(piece.text.value):
            self.report.add("KZ-ROW-010", "a blank line inside a name", piece.span, action="joined to the row above")
            self.drafts[-1].lines.extend(piece.lines)
            self.drafts[-1].name.extend(piece.lines)
        else:
            self._unplaced(piece)

    @property
    def _continuable(self) -> bool:
        return bool(self.drafts) and not self.drafts[-1].closed

    def _head(self, piece: Block, after: Block | None) -> None:
        if after is not None and after.gap < PAGE_BREAK:
            message = "a name that begins before its number, without a page break"
            self.report.add("KZ-ROW-010", message, piece.span, action="joined to the row below")
        self.heads = list(piece.lines)

    def _drop_heads(self) -> None:
        if self.heads:
            self._unplaced(Block(tuple(self.heads)))

    def _unplaced(self, piece: Block) -> None:
        if self.drafts:
            self.drafts[-1].closed = True
        message = "text between rows that is no heading and no part of a name"
        self.report.add("KZ-ROW-007", message, piece.span, action="kept as text; no fact is made of it")


def _is_amount(line: Line) -> bool:
    printed = line.text.value.strip()
    return len(printed) <= _LONGEST_AMOUNT and _AMOUNT_LIKE.fullmatch(printed) is not None


def _goes_on(piece: Block) -> bool:
    return piece.lines[-1].open_ended or not is_balanced(piece.text.value)


def _is_heading(piece: Block) -> bool:
    """Whether this can head rows: it begins as a heading does, and not as a row whose number or code is damaged."""
    words = piece.text.value.split()
    return _starts_high(piece.text.value) and not any(_BARE_NUMBER.fullmatch(word) for word in words[:2])


def _starts_high(text: str) -> bool:
    """Whether text begins as a name or a heading does: with a capital, a digit or a quotation mark."""
    return not text[:1].islower() and text[:1] not in ")],.;:/"


def _after(line: Text, rest: str) -> Text:
    """The end of a line from ``rest`` on, with the spaces at its end."""
    return line[line.value.rindex(rest) :]
