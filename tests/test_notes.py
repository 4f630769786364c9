"""Publisher's notes: the element they are about and the chain of acts that changed it."""

from datetime import date

import pytest

from graph.act import Amendment
from graph.reading.notes import Place
from graph.reading.parse import parse
from graph.source import decode
from tests.passages import note
from tests.seed_acts import lexicon

TEN_KK = "(алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі)"
TEN_RU = "(вводится в действие по истечении десяти календарных дней после дня его первого официального опубликования)"


def brief(each: Amendment) -> tuple[str | None, str | None, bool, date | None, str | None, bool]:
    act = each.act
    return each.effect, act.issuer, act.acting, act.signed, act.number, each.inherited


def chain(passage: str, language: str) -> list[tuple[str | None, str | None, bool, date | None, str | None, bool]]:
    read = note(passage, language)
    assert read.codes == []
    assert {each.act.kind for each in read.found.amendments} <= {"order", "resolution", "law"}
    return [brief(each) for each in read.found.amendments]


def test_a_kazakh_chain_takes_over_issuer_and_effect_but_never_acting() -> None:
    passage = (
        f"Ескерту. 2-қосымша жаңа редакцияда – ҚР Денсаулық сақтау министрінің м.а. 10.02.2021 № ҚРДСМ-17 {TEN_KK};"
        " 07.09.2021 № ҚР ДСМ -97 (01.10.2021 бастап қолданысқа енгізіледі); өзгерістер еңгізілді - ҚР"
        " Ұлттық экономика"
        f" министрінің 05.05.2022 № 8 {TEN_KK} бұйрықтарымен."
    )
    assert chain(passage, "kk") == [
        ("substitution", "moh", True, date(2021, 2, 10), "ҚР ДСМ-17", False),
        ("substitution", "moh", False, date(2021, 9, 7), "ҚР ДСМ-97", True),
        ("change", "mne", False, date(2022, 5, 5), "8", False),
    ]
    read = note(passage, "kk")
    assert (read.found.element, read.found.text) == ("appendix 2", passage)
    rules = [each.commencement for each in read.found.amendments]
    assert [(each.rule, each.days, each.date) for each in rules if each] == [
        ("after-first-publication", 10, None),
        ("on-date", None, date(2021, 10, 1)),
        ("after-first-publication", 10, None),
    ]
    assert {each.act.kind for each in read.found.amendments} == {"order"}


def test_a_russian_chain_takes_over_issuer_and_effect_but_never_acting() -> None:
    passage = (
        f"Сноска. Приложение 2 в редакции приказов и.о. Министра здравоохранения РК от 10.02.2021 № ҚР ДСМ-17 {TEN_RU};"
        f" от 07.09.2021 № ҚР ДСМ - 97 (вводится в действие с 01.10.2021); с изменением, внесенным постановлением"
        f" Правительства РК от 05.05.2022 № 8 {TEN_RU};от 06.05.2022 № 9 {TEN_RU}."
    )
    assert chain(passage, "ru") == [
        ("substitution", "moh", True, date(2021, 2, 10), "ҚР ДСМ-17", False),
        ("substitution", "moh", False, date(2021, 9, 7), "ҚР ДСМ-97", True),
        ("change", "gov", False, date(2022, 5, 5), "8", False),
        ("change", "gov", False, date(2022, 5, 6), "9", True),
    ]
    read = note(passage, "ru")
    assert [each.act.kind for each in read.found.amendments] == ["order", "order", "resolution", "resolution"]


@pytest.mark.parametrize(
    ("passage", "language", "element", "effect"),
    [
        (
            "Ескерту. Кіріспе жаңа редакцияда - ҚР Денсаулық сақтау министрінің 01.10.2025 № 103 бұйрығымен.",
            "kk",
            "preamble",
            "substitution",
        ),
        (
            "Ескерту. Тақырып жаңа редакцияда - ҚР Денсаулық сақтау министрінің 01.10.2025 № 103 бұйрығымен.",
            "kk",
            "title",
            "substitution",
        ),
        (
            (
                "Ескерту. 3-тармақтың 2) тармақшасы алып тасталды - ҚР Денсаулық сақтау министрінің"
                " 01.10.2025 № 103 бұйрығымен."
            ),
            "kk",
            "point 3 subpoint 2",
            "repeal",
        ),
        (
            "Ескерту. 1-тармаққа өзгеріс енгізілді – ҚР Денсаулық сақтау министрінің 01.10.2025 № 103 бұйрығымен.",
            "kk",
            "point 1",
            "change",
        ),
        (
            "Ескерту. 1-тарау 3-тармақпен толықтырылды - ҚР Денсаулық сақтау министрінің 01.10.2025 № 103 бұйрығымен.",
            "kk",
            "chapter 1 point 3",
            "insertion",
        ),
        ("Ескерту. Күші жойылды – ҚР Денсаулық сақтау министрінің 01.10.2025 № 103 бұйрығымен.", "kk", None, "repeal"),
        (
            (
                "Ескерту. Шекті бағаларға өзгерістер енгізілді - ҚР Денсаулық сақтау министрінің 01.10.2025"
                " № 103 бұйрығымен."
            ),
            "kk",
            "Шекті бағаларға",
            "change",
        ),
        (
            "Сноска. Преамбула в редакции приказа Министра здравоохранения РК от 01.10.2025 № 103.",
            "ru",
            "preamble",
            "substitution",
        ),
        (
            "Сноска. Заголовок в редакции приказа Министра здравоохранения РК от 01.10.2025 № 103.",
            "ru",
            "title",
            "substitution",
        ),
        (
            "Сноска. Подпункт 2) пункта 3 исключен приказом Министра здравоохранения РК от 01.10.2025 № 103.",
            "ru",
            "point 3 subpoint 2",
            "repeal",
        ),
        (
            (
                "Сноска. Пункты 3 и 5 с изменениями и дополнениями - приказом Министра здравоохранения"
                " РК от 1 октября 2025 года"
                " N 103."
            ),
            "ru",
            "point 3, point 5",
            "change",
        ),
        ("Сноска. Утратил силу приказом Министра здравоохранения РК от 01.10.2025 № 103.", "ru", None, "repeal"),
        (
            "Сноска. Приложение дополнено приказом Министра здравоохранения РК от 01.10.2025 № 103.",
            "ru",
            "Приложение",
            "insertion",
        ),
    ],
)
def test_what_a_note_is_about(passage: str, language: str, element: str | None, effect: str) -> None:
    read = note(passage, language)
    assert read.found.element == element
    assert [brief(each) for each in read.found.amendments] == [(effect, "moh", False, date(2025, 10, 1), "103", False)]
    assert read.codes == []


def test_the_span_of_an_item_is_the_act_that_it_names() -> None:
    read = note("Сноска. Пункт 3 в редакции приказа Министра здравоохранения РК от 01.10.2025 № 103 (текст).", "ru")
    (amendment,) = read.found.amendments
    assert read.quote(amendment.act) == "приказа Министра здравоохранения РК от 01.10.2025 № 103"
    assert amendment.span == amendment.act.span
    assert (amendment.commencement, read.codes) == (None, ["KZ-NOT-001"])


@pytest.mark.parametrize(
    ("passage", "language"),
    [
        ("ЗҚАИ-ның ескертпесі! Осы бұйрықтың қолданысқа енгізілу тәртібін 4-т. қараңыз.", "kk"),
        ("Примечание ИЗПИ! Порядок введения в действие настоящего приказа см. п. 4.", "ru"),
        ("Ескерту. 01.01.2025 бастап қолданысқа енгізіледі – осы бұйрықтың 4-тармағымен.", "kk"),
        ("Сноска. Вводится в действие с 01.01.2025 в соответствии с пунктом 4 настоящего приказа.", "ru"),
    ],
)
def test_a_remark_that_names_no_act_is_kept_as_it_is(passage: str, language: str) -> None:
    read = note(passage, language)
    assert (read.found.text, read.found.element, read.found.amendments, read.codes) == (passage, None, (), [])


def test_what_is_understood_of_a_chain_stays() -> None:
    read = note(
        "Сноска. Пункт 3 в редакции приказа Министра здравоохранения РК от 01.10.2025 № 103; по решению 2012.01.05.",
        "ru",
    )
    assert [each.act.number for each in read.found.amendments] == ["103"]
    assert [(each.problem.code, each.problem.found) for each in read.report.diagnostics] == [
        ("KZ-NOT-001", "по решению 2012.01.05.")
    ]


def test_an_issuer_that_is_not_known_is_not_taken_over() -> None:
    read = note(
        "Сноска. Пункт 3 в редакции приказа Министра вымышленных дел РК от 01.10.2025 № 1; от 02.10.2025 № 2.", "ru"
    )
    assert [(each.act.issuer, each.inherited) for each in read.found.amendments] == [(None, False), (None, False)]
    assert read.codes == ["KZ-REQ-003"]


def test_an_item_without_its_space_or_its_preposition_is_read() -> None:
    assert chain(
        f"Сноска. Приложение 4 в редакции приказов Министра здравоохранения РК от05.02.2024 №ҚР ДСМ-5 {TEN_RU};"
        f" 17.03.2024 № 31 {TEN_RU}; Министра финансов РК 18.03.2024 № 32; от 19.03.2024 № 33.",
        "ru",
    ) == [
        ("substitution", "moh", False, date(2024, 2, 5), "ҚР ДСМ-5", False),
        ("substitution", "moh", False, date(2024, 3, 17), "31", True),
        ("substitution", "mof", False, date(2024, 3, 18), "32", False),
        ("substitution", "mof", False, date(2024, 3, 19), "33", True),
    ]


def test_a_kazakh_item_without_its_space_is_read() -> None:
    passage = (
        "Ескерту. 4-қосымша жаңа редакцияда - ҚР Денсаулық сақтау министрінің05.02.2024 №ҚР ДСМ-5 (бұйрық 01.03.2024"
        " бастап қолданысқа енгізіледі); 17.03.2024№ 31 бұйрықтарымен."
    )
    assert chain(passage, "kk") == [
        ("substitution", "moh", False, date(2024, 2, 5), "ҚР ДСМ-5", False),
        ("substitution", "moh", False, date(2024, 3, 17), "31", True),
    ]
    first, _ = note(passage, "kk").found.amendments
    assert first.commencement is not None
    assert first.commencement.date == date(2024, 3, 1)


def test_a_date_with_its_year_first_is_read_where_it_can_mean_one_day() -> None:
    read = note(
        "Сноска. Пункт 3 в редакции приказов Министра здравоохранения РК от 2012.01.05 № 1 (вводится в действие с"
        " 01.02.2012); от 2012.25.01 № 2; от 2012.05.05 № 3; от 2012.04.30 № 4; от 2012.31.04 № 5.",
        "ru",
    )
    assert [(each.act.signed, each.act.number, each.act.issuer) for each in read.found.amendments] == [
        (date(2012, 1, 25), "2", "moh"),
        (date(2012, 5, 5), "3", "moh"),
        (date(2012, 4, 30), "4", "moh"),
    ]
    assert [each.commencement for each in read.found.amendments] == [None, None, None]
    assert [(each.problem.code, each.problem.found) for each in read.report.diagnostics] == [
        ("KZ-NOT-001", "2012.01.05"),
        ("KZ-NOT-001", "2012.31.04"),
    ]


def test_a_chain_is_read_on_after_words_that_are_not_known_and_takes_over_nothing_across_them() -> None:
    read = note(
        "Сноска. Пункт 3 в редакции приказа Министра здравоохранения РК от 01.10.2025 № 1; по протоколу (с 01.01.2012;"
        " нечто); от 02.10.2025 № 2; с изменением, внесенным приказом Министра финансов РК от 03.10.2025 № 3.",
        "ru",
    )
    assert [brief(each) for each in read.found.amendments] == [
        ("substitution", "moh", False, date(2025, 10, 1), "1", False),
        (None, None, False, date(2025, 10, 2), "2", False),
        ("change", "mof", False, date(2025, 10, 3), "3", False),
    ]
    assert [(each.problem.code, each.problem.found) for each in read.report.diagnostics] == [
        ("KZ-NOT-001", "по протоколу (с 01.01.2012; нечто);")
    ]


@pytest.mark.parametrize(
    ("place", "passage", "element", "codes"),
    [
        (Place("19"), "Приложение 19 с изменением, внесенным", "appendix 19", []),
        (Place("19", inner=True), "Приложение 1 с изменением, внесенным", "Приложение 1", []),
        (Place("1", inner=True), "Приложение 1 с изменением, внесенным", "Приложение 1", []),
        (Place("19"), "Приложение 1 с изменением, внесенным", "Приложение 1", ["KZ-NOT-001"]),
        (Place("19"), "Приложение 20 исключено", "appendix 20", []),
        (Place("19"), "Пункт 3 с изменением, внесенным", "point 3", []),
        (Place("19"), "Приложение 1 к Правилам с изменением, внесенным", "Приложение 1 к Правилам", []),
        (None, "Приложение 1 с изменением, внесенным", "appendix 1", []),
    ],
)
def test_a_note_in_an_appendix_may_be_about_an_appendix_within_it(
    place: Place | None, passage: str, element: str, codes: list[str]
) -> None:
    read = note(f"Сноска. {passage} приказом Министра здравоохранения РК от 01.10.2025 № 103.", "ru", place)
    assert (read.found.element, read.codes) == (element, codes)


@pytest.mark.parametrize(
    ("passage", "language", "element"),
    [
        ("Ескерту. Бұйрықтың күші жойылды – ҚР Денсаулық сақтау министрінің 01.10.2025 № 103 бұйрығымен.", "kk", None),
        (
            "Ескерту. Бұйрық 9-қосымшамен толықтырылды - ҚР Денсаулық сақтау министрінің 01.10.2025 № 103 бұйрығымен.",
            "kk",
            "appendix 9",
        ),
        (
            "Сноска. Приказ с изменениями, внесенными приказом Министра здравоохранения РК от 01.10.2025 № 1.",
            "ru",
            None,
        ),
    ],
)
def test_a_note_on_the_act_itself_is_about_no_part_of_it(passage: str, language: str, element: str | None) -> None:
    assert note(passage, language).found.element == element


def test_a_note_below_the_header_of_an_inner_appendix_is_not_hung_on_an_appendix_of_the_act() -> None:
    text = (
        "# Об утверждении тарифов\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить тарифы согласно приложению 4 к настоящему приказу.\n\n"
        "> *Приложение 4 к приказу*  \n> *Министра здравоохранения*  \n> *Республики Казахстан*  \n"
        "> *от 7 мая 2024 года № 5*\n\n## Тарифы на услуги\n\n"
        "> *Сноска. Приложение 4 в редакции приказа Министра здравоохранения РК от 01.10.2025 № 103.*\n\n"
        "1. Услуга.\n\n> *Приложение 1 к тарифам*  \n> *на услуги*\n\n## Коэффициенты\n\n"
        "> *Сноска. Приложение 1 с изменением, внесенным приказом Министра здравоохранения РК от 02.10.2025 № 104.*\n\n"
        "1. Коэффициент.\n"
    )
    act = parse(decode(text.encode(), "rus.md"), lexicon())
    assert [each.element for each in act.notes] == ["appendix 4", "Приложение 1"]
