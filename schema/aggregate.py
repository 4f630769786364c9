# ruff: noqa: D101 - the description that clients read is the docstring
"""What the amounts of a whole answer add up to."""

from decimal import Decimal

import strawberry

from graph.stores import sparql
from graph.stores.query import Aggregate as Question
from graph.stores.store import DIGITS, Summary
from schema.connection import Found
from schema.facets import FIRST, head
from schema.field import attribute, field


class _Priced:
    """What is behind the aggregate of tariff lines."""

    def __init__(self, found: Found) -> None:
        self.count = found.total
        self._context = found.context
        self._question = Question(found.query, "price", per="currency")

    @property
    def prices(self) -> tuple[Summary, ...]:
        """By currency."""
        return self._context.store.summarize(self._question)

    @property
    def sparql(self) -> str:
        """The prices."""
        return sparql.aggregate(self._question, self._context.graph.base)


@strawberry.type(description="Prices in one currency. All amounts are exact but the average.")
class PriceAggregate:
    currency: str | None = attribute("group", "ISO 4217 code; null for the lines whose currency is not known.")
    count: int = attribute("count", "How many lines have a price in it.")
    min: Decimal = attribute("minimum", "The lowest.")
    max: Decimal = attribute("maximum", "The highest.")
    sum: Decimal = attribute("sum", "Their sum: that of the printed lines once each, not of care that was given.")
    average: Decimal = attribute(
        "average", f"Sum by count, rounded once to {DIGITS} decimal places, half up: 0.005 becomes 0.01."
    )


@strawberry.type(description="What the tariff lines of the whole answer, not of the page, add up to.")
class TariffLineAggregate:
    count: int = attribute("count", "How many lines there are.")
    prices: list[PriceAggregate] = field(
        lambda priced, _info, first=None: head(priced.prices, first),
        "Their prices, each currency apart, by its code; none where no line has a price.",
        FIRST,
        most="first",
    )
    sparql: str = attribute("sparql", "The prices as a SPARQL query.")


def aggregate() -> TariffLineAggregate:
    """The field of a connection of tariff lines."""
    found: TariffLineAggregate = field(
        lambda found, _info: _Priced(found), "What the prices of the whole answer add up to."
    )
    return found
