"""What one text states: its facts, each once, and what must be known of the text to put it beside others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.consolidation.deed import Deed
from graph.diagnostic import Diagnostic, Problem
from graph.fact import Fact
from graph.facts.home import Homes
from graph.facts.mention import Mention, same_title
from graph.facts.scribe import Scribe
from graph.facts.tidy import tidy
from graph.source import Source


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an act. ``keys`` are the IRIs of the act by each of its requisites; the first is its name."""

    name: str
    """The name of the source."""
    file: str
    """The IRI of the file."""
    act: str
    keys: tuple[str, ...]
    language: str
    sha256: str
    part: str | None = None
    """Which of the files of a text that stands in several."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a text says of an act that matters for telling acts apart; ``start`` to ``end`` is where it says so."""

    act: str
    kind: str | None
    held: bool
    registration: str | None
    titles: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Made:
    """A version: of what, by which act signed on which day, and whether it takes the place of all before it."""

    version: str
    of: str
    by: str
    signed: str
    whole: bool
    held: bool = True
    """Whether its text is held; False where only a publisher's note tells of it."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """A text with everything that it states."""

    text: Text
    facts: tuple[Fact, ...]
    mentions: tuple[Mention, ...]
    whole: frozenset[str]
    """Tables that were read without an error."""
    spoken: tuple[Spoken, ...]
    made: tuple[Made, ...]
    diagnostics: tuple[Diagnostic, ...]
    deeds: tuple[Deed, ...] = ()
    noted: tuple[str, ...] = ()
    """Parts of the act that this text prints as a publisher's note says that others made them."""


def bear_witness(
    text: Text,
    facts: Sequence[Fact],
    source: Source | None,
    homes: Homes,
    scribe: Scribe | None = None,
) -> Testimony:
    """What a text states, without what cannot stand: of two things in it that have one name neither is kept.

    ``scribe`` is who wrote the facts down, with what else it noted.
    """
    kept, diagnostics = tidy(facts, source)
    spoken, made = tuple(_spoken(kept, homes)), tuple(made_by(kept))
    if scribe is None:
        return Testimony(text, tuple(kept), (), frozenset(), spoken, made, tuple(diagnostics))
    found, whole = tuple(scribe.mentions.values()), frozenset(scribe.whole)
    problems = (*scribe.problems, *diagnostics)
    return Testimony(text, tuple(kept), found, whole, spoken, made, problems, tuple(scribe.deeds))


def _spoken(facts: Sequence[Fact], homes: Homes) -> Iterable[Spoken]:
    """What a text says of each act that it names in full."""
    found: dict[str, dict[str, list[Fact]]] = {}
    for fact in facts:
        if fact.term.name in _TELLING and homes.names_act(fact.subject):
            found.setdefault(fact.subject, {}).setdefault(fact.term.name, []).append(fact)
    for act, about in found.items():
        if "type" not in about:
            continue
        quote = next((quote for facts in about.values() for fact in facts for quote in fact.quotes), None)
        titles = {same_title(fact.value): None for fact in about.get("labels", ()) if fact.language != "en"}
        yield Spoken(
            act,
            next((fact.value.rpartition("/")[2] for fact in about.get("kind", ())), None),
            "held" in about,
            next((fact.value for fact in about.get("registration", ())), None),
            tuple(filter(None, titles)),
            *((quote.start, quote.end) if quote else (0, 0)),
        )


_TELLING = frozenset({"type", "kind", "held", "registration", "labels"})


def made_by(facts: Iterable[Fact]) -> Iterable[Made]:
    """The versions that facts speak of, in the order in which they are named."""
    signed: dict[str, str] = {}
    of: dict[str, str] = {}
    causes: dict[str, str] = {}
    operations: dict[str, str] = {}
    results: dict[str, str] = {}
    complete: set[str] = set()
    unseen: set[str] = set()
    scopes: dict[str, str] = {}
    tables = {"signed": signed, "of": of, "causedBy": causes, "operation": operations, "result": results}
    tables["scope"] = scopes
    for fact in facts:
        if fact.term.name in tables:
            tables[fact.term.name].setdefault(fact.subject, fact.value)
        elif fact.term.name == "complete" and fact.value == "true":
            complete.add(fact.subject)
        elif fact.term.name == "held" and fact.value == "false":
            unseen.add(fact.subject)
    worded = {subject for subject, operation in operations.items() if operation.endswith("/substitution")}
    partial = {
        version
        for effect, version in results.items()
        if effect not in worded or scopes.get(effect) in {"rows", "words"}
    }
    for version, act in causes.items():
        if act in signed and version in of:
            whole = version in worded if version in unseen else version in complete or version not in partial
            yield Made(version, of[version], act, signed[act], whole, version not in unseen)


def refused(text: Text, problem: Problem) -> Diagnostic:
    """A problem of a text as a whole."""
    return Diagnostic(problem, text.name, 0, 0, 1, 1, text.sha256)
