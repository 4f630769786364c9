"""The files of seeds/ against each other and against their contract."""

import csv
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from graph import codes as code_files
from graph import vocab as vocabularies
from graph.codes import Codes

SEEDS = Path(__file__).parent.parent / "seeds"
CURATED = sorted([*(SEEDS / "codes").iterdir(), *(SEEDS / "vocab").iterdir(), SEEDS / "sets.toml"])


@pytest.fixture(scope="module")
def codes() -> Codes:
    return code_files.load(SEEDS / "codes")


def table(name: str) -> list[dict[str, str]]:
    lines = (SEEDS / name).read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("path", CURATED, ids=lambda path: path.name)
def test_the_contract_names_every_file(path: Path) -> None:
    assert f"`{path.name}`" in (SEEDS / "FORMAT.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*CURATED, SEEDS / "FORMAT.md"], ids=lambda path: path.name)
def test_plain_bytes_without_invisible_characters(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert not re.search("[\r\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", text)


def test_no_latin_letter_hides_in_a_kazakh_word_of_the_vocabularies() -> None:
    mixed = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі][A-Za-z]|[A-Za-z][А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
    for path in (SEEDS / "vocab").iterdir():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            bare = re.sub(r"\\[a-z]", " ", line)
            assert not mixed.search(bare), f"{path.name}:{number}"


def test_tables_are_sorted() -> None:
    codes = [row["code"] for row in table("codes/mkb9.tsv")]
    assert codes == sorted(codes)
    subjects = [row["subject_id"] for row in table("codes/mkb9-icd9cm.sssom.tsv")]
    assert subjects == sorted(subjects)


def test_the_curated_procedures_are_those_of_the_russian_list_but_for_its_conflict() -> None:
    national = {row["code"] for row in table("codes/mkb9.tsv") if row["level"] == "procedure"}
    official = {row["code"] for row in table("codes/htmc-list-2021-12-31.ru.tsv") if row["code"]}
    assert official - national == {"35.2"}
    assert national - official == set()


def test_labels_for_reading_in_the_mapping_are_those_of_the_sources(codes: Codes) -> None:
    for row in table("codes/mkb9-icd9cm.sssom.tsv"):
        national = codes.concept("mkb9", row["subject_id"].removeprefix("mkb9:"))
        assert national is not None
        assert row["subject_label"] == national.labels["ru"]
        target = codes.concept("icd9cm", row["object_id"].removeprefix("icd9cm:"))
        assert row["object_label"] == (target.labels["en"] if target else "")


def test_metadata_of_the_mapping_declares_every_prefix_and_the_extension() -> None:
    text = (SEEDS / "codes/mkb9-icd9cm.sssom.tsv").read_text(encoding="utf-8")
    head = [line[1:] for line in text.splitlines() if line.startswith("#")]
    declared = {line.strip().split(":")[0] for line in head if line.startswith("  ")}
    for row in table("codes/mkb9-icd9cm.sssom.tsv"):
        used = (row["subject_id"], row["predicate_id"], row["object_id"], row["mapping_justification"])
        assert {each.split(":")[0] for each in used} <= declared
    assert "  - slot_name: relation" in head


def test_a_deviating_parent_is_explained(codes: Codes) -> None:
    groups = {each.code for each in codes.national("group")}
    for concept in codes.national():
        prefixes = [concept.code[:size] for size in (5, 4, 2) if concept.code[:size] != concept.code]
        nearest = next(each for each in prefixes if each in groups)
        assert concept.parent == nearest or concept.note, concept.code


def test_codes_with_a_curated_kind_are_procedures(codes: Codes) -> None:
    vocab = vocabularies.load(SEEDS / "vocab")
    assert vocab.kind_codes
    for code in vocab.kind_codes:
        concept = codes.concept("mkb9", code)
        assert concept is not None
        assert concept.level == "procedure"


def test_chapters_follow_one_another_and_hold_every_code(codes: Codes) -> None:
    assert len(codes.chapters) == 18
    for before, after in zip(codes.chapters, codes.chapters[1:], strict=False):
        assert int(after.first) == int(before.last) + 1
    for concept in codes.concepts.values():
        (chapter,) = [each for each in codes.chapters if each.first <= concept.code[:2] <= each.last]
        assert concept.chapter == chapter.slug


def test_sidecars_of_the_acts() -> None:
    folders = sorted(path for path in (SEEDS / "acts").glob("*") if path.is_dir())
    if not folders:
        pytest.skip("no acts held yet")
    for folder in folders:
        sidecar = tomllib.loads((folder / "act.toml").read_text(encoding="utf-8"))
        assert sidecar.keys() <= {"sha256", "source"}, folder.name
        assert sidecar["sha256"] == hashlib.sha256((folder / "act.txt").read_bytes()).hexdigest()
        assert re.fullmatch(r"https?://\S+", sidecar.get("source", "https://example.org"))
