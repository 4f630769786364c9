"""What acts do to other acts, in both languages: invented acts in the style of the law."""

from datetime import date
from pathlib import Path

import pytest

from graph.act import Act, Effect
from graph.changes.element_path import normal_path
from graph.changes.element_words import read_ordinal, read_segments
from graph.grammar import Grammar, grammars
from graph.layout.text import reading
from graph.reading.parse import parse
from graph.source import Span, read_source
from tests.damage import check_invariants
from tests.seed_acts import ROOT, codes_of, lexicon, read, source_of

MINISTER = {
    "ru": "Министра здравоохранения Республики Казахстан",
    "kk": "Қазақстан Республикасы Денсаулық сақтау министрінің",
}
CITED = {
    "ru": "приказ Министра здравоохранения Республики Казахстан от 5 мая 2020 года № 7 «Об учете»",
    "kk": "«Есепке алу туралы» Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № 7"
    " бұйрығына",
}
FIRST = {
    "ru": "1. Внести в {} следующие изменения и дополнения:",
    "kk": "1. {} мынадай өзгерістер мен толықтырулар енгізілсін:",
}
APPROVED = {
    "ru": "в Правилах учета, утвержденных указанным приказом:",
    "kk": "көрсетілген бұйрықпен бекітілген Есепке алу қағидаларында:",
}
HEAD = {"ru": "# Об учете\n\nПРИКАЗЫВАЮ:", "kk": "# Есепке алу туралы\n\nБҰЙЫРАМЫН:"}
EFFECT_CODES = ("KZ-EFF", "KZ-APP")
CORPUS = ROOT.parent / "shared" / "corpus"


def act_of(language: str, *paragraphs: str) -> Act:
    act = read("\n\n".join((HEAD[language], *paragraphs)))
    check_invariants(act)
    return act


def amending(language: str, *paragraphs: str) -> Act:
    """An act whose first point changes order № 7 by these paragraphs."""
    return act_of(language, FIRST[language].format(CITED[language]), *paragraphs)


def problems(act: Act) -> list[str]:
    return [each for each in codes_of(act) if each.startswith(EFFECT_CODES)]


def sole(act: Act) -> Effect:
    assert not problems(act)
    (found,) = act.effects
    assert (found.target.signed, found.target.number, found.target.element) == (date(2020, 5, 5), "7", found.element)
    return found


def grammar_of(language: str) -> Grammar:
    return next(each for each in grammars() if each.language == language)


# Paths


PATHS = {
    "подпункт 3) пункта 1": ["point 1 subpoint 3"],
    "абзац сто пятьдесят шестой пункта 16": ["point 16 paragraph 156"],
    "второй абзац пункта 4": ["point 4 paragraph 2"],
    "строки, порядковые номера 1 и 2": ["rows 1, 2"],
    "в графе 2": ["column 2"],
    "пункт 8,9,10 и 13": ["points 8, 9, 10, 13"],
    "в разделе «1. Предприятия»": ["section 1"],
    "часть вторую пункта 7 статьи 5": ["article 5 point 7 part 2"],
    "подпункты 1) – 3) пункта 2": ["point 2 subpoints 1 to 3"],
    "пункт 3 и абзац второй пункта 4": ["point 3", "point 4 paragraph 2"],
    "заголовки глав 1 и 2": ["chapters 1, 2 title"],
    "в приложении 2 к указанному приказу": ["appendix 2"],
    "преамбулу": ["preamble"],
    "1-тармақтың 3) тармақшасы": ["point 1 subpoint 3"],
    "16-тармақтың жүз елу алтыншы абзацы": ["point 16 paragraph 156"],
    "он бірінші абзац": ["paragraph 11"],
    "реттік нөмірлері 1 және 2-жолдар": ["rows 1, 2"],
    "8, 9 және 13-тармақтар": ["points 8, 9, 13"],
    "«Кәсіпорындар» деген 2-бөлімде": ["section 2"],
    "3- қосымша": ["appendix 3"],
    "көрсетілген қаулыға қосымшада": ["appendix"],
    "2-тармақтың 1) және 2) тармақшалары": ["point 2 subpoints 1, 2"],
    "25-1 тармақпен": ["point 25-1"],
    "тақырыбы": ["title"],
    "кіріспе": ["preamble"],
}
OPEN = [
    "подпункт 1) и абзац третий пункта 5",
    "строки 5 - 7",
    "и 6",
    "пункт и 6 Правил",
    "3-тармақтың бірінші абзацы және 2) тармақшасы",
]
"""Words that may mean two things, or nothing."""


def segments_of(words: str) -> list[str | None]:
    language = "kk" if set(words) & set("әғқңөұүһі") else "ru"
    text = reading(source_of(words), Span(0, len(words)))
    return [normal_path((each,)) for each in read_segments(text, grammar_of(language))]


@pytest.mark.parametrize(("words", "path"), [*PATHS.items()])
def test_words_name_a_part(words: str, path: list[str]) -> None:
    assert segments_of(words) == path


@pytest.mark.parametrize("words", OPEN)
def test_words_that_leave_the_part_open_name_none(words: str) -> None:
    assert segments_of(words) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [("екі жүз елу бірінші", 251), ("жүз жетінші", 107), ("двадцать первый", 21), ("двести сороковой", 240)],
)
def test_an_ordinal_in_words(words: str, number: int) -> None:
    assert read_ordinal(words, grammar_of("kk" if "і" in words else "ru")) == number


# One sentence


SENTENCES = [
    ("ru", ["пункт 2 изложить в следующей редакции: «2. Новый.»;"], "substitution", "element", "point 2", "2. Новый."),
    (
        "ru",
        ["пункт 2 изложить в следующей редакции:", "«2. Новый.»;"],
        "substitution",
        "element",
        "point 2",
        "2. Новый.",
    ),
    ("kk", ["2-тармақ мынадай редакцияда жазылсын:", "«2. Жаңа.»."], "substitution", "element", "point 2", "2. Жаңа."),
    ("ru", ["пункт 3 исключить."], "repeal", "element", "point 3", None),
    ("kk", ["3-тармақ алып тасталсын."], "repeal", "element", "point 3", None),
    ("ru", ["строку, порядковый номер 5-1, исключить;"], "repeal", "rows", "rows 5-1", None),
    (
        "ru",
        ["дополнить пунктом 13-1 следующего содержания:", "«13-1. Новый пункт.»."],
        "insertion",
        "element",
        "point 13-1",
        "13-1. Новый пункт.",
    ),
    (
        "kk",
        ["5-тармақ мынадай мазмұндағы 3-1) тармақшамен толықтырылсын:", "«3-1) өзге де;»."],
        "insertion",
        "element",
        "point 5 subpoint 3-1",
        "3-1) өзге де;",
    ),
    ("ru", ["пункт 5 считать пунктом 6."], "renumbering", "element", "point 5", "пунктом 6"),
    (
        "ru",
        ["абзац второй пункта 4 дополнить словами «и дома»."],
        "insertion",
        "words",
        "point 4 paragraph 2",
        "и дома",
    ),
    (
        "kk",
        ["4-тармақ «күндіз» деген сөзден кейін «және түнде» деген сөздермен толықтырылсын;"],
        "insertion",
        "words",
        "point 4",
        "және түнде",
    ),
    ("ru", ["пункт 9 признать утратившим силу."], "repeal", "element", "point 9", None),
]


@pytest.mark.parametrize(("language", "paragraphs", "operation", "scope", "element", "new"), SENTENCES)
def test_a_sentence_makes_one_effect(
    language: str, paragraphs: list[str], operation: str, scope: str, element: str, new: str | None
) -> None:
    found = sole(amending(language, *paragraphs))
    assert (found.operation, found.scope, found.element, found.point) == (operation, scope, element, "point 1")
    assert (found.new and found.new.text) == new
    assert (found.appendix, found.table, found.until) == (None, None, None)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "в пункте 3 слова «три дня» заменить словами «пять дней», цифры «15» заменить цифрами «20»."),
        (
            "kk",
            (
                "3-тармақта «три дня» деген сөздер «пять дней» деген сөздермен, «15» деген цифрлар «20»"
                " деген цифрлармен ауыстырылсын."
            ),
        ),
    ],
)
def test_every_pair_of_words_is_an_effect(language: str, sentence: str) -> None:
    act = amending(language, sentence)
    found = [(each.operation, each.scope, each.element, each.old, each.new) for each in act.effects]
    words = [(old and old.text, new and new.text) for *_, old, new in found]
    assert [each[:3] for each in found] == [("replacement", "words", "point 3")] * 2
    assert words == [("три дня", "пять дней"), ("15", "20")]
    first = act.effects[0].old
    assert first is not None
    assert act.source.quote(first.span) == "три дня"
    assert not problems(act)


def test_words_for_words_respectively_and_through_the_whole_text() -> None:
    act = amending("ru", "по всему тексту слова «А1», «Б1» заменить соответственно словами «А2», «Б2».")
    assert [(each.element, each.old and each.old.text, each.new and each.new.text) for each in act.effects] == [
        (None, "А1", "А2"),
        (None, "Б1", "Б2"),
    ]


def test_words_are_taken_out() -> None:
    found = sole(amending("kk", "3-тармақта «және көшірмесі» деген сөздер алып тасталсын."))
    assert (found.operation, found.scope, found.old and found.old.text, found.new) == (
        "repeal",
        "words",
        "және көшірмесі",
        None,
    )


def test_several_parts_are_several_effects() -> None:
    act = amending("ru", "раздел «Аппарат» и строку, порядковый номер 5, исключить.")
    assert [(each.scope, each.element) for each in act.effects] == [("element", "раздел «Аппарат»"), ("rows", "rows 5")]


# Lines that name what the next ones change


def test_a_path_grows_over_lines_and_falls_back() -> None:
    act = amending(
        "ru",
        "в приложении 1 к указанному приказу:",
        "в таблице 2:",
        "в графе 3:",
        "строки, порядковые номера 1 и 2, изложить в следующей редакции: «Да»;",
        "в Правилах учета, утвержденных указанным приказом:",
        "пункт 4 исключить;",
        "в пункте 5:",
        "подпункт 1) исключить;",
        "абзац второй исключить;",
        "приложение 2 исключить.",
    )
    assert not problems(act)
    assert [each.element for each in act.effects] == [
        "appendix 1 table 2 column 3 rows 1, 2",
        "point 4",
        "point 5 subpoint 1",
        "point 5 paragraph 2",
        "appendix 2",
    ]
    assert [each.element_printed for each in act.effects[1:3]] == [
        "Правилах учета: пункт 4",
        "Правилах учета: пункте 5: подпункт 1)",
    ]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_line_that_is_not_understood_leaves_the_part_open(language: str) -> None:
    odd = {"ru": "в и 6:", "kk": "және 6:"}[language]
    change = {"ru": "пункт 4 исключить.", "kk": "4-тармақ алып тасталсын."}[language]
    act = amending(language, odd, change)
    assert act.effects == ()
    assert problems(act) == ["KZ-EFF-001", "KZ-EFF-001"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "пункт 4 перенести в конец;"),
        ("ru", "слова «А» и «Б», «В» заменить словами «Г», «Д»;"),
        ("ru", "подпункт 1) и абзац третий пункта 5 исключить;"),
        ("kk", "4-тармақ соңына көшірілсін;"),
        ("kk", "мынадай мазмұндағы мазмұндағы реттік нөмірі 5 жолмен толықтырылсын: «5 А»."),
    ],
)
def test_an_odd_sentence_is_reported_and_makes_nothing(language: str, sentence: str) -> None:
    act = amending(language, sentence)
    assert act.effects == ()
    (problem,) = [each for each in act.diagnostics if each.problem.code == "KZ-EFF-001"]
    assert problem.line == act.source.text.count("\n") + 1


def test_several_acts_each_with_a_subpoint() -> None:
    act = act_of(
        "ru",
        "1. Внести в некоторые приказы Министра здравоохранения Республики Казахстан следующие изменения:",
        "   1) в приказе Министра здравоохранения Республики Казахстан от 5 мая 2020 года № 7 «Об учете»:",
        "      пункт 1 исключить;",
        "   2) в приказе Министра здравоохранения Республики Казахстан от 6 мая 2020 года № 8 «О плане»:",
        "      пункт 2 исключить;",
        "   3) пункт 3 исключить.",
    )
    assert [(each.point, each.target.number, each.element) for each in act.effects] == [
        ("point 1 subpoint 1", "7", "point 1"),
        ("point 1 subpoint 2", "8", "point 2"),
    ]
    assert problems(act) == ["KZ-EFF-002"], "subpoint 3 names no act"


def test_a_law_in_the_name_of_an_element_is_not_the_target() -> None:
    named = "перечень лиц, на которых распространяется Закон Республики Казахстан «О донорах»"
    act = amending("ru", f"{named}, утвержденный указанным приказом, изложить в следующей редакции: «Перечень».")
    found = sole(act)
    assert found.element == named


def test_a_change_is_announced_and_none_is_made() -> None:
    assert problems(amending("kk")) == ["KZ-EFF-007"]


def test_approval_is_no_effect() -> None:
    act = act_of("ru", "1. Утвердить Правила учета согласно приложению к настоящему приказу.")
    assert (act.effects, [each for each in problems(act) if "EFF" in each]) == ((), [])


# New wording that is quoted below


def test_points_inside_a_quotation_are_no_points_of_the_act() -> None:
    act = amending(
        "ru",
        "пункты 2 и 3 изложить в следующей редакции:",
        "«2. Понятия:",
        "1) учет «А»;",
        "3. Порядок.»;",
        "пункт 9 исключить.",
        "2. Контроль возложить на вице-министра.",
    )
    assert [each.number for each in act.points] == ["1", "2"]
    assert act.points[0].points == ()
    first, second = act.effects
    assert first.new is not None
    assert first.new.text == "2. Понятия:\n1) учет «А»;\n3. Порядок."
    assert act.source.quote(first.new.span).startswith("2. Понятия")
    assert second.element == "point 9"
    assert not problems(act)


def test_a_quotation_with_a_mark_too_few_ends_before_the_next_point() -> None:
    act = amending(
        "ru", "пункт 2 изложить в следующей редакции:", "«2. ТОО «Учет».", "2. Контроль возложить на вице-министра."
    )
    assert [each.number for each in act.points] == ["1", "2"]
    assert [each.new and each.new.text for each in act.effects] == ["2. ТОО «Учет"]


def test_text_that_is_announced_and_not_quoted() -> None:
    act = amending("kk", "2-тармақ мынадай редакцияда жазылсын:")
    assert "KZ-EFF-006" in problems(act)
    assert [each.new for each in act.effects] == [None]


# Appendices


HEADERS = {
    "ru": "> *Приложение{} к приказу*  \n> *Министра здравоохранения*  \n> *Республики Казахстан*  \n"
    "> *от 9 июня 2021 года*  \n> *№ 12*",
    "kk": "> *Қазақстан Республикасы*  \n> *Денсаулық сақтау министрінің*  \n> *2021 жылғы 9 маусымдағы*  \n"
    "> *№ 12 бұйрығына*  \n> *{}қосымша*",
}


def test_an_element_in_the_wording_of_an_appendix() -> None:
    act = amending(
        "ru",
        "приложения 1 и 2 изложить в новой редакции согласно приложениям 4 и 5 к настоящему приказу.",
        HEADERS["ru"].format(" 4"),
        "## Перечень",
        "Первый.",
        HEADERS["ru"].format(" 5"),
        "## Список",
        "Второй.",
    )
    assert [(each.element, each.appendix) for each in act.effects] == [("appendix 1", 0), ("appendix 2", 1)]


def test_a_missing_appendix_is_reported_and_the_effect_stands() -> None:
    act = amending("kk", "1-қосымша осы бұйрыққа 4-қосымшаға сәйкес жаңа редакцияда жазылсын.")
    assert problems(act) == ["KZ-EFF-003"]
    assert [(each.element, each.appendix) for each in act.effects] == [("appendix 1", None)]


@pytest.mark.parametrize("announced", [True, False])
def test_a_list_of_repealed_acts(*, announced: bool) -> None:
    """The act that is named outside the title of another is repealed, and no other."""
    point = "1. Осы бұйрыққа 3-қосымшаға сәйкес кейбір бұйрықтардың күші жойылды деп танылсын."
    act = act_of(
        "kk",
        *([point] if announced else ["1. Орындалсын."]),
        HEADERS["kk"].format("3-"),
        "## Денсаулық сақтау министрлігінің күші жойылған бұйрықтарының тізбесі",
        f"1) «Есеп туралы» {MINISTER['kk']} 2020 жылғы 5 мамырдағы № 7 бұйрығы;",
        f"2) «Есеп туралы» {MINISTER['kk']} 2020 жылғы 5 мамырдағы № 7 бұйрығына өзгеріс енгізу туралы»"
        f" {MINISTER['kk']} 2020 жылғы 6 маусымдағы № 9 бұйрығы.",
    )
    verb = "күші жойылды деп танылсын" if announced else "күші жойылған"
    assert [(each.operation, each.scope, each.point, each.target.number, each.verb) for each in act.effects] == [
        ("repeal", "act", "appendix 3 point 1", "7", verb),
        ("repeal", "act", "appendix 3 point 2", "9", verb),
    ]


def test_an_item_that_names_no_act_is_reported() -> None:
    act = act_of(
        "ru",
        "1. Отменить некоторые приказы согласно приложению к настоящему приказу.",
        HEADERS["ru"].format(""),
        "## Перечень отмененных приказов",
        "1. Приказ об учете.",
    )
    assert act.effects == ()
    assert "KZ-EFF-001" in problems(act)


@pytest.mark.parametrize(
    ("language", "paragraphs"),
    [
        (
            "ru",
            [
                "2. Признать утратившими силу:",
                "1) приказ Министра здравоохранения Республики Казахстан от 5 мая 2020 года № 7 «Об учете»;",
                "2) приказ Министра здравоохранения Республики Казахстан от 6 мая 2020 года № 8 «О плане».",
            ],
        ),
        (
            "kk",
            [
                "2. Мыналардың күші жойылды деп танылсын:",
                "1) «А» Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № 7 бұйрығы;",
                "2) «Б» Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 6 мамырдағы № 8 бұйрығы.",
            ],
        ),
        (
            "kk",
            [
                "2. Мыналардың:",
                "1) «А» Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № 7 бұйрығының;",
                (
                    "2) «Б» Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 6 мамырдағы № 8 бұйрығының"
                    " күші жойылды деп танылсын."
                ),
            ],
        ),
    ],
)
def test_acts_that_are_repealed_in_subpoints(language: str, paragraphs: list[str]) -> None:
    act = act_of(language, *paragraphs)
    assert [(each.operation, each.scope, each.point, each.target.number) for each in act.effects] == [
        ("repeal", "act", "point 2 subpoint 1", "7"),
        ("repeal", "act", "point 2 subpoint 2", "8"),
    ]


def test_a_repeal_with_an_exception_is_not_understood() -> None:
    act = act_of("ru", f"1. Признать утратившим силу {CITED['ru']}, за исключением пункта 3.")
    assert act.effects == ()
    assert problems(act) == ["KZ-EFF-001"]


@pytest.mark.parametrize(
    ("language", "sentence", "scope", "element"),
    [
        (
            "ru",
            (
                "1. Приостановить до 31 декабря 2022 года действие приказа Министра здравоохранения Республики"
                " Казахстан"
                " от 5 мая 2020 года № 7 «Об учете»."
            ),
            "act",
            None,
        ),
        (
            "ru",
            (
                "1. Приостановить до 31 декабря 2022 года действие главы 4 Правил учета, утвержденных приказом Министра"
                " здравоохранения Республики Казахстан от 5 мая 2020 года № 7 «Об учете»."
            ),
            "element",
            "chapter 4",
        ),
        (
            "kk",
            (
                "1. «Есепке алу туралы» Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № 7"
                " бұйрығының қолданысы 2022 жылғы 31 желтоқсанға дейін тоқтатыла тұрсын."
            ),
            "act",
            None,
        ),
    ],
)
def test_a_suspension_has_its_last_day(language: str, sentence: str, scope: str, element: str | None) -> None:
    found = sole(act_of(language, sentence))
    assert (found.operation, found.scope, found.element, found.until) == (
        "suspension",
        scope,
        element,
        date(2022, 12, 31),
    )


def test_a_list_of_changed_acts_in_an_appendix() -> None:
    act = act_of(
        "ru",
        "1. Утвердить прилагаемые изменения, которые вносятся в некоторые приказы.",
        HEADERS["ru"].format(""),
        "## Изменения, которые вносятся в некоторые приказы Министра здравоохранения",
        "1. В приказе Министра здравоохранения Республики Казахстан от 5 мая 2020 года № 7 «Об учете»:",
        "пункт 1 исключить;",
        APPROVED["ru"],
        "пункт 2 исключить.",
    )
    assert [(each.point, each.target.number, each.element_printed) for each in act.effects] == [
        ("appendix point 1", "7", "пункт 1"),
        ("appendix point 1", "7", "Правилах учета: пункт 2"),
    ]


# How far a repeal or a suspension goes

ORDER = {
    "ru": "приказ{} Министра здравоохранения Республики Казахстан от 5 мая 2020 года № 7 «Об учете»",
    "kk": "«Есепке алу туралы» Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № 7 бұйры{}",
}
ENDED = [
    ("ru", "Признать утратившим силу приложение 7 к {у}.", ["appendix 7"], "element", None),
    ("ru", "Признать утратившими силу приложения 1 и 3 к {у}.", ["appendix 1", "appendix 3"], "element", None),
    ("ru", "Признать утратившими силу строки 5 и 6 приложения 2 к {у}.", ["appendix 2 rows 5, 6"], "rows", None),
    (
        "ru",
        "Признать утратившим силу абзац второй подпункта 2) пункта 1 {а}.",
        ["point 1 subpoint 2 paragraph 2"],
        "element",
        None,
    ),
    (
        "ru",
        "Признать утратившими силу пункты 2 и 3 Правил учета, утвержденных {ом}.",
        ["point 2", "point 3"],
        "element",
        "Правил учета",
    ),
    (
        "ru",
        "Признать утратившим силу пункт 4 Перечня приказов, в которые вносятся изменения, утвержденного {ом}.",
        ["point 4"],
        "element",
        "Перечня приказов, в которые вносятся изменения",
    ),
    ("kk", "{ғына} 7-қосымшаның күші жойылды деп танылсын.", ["appendix 7"], "element", None),
    (
        "kk",
        "{ғына} 2-қосымшаның 5 және 6-жолдарының күші жойылды деп танылсын.",
        ["appendix 2 rows 5, 6"],
        "rows",
        None,
    ),
    (
        "kk",
        "{ғының} 1-тармағы 2) тармақшасының екінші абзацының күші жойылды деп танылсын.",
        ["point 1 subpoint 2 paragraph 2"],
        "element",
        None,
    ),
    (
        "kk",
        "{ғымен} бекітілген өзгерістер енгізілетін бұйрықтар тізбесінің 3 және 4-тармақтарының күші жойылсын.",
        ["point 3", "point 4"],
        "element",
        "өзгерістер енгізілетін бұйрықтар тізбесінің",
    ),
]
ENDINGS = ("а", "у", "ом", "", "ғына", "ғының", "ғымен", "ғы")


def about(language: str, sentence: str) -> str:
    """A sentence about order № 7, its name in the case that the sentence asks for."""
    for ending in ENDINGS:
        sentence = sentence.replace(f"{{{ending}}}", ORDER[language].format(ending))
    return sentence


@pytest.mark.parametrize(("language", "sentence", "elements", "scope", "container"), ENDED)
def test_the_repeal_of_a_part_is_not_that_of_the_act(
    language: str, sentence: str, elements: list[str], scope: str, container: str | None
) -> None:
    act = act_of(language, f"1. {about(language, sentence)}")
    assert [(each.operation, each.scope, each.element, each.container) for each in act.effects] == [
        ("repeal", scope, element, container) for element in elements
    ]
    assert {each.target.number for each in act.effects} == {"7"}
    assert not problems(act)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Признать утратившим силу структурный элемент 5 {а}."),
        ("ru", "Признать утратившим силу раздел о сроках {а}."),
        ("ru", "Признать утратившим силу {} в связи с изданием нового."),
        ("ru", "Признать утратившим силу приложение 7 и {}."),
        ("kk", "{ғының} мерзімдер туралы бөлігі 5 күші жойылды деп танылсын."),
        ("kk", "жаңа акт шыққаннан кейін {ғының} күші жойылды деп танылсын."),
    ],
)
def test_a_word_that_is_not_read_never_widens_a_repeal(language: str, sentence: str) -> None:
    act = act_of(language, f"1. {about(language, sentence)}")
    assert act.effects == ()
    assert problems(act) == ["KZ-EFF-001"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Признать утратившим силу с 1 января 2024 года {}."),
        ("ru", "Признать утратившим силу {} с 1 января 2024 года."),
        ("kk", "2024 жылғы 1 қаңтардан бастап {ғының} күші жойылды деп танылсын."),
        ("kk", "{ғының} 2024 жылғы 1 қаңтардан бастап күші жойылды деп танылсын."),
    ],
)
def test_a_repeal_with_a_day_of_its_own(language: str, sentence: str) -> None:
    found = sole(act_of(language, f"1. {about(language, sentence)}"))
    assert (found.operation, found.scope, found.since) == ("repeal", "act", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Приостановить с 1 августа 2023 года до 1 января 2025 года действие пункта 3 {а}."),
        (
            "kk",
            "{ғы} 3-тармағының қолданысы 2023 жылғы 1 тамыздан бастап 2025 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.",
        ),
    ],
)
def test_a_suspension_of_a_part_with_both_days(language: str, sentence: str) -> None:
    found = sole(act_of(language, f"1. {about(language, sentence)}"))
    assert (found.operation, found.scope, found.element) == ("suspension", "element", "point 3")
    assert (found.since, found.until) == (date(2023, 8, 1), date(2025, 1, 1))


def test_an_item_of_a_list_repeals_a_part() -> None:
    act = act_of(
        "ru",
        "1. Признать утратившими силу некоторые приказы согласно приложению к настоящему приказу.",
        HEADERS["ru"].format(""),
        "## Перечень утративших силу некоторых приказов",
        f"1. Приложение 7 к {ORDER['ru'].format('у')}.",
        f"2. Подпункты 1) и 3) пункта 1 {ORDER['ru'].format('а')}.",
        f"3. Некоторые части {ORDER['ru'].format('а')}.",
    )
    assert [(each.scope, each.element, each.point) for each in act.effects] == [
        ("element", "appendix 7", "appendix point 1"),
        ("element", "point 1 subpoint 1", "appendix point 2"),
        ("element", "point 1 subpoint 3", "appendix point 2"),
    ]
    assert problems(act) == ["KZ-EFF-001"], "item 3"


# Which part is meant


@pytest.mark.parametrize(
    ("language", "paragraphs"),
    [
        (
            "ru",
            [
                "пункт 2 исключить;",
                APPROVED["ru"],
                "пункт 2 исключить;",
                "пункт 2 приложения 1 к указанному приказу исключить.",
            ],
        ),
        (
            "kk",
            [
                "2-тармақ алып тасталсын;",
                APPROVED["kk"],
                "2-тармақ алып тасталсын;",
                "көрсетілген бұйрыққа 1-қосымшаның 2-тармағы алып тасталсын.",
            ],
        ),
    ],
)
def test_the_point_of_an_order_and_that_of_its_rules(language: str, paragraphs: list[str]) -> None:
    act = amending(language, *paragraphs)
    container = {"ru": "Правилах учета", "kk": "Есепке алу қағидаларында"}[language]
    assert [(each.element, each.container) for each in act.effects] == [
        ("point 2", None),
        ("point 2", container),
        ("appendix 1 point 2", None),
    ]
    assert not problems(act)


def test_a_heading_inside_a_named_part_is_not_that_of_the_appendix() -> None:
    found = sole(
        amending(
            "ru",
            "в приложении 1 к указанному приказу:",
            "в Единой росписи:",
            "по администратору 226 «Министерство»:",
            "наименование программы 053 изложить в следующей редакции: «053 Хранение».",
        )
    )
    assert found.element == "приложении 1 к указанному приказу: наименование программы 053"
    assert [(each.kind, each.numbers) for each in found.steps] == [("appendix", ("1",)), ("named", ()), ("title", ())]


def test_parts_named_one_inside_the_other_are_all_printed() -> None:
    found = sole(
        amending("ru", "в приложении 1 к указанному приказу:", "в росписи:", "в группе «А»:", "пункт 3 исключить.")
    )
    assert found.element == "приложении 1 к указанному приказу: росписи: группе «А»: пункт 3"


def test_a_section_without_a_number_is_not_left_out() -> None:
    found = sole(amending("kk", "«Ескертпе» деген бөлімнің 3-тармағы алып тасталсын."))
    assert found.element == "«Ескертпе» деген бөлімнің 3-тармағы"


def test_a_line_that_is_not_read_blocks_all_below_it_until_a_part_of_the_act_is_named() -> None:
    act = amending(
        "ru",
        "в и 6:",
        "в пункте 5:",
        "подпункт 1) исключить;",
        "в приложении 2:",
        "пункт 3 исключить;",
        APPROVED["ru"],
        "пункт 8 исключить;",
    )
    assert [(each.element, each.container) for each in act.effects] == [("point 8", "Правилах учета")]
    assert problems(act) == ["KZ-EFF-001"] * 3


@pytest.mark.parametrize("anchor", ["после строки:", "строку:"])
def test_a_row_that_is_quoted_apart_is_one_problem(anchor: str) -> None:
    act = amending(
        "ru",
        "в приложении 2 к указанному приказу:",
        anchor,
        "«30. Шунтирование»",
        "изложить в следующей редакции:" if anchor == "строку:" else "дополнить строкой следующего содержания:",
        "«30-1. Протезирование»;",
        "раздел «Сердце» исключить.",
    )
    assert [each.element for each in act.effects] == ["приложении 2 к указанному приказу: раздел «Сердце»"]
    assert problems(act) == ["KZ-EFF-001"]


@pytest.mark.parametrize(
    ("language", "line", "change"),
    [
        (
            "ru",
            "1. В приказе Министра здравоохранения Республики Казахстан от 5 мая 2020 года № 7 «Об учете»:",
            "пункт 5 исключить.",
        ),
        ("kk", f"1. {ORDER['kk'].format('ғында')}:", "5-тармақ алып тасталсын."),
    ],
)
def test_a_line_that_names_the_act_is_enough(language: str, line: str, change: str) -> None:
    found = sole(act_of(language, line, change))
    assert (found.operation, found.element) == ("repeal", "point 5")


def test_a_joint_act_is_one_target() -> None:
    act = act_of(
        "ru",
        "1. Внести в совместный приказ Министра здравоохранения Республики Казахстан от 5 мая 2020 года № 7 и Министра"
        " национальной экономики Республики Казахстан от 6 мая 2020 года № 88 «Об учете» следующее изменение:",
        "пункт 2 исключить.",
    )
    (found,) = act.effects
    assert (found.target.number, found.target.title, [each.number for each in found.target.also]) == (
        "7",
        "Об учете",
        ["88"],
    )


# Further forms


@pytest.mark.parametrize(
    ("language", "sentence", "element"),
    [
        (
            "ru",
            "приложение 1 к указанному приказу изложить в редакции согласно приложению 4 к настоящему приказу.",
            "appendix 1",
        ),
        ("ru", "приложение 1 изложить согласно приложению 4 к настоящему совместному приказу.", "appendix 1"),
        (
            "ru",
            (
                "правила учета, утвержденные приложением 1 к указанному приказу, изложить в новой редакции согласно"
                " приложению 4 к настоящему приказу."
            ),
            "appendix 1",
        ),
        ("ru", "дополнить приложением 1 в редакции согласно приложению 4 к настоящему приказу.", "appendix 1"),
        ("kk", "көрсетілген бұйрықтың 1-қосымшасы осы бұйрыққа 4-қосымшаға сәйкес редакцияда жазылсын.", "appendix 1"),
    ],
)
def test_forms_of_an_element_in_the_wording_of_an_appendix(language: str, sentence: str, element: str) -> None:
    number = {"ru": " 4", "kk": "4-"}[language]
    act = amending(language, sentence, HEADERS[language].format(number), "## Тізбе", "Бір.")
    assert [(each.element, each.appendix) for each in act.effects] == [(element, 0)]
    named = "правила" in sentence
    assert ("KZ-EFF-010" in problems(act)) is named, "an element that is named by a number has no title to compare"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "1. Внести в {} изменение, изложив пункт 2 в следующей редакции: «2. Новый.»."),
        ("kk", "1. {ғына} өзгеріс енгізіліп, 2-тармақ мынадай редакцияда жазылсын: «2. Новый.»."),
    ],
)
def test_a_change_that_is_announced_and_made_in_one_sentence(language: str, sentence: str) -> None:
    found = sole(act_of(language, about(language, sentence)))
    assert (found.operation, found.element, found.new and found.new.text) == ("substitution", "point 2", "2. Новый.")


@pytest.mark.parametrize(
    ("language", "sentence", "element"),
    [
        ("ru", "в строке, порядковый номер 7, цифры «15» заменить цифрами «20»;", "rows 7"),
        ("ru", "в графе 3 заменить цифры «15» цифрами «20»;", "column 3"),
        ("ru", "в преамбуле указанного приказа цифры «15» заменить цифрами «20»;", "preamble"),
        ("kk", "реттік нөмірі 7-жолындағы «15» деген цифрлар «20» деген цифрлармен ауыстырылсын.", "rows 7"),
        ("kk", "9-тармақтағы «15» деген сандар мен сөз «20» деген сандармен және сөзбен ауыстырылсын;", "point 9"),
        ("kk", "бұйрықтың кіріспесіндегі «15» деген таңбалар «20» деген таңбалармен ауыстырылсын.", "preamble"),
    ],
)
def test_forms_of_words_for_words(language: str, sentence: str, element: str) -> None:
    found = sole(amending(language, sentence))
    assert (found.operation, found.element, found.old and found.old.text, found.new and found.new.text) == (
        "replacement",
        element,
        "15",
        "20",
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "пункт 3 после слов «в день» дополнить словами «и в ночь»;"),
        ("kk", "3-тармақ «в день» деген сөзден кейін «и в ночь» деген сөздермен толықтырылсын;"),
    ],
)
def test_words_after_words_keep_their_place(language: str, sentence: str) -> None:
    found = sole(amending(language, sentence))
    assert (found.after and found.after.text, found.new and found.new.text) == ("в день", "и в ночь")


def test_a_row_of_a_chapter_of_an_appendix() -> None:
    found = sole(amending("ru", "строку, порядковый номер 5, главы 2 приложения 1 исключить."))
    assert (found.scope, found.element) == ("rows", "appendix 1 chapter 2 rows 5")


def test_another_act_beside_the_one_of_the_title_is_no_conflict() -> None:
    other = "приказа Министра здравоохранения Республики Казахстан от 6 июня 2019 года № 9 «О плане»"
    text = "\n\n".join(
        (
            f"# О внесении изменения в {CITED['ru']}",
            "ПРИКАЗЫВАЮ:",
            f"1. Внести в {CITED['ru']} следующее изменение:",
            "пункт 2 исключить.",
            f"2. Признать утратившим силу пункт 3 {other}.",
        )
    )
    assert [each.target.number for each in read(text).effects] == ["7", "9"]
    assert "KZ-CIT-001" not in codes_of(read(text))
    damaged = read(text.replace("2020 года № 7", "2020 года № 77", 1))
    assert codes_of(damaged).count("KZ-CIT-001") == 2, "once in the title, once in the point"


# Real fragments


def fragment(name: str) -> Act:
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"the fragment {name} is not here")
    return parse(read_source(Path(path)), lexicon())


def test_the_fragments_are_read() -> None:
    amended = fragment("08_rus_amend_decree177_2019.md")
    assert [(each.operation, each.target.number, each.element) for each in amended.effects][:6] == [
        ("substitution", "634", "point 1 subpoint 3"),
        ("substitution", "934", "appendix column 2 rows 1, 2"),
        ("substitution", "71", "point 2"),
        ("substitution", "71", "point 16 paragraph 156"),
        ("substitution", "71", "title"),
        ("repeal", "71", "section 1 point 10"),
    ]
    repealed = fragment("12_kaz_repeal_order620_2025.md")
    assert [(each.target.number, each.target.acting) for each in repealed.effects] == [("183", True), ("354", False)]
    listed = fragment("14_kaz_repeal_list_dsm134_app3.md")
    assert [each.target.registration for each in listed.effects] == ["14630", "17962", "20381"]
    (suspended,) = fragment("16_rus_suspend_dsm109_2021.md").effects
    assert (suspended.target.registration, suspended.until) == ("23589", date(2022, 12, 31))
    assert [each.problem.code for each in amended.diagnostics if each.problem.code == "KZ-EFF-003"] == ["KZ-EFF-003"]
    two = fragment("05_kaz_amend_dsm45_2020.md").effects
    assert [(each.target.number, each.point, each.appendix) for each in two] == [
        ("130", "point 1 subpoint 1", 0),
        ("239", "point 1 subpoint 2", None),
    ]
