"""Odd characters: which ones are named, and which are not."""

import pytest

from graph.code_points import named, odd_characters


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("C04.005.010", ""),
        ("\u042104.005.010", "\u0421"),
        ("3\u0417.33", "\u0417"),
        ("D92.243.026 Адаптивті сәулелік терапия (1 сеанс)", ""),
        ("\u041annuloplasty", "\u041a"),
        ("Aннулопластика", "A"),
        ("D\u0425\u0425.000", "D"),
        ("№ ҚР ДСМ-134/2020", ""),
        ("63\u00a0112,54", "\u00a0"),
        ("меди\u00adциналық\n", "\u00ad"),
        ("\u202eа\u200bб\u202e", "\u202e\u200b"),
        ("и\u0306", "\u0306"),
        ("«тізбе» – 1-кесте…", ""),
        ("", ""),
    ],
)
def test_odd_characters(text: str, odd: str) -> None:
    assert odd_characters(text) == tuple(odd)


def test_names() -> None:
    assert named("\u0421") == "U+0421 CYRILLIC CAPITAL LETTER ES"
    assert named("\x07") == "U+0007 control character"
