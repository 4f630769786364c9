"""What a page says in the words of schema.org, for search engines: JSON-LD inside the page.

The context stands in the document, so that nobody has to fetch one. A price is a text: a JSON number is a double.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from graph.stores.entity import Entity, Text

Json = dict[str, Any]

_DATES = ("legislationDate", "legislationDateOfApplicability", "validFrom")
_LINKS = ("legislationAmends", "legislationChanges", "isPartOf", "hasPart", "url", "legislationLegalValue")

CONTEXT: Json = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "https://schema.org/Date"} for name in _DATES},
    **{name: {"@type": "@id"} for name in _LINKS},
}
"""The context of every page. ``@vocab``: names are those of schema.org."""

_UNOFFICIAL = "https://schema.org/UnofficialLegalValue"


def structured(entity: Entity) -> str:
    """The JSON-LD of a thing, safe inside a script element; empty where schema.org has no words for it."""
    describe = _DESCRIBED.get(entity.type, _concept if "code" in entity.values else None)
    nodes = [_without_gaps(node) for node in describe(entity)] if describe else []
    if not nodes:
        return ""
    text = json.dumps({"@context": CONTEXT, "@graph": nodes}, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _act(act: Entity) -> Iterable[Json]:
    values = act.values
    yield {
        "@type": "Legislation",
        "@id": act.iri,
        "name": _words(values["labels"]),
        "legislationIdentifier": values["number"],
        "legislationType": _words(values["kind"].values["labels"]) if values["kind"] else None,
        "legislationDate": _day(values["signed"]),
        "legislationDateOfApplicability": _day(values["appliesFrom"]),
        "legislationPassedBy": [_organization(each) for each in values["issuers"]],
        "legislationAmends": [each.iri for each in values["amends"]],
        "legislationChanges": [each.iri for each in values["amends"]],
        "workExample": [_expression(each) for each in values["expressions"]],
    }


def _organization(body: Entity) -> Json:
    return {"@type": "Organization", "@id": body.iri, "name": _words(body.values["labels"])}


def _expression(expression: Entity) -> Json:
    file = expression.values["file"]
    encoding = {"@type": "LegislationObject", "@id": file.iri, "legislationLegalValue": _UNOFFICIAL} if file else None
    texts = expression.values["title"]
    return _without_gaps(
        {
            "@type": "Legislation",
            "@id": expression.iri,
            "name": _words(texts),
            "inLanguage": texts[0].language if texts else None,
            "encoding": encoding,
        }
    )


def _procedure(procedure: Entity) -> Iterable[Json]:
    scheme = procedure.values["scheme"]
    code = {
        "@type": "MedicalCode",
        "codeValue": procedure.values["code"],
        "codingSystem": scheme.iri if scheme else None,
    }
    yield {
        "@type": "MedicalProcedure",
        "@id": procedure.iri,
        "name": _words(procedure.values["labels"]),
        "alternateName": _words(procedure.values["alternativeLabels"]),
        "code": _without_gaps(code),
    }


def _concept(concept: Entity) -> Iterable[Json]:
    scheme = concept.values["scheme"]
    yield {
        "@type": "DefinedTerm",
        "@id": concept.iri,
        "name": _words(concept.values["labels"]),
        "termCode": concept.values["code"],
        "inDefinedTermSet": {"@id": scheme.iri} if scheme else None,
    }


def _service(service: Entity) -> Iterable[Json]:
    yield from _concept(service)
    yield from _prices(service.values["tariffLines"])


def _row(row: Entity) -> Iterable[Json]:
    yield from _prices(row.values["tariffLine"])


def _prices(lines: Iterable[Entity]) -> Iterable[Json]:
    for line in lines:
        price = line.values["price"]
        yield {
            "@type": "UnitPriceSpecification",
            "@id": line.iri,
            "name": _words(line.values["nameAsPrinted"]),
            "price": None if price is None else f"{price:f}",
            "priceCurrency": line.values["currency"],
            "unitText": _words(line.values["unit"]),
            "validFrom": _day(line.values["appliesFrom"]),
        }


def _words(texts: Iterable[Text]) -> list[Json]:
    return [{"@value": each.value, "@language": each.language} for each in texts]


def _day(day: object) -> str | None:
    return str(day) if day else None


def _without_gaps(node: Json) -> Json:
    return {name: value for name, value in node.items() if value not in (None, [], {})}


_DESCRIBED: Mapping[str, Callable[[Entity], Iterable[Json]]] = MappingProxyType(
    {"Act": _act, "Procedure": _procedure, "Row": _row, "Service": _service}
)
"""Class to what schema.org can say of it."""
