"""Facts to statements in RDF terms."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from graph.fact import Fact, values_of
from graph.rdf.quad import RDF_TYPE, Literal, Quad, expand, plain, prefixes, tagged, typed
from graph.vocabulary import CLASSES, TERMS

VALUE_TABLES: Mapping[str, str] = MappingProxyType(
    {"DocumentKind": "eli:ResourceTypeTable", "SubdivisionKind": "eli:SubdivisionTypeTable"}
)
"""The scheme of ELI that a concept must stand in beside our own: ELI 1.5 defines its value classes by it."""

ALSO: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("appliesFrom", "Act"): "eli:date_applicability",
        ("appliesFrom", "TariffLine"): "schema:validFrom",
        ("unit", "TariffLine"): "schema:unitText",
        ("printedIn", "Table"): "prov:wasDerivedFrom",
        ("printedIn", "Row"): "prov:wasDerivedFrom",
    }
)
"""Term and class of the subject to a standard predicate that says the same, where its domain holds for this class
but not for every class of the term."""

FILE_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "http://www.iana.org/assignments/media-types/text/plain": (
            "http://publications.europa.eu/resource/authority/file-type/TXT"
        )
    }
)
"""Media type to ``eli:format``, of which every ``eli:Format`` has exactly one."""


@cache
def class_iris(name: str, base: str) -> tuple[str, ...]:
    """The RDF classes of a class of the vocabulary, ``q:`` with its own name among them."""
    return tuple(dict.fromkeys(expand(each, base) for each in (*CLASSES[name].iris.split(), f"q:{name}")))


def make_statements(facts: Iterable[Fact], base: str) -> Iterator[Quad]:
    """What the facts say, each in the named graph of its source; an IRI of ``base`` for every ``q:``."""
    held = tuple(facts)
    classes = values_of(held, "type")
    predicates = {term.name: expand(term.iri, base) for term in TERMS.values()}
    for fact in held:
        if fact.term.name == "type":
            yield from _type(fact, base)
        else:
            yield Quad(fact.subject, predicates[fact.term.name], make_object(fact), fact.source)
            yield from _also(fact, classes.get(fact.subject, ""), base)


def make_object(fact: Fact) -> str | Literal:
    """The value of a fact: an IRI or a literal, as the range of its term says."""
    if fact.term.links or fact.term.range == "iri":
        return fact.value
    if fact.term.range == "langString" and fact.language:
        return tagged(fact.value, fact.language)
    return plain(fact.value) if fact.term.range in {"string", "langString"} else typed(fact.value, fact.term.range)


def _type(fact: Fact, base: str) -> Iterator[Quad]:
    for iri in class_iris(fact.value, base):
        yield Quad(fact.subject, RDF_TYPE, iri, fact.source)
    if fact.value in VALUE_TABLES:
        in_scheme = expand(TERMS["scheme"].iri, base)
        yield Quad(fact.subject, in_scheme, expand(VALUE_TABLES[fact.value], base), fact.source)


def _also(fact: Fact, class_name: str, base: str) -> Iterator[Quad]:
    if predicate := ALSO.get((fact.term.name, class_name)):
        yield Quad(fact.subject, expand(predicate, base), make_object(fact), fact.source)
    if fact.term.name == "mediaType" and fact.value in FILE_TYPES:
        yield Quad(fact.subject, prefixes(base)["eli"] + "format", FILE_TYPES[fact.value], fact.source)
