"""Which commencement a provision, an effect or a version has: the act's, that of an exception, or none for certain."""

from pathlib import Path

import pytest

from graph.build import Graph, build
from graph.fact import Fact
from tests.published import published_seeds

BASE = "https://w3id.org/qamtu/"
ORDER = f"{BASE}eli/kz/moh/order/2024/05/02/285"
RULES = f"{BASE}eli/kz/moh/order/2020/12/24/qr-dsm-321-2020"
NUMBERED = "по истечении десяти календарных дней после дня его первого официального опубликования"

TEXT = """О внесении изменений в приказ

Приказ Министра здравоохранения Республики Казахстан от 2 мая 2024 года № 285. Зарегистрирован в Министерстве юстиции \
Республики Казахстан 3 мая 2024 года № 34330

ПРИКАЗЫВАЮ:

1. Внести в приказ Министра здравоохранения Республики Казахстан от 24 декабря 2020 года № ҚР ДСМ-321/2020 \
"Об утверждении Правил" (зарегистрирован в Реестре государственной регистрации нормативных правовых актов под № 21904) \
следующие изменения:

1) пункт 3 изложить в следующей редакции:

"3. Срок составляет пять дней.";

2) пункт 4 исключить.

2. Настоящий приказ вводится в действие {rule}.

Министр здравоохранения Республики Казахстан А. Альназарова
"""


def graph_of(folder: Path, text: str) -> Graph:
    seeds = published_seeds(folder)
    act = seeds / "acts" / "later"
    act.mkdir()
    (act / "act.txt").write_text(text, encoding="utf-8")
    return build(seeds)


def about(graph: Graph, subject: str) -> dict[str, str]:
    return {fact.term.name: fact.value for fact in graph.facts if fact.subject == subject}


@pytest.mark.parametrize(
    ("exception", "first", "second"),
    [
        ("", "#commencement", "#commencement"),
        (
            ", за исключением подпункта 2) пункта 1, который вводится в действие с 1 января 2025 года",
            "#commencement",
            "#commencement-point-1-subpoint-2",
        ),
        (
            ", за исключением пункта 1, который вводится в действие с 1 января 2025 года",
            "#commencement-point-1",
            "#commencement-point-1",
        ),
    ],
)
def test_a_provision_has_the_commencement_of_the_act_or_of_the_exception_that_names_it(
    tmp_path: Path, exception: str, first: str, second: str
) -> None:
    graph = graph_of(tmp_path, TEXT.format(rule=NUMBERED + exception))
    starts = {fact.subject: fact.value for fact in graph.facts if fact.term.name == "commencement"}
    effects = [starts[f"{ORDER}/effect/1-{number}"] for number in (1, 2)]
    assert effects == [ORDER + first, ORDER + second]
    assert starts[f"{RULES}/pt_3/by/2024-05-02-285"] == effects[0]
    assert starts[f"{RULES}/pt_4/by/2024-05-02-285"] == effects[1]
    assert about(graph, f"{ORDER}#commencement")["notBefore"] == "2024-05-14"
    if exception:
        part = about(graph, effects[1])
        assert part["entryIntoForce"] == "2025-01-01"
        assert part["part"] == effects[1].partition("#commencement-")[2].replace("-", " ")
        (link,) = [fact for fact in graph.facts if fact.term.name == "exceptions"]
        assert (link.subject, link.value) == (f"{ORDER}#commencement", effects[1])
        assert "за исключением" in link.quotes[0].text


def test_an_exception_for_a_part_of_a_provision_leaves_its_day_open(tmp_path: Path) -> None:
    part = "абзаца второго подпункта 1) пункта 1"
    rule = f"{NUMBERED}, за исключением {part}, который вводится в действие с 1 января 2025 года"
    graph = graph_of(tmp_path, TEXT.format(rule=rule))
    starts = {fact.subject: fact.value for fact in graph.facts if fact.term.name == "commencement"}
    assert f"{ORDER}/effect/1-1" not in starts
    assert f"{RULES}/pt_3/by/2024-05-02-285" not in starts
    assert starts[f"{ORDER}/effect/1-2"] == f"{ORDER}#commencement"


def test_a_repealed_part_has_a_version_of_which_nothing_is_left(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, TEXT.format(rule=NUMBERED))
    gone = about(graph, f"{RULES}/pt_4/by/2024-05-02-285")
    assert (gone["complete"], gone["rowsRead"], gone["current"]) == ("true", "0", "true")


EDITION = """> *Приложение 2 к приказу*
> *Министра здравоохранения*
> *Республики Казахстан*
> *от 24 декабря 2020 года*
> *№ ҚР ДСМ-321/2020*

## Перечень

> *Сноска. Приложение 2 в редакции приказов Министра здравоохранения РК от 10.02.2021 № ҚР ДСМ-17 (вводится в действие \
по истечении десяти календарных дней после дня его первого официального опубликования); от 12.03.2024 № 145 (вводится \
в действие со дня его первого официального опубликования и распространяется на правоотношения, возникшие с \
01.01.2024); \
с изменением, внесенным приказом Министра здравоохранения РК от 15.10.2024 № 718 (вводится в действие с 01.11.2024); \
от 26.12.2024 № 943 (вводится в действие с 01.01.2025).*

1. Первое.

2. Второе.
"""


def test_a_note_tells_of_versions_whose_text_is_not_held(tmp_path: Path) -> None:
    seeds = published_seeds(tmp_path)
    act = seeds / "acts" / "edition"
    act.mkdir()
    (act / "act.txt").write_text(EDITION, encoding="utf-8")
    graph = build(seeds)
    versions = [f"{RULES}/annex_2/by/{each}" for each in ("2021-02-10-qr-dsm-17", "2024-03-12-145", "2024-10-15-718")]
    last = f"{RULES}/annex_2/by/2024-12-26-943"
    told = [about(graph, each) for each in (*versions, last)]

    assert [each.get("previous") for each in told] == [None, *versions]
    assert [each["held"] for each in told] == ["false", "false", "false", "true"]
    assert [each["complete"] for each in told] == ["false", "false", "false", "true"]
    assert [each["commencement"] for each in told] == [f"{each}#commencement" for each in (*versions, last)]
    replaced = [fact for fact in graph.facts if fact.term.name == "replacedBy"]
    # A change is a part of a version: it takes the place of nothing.
    assert {(fact.subject, fact.value) for fact in replaced} == {
        (versions[0], versions[1]), (versions[0], last), (versions[1], last), (versions[2], last),
    }  # fmt: skip
    starts = [about(graph, f"{each}#commencement") for each in (*versions, last)]
    assert [each.get("entryIntoForce") for each in starts] == [None, None, "2024-11-01", "2025-01-01"]
    assert [each.get("notBefore") for each in starts] == ["2021-02-21", "2024-03-12", None, None]
    assert starts[1]["appliesFrom"] == "2024-01-01"
    assert quoted(graph, f"{last}#commencement", "entryIntoForce").startswith("от 26.12.2024 № 943")


def quoted(graph: Graph, subject: str, term: str) -> str:
    fact: Fact = next(fact for fact in graph.facts if (fact.subject, fact.term.name) == (subject, term))
    return fact.quotes[0].text
