# ruff: noqa: D101 - the description that clients read is the docstring
"""The questions one may begin with."""

from datetime import date
from functools import partial
from typing import Any

import strawberry
from strawberry import UNSET

from graph.stores.entity import Entity
from graph.stores.query import And, Filter, In
from graph.stores.query import Query as Question
from schema.condition import CURRENT
from schema.connection import Connection, connection
from schema.context import Info, of
from schema.errors import Code, QueryError
from schema.field import field
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
from schema.reading import check_code
from schema.resource import FundingRegime, Node, Resource
from schema.scalars import IRI

MOST_NODES = 100


@strawberry.input(description="Issuer, date and number.")
class RequisitesKey:
    issuer: str = strawberry.field(description="The body that issued it: its code (MOH) or its name in any language.")
    signed: date = strawberry.field(description="The day of signature.")
    number: str = strawberry.field(description="The number, with or without the sign №: ҚР ДСМ-141.")


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
        return _only_act(info, In("registration", (_number(by["registration"]),)))
    key = by["requisites"]
    return _only_act(
        info, And((In("signed", (key["signed"],)), In("number", (_number(key["number"]),)))), key["issuer"]
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


def _number(text: str) -> str:
    """A number as the graph has it: no sign № before it, no space around a hyphen."""
    bare = " ".join(text.replace("№", " ").split())
    return "-".join(part.strip() for part in bare.split("-"))


@strawberry.type(description="The questions one may begin with.")
class Query:
    node: Node | None = field(
        _node,
        "Whatever has this id; null for an unknown one.",
        {"id": (strawberry.ID, "An id that an answer gave.", UNSET)},
    )
    nodes: list[Node | None] = field(
        _nodes,
        f"Whatever has these ids, in their order; null for unknown ones. At most {MOST_NODES}.",
        {"ids": (list[strawberry.ID], "Ids that answers gave.", UNSET)},
        most="ids",
    )
    resource: Resource | None = field(
        _resource, "Whatever has this IRI in the RDF export.", {"iri": (IRI, "An absolute IRI.", UNSET)}
    )
    act: Act | None = field(_act, "One act; null for an unknown one.", {"by": (ActKey, "What names it.", UNSET)})
    acts: ActConnection = connection("Act", "Acts, held or known only from citations.")
    tables: Connection[Table] = connection("Table", "Tables of acts.")
    effects: EffectConnection = connection("Effect", "What provisions do to acts.")
    procedure: Procedure | None = field(
        partial(_concept, "Procedure", "mkb9"),
        "One procedure of the national list; null for a code that no held act names.",
        {"code": (str, "The code, a string: 37.51.", UNSET)},
    )
    procedures: ProcedureConnection = connection(
        "Procedure", "Procedures of the national list, as far as the held acts name them."
    )
    service: Service | None = field(
        partial(_concept, "Service", "tariff"),
        "One service of the tariff list; null for a code that no held act prices.",
        {"code": (str, "The code: D92.243.026.", UNSET)},
    )
    services: ServiceConnection = connection("Service", "Services of the tariff list, as far as held.")
    listings: ListingConnection = connection("Listing", "Rows of the law that name a procedure.", scope=CURRENT)
    tariff_lines: TariffLineConnection = connection(
        "TariffLine", "Rows of the law that price a service.", scope=CURRENT
    )
    regimes: list[FundingRegime] = field(
        lambda _root, info: of(info).store.all("FundingRegime"), "All funding regimes."
    )
    meta: Meta = field(lambda _root, info: of(info), "What this is: versions, counts, sources, licence.")
