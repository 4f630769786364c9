"""Reads ``seeds/vocab``: bodies, funding regimes, admission modes, kinds of procedure and of act, and finds them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from graph.fact import Basis
from graph.seedfile import Record, SeedError, read_records, read_table, unique


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of a vocabulary's grammar: a regular expression with texts that it must and must not match.

    ``inferred`` says that the text means the entry without printing it whole; ``role`` is minister, ministry or body.
    """

    text: str
    regex: re.Pattern[str]
    examples: tuple[str, ...]
    invalid: tuple[str, ...]
    inferred: bool
    role: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """A concept of another standard and the SKOS predicate that joins an entry to it."""

    system: str
    code: str
    name: str
    predicate: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A curated concept. ``patterns`` are by language; ``short`` are official abbreviations by language."""

    slug: str
    enum: str
    labels: Mapping[str, str]
    short: Mapping[str, str]
    definition: str
    scope_note: str
    alignments: tuple[Alignment, ...]
    patterns: Mapping[str, tuple[Pattern, ...]]


@dataclass(frozen=True, slots=True)
class Body(Entry):
    """A body that issues acts."""


@dataclass(frozen=True, slots=True)
class Regime(Entry):
    """A funding regime: who pays."""


@dataclass(frozen=True, slots=True)
class Admission(Entry):
    """A mode of admission to hospital."""


@dataclass(frozen=True, slots=True)
class Document(Entry):
    """A kind of act."""


@dataclass(frozen=True, slots=True)
class Subdivision(Entry):
    """A kind of part of an act."""


@dataclass(frozen=True, slots=True)
class Operation(Entry):
    """What an effect does."""


@dataclass(frozen=True, slots=True)
class Element(Entry):
    """What an act approves, as other acts name it by its title."""


@dataclass(frozen=True, slots=True)
class Kind(Entry):
    """A kind of procedure. Its patterns say how a head phrase of a printed name ends."""


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Printed(Generic[E]):
    """An entry found in a text: code points ``start`` to ``end``, end exclusive, and the row that found it."""

    entry: E
    pattern: Pattern
    start: int
    end: int


class KindMatch(NamedTuple):
    """A kind of a procedure, how it is known (inferred from the name, curated by code) and why."""

    kind: Kind
    basis: Basis
    reason: str


@dataclass(frozen=True, slots=True)
class Vocab:
    """All curated vocabularies, each in the order of its file; ``kind_codes`` has (kind slug, reason) by code."""

    bodies: tuple[Body, ...]
    regimes: tuple[Regime, ...]
    admissions: tuple[Admission, ...]
    documents: tuple[Document, ...]
    subdivisions: tuple[Subdivision, ...]
    operations: tuple[Operation, ...]
    elements: tuple[Element, ...]
    kinds: tuple[Kind, ...]
    kind_codes: Mapping[str, tuple[tuple[str, str], ...]]


def printed(entries: Iterable[E], text: str, language: str = "kk") -> list[Printed[E]]:
    """The entries that a text prints, by place. Line breaks count as spaces, case does not count.

    Within one entry an earlier row wins over a later one that overlaps it, so that a wording whose word was dropped
    (``inferred``) is reported only where the full wording does not stand.
    """
    found: list[Printed[E]] = []
    for entry in entries:
        taken: list[Printed[E]] = []
        for pattern in entry.patterns.get(language, ()):
            for match in pattern.regex.finditer(text):
                if all(match.end() <= each.start or each.end <= match.start() for each in taken):
                    taken.append(Printed(entry, pattern, match.start(), match.end()))
        found += taken
    return sorted(found, key=lambda each: (each.start, each.end))


def head_phrases(name: str) -> list[str]:
    """The phrases of a Kazakh procedure name whose ends say what is done; Kazakh puts the head last.

    Brackets are left out and commas part phrases, so that qualifiers (``, нақтыланбаған``; ``(CRT-P)``) do not hide
    the head. Of two heads joined by 'or' or 'and' (``имплантаттау немесе ауыстыру``) a second phrase ends in the first.
    """
    bare = " ".join(re.sub(r"\([^()]*\)?", " ", name).casefold().split())
    clauses = [clause.strip() for clause in bare.split(",")]
    firsts = [re.fullmatch(r"(.+) (?:және/немесе|немесе|және) \S+(?: \S+)?", clause) for clause in clauses]
    return [*filter(None, clauses), *(match[1] for match in firsts if match)]


def kinds_of(vocab: Vocab, code: str, name: str) -> list[KindMatch]:
    """The kinds of a procedure by its printed Kazakh name and, where that is silent, by its code; each with evidence.

    A kind found in the name is not repeated for the code. Order is that of the vocabulary; no kind is an honest answer.
    """
    phrases, curated = head_phrases(name), dict(vocab.kind_codes.get(code, ()))
    return [match for kind in vocab.kinds if (match := _kind(kind, phrases, curated.get(kind.slug)))]


def _kind(kind: Kind, phrases: Sequence[str], curated: str | None) -> KindMatch | None:
    for pattern in kind.patterns.get("kk", ()):
        for phrase in phrases:
            if match := pattern.regex.search(phrase):
                head = f"head {'words' if ' ' in match[0] else 'noun'} `{match[0]}`"
                return KindMatch(kind, Basis.INFERRED, f"{head} of the printed name")
    return KindMatch(kind, Basis.CURATED, f"code, curated: {curated}") if curated else None


def load(folder: Path) -> Vocab:
    """All vocabularies of ``seeds/vocab``; raises ``SeedError`` with file and line where one breaks its contract."""
    bodies = folder / "bodies.toml"
    before, after = _countries(bodies)
    kinds = _entries(Kind, folder / "kinds.toml", "kind", "heads", _head)
    return Vocab(
        _entries(Body, bodies, "body", "printed", lambda text: _words(f"{before}(?:{text}){after}")),
        _entries(Regime, folder / "regimes.toml", "regime", "printed", _words),
        _entries(Admission, folder / "admissions.toml", "admission", "printed", _words),
        _entries(Document, folder / "documents.toml", "document", "printed", _words),
        _entries(Subdivision, folder / "subdivisions.toml", "subdivision", "printed", _words),
        _entries(Operation, folder / "operations.toml", "operation", "printed", _words),
        _entries(Element, folder / "elements.toml", "element", "printed", _words),
        kinds,
        _kind_codes(folder / "kind-codes.tsv", {kind.slug for kind in kinds}),
    )


def _countries(path: Path) -> tuple[str, str]:
    """The expressions for words that may stand before, and after, the name of any body."""
    records = read_records(path, "country")
    for each in records:
        each.only("place", "pattern")
        if each.text("place") not in {"before", "after"}:
            raise each.blame("place", "before or after")
    before, after = (
        "|".join(each.text("pattern") for each in records if each.text("place") == place)
        for place in ("before", "after")
    )
    return f"(?:(?:{before}) )?", f"(?: (?:{after}))?"


def _words(text: str) -> str:
    """The expression for whole words anywhere in a text, whatever space stands between them."""
    return rf"(?<![\w-])(?:{text})(?!\w)".replace(" ", r"\s+")


def _head(text: str) -> str:
    """The expression for the end of a head phrase."""
    return rf"(?:{text})$"


def _entries(make: Callable[..., E], path: Path, name: str, grammar: str, wrap: Callable[[str], str]) -> tuple[E, ...]:
    records = read_records(path, name)
    unique(records, "slug")
    unique(records, "enum")
    return tuple(make(*_fields(record, grammar, wrap)) for record in records)


def _fields(record: Record, grammar: str, wrap: Callable[[str], str]) -> Iterator[object]:
    """The fields of an entry in order."""
    record.only("slug", "enum", "labels", "short", "definition", "scope_note", "alignments", grammar)
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", record.text("slug")):
        raise record.blame("slug", "lower-case ASCII words joined by hyphens")
    if not re.fullmatch(r"[A-Z]+(?:_[A-Z]+)*", record.text("enum")):
        raise record.blame("enum", "capital ASCII words joined by underscores")
    yield record.text("slug")
    yield record.text("enum")
    yield record.labels("labels")
    yield record.labels("short") if "short" in record.values else MappingProxyType({})
    yield record.text("definition")
    yield record.text("scope_note")
    yield tuple(_alignment(each) for each in record.records("alignments"))
    yield MappingProxyType(
        {
            language: tuple(_pattern(each, wrap) for each in record.records(grammar, language))
            for language in record.languages(grammar)
        }
    )


def _alignment(record: Record) -> Alignment:
    record.only("system", "code", "name", "predicate")
    if not re.fullmatch(r"skos:(?:exact|close|broad|narrow|related)Match", record.text("predicate")):
        raise record.blame("predicate", "a SKOS mapping property such as skos:closeMatch")
    return Alignment(record.text("system"), record.text("code"), record.text("name"), record.text("predicate"))


def _pattern(record: Record, wrap: Callable[[str], str]) -> Pattern:
    record.only("pattern", "examples", "invalid", "inferred", "role")
    text, examples, invalid = record.text("pattern"), record.texts("examples"), record.texts("invalid")
    if not examples or not invalid:
        raise record.blame("examples", "one example or more, and one invalid text or more")
    try:
        regex = re.compile(wrap(text), re.IGNORECASE)
    except re.error as error:
        raise record.blame("pattern", f"a regular expression ({error})") from error
    role = record.text("role", "") or None
    return Pattern(text, regex, examples, invalid, record.flag("inferred"), role, record.line)


def _kind_codes(path: Path, slugs: set[str]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line, (code, kind, reason) in read_table(path, ("code", "kind", "reason")):
        if kind not in slugs or not reason or kind in dict(found.get(code, ())):
            raise SeedError(path, line, f"{code} {kind}", "a kind of kinds.toml that the code has once, and a reason")
        found[code] = (*found.get(code, ()), (kind, reason))
    return MappingProxyType(found)
