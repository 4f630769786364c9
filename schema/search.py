# ruff: noqa: D101 - the description that clients read is the docstring
"""Search: pages of hits, with the text of each that answers and the letters that do."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from types import GenericAlias
from typing import Any, NamedTuple

import strawberry

from graph.finding.asked import Asked, Mark
from graph.finding.finder import Suggested
from graph.finding.passage import Passage
from graph.finding.word import words
from graph.stores import sparql
from graph.stores.entity import Entity
from graph.stores.store import Page
from schema import cursor
from schema.as_of import AS_OF
from schema.connection import DEFAULT_PAGE, LARGEST_PAGE, PageInfo, check_size
from schema.context import Context, Info, of
from schema.field import attribute, field
from schema.finding_enums import CodeRepair, SearchType, TextField, WordMatch
from schema.resource import Resource
from schema.scalars import LanguageTag
from schema.words import MOST_MATCHED, read_text

MOST_SUGGESTIONS = 10


class Text(NamedTuple):
    """A text of a resource with the letters of it that answer a question."""

    context: Context
    asked: Asked
    passage: Passage

    @property
    def highlights(self) -> list[Mark]:
        """The letters, in their order."""
        return self.context.finder.marks(self.asked, self.passage.value)


class Hits:
    """What is behind a search: its results and which page of them."""

    def __init__(self, context: Context, asked: Asked, first: int, after: str | None) -> None:
        self.context = context
        self.asked = asked
        self.results = context.finder.results(asked)
        start = 0 if after is None else self._place(after) + 1
        end = min(start + first, self.total)
        self.edges = [Hit(self, place) for place in range(start, end)]
        self.page = Page(tuple(each.node for each in self.edges), self.total, end < self.total, start > 0)

    @property
    def nodes(self) -> tuple[Entity, ...]:
        """The resources of the page."""
        return self.page.items

    @property
    def total(self) -> int:
        """How many the whole answer has."""
        return len(self.results.items)

    @property
    def complete(self) -> bool:
        """Whether the hits have all words."""
        return self.results.complete

    @property
    def facets(self) -> list[tuple[str, int]]:
        """The classes of the whole answer, the most frequent first."""
        counts = Counter(self.context.finder.index.items[item].type for item in self.results.items)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def suggestions(self) -> list[Suggested]:
        """Codes that the text may mean."""
        return self.context.finder.suggest(self.asked.text, self.asked.classes)[:MOST_SUGGESTIONS]

    @property
    def sparql(self) -> str | None:
        """The whole answer as a query; None where it is too long for one."""
        items = self.context.finder.index.items
        short = self.total <= MOST_MATCHED
        return sparql.listed(items[item].iri for item in self.results.items) if short else None

    @cached_property
    def order(self) -> str:
        """What tells cursors of this search from those of others."""
        asked = repr((self.asked.text, self.asked.classes, self.asked.languages))
        return f"search {hashlib.sha256(asked.encode()).hexdigest()[:16]}"

    def _place(self, after: str) -> int:
        entity = cursor.read_place(self.context, self.order, after)
        items = self.context.finder.index.items
        places = (place for place, item in enumerate(self.results.items) if items[item] is entity)
        place = next(places, None)
        if place is None or Hit(self, place).cursor != after:
            raise cursor.nowhere(after)
        return place


class Hit:
    """What is behind an edge."""

    __slots__ = ("hits", "place")

    def __init__(self, hits: Hits, place: int) -> None:
        self.hits = hits
        self.place = place

    @property
    def node(self) -> Entity:
        """The resource."""
        return self.hits.context.finder.index.items[self.hits.results.items[self.place]]

    @property
    def score(self) -> float:
        """How well it answers."""
        return self.hits.results.scores[self.place]

    @property
    def cursor(self) -> str:
        """The place."""
        return cursor.place(self.hits.context, self.hits.order, [str(self.score)], self.node)

    @property
    def text(self) -> Text:
        """Its text that answers best."""
        passage = self.hits.context.finder.index.passages[self.hits.results.passages[self.place]]
        return Text(self.hits.context, self.hits.asked, passage)


def _most_words(context: Context) -> int:
    return max((len(words(each.value)) for each in context.finder.index.passages), default=0)


@strawberry.type(
    description="Letters of a text that answer a word. They begin where a word begins; offsets count code points."
)
class Highlight:
    start: int = attribute("start", "The first code point, counted from 0.")
    end: int = attribute("end", "The code point after the last.")
    match: WordMatch = attribute("how", "How the word answers.")


@strawberry.type(description="A text of a resource that answers what was asked for: plain words, without markup.")
class FoundText:
    value: str = field(lambda text, _info: text.passage.value, "The whole text.", plain=True)
    language: LanguageTag | None = field(
        lambda text, _info: text.passage.language, "Its language; null for a code or a number.", plain=True
    )
    of: TextField = field(lambda text, _info: text.passage.field.value, "What it is of the resource.", plain=True)
    highlights: list[Highlight] = attribute("highlights", "The letters that answer, in their order.", most=_most_words)


@strawberry.type(description="A code that the text may mean in a damaged spelling. It is advice: it was not searched.")
class CodeSuggestion:
    code: str = field(lambda each, _info: each.suggestion.code, "The code.", plain=True)
    repairs: list[CodeRepair] = field(
        lambda each, _info: [repair.value for repair in each.suggestion.repairs],
        "What tells the text from the code.",
        plain=True,
        most=len(CodeRepair),
    )
    why: str = field(lambda each, _info: each.suggestion.why, "The same in an English sentence.", plain=True)
    node: Resource = attribute("entity", "What has the code.")


@strawberry.type(description="A hit with its place.")
class SearchEdge:
    cursor: str = attribute("cursor", "Its place: give it as after.")
    node: Resource = attribute("node", "The resource.")
    score: float = attribute(
        "score",
        "0 to 1, for comparing hits of one search. 1: the text has the words asked for and no others. It falls with "
        "words found in another form, rare words weighing more, and by up to a quarter with other words in the text.",
    )
    text: FoundText = attribute("text", "The text of the resource that answers best.")


@strawberry.type(description="How many hits a type has.")
class SearchFacet:
    type: SearchType = field(lambda facet, _info: facet[0], "The type.", plain=True)
    count: int = field(lambda facet, _info: facet[1], "How many hits of the whole answer.", plain=True)


@strawberry.type(description="A page of hits, the best first; equal ones in the order of types and of documents.")
class SearchConnection:
    edges: list[SearchEdge] = attribute("edges", "The hits of this page with score and text.")
    nodes: list[Resource] = attribute("nodes", "The resources of this page.")
    page_info: PageInfo = field(lambda hits, _info: hits, "Where the page lies in the whole answer.")
    total_count: int = attribute("total", "How many hits there are, not only on the page.")
    complete: bool = attribute(
        "complete", "Whether each hit has all words; false: nothing has all, and the hits have the most of them."
    )
    facets: list[SearchFacet] = attribute(
        "facets", "The types of all hits, the most frequent first.", most=len(SearchType)
    )
    suggestions: list[CodeSuggestion] = field(
        lambda hits, _info: hits.suggestions,
        f"Codes that the text may mean in a damaged spelling, the least damaged first; at most {MOST_SUGGESTIONS}.",
        most=MOST_SUGGESTIONS,
    )
    sparql: str | None = attribute(
        "sparql",
        "All hits in their order as a SPARQL query, which names each: SPARQL has no such search. "
        f"Null for more than {MOST_MATCHED}.",
    )


def _search(_root: None, info: Info, text: str, **given: Any) -> Hits:  # noqa: ANN401
    first = check_size("first", given.get("first")) or DEFAULT_PAGE
    asked = Asked(read_text(text, "text"), tuple(given.get("types") or ()), tuple(given.get("languages") or ()))
    return Hits(of(info), asked, first, given.get("after"))


TYPES: Mapping[str, tuple[object, str, object]] = {
    "types": (
        GenericAlias(list, (SearchType,)) | None, "Only resources of these types; of none, all.", strawberry.UNSET
    )
}  # fmt: skip

search = field(
    _search,
    "Resources that have the words of a text, in any form and any language, in their names, titles, captions, codes or "
    "numbers. The last word may be unfinished. A damaged code finds nothing and is suggested.",
    {
        "text": (str, "Words, a code, a number of an act, or the beginning of one.", strawberry.UNSET),
        **TYPES,
        "languages": (
            GenericAlias(list, (LanguageTag,)) | None,
            "Only texts in these languages; codes and numbers have none and always count.",
            strawberry.UNSET,
        ),
        "first": (int | None, f"How many: 1 to {LARGEST_PAGE}, {DEFAULT_PAGE} when not given.", strawberry.UNSET),
        "after": (str | None, "Only what comes after this cursor.", strawberry.UNSET),
        **AS_OF,
    },
)
