"""Damage of every kind to the two held texts: read as if it were not there, reported at its place, or undetectable.

Whole lines are damaged one by one. Of all lines, rows and letters some are taken, of those before the long tables more
(``QAMTU_EXHAUSTIVE=1`` takes them all). Elsewhere hypothesis picks places, the same ones every time.
"""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.act import Row, Table
from graph.source import Span
from tests.damage import Damage, check_invariants, held, outcome, replaced, reports, rows_of
from tests.sampling import some, times
from tests.seed_acts import LIST, TARIFFS, act_of, codes_of, read, text_of

STEADY = settings(derandomize=True, deadline=None, max_examples=times(20), database=None)
SLUGS = (LIST, TARIFFS)
BODY = 80
"""Lines at the head of a text that are damaged one by one: all but the long tables."""
LOOK_ALIKES = dict(zip("аеорсухіһАВЕКМНОРСТХ", "aeopcyxihABEKMHOPCTX", strict=True))
"""Cyrillic letters and the Latin letters that look like them."""
INVISIBLE = "\u00a0\u00ad\u200b\u200d\u2060\ufeff\u202e\u2066\u200f\t\u2009"

places = st.sampled_from(SLUGS).flatmap(lambda slug: st.tuples(st.just(slug), st.integers(0, len(text_of(slug)) - 1)))


def lines_of(slug: str) -> list[tuple[int, int]]:
    """Start and end of every line, its line feed included."""
    return [match.span() for match in re.finditer(r"[^\n]*\n", text_of(slug))]


def some_lines_of(slug: str, step: int = 2, first: int = 0) -> list[tuple[int, int]]:
    """One of so many lines before the long tables, from one of them on, and a few in the tables."""
    lines = lines_of(slug)
    return [*some(lines[:BODY], step, first), *some(lines[BODY:], 18, 6 * first)]


def tables_of(slug: str) -> list[Table]:
    act = act_of(slug)
    quoted = [effect.table for effect in act.effects if effect.table is not None]
    return [*(table for appendix in act.appendices for table in appendix.tables), *quoted]


def numbered_rows() -> list[tuple[str, int, Row]]:
    """Every row with its act and its place among the rows of the act."""
    return [(slug, at, row) for slug in SLUGS for at, row in enumerate(rows_of(act_of(slug)))]


# Lines


@pytest.mark.parametrize("slug", SLUGS)
def test_a_line_is_dropped(slug: str) -> None:
    """In silence only words of a name, a heading or a sentence get lost: where the lines around still fit."""
    found = Counter(outcome(replaced(slug, start, end, "")) for start, end in some_lines_of(slug, 1))
    assert found["reported"] > found["undetectable"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_line_is_doubled(slug: str) -> None:
    text = text_of(slug)
    printed = [(start, end) for start, end in some_lines_of(slug) if text[start:end].strip()]
    found = Counter(outcome(replaced(slug, end, end, text[start:end])) for start, end in printed)
    assert not found["undetectable"]


@pytest.mark.parametrize("slug", SLUGS)
def test_two_lines_are_swapped(slug: str) -> None:
    text, following = text_of(slug), dict(pairwise(lines_of(slug)))
    for a, b in some_lines_of(slug, first=1):
        _, c = following.get((a, b), (b, b))
        outcome(replaced(slug, a, c, text[b:c] + text[a:b]))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_blank_line_is_put_in_everywhere(slug: str) -> None:
    """A blank line inside a name is a warning, and no fact is lost."""
    found = Counter(outcome(replaced(slug, start, start, "\n")) for start, _ in some_lines_of(slug, 4))
    assert not found["undetectable"]


# Cuts


@pytest.mark.parametrize("slug", SLUGS)
def test_the_end_is_cut_off_at_a_line_end(slug: str) -> None:
    """Only a cut in a table can show nothing, where its last row reads as if it were whole; the others are whole."""
    text, rows = text_of(slug), rows_of(act_of(slug))
    for start, _ in some_lines_of(slug):
        act = read(text[:start])
        check_invariants(act)
        if not reports(act):
            *whole, last = rows_of(act)
            assert [row.quote for row in whole] == [row.quote for row in rows[: len(whole)]]
            assert rows[len(whole)].quote.startswith(last.quote)
            assert len(text[:start].rstrip()) == last.spans[-1].end


@STEADY
@given(places)
def test_the_end_is_cut_off_inside_a_line(place: tuple[str, int]) -> None:
    slug, at = place
    text = text_of(slug)[:at]
    act = read(text)
    check_invariants(act)
    if text.rsplit("\n", 1)[-1].strip():
        assert "KZ-SRC-007" in codes_of(act) or "KZ-SRC-008" in codes_of(act)


@STEADY
@given(places)
def test_the_beginning_is_cut_off(place: tuple[str, int]) -> None:
    slug, at = place
    act = read(text_of(slug)[at:])
    check_invariants(act)
    if text_of(slug)[:at].strip():
        assert reports(act)


# Rows


@pytest.mark.parametrize("slug", SLUGS)
def test_a_row_is_removed(slug: str) -> None:
    """A gap in the numbers shows it; the last row of a table leaves no gap, unless the text announces it."""
    text = text_of(slug)
    for table in tables_of(slug):
        for row, following in some([*pairwise(table.rows)], 6):
            act = read(text[: row.spans[0].start] + text[following.spans[0].start :])
            assert {"KZ-ROW-001", "KZ-EFF-004"} & set(codes_of(act)), row.number
        last = table.rows[-1]
        act = read(text[: last.spans[0].start] + text[last.spans[-1].end :].lstrip("\n"))
        assert bool(reports(act)) == (slug == TARIFFS)


@pytest.mark.parametrize(("slug", "at", "row"), some(numbered_rows(), 6))
def test_a_row_is_doubled(slug: str, at: int, row: Row) -> None:
    text = text_of(slug)
    start, end = row.spans[0].start, row.spans[-1].end
    act = read(f"{text[:start]}{text[start:end]}\n\n{text[start:]}")
    assert {"KZ-ROW-001", "KZ-ROW-008"} <= set(codes_of(act))
    assert len(rows_of(act)) == len(rows_of(act_of(slug))) + 1, at


@pytest.mark.parametrize(("slug", "at", "row"), some(numbered_rows(), 15))
@pytest.mark.parametrize("number", ["0", "7", "1000", "x", ""])
def test_a_row_is_renumbered(slug: str, at: int, row: Row, number: str) -> None:
    if number != row.number:
        span = row.cells[0].span
        assert outcome(replaced(slug, span.start, span.end, number)) == "reported", at


# Codes


@STEADY
@given(st.sampled_from(numbered_rows()), st.data())
def test_a_digit_of_a_code_is_another(place: tuple[str, int, Row], data: st.DataObject) -> None:
    slug, _, row = place
    span = row.cells[1].span
    digits = [at for at in range(span.start, span.end) if text_of(slug)[at].isdigit()]
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from(sorted(set("0123456789") - {text_of(slug)[at]})))
    assert outcome(replaced(slug, at, at + 1, digit)) in {"undetectable", "reported"}


@pytest.mark.parametrize(
    "code", ["81.04.2", "81,042", "81. 042", "8I.042", "81042", "", "Қ1.234", "8\u200b1.04\u202e2", "З7.51", "3О.12"]
)
def test_a_code_that_is_no_code_is_refused(code: str) -> None:
    for slug, _, row in some(numbered_rows(), 20):
        span = row.cells[1].span
        damage = replaced(slug, span.start, span.end, code)
        assert outcome(damage) == "reported"
        assert all(each.code != code for each in rows_of(damage.act))


def test_a_cyrillic_letter_in_a_code_is_mended_and_reported() -> None:
    text = text_of(TARIFFS).replace("C04.005.010", "С04.005.010")
    act = read(text)
    (row,) = [each for each in rows_of(act) if "homoglyph" in each.repaired]
    (report,) = reports(act)
    assert (row.code, row.code_printed) == ("C04.005.010", "С04.005.010")
    assert report.problem.code == "KZ-CODE-002"
    assert "U+0421 CYRILLIC CAPITAL LETTER ES" in (report.problem.found or "")


# Letters, words, characters that do not show


@STEADY
@given(places, st.sampled_from("абджилмнөүғ"))
def test_a_letter_is_another(place: tuple[str, int], letter: str) -> None:
    slug, at = place
    if text_of(slug)[at].isalpha():
        outcome(replaced(slug, at, at + 1, letter))


@STEADY
@given(places)
def test_a_character_is_left_out(place: tuple[str, int]) -> None:
    slug, at = place
    outcome(replaced(slug, at, at + 1, ""))


@STEADY
@given(places)
def test_a_letter_is_latin(place: tuple[str, int]) -> None:
    slug, at = place
    letter = text_of(slug)[at]
    if letter in LOOK_ALIKES:
        damage = replaced(slug, at, at + 1, LOOK_ALIKES[letter])
        assert outcome(damage) in {"same", "reported"}
        assert reports(damage.act)


@STEADY
@given(places, st.sampled_from(INVISIBLE))
def test_a_character_that_does_not_show_is_put_in(place: tuple[str, int], letter: str) -> None:
    slug, at = place
    damage = replaced(slug, at, at, letter)
    assert outcome(damage) in {"same", "reported"}
    found = [(each.problem.code, each.start) for each in reports(damage.act)]
    assert {("KZ-CHR-001", at), ("KZ-CHR-002", at), ("KZ-CHR-001", at + 1)} & set(found)


@STEADY
@given(st.sampled_from(SLUGS), st.data())
def test_a_word_is_left_out(slug: str, data: st.DataObject) -> None:
    words = [match.span() for match in re.finditer(r"\S+ ?", text_of(slug))]
    outcome(replaced(slug, *data.draw(st.sampled_from(words)), ""))


@STEADY
@given(st.sampled_from(SLUGS), st.data())
def test_a_word_is_printed_twice(slug: str, data: st.DataObject) -> None:
    words = [match.span() for match in re.finditer(r"\S+ ", text_of(slug))]
    start, end = data.draw(st.sampled_from(words))
    outcome(replaced(slug, end, end, text_of(slug)[start:end]))


@STEADY
@given(places, st.sampled_from(" \n"))
def test_a_line_or_a_word_is_broken(place: tuple[str, int], gap: str) -> None:
    slug, at = place
    outcome(replaced(slug, at, at, gap))


# Captions


def caption_words() -> list[tuple[int, int]]:
    spans = [table.caption_span for table in tables_of(LIST) if table.caption_span is not None]
    words = (re.compile(r"\S+\s").finditer(text_of(LIST), span.start, span.end) for span in spans)
    return [match.span() for found in words for match in found]


@pytest.mark.parametrize(("new", "step"), [("", 1), ("жаңа ", 3), ("емес ", 3)])
def test_a_word_of_a_caption_is_dropped_or_changed(new: str, step: int) -> None:
    """Regimes and admission stay what they were, or the caption is refused; none is ever read into it."""
    before = [section for table in tables_of(LIST) for section in table.sections]
    for start, end in some(caption_words(), step):
        act = read(text_of(LIST)[:start] + new + text_of(LIST)[end:])
        after = [section for table in act.appendices[0].tables for section in table.sections] if act.appendices else []
        for one, other in zip(before, after, strict=False):
            same = (one.admission, one.regimes) == (other.admission, other.regimes)
            assert same or reports(act), text_of(LIST)[start:end]


def test_a_caption_that_names_no_known_regime_gives_none() -> None:
    act = read(
        text_of(LIST).replace(
            "тегін медициналық көмектің кепілдік \nберілген көлемі шеңберінде", "ақылы қызметтер \nшеңберінде"
        )
    )
    (section, _) = act.appendices[0].tables[0].sections
    assert (section.regimes, section.understood) == ((), False)
    assert {"KZ-TAB-002", "KZ-TAB-004"} <= set(codes_of(act))


def test_captions_change_places() -> None:
    """With their numbers they are refused. Without them nothing shows: each is a caption as good as the other."""
    second, third = (text_of(LIST)[span.start : span.end] for span in _caption_spans()[1:])
    swapped = text_of(LIST).replace(second, "\0").replace(third, second).replace("\0", third)
    assert "KZ-TAB-001" in codes_of(read(swapped))
    bare = text_of(LIST).replace(second[2:], "\0").replace(third[2:], second[2:]).replace("\0", third[2:])
    act = read(bare)
    assert not reports(act)
    assert [table.sections[0].regimes for table in act.appendices[0].tables[1:]] == [("OSMS",), ("GOBMP", "OSMS")]
    assert [row.quote for row in rows_of(act)] == [row.quote for row in rows_of(act_of(LIST))]


def _caption_spans() -> list[Span]:
    return [table.caption_span for table in tables_of(LIST) if table.caption_span is not None]


def test_two_tables_of_one_number_are_refused() -> None:
    act = read(text_of(LIST).replace("3-кесте", "2-кесте"))
    (report,) = reports(act)
    assert (report.problem.code, act.source.line(report.line)[:13].strip()) == ("KZ-TAB-001", "2-кесте")


# Amounts


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("1,234", "KZ-AMT-002"),
        ("1.234", "KZ-AMT-002"),
        ("12 34,5", "KZ-AMT-001"),
        ("63 112,5O", "KZ-AMT-001"),
        ("63 112,54 63 112,54", "KZ-AMT-001"),
        ("—", "KZ-AMT-001"),
        ("-5", "KZ-AMT-001"),
        ("0", "KZ-AMT-001"),
        ("0123", "KZ-AMT-001"),
        ("", "KZ-AMT-003"),
    ],
)
def test_an_amount_that_can_not_be_read_in_one_way_is_refused(printed: str, code: str) -> None:
    span = rows_of(act_of(TARIFFS))[0].prices[0].span
    damage = replaced(TARIFFS, span.start, span.end, printed)
    assert outcome(damage) == "reported"
    act = read(damage.text)
    assert code in codes_of(act)
    assert [price.amount for price in rows_of(act)[0].prices] in ([None], [])
    assert [row.prices[0].amount for row in rows_of(act)[1:]] == [
        row.prices[0].amount for row in rows_of(act_of(TARIFFS))[1:]
    ]


# What is said twice


@pytest.mark.parametrize("slug", SLUGS)
def test_every_digit_before_the_points_and_in_the_headers(slug: str) -> None:
    """Dates and numbers of acts: a conflict of two places is reported at both; one printed once is undetectable."""
    text, act = text_of(slug), act_of(slug)
    first = rows_of(act)[0].spans[0].start
    for match in some([*re.finditer("[0-9]", text[:first])], 4):
        digit = str((int(match[0]) + 1) % 10)
        outcome(replaced(slug, *match.span(), digit))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_cited_act_differs_between_title_point_and_appendix(place: int) -> None:
    """Each of the three places can be the damaged one: the report stands at all that disagree."""
    at = [match.start() for match in re.finditer("134/2020", text_of(LIST))][place]
    damage = replaced(LIST, at, at + 3, "135")
    assert outcome(damage) == "reported"
    assert {"KZ-CIT-001", "KZ-EFF-005"} & set(codes_of(read(damage.text)))


@pytest.mark.parametrize("slug", SLUGS)
def test_requisites_with_a_letter_changed(slug: str) -> None:
    (requisites,) = act_of(slug).requisites
    for at in some(range(requisites.span.start, requisites.span.end), 6):
        if text_of(slug)[at].isalpha():
            outcome(replaced(slug, at, at + 1, "ж"))


def test_the_quotation_marks_around_new_rows_are_lost() -> None:
    text = text_of(TARIFFS)
    unclosed, unopened = text.replace('\n ".\n', "\n"), text.replace('      "\n', "")
    assert "KZ-EFF-006" in codes_of(read(unclosed))
    assert [row.code for row in rows_of(read(unclosed))] == [row.code for row in rows_of(act_of(TARIFFS))]
    assert "KZ-EFF-006" in codes_of(read(unopened))
    assert not rows_of(read(unopened))


def test_damage_is_measured_against_the_original() -> None:
    """The tests above would see a silent change: this is one, made by hand."""
    row = rows_of(act_of(LIST))[0]
    silent = Damage(held(LIST), text_of(LIST).replace("99.791", "99.792"), row.spans[0].start, row.spans[0].end)
    with pytest.raises(AssertionError, match="a change that nothing reports"):
        outcome(silent)
