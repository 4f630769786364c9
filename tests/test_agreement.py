"""Whatever says what is law on a day says the same: the filters, the answers with reasons, the timelines, the dump."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from graph.build import build
from graph.days.commencing import Asking, counts, start_of_effect, start_of_version
from graph.days.law import Certainty
from graph.days.moment import Moment
from graph.days.reason import Truth, Validity
from graph.days.standing import standing_on
from graph.days.validity import in_force, in_force_from, in_force_until, validity_of_row, validity_of_version
from graph.history.ending import effects_on
from graph.history.lineage import contributing
from graph.history.timeline import Span, timeline
from graph.rdf.days import make_days
from graph.rdf.quad import Literal
from graph.stores.entity import Entity
from graph.stores.query import Query
from graph.vocabulary import PREFIXES
from tests.changing import DAYS as WORDED
from tests.changing import ISSUER, LAST, SIGNED, TITLE, base_act, page, requisites, row, seeds_with
from tests.published import publish
from tests.test_moment import moments
from tests.timed import PARTS, Drawn, Timed, built, day, worlds

STEADY = settings(
    derandomize=True, deadline=None, database=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
DAYS = tuple(day(number) for number in range(-2, 9))
ONE = timedelta(1)


def as_acts_order(drawn: Drawn) -> Drawn:
    """A world in which no part is repealed without the version that this makes: it takes the place of others."""
    changes = (replace(each, operation="insertion") if each.on == "part" and each.operation == "repeal" else each
               for each in drawn.changes)  # fmt: skip
    return replace(drawn, changes=tuple(changes))


WORLDS = worlds().map(as_acts_order)


def by_filter(world: Timed, class_name: str, moment: Moment) -> dict[str, Truth]:
    sure, may = (
        {each.iri for each in world.store.find(Query(class_name, moment.law(class_name, certainty))).items}
        for certainty in Certainty
    )
    assert sure <= may
    return {
        each.iri: YES if each.iri in sure else UNKNOWN if each.iri in may else NO
        for each in world.store.all(class_name)
    }


@STEADY
@given(WORLDS, moments)
def test_filters_find_what_the_reasons_say(drawn: Drawn, moment: Moment) -> None:
    world, asking = built(drawn), Asking(moment)
    told: Mapping[str, Callable[[Entity], Validity]] = {
        "Listing": lambda each: validity_of_row(each, asking),
        "Version": lambda each: validity_of_version(each, asking),
        "Effect": lambda each: counts(start_of_effect(each), asking),
    }
    for class_name, tell in told.items():
        expected = {each.iri: tell(each).truth for each in world.store.all(class_name)}
        assert by_filter(world, class_name, moment) == expected


def said_of(span: Span, on: date) -> Truth:
    """What a span says of a day."""
    begins, ends = span.begins, span.ends.bound if span.ends else None
    if (begins.earliest and on < begins.earliest) or (ends and ends.latest and on >= ends.latest):
        return NO
    begun = begins.day is not None and begins.day <= on
    lasting = ends is None or (ends.earliest is not None and on < ends.earliest)
    return YES if begun and lasting else UNKNOWN


def lasting(drawn: Drawn) -> Drawn:
    """A world in which no end ends itself: a timeline tells of the first end, not of what revives."""
    made = tuple(replace(each, rule=each.rule and replace(each.rule, until=None)) for each in drawn.made)
    changes = tuple(replace(each, rule=each.rule and replace(each.rule, until=None), until=None)
                    for each in drawn.changes)  # fmt: skip
    return replace(drawn, made=made, changes=changes)


@STEADY
@given(WORLDS.map(lasting))
def test_timelines_have_the_days_of_the_answers(drawn: Drawn) -> None:
    """In force on a day and for its relations: a moment that is asked about on the day itself."""
    world = built(drawn)
    for part in PARTS:
        entity = world.store.get(part)
        assert entity is not None
        for span in timeline(entity, world.store).spans:
            for on in DAYS:
                told = said_of(span, on)
                found = _without_suspension(span.subject, Moment(on, on))
                assert told is found or (told is UNKNOWN and not _is_plain(drawn)), (span, on)


def _is_plain(drawn: Drawn) -> bool:
    """Whether a bound is all that is not known of a day: then a span is as sharp as the answers are."""
    rules = (*(each.rule for each in drawn.made), *(each.rule for each in drawn.changes))
    return all(rule is not None and (rule.force is not None or rule.applies is None) for rule in rules)


def _without_suspension(subject: Entity, moment: Moment) -> Truth:
    """Suspensions have spans of their own."""
    asking = Asking(moment)
    if subject.type == "Effect":
        return counts(start_of_effect(subject), asking).truth
    later = [counts(start_of_version(each), asking).truth for each in subject.values["replacedBy"]]
    repeals = [
        counts(start_of_effect(each), asking).truth
        for each in effects_on(subject.values["act"], "REPEAL")
        if each.values["scope"] == "act"
    ]
    own = counts(start_of_version(subject), asking).truth
    order = (NO, UNKNOWN, YES)
    return min((own, *(order[2 - order.index(each)] for each in (*later, *repeals))), key=order.index)


@STEADY
@given(WORLDS)
def test_days_in_force_are_those_of_the_answers(drawn: Drawn) -> None:
    world = built(drawn)
    told = _dumped(world)
    for version in world.store.all("Version"):
        first, end = in_force_from(version), in_force_until(version)
        assert told.get((version.iri, "first_date_entry_in_force")) == first
        last = told.get((version.iri, "date_no_longer_in_force"))
        assert last is None or last == (end - ONE if end else None)
        for on in DAYS:
            truth = in_force(version, Moment(on)).truth
            assert truth is not YES or first is None or first <= on
            assert first is None or on >= first or truth is NO
            if drawn == lasting(drawn) and end and on >= end:
                assert truth is NO


def _dumped(world: Timed) -> dict[tuple[str, str], date]:
    quads = ((each, each.object) for each in make_days(world.facts))
    return {
        (quad.subject, quad.predicate.removeprefix(PREFIXES["eli"])): date.fromisoformat(value.text)
        for quad, value in quads
        if isinstance(value, Literal)
    }


@STEADY
@given(WORLDS)
def test_a_state_on_a_day_is_made_of_versions_in_force(drawn: Drawn) -> None:
    world = built(drawn)
    for part in PARTS:
        entity = world.store.get(part)
        assert entity is not None
        for on in DAYS:
            found = standing_on(world.store, entity, on).version
            if found is not None:
                assert all(in_force(each, Moment(on)).truth is YES for each in contributing(found))


def test_a_part_that_is_repealed_from_a_day_of_its_own_counts_until_then(tmp_path: Path) -> None:
    order = (
        f'1. 2024 жылғы 1 қаңтардан бастап "{TITLE["kk"]}" {ISSUER["kk"][0]} {WORDED["2020-10-30"]["kk"]} '
        "№ ҚР ДСМ-170/2020 бұйрығының 7-қосымшасының күші жойылды деп танылсын."
    )
    body = ["БҰЙЫРАМЫН:", order, LAST["kk"].replace("9.", "2.", 1), SIGNED["kk"]]
    repeal = page("kk", "Күшін жою туралы", requisites("kk", "2021-02-10", "ҚР ДСМ-16"), body)
    seeds = seeds_with(tmp_path, base_act([row("1")]), repeal)
    days = ("2020/10/30/qr-dsm-170-2020\t2020-11-05", "2021/02/10/qr-dsm-16\t2021-02-15")
    publish(seeds, *(f"eli/kz/moh/order/{each}\tThe test says so." for each in days))
    store = build(seeds).store
    (line,) = (each for each in store.all("TariffLine") if "/annex_7/made/" in each.iri)
    for on, expected in ((date(2020, 11, 15), NO), (date(2021, 6, 1), YES), (date(2023, 12, 31), YES),
                         (date(2024, 1, 1), NO)):  # fmt: skip
        sure, may = (
            line in store.find(Query("TariffLine", Moment(on).law("TariffLine", certainty))).items
            for certainty in Certainty
        )
        assert (sure, may) == (expected is YES, expected is YES)
        assert validity_of_row(line, Asking(Moment(on))).truth is expected
