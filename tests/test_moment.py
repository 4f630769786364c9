"""What is law on a day: the table of truth, completions of what is not known, and the same in SPARQL."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import product

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from graph.days.law import LAW as TEMPORAL
from graph.days.law import Certainty, Reader, View
from graph.days.moment import Moment
from graph.stores.entity import Entity
from graph.stores.query import (
    EVERYTHING,
    And,
    Comparison,
    Count,
    Differ,
    Filter,
    In,
    Is,
    Not,
    Or,
    Query,
    Some,
    Way,
    every,
    none,
)
from tests.endpoint import SparqlEngine
from tests.naive import compare
from tests.timed import PROCEDURES, REGIMES, Change, Drawn, Made, Rule, Timed, built, day, worlds
from tests.timed import Entry as Row

STEADY = settings(
    derandomize=True, deadline=None, database=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow]
)
LISTINGS = Way("procedure", "Listing", back=True)
TO_PROCEDURE = Way("procedure", "Procedure")
TO_VERSION = Way("version", "Version")
CURRENT = In("current", (True,))
CERTAIN, POSSIBLE = Certainty

Truth = bool | None


def denied(truth: Truth) -> Truth:
    return None if truth is None else not truth


def all_of(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return False if False in found else None if None in found else True


def any_of(truths: Iterable[Truth]) -> Truth:
    return denied(all_of(map(denied, truths)))


def counts(rule: Entity | None, moment: Moment, since: date | None = None) -> Truth:
    """The table of truth, as it is written."""
    if rule is None:
        return False if since and moment.on < since else None
    force, bound = rule.values["entryIntoForce"], rule.values["notBefore"]
    applies, until = rule.values["appliesFrom"], rule.values["until"]
    start = since or applies
    on, known = moment.on, moment.known_on
    if force and (not known or force <= known) and (start or force) <= on and (not until or on < until):
        return True
    late = known is not None and ((force and force > known) or (not force and bound and bound > known))
    early = on < start if start else bool((force and on < force) or (not force and bound and bound > on))
    return False if late or early or (until and on > until) else None


def acts(effect: Entity, moment: Moment) -> Truth:
    until = effect.values["until"]
    lasting = not until or (True if moment.on < until else None if moment.on == until else False)
    return all_of((counts(effect.values["commencement"], moment, effect.values["since"]), lasting))


def around(part: Entity) -> list[Entity]:
    """A part, and those that it stands in."""
    above = part.values["parent"]
    return [part, *(around(above) if above is not None and above.type == "Subdivision" else ())]


def alive(row: Entity, moment: Moment) -> Truth:
    version = row.values["version"]
    ending = [
        effect
        for effect in row.values["act"].values["effectsOn"]
        if effect.values["scope"] == "act" and effect.values["operation"].values["code"] in {"REPEAL", "SUSPENSION"}
    ]
    ending += [
        effect
        for part in around(version.values["of"])
        for effect in part.values["changedBy"]
        if effect.values["scope"] == "element" and effect.values["operation"].values["code"] == "SUSPENSION"
    ]
    return all_of(
        (
            counts(version.values["commencement"], moment),
            *(denied(counts(each.values["commencement"], moment)) for each in version.values["replacedBy"]),
            *(denied(acts(each, moment)) for each in (*ending, *row.values["endedBy"])),
        )
    )


moments = st.builds(Moment, st.integers(-1, 7).map(day), st.none() | st.integers(-1, 7).map(day))


def found(world: Timed, class_name: str, where: Filter) -> set[str]:
    return {each.iri for each in world.store.find(Query(class_name, where)).items}


@STEADY
@given(worlds(), moments)
def test_a_row_is_law_as_the_table_of_truth_says(drawn: Drawn, moment: Moment) -> None:
    world = built(drawn)
    certain, possible = (found(world, "Listing", moment.law("Listing", each)) for each in Certainty)
    for row in world.store.all("Listing"):
        truth = alive(row, moment)
        assert (row.iri in certain, row.iri in possible) == (truth is True, truth is not False)


def test_every_boundary_of_every_rule() -> None:
    days: list[int | None] = [None, 1, 2]
    rules = [
        Rule(force, None if force else bound, applies, until)
        for force, bound, applies, until in product(days, days, days, days)
    ]
    drawn = Drawn(tuple(Made(2, False, rule) for rule in dict.fromkeys(rules)), (), ())
    world = built(replace(drawn, entries=tuple(Row(number, 0, (0,), ()) for number in range(len(drawn.made)))))
    for on, known in product(range(4), (None, 0, 1, 2, 3)):
        moment = Moment(day(on), None if known is None else day(known))
        certain, possible = (found(world, "Listing", moment.law("Listing", each)) for each in Certainty)
        for row in world.store.all("Listing"):
            truth = counts(row.values["version"].values["commencement"], moment)
            assert (row.iri in certain, row.iri in possible) == (truth is True, truth is not False)


class Completed:
    """A world in which every unknown day is given, and whether a last day is one of what it ends; plain loops."""

    def __init__(self, world: Timed, moment: Moment, choose: Callable[[int], int]) -> None:
        self.moment = moment
        self.store = world.store
        self._choose = choose
        self._chosen: dict[tuple[str, str], int] = {}

    def _one_of(self, subject: str, what: str, number: int) -> int:
        return self._chosen.setdefault((subject, what), self._choose(number))

    def _counts(self, owner: Entity, since: date | None = None) -> bool:
        rule = owner.values["commencement"]
        if rule is None:
            return bool(self._one_of(owner.iri, "any", 2)) and (since is None or since <= self.moment.on)
        force, applies = rule.values["entryIntoForce"], rule.values["appliesFrom"]
        if force is None:
            bound = rule.values["notBefore"] or day(-3)
            force = bound + (day(self._one_of(rule.iri, "force", 12)) - day(0))
        known = self.moment.known_on
        begun = (since or applies or force) <= self.moment.on
        return (known is None or force <= known) and begun and self._lasts(rule)

    def _lasts(self, subject: Entity) -> bool:
        until, on = subject.values["until"], self.moment.on
        return until is None or on < until or (on == until and self._one_of(subject.iri, "until", 2) == 1)

    def acts(self, effect: Entity) -> bool:
        return self._counts(effect, effect.values["since"]) and self._lasts(effect)

    def stands(self, version: Entity) -> bool:
        effects = (each for each in self.store.all("Effect") if self.acts(each))
        return (
            self._counts(version)
            and not any(map(self._counts, version.values["replacedBy"]))
            and not any(self._stops(each, version) for each in effects)
        )

    def _stops(self, effect: Entity, version: Entity) -> bool:
        operation, scope = effect.values["operation"].values["code"], effect.values["scope"]
        whole = scope == "act" and operation in {"REPEAL", "SUSPENSION"}
        return whole or (
            scope == "element" and operation == "SUSPENSION" and effect.values["target"] in around(version.values["of"])
        )

    @cached_property
    def law(self) -> set[str]:
        rows = [
            row.iri
            for row in self.store.all("Listing")
            if self.stands(row.values["version"]) and not any(map(self.acts, row.values["endedBy"]))
        ]
        return {*rows, *(each.iri for each in self.store.all("Version") if self.stands(each))}

    def answer(self, class_name: str, where: Filter) -> set[str]:
        return {
            each.iri
            for each in self.store.all(class_name)
            if (class_name not in TEMPORAL or each.iri in self.law) and self.holds(each, where)
        }

    def far(self, entity: Entity, way: Way) -> list[Entity]:
        if way.back:
            ends = [each for each in self.store.all(way.to) if entity in _linked(each, way.term)]
            return [each for each in ends if way.to not in TEMPORAL or each.iri in self.law]
        return _linked(entity, way.term)

    def holds(self, entity: Entity, where: Filter) -> bool:  # noqa: C901, PLR0911 - all that a filter may be
        match where:
            case And(filters):
                return all(self.holds(entity, each) for each in filters)
            case Or(filters):
                return any(self.holds(entity, each) for each in filters)
            case Not(each):
                return not self.holds(entity, each)
            case Is(iris):
                return entity.iri in iris
            case In("current", (True,)):
                return entity.iri in self.law
            case In("complete", (True,)):
                return entity.values["complete"] is True
            case In(term, values):
                return any(each.iri in values for each in _linked(entity, term))
            case Some(way, each):
                return any(self.holds(end, each) for end in self.far(entity, way))
            case Count(way, comparison, number, among):
                return compare(sum(self.holds(end, among) for end in self.far(entity, way)), comparison, number)
            case Differ(way, term, among):
                ends = [end for end in self.far(entity, way) if self.holds(end, among)]
                return len({text for end in ends for text in end.values[term]}) > 1
            case _:
                raise AssertionError(where)


def _linked(entity: Entity, term: str) -> list[Entity]:
    value = entity.values[term]
    return list(value) if isinstance(value, tuple) else [value] if value else []


def joined(each: st.SearchStrategy[Filter]) -> st.SearchStrategy[Filter]:
    several = st.lists(each, max_size=2).map(tuple)
    return st.builds(Not, each) | st.builds(And, several) | st.builds(Or, several)


of_rows: st.SearchStrategy[Filter] = st.recursive(
    st.sampled_from(
        (
            EVERYTHING,
            CURRENT,
            In("regimes", REGIMES[:1]),
            In("regimes", REGIMES[1:]),
            Some(TO_VERSION, CURRENT),
            Some(TO_VERSION, In("complete", (True,))),
        )
    ),
    joined,
    max_leaves=2,
)


def of_procedures(rows: st.SearchStrategy[Filter]) -> st.SearchStrategy[Filter]:
    comparisons = [each for each in Comparison if each not in {Comparison.STARTS, Comparison.CONTAINS}]
    leaves = (
        st.builds(Some, st.just(LISTINGS), rows)
        | st.builds(none, st.just(LISTINGS), rows)
        | st.builds(every, st.just(LISTINGS), rows)
        | st.builds(Count, st.just(LISTINGS), st.sampled_from(comparisons), st.integers(0, 3), rows)
        | st.builds(Differ, st.just(LISTINGS), st.just("nameAsPrinted"), rows)
    )
    return st.recursive(leaves | st.just(Is(PROCEDURES[:1])), joined, max_leaves=3)


deep = of_rows | st.builds(Some, st.just(TO_PROCEDURE), of_procedures(of_rows))
asked = st.tuples(st.just("Procedure"), of_procedures(deep)) | st.tuples(st.just("Listing"), deep)
FLAGSHIP = And((Some(LISTINGS, In("regimes", REGIMES[1:])), none(LISTINGS, In("regimes", REGIMES[:1]))))
UNKNOWN = Drawn(
    (Made(0, True, Rule(None, 1, None, None)),), (), (Row(0, 0, (1,), ()), Row(0, 0, (0,), ()), Row(0, 1, (1,), ()))
)


def view(world: Timed, moment: Moment) -> View:
    return View(Reader(world.store), moment)


@STEADY
@given(worlds(), moments, asked, st.data())
def test_certain_is_in_every_answer_and_every_answer_in_possible(
    drawn: Drawn, moment: Moment, question: tuple[str, Filter], data: st.DataObject
) -> None:
    world = built(drawn)
    class_name, where = question
    viewed = view(world, moment)
    certain, possible = (found(world, class_name, viewed.all(class_name, where, each)) for each in Certainty)
    undecided = found(world, class_name, viewed.undecided(class_name, where))
    assert undecided == possible - certain
    for _ in range(4):
        completed = Completed(world, moment, lambda number: data.draw(st.integers(0, number - 1)))
        answer = completed.answer(class_name, where)
        assert certain <= answer <= possible


def test_where_no_day_is_missing_nothing_is_undecided() -> None:
    @STEADY
    @given(worlds(known=True), moments, asked)
    def check(drawn: Drawn, moment: Moment, question: tuple[str, Filter]) -> None:
        rules = [rule for rule in (*(each.rule for each in drawn.made), *(each.rule for each in drawn.changes)) if rule]
        ends = [*(rule.until for rule in rules), *(each.until for each in drawn.changes)]
        assume(moment.on not in {day(end) for end in ends if end is not None})
        world = built(drawn)
        class_name, where = question
        answers = [found(world, class_name, view(world, moment).all(class_name, where, each)) for each in Certainty]
        assert answers == [Completed(world, moment, lambda _: 0).answer(class_name, where)] * 2
        seen.add(bool(answers[0]))

    seen: set[bool] = set()
    check()
    assert seen == {True, False}


def test_rows_of_one_version_count_together() -> None:
    """The first procedure has a row under each regime in one version: whether it counts or not, it is no answer."""
    world = built(UNKNOWN)
    asked_on = view(world, Moment(day(2)))
    assert found(world, "Procedure", asked_on.all("Procedure", FLAGSHIP)) == set()
    assert found(world, "Procedure", asked_on.undecided("Procedure", FLAGSHIP)) == {PROCEDURES[1]}


def test_what_both_an_old_and_a_new_version_list_is_certain() -> None:
    """Which of the two is in force is not known; each of them lists it."""
    rules = Rule(0, None, None, None), Rule(None, 1, None, None)
    drawn = Drawn(tuple(Made(0, True, each) for each in rules), (), (Row(0, 0, (1,), ()), Row(1, 0, (1,), ())))
    world = built(drawn)
    listed = Some(LISTINGS, In("regimes", REGIMES[1:]))
    for on, expected in ((-1, set()), (0, {PROCEDURES[0]}), (1, {PROCEDURES[0]}), (5, {PROCEDURES[0]})):
        assert found(world, "Procedure", view(world, Moment(day(on))).all("Procedure", listed)) == expected
    assert found(world, "Listing", view(world, Moment(day(1))).all("Listing", EVERYTHING)) == set()


def test_what_an_order_takes_out_and_puts_in_anew_is_certain() -> None:
    """Until it is in force the old row counts, and then the new one; on which day that is, is not known."""
    rules = Rule(0, None, None, None), Rule(None, 1, None, None)
    made = tuple(Made(0, False, each) for each in rules)
    ender = Change("insertion", "rows", None, None, None, 1, shared=True)
    rows = (Row(0, 0, (1,), (0,)), Row(1, 0, (1,), ()), Row(0, 1, (1,), (0,)))
    world = built(Drawn(made, (ender,), rows))
    asked_on, listed = view(world, Moment(day(2))), Some(LISTINGS, EVERYTHING)
    assert found(world, "Procedure", asked_on.all("Procedure", listed)) == {PROCEDURES[0]}
    assert found(world, "Procedure", asked_on.undecided("Procedure", listed)) == {PROCEDURES[1]}
    once = Count(LISTINGS, Comparison.EQUAL, 1)
    assert found(world, "Procedure", asked_on.all("Procedure", once)) == {PROCEDURES[0]}


@settings(STEADY, max_examples=40)
@given(worlds(), moments, asked)
@example(UNKNOWN, Moment(day(2)), ("Procedure", FLAGSHIP))
def test_sparql_says_the_same(drawn: Drawn, moment: Moment, question: tuple[str, Filter]) -> None:
    world = built(drawn)
    endpoint = SparqlEngine(world)
    class_name, where = question
    for certainty in Certainty:
        query = Query(class_name, view(world, moment).all(class_name, where, certainty))
        assert endpoint.answer(query) == [each.iri for each in world.store.find(query).items]
