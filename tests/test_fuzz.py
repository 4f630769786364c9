"""No text breaks a reader: bytes, heaps of words that mean something, and acts damaged at random.

The same inputs every time, for a few seconds; ``make soak`` goes on for as long as it is told.
"""

import random
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.layout.sheet import FORMS as LAYOUTS
from graph.layout.sheet import lay_out
from graph.source import UnreadableSourceError, decode
from tests.seed_acts import LIST, TARIFFS, text_of
from tests.writing.draw import draw
from tests.writing.forms import FORMS, write
from tests.writing.mangle import MANGLES, PIECES, mangle
from tests.writing.soundness import read_soundly
from tests.writing.wording import LANGUAGES

STEADY = settings(derandomize=True, deadline=None, max_examples=60, database=None)


@cache
def sound_texts() -> tuple[str, ...]:
    """The held acts, and synthetic ones in every form and language."""
    plans = [draw(seed, rows=4) for seed in range(12)]
    written = [write(plan, language, form) for plan in plans for language in LANGUAGES for form in FORMS]
    return (text_of(LIST), text_of(TARIFFS), *written)


@STEADY
@given(st.binary(max_size=400))
def test_bytes(data: bytes) -> None:
    with suppress(UnreadableSourceError):
        read_soundly(data)


@STEADY
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(("", " ", "\n")))
def test_heaps_of_words_and_markup(pieces: list[str], gap: str) -> None:
    read_soundly(gap.join(pieces).replace("\x00", "").encode())


@STEADY
@given(st.text(alphabet='<>/tablerdh ="0123456789\n|-#*&;nbsp«»"ңа', max_size=300))
def test_markup_of_any_kind(text: str) -> None:
    read_soundly(text.encode())


@settings(STEADY, max_examples=200)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_damaged_acts(seed: int, times: int) -> None:
    source = random.Random(seed)  # noqa: S311 - not for secrets
    read_soundly(mangle(source.choice(sound_texts()), source, times).encode())


@pytest.mark.parametrize("at", range(len(MANGLES)))
def test_every_kind_of_damage(at: int) -> None:
    """Each kind alone, on a table in HTML."""
    table = next(text for text in sound_texts() if "<table>" in text)
    for seed in range(12):
        source = random.Random(seed)  # noqa: S311 - not for secrets
        read_soundly(MANGLES[at](table, source).encode())


@pytest.mark.parametrize("form", sorted(LAYOUTS))
def test_a_text_is_laid_out_in_every_form(form: str) -> None:
    """Also in a form that is not its own: lines stand in the order of the text and inside it."""
    for text in sound_texts()[::7]:
        source = decode(text.encode(), form)
        lines = list(LAYOUTS[form](source))
        at = [each for line in lines for each in line.text.offsets]
        assert at == sorted(at)
        assert all(0 <= line.span.start <= line.span.end <= len(text) for line in lines)
    assert lay_out(decode(sound_texts()[2].encode(), "x")).lines
