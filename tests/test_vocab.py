"""Curated vocabularies: kinds by the head of the printed name, regimes, admissions, bodies, kinds of act."""

import shutil
from pathlib import Path

import pytest

from graph import vocab as vocabularies
from graph.fact import Basis
from graph.seedfile import SeedError
from graph.vocab import Entry, Pattern, Vocab, head_phrases, kinds_of, printed

FOLDER = Path(__file__).parent.parent / "seeds" / "vocab"

# Code | tables of order ҚР ДСМ-141 that print this name | kinds, in the order of the vocabulary | name.
NAMES = """
00.50|3|IMPLANTATION|Жалпы жүйенің дефибрилляторын ескертусіз бивентрикулярлық электрокардиостимуляторды имплантаттау (CRT-P)
00.50|1|IMPLANTATION|Жалпы жүйенің дефибрилляторын ескертусіз бивентрикулярлық электрокардиостимуляторды импланттау (CRT-P)
00.51|3|IMPLANTATION|Жалпы жүйенің бивентрикулярлық дефибрилляторын имплантаттау (CRT-D)
00.65|13|IMPLANTATION|Стенттерді бассүйекішілік артерияларға тері арқылы имплантаттау
00.93|3|PROCUREMENT|Трансплантаттау үшін кадаврдан ағзаларды және/немесе тіндерді алу
01.53|3|EXCISION|Эпилепсия кезінде мидың лобэктомиясы
02.93|13|IMPLANTATION REPLACEMENT|Интракраниалдық нейростимулятордың электродын (электродтарын) имплантаттау немесе ауыстыру
03.7992|13||Негіздемелік стереотаксиялық жүйені қолданумен операция
03.7993|3|IMPLANTATION|Стереотаксиялық жүйені қолданумен ми нейростимуляторын имплантаттау
03.7993|1|IMPLANTATION|Стереотаксиялық жүйені қолданумен ми нейростимуляторын импланттау
03.93|3|IMPLANTATION REPLACEMENT|Арқалық нейростимулятордың электродын (электродтарын) имплантаттау немесе ауыстыру
20.95|3|IMPLANTATION|Электромагниттік есту аппаратын имплантаттау
33.5|3|TRANSPLANTATION|Өкпені трансплантаттау
33.6|3|TRANSPLANTATION|"Жүрек – өкпе" кешенін аралас трансплантаттау
35.05|3|REPLACEMENT|Қолқа қақпақшасын эндоваскулярлық ауыстыру
35.11|3|REPAIR|Қолқа қақпақшасының ауыстырмастан ашық вальвулопластикасы
35.12|3|REPAIR|Митралдық қақпақшасының ауыстырылмастан ашық вальвулопластикасы
35.121|3|REPAIR DILATION|Митралдық тесік стенозының баллондық вальвулопластикасы
35.14|3|REPAIR|Үшжармалы қақпақшаның ауыстырылмастан ашық вальвулопластикасы
35.21|13|REPLACEMENT|Қолқа қақпақшасын тіндік трансплантаттаумен ашық және басқаша ауыстыру
35.23|1|REPLACEMENT|Митралдық қақпақшаны тіндік трансплантаттаумен ашық және басқаша ауыстыру
35.23|3|REPLACEMENT|Тіндік трансплантаттаумен митралдық қақпақшаны ашық және басқаша ауыстыру
35.33|13|REPAIR|Аннулопластика
35.55|3|REPAIR|Протездеу арқылы қарыншааралық қалқаншаның ақауын жабық әдіспен жою
35.82|13|REPAIR|Өкпе веналарының аномалдық қосылысын толық қалпына келтіру
35.83|3|REPAIR|Артериялық діңді толық қалпына келтіру
35.84|3|REPAIR|Басқа айдарларда жіктелмеген ірі тамырлардың транспозициясын толық қалпына келтіру
35.84|1|REPAIR|Басқа айдарларда жіктелмейтін ірі тамырлардың транспозициясын толық қалпына келтіру
35.91|3|REPAIR|Веналық ағудың жүрекшеаралық транспозициясы
35.9900|3|REPLACEMENT DESTRUCTION|Интраоперациялық радиожиілік аблацияны пайдалана отырып жүрек қақпақшаларын протездеу
35.991|3|REPAIR|Митралдық тесікті клиптеу
36.1000|3|BYPASS DESTRUCTION|Интраоперациялық радиожиілік аблацияны пайдалана отырып аортокоронарлық шунттау
36.16|3|BYPASS|Қос ішкі маммарлық-коронарлық шунттау
37.32|3|EXCISION|Жүрек аневризмасын кесу
37.35|3|EXCISION|Парциалдық вентрикулоэктомия
37.36|3|EXCISION DESTRUCTION|Жүрекшенің сол жақ құлақшасын кесу, деструкциялау және алып тастау
37.51|3|TRANSPLANTATION|Жүректі трансплантаттау
37.66|13|IMPLANTATION|Имплантатталатын қосалқы жүрек жүйесін енгізу
37.76|3|REPLACEMENT|Трансвеналық атриялық және/немесе вентрикулярлық электродты (электродтарды) ауыстыру
37.94|13|IMPLANTATION|Автоматты кардиовертерді/дефибрилляторды имплантаттау
37.941|3|REPLACEMENT|Автоматты кардиовертерді/дефибрилляторды, жалпы жүйені ауыстыру
37.96|3|IMPLANTATION|Автоматты кардиовертердің/дефибриллятордың тек импульстарының генераторын ғана имплантаттау
38.12|3|EXCISION|Бастың және мойынның басқа артерияларының эндартерэктомиясы
38.34|3|EXCISION|Анастомозбен қолқаның резекциясы
38.341|3|REPAIR|Қолқа доғасының үзілісін түзету
39.28|3|BYPASS|Экстра-интракраниалдық васкулярлық шунттау
39.591|3|REPAIR|Қолқа-өкпе саңылауының пластикасы
39.65|13|EXTRACORPOREAL_SUPPORT|Экстракорпоралдық мембраналық оксигенация
39.72|13|OCCLUSION|Бас пен мойынның тамырларын эндоваскулярлық (жаппай) эмболиялау немесе окклюзиялау
39.73|3|IMPLANTATION|Кеуде қолқасына протезді эндоваскулярлық имплантантаттау
39.731|3|IMPLANTATION DILATION|Аортаның коарктациясын стенттеу
41.01|3|TRANSPLANTATION|Сүйек кемігінің мезенхималдық дің жасушаларын трансплантаттау
41.04|3|TRANSPLANTATION|Аутологиялық гемопоэздік дің жасушаларын тазартусыз трансплантаттау
41.05|3|TRANSPLANTATION|Аллогендік гемопоэздік дің жасушаларын тазартусыз трансплантаттау
41.06|3|TRANSPLANTATION|Кіндік дің жасушаларын трансплантаттау
41.10|3|TRANSPLANTATION|Феталдық бағаналық жасушаларды трансплантаттау
50.52|13|TRANSPLANTATION|Өлімнен кейінгі донордан бауырды трансплантаттау
50.59|13|TRANSPLANTATION|Бауырды басқа трансплантаттау
52.53|13|EXCISION|Радикалдық субтоталдық панкреатэктомия
52.80|3|TRANSPLANTATION|Ұйқыбезін трансплантаттау, нақтыланбаған
55.5016|3|EXCISION|Тромбэктомиямен түбегейлі нефрэктомия
55.62|13|TRANSPLANTATION|Өлімнен кейінгі донордан бүйректі трансплантаттау
56.7404|3|BYPASS|Блохин бойынша қосымша антирефлюксті механизмі бар Политано-Летбеттердің модификацияланған әдісі бойынша уретероцистонеостомия
63.8301|3|BYPASS|Обструкциялық азошәует кезіндегі микрохирургиялық инвагинациондық вазоэпидидимостомия
69.921|3|ASSISTED_REPRODUCTION|Классикалық экстракорпоралдық ұрықтандыру, ұзақ хаттама
69.922|3|ASSISTED_REPRODUCTION|Классикалық экстракорпоралдық ұрықтандыру, қысқа хаттама
69.923|3|ASSISTED_REPRODUCTION|АЖСИИ (аналық жасушаға сперматозоидты интрацитоплазмалық инъекциялау) жасай отырып, экстракорпоралдық ұрықтандыру, ұзын хаттама
69.924|3|ASSISTED_REPRODUCTION|АЖСИИ (аналық жасушаға сперматозоидты интрацитоплазмалық инъекциялау) жасай отырып экстракорпоралдық ұрықтандыру, қысқа хаттама
78.191|3|FIXATION|Кезеңдік түзетуді қажет ететін жамбас сүйектерінде сыртқы бекітуші құрылғыны пайдалану
81.041|13|FUSION|Ішкі транспедикулярлық жүйе мен кейдждердің фиксациясы арқылы кеуде және бел омыртқаларының спондиллодезі, алдыңғы жету әдісі
81.042|3|FUSION|Эндокорректор фиксациясы арқылы кеуде және бел омыртқаларының спондиллодезі, алдыңғы жету әдісі
81.042|1|FUSION|Эндокорректор фиксациясы арқылы кеуде және бел омыртқаларының спондиллодезі, эндотүзеткіштер арқылы ішкі бекітумен алдыңғы жету әдісі
81.062|13|FUSION|Эндокорректордың ішкі фиксациясы арқылы бел және сегізкөз омыртқаларының спондиллодезі, алдыңғы жету әдісі
81.073|13|REPLACEMENT FUSION|Бел және сегізкөз омыртқаларының спондиллодезі, бүйір көлденең қол жеткізу, дискіні протездеу
81.53|13|REVISION|Сан-жамбас буынының ауыстырылуын тексеру, нақтыланбаған
81.55|13|REVISION|Тізе буынының ауыстырылуын тексеру, нақтыланбаған
81.9610|3|REPLACEMENT|Сүйек ісігі кезінде буындарды және/немесе сүйекті ауыстыру
86.66|13|TRANSPLANTATION|Теріні аллотрансплантаттау
92.201|12|RADIOTHERAPY|Қуықасты безі обырының жоғары мөлшердегі брахитерапиясы
92.202|12|RADIOTHERAPY|Қуықасты безінің оқшауланған обырының интерстициалдық сәулелік терапиясы (брахитерапия)
92.203|12|RADIOTHERAPY|Әйел жыныс мүшелерінің обыры кезіндегі жоғары дозалы брахитерапия
92.247|12|RADIOTHERAPY|Сызықтық үдеткіште фотондарды қолдану арқылы қашықтықтан сәулелік терапия
92.291|2|RADIOTHERAPY|Қалқанша безі ауруының радио-йод терапиясы
92.321|2|RADIOTHERAPY|Гамма-пышақ аппаратын қолдана отырып, орталық жүйке жүйесі ауруларын емдеудің радиохирургиялық әдісі
99.791|3|PROCUREMENT|Қанның гематопоэздік дің жасушаларын дайындау
"""  # noqa: E501
ROWS = [tuple(line.split("|")) for line in NAMES.strip().split("\n")]


@pytest.fixture(scope="module")
def vocab() -> Vocab:
    return vocabularies.load(FOLDER)


def enums(vocab: Vocab, name: str, code: str = "") -> list[str]:
    return [match.kind.enum for match in kinds_of(vocab, code, name)]


def of_kind(vocab: Vocab, enum: str, table: str = "123") -> set[str]:
    rows = [row for row in ROWS if set(row[1]) & set(table)]
    return {code for code, _, _, name in rows if enum in enums(vocab, name, code)}


def in_table(table: str) -> set[str]:
    return {code for code, tables, _, _ in ROWS if table in tables}


def all_entries(vocab: Vocab) -> list[Entry]:
    return [*vocab.bodies, *vocab.regimes, *vocab.admissions, *vocab.documents, *vocab.kinds]


@pytest.mark.parametrize(("code", "tables", "kinds", "name"), ROWS)
def test_printed_name_has_these_kinds(vocab: Vocab, code: str, tables: str, kinds: str, name: str) -> None:
    assert enums(vocab, name, code) == kinds.split(), tables


def test_the_typed_list_is_the_list_of_the_act() -> None:
    assert len({row[0] for row in ROWS}) == 80
    assert [len(in_table(table)) for table in "123"] == [29, 6, 74]


def test_nine_transplantations_are_insured_and_not_emergency(vocab: Vocab) -> None:
    insured = of_kind(vocab, "TRANSPLANTATION", "3") - in_table("1")
    assert insured == {"33.5", "33.6", "37.51", "41.01", "41.04", "41.05", "41.06", "41.10", "52.80"}


def test_all_transplantations_and_procurements(vocab: Vocab) -> None:
    assert of_kind(vocab, "TRANSPLANTATION", "1") == {"50.52", "50.59", "55.62", "86.66"}
    assert of_kind(vocab, "PROCUREMENT") == {"00.93", "99.791"}
    assert not of_kind(vocab, "PROCUREMENT") & of_kind(vocab, "TRANSPLANTATION")


def test_only_one_code_has_no_honest_kind(vocab: Vocab) -> None:
    assert {code for code, _, _, name in ROWS if not kinds_of(vocab, code, name)} == {"03.7992"}


def test_variants_of_one_code_agree_in_kind(vocab: Vocab) -> None:
    by_code: dict[str, set[tuple[str, ...]]] = {}
    for code, _, _, name in ROWS:
        by_code.setdefault(code, set()).add(tuple(enums(vocab, name, code)))
    assert {code for code, kinds in by_code.items() if len(kinds) > 1} == set()


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        # As the edition of 2025-10-01 prints them.
        ("Қайтыс болғаннан кейінгі донордан бауырды транспланттау", ["TRANSPLANTATION"]),
        ("Терінің аллотранспланттау", ["TRANSPLANTATION"]),
        ("Митралдық қақпақшаны тіндік трансплантаттаушымен ашық және басқаша ауыстыру", ["REPLACEMENT"]),
        ("Бел және сегізкөз омыртқаларының спондилодезі, бүйір көлденең қол жеткізу, дискіні протездеу",
         ["REPLACEMENT", "FUSION"]),
        ("Протондық терапия (1 сеанс)", ["RADIOTHERAPY"]),
        # Heads that only look like a kind.
        ("Трансплантаттаудан кейінгі науқасты бақылау", []),
        ("Имплантты алып тастау", []),
        ("Гипертермиялық интраперитонеалды химиотерапия (HIPEC)", []),
        ("Таңғышты ауыстыру", []),
        ("", []),
        ("(CRT-P)", []),
    ],
)  # fmt: skip
def test_names_of_other_acts(vocab: Vocab, name: str, kinds: list[str]) -> None:
    assert enums(vocab, name) == kinds


def test_evidence_from_the_name(vocab: Vocab) -> None:
    (match,) = kinds_of(vocab, "37.51", "Жүректі трансплантаттау")
    assert match == (match.kind, Basis.INFERRED, "head noun `трансплантаттау` of the printed name")
    both = kinds_of(vocab, "02.93", "Нейростимулятордың электродын (электродтарын) имплантаттау немесе ауыстыру")
    assert [each.reason for each in both] == [
        "head noun `имплантаттау` of the printed name",
        "head noun `ауыстыру` of the printed name",
    ]


def test_evidence_from_the_code(vocab: Vocab) -> None:
    (match,) = kinds_of(vocab, "35.991", "Митралдық тесікті клиптеу")
    assert (match.kind.slug, match.basis) == ("repair", Basis.CURATED)
    assert match.reason.startswith("code, curated: A clip")
    assert kinds_of(vocab, "39.51", "Аневризманы клиптеу") == []


def test_no_name_gives_a_kind_that_is_also_curated_by_code(vocab: Vocab) -> None:
    for code, rows in vocab.kind_codes.items():
        (name,) = {row[3] for row in ROWS if row[0] == code}
        assert not set(enums(vocab, name)) & {kind.upper() for kind, _ in rows}


def test_head_phrases() -> None:
    assert head_phrases("Ұйқыбезін трансплантаттау, нақтыланбаған") == ["ұйқыбезін трансплантаттау", "нақтыланбаған"]
    assert head_phrases("Электродын (электродтарын)  имплантаттау немесе ауыстыру") == [
        "электродын имплантаттау немесе ауыстыру",
        "электродын имплантаттау",
    ]
    assert head_phrases("сәулелік терапиясы (брахитерапия") == ["сәулелік терапиясы"]


def matching(entry: Entry, text: str, language: str) -> list[Pattern]:
    """The rows of one entry that a text is recognised by."""
    if isinstance(entry, vocabularies.Kind):
        rows = entry.patterns[language]
        return [row for row in rows if any(row.regex.search(phrase) for phrase in head_phrases(text))]
    return list(dict.fromkeys(each.pattern for each in printed([entry], text, language)))


def test_every_pattern_matches_its_examples_and_no_other_row_of_the_entry_does(vocab: Vocab) -> None:
    for entry in all_entries(vocab):
        for language, rows in entry.patterns.items():
            for row in rows:
                assert row.examples, (entry.slug, row.text)
                for example in row.examples:
                    assert matching(entry, example, language) == [row], (entry.slug, row.text, example)


def test_no_pattern_matches_its_invalid_examples(vocab: Vocab) -> None:
    for entry in all_entries(vocab):
        for language, rows in entry.patterns.items():
            for row in rows:
                assert row.invalid, (entry.slug, row.text)
                for text in row.invalid:
                    assert row not in matching(entry, text, language), (entry.slug, row.text, text)


def test_examples_of_bodies_admissions_and_acts_name_one_entry_only(vocab: Vocab) -> None:
    entries: tuple[tuple[Entry, ...], ...] = (vocab.bodies, vocab.admissions, vocab.documents)
    for scheme in entries:
        for entry in scheme:
            for language, rows in entry.patterns.items():
                for row in rows:
                    for example in row.examples:
                        assert {each.entry.slug for each in printed(scheme, example, language)} == {entry.slug}, example


def test_captions_of_the_three_tables(vocab: Vocab) -> None:
    one = "Шұғыл емдеуге жатқызу кезінде тегін медициналық көмектің кепілдік \nберілген көлемі шеңберінде"
    two = (
        "Жоспарлы емдеуге жатқызу кезіндегі тегін медициналық көмектің кепілдік \nберілген көлемі шеңберінде және "
        "әлеуметтік медициналық сақтандыру жүйесінде \nкөрсетілетін"
    )
    three = "Жоспарлы емдеуге жатқызу кезіндегі міндетті әлеуметтік медициналық \nсақтандыру жүйесінде көрсетілетін"

    def read(text: str) -> list[tuple[str, bool]]:
        return [(each.entry.enum, each.pattern.inferred) for each in printed(vocab.regimes, text)]

    assert read(one) == [("GOBMP", False)]
    assert read(two) == [("GOBMP", False), ("OSMS", True)]
    assert read(three) == [("OSMS", False)]
    assert [printed(vocab.admissions, text)[0].entry.enum for text in (one, two, three)] == [
        "EMERGENCY", "PLANNED", "PLANNED"
    ]  # fmt: skip


def test_title_of_the_tariffs_names_both_regimes_and_a_department_names_none(vocab: Vocab) -> None:
    title = (
        "Тегін медициналық көмектің кепілдік берілген көлемі шеңберінде және (немесе) міндетті әлеуметтік медициналық "
        "сақтандыру жүйесінде медициналық қызметтерге арналған тарифтер"
    )
    assert [each.entry.slug for each in printed(vocab.regimes, title)] == ["gobmp", "osms"]
    department = "Міндетті әлеуметтік медициналық сақтандыруды жетілдіру және талдау департаменті"
    assert printed(vocab.regimes, department) == []


def test_span_covers_the_words_and_the_country(vocab: Vocab) -> None:
    text = "туралы Қазақстан Республикасы Денсаулық сақтау \nминистрінің м.а. 2021 жылғы"
    (found,) = printed(vocab.bodies, text)
    assert text[found.start : found.end] == "Қазақстан Республикасы Денсаулық сақтау \nминистрінің"
    assert (found.entry.slug, found.pattern.role) == ("moh", "minister")


def test_vice_minister_is_no_issuer_and_registrar_is_another_body(vocab: Vocab) -> None:
    assert printed(vocab.bodies, "Қазақстан Республикасының Денсаулық сақтау вице-министріне жүктелсін") == []
    (found,) = printed(vocab.bodies, "Қазақстан Республикасының Әділет \nминистрлігінде 2022 жылғы 6 қаңтарда")
    assert (found.entry.slug, found.pattern.role) == ("moj", "ministry")


@pytest.mark.parametrize("form", ["бұйрығы", "бұйрығына", "бұйрығының", "бұйрығында", "бұйрыққа", "БҰЙРЫҒЫ"])
def test_case_endings_of_an_order(vocab: Vocab, form: str) -> None:
    assert [each.entry.enum for each in printed(vocab.documents, f"№ 524 {form} қосымша")] == ["ORDER"]


def test_codes_of_the_schemes(vocab: Vocab) -> None:
    assert [each.enum for each in vocab.regimes] == ["GOBMP", "OSMS"]
    assert [each.enum for each in vocab.admissions] == ["EMERGENCY", "PLANNED"]
    assert [each.slug for each in vocab.documents] == ["order", "resolution", "law", "code", "decree", "decision"]
    assert [each.slug for each in vocab.bodies][:6] == ["moh", "mhsd", "mne", "moj", "gov", "president"]
    assert {each.enum for each in vocab.kinds} >= {
        "TRANSPLANTATION", "PROCUREMENT", "IMPLANTATION", "REPLACEMENT", "RADIOTHERAPY"
    }  # fmt: skip
    assert [each.alignments[0].code for each in vocab.admissions] == ["EM", "EL"]


def test_every_entry_is_described(vocab: Vocab) -> None:
    for entry in all_entries(vocab):
        assert tuple(entry.labels) == ("kk", "ru", "en"), entry.slug
        assert entry.definition.endswith("."), entry.slug
        assert entry.enum == entry.slug.upper().replace("-", "_") or entry.slug == "gov"
    assert all(entry.scope_note for entry in vocab.kinds)


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "found"),
    [
        ("regimes.toml", 'enum = "OSMS"', 'enum = "GOBMP"', 31, "enum 'GOBMP' again"),
        ("regimes.toml", 'slug = "gobmp"', 'slug = "ГОБМП"', 3, "slug = 'ГОБМП' in regime"),
        ("regimes.toml", "pattern = 'МӘМС'", "pattern = '(МӘМС'", 0, "pattern = '(МӘМС' in regime.printed.kk"),
        ("regimes.toml", 'definition = "Medical care that', 'defintion = "Medical', 3, "unknown key defintion"),
        ("regimes.toml", 'slug = "gobmp"', "slug = gobmp", 4, "Invalid value"),
        ("kinds.toml", "skos:narrowMatch", "skos:sameMatch", 5, "predicate = 'skos:sameMatch'"),
        ("kind-codes.tsv", "35.91\trepair", "35.91\trepare", 2, "35.91 repare"),
        ("kind-codes.tsv", "code\tkind", "kind\tcode", 1, "header"),
    ],
)
def test_broken_file_is_blamed_by_line(tmp_path: Path, file: str, old: str, new: str, line: int, found: str) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        vocabularies.load(tmp_path)
    assert caught.value.file == tmp_path / file
    assert found in caught.value.found
    assert caught.value.line == (line or text[: text.index(old)].count("\n"))
    assert caught.value.expected
    assert "help: " in str(caught.value)
