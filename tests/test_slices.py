"""Long texts that are cut into files: a slice of a table is read as if the table were whole. All acts are invented."""

from pathlib import Path

import pytest

from graph.corpus.corpus import Order, build_corpus
from graph.corpus.holding import Leaf, leaves_in, read_leaf
from graph.corpus.shelf import open_shelf
from graph.fact import Fact
from graph.facts.verify import Pin, verify
from graph.iri import DEFAULT_BASE
from tests.seed_acts import SEEDS, lexicon

HEADER = (
    "> *Қазақстан Республикасы*  \n> *Денсаулық сақтау министрінің*  \n> *2025 жылғы 5 мамырдағы*  \n"
    "> *№ 77 бұйрығына*  \n> *7-қосымша*\n\n# Медициналық қызметтерге арналған тарифтер\n\n"
)
COLUMNS = ("№", "Қызметтің коды", "Қызметтің атауы", "Құны, теңге")
BACK = "[← № 77](../kaz.md)\n\n"
MAIN = (
    "# Тарифтерді бекіту туралы\n\nБҰЙЫРАМЫН:\n\n1. Осы бұйрыққа 7-қосымшаға сәйкес тарифтер бекітілсін.\n\n"
    "## Бөліктер\n\n| Бөлік | Атауы |\n|---|---|\n"
)
META = "act_code: '77'\nrequisite: Приказ Министра здравоохранения Республики Казахстан от 5 мая 2025 года № 77\n"
ACT = f"{DEFAULT_BASE}eli/kz/moh/order/2025/05/05/77"


def row(number: int) -> str:
    cells = (number, f"D92.24{number % 10}.0{number:02}", f"Қызмет {number}", f"{number} 000,50")
    return "<tr>" + "".join(f"<td>{each}</td>" for each in cells) + "</tr>\n"


def table(numbers: range, *, headed: bool) -> str:
    head = "<tr>" + "".join(f"<th>{each}</th>" for each in COLUMNS) + "</tr>\n" if headed else ""
    return f"<table>\n{head}{''.join(map(row, numbers))}</table>\n"


@pytest.fixture(params=[True, False], ids=["with the heading row again", "rows alone"])
def cut(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An act whose appendix 7 is one table in three files."""
    folder = tmp_path / "cut" / "0505-tarifter-77"
    (folder / "kaz").mkdir(parents=True)
    names = {"an007": HEADER + table(range(1, 7), headed=True)}
    names["an007-t001-r002"] = table(range(7, 11), headed=request.param)
    names["an007-t001-r003"] = table(range(11, 15), headed=request.param)
    listed = "".join(f"| [`{name}`](kaz/{name}.md) | 1-кесте |\n" for name in names)
    (folder / "kaz.md").write_text(MAIN + listed, encoding="utf-8")
    (folder / "meta.yaml").write_text(META, encoding="utf-8")
    for name, text in names.items():
        (folder / "kaz" / f"{name}.md").write_text(BACK + text, encoding="utf-8")
    return tmp_path / "cut"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """The same act with the appendix in one file."""
    folder = tmp_path / "whole" / "0505-tarifter-77"
    (folder / "kaz").mkdir(parents=True)
    (folder / "kaz.md").write_text(f"{MAIN}| [`an007`](kaz/an007.md) | 1-кесте |\n", encoding="utf-8")
    (folder / "meta.yaml").write_text(META, encoding="utf-8")
    text = BACK + HEADER + table(range(1, 15), headed=True)
    (folder / "kaz" / "an007.md").write_text(text, encoding="utf-8")
    return tmp_path / "whole"


def built(texts: Path, into: Path) -> list[Fact]:
    build_corpus(Order(tuple(leaves_in([texts])), SEEDS, DEFAULT_BASE, into, None, 1))
    return list(open_shelf(into).facts())


def of_rows(facts: list[Fact]) -> set[tuple[str, str, str]]:
    """What is said of rows and of what they state, but for the section, which every file opens anew."""
    return {
        (each.subject, each.term.name, each.value)
        for each in facts
        if "/row_" in each.subject and each.term.name not in {"section", "reason"}
    }


def test_rows_of_slices_are_rows_of_the_table(cut: Path, whole: Path, tmp_path: Path) -> None:
    found, expected = built(cut, tmp_path / "one"), built(whole, tmp_path / "two")

    assert len([each for each in expected if each.value == "TariffLine"]) == 14
    assert of_rows(found) == of_rows(expected)
    last = f"{ACT}/annex_7/made/tbl/row_14"
    assert (f"{last}#tariff", "price", "14000.50") in of_rows(found)
    assert not [each for each in found if each.subject == f"{ACT}/annex"]


def test_the_quotes_of_a_slice_stand_in_its_own_file(cut: Path, tmp_path: Path) -> None:
    found = built(cut, tmp_path / "built")
    texts = open_shelf(tmp_path / "built").texts()
    pins = {iri: Pin(each.name, each.sha256) for iri, each in texts.files.items()}

    assert [each.problem for each in verify(found, texts, pins).diagnostics] == []
    (price,) = [each for each in found if each.subject.endswith("row_12#tariff") and each.term.name == "price"]
    assert {quote.file.rpartition("/")[2] for quote in price.quotes} == {"an007-t001-r003"}


def test_a_slice_is_read_again_when_what_it_goes_on_with_was_changed(cut: Path) -> None:
    last = list(leaves_in([cut]))[-1]
    assert last.part.path.stem == "an007-t001-r003"
    assert [each.stem for each in last.files] == ["an007-t001-r003", "kaz", "meta", "an007", "an007-t001-r002"]


def test_the_amendments_of_an_appendix_hold_for_its_slices(cut: Path, tmp_path: Path) -> None:
    path = cut / "0505-tarifter-77" / "kaz" / "an007.md"
    note = (
        "Ескерту. 7-қосымша жаңа редакцияда – ҚР Денсаулық сақтау министрінің 01.10.2025 № 103"
        " (алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі) бұйрығымен.\n\n"
    )
    path.write_text(path.read_text(encoding="utf-8").replace("<table>", f"{note}<table>"), encoding="utf-8")
    found = built(cut, tmp_path / "built")

    versions = {each.value for each in found if each.subject.endswith("#tariff") and each.term.name == "version"}
    assert versions == {f"{ACT}/annex_7/by/2025-10-01-103"}


def test_a_slice_of_another_width_is_no_slice_of_the_table(cut: Path) -> None:
    path = cut / "0505-tarifter-77" / "kaz" / "an007-t001-r003.md"
    path.write_text(f"{BACK}<table>\n<tr><td>11</td><td>D92.241.011</td></tr>\n</table>\n", encoding="utf-8")
    (appendix,) = read_leaf(_leaf(cut, "r003"), lexicon()).appendices

    assert appendix.number == "7"
    assert not [price for each in appendix.tables for line in each.rows for price in line.prices]


def _leaf(folder: Path, ending: str) -> Leaf:
    return next(each for each in leaves_in([folder]) if each.part.path.stem.endswith(ending))
