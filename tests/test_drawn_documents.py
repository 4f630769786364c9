"""Documents that nobody wrote: whatever the schema lets one ask is answered or refused, and never fails."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from graphql import GraphQLSchema, build_schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import Mode, queries

from graph.build import build
from schema.api import Answer, Schema, execute, make_schema, sdl
from schema.errors import Code
from tests.drawn_documents import Words, narrowed, words_of

SEEDS = Path(__file__).parent.parent / "seeds"
STEADY = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@cache
def schema() -> Schema:
    return make_schema(build(SEEDS))


@cache
def written() -> GraphQLSchema:
    """The schema as a client knows it."""
    return build_schema(sdl(schema()))


@cache
def words() -> Words:
    entities = [entity for name in ("Procedure", "Listing", "Act") for entity in schema().context.store.all(name)]
    return words_of(schema().context.store, [schema().context.node_id(each) for each in entities[::7]])


def check(answer: Answer) -> list[str]:
    """The codes of the errors of an answer; none of them a failure of ours, and all of it JSON."""
    json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
    codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
    assert Code.INTERNAL not in codes, answer
    assert all(error["message"] and error["extensions"]["help"] for error in answer.get("errors", ()))
    assert codes or "data" in answer
    return codes


def drawn(mode: Mode = Mode.POSITIVE, **more: Any) -> st.SearchStrategy[str]:
    return queries(written(), custom_scalars=words().scalars(), mode=mode, **more)


def test_documents_that_mean_something_are_answered() -> None:
    outcomes: Counter[str] = Counter()

    @STEADY
    @given(drawn(allow_null=False, print_ast=lambda document: narrowed(written(), words(), document)))
    def ask(document: str) -> None:
        outcomes.update(check(execute(schema(), document)) or ["answered"])
        outcomes.update(each for each in ("where: {", "by: {") if each in document)

    ask()
    assert outcomes["answered"] > STEADY.max_examples / 3
    assert min(outcomes["where: {"], outcomes["by: {"]) > 5
    assert not outcomes[Code.PARSE]
    assert not outcomes[Code.VALIDATION]


@STEADY
@given(drawn())
def test_documents_of_any_words_are_answered_or_refused(document: str) -> None:
    assert Code.PARSE not in check(execute(schema(), document))


@STEADY
@given(drawn(Mode.NEGATIVE))
def test_documents_with_a_fault_are_refused(document: str) -> None:
    assert check(execute(schema(), document))
