"""Requisites, registration, the tail that names the repealing act; in the text and in the publisher's description."""

from datetime import date

import pytest

from graph.act import Act, Part, Registration, Requisites
from graph.facts.adilet import adilet_id
from graph.reading.identity import identify_from_meta
from graph.reading.parse import parse
from graph.reading.report import Report
from graph.source import Span, decode
from tests.passages import identify, speaking, whole
from tests.seed_acts import lexicon

MINISTER_KK = "Қазақстан Республикасы Денсаулық сақтау министрінің"
MINISTER_RU = "Министра здравоохранения Республики Казахстан"


@pytest.mark.parametrize(
    ("passage", "language", "acting", "signed", "number", "printed"),
    [
        (
            f"{MINISTER_KK} м.а. 2021 жылғы 31 желтоқсандағы № ҚР ДСМ -141 бұйрығы.",
            "kk",
            True,
            date(2021, 12, 31),
            "ҚР ДСМ-141",
            "№ ҚР ДСМ -141",
        ),
        (
            f"{MINISTER_KK} м. а. 2020 жылғы 30 қазанындағы №ҚР ДСМ-170/2020 бұйрығы",
            "kk",
            True,
            date(2020, 10, 30),
            "ҚР ДСМ-170/2020",
            "№ҚР ДСМ-170/2020",
        ),
        (
            f"{MINISTER_KK} міндетін атқарушының 2015 жылы 25 ақпандағы №130 бұйрығы",
            "kk",
            True,
            date(2015, 2, 25),
            "130",
            "№130",
        ),
        (
            f"{MINISTER_KK} міндеттерін атқарушы 2009 ж. 26 қарашадағы N 801 бұйрығы",
            "kk",
            True,
            date(2009, 11, 26),
            "801",
            "N 801",
        ),
        (
            "Қазақстан Республикасы Денсаулық сақтау министрі 2020 жылғы 16 қазаны № ҚР ДСМ-134/2020 бұйрығы",
            "kk",
            False,
            date(2020, 10, 16),
            "ҚР ДСМ-134/2020",
            "№ ҚР ДСМ-134/2020",
        ),
        (
            f"{MINISTER_KK} 2021 жылғы 10 ақпандағы № ҚРДСМ-17 бұйрығы",
            "kk",
            False,
            date(2021, 2, 10),
            "ҚР ДСМ-17",
            "№ ҚРДСМ-17",
        ),
        (
            f"{MINISTER_KK} 2019 жылғы 6 мамыры № КР ДСМ-23 бұйрығы",
            "kk",
            False,
            date(2019, 5, 6),
            "ҚР ДСМ-23",
            "№ КР ДСМ-23",
        ),
        (
            f"Приказ и.о. {MINISTER_RU} от 5 ноября 2021 года ҚР ДСМ-109.",
            "ru",
            True,
            date(2021, 11, 5),
            "ҚР ДСМ-109",
            "ҚР ДСМ-109",
        ),
        (
            f"Приказ исполняющего обязанности {MINISTER_RU} от 31 декабря 2021 г. № ҚР ДСМ – 26",
            "ru",
            True,
            date(2021, 12, 31),
            "ҚР ДСМ-26",
            "№ ҚР ДСМ – 26",
        ),
        (f"Приказ {MINISTER_RU} от 6 мая 2020 года №130", "ru", False, date(2020, 5, 6), "130", "№130"),
    ],
)
def test_requisites(passage: str, language: str, acting: bool, signed: date, number: str, printed: str) -> None:
    read = identify(passage, language)
    (found,) = read.found.requisites
    assert (found.issuer, found.kind, found.acting, found.signed) == ("moh", "order", acting, signed)
    assert (found.number, found.number_printed, found.printed_in) == (number, printed, "requisites")
    assert (read.found.registration, read.found.repealed_by, read.codes) == (None, (), [])


@pytest.mark.parametrize(
    ("passage", "language"),
    [
        (
            (
                "Қазақстан Республикасы Денсаулық сақтау министрінің 2015 жылғы 29 мамырдағы № 415 және"
                " Қазақстан Республикасы"
                " Ұлттық экономика министрінің м.а. 2015 жылғы 10 маусымдағы № 432, Қазақстан"
                " Республикасы Қаржы министрінің 2015"
                " жылғы 11 маусымдағы № 7 бірлескен бұйрығы. Қазақстан Республикасының Әділет"
                " министрлігінде 2015 жылғы 12"
                " маусымда № 11300 болып тіркелді"
            ),
            "kk",
        ),
        (
            (
                "Совместный приказ Министра здравоохранения Республики Казахстан от 29 мая 2015 года №"
                " 415 и и.о. Министра"
                " национальной экономики Республики Казахстан от 10 июня 2015 года № 432, Министра"
                " финансов Республики Казахстан"
                " от 11 июня 2015 года № 7. Зарегистрирован в Министерстве юстиции Республики Казахстан"
                " 12 июня 2015 года № 11300"
            ),
            "ru",
        ),
    ],
)
def test_a_joint_order_has_the_requisites_of_each_issuer(passage: str, language: str) -> None:
    read = identify(passage, language)
    assert [(each.issuer, each.acting, each.signed, each.number, each.kind) for each in read.found.requisites] == [
        ("moh", False, date(2015, 5, 29), "415", "order"),
        ("mne", True, date(2015, 6, 10), "432", "order"),
        ("mof", False, date(2015, 6, 11), "7", "order"),
    ]
    assert read.found.registration is not None
    assert (read.found.registration.number, read.codes) == ("11300", [])
    quotes = [read.report.source.quote(each.span) for each in read.found.requisites]
    assert all(each.number in quote for each, quote in zip(read.found.requisites, quotes, strict=True))


@pytest.mark.parametrize(
    ("sentence", "language", "number", "local"),
    [
        (
            "Қазақстан Республикасының Әділет министрлігінде 2020 жылғы 8 мамырда № 20600 болып тіркелді.",
            "kk",
            "20600",
            False,
        ),
        ("Қазақстан Республикасының Әділет министрлігінде 2020 жылы 8 мамырда 20600 тіркелді", "kk", "20600", False),
        (
            (
                "Қазақстан Республикасы Әділет министрлігінде 2020 жылғы 8 мамырда Нормативтік құқықтық"
                " кесімдерді мемлекеттік"
                " тіркеудің тізіліміне N 20600 болып енгізілді"
            ),
            "kk",
            "20600",
            False,
        ),
        ("Алматы облысының Әділет департаментінде 2020 жылғы 8 мамырда № 5582 болып тіркелді", "kk", "5582", True),
        ("Іле ауданының Әділет басқармасында 2020 жылғы 8 мамырда № 1-16-101 тіркелді", "kk", "1-16-101", True),
        ("Зарегистрирован в Министерстве юстиции Республики Казахстан 8 мая 2020 года № 20600", "ru", "20600", False),
        ("Зарегистрировано в Министерстве юстиции РК от 8 мая 2020 года за № 20600.", "ru", "20600", False),
        ("Зарегистрирован Департаментом юстиции города Алматы 8 мая 2020 года № 1616", "ru", "1616", True),
    ],
)
def test_registration(sentence: str, language: str, number: str, local: bool) -> None:
    line = {
        "kk": f"{MINISTER_KK} 2020 жылғы 6 мамырдағы № 5 бұйрығы",
        "ru": f"Приказ {MINISTER_RU} от 6 мая 2020 года № 5",
    }
    read = identify(f"{line[language]}. {sentence}", language)
    found = read.found.registration
    assert found is not None
    assert (found.number, found.date, found.local, read.codes) == (number, date(2020, 5, 8), local, [])
    assert read.report.source.quote(found.span) == sentence


@pytest.mark.parametrize(
    ("passage", "language"),
    [
        (
            (
                f"{MINISTER_KK} 2020 жылғы 6 мамырдағы № 5 бұйрығы. Қазақстан Республикасының Әділет"
                " министрлігінде 2020 жылғы 8"
                " мамырда № 20600 болып тіркелді. Күші жойылды - Қазақстан Республикасы Денсаулық сақтау"
                " министрінің м.а. 2021 жылғы"
                " 5 тамыздағы № ҚР ДСМ-76 (2022 жылғы 1 қаңтардан бастап қолданысқа енгізіледі) бұйрығымен."
            ),
            "kk",
        ),
        (
            (
                f"Приказ {MINISTER_RU} от 6 мая 2020 года № 5. Зарегистрирован в Министерстве юстиции"
                " Республики Казахстан 8 мая 2020"
                " года № 20600. Утратил силу приказом и.о. Министра здравоохранения Республики Казахстан"
                " от 5 августа 2021 года № ҚР"
                " ДСМ-76 (вводится в действие с 1 января 2022 года)"
            ),
            "ru",
        ),
    ],
)
def test_the_repealing_act_is_a_citation_and_gives_no_registration(passage: str, language: str) -> None:
    read = identify(passage, language)
    (requisites,), registration, (repealing,) = read.found.requisites, read.found.registration, read.found.repealed_by
    assert (requisites.number, requisites.acting) == ("5", False)
    assert registration is not None
    assert (registration.number, registration.date) == ("20600", date(2020, 5, 8))
    assert (repealing.number, repealing.signed, repealing.acting) == ("ҚР ДСМ-76", date(2021, 8, 5), True)
    assert repealing.registration is None
    assert read.codes == []


def test_a_tail_without_registration_registers_nothing() -> None:
    read = identify(
        (
            f"Приказ {MINISTER_RU} от 6 мая 2020 года № 5. Утратил силу приказом Министра финансов РК от 5"
            " мая 2021 года № 6"
        ),
        "ru",
    )
    assert read.found.registration is None
    assert [(each.issuer, each.number) for each in read.found.repealed_by] == [("mof", "6")]


@pytest.mark.parametrize(
    "line",
    [
        "Order of the Minister of Healthcare of the Republic of Kazakhstan No. KR DSM-177/2020 dated November 3, 2020.",
        "Order № DSM-242/2020 of the Minister of Health as of December 8, 2020",
    ],
)
def test_an_english_line_is_refused(line: str) -> None:
    for language in ("kk", "ru"):
        read = identify(line, language)
        assert (read.found.requisites, read.codes) == ((), ["KZ-REQ-008"])


def test_doubt_about_the_registration_is_reported() -> None:
    line = f"Приказ {MINISTER_RU} от 6 мая 2020 года № 5. Зарегистрирован в Министерстве юстиции Республики Казахстан"
    assert identify(f"{line} 5 мая 2020 года № 20600", "ru").codes == ["KZ-REQ-006"]
    assert identify(f"{line} 7 мая 2020 года № 86067", "ru").codes == ["KZ-REQ-010"]
    assert identify(f"{line} 31 апреля 2020 года № 20600", "ru").codes == ["KZ-REQ-002"]
    assert identify(f"{line} когда-нибудь", "ru").codes == ["KZ-REQ-007"]


def test_the_description_says_who_issued_an_act() -> None:
    sentence = (
        f"Приказ и.о. {MINISTER_RU} от 5 ноября 2021 года ҚР ДСМ-109. Зарегистрирован в Министерстве юстиции Республики"
    )
    report = Report(decode(f"requisite: {sentence} Казахстан 9 ноября 2021 года № 25063".encode(), "meta.yaml"))
    found = identify_from_meta(whole(report.source)[len("requisite: ") :], speaking("kk"), report)
    (requisites,) = found.requisites
    assert (requisites.number, requisites.acting, requisites.printed_in) == ("ҚР ДСМ-109", True, "meta")
    assert found.registration is not None
    assert (found.registration.number, found.registration.printed_in) == ("25063", "meta")
    assert report.source.quote(requisites.span).startswith("Приказ и.о.")
    assert report.diagnostics == []


def test_a_description_that_is_not_understood_is_reported() -> None:
    report = Report(decode("Письмо Министерства".encode(), "meta.yaml"))
    assert identify_from_meta(whole(report.source), speaking("kk"), report).requisites == ()
    assert [each.problem.code for each in report.diagnostics] == ["KZ-REQ-001"]


# Identifiers of the publisher


def act(
    signed: str, number: str, registration: str | None, *, kind: str = "order", issuer: str = "moh", local: bool = False
) -> Act:
    span = Span(0, 1)
    registered = Registration(registration, None, span, local=local) if registration else None
    requisites = Requisites(issuer, False, date.fromisoformat(signed), number, number, kind, span)
    return Act(decode("т".encode(), "act"), "kk", Part("act", span), requisites=(requisites,), registration=registered)


@pytest.mark.parametrize(
    ("held", "identifier"),
    [
        (act("2020-11-25", "ҚР ДСМ-207/2020", "21683"), "V2000021683"),
        (act("2020-12-08", "ҚР ДСМ-238/2020", "21746"), "V2000021746"),
        (act("2020-12-08", "ҚР ДСМ-242/2020", "21744"), "V2000021744"),
        (act("2020-12-21", "ҚР ДСМ-309/2020", "21858"), "V2000021858"),
        (act("2020-10-30", "ҚР ДСМ-170/2020", "21550"), "V2000021550"),
        (act("2017-12-22", "1", "16390"), "V1700016390"),
        (act("2021-12-31", "ҚР ДСМ-141", "26398"), "V2100026398"),
        (act("2020-10-16", "672", None, kind="resolution", issuer="gov"), "P2000000672"),
        (act("2019-06-20", "421", None, kind="resolution", issuer="gov"), "P1900000421"),
    ],
)
def test_the_year_of_an_identifier_is_that_of_signing(held: Act, identifier: str) -> None:
    found = adilet_id(held)
    assert found is not None
    assert found.identifier == identifier
    assert found.rule


@pytest.mark.parametrize(
    "held",
    [
        act("2025-08-09", "524", None),
        act("2009-11-26", "801", "5946"),
        act("2016-12-22", "16/1", "5582", local=True),
        act("2016-12-22", "7", "5582", kind="decision"),
        act("2024-04-19", "74-VIII", None, kind="law", issuer="parliament"),
        act("2020-10-16", "672-1", None, kind="resolution", issuer="gov"),
    ],
)
def test_no_identifier_is_made_up(held: Act) -> None:
    assert adilet_id(held) is None


# Odd words and headers


def test_an_acting_head_is_seen_where_the_lines_are_swapped() -> None:
    read = identify(
        "Қазақстан Республикасы міндетін атқарушының Денсаулық сақтау министрінің 2011 жылғы 6 қаңтардағы № 22 бұйрығы",
        "kk",
    )
    assert [(each.issuer, each.acting, each.number) for each in read.found.requisites] == [("moh", True, "22")]


@pytest.mark.parametrize(
    ("passage", "language", "slug"),
    [
        ("Қазақстан Республикасы Денсаулық сақтау министірінің 2011 жылғы 6 қаңтардағы № 22 бұйрығы", "kk", "(moh)"),
        ("Приказ Минисра финансов Республики Казахстан от 6 января 2011 года № 22", "ru", "(mof)"),
    ],
)
def test_a_misprinted_body_stays_unknown_and_the_nearest_is_suggested(passage: str, language: str, slug: str) -> None:
    read = identify(passage, language)
    assert [each.issuer for each in read.found.requisites] == [None]
    assert read.codes == ["KZ-REQ-003"]
    assert slug in read.report.diagnostics[0].help


def test_a_body_that_is_like_no_other_gets_the_general_advice() -> None:
    read = identify("Приказ Управления вымышленных водорослей от 6 января 2011 года № 22", "ru")
    assert [each.help for each in read.report.diagnostics] == ["add the body, or correct the text"]


def test_the_agency_that_was_responsible_for_health_is_known() -> None:
    read = identify(
        "Приказ Председателя Агентства Республики Казахстан по делам здравоохранения от 6 января 2001 года № 22", "ru"
    )
    assert [each.issuer for each in read.found.requisites] == ["health-agency"]


@pytest.mark.parametrize(
    ("name", "lines", "key", "acting", "number", "approval"),
    [
        (
            "rus.md",
            (
                "приложение 2 к приказу",
                "Исполняющий обязанности",
                "министра здравоохранения",
                "от « 7 » мая 2024 года",
                "№ 5",
            ),
            ("moh", date(2024, 5, 7), "5"),
            True,
            "2",
            False,
        ),
        (
            "rus.md",
            ("приложение к приказу", "Министра здравоохранения", "от _____ № ___"),
            ("moh", None, None),
            False,
            None,
            False,
        ),
        (
            "rus.md",
            ("Приложение 1 к приказу", "от «___» ____ 2024 года", "№ ___"),
            (None, None, None),
            False,
            "1",
            False,
        ),
        (
            "kaz.md",
            (
                "Қазақстан Республикасы",
                "Денсаулық сақтау министрінің",
                "2024 жылғы «7» мамырдағы",
                "5 бұйрықпен бекітілген",
            ),
            ("moh", date(2024, 5, 7), "5"),
            False,
            None,
            True,
        ),
        (
            "kaz.md",
            (
                "Қазақстан Республикасы",
                "Денсаулық сақтау министрінің",
                "2024 жылғы 7 мамырдағы",
                "№ 5 бұйрығына 3-қосымша/",
            ),
            ("moh", date(2024, 5, 7), "5"),
            False,
            "3",
            False,
        ),
    ],
)
def test_odd_headers_of_appendices(
    name: str,
    lines: tuple[str, ...],
    key: tuple[str | None, date | None, str | None],
    acting: bool,
    number: str | None,
    approval: bool,
) -> None:
    quoted = "  \n".join(f"> *{each}*" for each in lines)
    title, content = ("Тізбе", "Қызметтің атауы көрсетілген.") if name == "kaz.md" else ("Перечень", "Услуга указана.")
    act = parse(decode(f"{quoted}\n\n## {title}\n\n1. {content}\n".encode(), name), lexicon())
    (appendix,) = act.appendices
    assert appendix.own is not None
    assert (appendix.own.act.issuer, appendix.own.act.signed, appendix.own.act.number) == key
    assert (appendix.own.act.acting, appendix.own.number, appendix.own.approval) == (acting, number, approval)
    assert appendix.title == title
