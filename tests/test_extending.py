"""Adding a formula, a table shape or a language is adding to one data file: the worked examples of the README."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.act import Act
from graph.grammar import Formula, Grammar, grammars
from graph.grammar.kk import KAZAKH
from graph.reading import parse as parsing
from graph.source import decode
from tests.seed_acts import ROOT, lexicon

ORDER = "# Кейбір мәселелер туралы\n\nБҰЙЫРАМЫН:\n\n1. Осы бұйрық тіркелген күнінен бастап қолданысқа енгізіледі.\n"
PRICES = (
    "> *Қазақстан Республикасы Денсаулық сақтау министрінің 2024 жылғы 5 наурыздағы № 7 бұйрығына 1-қосымша*\n\n"
    "## Қызметтер\n\n<table>\n"
    "<tr><td>№</td><td>Қызметтің коды</td><td>Қызметтің атауы</td><td>Сомасы, теңге</td></tr>\n"
    "<tr><td>1</td><td>A01.001.000</td><td>Қабылдау: Терапевт</td><td>1 405,40</td></tr>\n</table>\n"
)


def formula(table: str, name: str) -> Formula:
    """The row that the README adds."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = [part for part in text.split("```")[1::2] if f'"{name}"' in part and f"# table `{table}`" in part]
    code = block.partition("\n")[2].strip().rstrip(",")
    made = eval(code, {"Formula": Formula})  # noqa: S307 - the documentation's own example
    assert isinstance(made, Formula)
    return made


def changed(grammar: Grammar, table: str, rows: tuple[Formula, ...]) -> Grammar:
    """A grammar with other rows in a table."""
    return replace(grammar, formulae={**grammar.formulae, table: rows}, _tables={}, _patterns={})


def read(text: str, languages: Sequence[Grammar], monkeypatch: pytest.MonkeyPatch) -> Act:
    monkeypatch.setattr(parsing, "grammars", lambda: tuple(languages))
    return parsing.parse(decode(text.encode(), "act.md"), lexicon())


def test_a_formula_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    row = formula("commencement", "from-registration")
    before = read(ORDER, [KAZAKH], monkeypatch)
    assert "KZ-COM-002" in {each.problem.code for each in before.diagnostics}
    after = read(ORDER, [changed(KAZAKH, "commencement", (row, *KAZAKH.formulae["commencement"]))], monkeypatch)
    assert after.commencement is not None
    assert after.commencement.rule == "from-registration"


def test_a_table_shape_is_a_word_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    (table,) = read(PRICES, [KAZAKH], monkeypatch).appendices[0].tables
    assert [each.prices for each in table.rows] == [()]
    rows = {each.name: each for each in KAZAKH.formulae["grid-column"]}
    assert "құны" in rows["price"].pattern
    rows["price"] = replace(rows["price"], pattern=rows["price"].pattern.replace("құны", "құны|сомасы"))
    grammar = changed(KAZAKH, "grid-column", tuple(rows.values()))
    (table,) = read(PRICES, [grammar], monkeypatch).appendices[0].tables
    assert [str(price.amount) for each in table.rows for price in each.prices] == ["1405.40"]


def test_a_language_is_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [each.language for each in grammars()] == ["kk", "ru"]
    tatar = replace(KAZAKH, language="tt", letters="җ", alphabet=f"{KAZAKH.alphabet}җ", _tables={}, _patterns={})
    text = "# Җир турында\n\n1. Җир җирдә.\n"
    assert read(text, [tatar, KAZAKH], monkeypatch).language == "tt"
