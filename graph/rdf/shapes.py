"""SHACL shapes: what must hold of the RDF, made from the vocabulary, and a few rows by hand.

Every shape and every list has an IRI under ``{base}shape/``. Constraint components as in SHACL, section 4.
"""

from collections.abc import Iterable, Iterator

from graph.rdf.quad import Literal, Quad, expand, tagged, typed
from graph.term import DATATYPES, Term
from graph.vocabulary import CLASSES, TERMS

# fmt: off

_RULES = (
    ("q:Listing", "q:procedure", "minCount 1"),
    ("q:Listing", "q:regime", "minCount 1"),
    ("q:TariffLine", "q:service", "minCount 1"),
    ("q:TariffLine", "schema:price", "minExclusive 0"),
    ("q:TariffLine", "q:priceAsPrinted", "minCount 1"),
    ("eli:LegalResourceSubdivision", "eli:type_subdivision", "minCount 1"),
    ("eli:LegalResourceSubdivision", "eli:type_subdivision", "maxCount 1"),
    ("eli:LegalResource", "eli:title", "maxCount 0"),
    ("eli:LegalResource", "eli:language", "maxCount 0"),
    ("eli:LegalResourceSubdivision", "eli:title", "maxCount 0"),
    ("eli:LegalResourceSubdivision", "eli:language", "maxCount 0"),
    ("eli:Format", "eli:format", "minCount 1"),
    ("eli:Format", "eli:format", "maxCount 1"),
    ("eli:Format", "q:sha256", "minCount 1"),
    ("oa:SpecificResource", "oa:hasSource", "minCount 1"),
    ("oa:SpecificResource", "oa:hasSource", "maxCount 1"),
    ("oa:SpecificResource", "oa:hasSelector", "minCount 2"),
    ("oa:TextPositionSelector", "oa:start", "minCount 1"),
    ("oa:TextPositionSelector", "oa:end", "minCount 1"),
    ("oa:TextQuoteSelector", "oa:exact", "minCount 1"),
)
"""Class, property, constraint: what the vocabulary does not know."""

# fmt: on

_WIDER = frozenset({"amends", "closeMatch"})
"""Terms whose predicate also stands on subjects of which it is no fact: see graph.rdf.shortcuts."""

_OTHERS = frozenset({"scheme"})
"""Terms whose predicate has values that are not facts: kinds of acts stand in the tables of ELI too."""

Triple = tuple[str, str, str | Literal]


def make_shapes(base: str) -> Iterator[Quad]:
    """The shapes, in the graph ``{base}shape/``. They need no inference: every class of the vocabulary is stated."""
    graph = f"{base}shape/"
    terms = [term for term in TERMS.values() if term.name != "type"]
    groups = (
        *(_property(term, base) for term in terms),
        *(_domain(term, base) for term in terms if not _WIDER & {term.name} and "Resource" not in term.domain),
        *(_class(name, terms, base) for name in CLASSES),
        *(_rule(*rule, base) for rule in _RULES),
        _unique_labels(base),
        _evidence(base),
    )
    for group in groups:
        for subject, predicate, value in group:
            yield Quad(subject, expand(predicate, base), value, graph)


def _property(term: Term, base: str) -> Iterator[Triple]:
    """How many values a term has and which. A text that has one value has one in each language."""
    shape = f"{base}shape/{term.name}"
    yield shape, "rdf:type", expand("sh:PropertyShape", base)
    yield shape, "sh:path", expand(term.iri, base)
    yield shape, "sh:name", tagged(term.en, "en")
    if not term.many and term.name not in _OTHERS:
        yield shape, *(("sh:uniqueLang", _TRUE) if term.range == "langString" else ("sh:maxCount", _number("1")))
    yield shape, *_values(term, base)


def _values(term: Term, base: str) -> tuple[str, str]:
    if term.range in {"iri", "Resource"} or term.name in _OTHERS:
        return "sh:nodeKind", expand("sh:IRI", base)
    if term.range == "langString":
        return "sh:datatype", expand("rdf:langString", base)
    if term.range in DATATYPES:
        return "sh:datatype", expand(f"xsd:{term.range}", base)
    return "sh:class", expand(f"q:{term.range}", base)


def _domain(term: Term, base: str) -> Iterator[Triple]:
    """Whoever has the term is of one of its classes."""
    shape = f"{base}shape/{term.name}/domain"
    yield shape, "rdf:type", expand("sh:NodeShape", base)
    yield shape, "sh:targetSubjectsOf", expand(term.iri, base)
    yield from _one_of(shape, [f"{base}shape/is/{name}" for name in term.domain], base)


def _class(name: str, terms: Iterable[Term], base: str) -> Iterator[Triple]:
    """The terms of a class, and a shape that only asks for the class."""
    shape, membership = f"{base}shape/{name}", f"{base}shape/is/{name}"
    yield shape, "rdf:type", expand("sh:NodeShape", base)
    yield shape, "sh:targetClass", expand(f"q:{name}", base)
    for term in terms:
        if name in term.domain or "Resource" in term.domain:
            yield shape, "sh:property", f"{base}shape/{term.name}"
    yield membership, "rdf:type", expand("sh:NodeShape", base)
    yield membership, "sh:class", expand(f"q:{name}", base)


def _rule(class_iri: str, path: str, constraint: str, base: str) -> Iterator[Triple]:
    name, limit = constraint.split()
    property_shape = "/".join((f"{base}shape/rule", *(each.replace(":", "-") for each in (class_iri, path)), name))
    shape = property_shape.rpartition("/")[0]
    yield shape, "rdf:type", expand("sh:NodeShape", base)
    yield shape, "sh:targetClass", expand(class_iri, base)
    yield shape, "sh:property", property_shape
    yield property_shape, "rdf:type", expand("sh:PropertyShape", base)
    yield property_shape, "sh:path", expand(path, base)
    yield property_shape, f"sh:{name}", _number(limit)
    yield property_shape, "sh:message", tagged(f"{class_iri}: {path} has {name} {limit}", "en")


def _unique_labels(base: str) -> Iterator[Triple]:
    """SKOS, integrity condition S14: at most one preferred label in each language."""
    yield f"{base}shape/labels", "sh:uniqueLang", _TRUE


def _evidence(base: str) -> Iterator[Triple]:
    """A row of the law rests on a span, quoted or mended."""
    quoted, derived, span = (f"{base}shape/rule/{name}" for name in ("quoted", "derived", "span"))
    for shape, path in ((quoted, "prov:wasQuotedFrom"), (derived, "prov:wasDerivedFrom")):
        yield shape, "rdf:type", expand("sh:PropertyShape", base)
        yield shape, "sh:path", expand(path, base)
        yield shape, "sh:qualifiedValueShape", span
        yield shape, "sh:qualifiedMinCount", _number("1")
    yield span, "rdf:type", expand("sh:NodeShape", base)
    yield span, "sh:class", expand("oa:SpecificResource", base)
    evidence = f"{base}shape/rule/evidence"
    yield evidence, "rdf:type", expand("sh:NodeShape", base)
    for class_iri in ("q:Listing", "q:TariffLine"):
        yield evidence, "sh:targetClass", expand(class_iri, base)
    yield from _one_of(evidence, [quoted, derived], base)


def _one_of(shape: str, choices: list[str], base: str) -> Iterator[Triple]:
    """sh:or over a list whose cells have names."""
    cells = [f"{shape}/choice/{number}" for number, _ in enumerate(choices, 1)]
    yield shape, "sh:or", cells[0]
    for cell, choice, rest in zip(cells, choices, [*cells[1:], expand("rdf:nil", base)], strict=True):
        yield cell, "rdf:first", choice
        yield cell, "rdf:rest", rest


_TRUE = typed("true", "boolean")


def _number(text: str) -> Literal:
    return typed(text, "integer")
