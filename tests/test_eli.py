"""The domains and ranges of ELI 1.5 hold: in the vocabulary, and in the graph of the seeds.

The table is typed from the ontology (https://data.europa.eu/eli/ontology, version 1.5), not made from our vocabulary.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pytest

from graph.rdf.dump import Built, make_quads
from graph.rdf.quad import RDF_TYPE, Literal, Quad, plain, prefixes
from graph.rdf.triples import class_iris
from graph.term import DATATYPES, Term
from graph.vocabulary import CLASSES, PREFIXES, TERMS
from tests.sample_facts import BASE, ORDER, TEXT, real, sample

ELI = PREFIXES["eli"]
XSD = PREFIXES["xsd"]

SUPERCLASSES = {
    "ComplexWork": "Work",
    "Expression": "",
    "Format": "Manifestation",
    "LegalExpression": "Expression",
    "LegalResource": "Work",
    "LegalResourceSubdivision": "LegalResource WorkSubdivision",
    "Manifestation": "",
    "Organization": "Agent",
    "Person": "Agent",
    "Work": "",
    "WorkSubdivision": "Work",
}
VALUES = (
    *("AdministrativeArea", "FormatType", "InForce", "Language", "LegalValue", "ResourceType", "SubdivisionType"),
    *("Version", "WorkType"),
)

LEGAL = "LegalResource LegalExpression"
ANY = "Work Expression"

PROPERTIES = {
    "amended_by": (ANY, ANY),
    "amends": (ANY, ANY),
    "based_on": ("Work", ANY),
    "basis_for": (ANY, "Work"),
    "changed_by": (ANY, ANY),
    "changes": (ANY, ANY),
    "cited_by": ("", LEGAL),
    "cites": (LEGAL, ""),
    "commenced_by": (LEGAL, LEGAL),
    "commences": (LEGAL, LEGAL),
    "consolidated_by": (LEGAL, LEGAL),
    "consolidates": (LEGAL, LEGAL),
    "corrects": (ANY, "Work Expression Manifestation"),
    "date_applicability": (LEGAL, "xsd:date"),
    "date_document": ("Work", "xsd:date"),
    "date_no_longer_in_force": (LEGAL, "xsd:date"),
    "date_publication": (LEGAL, "xsd:date"),
    "embodies": ("Manifestation", "Expression"),
    "first_date_entry_in_force": (LEGAL, "xsd:date"),
    "format": ("Manifestation", "FormatType"),
    "has_annex": (ANY, ANY),
    "has_member": ("Work", "Work"),
    "has_part": ("Work", "Work"),
    "id_local": ("LegalResource LegalExpression Format", "xsd:string xsd:anyURI"),
    "in_force": (LEGAL, "InForce"),
    "is_about": ("Work", ""),
    "is_annex_of": ("", ""),
    "is_embodied_by": ("Expression", "Manifestation"),
    "is_exemplified_by": ("Manifestation", ""),
    "is_member_of": ("Work", "Work"),
    "is_part_of": ("Work", "Work"),
    "is_realized_by": ("Work", "Expression"),
    "jurisdiction": (LEGAL, "AdministrativeArea"),
    "language": ("Expression", "Language"),
    "legal_value": ("Format", "LegalValue"),
    "media_type": ("Manifestation", ""),
    "number": (ANY, "xsd:string"),
    "passed_by": ("LegalResource", "Agent"),
    "publisher": ("Format LegalExpression", "literal"),
    "publisher_agent": ("Format LegalExpression", "Agent"),
    "realizes": ("Expression", "Work"),
    "refers_to": (ANY, ""),
    "repealed_by": (LEGAL, LEGAL),
    "repeals": (LEGAL, LEGAL),
    "responsibility_of": ("LegalResource", "literal"),
    "responsibility_of_agent": ("LegalResource", "Agent"),
    "title": ("Expression", "literal"),
    "title_alternative": ("Expression", "literal"),
    "title_short": ("Expression", "literal"),
    "type_document": ("LegalResource", "ResourceType"),
    "type_subdivision": ("WorkSubdivision", "SubdivisionType"),
    "version": (LEGAL, "Version"),
    "version_date": (LEGAL, "xsd:date"),
}
"""Property: domain and range, any class of each; an empty one allows anything."""

FUNCTIONAL = {
    *("date_document", "date_no_longer_in_force", "date_publication", "embodies", "first_date_entry_in_force"),
    *("in_force", "realizes", "type_subdivision", "version_date"),
}

TABLES = {"ResourceType": "ResourceTypeTable", "SubdivisionType": "SubdivisionTypeTable", "InForce": "InForceTable"}


def closure(names: Iterable[str]) -> set[str]:
    """The classes and all above them."""
    found = set(names)
    for name in tuple(found):
        found |= closure(SUPERCLASSES.get(name, "").split())
    return found


def types_of(quads: Iterable[Quad]) -> dict[str, set[str]]:
    types = defaultdict(set)
    for quad in quads:
        if quad.predicate == RDF_TYPE and isinstance(quad.object, str) and quad.object.startswith(ELI):
            types[quad.subject].add(quad.object.removeprefix(ELI))
    return {subject: closure(names) for subject, names in types.items()}


def violations(quads: list[Quad], base: str) -> Iterator[str]:
    """Each statement with a property of ELI that breaks its domain, its range or its functionality."""
    types = types_of(quads)
    stated = {quad[:3] for quad in quads if quad.predicate.startswith(ELI)}
    for subject, predicate, value in stated:
        name = predicate.removeprefix(ELI)
        if name not in PROPERTIES:
            yield f"{name} is no property of ELI"
            continue
        domain, range_ = PROPERTIES[name]
        if domain and not types.get(subject, set()) & set(domain.split()):
            yield f"{name}: {subject} is not of the domain"
        if not fits(value, set(range_.split()), types, base):
            yield f"{name}: {value} is not of the range"
    values = Counter((subject, predicate) for subject, predicate, _ in stated)
    for (subject, predicate), number in values.items():
        if number > 1 and predicate.removeprefix(ELI) in FUNCTIONAL:
            yield f"{predicate.removeprefix(ELI)}: {subject} has {number}"


def fits(value: str | Literal, range_: set[str], types: dict[str, set[str]], base: str) -> bool:
    if not range_:
        return True
    if isinstance(value, Literal):
        return "literal" in range_ or value.datatype.replace(XSD, "xsd:") in range_
    if not value.startswith(base):  # A value of a table that others publish.
        return bool(range_ & set(VALUES))
    return bool(types.get(value, set()) & range_)


@pytest.fixture(scope="module", params=["sample", "seeds"])
def graph(request: pytest.FixtureRequest) -> Built:
    return sample() if request.param == "sample" else real()


@pytest.fixture(scope="module")
def quads(graph: Built) -> list[Quad]:
    """The data, without our notes on the properties of ELI."""
    return [quad for quad in make_quads(graph) if quad.graph != f"{graph.base}def/"]


def test_the_graph_keeps_domains_and_ranges(graph: Built, quads: list[Quad]) -> None:
    assert sorted(violations(quads, graph.base)) == []


def test_values_stand_in_the_tables_of_eli(quads: list[Quad]) -> None:
    schemes = defaultdict(set)
    for quad in quads:
        if quad.predicate == PREFIXES["skos"] + "inScheme":
            schemes[quad.subject].add(quad.object)
    for subject, names in types_of(quads).items():
        for name in names & TABLES.keys():
            assert ELI + TABLES[name] in schemes[subject], subject


def test_only_expressions_have_title_and_language(quads: list[Quad]) -> None:
    types = types_of(quads)
    worded = {quad.subject for quad in quads if quad.predicate in {ELI + "title", ELI + "language"}}
    assert worded
    assert all("Expression" in types[subject] and "Work" not in types[subject] for subject in worded)


def test_every_format_has_one_format(quads: list[Quad]) -> None:
    files = {subject for subject, names in types_of(quads).items() if "Format" in names}
    formats = Counter(quad.subject for quad in quads if quad.predicate == ELI + "format")
    assert formats == dict.fromkeys(files, 1)


def test_no_subject_is_on_two_levels(quads: list[Quad]) -> None:
    levels = {"Work", "Expression", "Manifestation"}
    assert {subject: names for subject, names in types_of(quads).items() if len(names & levels) > 1} == {}


def test_every_class_of_eli_that_we_use_exists() -> None:
    used = {iri.removeprefix("eli:") for each in CLASSES.values() for iri in each.iris.split() if iri[:4] == "eli:"}
    assert used <= {*SUPERCLASSES, *VALUES}


def eli_classes(name: str) -> set[str]:
    return closure(iri.removeprefix(ELI) for iri in class_iris(name, BASE) if iri.startswith(ELI))


@pytest.mark.parametrize("term", [term for term in TERMS.values() if term.iri.startswith("eli:")], ids=lambda t: t.name)
def test_the_vocabulary_keeps_domains_and_ranges(term: Term) -> None:
    """Also where the seeds have no such fact."""
    domain, range_ = (set(each.split()) for each in PROPERTIES[term.iri.removeprefix("eli:")])
    assert all(eli_classes(name) & domain for name in term.domain)
    if term.range in CLASSES and range_:
        assert eli_classes(term.range) & range_
    if term.range in DATATYPES - {"iri"}:
        assert range_ & {"literal", f"xsd:{term.range}"}


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (Quad(ORDER, ELI + "title", plain("x"), TEXT), "title: "),
        (Quad(ORDER, ELI + "amends", TEXT, TEXT), "amends: "),
        (Quad(TEXT, ELI + "number", plain("1"), TEXT), "number: "),
        (Quad(ORDER, ELI + "date_document", plain("2021-12-31"), TEXT), "date_document: "),
        (Quad(f"{ORDER}#commencement", ELI + "date_applicability", plain("x"), TEXT), "date_applicability: "),
        (Quad(ORDER, ELI + "inserts", ORDER, TEXT), "inserts is no property"),
    ],
)
def test_a_broken_statement_is_seen(broken: Quad, problem: str) -> None:
    quads = [quad for quad in make_quads(sample()) if quad.graph != prefixes(BASE)["q"]]
    assert any(each.startswith(problem) for each in violations([*quads, broken], BASE))
