# ruff: noqa: D101 - the description that clients read is the docstring
"""What the amounts of a whole answer add up to, in all and for each value of a property."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

import strawberry

from graph.stores import sparql
from graph.stores.query import Aggregate as Question
from graph.stores.query import Query
from graph.stores.store import DIGITS, Summary
from schema.context import Context
from schema.facets import FIRST, Counted, Faceted, FacetValue, Property, TariffLineFacet, head
from schema.field import attribute, field


@dataclass(frozen=True, slots=True)
class _Priced:
    """What is behind the aggregate of tariff lines; ``count`` of them answer the query."""

    context: Context
    query: Query
    count: int

    @property
    def question(self) -> Question:
        """Each currency apart."""
        return Question(self.query, "price", per="currency")

    @property
    def prices(self) -> tuple[Summary, ...]:
        """By currency."""
        return self.context.store.summarize(self.question)

    @property
    def sparql(self) -> str:
        """The prices."""
        self.context.check_length(self.query.where)
        return sparql.aggregate(self.question, self.context.graph.base)

    def groups(self, property_: Property, size: int | None) -> list["_Group"]:
        """The lines apart, by the most frequent values of a property."""
        faceted = Faceted(self.context, self.query, property_)
        parts = ((each, faceted.question.having(each.plain)) for each in faceted.first(size))
        return [_Group(each, _Priced(self.context, query, each.count)) for each, query in parts]


@dataclass(frozen=True, slots=True)
class _Group:
    value: Counted
    aggregate: _Priced


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


@strawberry.type(description="What tariff lines add up to: all of the answer, not of the page, or those of one group.")
class TariffLineAggregate:
    count: int = attribute("count", "How many lines there are.")
    prices: list[PriceAggregate] = field(
        lambda priced, _info, first=None: head(priced.prices, first),
        "Their prices, each currency apart, by its code; none where no line has a price.",
        FIRST,
        most="first",
    )
    groups: list[Annotated["TariffLineGroup", strawberry.lazy("schema.aggregate")]] = field(
        lambda priced, _info, by, first=None: priced.groups(by, first),
        "The same for the lines of each value of a property, the most frequent first, as facets have them. A line "
        "with several values is in several groups, one without a value in none.",
        {"by": (TariffLineFacet, "Which property.", strawberry.UNSET), **FIRST},
        most="first",
    )
    sparql: str = attribute("sparql", "The prices as a SPARQL query.")


@strawberry.type(description="Tariff lines that share a value of a property, and what they add up to.")
class TariffLineGroup:
    value: FacetValue = attribute("value", "The value, and how many lines have it.")
    aggregate: TariffLineAggregate = attribute("aggregate", "What they add up to; it may be parted again.")


def aggregate() -> TariffLineAggregate:
    """The field of a connection of tariff lines."""
    found: TariffLineAggregate = field(
        lambda found, _info: _Priced(found.context, found.query, found.total),
        "What the prices of the whole answer add up to.",
    )
    return found
