"""The files that a build was read from: which they were, and their texts, read again when a quote is looked up."""

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from typing_extensions import override

from graph.corpus.block import DamagedBlockError, as_line, from_line
from graph.layout.files import read_file
from graph.source import Source, UnreadableSourceError

FILES = "files.jsonl"
"""Name of the list in the folder of a build."""
_HELD = 20_000_000
"""Code points of texts that are kept: facts that stand beside each other mostly quote the same few files."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A file that was read: the IRI by which facts quote it, its name in diagnostics, and where it was."""

    iri: str
    name: str
    path: str
    """From the folder of the build."""
    sha256: str
    """Of its bytes, hexadecimal."""


def record(iri: str, name: str, path: Path, sha256: str, folder: Path) -> Recorded:
    """A file as the build in a folder keeps it: both can be moved together."""
    return Recorded(iri, name, Path(os.path.relpath(path, folder)).as_posix(), sha256)


def write_files(files: Iterable[Recorded], folder: Path) -> None:
    """Write the list, each file once, in the order of the IRIs."""
    found = {each.iri: each for each in files}
    with (folder / FILES).open("wb") as file:
        file.writelines(as_line(found[iri]) + b"\n" for iri in sorted(found))


def read_files(folder: Path) -> dict[str, Recorded]:
    """The list by IRI. Raises OSError, and DamagedBlockError for a list that is not whole."""
    with (folder / FILES).open("rb") as file:
        try:
            return {each.iri: each for each in (Recorded(**from_line(line)) for line in file)}
        except TypeError as error:
            raise DamagedBlockError(str(error)) from error


@dataclass(slots=True)
class Texts(Mapping[str, Source]):
    """The files of a build by IRI, as they stand on the disk now; a file that cannot be read is not there.

    The texts that were asked for last are kept, up to a number of code points.
    """

    folder: Path
    files: Mapping[str, Recorded]
    kept: OrderedDict[str, Source | None] = field(default_factory=OrderedDict)

    @override
    def __getitem__(self, iri: str) -> Source:
        if iri not in self.kept:
            self.kept[iri] = self._read(self.files[iri])
            self._shrink()
        self.kept.move_to_end(iri)
        found = self.kept[iri]
        if found is None:
            raise KeyError(iri)
        return found

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    @override
    def __len__(self) -> int:
        return len(self.files)

    def _read(self, file: Recorded) -> Source | None:
        try:
            return replace(read_file(self.folder / file.path), name=file.name)
        except UnreadableSourceError:
            return None

    def _shrink(self) -> None:
        """Forget the texts that were asked for least lately. One that cannot be read costs nothing to remember."""
        while len(self.kept) > 1 and sum(len(each.text) for each in self.kept.values() if each) > _HELD:
            self.kept.popitem(last=False)
