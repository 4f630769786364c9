"""What describes the data: the vocabulary and the data set, as statements in named graphs of their own."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from graph.rdf.quad import Literal, Quad, expand, plain, tagged, typed
from graph.rdf.triples import class_iris
from graph.term import DATATYPES, Class, Term
from graph.vocabulary import CLASSES, TERMS

LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"
"""CC0, for the compiled data; the texts of acts are official documents."""

TITLE = "Medical care that Kazakhstan pays for, as its acts say"
"""What the data set is called, in English."""

CLASS_ALIGNMENT: Mapping[str, str] = MappingProxyType({"Effect": "jolux:LegalResourceImpact"})
"""Class to a class of JOLux that it is a kind of; JOLux is not needed to read the data."""

TERM_ALIGNMENT: Mapping[str, str] = MappingProxyType(
    {
        "by": "jolux:impactFromLegalResource",
        "operation": "jolux:legalResourceImpactHasType",
        "printedIn": "prov:wasDerivedFrom",
        "target": "jolux:impactToLegalResource",
    }
)
"""Term of ours to the property that it is a kind of."""

NOTES: Mapping[str, str] = MappingProxyType(
    {
        "eli:date_no_longer_in_force": "The last day in force, included; missing where it is not certain.",
        "eli:first_date_entry_in_force": "The first day on which an act or any part of it, or a version, is in force.",
        "oa:end": "Where the span ends: code points of the file, the end not included.",
        "oa:exact": "The words as the file has them, its damage included; mended words are values of properties.",
        "oa:hasSelector": "Two ways to find the span again: by position and by its words.",
        "oa:hasSource": "The text file that the span is of; its SHA-256 pins it.",
        "oa:start": "Where the span begins: code points of the file, from 0.",
        "owl:annotatedProperty": "The mapping of an SSSOM row, which sssom:predicate_modifier may deny.",
        "prov:wasDerivedFrom": "The subject was inferred from this span, mended on it, or taken from this file.",
        "prov:wasQuotedFrom": "This span prints what is said of the subject.",
        "rdf:Statement": "A statement that no text prints in so many words; its comment says why it holds.",
        "schema:validFrom": "First day of the legal relations to which the price applies; it is no entry into force.",
        "schema:validThrough": "Last day of these relations, included; missing where it is not certain.",
        "skos:broadMatch": "The ICD-9-CM code means more than the national code.",
        "skos:narrowMatch": "The ICD-9-CM code means less than the national code.",
        "sssom:predicate_modifier": "Denies the mapping: the codes look alike and mean different things.",
    }
)
"""Terms of standards that no row of the vocabulary names, and what they say here."""

_RANGES = MappingProxyType({"langString": "rdf:langString", "string": "xsd:string"})


def make_vocabulary(base: str) -> Iterator[Quad]:
    """The classes and terms, in the graph ``{base}def/``.

    Terms of ours are defined; terms of a standard keep its definition and get labels and a note on their use here.
    """
    graph = f"{base}def/"
    for subject, predicate, value in _vocabulary(base):
        yield Quad(subject, expand(predicate, base), value, graph)


_Triple = tuple[str, str, str | Literal]


def _vocabulary(base: str) -> Iterator[_Triple]:
    ontology = f"{base}def/"
    yield ontology, "rdf:type", expand("owl:Ontology", base)
    yield ontology, "dcterms:title", tagged("Qamtu vocabulary", "en")
    yield ontology, "rdfs:label", tagged("Qamtu vocabulary", "en")
    yield ontology, "dcterms:license", LICENCE
    for compact, note in NOTES.items():
        yield expand(compact, base), "skos:note", tagged(note, "en")
    for each in CLASSES.values():
        yield from _class(each, base)
    for term in TERMS.values():
        yield from _defined(term, base) if term.iri.startswith("q:") else _borrowed(term, base)


def _class(each: Class, base: str) -> Iterator[_Triple]:
    subject = f"{base}def/{each.name}"
    yield subject, "rdf:type", expand("owl:Class", base)
    for language, label in each.labels.items():
        yield subject, "rdfs:label", tagged(label, language)
    yield subject, "rdfs:comment", tagged(each.comment, "en")
    yield subject, "rdfs:isDefinedBy", f"{base}def/"
    wider = [*class_iris(each.name, base), *(expand(iri, base) for iri in CLASS_ALIGNMENT.get(each.name, "").split())]
    for iri in wider:
        if iri != subject:
            yield subject, "rdfs:subClassOf", iri


def _labels(term: Term, base: str) -> Iterator[_Triple]:
    for language, label in term.labels.items():
        yield expand(term.iri, base), "rdfs:label", tagged(label, language)


def _borrowed(term: Term, base: str) -> Iterator[_Triple]:
    yield from _labels(term, base)
    yield expand(term.iri, base), "skos:note", tagged(term.comment, "en")


def _defined(term: Term, base: str) -> Iterator[_Triple]:
    subject = expand(term.iri, base)
    is_link = term.links or term.range == "iri"
    yield subject, "rdf:type", expand("owl:ObjectProperty" if is_link else "owl:DatatypeProperty", base)
    yield from _labels(term, base)
    yield subject, "rdfs:comment", tagged(term.comment, "en")
    yield subject, "rdfs:isDefinedBy", f"{base}def/"
    yield from _domain(term, base)
    if term.range not in {"Resource", "iri"}:
        yield subject, "rdfs:range", expand(_range(term), base)
    if term.name in TERM_ALIGNMENT:
        yield subject, "rdfs:subPropertyOf", expand(TERM_ALIGNMENT[term.name], base)


def _domain(term: Term, base: str) -> Iterator[_Triple]:
    """Two rdfs:domain would mean that a subject is of both classes; a union would need a list."""
    predicate = "rdfs:domain" if len(term.domain) == 1 else "schema:domainIncludes"
    for name in term.domain:
        if name != "Resource":
            yield expand(term.iri, base), predicate, f"{base}def/{name}"


def _range(term: Term) -> str:
    if term.range in DATATYPES:
        return _RANGES.get(term.range, f"xsd:{term.range}")
    return f"q:{term.range}"


def make_dataset(data: AbstractSet[Quad], base: str, version: str) -> Iterator[Quad]:
    """The data set, its licence, its size and the run that made it, in the graph ``{base}dataset/{version}``.

    ``data`` is everything but the vocabulary and this description; ``version`` a hash, for there is no clock here.
    """
    dataset, run, agent = f"{base}dataset/{version}", f"{base}run/{version}", f"{base}software/qamtu"
    rows: list[_Triple] = [
        *_about_dataset(dataset, base, version),
        *_counts(dataset, data),
        (dataset, "prov:wasGeneratedBy", run),
        (run, "rdf:type", expand("prov:Activity", base)),
        (run, "rdfs:label", tagged("Reading of the texts and curated files", "en")),
        (run, "prov:wasAssociatedWith", agent),
        *((run, "prov:used", source) for source in sorted({quad.graph for quad in data})),
        (agent, "rdf:type", expand("prov:SoftwareAgent", base)),
        (agent, "rdfs:label", plain("Qamtu")),
    ]
    for subject, predicate, value in rows:
        yield Quad(subject, expand(predicate, base), value, dataset)


_ABOUT = (
    "Unofficial. Facts that were read from the texts of acts, each with the span that it rests on, and curated facts "
    "from reviewed files. Counts are of these statements, without the vocabulary and this description. What is missing "
    "here may stand in acts that are only cited, not held; nothing here states that an act is in force."
)


def _about_dataset(dataset: str, base: str, version: str) -> Iterator[_Triple]:
    for name in ("void:Dataset", "dcat:Dataset", "prov:Entity"):
        yield dataset, "rdf:type", expand(name, base)
    yield dataset, "dcterms:title", tagged(TITLE, "en")
    yield dataset, "rdfs:label", tagged("Qamtu data", "en")
    yield dataset, "dcterms:description", tagged(_ABOUT, "en")
    yield dataset, "dcterms:license", LICENCE
    yield dataset, "dcterms:identifier", plain(version)
    yield dataset, "void:uriSpace", plain(base)
    for name in ("eli:", "oa:", "prov:", "schema:", "skos:", "q:"):
        yield dataset, "void:vocabulary", expand(name, base)


def _counts(dataset: str, quads: AbstractSet[Quad]) -> Iterator[_Triple]:
    yield dataset, "void:triples", typed(str(len({quad[:3] for quad in quads})), "integer")
    yield dataset, "void:distinctSubjects", typed(str(len({quad.subject for quad in quads})), "integer")
    yield dataset, "void:properties", typed(str(len({quad.predicate for quad in quads})), "integer")
