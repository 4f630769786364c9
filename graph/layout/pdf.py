"""A PDF with a text layer as a source in the printed form. Its spans point into the text, its SHA-256 is the file's."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graph.diagnostic import Problem
from graph.source import Source, refusal

MARK = b"%PDF-"
"""What a PDF begins with (ISO 32000-2, section 7.5.2)."""
PATIENCE = 180
"""Seconds that a PDF may take."""

_BETWEEN = "\n" * 4
"""Three blank lines: a page break, as the printed form has it."""
_CODES: Mapping[str, str] = MappingProxyType({"encrypted": "KZ-SRC-013", "pages": "KZ-SRC-015"})
_MESSAGES: Mapping[str, str] = MappingProxyType(
    {"encrypted": "the PDF is encrypted", "pages": "the PDF has too many pages"}
)


def read_pdf(data: bytes, name: str) -> Source:
    """A source from the bytes of a PDF. Raises ``UnreadableSourceError`` with a diagnostic of the group KZ-SRC."""
    found = _answer(data, name)
    if found.refused:
        raise refusal(name, Problem(_CODES[found.refused], _MESSAGES[found.refused], found=found.said), data)
    pages = [page for page in found.pages if page.strip()]
    if not pages:
        message = f"the PDF has no text layer on any of its {len(found.pages)} pages"
        raise refusal(name, Problem("KZ-SRC-012", message, found="pictures, or blank pages"), data)
    text = _BETWEEN.join(pages) + "\n"
    return Source(name, hashlib.sha256(data).hexdigest(), text.replace("\x00", "\ufffd"))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the worker says of a PDF."""

    pages: Sequence[str]
    refused: str
    said: str


def _answer(data: bytes, name: str) -> _Answer:
    command = (sys.executable, "-m", "graph.layout.pdf_worker")
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        problem = Problem("KZ-SRC-015", f"the PDF was not read in {PATIENCE} seconds", found=f"{len(data)} bytes")
        raise refusal(name, problem, data) from error
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        problem = Problem("KZ-SRC-014", "the PDF is damaged", found=last[:200] or f"status {error.returncode}")
        raise refusal(name, problem, data) from error
    said = json.loads(done.stdout)
    return _Answer(said.get("pages", ()), said.get("refused", ""), said.get("found", "an encrypted file"))
