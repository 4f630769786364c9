"""Consolidation while linking: which acts have changes that can be executed, and what comes of them.

Facts are read only of what is needed: of parts with a version that changes one which is held. A home is read a few
times at most, however many changes there are.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph.consolidation.act_state import State
from graph.consolidation.course import Course
from graph.consolidation.deed import Deed, each_once
from graph.consolidation.event import events_of
from graph.consolidation.executed import Stated
from graph.consolidation.told import ToldEffect, ToldRows, settled, tell_effects, tell_rows
from graph.diagnostic import Diagnostic, Problem
from graph.fact import Fact, Quote
from graph.facts.bilingual import Sources
from graph.facts.dispute import Part
from graph.facts.history import histories_of
from graph.facts.home import Homes
from graph.facts.testimony import Made
from graph.iri import Names
from graph.joins import Joins
from graph.source import Span

Read = Callable[[str], Sequence[Part]]
"""Gives what each text states of a home."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What all texts say of versions and of the effects that make them, with the way to read more of it."""

    made: Sequence[Made]
    deeds: Sequence[Deed]
    noted: Collection[str]
    """Parts of acts whose text, as it is held, others made."""
    held: Collection[str]
    """Acts of which a text is held."""
    joins: Joins
    read: Read
    sources: Sources


@dataclass(slots=True)
class Consolidated:
    """What was executed: statements by home, and what could not be done."""

    stated: dict[str, list[Stated]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def consolidate(texts: Texts, names: Names) -> Consolidated:
    """Execute the effects of all acts on the versions that are held before them."""
    homes, found = Homes(names.base), Consolidated()
    plans = [plan for plan in _plans(texts, homes) if plan.is_needed]
    shelf = _Shelf(texts, names, homes, [deed for plan in plans for deed in plan.deeds_asked])
    for plan in plans:
        course = plan.course(shelf)
        course.run(events_of(plan.versions, plan.deeds))
        for each in course.stated:
            found.stated.setdefault(homes.home_of(each.subject), []).append(each)
        found.diagnostics += (_place(problem, quote, texts.sources) for problem, quote in course.problems)
    return found


def _place(problem: Problem, quote: Quote | None, sources: Sources) -> Diagnostic:
    source = sources.get(quote.file) if quote else None
    if quote is None or source is None:
        return Diagnostic(problem, quote.file if quote else "", 0, 0, 1, 1)
    return source.diagnose(replace(problem, where=quote.locator), Span(quote.start, quote.end))


@dataclass
class _Plan:
    """The versions of one act with the effects that make them."""

    act: str
    held: bool
    joins: Joins
    versions: list[Made] = field(default_factory=list)
    deeds: dict[str, list[Deed]] = field(default_factory=dict)

    @cached_property
    def part_of(self) -> dict[str, str]:
        return {each.version: self.joins.part(each.of) for each in self.versions}

    @cached_property
    def is_needed(self) -> bool:
        """Whether anything is changed whose text before the change is held."""
        return any(self._has_base(each) for each in self.versions if self._changing(each))

    @property
    def deeds_asked(self) -> list[Deed]:
        return [deed for deeds in self.deeds.values() for deed in deeds]

    def _changing(self, version: Made) -> list[Deed]:
        """Effects that change something in a part, or put one in."""
        deeds = self.deeds.get(version.version, ())
        return [deed for deed in deeds if deed.scope in {"rows", "words"} or deed.operation == "insertion"]

    def _has_base(self, version: Made) -> bool:
        if self.held and any(deed.scope != "rows" for deed in self._changing(version)):
            return True
        appendix = self._appendix(version)
        return any(
            each.held and each.whole and self.part_of[each.version] == appendix and each.signed <= version.signed
            for each in self.versions
            if each.version != version.version
        )

    def _appendix(self, version: Made) -> str:
        return f"{self.act}/{self.part_of[version.version].removeprefix(f'{self.act}/').partition('/')[0]}"

    def course(self, shelf: "_Shelf") -> Course:
        changing = [each for each in self.versions if self._changing(each)]
        wanted = frozenset(map(self._appendix, changing))
        points = any(deed.scope != "rows" for each in changing for deed in self._changing(each))
        return Course(State(self.act, shelf, self.held, wanted, points), self.part_of)


def _plans(texts: Texts, homes: Homes) -> Iterable[_Plan]:
    """The acts that have versions, in order."""
    deeds: dict[str, list[Deed]] = {}
    for deed in each_once(texts.deeds).values():
        deeds.setdefault(deed.result, []).append(deed)
    plans: dict[str, _Plan] = {}
    for versions in histories_of(texts.made).values():
        for each in versions:
            act = homes.act_of(each.version)
            if act is not None:
                plan = plans.setdefault(act, _Plan(act, act in texts.held, texts.joins))
                plan.versions.append(each)
                plan.deeds |= {each.version: deeds[each.version]} if each.version in deeds else {}
    return (plan for _, plan in sorted(plans.items()))


class _Shelf:
    """What homes tell, read when it is asked for; effects all at once, since one act may change many."""

    def __init__(self, texts: Texts, names: Names, homes: Homes, deeds: Sequence[Deed]) -> None:
        self._texts, self._names, self._homes = texts, names, homes
        self._effects = self._tell(deeds)
        self._rows: tuple[str, ToldRows] = "", ToldRows()
        self._words: tuple[str, list[Fact]] = "", []

    def _tell(self, deeds: Sequence[Deed]) -> dict[str, ToldEffect]:
        by_home: dict[str, list[str]] = {}
        for deed in deeds:
            by_home.setdefault(self._homes.home_of(deed.effect), []).append(deed.effect)
        told: dict[str, ToldEffect] = {}
        for home, effects in sorted(by_home.items()):
            told |= tell_effects(effects, self._texts.read(home), self._names)
        return told

    def rows(self, version: str) -> ToldRows:
        if self._rows[0] != version:
            act = self._homes.act_of(version) or ""
            self._rows = version, tell_rows(version, act, self._texts.read(version), self._names)
        return self._rows[1]

    def effect(self, deed: Deed) -> ToldEffect:
        return self._effects[deed.effect]

    def points(self, act: str) -> Iterable[Fact]:
        if act not in self._texts.held:
            return
        noted = {each for each in self._texts.noted if each == act or each.startswith(f"{act}/")}
        for fact in self._told(act, act):
            if fact.subject.startswith((f"{act}/annex", f"{act}/effect/")):
                continue
            changed = any(_meet(fact.subject, part) for part in noted)
            yield replace(fact, value="") if changed else fact

    def points_of(self, part: str, printed: str, told: ToldRows) -> Iterable[Fact]:
        for fact in self._told(self._homes.home_of(printed), printed):
            if fact.source in told.files:
                yield replace(fact, subject=part + fact.subject.removeprefix(printed))

    def _told(self, home: str, root: str) -> Iterable[Fact]:
        """The text of points below a root."""
        if self._words[0] != home:
            facts = settled(self._texts.read(home), self._names)
            self._words = home, [fact for fact in facts if fact.term.name == "text"]
        return [fact for fact in self._words[1] if fact.subject.startswith(f"{root}/")]


def _meet(one: str, other: str) -> bool:
    """Whether one of two parts is the other, or stands in it."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
