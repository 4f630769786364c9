"""Queries as values, and as SPARQL."""

import pyoxigraph as ox
import pytest

from graph.stores import sparql
from graph.stores.query import EVERYTHING, And, Compare, Comparison, In, Is, Not, Or, Order, Query, Some, Way
from tests.world import BASE

LISTINGS = Way("procedure", "Listing", back=True)


def test_equal_queries_are_one_key() -> None:
    def ask() -> Query:
        return Query("Procedure", And((In("code", ("37.51",)), Not(Some(LISTINGS, EVERYTHING)))))

    assert len({ask(), ask()}) == 1


def test_sparql_reads_like_the_question() -> None:
    where = And(
        (
            In("kinds", (f"{BASE}concept/kind/transplantation",)),
            Some(LISTINGS, In("regimes", (f"{BASE}concept/regime/osms",))),
            Not(Some(LISTINGS, In("admission", (f"{BASE}concept/admission/emergency",)))),
        )
    )
    row = "?listing{0} q:procedure ?this . ?listing{0} a q:Listing . "
    natural = 'REPLACE(REPLACE(STR(?this), "([0-9]+)", "00000000000$1"), "[0-9]*([0-9]{12})", "$1")'
    assert sparql.select(Query("Procedure", where), BASE).splitlines() == [
        f"PREFIX q: <{BASE}def/>",
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>",
        "SELECT DISTINCT ?this WHERE {",
        "  ?this a q:Procedure .",
        f"  ?this q:kind <{BASE}concept/kind/transplantation> .",
        f"  FILTER EXISTS {{ {row.format(1)}?listing1 q:regime <{BASE}concept/regime/osms> . }}",
        f"  FILTER NOT EXISTS {{ {row.format(2)}?listing2 q:admission <{BASE}concept/admission/emergency> . }}",
        "  OPTIONAL { ?this skos:notation ?order3 . }",
        "}",
        f"ORDER BY ASC(?order3) ASC({natural})",
    ]


NASTY = ['"', "\\", '" } DROP ALL #', "\n", "\r\t\0", "\x7f", "}", "?this", "'", '"""', "\\u0022", "қ 𝔘", "a" * 400]


@pytest.mark.parametrize("text", NASTY)
def test_a_text_stays_inside_its_quotes(text: str) -> None:
    node = ox.NamedNode(f"{BASE}it")
    store = ox.Store()
    store.add(ox.Quad(node, ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation"), ox.Literal(text)))
    store.add(
        ox.Quad(
            node,
            ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            ox.NamedNode(f"{BASE}def/Procedure"),
        )
    )
    for where in (In("code", (text,)), Compare("code", Comparison.STARTS, text), Or((In("code", (text, "x")),))):
        found = store.query(sparql.select(Query("Procedure", where), BASE))
        assert isinstance(found, ox.QuerySolutions)
        assert len(list(found)) == 1


@pytest.mark.parametrize("iri", ["http://a/> . } #", "http://a/\n", 'http://a/"{}|^`\\', "http://a/\u00a0қ"])
def test_an_iri_stays_inside_its_brackets(iri: str) -> None:
    text = sparql.select(Query("Procedure", And((Is((iri,)), In("kinds", (iri,))))), BASE)
    assert not list(ox.Store().query(text))  # type: ignore[arg-type]
    assert text.count(">") == text.count("<")


def test_orders_have_their_direction_and_collation() -> None:
    text = sparql.select(Query("TariffLine", order=(Order(("price",), True), Order(("row",), natural=True))), BASE)
    assert "OPTIONAL { ?this schema:price ?order1 . }" in text
    assert "ORDER BY DESC(?order1) ASC(REPLACE(REPLACE(STR(?order2)" in text
