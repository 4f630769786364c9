"""The vocabulary and the data set, described in the dumps."""

from collections import Counter

import pytest

from graph.rdf.description import LICENCE
from graph.rdf.dump import Built, make_quads
from graph.rdf.quad import Literal, Quad, prefixes, typed
from graph.vocabulary import TERMS
from tests.sample_facts import (
    BASE,
    PROV,
    Sample,
    real,
    sample,
)


@pytest.fixture(scope="module", params=["sample", "seeds"])
def graph(request: pytest.FixtureRequest) -> Built:
    return sample() if request.param == "sample" else real()


@pytest.fixture(scope="module")
def quads(graph: Built) -> list[Quad]:
    return make_quads(graph)


def test_every_predicate_and_class_of_ours_is_defined(graph: Built, quads: list[Quad]) -> None:
    ours = graph.base + "def/"
    defined = {quad.subject for quad in quads if quad.predicate.endswith("#isDefinedBy")}
    used = {quad.predicate for quad in quads} | {q.object for q in quads if q.predicate.endswith("#type")}
    assert {iri for iri in used if isinstance(iri, str) and iri.startswith(ours)} <= defined


def test_terms_of_standards_are_not_defined_again(quads: list[Quad], graph: Built) -> None:
    defining = ("rdf-schema#domain", "rdf-schema#range", "rdf-schema#comment", "#isDefinedBy", "rdf-schema#subClassOf")
    assert {
        quad.subject for quad in quads if quad.predicate.endswith(defining) and graph.base not in quad.subject
    } == set()


def test_every_term_has_a_predicate_of_its_own() -> None:
    assert [iri for iri, times in Counter(term.iri for term in TERMS.values()).items() if times > 1] == []


def test_terms_are_labelled_in_three_languages() -> None:
    quads = make_quads(Sample(()))
    for term in TERMS.values():
        prefix, _, local = term.iri.partition(":")
        iri = prefixes(BASE)[prefix] + local
        labels = {
            q.object.language
            for q in quads
            if q.subject == iri and isinstance(q.object, Literal) and "label" in q.predicate
        }
        assert labels == {"kk", "ru", "en"}, term.name


def test_the_data_set_says_its_licence_and_its_size(graph: Built, quads: list[Quad]) -> None:
    dataset = f"{graph.base}dataset/{graph.data_version}"
    about = {quad.predicate: quad.object for quad in quads if quad.subject == dataset}
    data = [quad for quad in quads if quad.graph not in {dataset, f"{graph.base}def/"}]
    assert about["http://purl.org/dc/terms/license"] == LICENCE
    assert about["http://rdfs.org/ns/void#triples"] == typed(str(len({quad[:3] for quad in data})), "integer")
    assert {quad.graph for quad in quads if quad.subject == dataset} == {dataset}
    run = about[PROV + "wasGeneratedBy"]
    used = {quad.object for quad in quads if quad.subject == run and quad.predicate == PROV + "used"}
    assert used == {quad.graph for quad in data}
