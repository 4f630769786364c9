"""What a manifest knows of a file that was made."""

import gzip
import hashlib
from dataclasses import dataclass

from graph.export.files import Counts, File


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it lies in a folder: its row of the formats, whether in gzip, its bytes counted and summed."""

    file: File
    packed: bool
    size: int
    sha256: str
    counts: Counts

    @property
    def name(self) -> str:
        """Its path in the folder."""
        return self.file.name + (".gz" if self.packed else "")


def enter(file: File, body: bytes, counts: Counts, *, packed: bool = False) -> Entry:
    """The entry of some bytes."""
    return Entry(file, packed, len(body), hashlib.sha256(body).hexdigest(), counts)


def pack(body: bytes) -> bytes:
    """In gzip, without a time stamp or a name in it."""
    return gzip.compress(body, compresslevel=6, mtime=0)
