"""The text layer of one PDF, read in a process of its own: ``python -m graph.layout.pdf_worker``.

A PDF is a program, and its reader can be made to run for hours or to fill the memory. Here it meets the limits of its
process; ``graph.layout.pdf`` starts it, waits, and tells what came of it. Standard input is the PDF, standard output
one JSON object: ``pages``, or ``refused`` with the reason. Anything that goes wrong ends the process with a status.
"""

import json
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader

MOST_PAGES = 2_000
"""Pages; the longest order, with its tables, has some 700."""
MEMORY = 1 << 30
"""Bytes of address space."""
SECONDS = 120
"""Of the processor."""
LEAST_INDENT, MOST_INDENT = 4, 12
"""Spaces that open a paragraph. What is set further in is a column or centred, and opens none."""

_RUN = re.compile(r"(?<=\S) {2,}")


def read_pages(data: bytes) -> dict[str, object]:
    """The pages of a PDF as text, or why it is refused. Raises whatever the library raises for a damaged one."""
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        return {"refused": "encrypted"}
    if len(reader.pages) > MOST_PAGES:
        return {"refused": "pages", "found": f"{len(reader.pages)} pages"}
    return {"pages": [_page(page) for page in reader.pages]}


def _page(page: PageObject) -> str:
    """A page as a converter prints it: blocks parted by one blank line, indents and the spaces at line ends kept."""
    spaced = Counter(_letters(line) for line in page.extract_text().split("\n") if line.endswith(" "))
    lines: list[str] = []
    for line in page.extract_text(extraction_mode="layout").split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append("".join(_printed(line, spaced)))
    return "\n".join(lines).strip("\n")


def _printed(line: str, spaced: Counter[str]) -> Iterator[str]:
    """The pieces of a line. The layout of the library drops the space at its end, its plain reading keeps it."""
    words = line.strip()
    indent = len(line) - len(line.lstrip())
    yield " " * indent if LEAST_INDENT <= indent <= MOST_INDENT and words else ""
    yield _RUN.sub(" ", words)
    letters = _letters(line)
    if words and spaced[letters]:
        spaced[letters] -= 1
        yield " "


def _letters(line: str) -> str:
    return "".join(line.split())


def main() -> None:
    """Read standard input, write standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    json.dump(read_pages(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
