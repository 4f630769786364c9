"""Trusted documents: GraphQL documents that the server knows, by name and by hash, each with an address of its own.

As in the appendix on persisted documents of the GraphQL-over-HTTP specification: an identifier is ``sha256:`` with
the SHA-256 of the document in hexadecimal, or a name, which has no colon.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import orjson
from starlette.requests import Request
from starlette.responses import Response

from server.command_error import CommandError
from server.examples import Example, read_examples
from server.representation import Representation


def identify(document: str) -> str:
    """The identifier of a document by its hash."""
    return f"sha256:{hashlib.sha256(document.encode()).hexdigest()}"


def read_trusted(folder: Path | None) -> tuple[Example, ...]:
    """The documents of a folder, files that end in .graphql. Raises CommandError for what cannot be read."""
    if folder is None:
        return ()
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder: name one that holds .graphql files.")
    try:
        return read_examples(folder)
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"the documents in {folder} cannot be read. {error}") from error


@dataclass(frozen=True)
class TrustedDocuments:
    """Documents by identifier; of two with one name the last counts."""

    listed: tuple[Example, ...]

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """The text of each, by its name and by its hash."""
        return dict(_named(self.listed))

    async def index(self, request: Request) -> Response:
        """All of them, as JSON."""
        return self._index.respond(request)

    @cached_property
    def _index(self) -> Representation:
        entries = [
            {
                "name": each.name,
                "id": identify(each.query),
                "title": each.title,
                "href": f"/graphql/{each.name}",
                "query": each.query,
            }
            for each in self.listed
        ]
        return Representation(orjson.dumps(entries, option=orjson.OPT_INDENT_2), "application/json")


def _named(documents: Iterable[Example]) -> Iterable[tuple[str, str]]:
    for each in documents:
        yield each.name, each.query
        yield identify(each.query), each.query
