"""FHIR: resources that the classes of R4 (and of R5) take, which lose no name and claim nothing."""

import json
import re
from functools import cache
from typing import Any

import pytest
from fhir.resources.codesystem import CodeSystem as CodeSystem5
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.codesystem import CodeSystem
from fhir.resources.R4B.conceptmap import ConceptMap
from fhir.resources.R4B.valueset import ValueSet
from fhir.resources.valueset import ValueSet as ValueSet5
from pydantic import ValidationError

from graph.export.export import Export
from graph.export.fhir import ICD_9_CM, identifier
from graph.export.fhir_sets import make_resources, write_bundle, write_ndjson
from graph.stores.entity import Entity, Text
from tests.sample_facts import LISTING, real, sample, say
from tests.test_tables_export import exported, with_act

Json = dict[str, Any]

ACCEPTED: dict[str, tuple[Any, ...]] = {
    "CodeSystem": (CodeSystem, CodeSystem5),
    "ValueSet": (ValueSet, ValueSet5),
    "ConceptMap": (ConceptMap,),
}
"""By the classes of R4B and, where a file of R4 is one of R5 too, of R5."""


@cache
def export() -> Export:
    return Export(real())  # type: ignore[arg-type]


@cache
def resources() -> tuple[Json, ...]:
    return tuple(make_resources(export()))


def one(kind: str, name: str) -> Json:
    return next(each for each in resources() if (each["resourceType"], each["id"]) == (kind, name))


def concepts(name: str) -> dict[str, Json]:
    return {each["code"]: each for each in one("CodeSystem", name)["concept"]}


def properties(concept: Json, code: str) -> list[Any]:
    found = (each for each in concept["property"] if each["code"] == code)
    return [value for each in found for key, value in each.items() if key.startswith("value")]


@pytest.mark.parametrize("found", resources(), ids=lambda each: each["id"])
def test_every_resource_is_accepted(found: Json) -> None:
    for accepted in ACCEPTED[found["resourceType"]]:
        assert json.loads(accepted.model_validate(found).model_dump_json())["id"] == found["id"]


@pytest.mark.parametrize("missing", ["content", "status"])
def test_a_code_system_without_what_it_must_have_is_refused(missing: str) -> None:
    damaged = {key: value for key, value in one("CodeSystem", "mkb9").items() if key != missing}
    with pytest.raises(ValidationError):
        CodeSystem.model_validate(damaged)


@pytest.mark.parametrize("found", resources(), ids=lambda each: each["id"])
def test_what_shareable_profiles_ask_for(found: Json) -> None:
    for key in ("url", "version", "name", "title", "status", "experimental", "publisher", "description"):
        assert found[key] not in {None, ""}, key
    assert found["url"].startswith(f"{export().base}fhir/")
    assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", found["id"])
    assert re.fullmatch(r"[A-Z][A-Za-z0-9_]{0,254}", found["name"])
    assert "nofficial" in found["description"]
    assert "Ministry" not in found["publisher"]
    assert found["date"] == "2025-08-09"


def test_the_lists_are_fragments_of_our_own() -> None:
    for name, count in (("mkb9", 80), ("tariff", 3), ("mkb9-group", 71)):
        system = one("CodeSystem", name)
        assert (system["content"], system["caseSensitive"], system["count"]) == ("fragment", True, count)
        assert len(system["concept"]) == count
        assert system.get("hierarchyMeaning") in {None, "grouped-by"}
        assert not any("concept" in each for each in system["concept"])
    assert ICD_9_CM not in {each["url"] for each in resources()}


def test_codes_are_text_with_their_zeros_and_lead_back() -> None:
    assert {"00.50", "36.1000", "41.10"} <= set(concepts("mkb9"))
    for code, concept in concepts("mkb9").items():
        assert properties(concept, "resource") == [f"{export().base}code/mkb9/{code}"]
        assert export().graph.store.get(properties(concept, "sourceAct")[0])


def test_no_group_is_read_off_the_digits() -> None:
    (group,) = properties(concepts("mkb9")["41.10"], "group")
    assert (group["code"], group["system"]) == ("41", one("CodeSystem", "mkb9-group")["url"])
    groups = concepts("mkb9-group")
    assert all(parent in groups for each in groups.values() for parent in properties(each, "parent"))


def names_of(entity: Entity) -> set[Text]:
    printed = {name for row in entity.values["listings"] for name in row.values["nameAsPrinted"]}
    return {*printed, *entity.values["labels"], *entity.values["alternativeLabels"]}


def test_every_printed_variant_is_a_designation() -> None:
    for procedure in export().graph.store.all("Procedure"):
        concept = concepts("mkb9")[procedure.values["code"]]
        found = {Text(each["value"], each["language"]) for each in concept["designation"]}
        assert found == names_of(procedure)
    printed = [
        each["value"] for each in concepts("mkb9")["35.84"]["designation"] if each["use"]["code"] == "as-printed"
    ]
    assert len(printed) == 2
    assert {each["use"]["system"] for each in concepts("mkb9")["35.84"]["designation"]} == {
        one("CodeSystem", "designation-use")["url"]
    }


def test_codes_of_our_own_are_marked() -> None:
    marked = {code: properties(each, "nationalExtension")[0] for code, each in concepts("mkb9").items()}
    known = export().graph.store.get(f"{export().base}code/icd9cm/37.51")
    assert known is not None
    assert marked["37.51"] is False
    assert marked["81.042"] is True
    assert marked["03.7992"] is True


def test_what_is_known_of_force_is_not_more_than_the_text_says() -> None:
    for name, days in (("mkb9", []), ("tariff", ["2025-08-01"])):
        for concept in concepts(name).values():
            assert properties(concept, "status") == ["active"]
            assert properties(concept, "effectiveDate") == days
            assert properties(concept, "deprecationDate") == []


def test_a_code_of_a_version_that_was_replaced_is_deprecated() -> None:
    facts = [say(LISTING, "current", "false"), *with_act(sample().facts)]
    system = next(make_resources(exported(tuple(facts))))
    (concept,) = system["concept"]
    assert properties(concept, "status") == ["deprecated"]
    CodeSystem.model_validate(system)


def test_every_property_of_a_concept_is_declared() -> None:
    for system in (one("CodeSystem", name) for name in ("mkb9", "tariff", "mkb9-group")):
        declared = {each["code"]: f"value{each['type'][0].upper()}{each['type'][1:]}" for each in system["property"]}
        for concept in system["concept"]:
            assert all(declared[each["code"]] in each for each in concept["property"])


def test_a_value_set_for_each_table_of_each_version() -> None:
    found = [each for each in resources() if each["resourceType"] == "ValueSet"]
    sizes = [len(each["compose"]["include"][0]["concept"]) for each in found]
    assert sizes == [29, 6, 74, 3]
    for each in found:
        (include,) = each["compose"]["include"]
        assert "filter" not in include
        assert each["expansion"]["total"] == len(include["concept"]) == len(each["expansion"]["contains"])
        assert [item["code"] for item in each["expansion"]["contains"]] == [item["code"] for item in include["concept"]]
        assert export().graph.store.get(each["identifier"][0]["value"])
    assert [(each["version"], each["compose"]["lockedDate"]) for each in found[2:]] == [
        ("2021-12-31-qr-dsm-141", "2021-12-31"),
        ("2025-08-09-524", "2025-08-09"),
    ]
    codes = {item["code"] for each in found[:3] for item in each["compose"]["include"][0]["concept"]}
    assert codes == set(concepts("mkb9"))


def test_a_value_set_displays_what_its_own_table_prints() -> None:
    tables = [each for each in resources() if each["resourceType"] == "ValueSet"]
    for found in tables[:3]:
        table = export().graph.store.get(found["identifier"][0]["value"])
        assert table
        printed = {row.values["procedure"].values["code"]: row for row in reversed(table.values["listings"])}
        for item in found["compose"]["include"][0]["concept"]:
            assert item["display"] == printed[item["code"]].values["nameAsPrinted"][0].value


def test_the_concept_map_says_no_more_than_was_curated() -> None:
    (group,) = one("ConceptMap", "mkb9-icd9cm")["group"]
    assert (group["source"], group["target"]) == (one("CodeSystem", "mkb9")["url"], ICD_9_CM)
    elements = {each["code"]: each["target"] for each in group["element"]}
    matches = export().graph.store.all("CodeMatch")
    assert sum(map(len, elements.values())) == len(matches)
    said = {target["equivalence"] for targets in elements.values() for target in targets}
    assert said <= {"inexact", "wider", "narrower", "disjoint", "unmatched"}
    assert all(target["comment"] for targets in elements.values() for target in targets)
    for match in matches:
        targets = elements[match.values["matchOf"].values["code"]]
        (target,) = [each for each in targets if each["comment"].endswith(match.iri)]
        assert (match.values["object"] is None) == ("code" not in target)
    assert {each["equivalence"] for each in elements["41.10"]} >= {"disjoint"}


def test_everything_in_bulk() -> None:
    bundle = json.loads(write_bundle(export()))
    Bundle.model_validate(bundle)
    assert [entry["resource"] for entry in bundle["entry"]] == list(resources())
    assert [json.loads(line) for line in write_ndjson(export()).splitlines()] == list(resources())


def test_a_long_name_becomes_a_short_id() -> None:
    one_, other = (identifier(f"{'a/' * 60}tbl_{number}") for number in (1, 2))
    assert max(len(one_), len(other)) <= 64
    assert one_ != other
    assert one_.endswith("tbl-1")
    assert identifier("a/b_1.2") == "a-b-1.2"
