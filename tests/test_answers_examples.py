"""The worked examples of coverage and absence, and their twins in SPARQL."""

from typing import Any

from tests.test_examples import answer
from tests.test_sparql_examples import rows, said, same


def test_coverage() -> None:
    found = answer("13")["coverage"]
    assert [(each["regime"]["code"], each["admission"], each["status"]) for each in found["verdicts"]] == [
        ("GOBMP", "EMERGENCY", "LISTED"),
        ("GOBMP", "PLANNED", "NOT_LISTED"),
        ("OSMS", "EMERGENCY", "NOT_LISTED"),
        ("OSMS", "PLANNED", "LISTED"),
    ]
    emergency, guaranteed, insured, planned = found["verdicts"]
    for verdict, table, row, caption in ((emergency, "1", "21", "Шұғыл"), (planned, "3", "53", "Жоспарлы")):
        (listing,) = verdict["listings"]["nodes"]
        assert (listing["table"], listing["row"]) == ({"number": table}, row)
        assert listing["evidence"][0]["quote"].startswith(f"{table}-кесте. {caption} емдеуге жатқызу")
        assert listing["evidence"][1]["quote"].split()[:2] == [row, "50.52"]
        basis = listing["legalBasis"]
        assert basis["act"] == {"requisites": {"number": "ҚР ДСМ-134/2020", "signed": "2020-10-16"}, "held": False}
        assert basis["causedBy"]["requisites"] == {"number": "ҚР ДСМ-141", "signed": "2021-12-31"}
        assert (basis["point"]["kind"], basis["point"]["number"]) == ({"code": "POINT"}, "1")
        assert "жаңа редакцияда жазылсын" in basis["point"]["text"]
        assert basis["entryIntoForce"] is None
        assert "publication" in basis["reason"]
    assert (guaranteed["absence"]["rowsMatching"], insured["absence"]["rowsMatching"]) == (6, 0)
    for verdict in (guaranteed, insured):
        absence = verdict["absence"]
        assert (absence["rowsRead"], absence["complete"], absence["proved"]) == (109, True, True)
        assert [each["rows"]["totalCount"] for each in absence["tablesRead"]["nodes"]] == [29, 6, 74]
        assert [gap["kind"] for gap in absence["gaps"]] == ["ACT_NOT_HELD"]


def test_coverage_in_sparql() -> None:
    """All but the sentences, and how many rows of a table stand under a regime and a mode, which SPARQL adds."""
    found = answer("13")["coverage"]
    twin = rows("13")
    matching: dict[tuple[str, str], int] = {}
    for row in twin:
        if "matching" in row:
            place = (row["payer"], row["admitted"])
            matching[place] = matching.get(place, 0) + int(row.pop("matching"))
    expected = []
    for verdict in found["verdicts"]:
        whose = {
            "label": found["procedure"]["label"]["value"],
            "payer": verdict["regime"]["code"],
            "admitted": verdict["admission"],
            "status": verdict["status"],
        }
        expected += [{**whose, **each} for listing in verdict["listings"]["nodes"] for each in listed(listing)]
        if absence := verdict["absence"]:
            assert matching.pop((whose["payer"], whose["admitted"])) == absence["rowsMatching"]
            expected += [
                {
                    **whose,
                    "table": table["number"],
                    "rows": str(table["rows"]["totalCount"]),
                    "complete": said(table["version"]["complete"]),
                }
                for table in absence["tablesRead"]["nodes"]
            ]
    same(twin, expected)
    assert matching == {}


def listed(listing: dict[str, Any]) -> list[dict[str, Any]]:
    """A row and what it rests on, once for each piece of evidence."""
    basis = listing["legalBasis"]
    return [
        {
            "table": listing["table"]["number"],
            "row": listing["row"],
            "place": piece["locator"],
            "quote": piece["quote"],
            "law": basis["act"]["requisites"]["number"],
            "lawSigned": basis["act"]["requisites"]["signed"],
            "lawHeld": said(basis["act"]["held"]),
            "version": basis["version"]["iri"],
            "complete": said(basis["version"]["complete"]),
            "order": basis["causedBy"]["requisites"]["number"],
            "signed": basis["causedBy"]["requisites"]["signed"],
            "registered": basis["causedBy"]["registration"]["number"],
            "byKind": basis["point"]["kind"]["code"],
            "byNumber": basis["point"]["number"],
            "byText": basis["point"]["text"],
            "inForce": basis["entryIntoForce"],
            "reason": basis["reason"],
            "appliesFrom": basis["appliesFrom"],
        }
        for piece in listing["evidence"]
    ]


def test_absence() -> None:
    found = answer("14")["absence"]
    assert (found["rowsRead"], found["rowsMatching"], found["complete"]) == (109, 29, True)
    assert [each["rows"]["totalCount"] for each in found["tablesRead"]["nodes"]] == [29, 6, 74]
    near = [(each["listing"]["procedure"]["code"], each["kind"]) for each in found["nearest"]]
    assert near == [
        ("37.66", "CATEGORY"),
        ("37.94", "CATEGORY"),
        ("50.59", "NAME"),
        ("86.66", "NAME"),
        ("55.62", "NAME"),
    ]
    assert {each["listing"]["table"]["number"] for each in found["nearest"]} == {"1"}


def test_absence_in_sparql() -> None:
    """The tables that were read, and the rows that are near by category."""
    found = answer("14")["absence"]
    twin = rows("14")
    read = [row for row in twin if "rows" in row]
    assert sum(int(row.pop("matching")) for row in read) == found["rowsMatching"]
    same(
        read,
        [
            {
                "table": table["number"],
                "iri": table["iri"],
                "rows": str(table["rows"]["totalCount"]),
                "named": "0",
                "complete": said(table["version"]["complete"]),
                "rowsRead": str(table["version"]["rowsRead"]),
                "law": table["version"]["act"]["requisites"]["number"],
                "lawHeld": said(table["version"]["act"]["held"]),
                "order": table["version"]["causedBy"]["requisites"]["number"],
                "signed": table["version"]["causedBy"]["requisites"]["signed"],
            }
            for table in found["tablesRead"]["nodes"]
        ],
    )
    near = [each for each in found["nearest"] if each["kind"] == "CATEGORY"]
    assert [each["reason"] for each in near] == [
        f"Same category: {row['category']} {row['title']}." for row in twin if "category" in row
    ]
    same(
        [row for row in twin if row.pop("category", None) and row.pop("title")],
        [
            {
                "code": each["listing"]["procedure"]["code"],
                "label": each["listing"]["procedure"]["label"]["value"],
                "table": each["listing"]["table"]["number"],
                "row": each["listing"]["row"],
                "payer": regime["code"],
            }
            for each in near
            for regime in each["listing"]["regimes"]
        ],
    )
