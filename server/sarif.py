"""Diagnostics as SARIF 2.1.0 (OASIS standard, 2020), which editors and code hosts show."""

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from graph.act_json import Json
from graph.check import Checked
from graph.diagnostic import RULES, Diagnostic
from graph.source import Source

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(checked: Sequence[Checked], exit_code: int) -> Json:
    """A log of one run. Columns and offsets count code points, lines end at a line feed alone."""
    every = [each for file in checked for each in file.diagnostics]
    used = {each.problem.code for each in every}
    codes = [code for code in RULES if code in used]
    rules = {code: at for at, code in enumerate(codes)}
    run = {
        "tool": {"driver": _driver(codes)},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\n"],
        "invocations": [{"executionSuccessful": True, "exitCode": exit_code}],
        "artifacts": [_artifact(each) for each in checked],
        "results": [result for at, file in enumerate(checked) for result in _results(file, at, rules)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(codes: Sequence[str]) -> Json:
    return {
        "name": "qamtu",
        "semanticVersion": version("qamtu"),
        "language": "en",
        "rules": [_rule(code) for code in codes],
    }


def _rule(code: str) -> Json:
    rule = RULES[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.headline["en"]},
        "fullDescription": {"text": rule.explain},
        "help": {"text": f"Expected: {rule.expected}. Help: {rule.help}. Affected: {rule.affected}."},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"headline": dict(rule.headline)},
    }


def _artifact(each: Checked) -> Json:
    artifact: Json = {"location": {"uri": _uri(each.file)}}
    if each.sha256 is not None:
        artifact["hashes"] = {"sha-256": each.sha256}
    if each.source is not None:
        artifact["encoding"] = "UTF-8"
    return artifact


def _uri(file: str) -> str:
    """A path as a URI: a relative one stays relative, bytes that are no UTF-8 are escaped as they are."""
    if Path(file).is_absolute():
        return "file://" + quote(os.fsencode(file))
    return quote(os.fsencode(file))


def _results(file: Checked, index: int, rules: dict[str, int]) -> list[Json]:
    """The results of one file. Equal lines with one code are told apart by their order."""
    seen: Counter[str] = Counter()
    results = []
    for each in file.diagnostics:
        basis = _basis(each, file.source)
        seen[basis] += 1
        results.append(
            {
                "ruleId": each.problem.code,
                "ruleIndex": rules[each.problem.code],
                "level": each.severity.value,
                "message": {"text": _message(each)},
                "locations": [_location(each, file.source, index)],
                "partialFingerprints": {"codeAndLine/v1": _digest(f"{basis}\n{seen[basis]}")},
                "properties": _properties(each),
            }
        )
    return results


def _basis(each: Diagnostic, source: Source | None) -> str:
    """What a result keeps when lines are added above it: its code and the text of its line."""
    line = source.line(each.line).strip() if source else ""
    return f"{each.problem.code}\n{line}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def _message(each: Diagnostic) -> str:
    """The message with what a list of results has no room for elsewhere."""
    found = f" Found: {each.problem.found}." if each.problem.found else ""
    return f"{each.problem.message}.{found} Expected: {each.expected}. Help: {each.help}."


def _location(each: Diagnostic, source: Source | None, index: int) -> Json:
    place: Json = {"artifactLocation": {"uri": _uri(each.file), "index": index}}
    if source is not None:
        line, column = source.place(each.end)
        place["region"] = {
            "startLine": each.line,
            "startColumn": each.column,
            "endLine": line,
            "endColumn": column,
            "charOffset": each.start,
            "charLength": each.end - each.start,
        }
    location: Json = {"physicalLocation": place}
    if each.problem.where:
        location["logicalLocations"] = [{"name": each.problem.where}]
    return location


def _properties(each: Diagnostic) -> Json:
    facts = {
        "found": each.problem.found,
        "expected": each.expected,
        "done": each.problem.action,
        "help": each.help,
        "affected": each.affected,
    }
    return {name: fact for name, fact in facts.items() if fact}
