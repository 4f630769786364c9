"""An execution that takes too long is given up; what an answer says of its cost."""

import time

import pytest

from schema import limits
from tests.asking import ask

SLOW = "{ procedures(first: 100) { nodes { listings(first: 50) { nodes { procedure { code } } } } } }"


def test_an_execution_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.0)
    answer = ask(SLOW)
    (error,) = answer["errors"]
    assert answer["data"] is None
    assert error["extensions"]["code"] == "TIMEOUT"
    assert error["extensions"]["limit"] == 0.0
    assert error["extensions"]["help"]


def test_the_time_is_counted_from_the_first_field(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr("schema.executor.monotonic", lambda: next(clock))
    monkeypatch.setattr(limits, "SECONDS", 30.0)
    assert ask(SLOW)["errors"][0]["extensions"]["code"] == "TIMEOUT"
    assert "errors" not in ask("{ meta { dataVersion } }")


def test_time_within_the_limit_is_no_error() -> None:
    started = time.monotonic()
    assert "errors" not in ask(SLOW)
    assert time.monotonic() - started < limits.SECONDS


def test_an_answer_says_what_it_was_predicted_to_cost() -> None:
    answer = ask("{ procedures(first: 7) { nodes { code listings(first: 3) { nodes { row } } } } }")
    assert answer["extensions"] == {
        "dataVersion": "0123456789abcdef0123",
        "cost": {"nodes": 7 + 7 * 3, "introspection": 0, "conditions": 8, "depth": 5},
    }
    assert "extensions" not in ask("{ procedures(first: 7) { nothing } }")
