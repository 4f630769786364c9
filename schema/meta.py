# ruff: noqa: D101 - the description that clients read is the docstring
"""What the service says of itself."""

from typing import NamedTuple

import strawberry

from schema.connection import DEFAULT_PAGE, LARGEST_PAGE
from schema.context import Context, Info
from schema.field import attribute, field
from schema.resource import File
from schema.scalars import IRI

API_VERSION = "0.1"


class _Counted(NamedTuple):
    type: str
    number: int


def _counts(context: Context, _info: Info) -> list[_Counted]:
    return [_Counted(name, number) for name, number in context.graph.counts.items()]


def _most_files(context: Context) -> int:
    return len(context.store.all("File"))


@strawberry.type(description="How many resources of a type there are.")
class Count:
    type: str = attribute("type", "The type.")
    number: int = attribute("number", "How many.")


@strawberry.type(description="What the reader found wrong with a text, and where.")
class Diagnostic:
    code: str = field(lambda found, _info: found.problem.code, "The stable code, such as KZ-ROW-001.")
    severity: str = field(
        lambda found, _info: found.severity.value,
        "error: a fact is missing; warning: a fact is in doubt; note: damage was mended by a stated rule.",
    )
    message: str = field(lambda found, _info: found.problem.message, "What is wrong.")
    file: str = attribute("file", "The text.")
    line: int = attribute("line", "The line, from 1.")
    column: int = attribute("column", "The column in code points, from 1.")
    found: str | None = field(lambda found, _info: found.problem.found, "What the text prints.")
    expected: str = field(lambda found, _info: found.problem.expected or found.rule.expected, "What was expected.")
    action: str | None = field(lambda found, _info: found.problem.action, "What the reader did about it.")
    help: str = field(lambda found, _info: found.problem.help or found.rule.help, "What a person may do about it.")


@strawberry.type(description="How large a page is.")
class PageSize:
    default: int = field(lambda _source, _info: DEFAULT_PAGE, "Unless asked otherwise.")
    most: int = field(lambda _source, _info: LARGEST_PAGE, "At most.")


@strawberry.type(description="What this service is.")
class Meta:
    api_version: str = field(lambda _context, _info: API_VERSION, "Of this schema.")
    data_version: str = field(
        lambda context, _info: context.graph.data_version, "Changes when any fact does; cursors are good for one."
    )
    base: IRI = field(lambda context, _info: context.graph.base, "What all IRIs of the graph begin with.")
    licence: str = field(lambda context, _info: context.graph.licence, "Of the compiled data.")
    counts: list[Count] = field(
        _counts, "How many resources of each type there are.", most=lambda context: len(context.graph.counts)
    )
    files: list[File] = field(
        lambda context, _info: context.store.all("File"),
        "The texts that were read, each with its SHA-256.",
        most=_most_files,
    )
    sha256: list[str] = field(
        lambda context, _info: [each.values["sha256"] for each in context.store.all("File")],
        "SHA-256 of each text that was read.",
        most=_most_files,
    )
    diagnostics: list[Diagnostic] = field(
        lambda context, _info: context.graph.diagnostics,
        "What was wrong with the texts, in their order.",
        most=lambda context: len(context.graph.diagnostics),
    )
    page_size: PageSize = field(lambda context, _info: context, "How large a page is.")
