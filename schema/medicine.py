# ruff: noqa: D101 - the description that clients read is the docstring
"""Procedures, services, and the rows of the law about them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from graph.fact import Basis as FactBasis
from graph.stores.entity import Entity, Text
from graph.stores.query import Way
from graph.vocabulary import CLASSES
from schema.aggregate import TariffLineAggregate, aggregate
from schema.condition import CURRENT
from schema.connection import Connection, connection
from schema.enums import AdmissionMode, Basis, ProcedureKind
from schema.facets import Facet, ListingFacet, ProcedureFacet, ServiceFacet, TariffLineFacet, facets
from schema.field import attribute, field, spoken, term, words
from schema.law import Act, Effect, Row, Section, Table, Version
from schema.legal_basis import LegalBasis, basis_field
from schema.resource import FundingRegime, Resource
from schema.validity import in_force_from, in_force_until


@dataclass(frozen=True, slots=True)
class _Amount:
    amount: Decimal
    amount_basis: FactBasis
    currency: str | None
    basis: FactBasis


def amount(line: Entity) -> _Amount:
    """What a tariff line costs."""
    values = line.values
    return _Amount(values["price"], line.basis("price"), values["currency"], line.basis("currency"))


def _row_number(line: Entity, _info: object) -> str:
    return line.values["row"] or ""


def _heading(listing: Entity, _info: object) -> str | None:
    section: Entity | None = listing.values["section"]
    return spoken(section.values["heading"]) if section else None


def _title(match: Entity, _info: object) -> str | None:
    concept: Entity | None = match.values["object"]
    labels: tuple[Text, ...] = concept.values["labels"] if concept else ()
    return next((label.value for label in labels if label.language == "en"), None)


def _neighbour(procedure: Entity, _info: object) -> Entity | None:
    matches: tuple[Entity, ...] = procedure.values["international"]
    return min(matches, key=lambda match: match.values["relation"] != "conflict", default=None)


@strawberry.type(description="An amount of money.")
class Money:
    amount: Decimal = attribute("amount", "The amount, exact.")
    amount_basis: Basis = attribute("amount_basis", "How the amount is known: REPAIRED where damage was mended.")
    currency: str | None = attribute("currency", "ISO 4217 code; null where it is not known.")
    basis: Basis = attribute("basis", "How the currency is known.")


@strawberry.type(description=CLASSES["InternationalCode"].comment)
class InternationalCode(Resource):
    code: str = term("code")
    chapter: str | None = term("chapter")


@strawberry.type(description=CLASSES["CodeMatch"].comment)
class CodeMatch(Resource):
    procedure: Annotated["Procedure", strawberry.lazy("schema.medicine")] = term("matchOf")
    relation: str = term("relation", "close, broader, narrower, category, none or conflict.")
    object: InternationalCode | None = term("object")
    title: str | None = field(_title, "The English title of the ICD-9-CM code.")
    justification: str | None = term("justification")
    confidence: Decimal | None = term("confidence")
    basis: Basis | None = term("basis")
    reason: str | None = term("reason")


@strawberry.type(description=CLASSES["ProcedureGroup"].comment)
class ProcedureGroup(Resource):
    code: str = term("code")
    broader: Annotated["ProcedureGroup", strawberry.lazy("schema.medicine")] | None = term("broader")
    narrower: list[Resource] = term("narrower", "The procedures and groups directly below it.")


@strawberry.type(description=CLASSES["KindAssignment"].comment)
class KindAssignment(Resource):
    procedure: Annotated["Procedure", strawberry.lazy("schema.medicine")] = term("procedure")
    kind: ProcedureKind = term("assignedKind")
    basis: Basis | None = term("basis")
    reason: str | None = term("reason")


@strawberry.type(description=CLASSES["ServiceMatch"].comment)
class ServiceMatch(Resource):
    procedure: Annotated["Procedure", strawberry.lazy("schema.medicine")] = term("procedure")
    service: Annotated["Service", strawberry.lazy("schema.medicine")] = term("service")
    relation: str = term(
        "relation",
        "One of two values: candidate, the same digits; sibling, the same category. None means the same thing.",
    )
    basis: Basis | None = term("basis")
    reason: str | None = term("reason")


@strawberry.type(description=CLASSES["Listing"].comment)
class Listing(Resource):
    procedure: Annotated["Procedure", strawberry.lazy("schema.medicine")] = term("procedure")
    act: Act = term("act", "The amended act: whose law the row is.")
    version: Version | None = term("version")
    table: Table = term("table")
    row: str = field(_row_number, "Number of the row, as printed; empty where it prints none.")
    in_row: Row | None = term("inRow")
    section: str | None = field(_heading, "The heading above the row, where the rows have their own.")
    in_section: Section | None = term("section")
    regimes: list[FundingRegime] = term("regimes")
    admission: AdmissionMode | None = term("admission")
    name_as_printed: str = words("nameAsPrinted")
    applies_from: date | None = term("appliesFrom")
    legal_basis: LegalBasis = basis_field()
    put_by: Effect | None = term("putBy")
    ended_by: list[Effect] = term("endedBy")
    in_force_from: date | None = in_force_from()
    in_force_until: date | None = in_force_until()


@strawberry.type(description="A page of listings.")
class ListingConnection(Connection[Listing]):
    facets: list[Facet] = facets(ListingFacet)


@strawberry.type(description=CLASSES["Procedure"].comment)
class Procedure(Resource):
    code: str = term("code", "The code in the national list; always a string.")
    kinds: list[ProcedureKind] = term("kinds")
    kind_assignments: list[KindAssignment] = term("kindAssignments", "Why it is of its kinds.")
    chapter: str | None = term("chapter")
    broader: ProcedureGroup | None = term("broader")
    international: CodeMatch | None = field(
        _neighbour, "Its neighbour in ICD-9-CM, with relation and reason; of several the one that warns of a conflict."
    )
    international_matches: list[CodeMatch] = term("international", "All its relations to ICD-9-CM.")
    listings: ListingConnection = connection(
        "Listing", "The rows of the law that name it.", Way("procedure", "Procedure"), CURRENT
    )
    services: list[ServiceMatch] = term(
        "services",
        "Services of the tariff list that have the same digits or stand under the same heading, each with the reason. "
        "None is known to be the same thing: these are two code systems, and no held text equates their codes.",
    )


@strawberry.type(description="A page of procedures.")
class ProcedureConnection(Connection[Procedure]):
    facets: list[Facet] = facets(ProcedureFacet)


@strawberry.type(description=CLASSES["TariffLine"].comment)
class TariffLine(Resource):
    service: Annotated["Service", strawberry.lazy("schema.medicine")] = term("service")
    price: Money = field(lambda line, _info: amount(line), "The amount.")
    price_as_printed: str | None = term("priceAsPrinted")
    coefficient_home: Decimal | None = term("coefficientHome")
    coefficient_remote: Decimal | None = term("coefficientRemote")
    unit: str | None = words("unit")
    name_as_printed: str | None = words("nameAsPrinted")
    row: str = field(_row_number, "Number of the row, as printed; empty where it prints none.")
    in_row: Row | None = term("inRow")
    table: Table | None = term("table")
    version: Version | None = term("version")
    act: Act = term("act", "The amended act: whose law the row is.")
    regimes: list[FundingRegime] = term("regimes")
    applies_from: date | None = term("appliesFrom")
    legal_basis: LegalBasis = basis_field()
    put_by: Effect | None = term("putBy")
    ended_by: list[Effect] = term("endedBy")
    in_force_from: date | None = in_force_from()
    in_force_until: date | None = in_force_until()


@strawberry.type(description="A page of tariff lines.")
class TariffLineConnection(Connection[TariffLine]):
    facets: list[Facet] = facets(TariffLineFacet)
    aggregate: TariffLineAggregate = aggregate()


@strawberry.type(description=CLASSES["Service"].comment)
class Service(Resource):
    code: str = term("code", "The code in the tariff list.")
    group: str | None = term("group")
    tariff_lines: TariffLineConnection = connection(
        "TariffLine", "The rows of the law that price it.", Way("service", "Service"), CURRENT
    )
    procedures: list[ServiceMatch] = term(
        "procedures",
        "Procedures that have the same digits or stand under the same heading: see `Procedure.services`.",
    )


@strawberry.type(description="A page of services.")
class ServiceConnection(Connection[Service]):
    facets: list[Facet] = facets(ServiceFacet)
