"""The held texts, and how another text of a held act differs from them. Only `check` knows them; reading never does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from graph.act import Act
from graph.act_json import iri_of
from graph.diagnostic import Diagnostic, Problem
from graph.iri import Names
from graph.layout.files import read_file
from graph.reading.lexicon import Lexicon
from graph.reading.parse import parse
from graph.source import Source, Span

_MOST_PAIRS = 25_000_000
"""Pairs of lines that are compared one by one; above it two texts differ as a whole."""
_LONGEST = 80
"""Code points of either text that are shown."""
_MARKS = str.maketrans("", "", "\ufeff\r")
"""Marks of a file that are no part of its text."""


@dataclass(frozen=True)
class Held:
    """Texts of acts that are held. Their identities are read when they are first asked for."""

    sources: tuple[Source, ...]
    lexicon: Lexicon

    @cached_property
    def digests(self) -> frozenset[str]:
        """SHA-256 of every held text, hexadecimal."""
        return frozenset(each.sha256 for each in self.sources)

    @cached_property
    def by_identity(self) -> dict[tuple[str, str | None], Source]:
        """The held text of each act and language."""
        found: dict[tuple[str, str | None], Source] = {}
        for source in self.sources:
            act = parse(source, self.lexicon)
            if (iri := iri_of(act, Names())) is not None:
                found.setdefault((iri, act.language), source)
        return found


def load_held(seeds: Path, lexicon: Lexicon) -> Held:
    """The texts under ``seeds/acts``. Raises ``UnreadableSourceError`` for one that is no text."""
    paths = sorted(seeds.glob("acts/*/act.txt"))
    return Held(tuple(replace(read_file(path), name=f"{path.parent.name}/{path.name}") for path in paths), lexicon)


def differences(act: Act, held: Held) -> Iterator[Diagnostic]:
    """KZ-HLD-001 wherever a text differs from the held text of the same act and language."""
    iri = iri_of(act, Names())
    if iri is None or act.source.sha256 in held.digests:
        return
    other = held.by_identity.get((iri, act.language))
    if other is None or _letters(other.text) == _letters(act.source.text):
        return
    for here, there in _stretches(act.source, other):
        yield _differs(act.source, here, other, there)


def _letters(text: str) -> str:
    """The text without the marks that editors add: byte order mark, carriage returns."""
    return text.translate(_MARKS)


def _stretches(source: Source, held: Source) -> Iterator[tuple[Span, Span]]:
    """Where two texts differ, in the one and in the other: line by line, or as a whole where that would take long."""
    here, there = source.text.splitlines(keepends=True), held.text.splitlines(keepends=True)
    if len(here) * len(there) > _MOST_PAIRS:
        yield _narrowed(source, Span(0, len(source.text)), held, Span(0, len(held.text)))
        return
    starts, held_starts = _starts(here), _starts(there)
    lines = SequenceMatcher(None, [*map(_letters, here)], [*map(_letters, there)], autojunk=False)
    for kind, a, b, c, d in lines.get_opcodes():
        if kind != "equal":
            yield _narrowed(source, Span(starts[a], starts[b]), held, Span(held_starts[c], held_starts[d]))


def _starts(lines: Sequence[str]) -> list[int]:
    return [0, *accumulate(map(len, lines))]


def _narrowed(source: Source, here: Span, held: Source, there: Span) -> tuple[Span, Span]:
    """Both spans without what they share at their beginning and at their end."""
    one, other = source.quote(here), held.quote(there)
    head = _alike(one, other)
    tail = _alike(one[head:][::-1], other[head:][::-1])
    return Span(here.start + head, here.end - tail), Span(there.start + head, there.end - tail)


def _differs(source: Source, here: Span, held: Source, there: Span) -> Diagnostic:
    line, column = held.place(there.start)
    problem = Problem(
        "KZ-HLD-001",
        f"differs from the held text {held.name}, there at {line}:{column}",
        found=_shown(_letters(source.quote(here))),
        expected=_shown(_letters(held.quote(there))),
        action="read as it stands",
    )
    return source.diagnose(problem, here)


def _alike(one: str, other: str) -> int:
    """How many characters two texts share from their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(text: str) -> str:
    """The text, cut short; where it is nothing, that is said."""
    if not text:
        return "nothing"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"
