"""The worked examples of a day, and their twins in SPARQL."""

from pathlib import Path
from typing import Any

from schema.api import execute, make_schema
from tests.endpoint import SparqlEngine
from tests.test_examples import FOLDER, answer
from tests.test_price import ORDER, PRICES, published
from tests.test_sparql_examples import queries, rows, same, solutions

RULE = "4. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен \nсоң қолданысқа енгізіледі"


def test_price_on_a_day() -> None:
    found = answer("23")
    act = found.pop("act")
    assert {name: (each["status"], each["price"]) for name, each in found.items()} == {
        "onceInForce": ("YES", {"amount": "1081701.27", "currency": "KZT"}),
        "askedInAugust": ("UNKNOWN", None),
        "askedInSeptember": ("UNKNOWN", None),
        "before": ("UNKNOWN", None),
    }
    assert {name: codes(each["reasons"]) for name, each in found.items()} == {
        "onceInForce": ["RETROACTIVE"],
        "askedInAugust": ["BASE_NOT_HELD", "NOT_YET_IN_FORCE"],
        "askedInSeptember": ["AWAITING_PUBLICATION"],
        "before": ["BASE_NOT_HELD", "BEFORE_APPLICATION"],
    }
    assert {name: each["lines"][0]["status"] for name, each in found.items()} == {
        "onceInForce": "YES",
        "askedInAugust": "NO",
        "askedInSeptember": "UNKNOWN",
        "before": "NO",
    }
    (condition,) = found["onceInForce"]["conditions"]
    assert condition["commencement"]["notBefore"] == "2025-08-20"
    assert condition["evidence"][0]["quote"].startswith(RULE)
    assert "has entered into force by the day on which one asks" in condition["text"]
    assert (act["onTheDay"]["status"], codes(act["onTheDay"]["reasons"])) == ("NO", ["NOT_YET_SIGNED"])
    assert act["onTheDay"]["explanation"] == "№ 524 of 2025-08-09 was not yet signed on 2025-08-05."
    assert (act["inSeptember"]["status"], codes(act["inSeptember"]["reasons"])) == ("UNKNOWN", ["AWAITING_PUBLICATION"])
    assert act["inSeptember"]["reasons"][0]["evidence"][0]["quote"].startswith(RULE)


def test_price_in_sparql() -> None:
    """Every line under every question, and the order on its two days; all but the sentences."""
    found = answer("23")
    act = found.pop("act")
    twin = rows("23")
    rule = found["onceInForce"]["conditions"][0]
    quote = {**rule["commencement"], "days": str(rule["commencement"]["days"]), "quote": rule["evidence"][0]["quote"]}
    of_lines = [
        {
            "on": each["on"],
            "knownOn": each["knownOn"],
            "row": line["line"]["row"],
            "order": line["line"]["version"]["causedBy"]["requisites"]["number"],
            "signed": line["line"]["version"]["causedBy"]["requisites"]["signed"],
            "status": line["status"],
            "why": line["reasons"][0]["code"],
            "price": line["line"]["price"]["amount"] if line["status"] == "YES" else None,
            "currency": each["price"]["currency"] if line["status"] == "YES" else None,
            "condition": each["conditions"][0]["code"] if each["conditions"] else None,
            **quote,
        }
        for each in found.values()
        for line in each["lines"]
    ]
    of_order = [
        {
            "on": day,
            "order": "524",
            "signed": "2025-08-09",
            "status": act[name]["status"],
            "why": act[name]["reasons"][0]["code"],
            **quote,
        }
        for name, day in (("onTheDay", "2025-08-05"), ("inSeptember", "2025-09-30"))
    ]
    same(twin, [*of_lines, *of_order])


def test_coverage_on_a_day() -> None:
    found = answer("24")
    for name, expected in (
        ("june2021", ["BASE_NOT_HELD", "NOT_YET_SIGNED"]),
        ("march2022", ["AWAITING_PUBLICATION", "BASE_NOT_HELD"]),
    ):
        for each in found[name]["verdicts"]:
            assert (each["admission"], each["status"]) == ("PLANNED", "UNKNOWN")
            assert codes(each["reasons"]) == expected
    awaited = found["march2022"]["verdicts"][1]["reasons"][0]
    assert awaited["commencement"] == {"notBefore": "2022-01-17", "entryIntoForce": None}
    assert awaited["evidence"][0]["quote"] == f"{RULE}."
    assert (
        "What stood in Appendix 2 of № ҚР ДСМ-134/2020 of 2020-10-16 on 2021-06-01 is not held."
        in (found["june2021"]["verdicts"][1]["reason"])
    )


def test_coverage_in_sparql() -> None:
    twin = rows("24")
    expected = []
    for each in answer("24").values():
        for verdict in each["verdicts"]:
            why = next(reason for reason in verdict["reasons"] if reason["code"] != "BASE_NOT_HELD")
            expected.append(
                {
                    "on": each["on"],
                    "payer": verdict["regime"]["code"],
                    "status": verdict["status"],
                    "why": why["code"],
                    "base": "BASE_NOT_HELD" if "BASE_NOT_HELD" in codes(verdict["reasons"]) else "HELD",
                    "notBefore": why["commencement"]["notBefore"],
                    "inForce": why["commencement"]["entryIntoForce"],
                    "quote": why["evidence"][0]["quote"],
                }
            )
    same(twin, expected)


def test_the_twins_agree_where_the_publications_are_known(tmp_path: Path) -> None:
    """What is computed, not what was printed here: the same queries over other facts."""
    graph = published(tmp_path, f"{ORDER}\t2022-01-10", f"{PRICES}\t2025-08-16")
    schema, store = make_schema(graph), SparqlEngine(graph).store

    def both(number: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
        (path,) = FOLDER.glob(f"{number}*.graphql")
        response = execute(schema, path.read_text(encoding="utf-8"))
        (text,) = (query for name, query in queries().items() if name.startswith(number))
        return response["data"], solutions(store.query(text, use_default_graph_as_union=True))

    found, twin = both("23")
    act = found.pop("act")
    lines = {
        (each["on"], each["knownOn"]): (line["status"], line["reasons"][0]["code"], codes(each["conditions"]))
        for each in found.values()
        for line in each["lines"]
    }
    assert lines["2025-08-05", None] == ("YES", "RETROACTIVE", ["NOT_YET_IN_FORCE"])
    assert lines["2025-08-05", "2025-09-30"] == ("YES", "RETROACTIVE", [])
    assert lines == {
        (row["on"], row.get("knownOn")): (row["status"], row["why"], [row["condition"]] if "condition" in row else [])
        for row in twin
        if "row" in row
    }
    assert {row["on"]: (row["status"], row["why"]) for row in twin if "row" not in row} == {
        day: (act[name]["status"], act[name]["reasons"][0]["code"])
        for name, day in (("onTheDay", "2025-08-05"), ("inSeptember", "2025-09-30"))
    }
    found, twin = both("24")
    assert {(row["on"], row["payer"]): (row["status"], row["why"]) for row in twin} == {
        (each["on"], verdict["regime"]["code"]): (verdict["status"], verdict["reasons"][-1]["code"])
        for each in found.values()
        for verdict in each["verdicts"]
    }
    assert {row["status"] for row in twin if row["on"] == "2022-03-01"} == {"LISTED", "NOT_LISTED"}


def codes(reasons: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in reasons]
