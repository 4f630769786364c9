"""`make soak`: damage of every kind, for as long as SOAK_MINUTES says (10), on acts held, written and real.

Texts are mangled and read, damaged and compared, and now and then built into a graph. Prints what became of them;
ends with 1 when anything failed, the smallest failing inputs saved in the folder SOAK_INTO (``soak-failures``).
SOAK_SEED makes a run another one.
"""

import os
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # started as a file, not as a module

from graph.build import build  # noqa: E402
from graph.source import UnreadableSourceError  # noqa: E402
from tests.damage import Damage, Original, held, outcome  # noqa: E402
from tests.seed_acts import LIST, SEEDS, TARIFFS  # noqa: E402
from tests.test_corpus_mutations import fragments  # noqa: E402
from tests.test_writing import fits  # noqa: E402
from tests.writing.draw import draw  # noqa: E402
from tests.writing.forms import FORMS, write  # noqa: E402
from tests.writing.harm import HARMS, SHOWN, harms  # noqa: E402
from tests.writing.mangle import mangle  # noqa: E402
from tests.writing.shrink import shrink  # noqa: E402
from tests.writing.soundness import read_soundly  # noqa: E402
from tests.writing.wording import LANGUAGES  # noqa: E402

MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))
SEED = int(os.environ.get("SOAK_SEED", "1"))
INTO = Path(os.environ.get("SOAK_INTO", ROOT / "soak-failures"))
SLOW = 5.0
"""Seconds after which reading a text of this size is a failure."""
BUILDS = 0.002
"""How often a damaged text is built into a graph as well, which takes far longer than reading it."""


@dataclass
class Soak:
    """A run: what was tried, and what failed, once for each place in the program."""

    source: random.Random
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)

    def run(self, seconds: float) -> None:
        """Go on until the time is over."""
        end = time.monotonic() + seconds
        texts = originals(self.source)
        while time.monotonic() < end:
            original = next(texts)
            for _ in range(4):
                self._mangled(original)
            kind = self.source.choice(sorted(HARMS))
            for damage in harms(original, self.source, kind, 1):
                self._compared(kind, damage)
            if self.source.random() < BUILDS:
                self._built(original)

    def _mangled(self, original: Original) -> None:
        text = mangle(original.text, self.source, self.source.randrange(1, 10))
        began = time.monotonic()
        failure = failure_of(text)
        if failure is None and time.monotonic() - began > SLOW:
            failure = "slow"
        self.counts["mangled", "failed" if failure else "sound"] += 1
        if failure and failure not in self.failures:
            smaller = text if failure == "slow" else shrink(text, lambda each: failure_of(each) == failure)
            self._save(failure, smaller)

    def _compared(self, kind: str, damage: Damage) -> None:
        text = damage.text
        try:
            result = outcome(damage)
        except AssertionError as error:
            result = "SILENT"
            message = str(error).splitlines()[0]
            self._save(f"{kind}: {message}", text, f"{kind}: {_path(message)}")
        except Exception as error:  # noqa: BLE001 - whatever a reader raises is what is looked for
            result = "RAISED"
            self._save(_place(error), text)
        if result == "undetectable" and kind in SHOWN:
            self._save(f"{kind}: a fact changed in silence", text)
        self.counts[kind, result] += 1

    def _built(self, original: Original) -> None:
        """A damaged text among the seeds: the build goes on, whatever it is."""
        text = mangle(original.text, self.source, 2)
        with tempfile.TemporaryDirectory() as folder:
            seeds = Path(folder) / "seeds"
            shutil.copytree(SEEDS, seeds)
            (seeds / "acts" / LIST / "act.txt").write_text(text, encoding="utf-8")
            try:
                build(seeds)
            except UnreadableSourceError:
                result = "refused"
            except Exception as error:  # noqa: BLE001 - as above
                result = "failed"
                self._save(f"build: {_place(error)}", text)
            else:
                result = "built"
        self.counts["built", result] += 1

    def _save(self, failure: str, text: str, key: str | None = None) -> None:
        """Keep the first input of every failure."""
        if (key or failure) in self.failures:
            return
        self.failures[key or failure] = failure
        INTO.mkdir(parents=True, exist_ok=True)
        path = INTO / f"{len(self.failures):04}.txt"
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"FAILED {failure}\n  the input is in {path}\n")
        sys.stdout.flush()


def failure_of(text: str) -> str | None:
    """Where reading a text fails; None where it does not."""
    try:
        read_soundly(text.encode())
    except UnreadableSourceError:
        return None
    except Exception as error:  # noqa: BLE001 - whatever a reader raises is what is looked for
        return _place(error)
    return None


def _place(error: Exception) -> str:
    """The kind of an exception and the function that raised it, in this project."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if str(ROOT) in each.filename]
    # Where parts overlap the fault is that of the function that laid them.
    own = [each for each in frames if each.name != "tile"] or frames
    where = f"{Path(own[-1].filename).relative_to(ROOT)} {own[-1].name}" if own else "an unknown place"
    return f"{type(error).__name__} in {where}"


def _path(message: str) -> str:
    """What of a reading changed, whichever of several it was."""
    return re.sub(r"\d+", "", message.partition("'.")[2].partition("'")[0])


def originals(source: random.Random) -> Iterator[Original]:
    """Sound texts without end: held ones, real ones where they are at hand, and ever new synthetic ones."""
    known: Sequence[Original] = (held(LIST), held(TARIFFS), *fragments())
    while True:
        yield source.choice(known)
        for _ in range(6):
            seed, language, form = source.randrange(10**6), source.choice(LANGUAGES), source.choice(sorted(FORMS))
            plan = draw(seed, rows=source.choice((3, 8, 20)))
            if fits(plan, form):
                yield Original(f"{seed} {language} {form}", write(plan, language, form))


def main() -> int:
    """Run, print the table, and say whether all was well."""
    soak = Soak(random.Random(SEED))  # noqa: S311 - not for secrets
    soak.run(MINUTES * 60)
    results = sorted({result for _, result in soak.counts})
    say = sys.stdout.write
    say("| damage | " + " | ".join(results) + " |\n|---|" + "---|" * len(results) + "\n")
    for kind in sorted({kind for kind, _ in soak.counts}):
        say(f"| {kind} | " + " | ".join(str(soak.counts[kind, result] or "") for result in results) + " |\n")
    say(f"{sum(soak.counts.values()):,} texts in {MINUTES:g} minutes, {len(soak.failures)} different failures\n")
    return int(bool(soak.failures))


if __name__ == "__main__":
    sys.exit(main())
