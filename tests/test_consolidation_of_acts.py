"""Acts that change others, executed on what is held of these: from texts to rows, in both languages."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import Graph, load_curated, make_testimony, together
from graph.corpus.corpus import Order, build_corpus
from graph.corpus.holding import seed_leaves
from graph.days.law import Certainty
from graph.days.moment import Moment
from graph.diagnostic import Diagnostic, Severity
from graph.fact import Basis
from graph.facts.home import Homes
from graph.facts.link import Linked, link_texts
from graph.history.state import entries_at, rows_at
from graph.history.timeline import timeline
from graph.iri import DEFAULT_BASE
from graph.reading.parse import parse
from graph.source import Source, decode
from graph.stores.entity import Entity
from graph.stores.query import Query
from tests.changing import (
    ANNEX,
    BASE,
    LAST,
    SEEDS,
    SIGNED,
    TARIFFS,
    amending_act,
    base_act,
    graph_with,
    page,
    requisites,
    row,
    table,
)
from tests.seed_acts import lexicon
from tests.test_identity import NAMES, values

MADE = f"{ANNEX}/made"
INSERTED = f"{TARIFFS}/by/2025-08-09-524"
SEVENTEEN = f"{DEFAULT_BASE}eli/kz/moh/order/2021/02/10/qr-dsm-17"
BY_17, BY_97 = f"{ANNEX}/by/2021-02-10-qr-dsm-17", f"{ANNEX}/by/2021-09-07-qr-dsm-97"
TO_ANNEX = {"kk": "көрсетілген бұйрықпен бекітілген 7-қосымшада:", "ru": "в приложении 7 к указанному приказу:"}
INSERT = {
    "kk": "мынадай мазмұндағы реттік нөмірлері {} жолдармен толықтырылсын:",
    "ru": "дополнить строками, порядковые номера {}, следующего содержания:",
}
REPLACE = {
    "kk": "реттік нөмірі {}-жол мынадай редакцияда жазылсын:",
    "ru": "строку, порядковый номер {}, изложить в следующей редакции:",
}
REMOVE = {"kk": "реттік нөмірлері {}-жолдар алып тасталсын.", "ru": "строки, порядковые номера {}, исключить."}
POINTS = {
    "kk": ("2. Тарифтер ай сайын үш данада ұсынылады.", "3. Мыналарды қамтамасыз ету:", "1) есеп беру;", "2) бақылау."),
    "ru": ("2. Тарифы представляются ежемесячно в трех экземплярах.", "3. Обеспечить:", "1) отчет;", "2) контроль."),
}
BOTH = pytest.mark.parametrize("language", ["kk", "ru"])


def linked(*texts: str) -> Linked:
    """The facts of acts, put together."""
    testimonies, sources = [], dict[str, Source]()
    for number, text in enumerate(texts):
        act = parse(decode(text.encode(), f"{number}.html"), lexicon())
        found = make_testimony(act, NAMES, lexicon().vocab, Homes(DEFAULT_BASE))
        assert found is not None, [each.problem.message for each in act.diagnostics]
        testimonies.append(found)
        sources[found.text.file] = act.source
    return link_texts(testimonies, together(NAMES), sources, load_curated(SEEDS, DEFAULT_BASE))


def base(language: str = "kk", last: int = 9, points: tuple[str, ...] = (), note: str | None = None) -> str:
    return base_act([row(str(number), language=language) for number in range(1, last + 1)], language, note, points)


def rows(language: str, *numbers: str, price: str = "2 000,00") -> list[str]:
    """New rows as an act quotes them."""
    return ["«", table(language, [row(each, price, language) for each in numbers], heading=False), "»."]


def change(language: str, *paragraphs: str, day: str = "2021-02-10", number: str = "ҚР ДСМ-17") -> str:
    return amending_act(day, number, paragraphs, language)


def executed(found: Linked) -> list[Diagnostic]:
    return [each for each in found.diagnostics if each.problem.code.startswith("KZ-CON")]


def numbers(graph: Graph, version: str) -> list[str]:
    return [each.values["number"] for each in rows_at(graph.store, entity(graph, version))]


def entity(graph: Graph, iri: str) -> Entity:
    found = graph.store.get(iri)
    assert found is not None
    return found


# Order № 524 on a base


@pytest.fixture(scope="module")
def tariffs(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return graph_with(tmp_path_factory.mktemp("base"), base(last=1496))


def test_rows_of_524_stand_after_row_1494(tariffs: Graph) -> None:
    found = numbers(tariffs, INSERTED)

    assert found[1492:] == ["1493", "1494", "1494-1", "1494-2", "1494-3", "1495", "1496"]
    assert numbers(tariffs, MADE)[1492:] == ["1493", "1494", "1495", "1496"]
    entries = entries_at(tariffs.store, entity(tariffs, INSERTED))
    assert [str(each.values["price"]) for each in entries[1494:1497]] == ["63112.54", "1081701.27", "257529.98"]
    assert len(entries) == 1499


def test_the_version_is_complete_and_its_effect_applied(tariffs: Graph) -> None:
    version = entity(tariffs, INSERTED)
    (effect,) = version.values["madeBy"]

    assert (version.values["complete"], effect.values["applied"]) == (True, True)
    reasons = {fact.term.name: fact.reason for fact in tariffs.store.facts(INSERTED)}
    assert reasons["complete"] == "Every change that made it was applied to a version that is complete."
    assert not [each for each in tariffs.diagnostics if each.problem.code.startswith("KZ-CON")]


def test_no_row_is_copied_and_those_of_the_base_stay_current(tariffs: Graph) -> None:
    version, made = entity(tariffs, INSERTED), entity(tariffs, MADE)

    assert [len(table.values["rows"]) for each in (version, made) for table in each.values["tables"]] == [3, 1496]
    assert all(each.values["current"] for each in tariffs.store.all("TariffLine"))
    assert version.values["previous"] is made
    assert made.values["replacedBy"] == ()


def test_the_tariffs_are_appendix_7_under_both_names(tariffs: Graph) -> None:
    by_title, by_number = entity(tariffs, TARIFFS), entity(tariffs, ANNEX)

    assert (by_title.values["sameAs"], by_number.values["sameAs"]) == ((ANNEX,), (TARIFFS,))
    (fact,) = [each for each in tariffs.store.facts(TARIFFS) if each.term.name == "sameAs"]
    assert (fact.basis, fact.source) == (Basis.CURATED, NAMES.seed("joins.tsv"))
    assert fact.reason


def test_without_the_appendix_nothing_is_joined() -> None:
    found = linked(change("kk", TO_ANNEX["kk"], INSERT["kk"].format("7-1"), *rows("kk", "7-1")))

    assert values(found, ANNEX, "sameAs") == []
    assert values(found, BY_17, "complete") == ["false"]
    assert not executed(found)


def test_on_a_base_without_row_1494_it_fails_and_says_so(tmp_path: Path) -> None:
    graph = graph_with(tmp_path, base(last=1493))
    version = entity(graph, INSERTED)
    (problem,) = [each for each in graph.diagnostics if each.problem.code.startswith("KZ-CON")]

    assert problem.problem.code == "KZ-CON-001"
    assert problem.problem.message == "row 1494, after which 1494-1 is to stand, is not there"
    assert (problem.problem.found, problem.expected) == ("no such row", "one row 1494")
    assert problem.file.startswith("moh-2025-08-09-524")
    assert problem.line > 1
    assert (version.values["complete"], version.values["madeBy"][0].values["applied"]) == (False, False)
    assert numbers(graph, MADE) == [str(number) for number in range(1, 1494)]
    assert [each.values["follows"] for each in rows_at(graph.store, version)[-3:]] == [None] * 3


def test_where_the_reader_misses_row_1494_the_change_is_not_blamed(tmp_path: Path) -> None:
    graph = graph_with(tmp_path, base_act([row(str(number)) for number in range(1, 1497) if number != 1494]))
    (problem,) = [each for each in graph.diagnostics if each.problem.code.startswith("KZ-CON")]

    assert (problem.problem.code, problem.severity) == ("KZ-CON-008", Severity.NOTE)
    assert problem.problem.message == "row 1494, after which 1494-1 is to stand, is not there"
    assert [entity(graph, each).values["complete"] for each in (MADE, INSERTED)] == [False, False]
    assert numbers(graph, MADE)[1491:] == ["1492", "1493", "1495", "1496"]


def test_a_row_is_ended_in_a_table_that_was_not_read_whole() -> None:
    found = linked(
        base_act([row(str(number)) for number in (1, 2, 4, 5)]),
        change("kk", TO_ANNEX["kk"], REMOVE["kk"].format("4, 5")),
    )

    ended = [each for each in found.facts if each.term.name == "endedBy" and "#" not in each.subject]
    assert [each.subject for each in ended] == [f"{MADE}/tbl/row_4", f"{MADE}/tbl/row_5"]
    assert values(found, BY_17, "complete") == ["false"]
    assert not executed(found)


def test_the_graph_on_disk_is_the_graph_in_memory(tmp_path: Path) -> None:
    more = (
        base(points=POINTS["kk"]),
        change("kk", TO_ANNEX["kk"], REPLACE["kk"].format("7"), *rows("kk", "7")),
        change("kk", "2-тармақтағы «үш» деген сөз «екі» деген сөзбен ауыстырылсын.", day="2021-09-07", number="9"),
        change("kk", TO_ANNEX["kk"], REMOVE["kk"].format("8, 9"), day="2022-03-18", number="10"),
    )
    graph = graph_with(tmp_path, *more)
    seeds = tmp_path / "seeds"
    built = [
        build_corpus(Order(tuple(seed_leaves(seeds)), SEEDS, DEFAULT_BASE, tmp_path / f"{workers}", None, workers))
        for workers in (1, 2)
    ]

    assert {each.data_version for each in built} == {graph.data_version}
    assert built[0].counts == graph.counts
    for each in built:
        assert _told(each.diagnostics) == _told(graph.diagnostics)
    assert [code for code, *_ in _told(graph.diagnostics) if code.startswith("KZ-CON")] == ["KZ-CON-001"]


def test_files_in_any_order_and_any_processes_give_one_graph(tmp_path: Path) -> None:
    """More files than one process reads by itself; each names the appendix in words of its own."""
    orders = {0: INSERT["kk"], 1: REPLACE["kk"]}
    more = [base()]
    for number in range(1, 10):
        row_ = f"9-{number}" if number % 2 == 0 else "5"
        paragraphs = (orders[number % 2].format(row_), *rows("kk", row_, price=f"{number},00"))
        more.append(change("kk", TO_ANNEX["kk"], *paragraphs, number=f"ҚР ДСМ-{number}"))
    graphs = [graph_with(tmp_path / name, *texts) for name, texts in (("a", more), ("b", more[::-1]))]
    leaves = tuple(seed_leaves(tmp_path / "a" / "seeds"))
    assert len(leaves) > 10
    built = [
        build_corpus(Order(files, SEEDS, DEFAULT_BASE, tmp_path / f"{workers}", None, workers))
        for workers, files in ((1, leaves), (2, leaves[::-1]))
    ]
    assert {each.data_version for each in built} == {each.data_version for each in graphs} == {graphs[0].data_version}
    assert {each.values["applied"] for each in graphs[0].store.all("Effect")} == {True, False}


def _told(diagnostics: object) -> list[tuple[str, str, int, str]]:
    assert isinstance(diagnostics, list | tuple)
    return sorted((each.problem.code, each.file, each.line, each.problem.message) for each in diagnostics)


# Operations


@BOTH
def test_rows_are_put_in(language: str) -> None:
    sentence = INSERT[language].format("7-1, 7-2")
    found = linked(base(language), change(language, TO_ANNEX[language], sentence, *rows(language, "7-1", "7-2")))

    assert values(found, f"{BY_17}/tbl/row_7-1", "follows") == [f"{MADE}/tbl/row_7"]
    assert values(found, f"{BY_17}/tbl/row_7-2", "follows") == [f"{BY_17}/tbl/row_7-1"]
    assert values(found, BY_17, "complete") == values(found, f"{SEVENTEEN}/effect/1", "applied") == ["true"]
    assert values(found, MADE, "replacedBy") == []


@BOTH
def test_a_row_is_replaced(language: str) -> None:
    sentence = REPLACE[language].format("7")
    found = linked(base(language), change(language, TO_ANNEX[language], sentence, *rows(language, "7")))

    for subject in (f"{MADE}/tbl/row_7", f"{MADE}/tbl/row_7#tariff"):
        assert values(found, subject, "endedBy") == [f"{SEVENTEEN}/effect/1"]
    assert values(found, f"{BY_17}/tbl/row_7", "follows") == [f"{MADE}/tbl/row_7"]
    current = {number: values(found, f"{MADE}/tbl/row_{number}#tariff", "current") for number in (6, 7)}
    assert current == {6: ["true"], 7: ["false"]}
    assert values(found, f"{BY_17}/tbl/row_7#tariff", "current") == ["true"]
    assert values(found, BY_17, "complete") == ["true"]


@BOTH
def test_rows_are_taken_out(language: str) -> None:
    found = linked(base(language), change(language, TO_ANNEX[language], REMOVE[language].format("5, 6")))

    ended = [each.subject for each in found.facts if each.term.name == "endedBy"]
    assert ended == [f"{MADE}/tbl/row_{number}{of}" for number in (5, 6) for of in ("", "#tariff")]
    assert values(found, BY_17, "complete") == ["true"]


@pytest.mark.parametrize(
    ("language", "paragraphs", "part", "text"),
    [
        (
            "kk",
            ["2-тармақтағы «үш данада» деген сөздер «екі данада» деген сөздермен ауыстырылсын."],
            "pt_2",
            "Тарифтер ай сайын екі данада ұсынылады.",
        ),
        ("kk", ["2-тармақтағы «ай сайын» деген сөздер алып тасталсын."], "pt_2", "Тарифтер үш данада ұсынылады."),
        (
            "kk",
            ["2-тармақ «ай сайын» деген сөздерден кейін «, жазбаша» деген сөздермен толықтырылсын."],
            "pt_2",
            "Тарифтер ай сайын, жазбаша үш данада ұсынылады.",
        ),
        (
            "kk",
            ["3-тармақтың 2) тармақшасындағы «бақылау» деген сөз «талдау» деген сөзбен ауыстырылсын."],
            "pt_3/spt_2",
            "талдау.",
        ),
        (
            "kk",
            ["мынадай мазмұндағы 2-1-тармақпен толықтырылсын:", "«2-1. Жаңа тармақ қолданылады.»."],
            "pt_2-1",
            "2-1. Жаңа тармақ қолданылады.",
        ),
        (
            "kk",
            ["2-тармақ мынадай редакцияда жазылсын:", "«2. Тарифтер жыл сайын ұсынылады.»."],
            "pt_2",
            "2. Тарифтер жыл сайын ұсынылады.",
        ),
        (
            "ru",
            ["в пункте 2 слова «в трех экземплярах» заменить словами «в двух экземплярах»."],
            "pt_2",
            "Тарифы представляются ежемесячно в двух экземплярах.",
        ),
        (
            "ru",
            ["в пункте 2 слово «ежемесячно» исключить."],
            "pt_2",
            "Тарифы представляются в трех экземплярах.",
        ),
        (
            "ru",
            ["пункт 2 после слова «ежемесячно» дополнить словами «, письменно,»."],
            "pt_2",
            "Тарифы представляются ежемесячно, письменно, в трех экземплярах.",
        ),
        (
            "ru",
            ["в подпункте 2) пункта 3 слово «контроль» заменить словом «анализ»."],
            "pt_3/spt_2",
            "анализ.",
        ),
        (
            "ru",
            ["дополнить пунктом 2-1 следующего содержания:", "«2-1. Новый пункт применяется.»."],
            "pt_2-1",
            "2-1. Новый пункт применяется.",
        ),
        (
            "ru",
            ["пункт 2 изложить в следующей редакции:", "«2. Тарифы представляются ежегодно.»."],
            "pt_2",
            "2. Тарифы представляются ежегодно.",
        ),
    ],
)
def test_words_of_points_are_changed(language: str, paragraphs: list[str], part: str, text: str) -> None:
    found = linked(base(language, points=POINTS[language]), change(language, *paragraphs))
    version = f"{BASE}/{part}/by/2021-02-10-qr-dsm-17"

    assert values(found, version, "text") == [text]
    assert values(found, version, "complete") == values(found, f"{SEVENTEEN}/effect/1", "applied") == ["true"]
    assert not executed(found)


@pytest.mark.parametrize(
    ("language", "sentence", "code", "shown"),
    [
        ("kk", "2-тармақтағы «төрт» деген сөз «екі» деген сөзбен ауыстырылсын.", "KZ-CON-004", "0 times"),
        ("ru", "в пункте 3 слово «обеспечить» заменить словом «вести».", "KZ-CON-004", "0 times"),
        ("ru", "пункт 3 дополнить словами «в срок».", "KZ-CON-004", "no quoted words"),
        ("ru", "дополнить пунктом 3 следующего содержания:|«3. Новый пункт.».", "KZ-CON-005", f"{BASE}/pt_3"),
    ],
)
def test_words_that_are_not_there_once_are_left_alone(language: str, sentence: str, code: str, shown: str) -> None:
    found = linked(base(language, points=POINTS[language]), change(language, *sentence.split("|")))

    (problem,) = executed(found)
    assert (problem.problem.code, problem.problem.found) == (code, shown)
    assert [each.value for each in found.facts if each.term.name == "applied"] == ["false"]
    assert not [each for each in found.facts if each.term.name == "text" and "/by/" in each.subject]


@pytest.mark.parametrize(
    ("language", "line", "change_words", "changed"),
    [
        ("ru", "в пункте 4:", "слово «счет» заменить словом «отчет».", "Счет и отчет хранятся, отчет подписывается."),
        ("kk", "4-тармақта:", "«есеп» деген сөз «шот» деген сөзбен ауыстырылсын.", "Есеп пен шот, шот сақталады."),
    ],
)
@pytest.mark.parametrize("throughout", [True, False])
def test_words_are_changed_throughout_a_text_where_the_act_says_so(
    language: str, line: str, change_words: str, changed: str, *, throughout: bool
) -> None:
    own = {"ru": "4. Счет и счет хранятся, счет подписывается.", "kk": "4. Есеп пен есеп, есеп сақталады."}
    points = ("2. Счет ведется." if language == "ru" else "2. Есеп жүргізіледі.", POINTS[language][1][:-1] + ".")
    where = {"ru": "по всему тексту ", "kk": "бүкіл мәтін бойынша "}[language] if throughout else ""
    found = linked(base(language, points=(*points, own[language])), change(language, line, where + change_words))

    version = f"{BASE}/pt_4/by/2021-02-10-qr-dsm-17"
    assert values(found, version, "text") == ([changed] if throughout else [])
    assert [each.problem.found for each in executed(found)] == ([] if throughout else ["2 times"])


@pytest.mark.parametrize(
    ("paragraphs", "codes"),
    [
        (["дополнить пунктом 2-1 следующего содержания:", "«2-1. Новый пункт применяется.»."], []),
        (["абзац второй пункта 2 изложить в следующей редакции:", "«Новый абзац.»."], []),
        (["пункт 2 дополнить абзацем вторым следующего содержания:", "«Новый абзац.»."], ["KZ-CON-007"]),
        (["в приложении 7 слово «Прием» заменить словом «Осмотр»."], ["KZ-CON-007"]),
        (["строку, порядковый номер 5, главы 2 приложения 7 исключить."], ["KZ-CON-007"]),
    ],
)
def test_after_a_change_that_is_not_executed_nothing_around_it_is_known(
    paragraphs: list[str], codes: list[str]
) -> None:
    later = change(
        "ru", "в пункте 2 слово «ежемесячно» исключить.", TO_ANNEX["ru"], REMOVE["ru"].format("5, 6"),
        day="2021-09-07", number="ҚР ДСМ-97",
    )  # fmt: skip
    found = linked(base("ru", points=POINTS["ru"]), change("ru", *paragraphs), later)

    point, table = f"{BASE}/pt_2/by/2021-09-07-qr-dsm-97", BY_97
    about = "pt_2" if "пункт" in paragraphs[0] and "2-1" not in paragraphs[0] else "annex" if codes else ""
    assert [each.problem.code for each in executed(found)] == codes
    assert values(found, point, "complete") == ["false" if about == "pt_2" else "true"]
    assert values(found, table, "complete") == ["false" if about == "annex" else "true"]
    assert len([each for each in found.facts if each.term.name == "endedBy" and "#" not in each.subject]) == 2


def test_rows_that_a_change_names_which_is_not_executed_may_be_ended_by_it(tmp_path: Path) -> None:
    # Row 10 is not there: so nothing is taken out, and what became of row 9 is not known.
    graph = graph_with(tmp_path, base(), change("kk", TO_ANNEX["kk"], REMOVE["kk"].format("9, 10")))

    doubted = {fact.subject for fact in graph.facts if fact.term.name == "mayBeEndedBy"}
    assert doubted == {f"{MADE}/tbl/row_9", f"{MADE}/tbl/row_9#tariff"}
    moment = replace(Moment(date(2030, 1, 1)), true=tuple(each.iri for each in graph.store.all("Commencement")))
    law = {each: moment.law("TariffLine", each) for each in Certainty}
    lines = {each: graph.store.find(Query("TariffLine", where)).items for each, where in law.items()}
    found = {each: {line.values["row"] for line in items if MADE in line.iri} for each, items in lines.items()}
    assert found[Certainty.POSSIBLE] - found[Certainty.CERTAIN] == {"9"}
    ends = {
        line.values["row"]: span.ends
        for line in graph.store.all("TariffLine")
        if MADE in line.iri
        for span in timeline(line.values["service"], graph.store).spans
        if span.subject is line
    }
    last = ends.pop("9")
    assert last is not None
    assert (last.bound.earliest is None, last.bound.latest) == (False, None)
    assert set(ends.values()) == {None}


# Chains of changes


def chain(language: str = "kk") -> tuple[str, ...]:
    """A base and three acts that change it one after the other."""
    line = TO_ANNEX[language]
    return (
        base(language),
        change(language, line, INSERT[language].format("7-1"), *rows(language, "7-1")),
        change(language, line, REPLACE[language].format("7-1"), *rows(language, "7-1", price="3 000,00"),
               day="2021-09-07", number="ҚР ДСМ-97"),
        change(language, line, REMOVE[language].format("7-1, 8"), day="2022-03-18", number="ҚР ДСМ-26"),
    )  # fmt: skip


def test_a_chain_is_executed_in_the_order_of_signature(tmp_path: Path) -> None:
    graph = graph_with(tmp_path, *chain())

    last = f"{ANNEX}/by/2022-03-18-qr-dsm-26"
    assert numbers(graph, BY_17) == [*"1234567", "7-1", "8", "9"]
    assert numbers(graph, BY_97) == [*"1234567", "7-1", "8", "9"]
    prices = [str(entries_at(graph.store, entity(graph, each))[7].values["price"]) for each in (BY_17, BY_97)]
    assert prices == ["2000.00", "3000.00"]
    assert numbers(graph, last) == [*"1234567", "9"]
    assert all(entity(graph, each).values["complete"] for each in (BY_17, BY_97, last))


def test_the_order_of_files_changes_nothing() -> None:
    facts = {frozenset(map(repr, _alike(linked(*texts)))) for texts in list(permutations(chain()))[::5]}

    assert len(facts) == 1


def _alike(found: Linked) -> list[tuple[str, str, str, str | None]]:
    return [(each.subject, each.term.name, each.value, each.reason) for each in found.facts]


def test_after_a_change_that_fails_nothing_is_complete_and_the_rest_is_executed() -> None:
    first, _, third, fourth = chain()
    found = linked(first, third, fourth)

    assert [each.problem.code for each in executed(found)] == ["KZ-CON-001", "KZ-CON-008"]
    versions = [BY_97, f"{ANNEX}/by/2022-03-18-qr-dsm-26"]
    assert [values(found, each, "complete") for each in versions] == [["false"], ["false"]]
    assert not [each for each in found.facts if each.term.name == "endedBy"]


NOTE = "Ескерту. 7-қосымша жаңа редакцияда - ҚР Денсаулық сақтау министрінің {} бұйрықтарымен."


def test_rows_of_an_edition_are_a_base_for_what_came_after_it() -> None:
    note = NOTE.format("10.02.2021 № ҚР ДСМ-17; 07.09.2021 № ҚР ДСМ-97")
    _, _, _, fourth = chain()
    found = linked(base(note=note), fourth)

    last = f"{ANNEX}/by/2022-03-18-qr-dsm-26"
    assert values(found, BY_17, "held") == ["false"]
    assert values(found, BY_97, "complete") == ["true"]
    assert values(found, last, "previous") == [BY_97]
    assert [each.problem.code for each in executed(found)] == ["KZ-CON-001"]
    assert values(found, last, "complete") == ["false"]


def test_a_version_that_a_note_tells_of_and_an_act_makes_is_held() -> None:
    note = NOTE.format("10.02.2021 № ҚР ДСМ-17; 07.09.2021 № ҚР ДСМ-97")
    found = linked(base(note=note), chain()[1])

    assert values(found, BY_17, "held") == ["true"]
    assert values(found, BY_17, "complete") == ["false"]
    assert values(found, BY_17, "replacedBy") == [BY_97]
    assert not [each for each in found.facts if each.term.name == "type" and each.value == "Conflict"]


def test_rows_are_ended_over_a_version_that_is_not_held_and_nothing_is_complete() -> None:
    """Of a change in between only the note of a later edition tells, and it was no new wording of the whole."""
    note = NOTE.format("10.02.2021 № ҚР ДСМ-17; 18.03.2022 № ҚР ДСМ-26").replace(
        "7-қосымша жаңа редакцияда", "7-қосымшаға өзгеріс енгізілді"
    )
    found = linked(
        base("ru"),
        base("kk", note=note),
        change("ru", TO_ANNEX["ru"], REMOVE["ru"].format("5, 6"), day="2021-09-07", number="ҚР ДСМ-97"),
        change("ru", TO_ANNEX["ru"], REMOVE["ru"].format("7, 8-1"), day="2021-09-07", number="ҚР ДСМ-98"),
    )

    assert values(found, BY_97, "previous") == [BY_17]
    assert values(found, BY_17, "held") == values(found, BY_97, "complete") == ["false"]
    ended = [each for each in found.facts if each.term.name == "endedBy" and "#" not in each.subject]
    assert [each.subject for each in ended] == [f"{MADE}/tbl/row_5", f"{MADE}/tbl/row_6"]
    assert {each.reason for each in ended} == {
        "The effect names the row by its number. Not all that was changed in between is held."
    }
    assert [each.problem.code for each in executed(found)] == ["KZ-CON-008"]


def test_an_edition_that_is_held_too_is_compared_with_what_its_changes_make() -> None:
    """The Russian text is as the act was made, the Kazakh one an edition, and the change of that day is held."""
    note = (
        NOTE.format("10.02.2021 № ҚР ДСМ-17")
        .replace("жаңа редакцияда", "")
        .replace("7-қосымша ", "7-қосымшаға өзгеріс енгізілді ")
    )
    printed = [row(str(number)) for number in range(1, 10)]
    same = linked(base("ru"), base_act([*printed[:7], row("7-1", "2 000,00"), *printed[7:]], "kk", note), chain()[1])
    other = linked(base("ru"), base_act([*printed[:7], row("7-1", "2 000,00"), printed[7]], "kk", note), chain()[1])

    assert not executed(same)
    (problem,) = executed(other)
    assert problem.problem.code == "KZ-CON-009"
    assert (problem.problem.found, problem.expected) == ("row 9", "no row 9")
    assert values(other, f"{SEVENTEEN}/effect/1", "applied") == ["true"]


def test_texts_in_two_languages_are_executed_together() -> None:
    points = "2-тармақтағы «үш данада» деген сөздер «екі данада» деген сөздермен ауыстырылсын."
    found = linked(
        base("kk", points=POINTS["kk"]),
        base("ru", points=POINTS["ru"]),
        change("kk", points),
        change("ru", "в пункте 2 слова «в трех экземплярах» заменить словами «в двух экземплярах»."),
    )

    version = f"{BASE}/pt_2/by/2021-02-10-qr-dsm-17"
    texts = {each.language: each.value for each in found.facts if (each.subject, each.term.name) == (version, "text")}
    assert texts == {
        "kk": "Тарифтер ай сайын екі данада ұсынылады.",
        "ru": "Тарифы представляются ежемесячно в двух экземплярах.",
    }
    assert values(found, version, "complete") == ["true"]


def test_texts_that_number_different_rows_are_not_executed() -> None:
    found = linked(
        base("kk"),
        change("kk", TO_ANNEX["kk"], REMOVE["kk"].format("5, 6")),
        change("ru", TO_ANNEX["ru"], REMOVE["ru"].format("5, 7")),
    )

    assert [each.problem.code for each in executed(found)] == ["KZ-CON-006"]
    assert not [each for each in found.facts if each.term.name == "endedBy"]


def test_the_points_of_an_edition_are_not_those_of_the_act() -> None:
    note = "Ескерту. 2-тармаққа өзгеріс енгізілді – ҚР Денсаулық сақтау министрінің 10.02.2021 № ҚР ДСМ-1 бұйрығымен."
    sentence = "2-тармақтағы «үш» деген сөз «екі» деген сөзбен ауыстырылсын."
    first, *others = POINTS["kk"]
    found = linked(base("kk", points=(first, note, *others)), change("kk", sentence))

    version = f"{BASE}/pt_2/by/2021-02-10-qr-dsm-17"
    assert values(found, version, "complete") == ["false"]
    assert values(found, version, "text") == []
    assert not executed(found)


# Any chain


@st.composite
def chains(draw: st.DrawFn) -> list[tuple[str, tuple[str, ...]]]:
    """Changes of a table with nine rows, most of which can be made."""
    table, found = [str(number) for number in range(1, 10)], []
    for _ in AFTER:
        operation = draw(st.sampled_from(["insertion", "substitution", "repeal"]))
        places = draw(st.lists(st.sampled_from(table), min_size=1, max_size=2 if operation == "repeal" else 1))
        numbers = tuple(dict.fromkeys(places))
        if operation == "insertion":
            stem, _, last = numbers[0].rpartition("-")
            numbers = (f"{stem}-{int(last) + 1}" if stem else f"{numbers[0]}-1",)
        elif operation == "repeal":
            table = [each for each in table if each not in numbers]
        table += [each for each in numbers if operation == "insertion" and each not in table]
        found.append((operation, numbers))
    return found


AFTER = (("2021-02-10", "ҚР ДСМ-17"), ("2021-09-07", "ҚР ДСМ-97"), ("2022-03-18", "ҚР ДСМ-26"))


@settings(max_examples=6, derandomize=True, deadline=None, database=None)
@given(chains(), st.sampled_from(["kk", "ru"]), st.permutations(range(4)))
def test_rows_of_any_chain_are_those_of_a_copy_that_is_edited(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, tuple[str, ...]]], language: str, order: list[int]
) -> None:
    acts = [base(language), *(_act(language, each, *when) for each, when in zip(drawn, AFTER, strict=True))]
    graph = graph_with(tmp_path_factory.mktemp("chain"), *(acts[each] for each in order))
    table = [(str(number), "1405.40") for number in range(1, 10)]
    for (operation, asked), (day, number), price in zip(drawn, AFTER, PRICES, strict=True):
        slug = number.lower().replace("қр дсм", "qr-dsm").replace(" ", "-")
        version = entity(graph, f"{ANNEX}/by/{day}-{slug}")
        try:
            table = _edited(table, operation, asked, f"{price}.00")
        except ValueError:
            assert version.values["complete"] is False
            return
        assert version.values["complete"] is True
        rows_then, entries = rows_at(graph.store, version), entries_at(graph.store, version)
        assert [each.values["number"] for each in rows_then] == [each for each, _ in table]
        assert [(each.values["row"], str(each.values["price"])) for each in entries] == table


PRICES = (2000, 3000, 4000)


def _act(language: str, change_of: tuple[str, tuple[str, ...]], day: str, number: str) -> str:
    operation, numbers = change_of
    price = f"{PRICES[[each for each, _ in AFTER].index(day)] // 1000} 000,00"
    sentence = {"insertion": INSERT, "substitution": REPLACE, "repeal": REMOVE}[operation][language]
    new = [] if operation == "repeal" else rows(language, *numbers, price=price)
    paragraphs = (TO_ANNEX[language], sentence.format(", ".join(numbers)), *new)
    return change(language, *paragraphs, day=day, number=number)


def _edited(
    table: list[tuple[str, str]], operation: str, numbers: tuple[str, ...], price: str
) -> list[tuple[str, str]]:
    edited = list(table)
    for number in numbers:
        known = [each for each, _ in edited]
        if operation == "insertion":
            if number in known:
                raise ValueError(number)
            stem, _, last = number.rpartition("-")
            place = known.index(stem if last == "1" else f"{stem}-{int(last) - 1}")
            edited.insert(place + 1, (number, price))
        else:
            place = known.index(number)
            edited[place : place + 1] = [(number, price)] if operation == "substitution" else []
    return edited


def test_a_suspended_part_of_an_act_that_is_not_held_is_named(tmp_path: Path) -> None:
    """A suspension makes no version of the part: the part is there all the same."""
    order = (
        "1. Приостановить до 31 декабря 2021 года действие приложения 7 к приказу Министра здравоохранения"
        " Республики Казахстан от 30 октября 2020 года № ҚР ДСМ-170/2020."
    )
    line, last = requisites("ru", "2021-02-10", "ҚР ДСМ-17"), LAST["ru"].replace("9.", "2.", 1)
    text = page("ru", "О приостановлении действия приказа", line, ["ПРИКАЗЫВАЮ:", order, last, SIGNED["ru"]])
    graph = graph_with(tmp_path, text)

    (effect,) = [each for each in graph.store.all("Effect") if each.values["act"].iri == SEVENTEEN]
    assert (effect.values["scope"], effect.values["until"]) == ("element", date(2021, 12, 31))
    assert effect.values["target"] is entity(graph, ANNEX)
    assert effect.values["result"] is None
