"""The examples of changes and of differences against their twins in SPARQL."""

from tests.test_examples import answer
from tests.test_sparql_examples import rows, said, same


def test_what_changed() -> None:
    found = answer("25")
    hearts = {each["version"]["iri"]: each["put"][0]["iri"] for each in found["heart"]}
    assert [each["rowsPut"] for each in found["heart"]] == [1]
    assert [each["rowsPut"] for each in found["changes"]] == [3, 109]
    assert [each["rowsEnded"] for each in found["changes"]] == [0, None]
    twin = rows("25")
    assert [row["version"] for row in twin] == [each["version"]["iri"] for each in found["changes"]]
    expected = []
    for each in found["changes"]:
        registration = each["act"]["registration"] or {}
        expected.append(
            {
                "of": each["of"]["iri"],
                "version": each["version"]["iri"],
                "complete": said(each["version"]["complete"]),
                "number": each["act"]["requisites"]["number"],
                "signed": each["act"]["requisites"]["signed"],
                "registered": registration.get("number"),
                "registeredOn": registration.get("date"),
                "day": each["day"],
                "notBefore": each["notBefore"],
                "awaitsPublication": said(each["awaitsPublication"]),
                "reason": each["reason"],
                "rowsPut": str(each["rowsPut"]),
                "heart": hearts.get(each["version"]["iri"]),
            }
        )
    same(twin, expected)


def test_difference_of_versions() -> None:
    found = answer("26")
    before, itself = found["before"], found["itself"]
    assert (before["before"], before["counts"], before["changes"], before["complete"]) == (None, None, [], False)
    assert before["reason"].startswith("No version of Appendix 2 that is known was in force on 2021-06-01")
    same(
        rows("26"),
        [
            {
                "before": itself["before"]["iri"],
                "after": itself["after"]["iri"],
                "knownThen": "0",
                "complete": said(itself["complete"]),
                "unchanged": str(itself["unchanged"]),
                "changed": str(len(itself["changes"])),
            }
        ],
    )
    assert itself["unchanged"] == 109
    assert {each["count"] for each in itself["counts"]} == {0}
