"""What the two held acts say, typed by hand from the texts: facts that a wrong reader would miss."""

from datetime import date
from decimal import Decimal

import pytest

from graph.act import Appendix, Effect, Row, Table
from graph.diagnostic import Severity
from graph.reading.parse import parse
from graph.source import Source, Span, read_source
from tests.damage import check_invariants, reports, rows_of
from tests.seed_acts import LIST, ROOT, TARIFFS, act_of, codes_of, lexicon, read, text_of

CORPUS = ROOT.parent / "shared" / "corpus"


def appendix() -> Appendix:
    (only,) = act_of(LIST).appendices
    return only


def table(number: str) -> Table:
    return next(each for each in appendix().tables if each.number == number)


def row(table_number: str, number: str) -> Row:
    return next(each for each in table(table_number).rows if each.number == number)


def effect(slug: str) -> Effect:
    (only,) = act_of(slug).effects
    return only


def tariff(number: str) -> Row:
    return next(each for each in rows_of(act_of(TARIFFS)) if each.number == number)


# Who, when, what


def test_the_list_was_signed_by_an_acting_minister() -> None:
    act = act_of(LIST)
    (requisites,) = act.requisites
    assert (act.kind, act.language, act.enacting_word) == ("order", "kk", "БҰЙЫРАМЫН")
    assert (requisites.issuer, requisites.acting, requisites.signed) == ("moh", True, date(2021, 12, 31))
    assert (requisites.number, requisites.number_printed) == ("ҚР ДСМ-141", "№ ҚР ДСМ -141")
    assert act.source.quote(requisites.span).split() == [
        "Қазақстан",
        "Республикасы",
        "Денсаулық",
        "сақтау",
        "министрінің",
        "м.а.",
        "2021",
        "жылғы",
        "31",
        "желтоқсандағы",
        "№",
        "ҚР",
        "ДСМ",
        "-141",
        "бұйрығы",
    ]


def test_the_list_is_registered_and_the_tariffs_are_not() -> None:
    registration = act_of(LIST).registration
    assert registration is not None
    assert (registration.number, registration.date) == ("26398", date(2022, 1, 6))
    assert act_of(TARIFFS).registration is None


def test_the_tariffs_were_signed_by_the_minister() -> None:
    (requisites,) = act_of(TARIFFS).requisites
    assert (requisites.issuer, requisites.acting, requisites.signed) == ("moh", False, date(2025, 8, 9))
    assert (requisites.number, requisites.number_printed) == ("524", "№ 524")


def test_titles_are_whole() -> None:
    assert act_of(LIST).title == (
        '"Жоғары технологиялық медициналық көмек түрлерін айқындау тәртібін және олардың тізбесін, сондай-ақ жоғары'
        " технологиялық медициналық көмек түрлерінің мамандандырылған медициналық көмектің көрсетілетін қызметтері"
        ' тізбесіне өту өлшемшарттарын бекіту туралы" Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы'
        " 16 қазандағы № ҚР ДСМ-134/2020 бұйрығына өзгеріс енгізу туралы"
    )
    assert (act_of(TARIFFS).title or "").endswith("№ ҚР ДСМ-170/2020 бұйрығына толықтырулар енгізу туралы")


@pytest.mark.parametrize(("slug", "name", "acting"), [(LIST, "Ж. Буркитбаев", True), (TARIFFS, "А. Әлназарова", False)])
def test_who_signed(slug: str, name: str, *, acting: bool) -> None:
    (signatory,) = act_of(slug).signatories
    assert (signatory.name, signatory.acting) == (name, acting)


def test_the_name_inside_the_words_of_the_office_is_taken_out() -> None:
    position = "Қазақстан Республикасы Денсаулық сақтау министрінің міндетін атқарушы"
    assert act_of(LIST).signatories[0].position == position


def test_entry_into_force() -> None:
    for slug, applies_from in ((LIST, None), (TARIFFS, date(2025, 8, 1))):
        found = act_of(slug).commencement
        assert found is not None
        assert (found.rule, found.days, found.day_kind) == ("after-first-publication", 10, "calendar")
        assert (found.date, found.applies_from, found.point) == (None, applies_from, "4")


def test_the_note_of_the_publisher_is_no_part_of_the_act() -> None:
    assert act_of(LIST).notes == ()
    (note,) = act_of(TARIFFS).notes
    assert note.text == "ЗҚАИ-ның ескертпесі! Осы бұйрықтың қолданысқа енгізілу тәртібін 4-т. қараңыз."


def test_points_and_subpoints() -> None:
    outline = {
        slug: [(point.number, [inner.number for inner in point.points]) for point in act_of(slug).points]
        for slug in (LIST, TARIFFS)
    }
    assert outline[LIST] == [("1", []), ("2", ["1", "2", "3"]), ("3", []), ("4", [])]
    assert outline[TARIFFS] == [("1", []), ("2", ["1", "2"]), ("3", []), ("4", [])]
    assert act_of(LIST).points[1].points[2].text.endswith("мәліметтерді ұсынуды қамтамасыз етсін.")


def test_displaced_words_are_put_back_and_marked() -> None:
    first, *others = act_of(LIST).points
    assert first.repaired == ("displaced-words",)
    assert "№ ҚР ДСМ-134/2020 бұйрығына (Нормативтік құқықтық актілерді" in first.text
    assert first.text.endswith("көмек түрлерінің тізбесі осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын.")
    assert {each.repaired for each in others} == {()}
    assert act_of(TARIFFS).points[0].text.split("\n")[1].endswith("медициналық қызметтерге арналған тарифтер:")


# What is changed


def test_the_list_rewords_an_appendix() -> None:
    found = effect(LIST)
    assert (found.operation, found.scope, found.verb) == ("substitution", "element", "жаңа редакцияда жазылсын")
    assert (found.point, found.element, found.appendix, found.table) == ("point 1", "appendix 2", 0, None)
    assert found.element_printed == "жоғары технологиялық медициналық көмек түрлерінің тізбесі"
    assert (found.target.issuer, found.target.signed, found.target.number) == (
        "moh",
        date(2020, 10, 16),
        "ҚР ДСМ-134/2020",
    )
    assert (found.target.registration, found.target.acting) == ("21471", False)


def test_the_tariffs_get_three_rows() -> None:
    found = effect(TARIFFS)
    assert (found.operation, found.scope, found.verb) == ("insertion", "rows", "толықтырылсын")
    assert found.element == "rows 1494-1, 1494-2, 1494-3"
    assert found.element_printed.endswith("медициналық қызметтерге арналған тарифтер")
    assert (found.target.signed, found.target.number) == (date(2020, 10, 30), "ҚР ДСМ-170/2020")
    assert (found.target.registration, found.target.acting) == ("21550", True)


def test_every_mention_of_another_act() -> None:
    cited = [(each.number, each.registration, each.element) for each in act_of(LIST).citations]
    assert cited == [
        ("ҚР ДСМ-134/2020", None, None),
        ("ҚР ДСМ-134/2020", "21471", None),
        ("ҚР ДСМ-134/2020", None, "appendix 2"),
    ]
    assert [(each.number, each.registration) for each in act_of(TARIFFS).citations] == [
        ("ҚР ДСМ-170/2020", None),
        ("ҚР ДСМ-170/2020", "21550"),
    ]


def test_the_appendix_has_no_number_of_its_own_and_becomes_appendix_2() -> None:
    found = appendix()
    assert (found.number, found.title) == (None, "Жоғары технологиялық медициналық көмек түрлерінің тізбесі")
    assert found.becomes is not None
    assert (found.becomes.number, found.becomes.act.number) == ("2", "ҚР ДСМ-134/2020")


# Tables


def test_tables_and_their_sections() -> None:
    found = [
        (each.number, len(each.rows), [(part.admission, part.regimes) for part in each.sections])
        for each in appendix().tables
    ]
    assert found == [
        ("1", 29, [("emergency", ("GOBMP",))] * 2),
        ("2", 6, [("planned", ("GOBMP", "OSMS"))]),
        ("3", 74, [("planned", ("OSMS",))]),
    ]
    assert table("1").columns == ("№", "ЖТМК коды", "ЖТМК атауы")
    assert table("3").columns == ("№", "АХЖ-9 коды", "АХЖ - 9 атауы")


def test_a_heading_without_regime_inherits_it() -> None:
    first, second = table("1").sections
    assert first.heading is None
    assert second.heading == (
        "Консультациялық-диагностикалық көмек шеңберінде қатерлі ісік аурулары бойынша технологиялар тізімі"
    )
    assert (second.understood, second.restarts_numbering) == (True, False)
    assert [each.number for each in table("1").rows if each.section == 1] == ["26", "27", "28", "29"]
    assert row("1", "25").name == "Радикалдық субтоталдық панкреатэктомия"


def test_a_regime_whose_name_lacks_a_word_is_inferred() -> None:
    assert [each.sections[0].inferred for each in appendix().tables] == [(), ("OSMS",), ()]


def test_rows_are_numbered_without_a_gap() -> None:
    for each in appendix().tables:
        assert [one.number for one in each.rows] == [str(due) for due in range(1, len(each.rows) + 1)]


def test_the_tables_against_each_other() -> None:
    one, two, three = ({each.code for each in table(number).rows} for number in "123")
    assert (len(one), len(two), len(three), len(one | two | three)) == (29, 6, 74, 80)
    assert (len(one & three), len(one & two), len(two & three)) == (25, 4, 0)
    assert two - one == {"92.291", "92.321"}


HARD_ROWS = """
1/1 00.50 Жалпы жүйенің дефибрилляторын ескертусіз бивентрикулярлық электрокардиостимуляторды
    импланттау (CRT-P)
1/5 35.21 Қолқа қақпақшасын тіндік трансплантаттаумен ашық және басқаша ауыстыру
1/7 37.94 Автоматты кардиовертерді/дефибрилляторды имплантаттау
1/15 03.7993 Стереотаксиялық жүйені қолданумен ми нейростимуляторын импланттау
1/16 81.073 Бел және сегізкөз омыртқаларының спондиллодезі, бүйір көлденең қол жеткізу, дискіні протездеу
1/27 92.202 Қуықасты безінің оқшауланған обырының интерстициалдық сәулелік терапиясы (брахитерапия)
2/1 92.291 Қалқанша безі ауруының радио-йод терапиясы
2/4 92.202 Қуықасты безінің оқшауланған обырының интерстициалдық сәулелік терапиясы (брахитерапия)
3/2 00.51 Жалпы жүйенің бивентрикулярлық дефибрилляторын имплантаттау (CRT-D)
3/4 00.93 Трансплантаттау үшін кадаврдан ағзаларды және/немесе тіндерді алу
3/8 03.7993 Стереотаксиялық жүйені қолданумен ми нейростимуляторын имплантаттау
3/11 33.5 Өкпені трансплантаттау
3/12 33.6 "Жүрек – өкпе" кешенін аралас трансплантаттау
3/24 35.84 Басқа айдарларда жіктелмеген ірі тамырлардың транспозициясын толық қалпына келтіру
3/26 35.9900 Интраоперациялық радиожиілік аблацияны пайдалана отырып жүрек қақпақшаларын протездеу
3/35 37.76 Трансвеналық атриялық және/немесе вентрикулярлық электродты (электродтарды) ауыстыру
3/46 39.73 Кеуде қолқасына протезді эндоваскулярлық имплантантаттау
3/52 41.10 Феталдық бағаналық жасушаларды трансплантаттау
3/59 56.7404 Блохин бойынша қосымша антирефлюксті механизмі бар Политано-Летбеттердің
    модификацияланған әдісі бойынша уретероцистонеостомия
3/62 69.922 Классикалық экстракорпоралдық ұрықтандыру, қысқа хаттама
3/63 69.923 АЖСИИ (аналық жасушаға сперматозоидты интрацитоплазмалық инъекциялау) жасай отырып,
    экстракорпоралдық ұрықтандыру, ұзын хаттама
3/64 69.924 АЖСИИ (аналық жасушаға сперматозоидты интрацитоплазмалық инъекциялау) жасай отырып
    экстракорпоралдық ұрықтандыру, қысқа хаттама
3/74 99.791 Қанның гематопоэздік дің жасушаларын дайындау
"""
"""Table and row, code, name; an indented line goes on."""


@pytest.mark.parametrize("line", HARD_ROWS.replace("\n    ", " ").strip().split("\n"))
def test_rows_that_are_hard_to_read(line: str) -> None:
    place, code, name = line.split(" ", 2)
    found = row(*place.split("/"))
    assert (found.code, found.code_printed, found.name) == (code, code, name)


def test_repairs_are_marked_and_nothing_else_is() -> None:
    marked = {f"{each.number}/{one.number}": one.repaired for each in appendix().tables for one in each.rows}
    assert {place: repaired for place, repaired in marked.items() if repaired} == {
        "1/15": ("letter-spacing",),
        "1/27": ("page-break",),
        "3/2": ("letter-spacing",),
        "3/8": ("letter-spacing",),
        "3/63": ("letter-spacing", "page-break"),
        "3/64": ("letter-spacing",),
    }


def test_two_rows_are_cut_by_a_page_break_and_no_other() -> None:
    cut = [each for each in rows_of(act_of(LIST)) if len(each.spans) > 1]
    assert cut == [row("1", "27"), row("3", "63")]
    text = act_of(LIST).source
    pieces = [text.quote(span) for span in row("3", "63").spans]
    assert pieces[0] == "АЖСИИ (аналық жасушаға \nсперматозоидты"
    assert pieces[1].startswith("63 69.923 интрацитоплазмалық")
    cells = [(cell.column, cell.text) for cell in row("3", "63").cells]
    assert cells[:3] == [(0, "63"), (1, "69.923"), (2, pieces[0])]
    assert cells[3][1] == pieces[1].removeprefix("63 69.923 ")


def test_tariff_rows() -> None:
    assert [(each.number, each.code, each.unit) for each in rows_of(act_of(TARIFFS))] == [
        ("1494-1", "D92.243.026", "1 сеанс"),
        ("1494-2", "D92.330.001", "1 сеанс"),
        ("1494-3", "C04.005.010", None),
    ]
    assert tariff("1494-1").name == "Адаптивті сәулелік терапия (1 сеанс)"
    assert tariff("1494-2").name == "Протонды терапия (1 сеанс)"
    assert tariff("1494-3").name == (
        "Магнитті-резонанстық томографиямен (ПЭТ/МРТ) біріктірілген позитронды эмиссиялық томография"
    )
    amounts = [each.prices[0].amount for each in rows_of(act_of(TARIFFS))]
    assert amounts == [Decimal("63112.54"), Decimal("1081701.27"), Decimal("257529.98")]
    assert tariff("1494-2").repaired == ("amount-spacing",)


def test_tariff_rows_stand_under_both_regimes_and_no_admission() -> None:
    (only,) = (effect(TARIFFS).table or table("1")).sections
    assert (only.regimes, only.admission, only.understood) == (("GOBMP", "OSMS"), None, True)


# Nothing lost, nothing raised


@pytest.mark.parametrize("slug", [LIST, TARIFFS])
def test_the_leaves_tile_the_text_and_nothing_is_left_over(slug: str) -> None:
    check_invariants(act_of(slug))
    leaves = list(act_of(slug).root.leaves())
    assert "prose" not in {part.kind for part in leaves}
    assert [part.span.start for part in leaves[1:]] == [part.span.end for part in leaves[:-1]]


@pytest.mark.parametrize(
    ("slug", "notes"),
    [
        (LIST, [("KZ-TXT-001", 17), ("KZ-TXT-001", 21), ("KZ-TAB-007", 217)]),
        (TARIFFS, [("KZ-TXT-001", 11), ("KZ-TXT-001", 18), ("KZ-TXT-001", 22)]),
    ],
)
def test_the_held_texts_give_notes_alone(slug: str, notes: list[tuple[str, int]]) -> None:
    found = act_of(slug).diagnostics
    assert [(each.problem.code, each.line) for each in found] == notes
    assert {each.severity for each in found} == {Severity.NOTE}


def test_points_before_the_enacting_word_are_points_of_an_act_without_one() -> None:
    text = text_of(LIST)
    enacting = "      БҰЙЫРАМЫН:\n"
    act = read(text.replace(enacting, "").replace("      2. ", f"{enacting}      2. "))
    assert [point.number for point in act.points] == ["1", "2", "3", "4"]
    assert "KZ-ENA-001" in codes_of(act)


def test_every_paragraph_after_an_announced_change_must_be_understood() -> None:
    act = read(text_of(LIST).replace("жаңа редакцияда жазылсын", "жаңаша жазылады"))
    assert act.effects == ()
    assert {"KZ-EFF-001", "KZ-EFF-007"} <= set(codes_of(act))


def test_several_changes_are_announced_in_the_plural() -> None:
    act = read(text_of(LIST).replace("\nөзгеріс енгізілсін:", "\nөзгерістер мен толықтырулар енгізілсін:"))
    assert reports(act) == []
    assert len(act.effects) == 1


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder ../shared/corpus is absent")
def test_every_text_of_the_corpus_is_read_or_refused_and_none_lost() -> None:
    paths = sorted([*CORPUS.glob("*.md"), *CORPUS.glob("*.txt")])
    assert paths
    for path in paths:
        act = parse(read_source(path), lexicon())
        check_invariants(act)
        named = {"_kaz_": "kk", "_rus_": "ru"}
        assert act.language == next((named[mark] for mark in named if mark in path.name), None), path.name


@pytest.mark.parametrize(
    "text", ["ң", "ң\n", "\n\nң", '"ң', "1. ң\n", "      1. ң\n", "№ ңңң\n", "ң(" * 100, "1-кесте. ң\n"]
)
def test_small_texts_do_not_raise(text: str) -> None:
    act = parse(Source("act.txt", "0", text), lexicon())
    check_invariants(act)
    assert reports(act)
    assert act.root.span == Span(0, len(text))


def test_a_long_table_is_read_in_time() -> None:
    """Work grows with the length of the text and no faster: 3,000 rows take a second or so, not a minute."""
    head = text_of(LIST)[: text_of(LIST).index("1 00.50")]
    rows = "".join(f"{at} {10 + at % 80}.{at % 1000:03}\nҚуықасты безінің \nтерапиясы\n\n" for at in range(1, 3001))
    act = read(head + rows)
    assert len(rows_of(act)) == 3000
