"""When acts enter into force, in the words of both languages."""

from datetime import date

import pytest

from graph.act import Commencement
from graph.grammar import Grammar, grammars
from graph.layout.text import Text, reading
from graph.reading.commencement import read_rule
from graph.reading.report import Report
from graph.source import Span
from tests.seed_acts import codes_of, lexicon, read, source_of

HEAD = {"ru": "# Об учете\n\nПРИКАЗЫВАЮ:\n\n1. ", "kk": "# Есепке алу туралы\n\nБҰЙЫРАМЫН:\n\n1. "}

AFTER = "after-first-publication"
FROM = "from-first-publication"
NEXT = "from-day-after-first-publication"
DAY = "on-date"
SIGNED = "on-signature"

RULES = [
    (
        "ru",
        "по истечении десяти календарных дней после дня его первого официального опубликования",
        AFTER,
        10,
        "calendar",
        None,
    ),
    (
        "ru",
        "по истечения двадцати одного календарного дня после дня его первого официального опубликования",
        AFTER,
        21,
        "calendar",
        None,
    ),
    (
        "ru",
        "по истечении 60 (шестидесяти) календарных дней со дня его официального опубликования",
        FROM,
        60,
        "calendar",
        None,
    ),
    ("ru", "по истечении десяти рабочих дней после его первого официального опубликования", AFTER, 10, "working", None),
    ("ru", "со дня его первого официального опубликования", FROM, None, None, None),
    ("ru", "с момента его первого официального опубликования", FROM, None, None, None),
    ("ru", "после дня его первого официального опубликования", NEXT, None, None, None),
    ("ru", "со дня, следующего за днем его первого официального опубликования", NEXT, None, None, None),
    ("ru", "с 1 января 2025 года", DAY, None, None, date(2025, 1, 1)),
    ("ru", "с 01.02.2025", DAY, None, None, date(2025, 2, 1)),
    ("ru", "со дня его подписания", SIGNED, None, None, None),
    ("kk", "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң", AFTER, 10, "calendar", None),
    ("kk", "алғаш ресми жарияланған күннен кейін он күнтізбелік күн өткен соң", AFTER, 10, "calendar", None),
    (
        "kk",
        "оны алғашқы ресми жариялаған күнінен кейін күнтізбелік жиырма бір күн өткен соң",
        AFTER,
        21,
        "calendar",
        None,
    ),
    ("kk", "алғашқы ресми жарияланғаннан кейін 60 күнтізбелік күн өткен соң", AFTER, 60, "calendar", None),
    ("kk", "алғашқы ресми жарияланған күнінен бастап он жұмыс күні өткен соң", FROM, 10, "working", None),
    ("kk", "алғашқы ресми жарияланған күнінен бастап", FROM, None, None, None),
    ("kk", "оны ресми жариялаған күнінен бастап", FROM, None, None, None),
    ("kk", "алғашқы ресми жарияланған сәттен бастап", FROM, None, None, None),
    ("kk", "алғашқы ресми жарияланған күнінен кейін", NEXT, None, None, None),
    ("kk", "2025 жылғы 1 қаңтардан бастап", DAY, None, None, date(2025, 1, 1)),
    ("kk", "01.02.2025 бастап", DAY, None, None, date(2025, 2, 1)),
    ("kk", "қол қойылған күнінен бастап", SIGNED, None, None, None),
]


def sentence(language: str, when: str, rest: str = "") -> str:
    if language == "ru":
        return f"Настоящий приказ вводится в действие {when}{rest}."
    return f"Осы бұйрық {when} қолданысқа енгізіледі{rest}."


def commencement(language: str, words: str) -> tuple[Commencement, list[str]]:
    act = read(f"{HEAD[language]}{words}")
    assert act.commencement is not None
    return act.commencement, [each for each in codes_of(act) if each.startswith(("KZ-COM", "KZ-REQ-002"))]


def grammar_of(language: str) -> Grammar:
    return next(each for each in grammars() if each.language == language)


def rule_of(language: str, words: str) -> Commencement | None:
    source = source_of(words)
    text: Text = reading(source, Span(0, len(words)))
    return read_rule(text, lexicon().speaking(grammar_of(language)), Report(source))


@pytest.mark.parametrize(("language", "when", "rule", "days", "kind", "day"), RULES)
def test_a_rule(language: str, when: str, rule: str, days: int | None, kind: str | None, day: date | None) -> None:
    found, problems = commencement(language, sentence(language, when))
    assert (found.rule, found.days, found.day_kind, found.date, found.point) == (rule, days, kind, day, "1")
    assert (found.applies_from, found.exceptions, problems) == (None, (), [])


@pytest.mark.parametrize(("language", "when", "rule", "days", "kind", "day"), RULES)
def test_the_same_rule_in_the_brackets_of_a_note(
    language: str, when: str, rule: str, days: int | None, kind: str | None, day: date | None
) -> None:
    words = f"(вводится в действие {when})" if language == "ru" else f"({when} қолданысқа енгізіледі)"
    found = rule_of(language, words)
    assert found is not None
    assert (found.rule, found.days, found.day_kind, found.date, found.point) == (rule, days, kind, day, "")
    assert (found.span.start, found.span.end) == (1, len(words) - 1)


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "(далее – приказ)"), ("kk", "(бұдан әрі – бұйрық)"), ("ru", "()")]
)
def test_brackets_that_say_nothing_of_it(language: str, words: str) -> None:
    assert rule_of(language, words) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ru",
            sentence(
                "ru", "со дня его подписания", " и распространяется на правоотношения, возникшие с 1 марта 2020 года"
            ),
        ),
        ("ru", sentence("ru", "со дня его подписания", ", распространяется на отношения, возникшие с 01.03.2020")),
        (
            "ru",
            (
                "Настоящий приказ распространяется на правоотношения, возникшие с 1 марта 2020 года, и вводится"
                " в действие"
                " со дня его подписания."
            ),
        ),
        (
            "kk",
            sentence(
                "kk",
                "қол қойылған күнінен бастап",
                " және 2020 жылғы 1 наурыздан бастап туындаған құқықтық қатынастарға қолданылады",
            ),
        ),
        (
            "kk",
            (
                "Осы бұйрық 2020 жылғы 1 наурыздан бастап туындаған құқықтық қатынастарға қолданылады және қол қойылған"
                " күнінен бастап қолданысқа енгізіледі."
            ),
        ),
    ],
)
def test_relations_that_arose_before(language: str, words: str) -> None:
    found, problems = commencement(language, words)
    assert (found.rule, found.applies_from, problems) == (SIGNED, date(2020, 3, 1), [])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", sentence("ru", "с 1 сентября 2026 года", " и подлежит официальному опубликованию")),
        ("ru", "Настоящий приказ подлежит официальному опубликованию и вводится в действие с 1 сентября 2026 года."),
        ("kk", sentence("kk", "2026 жылғы 1 қыркүйектен бастап", " және ресми жариялануға тиіс")),
    ],
)
def test_the_duty_to_publish_changes_nothing(language: str, words: str) -> None:
    found, problems = commencement(language, words)
    assert (found.rule, found.date, problems) == (DAY, date(2026, 9, 1), [])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ru",
            sentence(
                "ru",
                "со дня его подписания",
                ", за исключением пункта 3, который вводится в действие с 1 января 2026 года, и подпункта 2) пункта 1,"
                " который вводится в действие по истечении шестидесяти календарных дней после дня его первого"
                " официального"
                " опубликования",
            ),
        ),
        (
            "kk",
            (
                "Осы бұйрық, 2026 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 3-тармағын және алғашқы ресми"
                " жарияланған"
                " күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізілетін 1-тармағының 2)"
                " тармақшасын қоспағанда,"
                " қол қойылған күнінен бастап қолданысқа енгізіледі."
            ),
        ),
    ],
)
def test_parts_that_enter_into_force_otherwise(language: str, words: str) -> None:
    found, problems = commencement(language, words)
    assert (found.rule, problems) == (SIGNED, [])
    assert [(each.element, each.commencement.rule, each.commencement.days) for each in found.exceptions] == [
        ("point 3", DAY, None),
        ("point 1 subpoint 2", AFTER, 60),
    ]
    assert found.exceptions[0].commencement.date == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", sentence("ru", "со дня его подписания", ", за исключением следующих норм: пункта 3")),
        ("kk", "Осы бұйрық, 3-тармағын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі."),
    ],
)
def test_an_exception_that_is_not_understood_is_reported(language: str, words: str) -> None:
    found, problems = commencement(language, words)
    assert (found.rule, found.exceptions, problems) == (SIGNED, (), ["KZ-COM-002"])


@pytest.mark.parametrize(
    ("language", "when"),
    [
        ("ru", "в установленном порядке"),
        ("ru", "с 1 января"),
        ("kk", "белгіленген тәртіппен"),
        ("kk", "келесі жылдан бастап"),
    ],
)
def test_words_that_are_not_known_are_reported(language: str, when: str) -> None:
    found, problems = commencement(language, sentence(language, when))
    assert (found.rule, problems) == (None, ["KZ-COM-002"])


def test_a_day_that_is_none_is_reported() -> None:
    found, problems = commencement("ru", sentence("ru", "с 31 февраля 2025 года"))
    assert (found.rule, found.date, problems) == (DAY, None, ["KZ-REQ-002"])


def test_the_rule_of_another_act_is_not_taken() -> None:
    act = read(f"{HEAD['ru']}Приказ № 5, который вводится в действие со дня его подписания, исполнить.")
    assert act.commencement is None
    assert "KZ-COM-001" in codes_of(act)


@pytest.mark.parametrize(
    ("language", "rule", "part"),
    [
        (
            "ru",
            sentence("ru", "с 1 января 2026 года"),
            "Пункт 2 настоящего приказа вводится в действие со дня его подписания.",
        ),
        (
            "kk",
            sentence("kk", "2026 жылғы 1 қаңтардан бастап"),
            "Осы бұйрықтың 2-тармағы қол қойылған күнінен бастап қолданысқа енгізіледі.",
        ),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_point_that_is_about_a_part_alone(language: str, rule: str, part: str, *, first: bool) -> None:
    found, problems = commencement(language, f"{part}\n\n2. {rule}" if first else f"{rule}\n\n2. {part}")
    assert (found.rule, found.date, found.point, problems) == (DAY, date(2026, 1, 1), "2" if first else "1", [])
    assert [(each.element, each.commencement.rule) for each in found.exceptions] == [("point 2", SIGNED)]


def test_a_part_that_enters_into_force_in_odd_words_is_reported() -> None:
    part = "Пункт 2 настоящего приказа вводится в действие после проверки."
    words = f"{sentence('ru', 'со дня его подписания')}\n\n2. {part}"
    found, problems = commencement("ru", words)
    assert (found.rule, found.exceptions, problems) == (SIGNED, (), ["KZ-COM-002"])


@pytest.mark.parametrize(
    ("language", "rule", "applies"),
    [
        (
            "ru",
            sentence("ru", "со дня его подписания"),
            "Настоящий приказ распространяется на правоотношения, возникшие с 1 марта 2020 года.",
        ),
        (
            "kk",
            sentence("kk", "қол қойылған күнінен бастап"),
            "Осы бұйрық 2020 жылғы 1 наурыздан бастап туындаған құқықтық қатынастарға қолданылады.",
        ),
    ],
)
def test_a_point_that_says_from_when_the_act_applies(language: str, rule: str, applies: str) -> None:
    found, problems = commencement(language, f"{applies}\n\n2. {rule}")
    assert (found.rule, found.applies_from, found.point, problems) == (SIGNED, date(2020, 3, 1), "2", [])


@pytest.mark.parametrize(
    ("language", "words", "until"),
    [
        ("ru", sentence("ru", "с 1 сентября 2023 года", " и действует до 1 января 2025 года"), date(2025, 1, 1)),
        (
            "ru",
            sentence("ru", "с 00:00 часов 1 сентября 2023 года", " и действует по 31 декабря 2024 года включительно"),
            date(2024, 12, 31),
        ),
        (
            "kk",
            sentence("kk", "2023 жылғы 1 қыркүйектен бастап", " және 2025 жылғы 1 қаңтарға дейін қолданылады"),
            date(2025, 1, 1),
        ),
        ("ru", "настоящий совместный приказ вводится в действие с 1 сентября 2023", None),
    ],
)
def test_a_rule_with_its_end(language: str, words: str, until: date | None) -> None:
    found, problems = commencement(language, words)
    assert (found.rule, found.date, found.until, problems) == (DAY, date(2023, 9, 1), until, [])


@pytest.mark.parametrize(
    "when",
    [
        "по истечении трех месяцев после дня его первого официального опубликования",
        "со дня его первого официального опубликования, но не ранее 1 мая 2024 года",
        "с даты вступления в силу Закона Республики Казахстан «О донорах»",
    ],
)
def test_a_rule_that_no_field_can_hold_is_reported(when: str) -> None:
    found, problems = commencement("ru", sentence("ru", when))
    assert (found.rule, found.days, found.date, problems) == (None, None, None, ["KZ-COM-002"])


def test_a_rule_in_the_new_wording_of_another_act_is_not_that_of_this_act() -> None:
    quoted = "пункт 6 изложить в следующей редакции: «6. Настоящий приказ вводится в действие с 1 мая 2020 года.»."
    found, problems = commencement("ru", f"В плане {quoted}\n\n2. {sentence('ru', 'со дня его подписания')}")
    assert (found.rule, found.point, problems) == (SIGNED, "2", [])
