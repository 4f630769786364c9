"""Every diagnostic of reading: which damage gives it, and where it points."""

import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from graph import diagnostic
from graph.diagnostic import FILE, LANGUAGES, RULES, Diagnostic, Problem, Severity
from tests.seed_acts import LIST, ROOT, TARIFFS, read, text_of

DAMAGE = {
    "KZ-SRC-007": (LIST, "Қанның гематопоэздік дің \nжасушаларын дайындау\n ", "Қанның гематопоэздік"),
    "KZ-SRC-009": (LIST, '\n"Жоғары', '\ufeff\n"Жоғары'),
    "KZ-SRC-010": (LIST, "БҰЙЫРАМЫН:\n", "БҰЙЫРАМЫН:\r\n"),
    "KZ-CHR-001": (LIST, "Аннулопластика", "Аннуло\u00adпластика"),
    "KZ-CHR-002": (LIST, "Аннулопластика", "Аннуло\u202eпластика"),
    "KZ-CHR-003": (LIST, "Аннулопластика", "Aннулопластика"),
    "KZ-CHR-004": (LIST, "Аннулопластика", "Аннуло\x07пластика"),
    "KZ-TXT-001": (LIST, "", ""),
    "KZ-TXT-002": (LIST, "      БҰЙЫРАМЫН:\n", "      Мәтін.\n      БҰЙЫРАМЫН:\n"),
    "KZ-TXT-003": (LIST, "9 35.33 Аннулопластика\n", "9 35.33 Аннулопластика\nАннулопластика\nАннулопластика\n"),
    "KZ-TXT-004": (LIST, 'бекіту туралы" Қазақстан', "бекіту туралы Қазақстан"),
    "KZ-TXT-005": (LIST, "вице-министріне жүктелсін.", "вице-министріне "),
    "KZ-TXT-006": (LIST, "орналастыруды;\n      3) ", "орналастыруды; 3) "),
    "KZ-TXT-007": (LIST, "      3. Осы бұйрықтың", "      3 Осы бұйрықтың"),
    "KZ-REQ-001": (LIST, "№ ҚР ДСМ -141 бұйрығы.", "бұйрығы."),
    "KZ-REQ-002": (LIST, "м.а. 2021 жылғы 31", "м.а. 2021 жылғы 32"),
    "KZ-REQ-003": (
        TARIFFS,
        "Қазақстан Республикасы Денсаулық сақтау министрінің 2025",
        "Қазақстан Республикасы Орман министрінің 2025",
    ),
    "KZ-REQ-004": (LIST, "№ ҚР ДСМ -141 бұйрығы.", "№ ҚР ДСМ -142 бұйрығы."),
    "KZ-REQ-005": (LIST, "министрінің м.а. 2021", "министрінің 2021"),
    "KZ-REQ-006": (LIST, "2022 жылғы 6 қаңтарда", "2021 жылғы 6 қаңтарда"),
    "KZ-REQ-007": (LIST, "болып тіркелді", "болып жазылды"),
    "KZ-TTL-001": (LIST, None, None),
    "KZ-TTL-002": (LIST, "бұйрығына өзгеріс енгізу \nтуралы", "бұйрығы \nтуралы"),
    "KZ-TTL-003": (LIST, "2020 жылғы 16 қазандағы № ҚР ДСМ-134/2020 бұйрығына өзгеріс", "бұйрығына өзгеріс"),
    "KZ-ENA-001": (LIST, "БҰЙЫРАМЫН:", "БҰЙРЫҚ"),
    "KZ-PNT-001": (LIST, "      3. Осы", "      5. Осы"),
    "KZ-PNT-002": (LIST, None, None),
    "KZ-CIT-001": (LIST, "ДСМ-134/2020 бұйрығына өзгеріс", "ДСМ-135/2020 бұйрығына өзгеріс"),
    "KZ-CIT-002": (TARIFFS, "2020 жылғы 30 қазандағы", "2026 жылғы 30 қазандағы"),
    "KZ-CIT-003": (LIST, "№ 21471 болып", "№ 21471 деп"),
    "KZ-EFF-001": (LIST, "жазылсын.тізбесі", "жазылады.тізбесі"),
    "KZ-EFF-002": (LIST, "№ ҚР ДСМ-134/2020  (Нормативтік", "  (Нормативтік"),
    "KZ-EFF-003": (LIST, "осы бұйрыққа  сәйкес", "осы бұйрыққа 5-қосымшаға сәйкес"),
    "KZ-EFF-004": (TARIFFS, "1494-1, 1494-2, 1494-3 жолдарымен", "1494-1, 1494-2 жолдарымен"),
    "KZ-EFF-005": (LIST, "№ ҚР ДСМ-134/2020 бұйрығына\n\n2", "№ ҚР ДСМ-135/2020 бұйрығына\n\n2"),
    "KZ-EFF-006": (TARIFFS, '\n ".\n', "\n"),
    "KZ-EFF-007": (LIST, "жазылсын.тізбесі", "жазылады.тізбесі"),
    "KZ-EFF-009": (
        LIST,
        (
            "Қазақстан Республикасы\nДенсаулық сақтау министрінің\n\n2020 жылғы 16 қазандағы\n"
            "№ ҚР ДСМ-134/2020 бұйрығына\n\n2-қосымша\n"
        ),
        "",
    ),
    "KZ-EFF-010": (
        LIST,
        "Жоғары технологиялық медициналық көмек түрлерінің тізбесі\n\n",
        "Көмек түрлерінің тізбесі\n\n",
    ),
    "KZ-EFF-008": (TARIFFS, "      Көрсетілген бұйрықпен бекітілген", "      Бұйрықпен бекітілген"),
    "KZ-COM-001": (LIST, "      4. Осы бұйрық алғашқы", "      4. Бұйрық алғашқы"),
    "KZ-COM-002": (LIST, "күнтізбелік он күн", "күнтізбелік көп күн"),
    "KZ-SIG-001": (TARIFFS, "А. Әлназарова", ""),
    "KZ-APP-001": (LIST, "2020 жылғы 16 қазандағы\n№", "2020 жылғы 16\n№"),
    "KZ-APP-002": (LIST, "Жоғары технологиялық медициналық көмек түрлерінің тізбесі\n\n", ""),
    "KZ-APP-003": (LIST, None, None),
    "KZ-TAB-001": (LIST, "3-кесте", "4-кесте"),
    "KZ-TAB-002": (LIST, "кезінде тегін медициналық", "кезінде медициналық"),
    "KZ-TAB-003": (LIST, "Шұғыл емдеуге жатқызу", "Емдеуге жатқызу"),
    "KZ-TAB-004": (LIST, "кезінде тегін медициналық", "кезінде ақылы емес тегін медициналық"),
    "KZ-TAB-005": (LIST, "№ ЖТМК коды ЖТМК атауы", "№ ЖТМК коды Түсініктеме"),
    "KZ-TAB-006": (LIST, None, None),
    "KZ-TAB-007": (LIST, "", ""),
    "KZ-TAB-008": (LIST, "      1-кесте. Шұғыл", "      Кесте. Шұғыл"),
    "KZ-ROW-001": (LIST, "9 35.33 Аннулопластика\n\n", ""),
    "KZ-ROW-002": (LIST, "9 35.33 Аннулопластика\n", "9 35.33\n"),
    "KZ-ROW-003": (LIST, "(жаппай) ", "(жаппай "),
    "KZ-ROW-004": (LIST, "Аннулопластика", "аннулопластика"),
    "KZ-ROW-005": (LIST, "9 35.33 Аннулопластика\n", "9 35.33 Аннулопластика\nЖүрек қақпақшасы\n"),
    "KZ-ROW-006": (LIST, "9 35.33 Аннулопластика\n", "9 35.33 Аннулопластика \n"),
    "KZ-ROW-007": (LIST, "9 35.33 Аннулопластика\n\n", "9 35.33 Аннулопластика\n\n\nБөлек мәтін\n\n"),
    "KZ-ROW-008": (LIST, "9 35.33 Аннулопластика", "9 37.66 Аннулопластика"),
    "KZ-ROW-009": (LIST, "9 35.33 Аннулопластика", "9 35.33 Аннулопластика 37.66"),
    "KZ-ROW-010": (LIST, "дефибрилляторын\nескертусіз", "дефибрилляторын\n\nескертусіз"),
    "KZ-CODE-001": (LIST, "9 35.33 ", "9 3З.33 "),
    "KZ-CODE-002": (TARIFFS, "C04.005.010", "С04.005.010"),
    "KZ-CODE-003": (TARIFFS, "C04.005.010", "04.0050"),
    "KZ-AMT-001": (TARIFFS, "63 112,54", "63 11,54"),
    "KZ-AMT-002": (TARIFFS, "63 112,54", "63,112"),
    "KZ-AMT-003": (TARIFFS, "63 112,54\n", "\n"),
}
"""The damage that gives a diagnostic: what is replaced in which act, and by what; None where it is cut, below."""

CUT = {
    "KZ-TTL-001": text_of(LIST)[388:],
    "KZ-PNT-002": text_of(LIST)[:605],
    "KZ-APP-003": text_of(LIST)[:2625],
    "KZ-TAB-006": text_of(LIST)[: text_of(LIST).index("1 00.50")],
}

ELSEWHERE = {
    "KZ-SRC-001": "test_source.py: a file that is missing or closed",
    "KZ-SRC-002": "test_source.py: a folder",
    "KZ-SRC-003": "test_source.py: a blank file",
    "KZ-SRC-004": "test_source.py: another encoding",
    "KZ-SRC-005": "test_source.py: a NUL character",
    "KZ-SRC-006": "test_source.py: a file without end",
    "KZ-SRC-008": "test_source.py: another language",
    "KZ-REQ-008": "test_requisites.py: an English line",
    "KZ-REQ-009": "test_appendices.py: a text without requisites",
    "KZ-APP-005": "test_appendices.py: a blank header",
    "KZ-APP-006": "test_appendices.py: an appendix that is not there",
    "KZ-REQ-010": "test_requisites.py: a number of another register",
    "KZ-EDN-001": "test_read_command.py: an amendment after the day of the edition",
    "KZ-NOT-001": "test_notes.py: a chain that is not understood to its end",
    "KZ-TAB-009": "test_tables.py: a heading that is not known",
    "KZ-TAB-010": "test_tables.py: a title that names a regime among other words",
    "KZ-TAB-011": "test_tables.py: a grid with faults",
    "KZ-TAB-013": "test_tables.py: a table that breaks off",
    "KZ-TAB-012": "test_tables.py: a heading row that is lost",
    "KZ-CODE-004": "test_tables.py: a list of codes",
    "KZ-AMT-004": "test_tables.py: words for an amount",
    "KZ-SRC-011": "test_source.py: an old font encoding",
    "KZ-SRC-012": "test_files.py: a PDF of blank pages",
    "KZ-SRC-013": "test_files.py: an encrypted PDF",
    "KZ-SRC-014": "test_files.py: a PDF cut short",
    "KZ-SRC-015": "test_files.py: a PDF of too many pages",
    "KZ-SRC-016": "test_files.py: metadata that is no YAML",
}
"""Diagnostics of texts that are not read at all."""

OF_MANY_TEXTS = ("KZ-LNK-", "KZ-HLD-", "KZ-VER-", "KZ-BLD-", "KZ-RDF-", "KZ-CON-", "KZ-PUB-")
"""What no text shows by itself: linking (test_link.py), held texts (test_check.py), facts (test_verify.py), shapes
(test_conformance.py), changes executed (test_consolidation_of_acts.py), publications (test_entry_day.py)."""

CYRILLIC = re.compile("[Ѐ-ӿ]")
KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
"""Letters that Russian lacks."""


def damaged(code: str) -> str:
    slug, old, new = DAMAGE[code]
    if old is None or new is None:
        return CUT[code]
    assert old in text_of(slug), code
    return text_of(slug).replace(old, new, 1) if code != "KZ-CIT-002" else text_of(slug).replace(old, new)


@pytest.mark.parametrize("code", [*DAMAGE])
def test_the_damage_gives_the_diagnostic(code: str) -> None:
    act = read(damaged(code))
    found = [each for each in act.diagnostics if each.problem.code == code]
    assert found, [each.problem.code for each in act.diagnostics]
    for each in found:
        assert each.severity is RULES[code].severity
        assert act.source.place(each.start) == (each.line, each.column)
        assert 0 <= each.start <= each.end <= len(act.source.text)
        assert each.problem.message
        assert each.problem.found


def test_every_rule_of_reading_is_given_by_some_damage() -> None:
    reading = {code for code in RULES if not code.startswith(OF_MANY_TEXTS)}
    assert set(DAMAGE) | set(ELSEWHERE) == reading


def test_every_code_in_the_code_is_a_rule_and_every_rule_is_used() -> None:
    used: set[str] = set()
    for path in sorted((ROOT / "graph").rglob("*.py")):
        if path != ROOT / "graph" / "diagnostic.py":
            used |= set(re.findall(r"KZ-[A-Z]+-[0-9]{3}", path.read_text(encoding="utf-8")))
    assert used == set(RULES)


@pytest.mark.parametrize("code", [*RULES])
def test_a_rule_says_what_is_expected_and_what_to_do(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"KZ-[A-Z]{3,4}-[0-9]{3}", code)
    assert rule.severity in Severity
    for text in (rule.expected, rule.help, rule.affected, *rule.headline.values()):
        assert text
        assert text == text.strip()
        assert not text.endswith(".")


@pytest.mark.parametrize("code", [*RULES])
def test_a_rule_is_told_in_three_languages(code: str) -> None:
    headline = RULES[code].headline
    assert tuple(headline) == LANGUAGES
    assert max(map(len, headline.values())) <= 80
    assert len(set(headline.values())) == len(LANGUAGES)
    assert not CYRILLIC.search(headline["en"])
    assert CYRILLIC.search(headline["ru"])
    assert not KAZAKH.search(headline["ru"])
    assert CYRILLIC.search(headline["kk"])


@pytest.mark.parametrize("code", [*RULES])
def test_a_rule_is_explained_in_a_paragraph(code: str) -> None:
    text = RULES[code].explain
    assert "\n" not in text
    assert text.count("`") % 2 == 0
    assert 2 <= len(re.findall(r"[.?](?= |$)", re.sub("`[^`]*`", "", text))) <= 6


def test_a_row_has_no_key_that_nobody_reads() -> None:
    keys = {"severity", "headline", "expected", "help", "affected", "explain"}
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert {code: set(row) for code, row in rows.items() if set(row) != keys} == {}


def test_headlines_tell_the_rules_apart() -> None:
    for language in LANGUAGES:
        told = Counter(RULES[code].headline[language] for code in RULES)
        assert [text for text, number in told.items() if number > 1] == []


def test_a_row_that_lacks_a_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostic, "_rows", lambda: {"KZ-NEW-001": {"severity": "error"}})
    with pytest.raises(KeyError, match="expected"):
        RULES["KZ-NEW-001"]


def test_what_a_problem_leaves_open_comes_from_its_rule() -> None:
    bare = Diagnostic(Problem("KZ-AMT-001", "no amount"), "act.txt", 0, 0, 1, 1)
    rule = RULES["KZ-AMT-001"]
    assert (bare.expected, bare.help, bare.affected) == (rule.expected, rule.help, rule.affected)
    own = Problem("KZ-AMT-001", "no amount", expected="a", help="b", affected="c")
    told = replace(bare, problem=own)
    assert (told.expected, told.help, told.affected) == ("a", "b", "c")


def test_a_diagnostic_pins_its_file() -> None:
    act = read(damaged("KZ-AMT-001"))
    assert {each.sha256 for each in act.diagnostics} == {act.source.sha256}


def test_the_tests_that_give_the_others_are_there() -> None:
    for code, where in ELSEWHERE.items():
        assert code in Path(__file__).with_name(where.partition(":")[0]).read_text(encoding="utf-8"), code
