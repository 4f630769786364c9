"""Several texts of one act, put beside each other: Kazakh and Russian, an edition and the act that made it.

What they say alike is one fact with the quotes of both. Where they disagree neither wins: the statement is not in
the graph, a conflict with both readings is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from graph.diagnostic import Diagnostic, Problem
from graph.fact import Basis, Fact, Quote
from graph.facts.conflict import Reading, name_conflict, state_conflict
from graph.facts.dispute import CODES, ENTRIES, SPELLINGS, Dispute, Part, Side, disputes
from graph.facts.scribe import Scribe
from graph.facts.tidy import diagnose, merge
from graph.source import Source, Span
from graph.vocabulary import CLASSES, TERMS

Sources = Mapping[str, Source]
"""The texts by the IRI of their file."""
_AGREEABLE = frozenset({"held"})
"""What is true as soon as one text shows it: another that only tells of it takes nothing away."""


@dataclass(slots=True)
class Settled:
    """The facts of a home, and what was found wrong in putting them together."""

    facts: list[Fact] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    named: list[tuple[str, str]] = field(default_factory=list)
    """Conflicts with the concepts that their readings name."""


def settle(parts: Sequence[Part], scribe: Scribe, sources: Sources) -> Settled:
    """Put what texts say of one home together. Conflicts are written by ``scribe``."""
    settling = _Settling(scribe, sources, _mended(parts))
    for each in disputes(parts):
        settling.weigh(each)
    facts = merge(chain.from_iterable(part.facts for part in parts))
    kept = _one_spelling(fact for fact in facts if settling.keeps(fact))
    settling.settled.facts = merge(one_label(_count_rows(kept) if len(parts) > 1 else kept))
    return settling.settled


def _mended(parts: Sequence[Part]) -> set[str]:
    facts = (fact for part in parts for fact in part.facts if fact.term.name == "repairs")
    return {fact.subject for fact in facts if fact.value == "homoglyph"} if len(parts) > 1 else set()


@dataclass(slots=True)
class _Settling:
    scribe: Scribe
    sources: Sources
    mended: set[str]
    """Rows whose code was printed with letters of another alphabet."""
    settled: Settled = field(default_factory=Settled)
    gone: set[str] = field(default_factory=set)
    """Subjects that are not in the graph, because what they state is disputed."""
    refused: dict[tuple[str, str, str | None], str | None] = field(default_factory=dict)
    """Disputed terms of subjects, with the value that is believed nevertheless."""
    done: set[str] = field(default_factory=set)

    def keeps(self, fact: Fact) -> bool:
        """Whether a fact stands."""
        if fact.subject in self.gone:
            return False
        key = (fact.subject, fact.term.name, fact.language)
        return key not in self.refused or self.refused[key] == fact.value

    def weigh(self, dispute: Dispute) -> None:
        """Believe an act about itself, else nobody."""
        key = (dispute.subject, dispute.term, dispute.language)
        if dispute.term in _AGREEABLE:
            self.refused.setdefault(key, "true")
        elif dispute.term == "codeAsPrinted" and dispute.subject in self.mended:
            self.refused[key] = dispute.sides[0].facts[0].value
        elif dispute.term == "result":
            # It hangs on what is changed, and the conflict on that is told.
            self.refused[key] = self.refused[dispute.subject, "applied", None] = None
        elif dispute.class_name == "Act" and not self._is_own(dispute):
            self.refused[key] = self._own_value(dispute)
            self._report_strangers(dispute)
        else:
            self._refuse(dispute)

    def _own_facts(self, dispute: Dispute) -> list[Fact]:
        own = f"{dispute.subject}/made/"
        return [fact for side in dispute.sides for fact in side.facts if fact.source.startswith(own)]

    def _is_own(self, dispute: Dispute) -> bool:
        """Whether the act's own texts disagree among themselves."""
        return len({fact.value for fact in self._own_facts(dispute)}) > 1

    def _own_value(self, dispute: Dispute) -> str | None:
        return next((fact.value for fact in self._own_facts(dispute)), None)

    def _report_strangers(self, dispute: Dispute) -> None:
        own = self._own_facts(dispute)
        facts = [fact for side in dispute.sides for fact in side.facts]
        group = [*(fact for fact in facts if fact not in own), *own]
        message = f"texts disagree on the {group[0].term.en} of {dispute.subject}"
        quote = next((quote for fact in group for quote in fact.quotes), None)
        source = self.sources.get(quote.file) if quote else None
        self.settled.diagnostics.append(diagnose("KZ-LNK-001", message, group, source))

    def _refuse(self, dispute: Dispute) -> None:
        """Leave the statement out, with all that hangs on it, and say what each text has."""
        row = dispute.subject.partition("#")[0]
        what = "code" if dispute.term in CODES else dispute.term
        if dispute.term == "row" or dispute.term in CODES:
            self.gone.update(f"{row}#{fragment}" for fragment in ENTRIES.values())
        elif dispute.class_name in ENTRIES and dispute.term in {"price", "regimes"}:
            self.gone.add(dispute.subject)
        self._deny(dispute)
        about = row if dispute.term in CODES or dispute.subject in self.gone else dispute.subject
        iri = name_conflict(about, what)
        if iri not in self.done and f"{row}#conflict-row" not in self.done:
            self.done.add(iri)
            self._state(iri, about, what, dispute)

    def _deny(self, dispute: Dispute) -> None:
        if dispute.term != "row":
            self.refused[dispute.subject, dispute.term, dispute.language] = None

    def _state(self, iri: str, about: str, what: str, dispute: Dispute) -> None:
        first, *others = dispute.sides
        for number, other in enumerate(others, 1):
            name = iri if number == 1 else f"{iri}-{number}"
            readings = (_reading(first, what), _reading(other, what))
            shown = " or ".join(each.value or "nothing" for each in readings)
            reason = f"{_spoken(first)} prints the first reading, {_spoken(other)} the other; neither wins."
            label = f"{_class_label(dispute)} {_tail(about)}, {what}: {shown}"
            state_conflict(self.scribe, name, (about,), readings, reason, label)
            self.settled.diagnostics.extend(self._report(dispute, what, (first, other)))
            links = (fact for side in (first, other) for fact in side.facts if fact.term.name in CODES)
            self.settled.named.extend((name, fact.value) for fact in links if fact.term.links)

    def _report(self, dispute: Dispute, what: str, sides: tuple[Side, Side]) -> Iterator[Diagnostic]:
        """A diagnostic at each of the two places."""
        shown = " / ".join(f"{_reading(side, what).value or 'nothing'} ({side.text.language})" for side in sides)
        message = f"texts of one act disagree on the {what} of {dispute.subject}"
        for side in sides:
            quote = next((quote for fact in side.facts for quote in fact.quotes), None)
            if quote is not None:
                yield self._at(quote, Problem("KZ-LNK-005", message, found=shown, where=quote.locator))

    def _at(self, quote: Quote, problem: Problem) -> Diagnostic:
        source = self.sources.get(quote.file)
        if source is None:
            return Diagnostic(problem, quote.file, 0, 0, 1, 1)
        return source.diagnose(problem, Span(quote.start, quote.end))


def _reading(side: Side, what: str) -> Reading:
    """What a side says, as people read it: codes, slugs and plain values, no IRIs."""
    if not side.facts:
        return Reading(None)
    facts = side.facts[:1] if what == "row" else side.facts
    shown = sorted({fact.value.rpartition("/")[2] if fact.term.links else fact.value for fact in facts})
    basis = max((fact.basis for fact in facts), key=tuple(Basis).index)
    quotes = tuple(dict.fromkeys(quote for fact in facts for quote in fact.quotes))
    return Reading(", ".join(shown), quotes, basis)


def _spoken(side: Side) -> str:
    return f"The text in {side.text.language} of {side.text.act}"


def _class_label(dispute: Dispute) -> str:
    known = CLASSES.get(dispute.class_name)
    return (known.labels["en"] if known else "subject").capitalize()


def _tail(iri: str) -> str:
    return "/".join(iri.rstrip("/").split("/")[-2:])


def _one_spelling(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Of terms that texts may spell in different ways, the first value with the quotes of that text."""
    seen: set[tuple[str, str]] = set()
    for fact in facts:
        if fact.term.name in SPELLINGS:
            if (fact.subject, fact.term.name) in seen:
                continue
            seen.add((fact.subject, fact.term.name))
        yield fact


def _count_rows(facts: Iterable[Fact]) -> list[Fact]:
    """With the number of rows of a version that several texts print counted anew."""
    kept = list(facts)
    rows = sum(fact.term.name == "type" and fact.value == "Row" for fact in kept)
    return [replace(fact, value=str(rows)) if fact.term.name == "rowsRead" else fact for fact in kept]


def one_label(facts: Iterable[Fact]) -> Iterator[Fact]:
    """At most one label in a language: the first; the others become other names."""
    labelled: dict[tuple[str, str | None], str] = {}
    for fact in facts:
        if fact.term.name == "labels":
            first = labelled.setdefault((fact.subject, fact.language), fact.value)
            yield fact if first == fact.value else replace(fact, term=TERMS["alternativeLabels"])
        else:
            yield fact
