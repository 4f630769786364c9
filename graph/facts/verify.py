"""Facts against the bytes they were read from: every quote must stand where it says, in the file that it names."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.diagnostic import Diagnostic, Problem
from graph.fact import Basis, Fact, Quote
from graph.source import Source, Span

_PRINTED = (Basis.PRINTED, Basis.REPAIRED)


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, and every mismatch."""

    facts: int
    quotes: int
    files: int
    """Files whose hash was compared."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """What is known of a file before the facts are read: its name, and its SHA-256, empty where facts alone say it."""

    name: str
    sha256: str


def verify(
    facts: Iterable[Fact], sources: Mapping[str, Source], pins: Mapping[str, Pin] = MappingProxyType({})
) -> Verification:
    """Check facts, read once and in any order, against sources by the IRI of their file.

    ``pins`` are files of which the hash is known beforehand: of one that is another now nothing is looked up, and it is
    told once. What is kept of the facts is bounded by the files, and by what is wrong.

    KZ-VER-001: a quote that its file does not hold at its offsets. KZ-VER-002: a file whose SHA-256 is not the one
    that the facts state. KZ-VER-003: a file that facts name and nobody has. KZ-VER-004: a fact that a text prints,
    without a quote.
    """
    return _Verifying(sources, pins).verify(facts)


@dataclass(slots=True)
class _Verifying:
    sources: Mapping[str, Source]
    pins: Mapping[str, Pin]
    diagnostics: dict[Diagnostic, None] = field(default_factory=dict)
    """In the order in which they were found, each once."""
    broken: set[Quote] = field(default_factory=set)
    """Quotes that do not stand. Each is told once, for the first of the facts behind which it is."""
    pinned: set[str] = field(default_factory=set)
    """Files whose hash a fact states."""
    quoted: set[str] = field(default_factory=set)
    sound: dict[str, bool] = field(default_factory=dict)
    """Files that were looked up, and whether their quotes can be."""
    bare: list[Fact] = field(default_factory=list)
    """Facts that are said to be printed and quote nothing."""

    def verify(self, facts: Iterable[Fact]) -> Verification:
        numbers = {"facts": 0, "quotes": 0}
        for fact in facts:
            numbers["facts"] += 1
            numbers["quotes"] += len(fact.quotes)
            self._note(self._of_fact(fact))
        self._note(self._unproved())
        self._note(self._unpinned())
        return Verification(numbers["facts"], numbers["quotes"], len(self.pinned), tuple(self.diagnostics))

    def _note(self, found: Iterable[Diagnostic]) -> None:
        self.diagnostics.update(dict.fromkeys(found))

    def _of_fact(self, fact: Fact) -> Iterator[Diagnostic]:
        if fact.term.name == "sha256":
            self.pinned.add(fact.subject)
            yield from self._hash(fact)
        for quote in fact.quotes:
            self.quoted.add(quote.file)
            yield from self._quote(fact, quote)
        if fact.basis in _PRINTED and not fact.quotes:
            self.bare.append(fact)

    def _hash(self, fact: Fact) -> Iterator[Diagnostic]:
        if not (yield from self._is_sound(fact.subject)):
            return
        source = self.sources[fact.subject]
        if source.sha256 != fact.value:
            yield _changed(fact.subject, source, fact.value)

    def _is_sound(self, file: str) -> Generator[Diagnostic, None, bool]:
        """Whether a file is there and, as far as that is known beforehand, the one that was read."""
        if file not in self.sound:
            source, pin = self.sources.get(file), self.pins.get(file)
            changed = source is not None and pin is not None and pin.sha256 not in {"", source.sha256}
            self.sound[file] = source is not None and not changed
            if source is None:
                yield _missing(file, pin)
            elif pin is not None and changed:
                yield _changed(file, source, pin.sha256)
        return self.sound[file]

    def _quote(self, fact: Fact, quote: Quote) -> Iterator[Diagnostic]:
        if not (yield from self._is_sound(quote.file)) or quote in self.broken:
            return
        source = self.sources[quote.file]
        if not _stands(quote, source):
            self.broken.add(quote)
            yield _not_there(fact, quote, source)

    def _unproved(self) -> Iterator[Diagnostic]:
        """Printed facts without a quote, of files that are quoted: curated ones, which are tables, never are."""
        for fact in self.bare:
            if fact.source in self.quoted and self.sound.get(fact.source):
                message = f"the {fact.term.name} of {fact.subject} is printed, and no quote shows where"
                problem = Problem("KZ-VER-004", message, found=fact.value)
                yield self.sources[fact.source].diagnose(problem, Span(0, 0))

    def _unpinned(self) -> Iterator[Diagnostic]:
        for file in sorted(each for each in self.quoted - self.pinned - self.pins.keys() if self.sound[each]):
            problem = Problem("KZ-VER-002", f"no fact states the SHA-256 of {file}", found="no hash")
            yield self.sources[file].diagnose(problem, Span(0, 0))


def _stands(quote: Quote, source: Source) -> bool:
    inside = 0 <= quote.start <= quote.end <= len(source.text)
    return inside and source.text[quote.start : quote.end] == quote.text


def _not_there(fact: Fact, quote: Quote, source: Source) -> Diagnostic:
    """The mismatch, placed in the file as far as its offsets lie in it."""
    last = len(source.text)
    start = min(max(quote.start, 0), last)
    span = Span(start, min(max(quote.end, start), last))
    problem = Problem(
        "KZ-VER-001",
        f"the quote behind the {fact.term.name} of {fact.subject} does not stand at {quote.start} to {quote.end}",
        found=source.quote(span),
        expected=quote.text,
        where=quote.locator or None,
    )
    return source.diagnose(problem, span)


def _changed(file: str, source: Source, expected: str) -> Diagnostic:
    problem = Problem(
        "KZ-VER-002", f"the file is not the one that {file} was read from", found=source.sha256, expected=expected
    )
    return source.diagnose(problem, Span(0, 0))


def _missing(file: str, pin: Pin | None) -> Diagnostic:
    name = pin.name if pin else file
    return Diagnostic(Problem("KZ-VER-003", "facts come from a file that is not there", found=name), name, 0, 0, 1, 1)
