"""Mentions of other acts, in both languages, as ministries print them: invented acts, real drafting."""

import json
import re
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.act import Citation
from graph.reading.aliases import Aliases
from graph.reading.cite import outermost
from graph.reading.quoted import quotations
from tests.passages import cite, speaking
from tests.seed_acts import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
KK = "Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № ҚР ДСМ-45/2020"
RU = "Министра здравоохранения Республики Казахстан от 5 мая 2020 года № ҚР ДСМ-45/2020"
SIGNED = date(2020, 5, 5)
NUMBER = "ҚР ДСМ-45/2020"


def only(passage: str, language: str) -> Citation:
    (citation,) = cite(passage, language).found
    return citation


def elements(passage: str, language: str) -> list[str | None]:
    return [each.element for each in cite(passage, language).found]


# Orders


@pytest.mark.parametrize(
    ("passage", "language", "title", "registration"),
    [
        (f'"Тізбені бекіту туралы" {KK} бұйрығына', "kk", "Тізбені бекіту туралы", None),
        (f"«Тізбені бекіту туралы» {KK} бұйрығымен", "kk", "Тізбені бекіту туралы", None),
        (f"„Тізбені бекіту туралы“ {KK} бұйрығының", "kk", "Тізбені бекіту туралы", None),
        (f"{KK} «Тізбені бекіту туралы» бұйрығы", "kk", "Тізбені бекіту туралы", None),
        (
            (
                f"{KK} бұйрығында (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 20600"
                " болып тіркелген,"
                " «Әділет» ақпараттық-құқықтық жүйесінде 2020 жылғы 8 мамырда жарияланған):"
            ),
            "kk",
            None,
            "20600",
        ),
        (
            f"{KK} (нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде №20600 болып тіркелген) бұйрығы",
            "kk",
            None,
            "20600",
        ),
        (
            (
                f"{KK} бұйрығы (Қазақстан Республикасының Нормативтік құқықтық актілерді мемлекеттік"
                " тіркеу тізілімінде 2020"
                " жылғы 8 мамырда № 20600 болып тіркелген)"
            ),
            "kk",
            None,
            "20600",
        ),
        (f"приказ {RU} «Об утверждении перечня»", "ru", "Об утверждении перечня", None),
        (f"приказе {RU} „Об утверждении перечня“", "ru", "Об утверждении перечня", None),
        (
            (
                f'приказом {RU} "Об утверждении перечня" (зарегистрирован в Реестре государственной'
                " регистрации нормативных"
                " правовых актов за № 20600, опубликован 8 мая 2020 года в Информационно-правовой системе «Әділет»)"
            ),
            "ru",
            "Об утверждении перечня",
            "20600",
        ),
        (
            (
                f"приказа {RU} (зарегистрирован в Реестре государственной регистрации нормативных"
                " правовых актов под №20600)"
                " «Об утверждении перечня»"
            ),
            "ru",
            "Об утверждении перечня",
            "20600",
        ),
        (
            (
                f"приказ {RU} «Об утверждении перечня» (зарегистрирован в Министерстве юстиции Республики"
                " Казахстан 8 мая 2020"
                " года № 20600)"
            ),
            "ru",
            "Об утверждении перечня",
            "20600",
        ),
        (
            (
                f"приказу {RU} «Об утверждении перечня» (зарегистрированный в Реестре государственной"
                " регистрации нормативных"
                " правовых актов Республики Казахстан 8 мая 2020 года под № 20600, опубликован в газете"
                " от 9 мая 2020 года № 98"
                " (2088))"
            ),
            "ru",
            "Об утверждении перечня",
            "20600",
        ),
    ],
)
def test_an_order_with_title_and_registration(
    passage: str, language: str, title: str | None, registration: str | None
) -> None:
    read = cite(passage, language)
    (found,) = read.found
    assert (found.issuer, found.kind, found.acting) == ("moh", "order", False)
    assert (found.signed, found.number) == (SIGNED, NUMBER)
    assert (found.title, found.registration, found.element, found.alias) == (title, registration, None, None)
    assert read.codes == []


@pytest.mark.parametrize(
    ("passage", "language"),
    [
        ("Қазақстан Республикасы Денсаулық сақтау министрінің м.а. 2020 жылғы 5 мамырдағы № 7 бұйрығына", "kk"),
        ("Қазақстан Республикасы Денсаулық сақтау министрінің м. а. 2020 жылғы 5 мамырдағы № 7 бұйрығына", "kk"),
        (
            (
                "Қазақстан Республикасы Денсаулық сақтау министрінің міндетін атқарушының 2020 ж. 5"
                " мамырындағы № 7 бұйрығы"
            ),
            "kk",
        ),
        ("ҚР Денсаулық сақтау министрінің міндеттерін атқарушының 2020 жылы 5 мамырдағы N 7 бұйрығымен", "kk"),
        ("приказ и.о. Министра здравоохранения РК от 5 мая 2020 г. № 7", "ru"),
        ("приказом исполняющего обязанности Министра здравоохранения Республики Казахстан от 5 мая 2020 года №7", "ru"),
    ],
)
def test_an_acting_minister(passage: str, language: str) -> None:
    found = only(passage, language)
    assert (found.issuer, found.acting, found.signed, found.number) == ("moh", True, SIGNED, "7")


def test_a_latin_letter_in_a_kazakh_word_hides_nothing() -> None:
    found = only(
        "Қазақстан Республикасы Денсаулық сақтау министрiнiң 2020 жылғы 5 мамырдағы № ҚP ДСМ-7 бұйрығына", "kk"
    )
    assert (found.issuer, found.number) == ("moh", "ҚР ДСМ-7")


def test_words_before_the_issuer_are_no_part_of_the_mention() -> None:
    read = cite("Осы тармаққа сәйкес Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № 7 бұйрығына", "kk")
    (found,) = read.found
    assert (found.issuer, read.codes) == ("moh", [])
    assert read.quote(found).startswith("Денсаулық")


@pytest.mark.parametrize(
    ("passage", "language"),
    [
        ("Қазақстан Республикасы Қияли істер министрінің 2020 жылғы 5 мамырдағы № 7 бұйрығы", "kk"),
        ("Қазақстан Республикасы Қаржы және Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № 7 бұйрығы", "kk"),
        ("приказ Министра вымышленных дел Республики Казахстан от 5 мая 2020 года № 7", "ru"),
    ],
)
def test_an_issuer_that_is_not_known_is_reported(passage: str, language: str) -> None:
    read = cite(passage, language)
    assert [(each.issuer, each.number) for each in read.found] == [(None, "7")]
    assert read.codes == ["KZ-REQ-003"]


def test_a_day_that_no_calendar_has_gives_no_citation() -> None:
    read = cite("приказ Министра здравоохранения Республики Казахстан от 31 апреля 2020 года № 7", "ru")
    assert (read.found, read.codes) == ((), ["KZ-REQ-002"])


# Titles that cite


def test_a_title_that_cites_has_two_mentions_each_with_its_span() -> None:
    inner = (
        "«Тізбені бекіту туралы» Қазақстан Республикасы Денсаулық сақтау министрінің"
        " 2019 жылғы 4 наурыздағы № 3 бұйрығына"
    )
    read = cite(
        f"1) {inner} өзгерістер енгізу туралы» {KK} бұйрығы (Нормативтік құқықтық актілерді мемлекеттік тіркеу"
        " тізілімінде № 20600 болып тіркелген);",
        "kk",
    )
    first, second = read.found
    assert (first.number, first.title, first.registration) == ("3", "Тізбені бекіту туралы", None)
    assert read.quote(first) == inner
    assert (second.number, second.registration) == (NUMBER, "20600")
    assert second.title == f"{inner[1:]} өзгерістер енгізу туралы"
    assert outermost(read.found) == (second,)


def test_one_closing_mark_may_close_two_titles() -> None:
    inner = (
        "приказ Министра здравоохранения Республики Казахстан от 4 марта 2019 года № 3"
        " «Об оценке корпуса «Б» Министерства»"
    )
    read = cite(
        f"Отменить приказ {RU} «О внесении изменений в {inner} (зарегистрирован в Реестре государственной"
        " регистрации нормативных правовых актов под № 20600, опубликован в системе «Әділет»).",
        "ru",
    )
    first, second = read.found
    assert (first.number, first.title) == ("3", "Об оценке корпуса «Б» Министерства")
    assert (second.title, second.registration) == (f"О внесении изменений в {inner[:-1]}", "20600")


def test_straight_marks_nest_too() -> None:
    read = cite(f'"Сауда" санитариялық қағидаларын бекіту туралы" {KK} бұйрығына', "kk")
    assert [each.title for each in read.found] == ['Сауда" санитариялық қағидаларын бекіту туралы']


def test_a_paragraph_that_begins_a_long_quotation_is_no_title() -> None:
    assert quotations("«8. Қызмет «үкімет» порталында көрсетіледі") == quotations(
        " 8. Қызмет «үкімет» порталында көрсетіледі"
    )


# Several acts


def test_items_of_a_list_have_the_issuer_that_governs_them() -> None:
    for passage, language in (
        ("Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № 1 және 2020 жылғы 6 мамырдағы № 2 бұйрықтары", "kk"),
        ("приказы Министра здравоохранения Республики Казахстан от 5 мая 2020 года № 1 и от 6 мая 2020 года № 2", "ru"),
    ):
        first, second = cite(passage, language).found
        assert (first.issuer, first.signed, first.number) == ("moh", SIGNED, "1")
        assert (second.issuer, second.signed, second.number) == ("moh", date(2020, 5, 6), "2")


def test_in_the_singular_a_second_day_has_no_issuer_of_its_own() -> None:
    _, second = cite("приказ Министра здравоохранения РК от 5 мая 2020 года № 1 и от 6 мая 2020 года № 2", "ru").found
    assert (second.number, second.issuer) == ("2", None)


def test_a_joint_order_is_one_citation_with_the_key_of_each_of_its_issuers() -> None:
    for passage, language in (
        (
            (
                "«Үлгіні бекіту туралы» Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 5"
                " мамырдағы № 1 және Қазақстан"
                " Республикасы Қаржы министрінің м.а. 2020 жылғы 6 мамырдағы № 2 бірлескен бұйрығы"
            ),
            "kk",
        ),
        (
            (
                "совместный приказ Министра здравоохранения Республики Казахстан от 5 мая 2020 года № 1"
                " и и.о. Министра финансов"
                " Республики Казахстан от 6 мая 2020 года № 2 «Об утверждении формы»"
            ),
            "ru",
        ),
    ):
        joint = only(passage, language)
        assert (joint.issuer, joint.acting, joint.number) == ("moh", False, "1")
        (other,) = joint.also
        assert (other.issuer, other.acting, other.number, other.kind) == ("mof", True, "2", "order")
        assert joint.title is not None
        assert other.title == joint.title


def test_title_and_registration_of_a_joint_order_are_those_of_the_whole_act() -> None:
    joint = only(
        f"Внести в совместный приказ {RU} и Министра финансов Республики Казахстан от 8 мая 2020 года № 17"
        ' "Об утверждении формы" (зарегистрирован в Реестре государственной регистрации нормативных правовых актов под'
        " № 20600) изменение",
        "ru",
    )
    assert (joint.number, joint.title, joint.registration) == (NUMBER, "Об утверждении формы", "20600")
    assert [(each.key, each.registration) for each in joint.also] == [
        (("mof", "order", date(2020, 5, 8), "17"), "20600")
    ]


def test_a_joint_order_is_named_by_its_first_issuer_that_is_known() -> None:
    read = cite(
        "совместный приказ Министра вымышленных дел Республики Казахстан от 5 мая 2020 года № 1 и"
        " Министра финансов Республики Казахстан от 8 мая 2020 года № 17",
        "ru",
    )
    (joint,) = read.found
    assert (joint.issuer, joint.number, [each.number for each in joint.also]) == ("mof", "17", ["1"])
    assert read.quote(joint).startswith("приказ Министра вымышленных")
    assert read.codes == ["KZ-REQ-003"]


def test_two_orders_in_one_sentence_stay_apart() -> None:
    read = cite(f"приказ {RU} «Первый» и постановление Правительства Республики Казахстан от 6 мая 2020 года № 2", "ru")
    assert [(each.kind, each.issuer, each.number, each.title) for each in read.found] == [
        ("order", "moh", NUMBER, "Первый"),
        ("resolution", "gov", "2", None),
    ]


# Codes named without quotation marks


@pytest.mark.parametrize(
    ("passage", "language", "title", "signed", "number", "parts"),
    [
        (
            "пунктом 2 статьи 18 Предпринимательского кодекса Республики Казахстан",
            "ru",
            "Предпринимательского кодекса",
            None,
            None,
            ["article 18 point 2"],
        ),
        ("статьей 5 Трудового кодекса", "ru", "Трудового кодекса", None, None, ["article 5"]),
        ("в соответствии с Бюджетным кодексом РК", "ru", "Бюджетным кодексом", None, None, [None]),
        (
            "статьи 3 Лесного кодекса Республики Казахстан от 8 июля 2003 года № 477",
            "ru",
            "Лесного кодекса",
            date(2003, 7, 8),
            "477",
            ["article 3"],
        ),
        (
            "статьи 7 Кодекса Республики Казахстан об административных правонарушениях и приказа",
            "ru",
            "об административных правонарушениях",
            None,
            None,
            ["article 7"],
        ),
        (
            "Қазақстан Республикасы Кәсіпкерлік кодексінің 18-бабының 2 және 3-тармақтарына",
            "kk",
            "Кәсіпкерлік кодексінің",
            None,
            None,
            ["article 18 point 2", "article 18 point 3"],
        ),
        ("Еңбек кодексінің 5-бабына", "kk", "Еңбек кодексінің", None, None, ["article 5"]),
        ("Қазақстан Республикасының Бюджет кодексі", "kk", "Бюджет кодексі", None, None, [None]),
        (
            "Әкімшілік құқық бұзушылық туралы Қазақстан Республикасы Кодексінің 7-бабы",
            "kk",
            "Әкімшілік құқық бұзушылық туралы",
            None,
            None,
            ["article 7"],
        ),
    ],
)
def test_a_code_is_cited_by_its_own_name(
    passage: str, language: str, title: str, signed: date | None, number: str | None, parts: list[str | None]
) -> None:
    read = cite(passage, language)
    assert {(each.kind, each.issuer, each.title, each.signed, each.number) for each in read.found} == {
        ("code", "parliament", title, signed, number)
    }
    assert [each.element for each in read.found] == parts
    assert read.codes == []


@pytest.mark.parametrize(
    ("passage", "language"),
    [
        ("Настоящий Кодекс Республики Казахстан", "ru"),
        ("Этическим кодексом служащих Республики Казахстан", "ru"),
        ("статьи 8 Кодекса Республики Казахстан", "ru"),
        ("Қазақстан Республикасы Кодексінің 8-бабы", "kk"),
        ("Қазақстан Республикасы Үкіметінің кодексі", "kk"),
        ("Осы Кодекстің 8-бабы", "kk"),
    ],
)
def test_words_before_a_code_that_do_not_name_it(passage: str, language: str) -> None:
    assert cite(passage, language).found == ()


def test_the_name_of_another_code_is_no_short_name() -> None:
    read = cite(
        "статьи 2 Кодекса Республики Казахстан «О путях сообщения» (далее – Кодекс), статьи 3 Налогового Кодекса"
        " и статьи 4 Кодекса",
        "ru",
    )
    assert [(each.title, each.element, each.alias) for each in read.found] == [
        ("О путях сообщения", "article 2", None),
        ("Налогового Кодекса", "article 3", None),
        ("О путях сообщения", "article 4", "Кодекса"),
    ]


@pytest.mark.parametrize(
    ("passage", "language"),
    [
        ("приказом Министра здравоохранения Республики Казахстан от « 5 » мая 2020 года № 7", "ru"),
        ("приказом Министра здравоохранения Республики Казахстан от5 мая 2020 года № 7", "ru"),
        ("приказом Министра здравоохранения Республики Казахстан от 05.05.2020 года № 7", "ru"),
        ("Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы «5» мамырдағы № 7 бұйрығымен", "kk"),
    ],
)
def test_a_day_between_quotation_marks_or_without_its_space(passage: str, language: str) -> None:
    read = cite(passage, language)
    assert [(each.signed, each.number) for each in read.found] == [(SIGNED, "7")]
    assert read.codes == []


# Laws, codes, resolutions, decrees


@pytest.mark.parametrize(
    ("passage", "language", "kind", "title", "signed", "number", "parts"),
    [
        (
            "«Көлік туралы» Қазақстан Республикасы Кодексiнiң 124-бабының 4-тармағына сәйкес",
            "kk",
            "code",
            "Көлік туралы",
            None,
            None,
            ["article 124 point 4"],
        ),
        (
            (
                "«Көлік туралы» 2009 жылғы 18 қыркүйектегі Қазақстан Республикасы Кодексінің 144-бабының"
                " 6-тармағына және"
                " 150-бабының 4-тармағына"
            ),
            "kk",
            "code",
            "Көлік туралы",
            date(2009, 9, 18),
            None,
            ["article 144 point 6", "article 150 point 4"],
        ),
        (
            (
                "2009 жылғы 18 қыркүйектегі «Көлік туралы» Қазақстан Республикасы Кодексінің 7-бабының"
                " 1-тармағының 6) және"
                " 7) тармақшаларына"
            ),
            "kk",
            "code",
            "Көлік туралы",
            date(2009, 9, 18),
            None,
            ["article 7 point 1 subpoint 6", "article 7 point 1 subpoint 7"],
        ),
        (
            (
                "«Көлік туралы» Қазақстан Республикасының 2013 жылғы 15 сәуірдегі № 88-V Заңының 196-бабы 3-тармағының"
                " 5-тармақшасына"
            ),
            "kk",
            "law",
            "Көлік туралы",
            date(2013, 4, 15),
            "88-V",
            ["article 196 point 3 subpoint 5"],
        ),
        (
            "пунктом 4 статьи 124 Кодекса Республики Казахстан «О транспорте»",
            "ru",
            "code",
            "О транспорте",
            None,
            None,
            ["article 124 point 4"],
        ),
        (
            "пунктом 4 статьи 124 Кодекса Республики «О транспорте»",
            "ru",
            "code",
            "О транспорте",
            None,
            None,
            ["article 124 point 4"],
        ),
        (
            (
                "пунктом 6 статьи 144 и пунктом 4 статьи 150 Кодекса Республики Казахстан от 18 сентября"
                " 2009 года «О транспорте»"
            ),
            "ru",
            "code",
            "О транспорте",
            date(2009, 9, 18),
            None,
            ["article 144 point 6", "article 150 point 4"],
        ),
        (
            (
                "подпунктами 1) и 2-1) пункта 3 статьи 10 Закона Республики Казахстан от 15 апреля 2013 года № 88-V ЗРК"
                " «О транспорте»"
            ),
            "ru",
            "law",
            "О транспорте",
            date(2013, 4, 15),
            "88-V",
            ["article 10 point 3 subpoint 1", "article 10 point 3 subpoint 2-1"],
        ),
    ],
)
def test_a_law_or_code(
    passage: str, language: str, kind: str, title: str, signed: date | None, number: str | None, parts: list[str]
) -> None:
    read = cite(passage, language)
    assert [each.element for each in read.found] == parts
    for found in read.found:
        assert (found.issuer, found.kind, found.title, found.signed) == ("parliament", kind, title, signed)
        assert found.number == number
    assert read.codes == []


@pytest.mark.parametrize(
    ("passage", "language", "key", "element"),
    [
        (
            (
                "Қазақстан Республикасы Президентінің 2020 жылғы 16 наурыздағы № 286 Жарлығының 1-тармағының"
                " 4) тармақшасына"
            ),
            "kk",
            ("president", "decree", date(2020, 3, 16), "286"),
            "point 1 subpoint 4",
        ),
        (
            (
                "Қазақстан Республикасы Үкіметінің 2017 жылғы 17 ақпандағы № 71 қаулысымен бекітілген"
                " Министрлік туралы ереженің"
                " 15-тармағының 323-14) тармақшасына"
            ),
            "kk",
            ("gov", "resolution", date(2017, 2, 17), "71"),
            "point 15 subpoint 323-14",
        ),
        (
            (
                "подпункта 323-14) пункта 15 Положения о Министерстве здравоохранения Республики"
                " Казахстан, утвержденного"
                " постановлением Правительства Республики Казахстан от 17 февраля 2017 года № 71"
            ),
            "ru",
            ("gov", "resolution", date(2017, 2, 17), "71"),
            "point 15 subpoint 323-14",
        ),
        (
            (
                "главы 4 Правил маркировки, утвержденных приказом Министра здравоохранения Республики"
                " Казахстан от 5 мая 2020 года"
                " № 7"
            ),
            "ru",
            ("moh", "order", SIGNED, "7"),
            "chapter 4",
        ),
    ],
)
def test_a_part_of_an_act_or_of_what_it_approved(
    passage: str, language: str, key: tuple[object, ...], element: str
) -> None:
    found = only(passage, language)
    assert (found.key, found.element) == (key, element)


def test_a_part_of_a_code_is_no_part_of_the_order_after_it() -> None:
    read = cite(
        f"пунктом 4 статьи 124 Кодекса Республики Казахстан «О транспорте», правилами, утвержденными приказом {RU}",
        "ru",
    )
    assert [(each.kind, each.element) for each in read.found] == [("code", "article 124 point 4"), ("order", None)]


def test_the_collection_of_acts_is_no_registration() -> None:
    read = cite(
        "постановление Правительства Республики Казахстан от 10 августа 2015 года № 634 «О мерах» (САПП Республики"
        " Казахстан 2015 г., № 44, ст. 339)",
        "ru",
    )
    assert [(each.number, each.registration) for each in read.found] == [("634", None)]
    assert read.codes == []


@pytest.mark.parametrize(
    ("passage", "language"),
    [
        ("комиссия отырысының 2020 жылғы 5 мамырдағы хаттамасының 1.1-тармағына сәйкес", "kk"),
        ("Қазақстан Республикасының заңнамасында белгіленген тәртіппен осы бұйрықтың 3-тармағына", "kk"),
        ("пунктом 1.1. протокола заседания комиссии от 5 мая 2020 года № 5", "ru"),
        ("в установленном законодательством Республики Казахстан порядке настоящего приказа", "ru"),
        ("приказа Министра здравоохранения Республики Казахстан от «____» ________ 2025 года № ____", "ru"),
    ],
)
def test_what_is_no_act_or_names_none_is_not_cited(passage: str, language: str) -> None:
    read = cite(passage, language)
    assert (read.found, read.codes) == ((), [])


# Short names


def test_a_short_name_stands_for_the_act_that_was_given_it() -> None:
    for given_as, later, language in (
        (
            (
                f"{KK} бұйрығына (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 20600"
                " болып тіркелген) (бұдан әрі –"
                " № 45 бұйрық)"
            ),
            "№ 45 бұйрыққа сәйкес",
            "kk",
        ),
        (
            (
                f"приказом {RU} (зарегистрирован в Реестре государственной регистрации нормативных"
                " правовых актов под № 20600)"
                " (далее – приказ № 45)"
            ),
            "согласно приказу № 45",
            "ru",
        ),
    ):
        aliases = Aliases()
        (full,) = cite(given_as, language, aliases).found
        read = cite(later, language, aliases)
        (short,) = read.found
        assert full.alias is None
        assert (short.key, short.registration) == (full.key, "20600")
        assert short.alias == read.quote(short)
        assert re.search("№ 45", short.alias)
        assert cite(later, language).found == ()


def test_a_short_name_of_a_code_takes_its_parts() -> None:
    aliases = Aliases()
    cite("Кодекса Республики Казахстан «О транспорте» (далее – Кодекс)", "ru", aliases)
    (found,) = cite("в соответствии с пунктом 2 статьи 5 Кодекса", "ru", aliases).found
    assert (found.title, found.element, found.alias) == ("О транспорте", "article 5 point 2", "Кодекса")


def test_a_short_name_of_two_acts_stands_for_none() -> None:
    aliases = Aliases()
    cite(f"приказ {RU} (далее – приказ № 45)", "ru", aliases)
    cite("приказ Министра финансов Республики Казахстан от 6 мая 2021 года № 45 (далее – приказ № 45)", "ru", aliases)
    assert cite("приказа № 45", "ru", aliases).found == ()


# What is doubtful


def test_a_number_of_the_other_register_is_reported_and_kept() -> None:
    passage = (
        f"приказ {RU} (зарегистрирован в Реестре государственной регистрации нормативных правовых актов под № {{}})"
    )
    assert cite(passage.format(20600), "ru").codes == []
    read = cite(passage.format(150174), "ru")
    assert [each.registration for each in read.found] == ["150174"]
    assert read.codes == ["KZ-REQ-010"]


@pytest.mark.parametrize("bracket", ["(тізілімде № 20600)", "(Нормативтік құқықтық актілерді № 20600 болып"])
def test_a_bracket_that_is_not_understood_is_reported(bracket: str) -> None:
    read = cite(f"{KK} бұйрығына {bracket}", "kk")
    assert [each.registration for each in read.found] == [None]
    assert read.codes == ["KZ-CIT-003"]


def test_every_kind_of_act_that_is_cited_is_in_the_vocabulary() -> None:
    for passage, language in ((f"{KK} {{}}", "kk"), (f"{{}} {RU}", "ru")):
        words = {"kk": "бұйрықтары қаулысын Жарлығынан шешімдеріне", "ru": "приказами постановлений Указе решениях"}[
            language
        ]
        kinds = [only(passage.format(word), language).kind for word in words.split()]
        assert kinds == ["order", "resolution", "decree", "decision"]


@given(st.text(alphabet="«»„“”\"' (){}№12\n\u00a0абвқӘi.-–,", max_size=60))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_no_text_raises_and_quotations_nest(passage: str) -> None:
    for language in ("kk", "ru"):
        for found in cite(f"приказ {RU} {passage} {KK} бұйрығы", language).found:
            assert 0 <= found.span.start < found.span.end
    for each in quotations(passage):
        assert 0 <= each.start < each.end <= len(passage)
        assert all(each.start <= inner.start < inner.end <= each.end for inner in each.inner)


# Real acts


def _paragraphs(path: Path) -> list[str]:
    lines = re.sub(r"(?m)^> ?\*?|\*$|  $", "", path.read_text(encoding="utf-8")).split("\n")
    return [" ".join(group) for blank, group in groupby(lines, key=lambda line: not line.strip()) if not blank]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of real acts is not here")
@pytest.mark.parametrize("name", ["05_kaz", "08_rus", "11_rus", "12_kaz", "14_kaz", "16_rus", "17_kaz"])
def test_real_acts_cite_what_a_careful_reader_finds(name: str) -> None:
    (facts,) = CORPUS.glob(f"{name}*.json")
    (text,) = (each for each in CORPUS.glob(f"{name}*") if each.suffix in {".md", ".txt"})
    aliases, language = Aliases(), {"kaz": "kk", "rus": "ru"}[name[-3:]]
    found = [each for paragraph in _paragraphs(text) for each in cite(paragraph, language, aliases).found]
    keys = {(each.signed, each.number, each.registration): each.acting for each in found}
    for expected in json.loads(facts.read_text(encoding="utf-8"))["references"]:
        key = date.fromisoformat(expected["date"]), expected["number"], expected["reg_no"]
        assert key in keys, expected
        assert keys[key] == expected.get("acting", False) or expected["role"] == "cited_by_alias", expected
    assert speaking(language).grammar.language == language
