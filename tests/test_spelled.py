"""Values as people spell them: numbers of acts are folded, values that nothing can have are refused."""

import pytest

from tests.asking import data, error

NUMBERS = ["№ ҚР ДСМ-141", "КР ДСМ-141", "KR DSM-141", "ҚР ДСМ - 141", "№ ҚР ДСМ –141", "ҚРДСМ-141", "ҚР ДСМ-141"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_found_however_it_is_spelled(number: str) -> None:
    asked = """query($n: String!, $s: Date!) {
      acts(where: { number: { eq: $n } }) { nodes { requisites { number } } }
      in: acts(where: { number: { in: [$n, "none"] } }) { totalCount }
      starts: acts(where: { number: { startsWith: $n } }) { totalCount }
      other: acts(where: { number: { eq: $n, ne: $n } }) { totalCount }
      tables(where: { act: { amendedBy: { some: { number: { eq: $n } } } } }) { totalCount }
      act(by: { requisites: { issuer: "MOH", signed: $s, number: $n } }) { held }
    }"""
    found = data(asked, {"n": number, "s": "2021-12-31"})
    assert found["acts"]["nodes"] == [{"requisites": {"number": "ҚР ДСМ-141"}}]
    assert (found["in"], found["starts"], found["other"]) == ({"totalCount": 1}, {"totalCount": 1}, {"totalCount": 0})
    assert found["tables"]["totalCount"] > 0
    assert found["act"] == {"held": True}


def test_null_is_no_number() -> None:
    every = data("{ acts { totalCount } }")
    assert data("{ acts(where: { number: { eq: null, in: null } }) { totalCount } }") == every


@pytest.mark.parametrize(
    ("asked", "value", "possible"),
    [
        ("effects(where: { operation: { eq: $v } })", "insertion", "INSERTION"),
        ("effects(where: { operation: { in: [$v] } })", "AMENDMENT", "SUBSTITUTION"),
        ("procedures(where: { chapter: { eq: $v } })", "35", "35-39"),
        ("procedures(where: { chapter: { notIn: [$v] } })", "35–39", "35-39"),
        ("procedures(set: { where: { chapter: { ne: $v } } })", "", "35-39"),
        ("acts(where: { kind: { eq: $v } })", "Order", "ORDER"),
        ("services(where: { group: { eq: $v } })", "d", "D"),
    ],
)
def test_a_value_that_nothing_can_have_is_refused(asked: str, value: str, possible: str) -> None:
    found = error(f"query($v: String!) {{ {asked} {{ totalCount }} }}", {"v": value})
    assert found["extensions"]["code"] == "BAD_USER_INPUT"
    assert found["extensions"]["found"] == value
    assert possible in found["extensions"]["expected"].split(", ")
    assert "errors" not in data(f"query($v: String!) {{ {asked} {{ totalCount }} }}", {"v": possible})


def test_the_beginning_of_a_chapter_may_be_asked_for() -> None:
    assert data('{ procedures(where: { chapter: { startsWith: "35" } }) { totalCount } }')["procedures"]["totalCount"]
