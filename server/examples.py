"""The worked examples: files that GraphiQL opens as tabs, the pages list and the tests run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from pathlib import Path

from graph.iri import DEFAULT_BASE

FOLDER = Path(__file__).parent.parent / "schema" / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """One file: a document whose leading comments say what it asks; variables in a .json file beside it, if any."""

    name: str
    title: str
    note: str
    query: str
    variables: str

    @property
    def body(self) -> str:
        """The document without the comments that it begins with."""
        return "\n".join(dropwhile(lambda line: line.startswith("#"), self.query.splitlines())).strip()


def read_examples(folder: Path = FOLDER, pattern: str = "*.graphql") -> tuple[Example, ...]:
    """Every example of a folder, in the order of the file names."""
    return tuple(_read_example(path) for path in sorted(folder.glob(pattern)))


def at_base(examples: Sequence[Example], base: str) -> tuple[Example, ...]:
    """The examples over the data of a base; the files are written for the default one."""
    return tuple(
        replace(
            each,
            query=each.query.replace(DEFAULT_BASE, base),
            variables=each.variables.replace(DEFAULT_BASE, base),
        )
        for each in examples
    )


def choose_example(examples: Sequence[Example], name: str | None) -> Example | None:
    """The example of a name, else the first."""
    return next((each for each in examples if each.name == name), next(iter(examples), None))


def _read_example(path: Path) -> Example:
    query = path.read_text(encoding="utf-8")
    title, *notes = _leading_comments(query) or [path.stem]
    beside = path.with_suffix(".json")
    variables = beside.read_text(encoding="utf-8") if beside.is_file() else ""
    return Example(path.stem, title, " ".join(notes), query, variables)


def _leading_comments(query: str) -> list[str]:
    comments = []
    for line in query.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line.lstrip("#").strip())
    return [comment for comment in comments if comment]
