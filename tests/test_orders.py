"""Orders: whichever is asked for, walking gives each item once, forward and backward, in the order of SPARQL."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.stores import sparql
from graph.stores.query import Order, Query
from graph.vocabulary import TERMS
from schema.api import Schema, execute
from schema.field import field_name
from schema.orders import ORDERS, read_order
from tests.asking import schema as small
from tests.test_examples import endpoint as real_endpoint
from tests.test_examples import schema as real
from tests.test_store import endpoint as small_endpoint
from tests.test_store import reference
from tests.world import code_iri

Walk = dict[str, Any]
SCHEMAS: dict[str, Callable[[], Schema]] = {"world": small, "seeds": real}
ENDPOINTS = {"world": small_endpoint, "seeds": real_endpoint}


def keys(class_name: str) -> list[str]:
    declared = ORDERS[class_name].__strawberry_definition__.fields  # type: ignore[attr-defined]
    return [field_name(each) for each in declared]


def root(class_name: str) -> str:
    return class_name[0].lower() + class_name[1:] + "s"


@cache
def everyone(which: str, class_name: str) -> list[str]:
    return [each.iri for each in SCHEMAS[which]().context.store.all(class_name)]


def page(which: str, class_name: str, order: list[dict[str, str]], **cut: Any) -> Walk:
    query = f"""query($order: [{class_name}Order!], $first: Int, $after: String, $last: Int, $before: String) {{
      it: {root(class_name)}(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {{
        totalCount pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} nodes {{ iri }} }} }}"""
    answer = execute(SCHEMAS[which](), query, {"order": order, **cut})
    assert "errors" not in answer, answer["errors"]
    found: Walk = answer["data"]["it"]
    return found


def walk(which: str, class_name: str, order: list[dict[str, str]], size: int, *, back: bool) -> list[str]:
    """Every item by walking page by page to the end, or back from it to the beginning."""
    seen: list[str] = []
    place: str | None = None
    while True:
        cut = {"last": size, "before": place} if back else {"first": size, "after": place}
        found = page(which, class_name, order, **cut)
        iris = [node["iri"] for node in found["nodes"]]
        seen = [*iris, *seen] if back else [*seen, *iris]
        assert found["pageInfo"]["hasPreviousPage" if back else "hasNextPage"] == (len(seen) < found["totalCount"])
        if len(seen) >= found["totalCount"]:
            return seen
        place = found["pageInfo"]["startCursor" if back else "endCursor"]


def orders(class_name: str) -> st.SearchStrategy[list[dict[str, str]]]:
    one = st.tuples(st.sampled_from(keys(class_name)), st.sampled_from(["ASC", "DESC"]))
    return st.lists(one.map(lambda pair: {pair[0]: pair[1]}), max_size=3)


ASKED = st.sampled_from(sorted(ORDERS)).flatmap(lambda name: st.tuples(st.just(name), orders(name)))


@pytest.mark.parametrize("which", SCHEMAS)
@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(ASKED, st.integers(1, 4))
def test_walking_gives_each_once_in_both_directions(
    which: str, asked: tuple[str, list[dict[str, str]]], size: int
) -> None:
    class_name, order = asked
    larger = size * (10 if which == "seeds" else 1)
    forward = walk(which, class_name, order, larger, back=False)
    assert sorted(forward) == sorted(everyone(which, class_name))
    assert walk(which, class_name, order, larger, back=True) == forward


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize(("class_name", "key"), [(name, key) for name in ORDERS for key in keys(name)])
def test_an_order_is_that_of_its_sparql(class_name: str, key: str, direction: str) -> None:
    order = [{key: direction}]
    query = Query(class_name, order=read_order(ORDERS[class_name], order))
    for which, engine in ENDPOINTS.items():
        text = sparql.select(query, SCHEMAS[which]().context.graph.base)
        assert engine().run(text) == walk(which, class_name, order, 100, back=False)
    assert reference().answer(query) == walk("world", class_name, order, 100, back=False)


def test_by_how_many_lead_there() -> None:
    found = [node["iri"] for node in page("world", "Procedure", [{"listings": "DESC"}, {"code": "DESC"}])["nodes"]]
    assert found == [code_iri(code) for code in ("92.201", "35.84", "00.50", "92.291", "41.10", "37.51", "99.791")]


@pytest.mark.parametrize("class_name", ORDERS)
def test_an_order_is_by_terms_of_one_value(class_name: str) -> None:
    """With several values the engines could pick different ones."""
    for key in keys(class_name):
        (order,) = read_order(ORDERS[class_name], [{key: "ASC"}])
        path = order.path if isinstance(order, Order) else ()
        assert not any(TERMS[term].many or TERMS[term].range == "langString" for term in path)
