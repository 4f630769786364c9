"""What holds on a day: three values, against every day on which what is not known may have happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers.gap import changes_of
from graph.days.commencing import Asking, Start, counts
from graph.days.moment import Moment
from graph.days.reason import Reason, ReasonCode, Truth, Validity, both, either, opposite, together
from graph.days.validity import (
    in_force,
    in_force_from,
    in_force_until,
    validity_of_act,
    validity_of_row,
    validity_of_version,
)
from graph.fact import Fact
from graph.history.ending import concerns
from graph.stores.entity import Entity, entities
from tests.world import BASE, say

STEADY = settings(max_examples=120, derandomize=True, deadline=None, database=None)
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
FIRST = date(2025, 1, 1)
DAYS = tuple(FIRST + timedelta(number) for number in range(8))
NEVER = date.max


# Kleene's laws


def test_the_tables_are_those_of_kleene() -> None:
    assert [both(pair) for pair in product((YES, UNKNOWN, NO), repeat=2)] == [
        *(YES, UNKNOWN, NO),
        *(UNKNOWN, UNKNOWN, NO),
        *(NO, NO, NO),
    ]
    assert [opposite(each) for each in (YES, UNKNOWN, NO)] == [NO, UNKNOWN, YES]
    assert (both(()), either(())) == (YES, NO)


def test_the_laws_of_kleene() -> None:
    for a, b, c in product(Truth, repeat=3):
        assert opposite(opposite(a)) is a
        assert both((a, b)) is both((b, a))
        assert both((a, both((b, c)))) is both((both((a, b)), c))
        assert both((a, either((a, b)))) is a
        assert opposite(both((a, b))) is either((opposite(a), opposite(b)))
        assert both((a, either((b, c)))) is either((both((a, b)), both((a, c))))


def test_together_tells_what_decides() -> None:
    def part(truth: Truth, code: ReasonCode, *conditions: Reason) -> Validity:
        return Validity(truth, (Reason(code, code.value),), conditions)

    condition = Reason(ReasonCode.AWAITING_PUBLICATION, "if")
    yes, no = part(YES, ReasonCode.IN_FORCE, condition), part(NO, ReasonCode.ENDED)
    unsure = part(UNKNOWN, ReasonCode.DAY_NOT_KNOWN)
    assert together((yes, unsure, no)) == no
    assert together((yes, unsure)) == unsure
    assert together((yes, Validity(YES))) == yes
    # What is not so in any case hangs on no condition.
    assert together((part(NO, ReasonCode.REPLACED, condition), no)) == no


# One commencement, on every day


@dataclass(frozen=True)
class Rule:
    """Days of a cause: entry into force or the earliest that it can be, application, end; and those of an effect."""

    entry: date | None = None
    bound: date | None = None
    applies: date | None = None
    until: date | None = None
    since: date | None = None
    ends: date | None = None

    def facts(self, iri: str) -> Iterator[Fact]:
        days = {
            "entryIntoForce": self.entry,
            "notBefore": self.bound,
            "appliesFrom": self.applies,
            "until": self.until,
        }
        yield from say(
            iri,
            type="Commencement",
            rule="after-first-publication",
            **{name: day.isoformat() for name, day in days.items() if day},
        )

    def possible(self, asking: Asking) -> set[bool]:
        """Whether it counts, in every way in which what is not known may be."""
        # Where it is not known: on any day from before all that are asked about to after them; unless granted, never.
        days = (FIRST - timedelta(9), *DAYS, DAYS[-1] + timedelta(9), *(() if asking.granted else (NEVER,)))
        entries = [self.entry] if self.entry else [day for day in days if not self.bound or day >= self.bound]
        last_too = (True, False) if self.until or self.ends else (False,)
        return {self._counts(asking, entry, included) for entry in entries for included in last_too}

    def _counts(self, asking: Asking, entry: date, included: bool) -> bool:
        on, known_on = asking.moment.on, asking.moment.known_on
        if entry == NEVER or (known_on and entry > known_on):
            return False
        start = self.since or (entry if asking.force else self.applies or entry)
        if asking.force:
            start = max(start, entry)
        lasts = [on < day or (included and on == day) for day in (self.until, self.ends) if day]
        return start <= on and all(lasts)


DAY = st.sampled_from(DAYS)
MAYBE = st.none() | DAY
RULES = st.one_of(
    st.builds(Rule, entry=DAY, applies=MAYBE, until=MAYBE), st.builds(Rule, bound=MAYBE, applies=MAYBE, until=MAYBE)
)
EFFECTS = st.one_of(
    st.builds(Rule, entry=DAY, applies=MAYBE, since=MAYBE, ends=MAYBE),
    st.builds(Rule, bound=MAYBE, applies=MAYBE, since=MAYBE, ends=MAYBE),
)


def askings() -> Iterator[Asking]:
    around = (FIRST - timedelta(1), *DAYS, DAYS[-1] + timedelta(1))
    for on, known_on, force, granted in product(around, (None, *around), (False, True), (False, True)):
        if not (granted and force):
            yield Asking(Moment(on, known_on), force=force, granted=granted)


ASKINGS = tuple(askings())


def truth_of(possible: set[bool]) -> Truth:
    return YES if possible == {True} else NO if possible == {False} else UNKNOWN


def start(rule: Rule) -> Start:
    found = entities(list(rule.facts(f"{BASE}it")))
    return Start(found[f"{BASE}it"], None, rule.since, rule.ends)


@STEADY
@given(RULES | EFFECTS)
def test_a_commencement_counts_as_in_every_world(rule: Rule) -> None:
    it = start(rule)
    for asking in ASKINGS:
        assert counts(it, asking).truth is truth_of(rule.possible(asking)), asking


@STEADY
@given(RULES | EFFECTS)
def test_every_answer_has_a_reason_and_only_a_positive_one_a_condition(rule: Rule) -> None:
    it = start(rule)
    for asking in ASKINGS:
        found = counts(it, asking)
        assert len(found.reasons) == 1
        assert found.explanation
        if found.conditions:
            assert found.truth is YES
            assert asking.moment.known_on is None


def test_every_boundary_day_of_an_act_that_applies_backwards() -> None:
    """Signed on the 3rd, in force on the 8th, applied from the 2nd, until the 10th: which of these days decides."""
    first, second, third, seventh, eighth, ninth, tenth = (date(2025, 1, day) for day in (1, 2, 3, 7, 8, 9, 10))
    act = f"{BASE}act"
    rule = Rule(entry=eighth, applies=second, until=tenth)
    found = entities([*rule.facts(f"{BASE}it"), *say(act, type="Act", number="7", signed=third.isoformat())])
    it = Start(found[f"{BASE}it"], found[act])

    def code(on: date, known_on: date | None = None, **options: bool) -> tuple[Truth, ReasonCode]:
        answer = counts(it, Asking(Moment(on, known_on), **options))
        return answer.truth, answer.reasons[0].code

    assert code(first) == (NO, ReasonCode.BEFORE_APPLICATION)
    assert code(second) == code(seventh) == (YES, ReasonCode.RETROACTIVE)
    assert code(eighth) == code(ninth) == (YES, ReasonCode.IN_FORCE)
    assert code(tenth) == (UNKNOWN, ReasonCode.END_NOT_CLEAR)
    assert code(date(2025, 1, 11)) == (NO, ReasonCode.ENDED)
    assert code(third, second) == (NO, ReasonCode.NOT_YET_SIGNED)
    assert code(third, third) == code(third, seventh) == (NO, ReasonCode.NOT_YET_IN_FORCE)
    assert code(third, eighth) == (YES, ReasonCode.RETROACTIVE)
    assert code(second, force=True) == (NO, ReasonCode.NOT_YET_SIGNED)
    assert code(seventh, force=True) == (NO, ReasonCode.NOT_YET_IN_FORCE)
    assert code(eighth, force=True) == (YES, ReasonCode.IN_FORCE)


def test_without_a_commencement_nothing_is_known() -> None:
    for asking in ASKINGS:
        found = counts(Start(None, None), asking)
        assert (found.truth, found.reasons[0].code) == (UNKNOWN, ReasonCode.NO_COMMENCEMENT)


# Rows: all that makes them law and all that ends them


@dataclass(frozen=True)
class Case:
    """A row with the rules of its version, of what replaces this, of what takes it out, and of ends of the act."""

    own: Rule
    replaced: tuple[Rule, ...] = ()
    ended: tuple[Rule, ...] = ()
    repealed: tuple[Rule, ...] = ()
    suspended: tuple[Rule, ...] = ()

    def row(self) -> Entity:
        return entities(list(self.facts()))[f"{LAW}/row_1#tariff"]

    def facts(self) -> Iterator[Fact]:
        version, part = f"{LAW}/annex/by/1", f"{LAW}/annex"
        yield from say(LAW, type="Act", number="1", signed="2020-01-01")
        yield from say(part, type="Subdivision", parent=LAW)
        yield from say(f"{BASE}s", type="Service", code="A01.001.001")
        for name in ("repeal", "suspension"):
            yield from say(f"{BASE}concept/operation/{name}", type="Operation", code=name.upper())
        yield from self.own.facts(f"{version}#c")
        later = []
        for number, rule in enumerate(self.replaced):
            yield from rule.facts(f"{part}/by/r{number}#c")
            later.append(f"{part}/by/r{number}")
            yield from say(later[-1], type="Version", of=part, act=LAW, commencement=f"{later[-1]}#c")
        yield from say(
            version, type="Version", of=part, act=LAW, commencement=f"{version}#c", replacedBy=tuple(later)
        )  # fmt: skip
        ends = []
        for number, rule in enumerate(self.ended):
            ends.append(f"{BASE}e{number}")
            yield from self._effect(ends[-1], rule)
        for name, rules in (("repeal", self.repealed), ("suspension", self.suspended)):
            for number, rule in enumerate(rules):
                operation = f"{BASE}concept/operation/{name}"
                yield from self._effect(f"{BASE}{name}{number}", rule)
                yield from say(f"{BASE}{name}{number}", operation=operation, scope="act", targetAct=LAW, target=LAW)
        yield from say(
            f"{LAW}/row_1#tariff", type="TariffLine", version=version, act=LAW, service=f"{BASE}s", price="1.00",
            endedBy=tuple(ends),
        )  # fmt: skip

    def _effect(self, iri: str, rule: Rule) -> Iterator[Fact]:
        yield from rule.facts(f"{iri}#c")
        yield from say(
            iri, type="Effect", commencement=f"{iri}#c", since=rule.since.isoformat() if rule.since else None,
            until=rule.ends.isoformat() if rule.ends else None, act=f"{iri}/act",
        )  # fmt: skip
        yield from say(f"{iri}/act", type="Act", number="9", signed="2024-12-01")

    def possible(self, asking: Asking) -> set[bool]:
        """The row in every world: it is law, and none of its ends counts."""
        ends = (*self.replaced, *self.ended, *self.repealed, *self.suspended)
        outcomes = product(self.own.possible(asking), *(each.possible(asking) for each in ends))
        return {own and not any(rest) for own, *rest in outcomes}


LAW = f"{BASE}eli/kz/moh/order/2020/01/01/1"
CASES = st.builds(
    Case,
    own=RULES,
    replaced=st.lists(RULES, max_size=2).map(tuple),
    ended=st.lists(EFFECTS, max_size=2).map(tuple),
    repealed=st.lists(EFFECTS, max_size=1).map(tuple),
    suspended=st.lists(EFFECTS, max_size=1).map(tuple),
)


@settings(STEADY, max_examples=50)
@given(CASES)
def test_a_row_holds_as_in_every_world(case: Case) -> None:
    row = case.row()
    for asking in ASKINGS:
        assert validity_of_row(row, asking).truth is truth_of(case.possible(asking)), asking


@settings(STEADY, max_examples=50)
@given(CASES)
def test_the_days_in_force_are_those_of_the_answers(case: Case) -> None:
    """On the first day it is in force or has ended; on the last it may be, on the next for certain it is not."""
    row = case.row()
    until = in_force_until(row)
    assert in_force_from(row) == case.own.entry
    if until:
        for on in (until, until + timedelta(1), DAYS[-1] + timedelta(9)):
            held = validity_of_row(row, Asking(Moment(on), force=True)).truth
            # An end of its own for a time, such as that of a repealing act, may be over again.
            temporary = any(each.until or each.ends for each in (*case.replaced, *case.ended, *case.repealed))
            assert held is NO or temporary
    first = case.own.entry
    if first and until and first < until:
        others = [each for each in case.suspended if True in each.possible(Asking(Moment(first), force=True))]
        assert in_force(row, Moment(first)).truth is YES or others or case.own.until


def test_ends_are_told_by_what_they_are() -> None:
    begins, ends = Rule(entry=DAYS[0]), Rule(entry=DAYS[5])
    told = MappingProxyType(
        {
            Case(begins, replaced=(ends,)): ReasonCode.REPLACED,
            Case(begins, ended=(ends,)): ReasonCode.ENDED,
            Case(begins, repealed=(ends,)): ReasonCode.REPEALED,
            Case(begins, suspended=(ends,)): ReasonCode.SUSPENDED,
        }
    )
    for case, code in told.items():
        row = case.row()
        for on in DAYS:
            found = validity_of_row(row, Asking(Moment(on)))
            assert found.truth is (YES if on < DAYS[5] else NO)
            assert found.reasons[0].code is (ReasonCode.IN_FORCE if on < DAYS[5] else code)
        assert in_force_until(row) == (None if code is ReasonCode.SUSPENDED else DAYS[5])


def test_an_end_whose_day_is_not_known_is_told_of() -> None:
    row = Case(Rule(entry=DAYS[0]), replaced=(Rule(bound=DAYS[5]),)).row()
    assert validity_of_row(row, Asking(Moment(DAYS[4]))).truth is YES
    found = validity_of_row(row, Asking(Moment(DAYS[5])))
    assert (found.truth, found.reasons[0].code) == (UNKNOWN, ReasonCode.AWAITING_PUBLICATION)
    assert "takes its place." in found.explanation
    assert in_force_until(row) is None


def test_an_end_that_may_come_before_the_known_one_hides_it() -> None:
    def until(bound: date) -> date | None:
        return in_force_until(Case(Rule(entry=DAYS[0]), replaced=(Rule(entry=DAYS[6]), Rule(bound=bound))).row())

    assert until(DAYS[6]) == DAYS[6]
    assert until(DAYS[5]) is None


def part_of_an_act(**effect: str) -> dict[str, Entity]:
    """An appendix in a chapter, in force since the first day, and one effect on either, in force from the sixth."""
    part, version, by = f"{LAW}/ch_1/annex", f"{LAW}/ch_1/annex/by/1", f"{BASE}e"
    facts = [
        *say(LAW, type="Act", number="1", signed="2020-01-01"),
        *say(f"{BASE}maker", type="Act", number="2", signed="2021-01-01"),
        *say(f"{BASE}other", type="Act", number="3", signed="2022-01-01"),
        *say(f"{BASE}older", type="Act", number="0", signed="2020-06-01"),
        *say(f"{LAW}/ch_1", type="Subdivision", parent=LAW),
        *say(f"{LAW}/ch_2", type="Subdivision", parent=LAW),
        *say(part, type="Subdivision", parent=f"{LAW}/ch_1", sameAs=f"{LAW}/list"),
        *say(f"{LAW}/list", type="Subdivision", parent=LAW, sameAs=part),
        *Rule(entry=DAYS[0]).facts(f"{version}#c"),
        *Rule(entry=DAYS[5]).facts(f"{by}#c"),
        *say(version, type="Version", of=part, act=LAW, causedBy=f"{BASE}maker", commencement=f"{version}#c"),
        *(
            fact
            for name in ("repeal", "suspension")
            for fact in say(f"{BASE}concept/operation/{name}", type="Operation", code=name.upper())
        ),
        *say(by, type="Effect", commencement=f"{by}#c", targetAct=LAW, **{"act": f"{BASE}other", **effect}),
    ]
    return entities(facts)


@pytest.mark.parametrize(
    ("effect", "truth"),
    [
        ({"operation": "repeal", "scope": "element", "target": f"{LAW}/ch_1/annex"}, NO),
        ({"operation": "repeal", "scope": "element", "target": f"{LAW}/ch_1"}, NO),
        ({"operation": "suspension", "scope": "element", "target": f"{LAW}/ch_1/annex"}, NO),
        # One part under two names is suspended under either.
        ({"operation": "suspension", "scope": "element", "target": f"{LAW}/list"}, NO),
        ({"operation": "repeal", "scope": "act", "target": LAW}, NO),
        ({"operation": "repeal", "scope": "element", "target": f"{LAW}/ch_2"}, YES),
        ({"operation": "repeal", "scope": "rows", "target": f"{LAW}/ch_1/annex"}, YES),
        ({"operation": "repeal", "scope": "words", "target": f"{LAW}/ch_1/annex"}, YES),
        # What was repealed before this version was made, this version puts back.
        ({"operation": "repeal", "scope": "element", "target": f"{LAW}/ch_1/annex", "act": f"{BASE}older"}, YES),
    ],
)
def test_a_repeal_or_suspension_ends_what_it_is_of(effect: dict[str, str], truth: Truth) -> None:
    found = part_of_an_act(**{**effect, "operation": f"{BASE}concept/operation/{effect['operation']}"})
    version = found[f"{LAW}/ch_1/annex/by/1"]
    assert validity_of_version(version, Asking(Moment(DAYS[4]))).truth is YES
    assert validity_of_version(version, Asking(Moment(DAYS[5]))).truth is truth
    if effect["scope"] == "element":
        assert concerns(found[f"{BASE}e"], version.values["of"]) is not ("ch_2" in effect["target"])


@pytest.mark.parametrize(
    ("target", "touched"),
    [(f"{LAW}/ch_1/annex", True), (f"{LAW}/list", True), (f"{LAW}/ch_1", True), (f"{LAW}/ch_2", False)],
)
def test_a_later_change_of_a_part_is_one_under_either_of_its_names(target: str, touched: bool) -> None:
    found = part_of_an_act(operation=f"{BASE}concept/operation/repeal", scope="rows", target=target)
    assert list(changes_of(found[f"{LAW}/ch_1/annex/by/1"])) == ([found[f"{BASE}e"]] if touched else [])


def test_an_act_is_not_in_force_before_it_is_signed_whatever_else_is_known() -> None:
    found = entities([*say(LAW, type="Act", number="1", signed="2025-01-05")])
    unknown = Moment(date(2025, 1, 5))
    assert in_force(found[LAW], Moment(date(2025, 1, 4))).truth is NO
    assert in_force(found[LAW], unknown).truth is UNKNOWN
    assert validity_of_act(found[LAW], Asking(unknown)).reasons[0].code is ReasonCode.NO_COMMENCEMENT


def test_a_row_without_a_version_is_of_no_known_force() -> None:
    facts = [*say(LAW, type="Act", number="1"), *say(f"{LAW}/row", type="Row", act=LAW, number="1")]
    assert validity_of_row(entities(facts)[f"{LAW}/row"], Asking(Moment(FIRST))).truth is UNKNOWN
