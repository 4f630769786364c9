"""Published sets: their file, its mistakes, how the API lists them, and where graphs get them from."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from graph.build import build
from graph.corpus.corpus import Order, build_corpus
from graph.corpus.holding import leaves_in
from graph.corpus.shelf import open_graph
from graph.iri import DEFAULT_BASE
from graph.seedfile import SeedError
from graph.sets import MOST_SETS, SETS_FILE, load_sets
from schema.api import execute, make_schema
from schema.sets import SETS
from server.command_error import CommandError
from server.load import load_site
from tests.asking import data, error
from tests.seed_acts import text_of
from tests.test_examples import schema as seeds_schema
from tests.test_sets import KINDS, endpoint
from tests.world import SEEDS, world

LIST = "moh-2021-12-31-qr-dsm-141"

HEAD = """[[set]]
name = "{name}"
type = "Procedure"
labels = {{ kk = "а", ru = "б", en = "c" }}
definition = "Some."
set = {set}
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / SETS_FILE).write_text(text, encoding="utf-8")
    return tmp_path


def one(set_: str, name: str = "mine") -> str:
    return HEAD.format(name=name, set=set_)


GOOD = one('{ codes = ["37.51"] }')
SERVICES = GOOD.replace("Procedure", "Service").replace("37.51", "D92.243.026")


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (GOOD.replace('"mine"', '"Mine"'), 1, "name = 'Mine'"),
        (GOOD.replace("definition", "scope_note"), 1, "unknown key scope_note"),
        (GOOD.replace('ru = "б", ', ""), 1, "labels = "),
        (GOOD.replace("set = {", "set = [] #"), 1, "set = []"),
        (GOOD.replace('"Some."', "1"), 1, "definition = 1"),
        (f"# …\n\n{GOOD}{GOOD}", 9, "a second set of this name"),
        ("".join(f"{one('{}', 'a' * (n + 1))}\n" for n in range(MOST_SETS + 1)), 1, f"{MOST_SETS + 1} sets"),
        ("", 1, "a file that stops inside a line"),
        ("[[sets]]\n", 1, "0 tables"),
        (GOOD.replace("}", "", 1), 4, "Unclosed"),
    ],
)
def test_a_broken_file_is_blamed_by_line(tmp_path: Path, text: str, line: int, found: str) -> None:
    with pytest.raises(SeedError) as caught:
        load_sets(folder(tmp_path, text))
    assert caught.value.file == tmp_path / SETS_FILE
    assert (caught.value.line, caught.value.expected != "") == (line, True)
    assert found in caught.value.found


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="a readable file"):
        load_sets(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "found", "expected"),
    [
        (GOOD.replace('"Procedure"', '"Table"'), 1, "type 'Table'", "Procedure, Service, Listing, TariffLine"),
        (one("{}"), 1, "set: Within OneOf", "what ProcedureSet of the API takes there"),
        (one('{ codes = [], named = "insured" }'), 1, "exactly one field", "ProcedureSet"),
        (one("{ code = [] }"), 1, "unknown field 'code'", "ProcedureSet"),
        (one('{ where = { kind = { eq = "SURGERY" } } }'), 1, "set.where.kind.eq: Value 'SURGERY'", "ProcedureSet"),
        (one("{ union = [{ codes = [] }, { codes = [1] }] }"), 1, "set.union.1.codes.0: String cannot", "ProcedureSet"),
        (one('{ codes = ["37"] }'), 1, "'37' cannot be a code of mkb9", "two digits, a point"),
        (one('{ where = { codeWithin = ["x"] } }'), 1, "'x' cannot be a code of mkb9", "the code of a group"),
        (one("{ difference = [] }"), 1, "A difference of no sets", "one set or more"),
        (one('{ named = "mine" }'), 1, "has the name 'mine'", ""),
        (one('{ named = "later" }') + one("{ codes = [] }", "later"), 1, "has the name 'later'", ""),
        (GOOD + one('{ named = "mien" }', "yours"), 7, "Did you mean 'mine'?", "mine"),
        (SERVICES + one('{ named = "mine" }', "yours"), 7, "No published set of type Procedure", ""),
        (one("{ complement = " * 20 + "{ codes = [] }" + " }" * 20), 1, "more than 20 levels", "at most 20"),
    ],
)  # fmt: skip
def test_a_set_that_the_schema_refuses_is_blamed_by_line(
    tmp_path: Path, text: str, line: int, found: str, expected: str
) -> None:
    with pytest.raises(SeedError) as caught:
        make_schema(replace(world(), sets=load_sets(folder(tmp_path, text))))
    assert (caught.value.file, caught.value.line) == (tmp_path / SETS_FILE, line)
    assert found in caught.value.found
    assert expected in caught.value.expected
    assert "in the set" in caught.value.found


def test_a_command_says_what_to_mend(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    copytree(SEEDS, seeds)
    folder(seeds, one('{ codes = ["P001"] }'))
    with pytest.raises(CommandError, match=r"sets\.toml:1: found 'P001' cannot be a code .* in the set mine"):
        load_site(seeds, DEFAULT_BASE)


LISTED = "{ namedSets { name type label { value language } labels { value language } definition set count sparql } }"


def test_the_api_lists_them() -> None:
    listed = data(LISTED)["namedSets"]
    assert [(each["type"], each["name"]) for each in listed] == [(each.type, each.name) for each in world().sets]
    for each, named in zip(listed, world().sets, strict=True):
        assert each["definition"] == named.definition
        assert {label["language"]: label["value"] for label in each["labels"]} == named.labels
        assert each["label"] == {"language": "kk", "value": named.labels["kk"]}


def members_of(each: dict[str, Any], how: str) -> dict[str, Any]:
    field = KINDS[each["type"]].field
    found: dict[str, Any] = data(f"{{ {field}(set: {how}, first: 100) {{ totalCount sparql nodes {{ iri }} }} }}")[
        field
    ]
    return found


def test_what_is_listed_is_what_the_name_stands_for() -> None:
    for each in data(LISTED)["namedSets"]:
        found = members_of(each, f'{{ named: "{each["name"]}" }}')
        assert found == members_of(each, each["set"])
        assert (each["count"], each["sparql"]) == (found["totalCount"], found["sparql"])
        assert endpoint().run(each["sparql"]) == [node["iri"] for node in found["nodes"]]


def test_the_documentation_of_the_schema_lists_the_names() -> None:
    query = "query($name: String!) { __type(name: $name) { inputFields { name description } } }"
    for class_name, declared in SETS.items():
        keys = data(query, {"name": declared.__name__})["__type"]["inputFields"]
        (text,) = (key["description"] for key in keys if key["name"] == "named")
        told = [line for line in text.splitlines() if line.startswith("- ")]
        sets = [each for each in world().sets if each.type == class_name]
        assert told == [f"- `{each.name}`: {each.labels['en']}. {each.definition}" for each in sets]


def test_one_name_may_stand_for_sets_of_several_types() -> None:
    assert data('{ services(set: { named: "priced" }) { totalCount } }')["services"]["totalCount"] == 3
    told = error('{ procedures(set: { named: "priced" }) { totalCount } }')["extensions"]
    assert told["code"] == "BAD_USER_INPUT"


def test_the_seeds_have_the_sets_that_are_promised() -> None:
    """Counted in the acts by hand: 29, 6 and 74 rows in the three tables, 80 distinct codes."""
    answer = execute(seeds_schema(), "{ namedSets { name type count } }")
    counts = {(each["type"], each["name"]): each["count"] for each in answer["data"]["namedSets"]}
    assert counts["Procedure", "insured"] == counts["Procedure", "planned"] == 80
    assert counts["Procedure", "emergency"] == 29
    assert counts["Procedure", "guaranteed"] == 29 + 2
    assert counts["Procedure", "both-regimes"] + counts["Procedure", "insured-only"] == 80
    assert counts["Procedure", "planned-only"] == 80 - 29
    assert counts["Procedure", "transplants"] == 13
    assert counts["Procedure", "cardiac"] == 26
    assert counts["Procedure", "radiotherapy"] == 6
    assert counts["Listing", "insured"] == 74 + 6
    assert counts["Listing", "guaranteed"] == 29 + 6
    assert counts["Listing", "emergency"] + counts["Listing", "planned"] == 29 + 6 + 74
    assert all(counts.values())


def cardiac(codes: list[str]) -> list[str]:
    return [code for code in codes if code[:2] in {"35", "36", "37"}]


def test_cardiac_is_what_the_law_lists_under_35_to_37() -> None:
    """On the seeds the curated hierarchy and the digits agree about these categories."""
    query = '{ all: procedures(first: 100) { nodes { code } } in: procedures(first: 100, set: { named: "cardiac" }) { nodes { code } } }'  # noqa: E501
    found = execute(seeds_schema(), query)["data"]
    codes = [node["code"] for node in found["all"]["nodes"]]
    assert [node["code"] for node in found["in"]["nodes"]] == cardiac(codes)


def test_a_built_folder_has_the_same_sets(tmp_path: Path) -> None:
    texts, into = tmp_path / "texts", tmp_path / "built"
    texts.mkdir()
    (texts / "act.txt").write_text(text_of(LIST), encoding="utf-8")
    build_corpus(Order(tuple(leaves_in([texts])), SEEDS, DEFAULT_BASE, into, None, 1))
    opened = open_graph(into, DEFAULT_BASE)
    kept = [replace(each, file=SEEDS / SETS_FILE) for each in opened.sets]
    assert kept == list(load_sets(SEEDS))
    query = '{ procedures(set: { named: "emergency" }) { totalCount } }'
    assert execute(make_schema(opened), query)["data"]["procedures"]["totalCount"] == 29


def test_the_data_version_follows_the_sets(tmp_path: Path) -> None:
    """Answers change with the file, so what is named after the version must change too."""
    seeds = tmp_path / "seeds"
    copytree(SEEDS, seeds)
    before = build(seeds)
    path = seeds / SETS_FILE
    path.write_text(path.read_text(encoding="utf-8").replace('"37"', '"38"'), encoding="utf-8")
    after = build(seeds)
    assert after.data_version != before.data_version
    assert any(fact.subject.endswith(f"/seed/{SETS_FILE}") for fact in after.facts)
