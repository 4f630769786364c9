"""Code systems, the curated hierarchy, the mapping to ICD-9-CM, the Russian list, services."""

import shutil
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from graph import codes as code_files
from graph.codes import Codes, Conflict, SeedError, ServiceMatch, compare_rows

FOLDER = Path(__file__).parent.parent / "seeds" / "codes"


@pytest.fixture(scope="module")
def codes() -> Codes:
    return code_files.load(FOLDER)


def relations(codes: Codes, code: str) -> list[tuple[str, str | None]]:
    return [(each.relation, each.object) for each in codes.mappings[code]]


def test_eighty_procedures_of_which_33_are_no_codes_of_icd9cm(codes: Codes) -> None:
    procedures = [each.code for each in codes.national()]
    assert len(procedures) == len(set(procedures)) == 80
    missing = [code for code in procedures if codes.concept("icd9cm", code) is None]
    category = codes.concept("icd9cm", "33.5")
    assert len(missing) == 33
    assert category is not None
    assert category.level == "category"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("41.10", [("conflict", "41.1")]),
        ("03.7992", [("conflict", "03.79")]),
        ("03.7993", [("conflict", "03.79"), ("broader", "02.93")]),
        ("92.201", [("conflict", "92.20"), ("broader", "92.27")]),
        ("92.202", [("conflict", "92.20"), ("broader", "92.27")]),
        ("92.203", [("conflict", "92.20"), ("broader", "92.27")]),
        ("35.121", [("conflict", "35.12"), ("broader", "35.96")]),
        ("69.921", [("conflict", "69.92")]),
        ("69.924", [("conflict", "69.92")]),
        ("41.01", [("conflict", "41.01")]),
        ("00.93", [("conflict", "00.93")]),
        ("37.94", [("broader", "37.94")]),
        ("37.941", [("broader", "37.94")]),
        ("50.52", [("broader", "50.5")]),
        ("50.59", [("broader", "50.59")]),
        ("55.62", [("broader", "55.69")]),
        ("33.5", [("category", "33.5")]),
        ("33.6", [("close", "33.6")]),
        ("55.5016", [("broader", "55.5")]),
        ("35.9900", [("conflict", "35.99"), ("broader", "35.2")]),
        ("35.991", [("broader", "35.97")]),
        ("39.731", [("broader", "39.7")]),
        ("81.073", [("broader", "81.0")]),
        ("81.9610", [("none", None)]),
        ("35.82", [("narrower", "35.82")]),
        ("81.53", [("close", "81.53")]),
        ("99.791", [("broader", "99.79")]),
        ("37.51", [("close", "37.51")]),
    ],
)
def test_what_a_national_code_is_in_icd9cm(codes: Codes, code: str, expected: list[tuple[str, str | None]]) -> None:
    assert relations(codes, code) == expected
    first = codes.match(code)
    assert first is not None
    assert (first.relation, first.object) == expected[0]


def test_every_mapping_is_reasoned_and_a_conflict_is_a_denied_match(codes: Codes) -> None:
    for rows in codes.mappings.values():
        for row in rows:
            assert row.comment.endswith(".")
            assert Decimal("0.5") <= row.confidence < 1
            assert row.justification == "semapv:ManualMappingCuration"
            assert row.negated == (row.relation == "conflict")


def test_conflict_stands_before_the_true_neighbour(codes: Codes) -> None:
    for rows in codes.mappings.values():
        assert "conflict" not in [row.relation for row in rows[1:]]


def test_how_many_codes_have_which_relation(codes: Codes) -> None:
    first = Counter(rows[0].relation for rows in codes.mappings.values())
    assert first == {"close": 38, "broader": 25, "conflict": 14, "category": 1, "narrower": 1, "none": 1}


def test_english_label_only_where_the_meaning_is_the_same(codes: Codes) -> None:
    for concept in codes.national():
        assert ("en" in concept.labels) == (relations(codes, concept.code)[0][0] == "close"), concept.code
    labels = {each.code: each.labels.get("en") for each in codes.national()}
    assert labels["37.51"] == "Heart transplantation"
    assert labels["41.05"] == "Allogeneic hematopoietic stem cell transplant without purging"
    assert [labels[code] for code in ("41.10", "41.01", "00.93", "92.201", "37.94", "35.121")] == [None] * 6


@pytest.mark.parametrize(
    ("code", "ancestors"),
    [
        ("37.51", ("37.5", "37")),
        ("41.10", ("41",)),
        ("41.01", ("41",)),
        ("41.05", ("41.0", "41")),
        ("03.7992", ()),
        ("03.7993", ()),
        ("03.93", ("03.9", "03")),
        ("92.201", ("92.2", "92")),
        ("92.247", ("92.24", "92.2", "92")),
        ("69.921", ("69",)),
        ("35.121", ("35",)),
        ("35.12", ("35.1", "35")),
        ("35.9900", ("35",)),
        ("81.042", ("81.04", "81.0", "81")),
        ("33.5", ("33",)),
        ("37.941", ("37.9", "37")),
    ],
)
def test_hierarchy_is_curated_and_no_prefix(codes: Codes, code: str, ancestors: tuple[str, ...]) -> None:
    assert codes.ancestors(code) == ancestors


@pytest.mark.parametrize("trap", ["41.1", "03.79", "92.20", "69.92", "69.9", "81.96", "35.99", "81.07", "39.73"])
def test_nothing_is_within_a_code_that_means_something_else(codes: Codes, trap: str) -> None:
    assert codes.descendants(trap) == ()


def test_groups_hold_what_belongs_there(codes: Codes) -> None:
    assert codes.descendants("35.1") == ("35.11", "35.12", "35.14")
    assert codes.descendants("41.0") == ("41.04", "41.05", "41.06")
    assert codes.descendants("81.04") == ("81.041", "81.042")
    assert codes.descendants("92.2") == ("92.201", "92.202", "92.203", "92.247", "92.291")
    assert codes.descendants("50.5") == ("50.52", "50.59")


def test_cardiac_is_35_to_37(codes: Codes) -> None:
    cardiac = {code for group in ("35", "36", "37") for code in codes.descendants(group)}
    assert len(cardiac) == 26
    assert cardiac == {each.code for each in codes.national() if each.code[:2] in {"35", "36", "37"}}
    assert {"35.121", "35.9900", "36.1000", "37.51", "37.941"} <= cardiac
    assert not {"38.34", "39.731", "00.50"} & cardiac


def test_every_group_leads_to_a_procedure_and_is_titled(codes: Codes) -> None:
    for group in codes.national("group"):
        assert codes.descendants(group.code), group.code
        assert set(group.labels) == {"en"}


def test_titles_of_groups_are_those_of_icd9cm(codes: Codes) -> None:
    for group in codes.national("group"):
        international = codes.concept("icd9cm", group.code)
        assert (international is None) == (len(group.code) == 2), group.code
        assert international is None or international.labels["en"] == group.labels["en"]


def test_chapters(codes: Codes) -> None:
    chapters = {each.code: each.chapter for each in codes.national()}
    assert [chapters[code] for code in ("00.50", "03.7992", "37.51", "41.10", "92.247")] == [
        "00", "01-05", "35-39", "40-41", "87-99"
    ]  # fmt: skip
    heart = codes.concept("icd9cm", "37.51")
    assert heart is not None
    assert (heart.chapter, heart.parent) == ("35-39", "37.5")


def test_codes_are_strings_with_their_zeros(codes: Codes) -> None:
    procedures = {each.code for each in codes.national()}
    for code in ("00.50", "36.1000", "35.9900", "41.10", "52.80"):
        assert code in procedures
        assert code.rstrip("0") not in procedures
        assert str(float(code)) not in procedures


def test_russian_names_by_code(codes: Codes) -> None:
    heart, liver = codes.concept("mkb9", "37.51"), codes.concept("mkb9", "50.52")
    assert heart is not None
    assert heart.labels["ru"] == "Трансплантация сердца"
    assert liver is not None
    assert liver.labels["ru"] == "Трансплантация печени от посмертного донора"
    assert liver.alternatives["ru"] == ("Трансплантация печени от посметртного донора",)
    assert all("ru" in each.labels for each in codes.national())


def rows_of_the_act(codes: Codes) -> list[tuple[str, str, str]]:
    """Table, row, code as the Kazakh text prints them: the Russian list but for one row."""
    rows = [(each.table, each.row, each.code) for each in codes.official]
    return [("1", "5", "35.21") if (table, row) == ("1", "5") else (table, row, code) for table, row, code in rows]


def test_the_one_conflict_between_the_two_languages_is_reported(codes: Codes) -> None:
    name = "Открытая и другая замена аортального клапана тканевым трансплантантом"
    assert compare_rows(codes.official, rows_of_the_act(codes)) == [Conflict("1", "5", "35.21", "35.2", name)]


def test_the_conflicting_code_is_no_procedure_and_takes_no_name(codes: Codes) -> None:
    group, valve = codes.concept("mkb9", "35.2"), codes.concept("mkb9", "35.21")
    assert group is not None
    assert (group.level, group.labels.get("ru")) == ("group", None)
    assert valve is not None
    assert valve.labels["ru"] == "Открытая и другая замена аортального клапана тканевым трансплантантом"


def test_rows_that_one_side_lacks_are_conflicts(codes: Codes) -> None:
    rows = [row for row in rows_of_the_act(codes) if row[0] == "2" and row[1] != "6"]
    assert compare_rows(codes.official, [*rows, ("2", "7", "92.330")]) == [
        Conflict("2", "7", "92.330", None, ""),
        Conflict("2", "6", None, "92.203", "Высокодозная брахитерапия при раке женских половых органов"),
    ]


@pytest.mark.parametrize("slug", ["mkb9", "icd9cm", "tariff"])
def test_examples_of_a_code_system(codes: Codes, slug: str) -> None:
    system = codes.systems[slug]
    assert system.pattern.startswith("^")
    assert system.pattern.endswith("$")
    assert system.pattern.isascii()
    assert [code for code in system.examples if not system.valid(code)] == []
    assert [code for code in system.invalid if system.valid(code)] == []
    assert system.examples
    assert system.invalid
    assert all(system.titles[language] and system.template[language] for language in ("kk", "ru", "en"))


def test_identifiers_of_icd9cm(codes: Codes) -> None:
    system = codes.systems["icd9cm"]
    assert (system.uri, system.oid) == ("http://hl7.org/fhir/sid/icd-9-cm", "2.16.840.1.113883.6.104")
    assert codes.systems["mkb9"].uri is None


def test_every_code_is_valid_in_its_system(codes: Codes) -> None:
    for concept in codes.concepts.values():
        system = codes.systems[concept.system]
        assert system.valid(concept.code) or (concept.level == "group" and system.valid_group(concept.code))
    assert all(codes.systems["mkb9"].valid(each.code) for each in codes.official)


def test_parts_of_a_tariff_code(codes: Codes) -> None:
    parts = codes.parts("D92.243.026")
    assert (parts.letter, parts.section, parts.block, parts.number) == ("D", "92", "243", "026")
    assert parts.group.titles["ru"] == "Процедуры и манипуляции"
    assert codes.parts("C04.005.010").group.titles["en"] == "Instrumental diagnostics and imaging"
    assert codes.embedded("D92.243.026") == "92.243"
    assert codes.embedded("C04.005.010") is None


@pytest.mark.parametrize("code", ["С04.005.010", "A02.020.000.2", "81.042", "D92.243.026\n", ""])
def test_a_malformed_tariff_code_is_refused(codes: Codes, code: str) -> None:
    with pytest.raises(ValueError, match="expected a tariff code"):
        codes.parts(code)


@pytest.mark.parametrize(
    ("procedure", "service", "relation"),
    [
        ("92.201", "D92.201.030", "candidate"),
        ("92.247", "D92.247.026", "candidate"),
        ("92.330.001", "D92.330.001", "candidate"),
        ("96.33", "D96.330.014", "candidate"),
        ("52.80", "D52.800.001", "candidate"),
        ("92.247", "D92.243.026", "sibling"),
        ("81.041", "D81.042.001", "sibling"),
        ("92.201", "D92.202.001", None),
        ("69.921", "D69.920.001", None),
        ("92.321", "D92.330.001", None),
        ("36.1000", "D36.100.001", None),
        ("41.10", "D41.200.001", None),
        ("04.005", "C04.005.010", None),
        ("92.247", "C04.005.010", None),
    ],
)
def test_service_matches(codes: Codes, procedure: str, service: str, relation: str | None) -> None:
    match = codes.service_match(procedure, service)
    assert (match.relation if match else None) == relation
    assert match is None or (procedure in match.reason and service in match.reason)


def test_fetal_stem_cells_do_not_get_the_services_of_spleen_puncture(codes: Codes) -> None:
    assert codes.service_match("41.10", "D41.100.001") is None


def test_the_only_service_link_of_the_seeds(codes: Codes) -> None:
    services = ("D92.243.026", "D92.330.001", "C04.005.010")
    found = [
        (each.code, service, match)
        for each in codes.national()
        for service in services
        if (match := codes.service_match(each.code, service))
    ]
    reason = "92.247 and D92.243.026 stand under 92.24, with other digits"
    assert found == [("92.247", "D92.243.026", ServiceMatch("sibling", reason))]


def test_loading_is_fast() -> None:
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        code_files.load(FOLDER)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.25, "some 15 ms on an idle machine"


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "found"),
    [
        ("mkb9.tsv", "\n41.10\tprocedure\t41\t", "\n41.10\tprocedure\t41.1\t", 92, "parent '41.1' of 41.10"),
        ("mkb9.tsv", "\n41.10\tprocedure", "\n41.1О\tprocedure", 92, "41.1О procedure"),
        ("mkb9.tsv", "\n37.51\tprocedure", "\n37.36\tprocedure", 0, "37.36 procedure"),
        ("mkb9.tsv", "37.51\tprocedure\t37.5\t35-39", "37.51\tprocedure\t37.5\t35-40", 0, "chapter '35-40'"),
        ("mkb9.tsv", "37.51\tprocedure\t37.5\t35-39\t\t", "37.51\tprocedure\t37.5\t35-39\t", 0, "5 cells"),
        ("mkb9-icd9cm.sssom.tsv", "icd9cm:37.51", "icd9cm:37.59", 0, "object icd9cm:37.59"),
        ("mkb9-icd9cm.sssom.tsv", "mkb9:37.51", "mkb9:37.59", 0, "subject mkb9:37.59"),
        ("mkb9-icd9cm.sssom.tsv", "skos:closeMatch\tNot", "skos:closeMatch\t", 0, "conflict,  skos:closeMatch"),
        ("mkb9-icd9cm.sssom.tsv", "\t0.95\tclose", "\t95\tclose", 0, "confidence '95'"),
        ("mkb9-icd9cm.sssom.tsv", "\tclose\tHeart", "\tsame\tHeart", 0, "same,  skos:closeMatch"),
        ("htmc-list-2021-12-31.ru.tsv", "3\t33\t37.51", "3\t\t37.51", 0, "row '' with code '37.51'"),
        ("icd9cm-vol3.tsv", "37.51\tprocedure", "37.5I\tprocedure", 0, "37.5I procedure"),
        ("icd9cm-vol3.tsv", "37.51\tprocedure\tHeart", "37.51\tprocedure\t Heart", 0, "odd spaces"),
        ("systems.toml", "pattern = '^(?:[0-9]", "pattern = '^((?:[0-9]", 3, "pattern = "),
        ("systems.toml", 'slug = "tariff"', 'slug = "icd9cm"', 29, "slug 'icd9cm' again"),
    ],
)
def test_broken_file_is_blamed_by_line(tmp_path: Path, file: str, old: str, new: str, line: int, found: str) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        code_files.load(tmp_path)
    place = text.index(old) + (old.startswith("\n"))
    assert caught.value.file == tmp_path / file
    assert caught.value.line == (line or text[:place].count("\n") + 1)
    assert caught.value.found.startswith(found)
    assert caught.value.expected in str(caught.value)


@pytest.mark.parametrize(
    ("damaged", "found"),
    [
        (b"\xef\xbb\xbfcode\n", "a byte order mark"),
        (b"code\r\n", "a carriage return"),
        ("\u0441\u043e\u0434\n".encode("cp1251"), "bytes that are not UTF-8"),
        (b"code\tlevel", "a file that stops inside a line"),
        (b"", "a file that stops"),
        (b"\n", "header ''"),
    ],
)
def test_damaged_bytes_are_refused(tmp_path: Path, damaged: bytes, found: str) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "mkb9.tsv").write_bytes(damaged)
    with pytest.raises(SeedError, match=r"mkb9\.tsv:1: found") as caught:
        code_files.load(tmp_path)
    assert found in caught.value.found


def test_missing_file_and_missing_mapping(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    table = tmp_path / "mkb9-icd9cm.sssom.tsv"
    lines = table.read_text(encoding="utf-8").split("\n")
    table.write_text("\n".join(line for line in lines if not line.startswith("mkb9:37.51\t")), encoding="utf-8")
    with pytest.raises(SeedError, match=r"no row for mkb9:37\.51"):
        code_files.load(tmp_path)
    table.unlink()
    with pytest.raises(SeedError, match="expected a readable file"):
        code_files.load(tmp_path)
