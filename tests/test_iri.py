"""Names that acts get."""

from datetime import date

import pytest

from graph.iri import Names, normal_number, slug


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("№ ҚР ДСМ -141", "ҚР ДСМ-141"),
        ("ҚР ДСМ - 26", "ҚР ДСМ-26"),
        ("№ ҚР ДСМ-134/2020", "ҚР ДСМ-134/2020"),
        ("№КР ДСМ-23", "ҚР ДСМ-23"),
        ("KR DSM-177/2020", "ҚР ДСМ-177/2020"),
        ("KR-DSM-27", "ҚР ДСМ-27"),
        ("№ ҚРДСМ-17", "ҚР ДСМ-17"),
        ("ҚP ДСМ – 95", "ҚР ДСМ-95"),
        ("№ ҚР ДСМ-293 /2020", "ҚР ДСМ-293/2020"),
        ("N 801", "801"),
        ("No. KR DSM-177/2020", "ҚР ДСМ-177/2020"),
        ("№ 524", "524"),
        ("№ 74-VIII ҚРЗ", "74-VIII"),
        ("186-VII ЗРК", "186-VII"),
        ("389-НҚ", "389-НҚ"),
    ],
)
def test_numbers_lose_their_noise(printed: str, number: str) -> None:
    assert normal_number(printed) == number


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("ҚР ДСМ-141", "qr-dsm-141"),
        ("ҚР ДСМ-134/2020", "qr-dsm-134-2020"),
        ("524", "524"),
        ("74-VIII", "74-viii"),
        ("389-НҚ", "389-nq"),
        ("16/1", "16-1"),
    ],
)
def test_slugs_are_lower_case_ascii(number: str, expected: str) -> None:
    assert slug(number) == expected


def test_the_name_of_an_act_hangs_on_issuer_kind_day_and_number() -> None:
    names = Names("https://example.org/")

    act = names.act("moh", "order", date(2021, 12, 31), "ҚР ДСМ-141")

    assert act == "https://example.org/eli/kz/moh/order/2021/12/31/qr-dsm-141"
    assert act != names.act("moh", "order", date(2022, 12, 31), "ҚР ДСМ-141")
    assert act != names.act("gov", "order", date(2021, 12, 31), "ҚР ДСМ-141")


def test_parts_are_named_as_printed() -> None:
    names = Names()

    assert names.point("a", "2", "3") == "a/pt_2/spt_3"
    assert names.point("a", "3-1") == "a/pt_3-1"
    assert names.annex("a", "2") == "a/annex_2"
    assert names.annex("a", None) == "a/annex"
    assert names.version("a/annex_2", date(2021, 12, 31), "ҚР ДСМ-141") == "a/annex_2/by/2021-12-31-qr-dsm-141"
    assert names.row("t", "1494-1") == "t/row_1494-1"
    assert names.row("t", "5", 2) == "t/sec_2/row_5"
    assert names.file("a", "kk") == "a/made/kaz/txt"
