"""Statements in RDF terms, without any RDF library: what the writers, the shapes and the model are made from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from graph.vocabulary import PREFIXES

OTHER_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "jolux": "http://data.legilux.public.lu/resource/ontology/jolux#",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "semapv": "https://w3id.org/semapv/vocab/",
        "sh": "http://www.w3.org/ns/shacl#",
        "sssom": "https://w3id.org/sssom/",
        "void": "http://rdfs.org/ns/void#",
    }
)
"""Prefixes of what describes the data, beside those of the data."""

RDF_TYPE = PREFIXES["rdf"] + "type"
STRING = PREFIXES["xsd"] + "string"
LANG_STRING = PREFIXES["rdf"] + "langString"
_DIGITS = re.compile("[0-9]+")
_LONGEST = 12
_END = "\0"
"""Below every character of an IRI: what ends comes before what goes on."""


class Literal(NamedTuple):
    """A text with its datatype (an IRI), and a language tag where the datatype is rdf:langString."""

    text: str
    datatype: str
    language: str = ""


class Quad(NamedTuple):
    """A statement in a named graph. All but a literal are IRIs: there are no blank nodes."""

    subject: str
    predicate: str
    object: str | Literal
    graph: str


def prefixes(base: str) -> dict[str, str]:
    """Every prefix by its name, ``q`` among them."""
    return {**PREFIXES, **OTHER_PREFIXES, "q": base + "def/"}


def expand(compact: str, base: str) -> str:
    """The IRI of a compact IRI such as ``eli:number``. Raises KeyError where the prefix is unknown."""
    prefix, _, local = compact.partition(":")
    return prefixes(base)[prefix] + local


def split(iri: str, base: str) -> tuple[str, str] | None:
    """The prefix and the local name of an IRI, by the longest namespace that it begins with; None without one."""
    for namespace, prefix in _namespaces(base):
        if iri.startswith(namespace) and iri != namespace:
            return prefix, iri[len(namespace) :]
    return None


@cache
def _namespaces(base: str) -> tuple[tuple[str, str], ...]:
    pairs = ((namespace, prefix) for prefix, namespace in prefixes(base).items())
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def plain(text: str) -> Literal:
    """A text that is of no language."""
    return Literal(text, STRING)


def tagged(text: str, language: str) -> Literal:
    """A text in a language (BCP 47)."""
    return Literal(text, LANG_STRING, language)


def typed(text: str, datatype: str) -> Literal:
    """A text with a datatype of XML Schema, named without prefix.

    A decimal takes its canonical form (XSD 1.1, part 2, section E.1: no zero at the end, no point without digits
    behind it), because stores keep numbers and give that form back; the printed form has a property of its own.
    Raises decimal.InvalidOperation where a decimal is no number.
    """
    return Literal(_canonical(text) if datatype == "decimal" else text, PREFIXES["xsd"] + datatype)


def _canonical(text: str) -> str:
    number = Decimal(text)
    return f"{number.normalize():f}" if number else "0"


def without_graphs(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads as triples: no name of a graph."""
    return (Quad(subject, predicate, value, "") for subject, predicate, value, _ in quads)


def in_reading_order(quads: Iterable[Quad], base: str) -> list[Quad]:
    """Each quad once, by graph and subject (ours before others, row 2 before row 10), the type of a subject first."""
    distinct = set(quads)
    iris = {iri for quad in distinct for iri in (quad.subject, quad.graph)}
    places = {iri: place for place, iri in enumerate(sorted(iris, key=lambda iri: _natural(iri, base)))}
    return sorted(distinct, key=lambda quad: (places[quad.graph], places[quad.subject], _rank(quad)))


def _natural(iri: str, base: str) -> tuple[bool, str, str]:
    """Digits count as numbers; the IRI itself parts ``1`` from ``01``."""
    return not iri.startswith(base), _DIGITS.sub(lambda found: found[0].rjust(_LONGEST, "0"), iri), iri


def _rank(quad: Quad) -> str:
    predicate, value = quad.predicate, quad.object
    if predicate == RDF_TYPE:
        predicate = ""
    return f"{predicate}{_END}<{value}" if isinstance(value, str) else f"{predicate}{_END}{_END.join(('_', *value))}"
