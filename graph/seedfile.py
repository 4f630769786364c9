"""The curated files of ``seeds/``: tab-separated tables and TOML records, read strictly and blamed by line."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import cast

LANGUAGES = ("kk", "ru", "en")
"""BCP 47 tags of the three languages of every curated label."""


class SeedError(ValueError):
    """A curated file breaks its contract (``seeds/FORMAT.md``): file, line from 1, found, expected, help."""

    def __init__(self, file: Path, line: int, found: str, expected: str, *, remedy: str = "") -> None:
        self.file, self.line, self.found, self.expected = file, line, found, expected
        self.help = remedy or "see seeds/FORMAT.md"
        super().__init__(f"{file}:{line}: found {found}; expected {expected}; help: {self.help}")


_ACT = re.compile(r"eli/kz/[^/\s]+/[^/\s]+/\d{4}/\d{2}/\d{2}/[^/\s]+")


def check_act(path: Path, line: int, text: str) -> None:
    """Whether a cell names an act: its IRI without the base. Raises ``SeedError``."""
    if not _ACT.fullmatch(text):
        raise SeedError(path, line, repr(text), "the IRI of an act without its base: eli/kz/moh/order/2021/12/31/…")


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file with LF line ends, the last one ended too; raises ``SeedError``."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise SeedError(path, 1, error.strerror or "an unreadable file", "a readable file") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SeedError(path, line, f"bytes that are not UTF-8 at offset {error.start}", "UTF-8") from error
    for mark, name in (("\ufeff", "a byte order mark"), ("\r", "a carriage return")):
        if mark in text:
            line = text[: text.index(mark)].count("\n") + 1
            raise SeedError(path, line, name, "UTF-8 without byte order mark, lines ended by LF")
    if not text.endswith("\n"):
        raise SeedError(path, text.count("\n") + 1, "a file that stops inside a line", "LF after the last line")
    return text[:-1].split("\n")


def read_table(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row of a tab-separated table with exactly these columns.

    Lines that start with ``#`` before the header are metadata. Cells are verbatim strings: codes are no numbers.
    Raises ``SeedError`` for another header, a row of another width or blanks around a cell.
    """
    lines = read_lines(path)
    top = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines) - 1)
    if lines[top].split("\t") != list(columns):
        raise SeedError(path, top + 1, f"header {lines[top]!r}", f"columns {', '.join(columns)}, parted by tabs")
    width = len(columns)
    for number, line in enumerate(lines[top + 1 :], top + 2):
        cells = line.split("\t")
        if len(cells) != width:
            raise SeedError(path, number, f"{len(cells)} cells", f"{width} cells parted by tabs")
        if "  " in line or any(cell != cell.strip() for cell in cells):
            raise SeedError(path, number, f"odd spaces in {line!r}", "cells without spaces around or doubled in them")
        yield number, cells


@dataclass(frozen=True, slots=True)
class Record:
    """One table of an array of tables in a TOML file, with the place of its header."""

    file: Path
    line: int
    name: str
    values: Mapping[str, object]
    source: Sequence[str]

    def blame(self, key: str, expected: str) -> SeedError:
        """The error that names what stands under a key, at the line of the record."""
        return SeedError(self.file, self.line, f"{key} = {self.values.get(key)!r} in {self.name}", expected)

    def text(self, key: str, default: str | None = None) -> str:
        """The string under a key; without a default it must be there. Raises ``SeedError``."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or value != value.strip():
            raise self.blame(key, "a string without spaces around it")
        return value

    def flag(self, key: str) -> bool:
        """The boolean under a key, false where there is none. Raises ``SeedError``."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.blame(key, "true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of strings under a key, which must be there. Raises ``SeedError``."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.blame(key, "a list of strings")
        return tuple(value)

    def labels(self, key: str) -> Mapping[str, str]:
        """Non-empty texts in exactly the three languages. Raises ``SeedError``."""
        value = self.values.get(key)
        if not isinstance(value, dict) or sorted(value) != sorted(LANGUAGES) or not all(value.values()):
            raise self.blame(key, f"a text in each of {', '.join(LANGUAGES)}")
        return MappingProxyType({language: str(value[language]) for language in LANGUAGES})

    def languages(self, key: str) -> tuple[str, ...]:
        """The languages that a table under a key has, in the file's order; none where the key is missing."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.blame(key, "one list per language")
        return tuple(value)

    def records(self, *keys: str) -> tuple["Record", ...]:
        """The tables below: ``records("printed", "kk")`` are the ``[[….printed.kk]]``. Raises ``SeedError``."""
        value: object = self.values
        for key in keys:
            value = cast(Mapping[str, object], value).get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(each, dict) for each in value):
            raise self.blame(keys[0], "a list of tables")
        name = ".".join((self.name, *keys))
        lines = _headers(self.source, name, self.line) or [self.line] * len(value)
        return tuple(Record(self.file, at, name, each, self.source) for at, each in zip(lines, value, strict=False))

    def only(self, *keys: str) -> None:
        """Raises ``SeedError`` where a key stands that the contract does not know."""
        for key in self.values:
            if key not in keys:
                raise SeedError(self.file, self.line, f"unknown key {key} in {self.name}", f"one of {', '.join(keys)}")


def _headers(source: Sequence[str], name: str, after: int = 0) -> list[int]:
    """Line numbers of the headers ``[[name]]`` below a line."""
    return [number for number, line in enumerate(source, 1) if number > after and line == f"[[{name}]]"]


def read_records(path: Path, name: str) -> tuple[Record, ...]:
    """The tables ``[[name]]`` of a TOML file, at least one, in order; raises ``SeedError``."""
    lines = read_lines(path)
    try:
        values = tomllib.loads("\n".join(lines)).get(name, [])
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line ([0-9]+)", str(error))
        raise SeedError(path, int(found[1]) if found else len(lines), str(error), "TOML 1.0") from error
    headers = _headers(lines, name)
    if not headers or not isinstance(values, list) or len(values) != len(headers):
        raise SeedError(path, 1, f"{len(headers)} tables", f"tables [[{name}]], each header on its own line")
    return tuple(Record(path, at, name, each, lines) for at, each in zip(headers, values, strict=True))


def unique(records: Sequence[Record], key: str) -> None:
    """Raises ``SeedError`` where two records share the value of a key."""
    seen: dict[str, int] = {}
    for record in records:
        value = record.text(key)
        if value in seen:
            raise SeedError(record.file, record.line, f"{key} {value!r} again", f"it once, as at line {seen[value]}")
        seen[value] = record.line
