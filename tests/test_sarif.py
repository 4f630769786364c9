"""SARIF 2.1.0: what the standard requires of a log, and that places and fingerprints mean what they say.

The log was held against the schema of the standard (errata 01) when it was written; here its structure is checked.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from graph.diagnostic import RULES
from server.cli import main
from tests.seed_acts import LIST, path_of, text_of

Output = pytest.CaptureFixture[str]

LEVELS = {"none", "note", "warning", "error"}


def log(capsys: Output, *paths: Path) -> Any:
    main(["check", *map(str, paths), "--format", "sarif"])
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "a б:1.txt"
    path.write_text(text_of(LIST).replace("9 35.33 ", "9 3\u0417.33 ").replace("Анну", "Ан\u202eну"), encoding="utf-8")
    return path


def test_the_log_has_what_the_standard_requires(damaged: Path, capsys: Output) -> None:
    value = log(capsys, damaged, path_of(LIST), damaged.parent / "missing.txt")
    assert value["version"] == "2.1.0"
    assert value["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = value["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\n"]
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 2}]
    driver = run["tool"]["driver"]
    assert driver["name"] == "qamtu"
    assert re.fullmatch(r"\d+\.\d+\.\d+", driver["semanticVersion"])
    assert re.fullmatch(r"[a-zA-Z]{2}(-[a-zA-Z]{2})?", driver["language"])


def test_rules_are_those_of_the_results_and_no_others(damaged: Path, capsys: Output) -> None:
    (run,) = log(capsys, damaged)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {each["id"] for each in rules} == {each["ruleId"] for each in run["results"]}
    for each in rules:
        rule = RULES[each["id"]]
        assert each["shortDescription"] == {"text": rule.headline["en"]}
        assert each["fullDescription"] == {"text": rule.explain}
        assert rule.help in each["help"]["text"]
        assert each["defaultConfiguration"] == {"level": rule.severity.value}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == RULES[result["ruleId"]].severity.value
        assert result["level"] in LEVELS
        assert result["message"]["text"].endswith(".")


def test_regions_point_at_the_text(damaged: Path, capsys: Output) -> None:
    (run,) = log(capsys, damaged)["runs"]
    text = damaged.read_text(encoding="utf-8")
    lines = text.split("\n")
    for result in run["results"]:
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        start = region["charOffset"]
        quoted = text[start : start + region["charLength"]]
        before = "\n".join(lines[: region["startLine"] - 1])
        assert len(before) + bool(before) + region["startColumn"] - 1 == start
        assert region["endLine"] == region["startLine"] + quoted.count("\n")
        assert region["endColumn"] == len(f"{' ' * (region['startColumn'] - 1)}{quoted}".rpartition("\n")[2]) + 1
    odd = [each for each in run["results"] if each["ruleId"] == "KZ-CHR-002"]
    regions = [each["locations"][0]["physicalLocation"]["region"] for each in odd]
    assert {text[each["charOffset"]] for each in regions} == {"\u202e"}


def test_artifacts_are_pinned_and_named_by_uri(damaged: Path, capsys: Output) -> None:
    missing = damaged.parent / "missing.txt"
    (run,) = log(capsys, damaged, missing)["runs"]
    first, second = run["artifacts"]
    assert first["location"]["uri"].isascii()
    assert " " not in first["location"]["uri"]
    assert unquote(first["location"]["uri"]) == f"file://{damaged}"
    assert first["hashes"] == {"sha-256": hashlib.sha256(damaged.read_bytes()).hexdigest()}
    assert second == {"location": {"uri": f"file://{missing}"}}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
    (unread,) = [each for each in run["results"] if each["ruleId"] == "KZ-SRC-001"]
    assert "region" not in unread["locations"][0]["physicalLocation"]


def test_a_relative_path_stays_relative(damaged: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.chdir(damaged.parent)
    (run,) = log(capsys, Path(damaged.name))["runs"]
    assert run["artifacts"][0]["location"]["uri"] == "a%20%D0%B1%3A1.txt"


def test_fingerprints_outlive_a_new_line_above(damaged: Path, capsys: Output) -> None:
    def prints() -> list[str]:
        (run,) = log(capsys, damaged)["runs"]
        return [
            each["partialFingerprints"]["codeAndLine/v1"] for each in run["results"] if each["ruleId"] != "KZ-HLD-001"
        ]

    before = prints()
    assert len(set(before)) == len(before) > 4
    damaged.write_text("\n" + damaged.read_text(encoding="utf-8"), encoding="utf-8")
    assert prints() == before


def test_a_clean_run_has_notes_alone(capsys: Output) -> None:
    (run,) = log(capsys, path_of(LIST))["runs"]
    assert {each["level"] for each in run["results"]} == {"note"}
    assert run["invocations"][0]["exitCode"] == 0
