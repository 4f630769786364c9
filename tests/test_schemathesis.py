"""Schemathesis asks the running server every question that a document may begin with.

It counts every error as a failure, refusals too; here only what no client causes is one.
"""

from typing import Any

import pytest
import schemathesis
from graphql import parse
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.graphql.schemas import GraphQLSchema

from tests.drawn_documents import narrowed
from tests.test_drawn_documents import check, words, written

STEADY = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def api(server: str) -> GraphQLSchema:
    """The schema as the server introspects it."""
    for name, strategy in words().scalars().items():
        schemathesis.graphql.scalar(name, strategy)
    return schemathesis.graphql.from_url(f"{server}/graphql")


def test_no_question_fails(api: GraphQLSchema) -> None:
    operations = [each.ok() for each in api.get_all_operations() if isinstance(each, Ok)]
    questions = written().query_type
    assert questions is not None
    assert {each.label for each in operations} == {f"Query.{name}" for name in questions.fields}
    for operation in operations:

        @STEADY
        @given(operation.as_strategy())
        def ask(case: schemathesis.Case[Any]) -> None:
            for document in (case.body, narrowed(written(), words(), parse(str(case.body)))):
                case.body = document
                response = case.call()
                assert response.status_code == 200, response.text
                check(response.json())

        ask()
