"""Headers of appendices, what they say of the act, and appendices inside appendices."""

import pytest

from graph.act import Act
from tests.seed_acts import read

HEAD = "# Кейбір мәселелер туралы\n\nБҰЙЫРАМЫН:\n\n1. Осы бұйрыққа 1-қосымшаға сәйкес тізбе бекітілсін.\n\n"
SIGNED = "**Қазақстан Республикасы Денсаулық сақтау министрі**\n\n**А. Серіков**\n\n"
HEADER = (
    "> *Қазақстан Республикасы*  \n> *Денсаулық сақтау министрінің*  \n> *2024 жылғы 5 наурыздағы*  \n"
    "> *№ ҚР ДСМ-7 бұйрығына*  \n> *1-қосымша*\n\n"
)
BLANK = HEADER.replace("2024 жылғы 5 наурыздағы", "2024 жылғы «___» _______").replace("ҚР ДСМ-7", "____")
APPROVED = (
    "> *Қазақстан Республикасы*  \n> *Қаржы министрінің*  \n> *2015 жылғы 2 ақпандағы*  \n"
    "> *№ 30 бұйрығымен бекітілген*\n\n"
)
LIST = "## Тізбе\n\n1. Бірінші.\n\n2. Екінші.\n"


def codes(act: Act) -> set[str]:
    return {each.problem.code for each in act.diagnostics if each.severity.value != "note"}


def test_the_header_says_whose_act_it_is() -> None:
    act = read(HEAD + SIGNED + HEADER + LIST)
    (requisites,) = act.requisites
    assert (requisites.issuer, requisites.signed.isoformat(), requisites.number) == ("moh", "2024-03-05", "ҚР ДСМ-7")
    assert requisites.printed_in == "appendix"
    assert act.source.quote(requisites.span).startswith("Қазақстан Республикасы")
    (appendix,) = act.appendices
    assert (appendix.number, appendix.title, [each.number for each in appendix.points]) == ("1", "Тізбе", ["1", "2"])


def test_a_blank_header_says_nothing_of_date_and_number() -> None:
    act = read(HEAD + SIGNED + BLANK + LIST)
    assert act.requisites == ()
    assert {"KZ-APP-005", "KZ-REQ-009"} <= codes(act)
    assert act.appendices[0].number == "1"


def test_an_appendix_that_is_announced_must_be_there() -> None:
    assert "KZ-APP-006" not in codes(read(HEAD + SIGNED + HEADER + LIST))
    act = read(HEAD + SIGNED + HEADER.replace("1-қосымша", "2-қосымша") + LIST)
    (found,) = [each for each in act.diagnostics if each.problem.code == "KZ-APP-006"]
    assert act.source.quote(act.points[0].span)
    assert (found.line, found.problem.message) == (5, "appendix 1 is announced and is not there")


def test_the_second_header_names_the_act_that_is_changed() -> None:
    (appendix,) = read(HEAD + SIGNED + HEADER + APPROVED + LIST).appendices
    assert appendix.becomes is not None
    assert (appendix.becomes.act.issuer, appendix.becomes.act.number, appendix.becomes.approval) == ("mof", "30", True)


def test_two_headers_in_one_block_are_two() -> None:
    (appendix,) = read(HEAD + SIGNED + HEADER.rstrip() + "  \n" + APPROVED + LIST).appendices
    assert appendix.own is not None
    assert appendix.becomes is not None
    assert (appendix.own.act.number, appendix.becomes.act.number) == ("ҚР ДСМ-7", "30")


def test_an_unread_header_keeps_its_place() -> None:
    damaged = HEADER.replace("5 наурыздағы", "5 науырздағы")
    act = read(HEAD + SIGNED + damaged + APPROVED + LIST)
    assert "KZ-APP-001" in codes(act)
    assert act.requisites == ()


@pytest.mark.parametrize(
    ("header", "number"),
    [("Тізбені жүргізу қағидаларына 2-қосымша", "2"), ("Стандартқа қосымша", None)],
)
def test_an_appendix_inside_an_appendix_has_its_own_points(header: str, number: str | None) -> None:
    inner = f"\n> *{header}*\n\n## Ішкі тізбе\n\n1. Үшінші.\n"
    act = read(HEAD + SIGNED + HEADER + LIST + inner)
    (appendix,) = act.appendices
    (found,) = appendix.inner
    assert (found.number, found.header.text, found.title and found.title.text) == (number, header, "Ішкі тізбе")
    assert [each.text for each in found.points] == ["Үшінші."]
    assert [each.number for each in appendix.points] == ["1", "2"]
    assert "KZ-PNT-001" not in codes(act)


def test_a_mark_of_a_form_is_no_title() -> None:
    (appendix,) = read(HEAD + SIGNED + HEADER + "> *Нысан*\n\n" + LIST).appendices
    assert (appendix.title, [each.text for each in appendix.prose]) == ("Тізбе", ["Нысан"])


def test_numbers_alone_in_paragraphs_are_reported() -> None:
    act = read(HEAD + SIGNED + HEADER + "## Тізбе\n\nБағасы\n\n1\n\n1 234,56\n")
    assert "KZ-TXT-002" in codes(act)
    assert [each.text for each in act.appendices[0].prose] == ["Бағасы", "1", "1 234,56"]


def test_a_point_that_was_taken_out_is_a_note_of_the_publisher() -> None:
    removed = "2. Алып тасталды - ҚР Денсаулық сақтау министрінің 10.06.2025 № 53 (шешіммен) бұйрығымен."
    act = read(HEAD + removed + "\n\n" + SIGNED + HEADER + LIST)
    assert [(each.element, each.text) for each in act.notes] == [("point 2", removed[3:])]
    assert act.citations == ()
    assert "KZ-CIT-002" not in codes(act)
