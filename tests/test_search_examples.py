"""The examples of search and resolution against their twins in SPARQL."""

from tests.test_examples import answer
from tests.test_sparql_examples import rows


def test_search() -> None:
    found = answer("15")
    edges = found["search"]["edges"]
    codes = [edge["node"]["code"] for edge in edges]
    assert codes == ["37.51", "33.6"]
    assert found["search"]["totalCount"] == 2
    assert found["search"]["complete"] is True
    assert found["damaged"]["totalCount"] == 0
    (suggestion,) = found["damaged"]["suggestions"]
    assert suggestion["repairs"] == ["PUNCTUATION"]
    twin = rows("15")
    assert sorted(codes) == sorted(row["code"] for row in twin if "code" in row)
    assert [suggestion["code"]] == [row["suggested"] for row in twin if "suggested" in row]


def test_resolve() -> None:
    found = {each["term"]: each for each in answer("16")["resolve"]}
    twin = rows("16")
    assert {row["term"] for row in twin} == set(found)
    for row in twin:
        resolved = found[row["term"]]
        expected = {"EXACT": row.get("exact"), "CANDIDATES": row.get("candidate"), "NONE": None}
        iris = [match["node"]["iri"] for match in resolved["matches"]]
        assert iris == [iri for iri in [expected[resolved["status"]]] if iri]
    statuses = [each["status"] for each in found.values()]
    assert statuses == ["EXACT", "CANDIDATES", "EXACT", "EXACT", "EXACT", "EXACT", "NONE"]
