"""A damaged text never stops the build, and never makes a question fail: what is lost is missing, and named."""

from pathlib import Path
from shutil import copytree

import pytest

from graph.build import build
from schema.api import execute, make_schema
from tests.sampling import some

SEEDS = Path(__file__).parent.parent / "seeds"
LIST, TARIFFS = "moh-2021-12-31-qr-dsm-141", "moh-2025-08-09-524"
EVERYTHING = """{
  listings(first: 100) { nodes {
    row section nameAsPrinted procedure { code kinds kindAssignments { reason } } table { number sections { heading } }
    act { requisites { number } } version { complete } regimes { code } admission evidence { quote } } }
  tariffLines { nodes { price { amount currency } service { code } row nameAsPrinted unit } }
  acts { nodes {
    title requisites { number signed issuer { code } } registration { number } held
    subdivisions { number text } effects { operation { code } by { number } target { iri } result { complete } }
    commencement { rule days reason } cites { iri } } }
}"""


def lines_of(slug: str) -> list[str]:
    return (SEEDS / "acts" / slug / "act.txt").read_text(encoding="utf-8").split("\n")


def damaged(slug: str, damage: str, at: int) -> str:
    lines = lines_of(slug)
    if damage == "dropped":
        del lines[at]
    elif damage == "doubled":
        lines.insert(at, lines[at])
    elif damage == "swapped":
        lines[at : at + 2] = lines[at : at + 2][::-1]
    else:
        lines = lines[:at]
    return "\n".join(lines)


PLACES = [*((LIST, at) for at in range(4, 580, 53)), *((TARIFFS, at) for at in (8, 26, 58, 72))]
DAMAGES = [(*place, damage) for place in PLACES for damage in ("dropped", "doubled", "swapped", "cut")]


@pytest.mark.parametrize(("slug", "at", "damage"), some(DAMAGES, 3))
def test_a_damaged_text_is_built_and_answers(tmp_path: Path, slug: str, at: int, damage: str) -> None:
    seeds = tmp_path / "seeds"
    copytree(SEEDS, seeds)
    (seeds / "acts" / slug / "act.txt").write_text(damaged(slug, damage, at), encoding="utf-8")

    answer = execute(make_schema(build(seeds)), EVERYTHING)

    assert "errors" not in answer, answer["errors"]


def test_two_rows_of_one_number_are_both_left_out_and_named(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    copytree(SEEDS, seeds)
    path = seeds / "acts" / LIST / "act.txt"
    text = path.read_text(encoding="utf-8").replace("\n8 37.66 Имплантатталатын", "\n7 37.66 Имплантатталатын", 1)
    path.write_text(text, encoding="utf-8")

    graph = build(seeds)

    rows = {fact.value for fact in graph.facts if fact.term.name == "row" and "/tbl_1/" in fact.subject}
    assert {"6", "9"} <= rows
    assert not {"7", "8"} & rows
    problems = [each for each in graph.diagnostics if each.problem.code == "KZ-LNK-003"]
    assert {each.problem.message.rpartition("/")[2] for each in problems} >= {"row_7"}
    assert all(each.line > 1 for each in problems)


def test_a_second_text_of_one_act_is_refused_and_named(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    copytree(SEEDS, seeds)
    copytree(seeds / "acts" / TARIFFS, seeds / "acts" / "the-same-again")

    graph = build(seeds)

    assert graph.counts["TariffLine"] == 3
    (problem,) = [each for each in graph.diagnostics if each.problem.code == "KZ-LNK-004"]
    assert TARIFFS in problem.problem.message


def test_a_code_with_the_digits_of_a_group_is_a_procedure_beside_the_group(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    copytree(SEEDS, seeds)
    path = seeds / "acts" / LIST / "act.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("\n23 35.83 ", "\n23 35.8 "), encoding="utf-8")

    question = (
        '{ procedure(code: "35.8") { broader { code } } procedures(where: {codeWithin: ["35.8"]}) { nodes { code } } }'
    )
    found = execute(make_schema(build(seeds)), question)["data"]

    assert found["procedure"] == {"broader": None}
    assert [node["code"] for node in found["procedures"]["nodes"]] == ["35.8", "35.82", "35.84"]
