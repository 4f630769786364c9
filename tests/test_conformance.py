"""A violation of a shape is told at the line of the text that the node was read from."""

import hashlib

import pytest

from graph.rdf.conformance import check_shapes, find_violations
from graph.rdf.dump import make_quads
from graph.rdf.quad import Quad, expand, plain, typed
from graph.source import Source
from tests.sample_facts import BASE, HEART, LIST, LISTING, ORDER, TARIFF, TEXT, sample

WORDS = "қамту\n" * 1395 + "\nстр\n33 37.51\nЖүректі трансплантаттау\n"
SOURCE = Source("act.txt", hashlib.sha256(WORDS.encode()).hexdigest(), WORDS)


def iri(compact: str) -> str:
    return expand(compact, BASE)


def without(subject: str, predicate: str) -> list[Quad]:
    return [each for each in make_quads(sample()) if (each.subject, each.predicate) != (subject, iri(predicate))]


def test_a_sound_graph_has_no_violations() -> None:
    assert find_violations(make_quads(sample()), BASE) == []


@pytest.mark.parametrize(
    ("quads", "node"),
    [
        (without(TARIFF, "q:priceAsPrinted"), TARIFF),
        (without(LISTING, "q:procedure"), LISTING),
        (without(f"{TEXT}/selector/8436-8468/quote", "oa:exact"), f"{TEXT}/selector/8436-8468/quote"),
        (without(f"{TEXT}#char=8436,8468", "oa:hasSource"), f"{TEXT}#char=8436,8468"),
    ],
)
def test_the_place_is_the_row_and_not_its_caption(quads: list[Quad], node: str) -> None:
    (found,) = check_shapes(quads, BASE, {TEXT: SOURCE})
    assert found.problem.code == "KZ-RDF-001"
    assert found.problem.message.startswith(node)
    assert (found.file, found.start) == ("act.txt", 8436)
    assert (found.line, found.column) == SOURCE.place(8436)
    assert found.sha256 == SOURCE.sha256


def test_what_was_found_and_which_shape_asks_for_what() -> None:
    price = Quad(TARIFF, iri("schema:price"), plain("dear"), TEXT)
    found = check_shapes([*without(TARIFF, "schema:price"), price], BASE, {TEXT: SOURCE})
    assert {each.problem.found for each in found} == {"dear"}
    assert any(f"{BASE}shape/price asks of {iri('schema:price')}" in each.expected for each in found)


def test_a_node_without_a_span_is_placed_in_its_file() -> None:
    title = Quad(ORDER, iri("eli:title"), plain("x"), TEXT)
    found = check_shapes([*make_quads(sample()), title], BASE, {TEXT: SOURCE})
    assert {(each.file, each.line, each.column) for each in found} == {("act.txt", 1, 1)}


def test_a_node_of_a_file_that_nobody_has_names_the_file() -> None:
    wrong = Quad(HEART, iri("q:acting"), typed("true", "boolean"), TEXT)
    found = check_shapes([*make_quads(sample()), wrong], BASE, {})
    assert {each.file for each in found} == {LIST}
