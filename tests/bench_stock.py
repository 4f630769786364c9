"""The rival of `make bench` in GraphQL: strawberry as its documentation shows it, over the same data.

`python -m tests.bench_stock PORT` serves it with uvicorn. Types are dataclasses whose fields strawberry reads by
itself; the objects are made once, at start, and linked to one another, so that a request only filters and prints them.
"""

import sys
from enum import Enum
from pathlib import Path

import strawberry
import uvicorn
from strawberry.asgi import GraphQL

from graph.build import build
from graph.stores.entity import Entity

SEEDS = Path(__file__).parent.parent / "seeds"


@strawberry.enum
class RegimeCode(Enum):
    GOBMP = "GOBMP"
    OSMS = "OSMS"


@strawberry.enum
class AdmissionMode(Enum):
    EMERGENCY = "EMERGENCY"
    PLANNED = "PLANNED"


@strawberry.enum
class ProcedureKind(Enum):
    TRANSPLANTATION = "TRANSPLANTATION"
    OTHER = "OTHER"


@strawberry.type
class Label:
    value: str


@strawberry.type
class Evidence:
    locator: str
    quote: str


@strawberry.type
class Regime:
    code: RegimeCode


@strawberry.type
class Act:
    iri: str


@strawberry.type
class Table:
    number: str | None
    caption: str | None


@strawberry.type
class Version:
    iri: str
    complete: bool


@strawberry.type
class Procedure:
    code: str
    label: Label | None
    kinds: strawberry.Private[list[str]]
    rows: strawberry.Private[list["Listing"]]

    @strawberry.field
    def listings(self) -> "Listings":
        """All of its rows."""
        return Listings(total_count=len(self.rows), nodes=self.rows)


@strawberry.type
class Listing:
    row: str
    table: Table
    act: Act
    version: Version | None
    regimes: list[Regime]
    admission: AdmissionMode | None
    procedure: Procedure
    evidence: list[Evidence]


@strawberry.type
class Listings:
    total_count: int
    nodes: list[Listing]


@strawberry.type
class Procedures:
    total_count: int
    nodes: list[Procedure]


@strawberry.input
class KindFilter:
    eq: ProcedureKind


@strawberry.input
class RegimeFilter:
    eq: RegimeCode


@strawberry.input
class AdmissionFilter:
    eq: AdmissionMode


@strawberry.input
class ListingFilter:
    regime: RegimeFilter | None = None
    admission: AdmissionFilter | None = None

    def lets(self, listing: Listing) -> bool:
        """Whether a row is one of those asked for."""
        paid = self.regime is None or any(each.code is self.regime.eq for each in listing.regimes)
        return paid and (self.admission is None or listing.admission is self.admission.eq)


@strawberry.input
class ListingQuantifier:
    some: ListingFilter | None = None
    none: ListingFilter | None = None

    def lets(self, rows: list[Listing]) -> bool:
        """Whether the rows are as asked for."""
        some = self.some is None or any(self.some.lets(each) for each in rows)
        return some and not (self.none is not None and any(self.none.lets(each) for each in rows))


@strawberry.input
class ProcedureFilter:
    kind: KindFilter | None = None
    listings: ListingQuantifier | None = None

    def lets(self, procedure: Procedure) -> bool:
        """Whether a procedure is one of those asked for."""
        kind = self.kind is None or self.kind.eq.value in procedure.kinds
        return kind and (self.listings is None or self.listings.lets(procedure.rows))


PROCEDURES: list[Procedure] = []
LISTINGS: list[Listing] = []


@strawberry.type
class Query:
    @strawberry.field
    def procedures(self, where: ProcedureFilter | None = None) -> Procedures:
        """Procedures that a filter lets through."""
        found = [each for each in PROCEDURES if where is None or where.lets(each)]
        return Procedures(total_count=len(found), nodes=found)

    @strawberry.field
    def listings(self, first: int = 20) -> Listings:
        """The first rows."""
        return Listings(total_count=len(LISTINGS), nodes=LISTINGS[:first])


def fill() -> None:
    """Make the objects from the graph over the seeds."""
    store = build(SEEDS).store
    made: dict[str, Procedure] = {}
    for each in store.all("Procedure"):
        kinds = [kind.values["code"] for kind in each.values["kinds"]]
        label = next((Label(value=text.value) for text in each.values["labels"] if text.language == "kk"), None)
        made[each.iri] = Procedure(code=each.values["code"], label=label, kinds=kinds, rows=[])
    PROCEDURES.extend(made.values())
    for each in store.all("Listing"):
        LISTINGS.append(_listing(each, made[each.values["procedure"].iri]))
        LISTINGS[-1].procedure.rows.append(LISTINGS[-1])


def _listing(row: Entity, procedure: Procedure) -> Listing:
    table, version, admission = row.values["table"], row.values["version"], row.values["admission"]
    return Listing(
        row=row.values["row"] or "",
        table=Table(number=table.values["number"], caption=next(iter(table.values["caption"])).value),
        act=Act(iri=row.values["act"].iri),
        version=Version(iri=version.iri, complete=version.values["complete"]),
        regimes=[Regime(code=RegimeCode(each.values["code"])) for each in row.values["regimes"]],
        admission=AdmissionMode(admission.values["code"]) if admission else None,
        procedure=procedure,
        evidence=[Evidence(locator=each.locator, quote=each.quote) for each in row.evidence],
    )


if __name__ == "__main__":
    fill()
    uvicorn.run(GraphQL(strawberry.Schema(Query)), port=int(sys.argv[1]), access_log=False, log_level="warning")
