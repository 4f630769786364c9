"""Files and folders that hold texts: what they are, in which order their parts are read, and how one is opened."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.layout.pdf import MARK, read_pdf
from graph.source import Source, decode, read_bytes

ENDINGS = frozenset({".txt", ".md", ".html", ".htm", ".pdf"})
"""Names that are taken for texts where a folder is given. A file that is named itself is read whatever its name."""
LANGUAGES = ("kaz", "rus", "eng")
"""Names of the main files of the git corpus, without their ending."""
META = "meta.yaml"

_PART = re.compile(
    r"(?:an(?P<appendix>[0-9]+(?:-[0-9]+)*))?-?(?:sec(?P<section>[0-9]+))?-?(?:ch(?P<chapter>[0-9]+))?-?"
    r"(?:t(?P<table>[0-9]+))?-?(?:(?P<kind>r|part)(?P<number>[0-9]+))?"
)
_LISTED = re.compile(r"\]\([a-z]+/([A-Za-z0-9_-]+)\.md\)")
_ROWS = re.compile(r"\]\([a-z]+/([A-Za-z0-9_-]+)\.md\)[^|\n]*\|[^|\n]*?([0-9]+)\s*[–-]\s*([0-9]+)")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a text. ``kind`` is ``main``, ``appendix``, ``table`` for a table or a slice of one, or ``part``."""

    path: Path
    kind: str = "main"
    appendix: str | None = None
    """Number of the appendix that the part belongs to, such as ``7`` or ``3-1``; ``0`` where it has none."""
    table: int | None = None
    """Number of the table that the part goes on with, counted in the appendix, or in the act."""
    number: int | None = None
    """Place among the parts of the appendix or act, as the corpus counts them; what it goes on with is one less."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One text in one language: a file, or the main file of the git corpus with its parts in reading order.

    Each part is a source of its own, since every quote must stand in bytes that have a hash.
    """

    parts: tuple[Part, ...]
    language: str = ""
    """``kaz``, ``rus`` or ``eng`` as the corpus names its files; empty where no name says it."""
    meta: Path | None = None
    """What the corpus says of the act."""

    @property
    def path(self) -> Path:
        """The main file."""
        return self.parts[0].path


@dataclass(slots=True)
class Search:
    """The holdings below some paths, in the order of the paths and of their names. ``skipped`` grows on the way."""

    paths: Sequence[Path]
    skipped: list[Path] = field(default_factory=list)
    """Files and folders that were passed over: hidden ones, links to folders, and what is no text by its name."""

    def __iter__(self) -> Iterator[Holding]:
        seen: set[Path] = set()
        for path in self.paths:
            for holding in self._below(path) if path.is_dir() else [_single(path)]:
                if holding.path not in seen:
                    seen.add(holding.path)
                    yield holding

    def _below(self, folder: Path) -> Iterator[Holding]:
        """Holdings of a folder and of those in it. Links to folders are not followed: they could lead in circles."""
        for root, folders, files in os.walk(folder):
            here = Path(root)
            grouped = _languages(folders, files)
            hidden = [name for name in folders if name.startswith(".") or (here / name).is_symlink()]
            self.skipped += sorted(here / name for name in hidden)
            folders[:] = sorted(set(folders) - set(hidden) - set(grouped))
            meta = here / META if META in files else None
            for name in sorted(files):
                if name.removesuffix(".md") in LANGUAGES and name.endswith(".md"):
                    language = name.removesuffix(".md")
                    parts = self._parts(here / language) if language in grouped else ()
                    yield Holding(_ordered(Part(here / name), parts), language, meta)
                elif _is_text(name):
                    yield _single(here / name, meta)
                elif name != META:
                    self.skipped.append(here / name)

    def _parts(self, folder: Path) -> list[Part]:
        """The parts in the folder of a language; what is none of them is skipped."""
        found = []
        for path in sorted(folder.iterdir()):
            match = _PART.fullmatch(path.stem)
            if path.suffix != ".md" or match is None or not path.stem or path.is_dir():
                self.skipped.append(path)
            else:
                found.append(_part(path, match))
        return found


def read_file(path: Path) -> Source:
    """Read a text, whatever form it has. Raises ``UnreadableSourceError`` with a diagnostic of the group KZ-SRC."""
    data = read_bytes(path)
    return read_pdf(data, path.name) if data.startswith(MARK) else decode(data, path.name)


def first_rows(main: Source) -> dict[str, int]:
    """Of each slice of a table that a main file lists: the row, counted from 1, with which it begins."""
    return {match[1]: int(match[2]) for match in _ROWS.finditer(main.text)}


def _languages(folders: Iterable[str], files: Iterable[str]) -> list[str]:
    """The folders that hold parts of a main file beside them."""
    present = set(files)
    return [name for name in folders if name in LANGUAGES and f"{name}.md" in present]


def _is_text(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in ENDINGS


def _single(path: Path, meta: Path | None = None) -> Holding:
    """A file that stands alone; it can be a part whose main file is not there."""
    match = _PART.fullmatch(path.stem) if path.parent.name in LANGUAGES else None
    return Holding((_part(path, match) if match else Part(path),), path.parent.name if match else "", meta)


def _part(path: Path, match: re.Match[str]) -> Part:
    appendix = match["appendix"]
    number = "-".join(str(int(each)) for each in appendix.split("-")) if appendix else None
    table = int(match["table"]) if match["table"] else None
    kind = "table" if table is not None else "part" if match["kind"] or not appendix else "appendix"
    return Part(path, kind, number, table, int(match["number"]) if match["number"] else None)


def _ordered(main: Part, parts: Iterable[Part]) -> tuple[Part, ...]:
    """The main file, the parts in the order in which it lists them, and last those that it does not list."""
    found = list(parts)
    listed = {name: at for at, name in enumerate(_listed(main.path))} if found else {}
    return main, *sorted(found, key=lambda part: (listed.get(part.path.stem, len(listed)), _natural(part)))


def _listed(path: Path) -> list[str]:
    try:
        return _LISTED.findall(path.read_bytes().decode(errors="replace"))
    except OSError:
        return []


def _natural(part: Part) -> tuple[tuple[int, ...], int, int]:
    """The order of parts by their names: ``an001`` before ``an001-t001-r002`` before ``an002``."""
    appendix = tuple(map(int, part.appendix.split("-"))) if part.appendix else ()
    return appendix, part.number or 0, part.table or 0
