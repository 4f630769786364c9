# ruff: noqa: D101 - the description that clients read is the docstring
"""The questions one may begin with."""

from datetime import date
from functools import partial
from typing import Any

import strawberry
from strawberry import UNSET

from graph.iri import normal_number
from graph.sets import MOST_SETS
from graph.stores.entity import Entity
from graph.stores.query import And, Filter, In
from graph.stores.query import Query as Question
from schema.absence import Absence, find_absence
from schema.as_of import AS_OF
from schema.changelog import LegalChange, changes
from schema.comparison import SetComparison, compare
from schema.condition import CURRENT
from schema.connection import Connection, connection
from schema.context import Info, of
from schema.coverage import Coverage, find_coverage
from schema.difference import Difference, diff
from schema.enums import AdmissionMode
from schema.errors import Code, QueryError
from schema.field import field
from schema.filters import ListingFilter
from schema.law import Act, ActConnection, EffectConnection, Table
from schema.medicine import (
    ListingConnection,
    Procedure,
    ProcedureConnection,
    Service,
    ServiceConnection,
    TariffLineConnection,
)
from schema.meta import Meta
from schema.named_sets import NamedSet
from schema.price import PriceOnDay, find_price
from schema.reading import check_code
from schema.resolve import Resolution, resolve
from schema.resource import FundingRegime, Node, Resource
from schema.scalars import IRI
from schema.search import SearchConnection, search
from schema.sets import ProcedureSet
from schema.statements import LONGEST, MOST_PATHS, THROUGH_SHARED, Path, paths
from schema.validity import KNOWN_ON

MOST_NODES = 100


@strawberry.input(description="Issuer, date and number.")
class RequisitesKey:
    issuer: str = strawberry.field(description="The body that issued it: its code (MOH) or its name in any language.")
    signed: date = strawberry.field(description="The day of signature.")
    number: str = strawberry.field(description="The number, as in `ActFilter.number`: № ҚР ДСМ-141.")


@strawberry.input(one_of=True, description="What names an act. A number alone does not.")
class ActKey:
    iri: IRI | None = strawberry.field(default=UNSET, description="Its IRI.")
    registration: str | None = strawberry.field(
        default=UNSET, description="Its number in the Register of State Registration."
    )
    requisites: RequisitesKey | None = strawberry.field(default=UNSET, description="Issuer, date and number together.")


def _node(_root: None, info: Info, id: str) -> Entity | None:
    return of(info).node(id)


def _nodes(_root: None, info: Info, ids: list[str]) -> list[Entity | None]:
    if len(ids) > MOST_NODES:
        help_ = "Ask for them in several requests."
        message = f"At most {MOST_NODES} ids, not {len(ids)}."
        raise QueryError(Code.INPUT, message, help_, limit=MOST_NODES, actual=len(ids), field="ids")
    return [of(info).node(each) for each in ids]


def _resource(_root: None, info: Info, iri: str, class_name: str | None = None) -> Entity | None:
    found = of(info).store.get(iri)
    return found if found and class_name in {None, found.type} else None


def _concept(class_name: str, system: str, _root: None, info: Info, code: str) -> Entity | None:
    context = of(info)
    check_code(context.graph.codes, system, code)
    items = context.store.find(Question(class_name, In("code", (code,)), first=1)).items
    return items[0] if items else None


def _act(_root: None, info: Info, by: dict[str, Any]) -> Entity | None:
    if "iri" in by:
        return _resource(None, info, by["iri"], "Act")
    if "registration" in by:
        return _only_act(info, In("registration", (normal_number(by["registration"]),)))
    key = by["requisites"]
    return _only_act(
        info, And((In("signed", (key["signed"],)), In("number", (normal_number(key["number"]),)))), key["issuer"]
    )


def _only_act(info: Info, where: Filter, issuer: str | None = None) -> Entity | None:
    found = of(info).store.find(Question("Act", where, first=10)).items
    acts = [act for act in found if issuer is None or any(_named(body, issuer) for body in act.values["issuers"])]
    if len(acts) > 1:
        kinds = ", ".join(each.iri for each in acts)
        raise QueryError(Code.INPUT, "The key names several acts.", "Ask for one of them by IRI.", found=kinds)
    return acts[0] if acts else None


def _named(body: Entity, name: str) -> bool:
    names = {body.values["code"], body.iri, *(label.value for label in body.values["labels"])}
    return name in names or name.casefold() in {str(each).casefold() for each in names}


@strawberry.type(description="The questions one may begin with.")
class Query:
    node: Node | None = field(
        _node,
        "Whatever has this id; null for an unknown one.",
        {"id": (strawberry.ID, "An id that an answer gave.", UNSET), **AS_OF},
    )
    nodes: list[Node | None] = field(
        _nodes,
        f"Whatever has these ids, in their order; null for unknown ones. At most {MOST_NODES}.",
        {"ids": (list[strawberry.ID], "Ids that answers gave.", UNSET), **AS_OF},
        most="ids",
    )
    resource: Resource | None = field(
        _resource, "Whatever has this IRI in the RDF export.", {"iri": (IRI, "An absolute IRI.", UNSET), **AS_OF}
    )
    act: Act | None = field(
        _act,
        "One act; null for an unknown one. What it changes are its effects; what changes it, its effectsOn.",
        {
            "by": (ActKey, "What names it: issuer, date and number together, or its registration, or its IRI.", UNSET),
            **AS_OF,
        },
    )
    acts: ActConnection = connection(
        "Act",
        "Acts: those whose text is held, and those known only from citations (held: false).",
        arguments=AS_OF,
    )
    tables: Connection[Table] = connection(
        "Table",
        "Tables of acts. A number is no key: tables of several acts have the same, so name the act too.",
        arguments=AS_OF,
    )
    effects: EffectConnection = connection(
        "Effect",
        "What provisions do to acts: each replaces, inserts, deletes or repeals something, in words quoted.",
        arguments=AS_OF,
    )
    procedure: Procedure | None = field(
        partial(_concept, "Procedure", "mkb9"),
        "One procedure of the national list, with the rows that name it, its kinds and its neighbour in ICD-9-CM; null "
        "for a code that no held act names.",
        {"code": (str, "The code, a string, as the law prints it: 37.51.", UNSET), **AS_OF},
    )
    procedures: ProcedureConnection = connection(
        "Procedure",
        "Procedures of the national list, as far as the held acts name them. What insurance pays for and no emergency "
        "list has: `where: { listings: { some: { regime: { eq: OSMS } }, none: { admission: { eq: EMERGENCY } } } }`. "
        "What is printed under different names: `where: { namesDiffer: true }`.",
        arguments=AS_OF,
    )
    service: Service | None = field(
        partial(_concept, "Service", "tariff"),
        "One service of the tariff list, with what is paid for it; null for a code that no held act prices.",
        {"code": (str, "The code: D92.243.026.", UNSET), **AS_OF},
    )
    services: ServiceConnection = connection(
        "Service",
        "Services of the tariff list, as far as the held acts price them.",
        arguments=AS_OF,
    )
    listings: ListingConnection = connection(
        "Listing",
        "Rows of the law that name a procedure: on which admission and by whom it is paid for, in which table.",
        scope=CURRENT,
        arguments=AS_OF,
    )
    tariff_lines: TariffLineConnection = connection(
        "TariffLine",
        "Rows of the law that price a service: the amount, the unit, from when.",
        scope=CURRENT,
        arguments=AS_OF,
    )
    regimes: list[FundingRegime] = field(
        lambda _root, info: of(info).store.all("FundingRegime"),
        "Who pays: the state budget (GOBMP) and social health insurance (OSMS), each with its rows.",
        AS_OF,
        most=lambda context: len(context.store.all("FundingRegime")),
    )
    named_sets: list[NamedSet] = field(
        lambda _root, info: list(of(info).sets.values()),
        "All published sets: names that the argument set understands.",
        most=MOST_SETS,
    )
    compare: SetComparison = field(
        compare,
        "Two sets of procedures side by side: what is in one alone, in the other alone, in both.",
        {"a": (ProcedureSet, "The one set.", UNSET), "b": (ProcedureSet, "The other set.", UNSET), **AS_OF},
        again=True,
    )
    coverage: Coverage = field(
        find_coverage,
        "Who pays for a procedure or a service, on which admission, on what legal basis, according to the lists held. "
        "Never null: a code that is malformed is an error, and the whole answer then has no data.",
        {
            "code": (str, "A code of the national list (50.52) or of the tariff list (D92.243.026).", UNSET),
            "admission": (AdmissionMode | None, "On which admission; without it, on each.", UNSET),
            "on": (
                date | None,
                "The day on which the care is given; without it the newest held versions count, in force or not.",
                UNSET,
            ),
            "known_on": (date | None, KNOWN_ON, UNSET),
        },
    )
    price: PriceOnDay = field(
        find_price,
        "What is paid for a service that is given on a day, with every tariff line of its code and why it holds, does "
        "not, or is not known to.",
        {
            "code": (str, "A code of the tariff list: D92.330.001.", UNSET),
            "on": (date, "The day on which the service is given.", UNSET),
            "known_on": (date | None, KNOWN_ON, UNSET),
        },
    )
    absence: Absence | None = field(
        find_absence,
        "Why a procedure is not among the rows that a filter describes, in their newest held versions; null where it "
        "is, and with asOf where it may be: only certain absence is absence.",
        {
            "code": (str, "The code, a string: 37.51.", UNSET),
            "from": (ListingFilter, "Which rows: {} for all that are held.", UNSET),
            **AS_OF,
        },
        again=True,
    )
    paths: list[Path] = field(
        paths,
        "Ways from one resource to another over links in either direction, the shortest first: how two things hang "
        "together.",
        {
            "from": (IRI, "The IRI of the one.", UNSET),
            "to": (IRI, "The IRI of the other.", UNSET),
            "max_length": (int, f"The most steps: 1 to {LONGEST}.", 4),
            "first": (int, f"How many: 1 to {MOST_PATHS}.", 5),
            "through_shared": (bool, THROUGH_SHARED, False),
            **AS_OF,
        },
        most="first",
    )
    diff: Difference = diff
    changes: list[LegalChange] = changes
    search: SearchConnection = search
    resolve: list[Resolution] = resolve
    meta: Meta = field(lambda _root, info: of(info), "What this is: versions, counts, sources, licence.")
