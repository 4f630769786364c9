"""Documents that nobody wrote: whatever the schema lets one ask is answered or refused, and never fails."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLSchema, build_schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import Mode, queries

from graph.build import build
from schema.api import Answer, Schema, execute, make_schema, sdl
from schema.errors import Code
from tests.drawn_documents import Words, narrowed, words_of
from tests.test_schema import leaves

SEEDS = Path(__file__).parent.parent / "seeds"
STEADY = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=40,
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
    assert min(outcomes["where: {"], outcomes["by: {"]) > 0
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


PIECES = (
    *("{", "}", "(", ")", "[", "]", ":", ",", "=", "!", "|", "&", "...", "@", "$", "#", '"', '"""', "\\u", "\ufeff"),
    *("query", "mutation", "subscription", "fragment", "F", "on", "Query", "Procedure", "type", "schema", "extend"),
    *("procedures", "nodes", "code", "where", "first", "after", "not", "in", "__typename", "__schema", "@skip", "if"),
    *("$a", "Int", "null", "true", "-1", "0", "1e9", "9" * 30, "0x", "é", "\ud800", "\0", "\n"),
)


@settings(STEADY, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(st.characters(), max_size=60))
def test_heaps_of_tokens_are_answered_or_refused(document: str) -> None:
    check(execute(schema(), document))


@cache
def questions() -> list[tuple[str, list[str]]]:
    """Every question that takes arguments, with all of them as variables, and their names."""
    root = written().query_type
    assert root is not None
    found = []
    for name, field in root.fields.items():
        declared = ", ".join(f"${key}: {each.type}" for key, each in field.args.items())
        given = ", ".join(f"{key}: ${key}" for key in field.args)
        if declared:
            found.append((f"query({declared}) {{ {name}({given}){leaves(field.type)} }}", list(field.args)))
    return found


@cache
def keys() -> list[str]:
    inputs = [each for each in written().type_map.values() if isinstance(each, GraphQLInputObjectType)]
    return sorted({key for each in inputs for key in each.fields})


ANY_TEXT = st.text(st.characters(), max_size=20) | st.sampled_from(["37.51", "ASC", "OSMS", "2025-08-01", "kk"])
ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.deferred(lambda: st.sampled_from(keys())), inner),
    max_leaves=20,
)


@settings(STEADY, max_examples=150)
@given(st.data())
def test_variables_of_any_kind_are_taken_or_refused(data: st.DataObject) -> None:
    document, names = data.draw(st.sampled_from(questions()))
    variables = {name: data.draw(ANY_VALUE) for name in names}
    check(execute(schema(), document, variables))
