"""First and last days, as standards state them on the thing itself: ELI in force, schema.org the validity of a price.

Inside an interval is half open; ELI and schema.org include the last day, so that it is one day before our end. A day
is stated only where it is certain: an end that may come earlier, of which the day is not known, hides a later one.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from graph.days.first import First, earliest
from graph.fact import Fact, values_of
from graph.rdf.quad import Quad, typed
from graph.vocabulary import PREFIXES

_ENTRY = PREFIXES["eli"] + "first_date_entry_in_force"
_LAST = PREFIXES["eli"] + "date_no_longer_in_force"
_APPLIES = PREFIXES["eli"] + "date_applicability"
_VALID_FROM = PREFIXES["schema"] + "validFrom"
_VALID_THROUGH = PREFIXES["schema"] + "validThrough"

_TERMS = frozenset(
    {
        *("commencement", "exceptions", "entryIntoForce", "notBefore", "appliesFrom", "until", "since"),
        *("replacedBy", "endedBy", "version", "act", "operation", "scope", "targetAct"),
    }
)


def make_days(facts: Sequence[Fact]) -> Iterator[Quad]:
    """The days of acts, versions and tariff lines, in the named graph of the fact that leads to them."""
    days = _Days(facts)
    for fact in facts:
        subject, kind = fact.subject, days.classes.get(fact.subject)
        match fact.term.name, kind:
            case "commencement", "Act" | "Version":
                yield from _stated(fact, subject, _ENTRY, days.first(subject))
                if kind == "Version":
                    yield from _stated(fact, subject, _APPLIES, days.day(fact.value, "appliesFrom"))
            case "targetAct", "Effect":
                if days.repeals(subject) and days.one(subject, "scope") == "act":
                    yield from _stated(fact, fact.value, _LAST, days.last(fact.value))
            case "of", "Version":
                yield from _stated(fact, subject, _LAST, days.last(subject))
            case "version", "TariffLine":
                if days.day(subject, "appliesFrom") is None:
                    yield from _stated(fact, subject, _VALID_FROM, days.start(fact.value, relations=True).day)
                yield from _stated(fact, subject, _VALID_THROUGH, days.last(subject))
            case _:
                continue


def _stated(fact: Fact, subject: str, predicate: str, day: date | None) -> Iterator[Quad]:
    if day is not None:
        yield Quad(subject, predicate, typed(day.isoformat(), "date"), fact.source)


class _Days:
    """What facts say of days."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.classes = values_of(facts, "type")
        self._said: dict[str, dict[str, list[str]]] = {}
        for fact in facts:
            if fact.term.name in _TERMS:
                values = self._said.setdefault(fact.subject, {}).setdefault(fact.term.name, [])
                if fact.value not in values:
                    values.append(fact.value)

    def all(self, subject: str, term: str) -> Sequence[str]:
        """The values of a term."""
        return self._said.get(subject, {}).get(term, ())

    def one(self, subject: str, term: str) -> str | None:
        """The value of a term that has one."""
        return next(iter(self.all(subject, term)), None)

    def day(self, subject: str, term: str) -> date | None:
        """The value of a term that is a day."""
        found = self.one(subject, term)
        return date.fromisoformat(found) if found else None

    def first(self, subject: str) -> date | None:
        """The first day on which any part of an act, or a version, is in force."""
        main = self.one(subject, "commencement")
        others = self.all(main, "exceptions") if main and self.classes.get(subject) == "Act" else ()
        rules = [main, *others] if main else []
        return earliest(First(self.day(rule, "entryIntoForce"), self.day(rule, "notBefore")) for rule in rules)

    def start(self, cause: str, *, relations: bool) -> First:
        """From when a version or an effect counts: for relations, or in force."""
        rule = self.one(cause, "commencement")
        entry, bound = (self.day(rule, term) if rule else None for term in ("entryIntoForce", "notBefore"))
        since, applies = self.day(cause, "since"), self.day(rule, "appliesFrom") if rule else None
        if relations and (own := since or applies):
            return First(own if entry else None, own)
        return First(*(max(day, since) if day and since else day for day in (entry, bound)))

    def last(self, subject: str) -> date | None:
        """The last day in force of an act or a version, and the last day of the relations that a line applies to."""
        end = earliest(self._ends(subject))
        return end - timedelta(1) if end and end > date.min else None

    def _ends(self, subject: str) -> Iterator[First]:
        kind = self.classes.get(subject)
        relations = kind == "TariffLine"
        version = self.one(subject, "version") if relations else subject
        act = subject if kind == "Act" else self.one(subject, "act")
        for cause in (*self.all(subject, "endedBy"), *self.all(version or "", "replacedBy")):
            yield self.start(cause, relations=relations)
        for repeal in self._by_act.get(act or "", ()):
            found = self.start(repeal, relations=relations)
            if self.one(repeal, "scope") == "act":
                yield found
            elif kind != "Act":
                # Whether the part that is repealed is this one is not looked into: it may be.
                yield First(None, found.day or found.bound)
        rule = self.one(version or "", "commencement")
        if until := self.day(rule, "until") if rule else None:
            yield First(None, until)

    @cached_property
    def _by_act(self) -> Mapping[str, Sequence[str]]:
        """Effects that repeal an act or a part of it, by the act."""
        found: dict[str, list[str]] = {}
        for effect, values in self._said.items():
            if self.repeals(effect) and self.one(effect, "scope") in {"act", "element"}:
                for act in values.get("targetAct", ()):
                    found.setdefault(act, []).append(effect)
        return found

    def repeals(self, effect: str) -> bool:
        """Whether an effect takes something out of the law."""
        return any(each.endswith("/operation/repeal") for each in self.all(effect, "operation"))
