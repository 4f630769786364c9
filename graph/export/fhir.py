"""What all FHIR resources of a dump share: names, dates, who says so (FHIR R4, https://hl7.org/fhir/R4/).

FHIR loses what a graph keeps (legal basis, versions, three-valued answers), so every concept carries its IRI back.
A file is a fragment of a code system, never the system of a ministry; its canonical URL lies under our own base.
"""

import hashlib
import re
from typing import Any

from graph.export.export import Export
from graph.export.sssom import label
from graph.rdf.description import LICENCE
from graph.stores.entity import Entity, Text

Json = dict[str, Any]

ICD_9_CM = "http://hl7.org/fhir/sid/icd-9-cm"
"""How FHIR names ICD-9-CM. The national list has codes of its own and others with another meaning: never this one."""

LANGUAGE = "kk"
"""Of what is displayed: the language in which the acts are held or cited."""

_LONGEST_ID, _HASH = 64, 12
_UNOFFICIAL = "Unofficial extract of legal acts of Kazakhstan; the acts themselves prevail."


def url(export: Export, kind: str, name: str) -> str:
    """The canonical URL of a resource."""
    return f"{export.base}fhir/{kind}/{name}"


def identifier(name: str) -> str:
    """An id as FHIR wants one: letters, digits, hyphens and points, 64 at most; a hash stands for what is too much."""
    short = re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-")
    if len(short) <= _LONGEST_ID:
        return short
    return f"{hashlib.sha256(name.encode()).hexdigest()[:_HASH]}-{short[_HASH + 1 - _LONGEST_ID :].lstrip('-.')}"


def resource(export: Export, kind: str, name: str, title: str, description: str) -> Json:
    """The beginning of a resource, with all that Shareable profiles ask for.

    ``date`` is the newest day of signature among the held acts: the data hold nothing later, and there is no clock.
    ``name`` becomes the id, and in another spelling the name for programs.
    """
    found: Json = {
        "resourceType": kind,
        "id": name,
        "language": LANGUAGE,
        "url": url(export, kind, name),
        "version": export.graph.data_version,
        "name": "Qamtu" + "".join(part.capitalize() for part in re.split("[^A-Za-z0-9]+", name)),
        "title": title,
        "status": "active",
        "experimental": False,
        "publisher": "Qamtu, an unofficial reading of legal acts",
        "description": f"{_UNOFFICIAL} {description}",
        "jurisdiction": [{"coding": [{"system": "urn:iso:std:iso:3166", "code": "KZ", "display": "Kazakhstan"}]}],
        "copyright": f"{_UNOFFICIAL} Compiled data: CC0 1.0, {LICENCE}",
    }
    return found | ({"date": export.newest.isoformat()} if export.newest else {})


def back(iri: str) -> Json:
    """An identifier that leads back to the graph."""
    return {"system": "urn:ietf:rfc:3986", "value": iri}


def display(entity: Entity) -> str:
    """The name that is shown, Kazakh where there is one."""
    return label(entity, LANGUAGE, "ru", "en") or str(entity.values["code"])


def designation(export: Export, name: Text, *, printed: bool) -> Json:
    """A name with its language and its use."""
    code = "as-printed" if printed else "label"
    use = {"system": url(export, "CodeSystem", "designation-use"), "code": code}
    return {"language": name.language, "use": use, "value": name.value}
