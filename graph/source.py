"""A source is one decoded text file, pinned by the SHA-256 of its bytes."""

import codecs
import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.diagnostic import Diagnostic, Problem

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; a larger file is refused unread."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``end`` of a source: zero-based, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A decoded text. ``name`` is the file's name, ``sha256`` the hexadecimal digest of its bytes."""

    name: str
    sha256: str
    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first code point of every line. Lines end at LF alone: a CR or a form feed is text."""
        return (0, *(at + 1 for at, letter in enumerate(self.text) if letter == "\n"))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line by its number, without its LF."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def quote(self, span: Span) -> str:
        """The verbatim text of a span."""
        return self.text[span.start : span.end]

    def diagnose(self, problem: Problem, span: Span) -> Diagnostic:
        """The problem, placed at a span of this source."""
        line, column = self.place(span.start)
        return Diagnostic(problem, self.name, span.start, span.end, line, column, self.sha256)


class UnreadableSourceError(ValueError):
    """The file could not be decoded; ``diagnostic`` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Keep the diagnostic beside the message."""
        super().__init__(diagnostic.problem.message)
        self.diagnostic = diagnostic


def read_source(path: Path) -> Source:
    """Read and decode a file. Raises ``UnreadableSourceError`` with a diagnostic of the group KZ-SRC."""
    return decode(read_bytes(path), path.name)


def decode(data: bytes, name: str) -> Source:
    """A source from bytes in UTF-8; nothing else is guessed. Raises ``UnreadableSourceError``."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refusal(name, _wrong_encoding(data, error), data) from error
    if (at := text.find("\x00")) >= 0:
        raise refusal(name, _nul(data, at), data)
    return Source(name, hashlib.sha256(data).hexdigest(), text)


def read_bytes(path: Path) -> bytes:
    """What the file holds. No more than the limit is ever read: a device or a pipe may have no end.

    Raises ``UnreadableSourceError``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise refusal(path.name, Problem("KZ-SRC-001", "there is no such file", found=str(path))) from error
    except IsADirectoryError as error:
        raise refusal(path.name, Problem("KZ-SRC-002", "a folder stands here, not a file", found=str(path))) from error
    except OSError as error:
        found = error.strerror or "no reason given"
        raise refusal(path.name, Problem("KZ-SRC-001", "the file cannot be opened", found=found)) from error
    if len(data) > LARGEST_FILE:
        found = f"more than {LARGEST_FILE} bytes"
        raise refusal(path.name, Problem("KZ-SRC-006", "the file is too large", found=found))
    return data


def refusal(name: str, problem: Problem, data: bytes | None = None) -> UnreadableSourceError:
    """The error that says why a file is no source; ``data`` are its bytes, where they could be read."""
    sha256 = None if data is None else hashlib.sha256(data).hexdigest()
    return UnreadableSourceError(Diagnostic(problem, name, 0, 0, 1, 1, sha256))


def _wrong_encoding(data: bytes, error: UnicodeDecodeError) -> Problem:
    guess = _likely_encoding(data)
    return Problem(
        "KZ-SRC-004",
        f"not UTF-8 from byte {error.start}",
        found=" ".join(f"{byte:02X}" for byte in data[error.start : error.start + 8]),
        help=f"it looks like {guess}: convert it, for example with `iconv -f {guess} -t UTF-8`" if guess else None,
    )


def _likely_encoding(data: bytes) -> str | None:
    """The encoding in which most of the text would be Cyrillic, as advice only."""
    sample = data[:4096]
    marked = sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    wide = ("UTF-16",) if marked else ("UTF-16LE", "UTF-16BE")
    best, share = None, 0.5
    for name in (*wide, "WINDOWS-1251", "KOI8-R"):
        text = sample.decode(name, errors="ignore")
        letters = [letter for letter in text if letter.isalpha()]
        small = sum("а" <= letter <= "я" for letter in letters)
        if letters and small / len(letters) > share:
            best, share = name, small / len(letters)
    return best


def _nul(data: bytes, at: int) -> Problem:
    guess = _likely_encoding(data)
    return Problem(
        "KZ-SRC-005",
        f"a NUL character at code point {at}: this is no text file, or not UTF-8",
        found="U+0000",
        help=f"it looks like {guess}: convert it to UTF-8" if guess else None,
    )
