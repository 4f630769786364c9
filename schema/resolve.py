# ruff: noqa: D101 - the description that clients read is the docstring
"""Resolution: many texts or codes to resources at once."""

from types import GenericAlias
from typing import NamedTuple

import strawberry

from graph.finding.asked import Asked
from graph.finding.finder import Match, Status, Suggested
from graph.stores.entity import Entity
from schema.as_of import AS_OF
from schema.connection import check_size
from schema.context import Context, Info, of
from schema.errors import Code, QueryError
from schema.field import attribute, field
from schema.finding_enums import MatchReason, ResolutionStatus
from schema.resource import Resource
from schema.search import TYPES, CodeSuggestion, FoundText, Text
from schema.words import read_text

MOST_TERMS = 100
MOST_MATCHES = 20
DEFAULT_MATCHES = 5


class _Resolved(NamedTuple):
    context: Context
    term: str
    status: Status
    matches: list[Match]


class _Matched(NamedTuple):
    resolved: _Resolved
    match: Match

    @property
    def node(self) -> Entity:
        return self.match.entity

    @property
    def score(self) -> float:
        return self.match.score

    @property
    def suggestion(self) -> Suggested | None:
        return self.match.suggested

    @property
    def text(self) -> Text:
        return Text(self.resolved.context, Asked(self.resolved.term, unfinished=False), self.match.passage)


def _matches(resolved: _Resolved, _info: Info, first: int) -> list[_Matched]:
    check_size("first", first, "Use search for more.", MOST_MATCHES)
    return [_Matched(resolved, each) for each in resolved.matches[:first]]


@strawberry.type(description="A resource that a term may name.")
class ResolutionMatch:
    node: Resource = attribute("node", "The resource.")
    reason: MatchReason = field(lambda each, _info: each.match.reason.value, "Why it matches.", plain=True)
    score: float = attribute(
        "score", "1 for an exact match; less the more of a code is mended; for words that of search. No probability."
    )
    text: FoundText = attribute("text", "The text of the resource that answers.")
    suggestion: CodeSuggestion | None = attribute("suggestion", "What is mended to make the term its code.")


@strawberry.type(description="What one term resolves to. Nothing is guessed: only EXACT names one resource.")
class Resolution:
    term: str = attribute("term", "The term as given.")
    status: ResolutionStatus = field(lambda each, _info: each.status.value, "How sure it is.", plain=True)
    matches: list[ResolutionMatch] = field(
        _matches,
        "Exact matches, all of them; without any, mended codes and then what has the words, the best first.",
        {"first": (int, f"How many, 1 to {MOST_MATCHES}.", DEFAULT_MATCHES)},
        most="first",
    )


def _resolve(_root: None, info: Info, terms: list[str], types: list[str] | None = None) -> list[_Resolved]:
    if len(terms) > MOST_TERMS:
        message = f"At most {MOST_TERMS} terms, not {len(terms)}."
        help_ = "Resolve them in several requests."
        raise QueryError(Code.INPUT, message, help_, limit=MOST_TERMS, actual=len(terms), field="terms")
    context, classes = of(info), tuple(types or ())
    found: list[_Resolved] = []
    for term in terms:
        status, matches = context.finder.resolve(read_text(term, "terms"), classes, MOST_MATCHES)
        found.append(_Resolved(context, term, status, matches))
    return found


resolve = field(
    _resolve,
    "What each of many terms names: codes, numbers of acts, names. One answer for each term, in their order.",
    {"terms": (GenericAlias(list, (str,)), f"The terms, at most {MOST_TERMS}.", strawberry.UNSET), **TYPES, **AS_OF},
    most="terms",
)
