"""The SHACL shapes: they accept the graph of the seeds and refuse damage."""

from collections.abc import Callable
from functools import cache

import pyshacl
import pytest
import rdflib

from graph.rdf.dump import Built, make_quads
from graph.rdf.model import make_model
from graph.rdf.quad import Literal, Quad, expand, plain, prefixes, tagged, typed
from graph.rdf.shapes import make_shapes
from graph.vocabulary import CLASSES, TERMS
from tests.sample_facts import BASE, LISTING, ORDER, ROW, TARIFF, TEXT, real, sample

SPAN = f"{TEXT}#char=8436,8468"
CAPTION = f"{TEXT}#char=7000,7010"


def iri(compact: str) -> str:
    return expand(compact, BASE)


@cache
def shapes(base: str) -> rdflib.Graph:
    return make_model(make_shapes(base), base)


def check(quads: list[Quad], base: str) -> str:
    """What the shapes complain about: an empty string when all is well."""
    conforms, _, text = pyshacl.validate(make_model(quads, base), shacl_graph=shapes(base), inference="none")
    assert isinstance(text, str)
    return "" if conforms else text


@pytest.mark.parametrize("make", [sample, real], ids=["sample", "seeds"])
def test_the_graph_conforms(make: Callable[[], Built]) -> None:
    graph = make()
    assert check(make_quads(graph), graph.base) == ""


def test_the_shapes_are_shapes() -> None:
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes(BASE), meta_shacl=True)
    assert conforms, text


def test_every_shape_and_list_has_a_name() -> None:
    assert all(isinstance(node, rdflib.URIRef) for triple in shapes(BASE) for node in triple[:2])
    assert not any(isinstance(value, rdflib.BNode) for value in shapes(BASE).objects())


def test_every_term_of_a_class_is_in_its_shape() -> None:
    sh = rdflib.Namespace(prefixes(BASE)["sh"])
    for name in CLASSES:
        properties = set(shapes(BASE).objects(rdflib.URIRef(f"{BASE}shape/{name}"), sh.property))
        paths = {path for each in properties for path in shapes(BASE).objects(each, sh.path)}
        own = {term.iri for term in TERMS.values() if {name, "Resource"} & set(term.domain) and term.name != "type"}
        assert paths == {rdflib.URIRef(iri(each)) for each in own}, name


def without(subject: str, predicate: str) -> list[Quad]:
    """The sample without the values of a property."""
    quads = make_quads(sample())
    kept = [quad for quad in quads if (quad.subject, quad.predicate) != (subject, iri(predicate))]
    assert len(kept) < len(quads)
    return kept


def changed(subject: str, predicate: str, value: str | Literal) -> list[Quad]:
    return [*without(subject, predicate), Quad(subject, iri(predicate), value, TEXT)]


def added(subject: str, predicate: str, value: str | Literal) -> list[Quad]:
    return [*make_quads(sample()), Quad(subject, iri(predicate), value, TEXT)]


@pytest.mark.parametrize(
    ("quads", "complaint"),
    [
        (changed(TARIFF, "schema:price", typed("63112.54", "double")), "Datatype"),
        (changed(TARIFF, "schema:price", typed("0", "decimal")), "MinExclusive"),
        (added(TARIFF, "schema:price", typed("1", "decimal")), "MaxCount"),
        (without(TARIFF, "q:priceAsPrinted"), "MinCount"),
        (without(LISTING, "q:procedure"), "MinCount"),
        (changed(LISTING, "q:procedure", f"{BASE}concept/regime/osms"), "Class"),
        (without(SPAN, "oa:hasSelector"), "MinCount"),
        ([q for q in make_quads(sample()) if q.object != f"{TEXT}/selector/8436-8468/quote"], "MinCount"),
        (added(SPAN, "oa:hasSource", ORDER), "MaxCount"),
        (added(ORDER, "eli:title", tagged("x", "kk")), "MaxCount"),
        (added(ROW, "eli:title", tagged("x", "kk")), "MaxCount"),
        (without(ROW, "eli:type_subdivision"), "MinCount"),
        (added(ROW, "eli:type_subdivision", f"{BASE}concept/subdivision/table"), "MaxCount"),
        (added(ORDER, "q:regime", f"{BASE}concept/regime/osms"), "Or"),
        (added(ORDER, "q:acting", plain("yes")), "Datatype"),
        (added(ROW, "q:nameAsPrinted", tagged("another", "kk")), "UniqueLang"),
        (added(f"{BASE}concept/body/moh", "skos:prefLabel", tagged("another", "kk")), "UniqueLang"),
        (added(ORDER, "q:commencement", plain("soon")), "Class"),
        (without(TEXT, "q:sha256"), "MinCount"),
    ],
)
def test_damage_is_refused(quads: list[Quad], complaint: str) -> None:
    assert f"Constraint Violation in {complaint}" in check(quads, BASE)


def test_a_row_of_the_law_without_evidence_is_refused() -> None:
    """A file that it was derived from is no span."""
    spans = {SPAN, CAPTION}
    quads = [quad for quad in make_quads(sample()) if quad.subject != LISTING or quad.object not in spans]
    derived = Quad(LISTING, iri("prov:wasDerivedFrom"), TEXT, TEXT)
    assert "Constraint Violation in Or" in check([*quads, derived], BASE)
    mended = Quad(LISTING, iri("prov:wasDerivedFrom"), SPAN, TEXT)
    assert check([*quads, mended], BASE) == ""
