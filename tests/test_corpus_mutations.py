"""Damage of every kind to synthetic acts in all forms, and to the fragments of real ones where they are at hand.

The rule is that of ``tests/damage.py``: what the text shows leaves the facts as they were or is named at its place;
what it cannot show changes the one fact that rests on it. The same places every time; ``make soak`` goes on.
"""

import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.damage import Original, outcome
from tests.sampling import times
from tests.test_writing import fits, plan_of
from tests.writing.forms import FORMS, write
from tests.writing.harm import HARMS, SHOWN, harms
from tests.writing.wording import LANGUAGES

FRAGMENTS = Path(__file__).parent.parent.parent / "shared" / "corpus"
TIMES = times(1)
"""Places for each kind of damage in each text."""
ACTS = range(0, 27, 3)


@cache
def fragments() -> tuple[Original, ...]:
    """The fragments as texts that were saved whole: with an end of their last line and of a table that was cut."""
    paths = [path for path in sorted(FRAGMENTS.glob("[0-9]*")) if path.suffix in {".md", ".txt"}]
    return tuple(Original(path.name, whole(path.read_text(encoding="utf-8"))) for path in paths)


def whole(text: str) -> str:
    """A fragment with what its end lacks."""
    closing = "</table>\n" if text.count("<table") > text.count("</table") else ""
    return f"{text.rstrip()}\n{closing}"


@cache
def written(language: str, form: str) -> tuple[Original, ...]:
    """Synthetic acts."""
    plans = {seed: plan_of(seed) for seed in ACTS}
    return tuple(Original(f"{seed}", write(plan, language, form)) for seed, plan in plans.items() if fits(plan, form))


def check(originals: tuple[Original, ...], kind: str) -> Counter[str]:
    """What became of each damage; fails with all that changed a fact in silence."""
    found, wrong = Counter[str](), list[str]()
    for original in originals:
        source = random.Random(f"{original.name} {kind}")  # noqa: S311 - not for secrets
        for damage in harms(original, source, kind, TIMES):
            try:
                result = outcome(damage)
            except AssertionError as error:
                wrong.append(f"{original.name}: {str(error).splitlines()[0]}")
            else:
                found[result] += 1
                if result == "undetectable" and kind in SHOWN:
                    wrong.append(f"{original.name}: {damage.start} shows and changes a fact in silence")
    assert not wrong, "\n".join(wrong)
    return found


@pytest.mark.parametrize("kind", HARMS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_written_act_is_damaged(language: str, form: str, kind: str) -> None:
    check(written(language, form), kind)


@pytest.mark.parametrize("kind", HARMS)
@pytest.mark.skipif(not FRAGMENTS.is_dir(), reason="the folder ../shared/corpus is absent")
def test_a_real_fragment_is_damaged(kind: str) -> None:
    check(fragments(), kind)


def test_damage_shows_and_does_not_show() -> None:
    """Both ends of the rule occur, or the tests above would prove nothing."""
    originals = written("kk", "markdown")
    reported = check(originals, "Cyrillic letter in an amount") + check(originals, "Latin letter in a word")
    assert reported["reported"]
    assert check(originals, "another digit in an amount")["undetectable"]
