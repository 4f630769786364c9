"""Statements as JSON-LD 1.1, with the names of the vocabulary as keys."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from graph.rdf.quad import (
    LANG_STRING,
    RDF_TYPE,
    STRING,
    Literal,
    Quad,
    expand,
    prefixes,
    split,
)
from graph.rdf.syntax import Statements
from graph.term import Term
from graph.vocabulary import TERMS

Json = dict[str, Any]

_LINKS = (
    *("prov:wasQuotedFrom", "prov:wasDerivedFrom", "prov:wasGeneratedBy", "prov:wasAssociatedWith", "prov:used"),
    *("oa:hasSource", "oa:hasSelector", "rdfs:domain", "rdfs:range", "rdfs:subClassOf", "rdfs:subPropertyOf"),
    *("rdfs:isDefinedBy", "schema:domainIncludes", "dcterms:license", "eli:format", "void:vocabulary"),
)
"""Predicates beside the vocabulary whose values are IRIs; their local names are keys too."""


def write_jsonld(said: Statements) -> bytes:
    """One document: a context, and a node per subject, in reading order. Named graphs are left out.

    A decimal is ``{"@value": "63112.54", "@type": "xsd:decimal"}``, for a bare JSON number would be a double.
    """
    context = make_context(said.base)
    writer = _Writer(said.base, context)
    nodes = [writer.node(subject, group) for subject, group in groupby(said.triples, key=lambda quad: quad.subject)]
    # A node a line: a diff shows which subject changed, and Python spells texts without line breaks in C.
    lines = ",\n".join(map(json.JSONEncoder(ensure_ascii=False).encode, nodes))
    head = json.dumps(context, ensure_ascii=False, indent=1)
    return f'{{"@context": {head},\n"@graph": [\n{lines}\n]}}\n'.encode()


def make_context(base: str) -> Json:
    """The JSON-LD context: prefixes, then a definition per term."""
    terms = {term.name: _definition(term) for term in TERMS.values() if term.name != "type"}
    links = {compact.partition(":")[2]: {"@id": compact, "@type": "@id"} for compact in _LINKS}
    return {"@version": 1.1, "@base": base, **prefixes(base), **links, **terms}


def _definition(term: Term) -> Json:
    if term.links or term.range == "iri":
        return {"@id": term.iri, "@type": "@id"}
    if term.range == "langString":
        return {"@id": term.iri, "@container": "@language"}
    if term.range in {"string", "decimal"}:
        return {"@id": term.iri}
    return {"@id": term.iri, "@type": f"xsd:{term.range}"}


class _Key(NamedTuple):
    """How a predicate is spelled: its name, what the context makes of a text, whether languages are keys below it."""

    name: str
    coerced: str | None = None
    has_languages: bool = False
    is_list: bool = False


class _Writer:
    """Spells nodes in the words of a context."""

    def __init__(self, base: str, context: Mapping[str, Any]) -> None:
        self._base = base
        many = {term.name for term in TERMS.values() if term.many}
        self._keys = {RDF_TYPE: _Key("@type", "@vocab", is_list=True)}
        for name, value in context.items():
            if isinstance(value, dict):
                has_languages = value.get("@container") == "@language"
                key = _Key(name, value.get("@type"), has_languages, name in many)
                self._keys[expand(value["@id"], base)] = key
        self._compact = cache(self._with_prefix)  # predicates, classes and datatypes recur

    def node(self, subject: str, quads: Iterable[Quad]) -> Json:
        """The node object of one subject; every quad is another."""
        node: Json = {"@id": self._relative(subject)}
        for _, predicate, value, _ in quads:
            key = self._keys.get(predicate) or self._keys.setdefault(predicate, _Key(self._compact(predicate)))
            if key.has_languages and isinstance(value, Literal):
                _put(node.setdefault(key.name, {}), value.language or "@none", value.text)
            elif key.is_list:
                node.setdefault(key.name, []).append(self._object(value, key.coerced))
            else:
                _put(node, key.name, self._object(value, key.coerced))
        return node

    def _object(self, value: str | Literal, coerced: str | None) -> str | Json:
        if isinstance(value, str):
            if coerced == "@vocab":
                return self._compact(value)
            return self._relative(value) if coerced == "@id" else {"@id": self._relative(value)}
        if value.datatype == LANG_STRING:
            return {"@value": value.text, "@language": value.language}
        datatype = self._compact(value.datatype)
        if datatype == coerced or (value.datatype == STRING and coerced is None):
            return value.text
        return {"@value": value.text, "@type": datatype}

    def _with_prefix(self, iri: str) -> str:
        """With a prefix where there is one."""
        return ":".join(split(iri, self._base) or (iri,))

    def _relative(self, iri: str) -> str:
        """Relative to the base. A name that could be read as a compact IRI or a scheme stays whole."""
        rest = iri.removeprefix(self._base)
        return rest if rest and rest != iri and ":" not in rest else iri


def _put(holder: Json, name: str, value: str | Json) -> None:
    """One value as it is, several as a list."""
    if name not in holder:
        holder[name] = value
    elif isinstance(holder[name], list):
        holder[name].append(value)
    else:
        holder[name] = [holder[name], value]
