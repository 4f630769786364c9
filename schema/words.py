"""The ``search`` of connections: words as a filter."""

from graph.finding.asked import Asked, words_of
from graph.stores.query import EVERYTHING, NOTHING, Filter, Is
from schema.context import Context
from schema.errors import Code, QueryError
from schema.reading import check_text

LONGEST = 1_000
"""Characters of a text that is looked for."""
MOST_WORDS = 60
MOST_MATCHED = 1_000
"""Resources that the words of a filter may match: their IRIs stand in the SPARQL of the connection."""
SEARCHED = ("Act", "Procedure", "Service", "Table")
SEARCH = (
    "Only those that have all these words, in any form, in one of their names, codes and numbers; the last word may be "
    f"unfinished. The order is that of the connection. Words that match more than {MOST_MATCHED} are refused."
)


def read_text(text: str, field: str) -> str:
    """A text that may be looked for. Raises QueryError."""
    check_text(text, LONGEST, field)
    if (number := len(words_of(Asked(text)))) > MOST_WORDS:
        message = f"{field} has {number} different words; at most {MOST_WORDS} are looked for."
        raise QueryError(Code.INPUT, message, "Leave out words.", limit=MOST_WORDS, actual=number, field=field)
    return text


def read_search(context: Context, class_name: str, text: str | None) -> Filter:
    """The subjects that have all words of a text; without words, everything. Raises QueryError."""
    if text is None:
        return EVERYTHING
    asked = Asked(read_text(text, "search"), (class_name,), strict=True)
    if not words_of(asked):
        return EVERYTHING
    finder = context.finder
    items = finder.results(asked).items
    if len(items) > MOST_MATCHED:
        message = f"The words match {len(items)} resources; the limit is {MOST_MATCHED}."
        help_ = "Give more words, or use the field search, which has no such limit."
        raise QueryError(Code.INPUT, message, help_, limit=MOST_MATCHED, actual=len(items), field="search")
    return Is(tuple(finder.index.items[item].iri for item in sorted(items))) if items else NOTHING
