"""The worked examples of sets, against the text of the acts and against their twins in SPARQL."""

from decimal import Decimal

from tests.test_examples import INSURED, answer
from tests.test_sparql_examples import rows


def test_sets() -> None:
    found = answer("11")
    assert found["procedures"]["totalCount"] == 9
    codes = [node["code"] for node in found["procedures"]["nodes"]]
    assert codes == INSURED == [node["code"] for node in answer("01")["procedures"]["nodes"]]
    expected = [{"code": node["code"], "label": node["label"]["value"]} for node in found["procedures"]["nodes"]]
    assert rows("11") == expected
    assert {"insured", "guaranteed", "emergency", "planned", "transplants"} <= {
        each["name"] for each in found["namedSets"]
    }


def test_sets_compared() -> None:
    found = answer("12")["compare"]
    assert found["counts"] == {"a": 26, "b": 29, "onlyA": 19, "onlyB": 22, "both": 7, "either": 48}
    assert [node["code"] for node in found["both"]["nodes"]] == [
        "35.21", "35.23", "35.33", "35.82", "35.84", "37.66", "37.94",
    ]  # fmt: skip
    parts = {(row["cardiac"], row["emergency"]): row for row in rows("12")}
    for name, sides in (("both", ("true", "true")), ("onlyA", ("true", "false")), ("onlyB", ("false", "true"))):
        assert sorted(parts[sides]["which"].split("\n")) == [node["code"] for node in found[name]["nodes"]]
        assert int(parts[sides]["procedures"]) == found["counts"][name]
    either = sum(int(row["procedures"]) for row in parts.values())
    index = Decimal(int(parts["true", "true"]["procedures"])) / either
    assert Decimal(found["jaccard"]) == round(index, 6)
