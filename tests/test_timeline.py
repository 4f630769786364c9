"""When acts, their versions and codes begin and end: against what is true on each single day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import Graph
from graph.fact import Fact
from graph.history.ending import Bound
from graph.history.timeline import Span, timeline
from graph.stores.memory import MemoryStore
from tests.sample_facts import real
from tests.timelines import (
    CODE,
    LAW,
    PART,
    SERVICE,
    Start,
    chain,
    concepts,
    effect,
    listing,
    order_iri,
    tariff,
    version_iri,
)
from tests.world import say

STEADY = settings(derandomize=True, deadline=None, max_examples=150, database=None)
DAY = date(2020, 1, 1)
FIRST, LAST = -3, 40
"""Days around DAY that are looked at."""


def day(after: int) -> date:
    return DAY + timedelta(days=after)


def spans(facts: Iterable[Fact], iri: str, most: int = 60) -> tuple[Span, ...]:
    store = MemoryStore(tuple(facts))
    entity = store.get(iri)
    assert entity is not None
    return timeline(entity, store, most).spans


# Truth on a day, naively: 1 yes, 0 unknown, -1 no.


def counts(start: Start | None, on: date) -> int:
    if start is None:
        return 0
    applies = start.applies or start.force
    if start.until and on > start.until:
        return -1
    if start.applies and on < start.applies:
        return -1
    if not start.applies and (start.force or start.least) and on < (start.force or start.least or on):
        return -1
    if start.force is None or (start.until and on == start.until):
        return 0
    return 1 if applies and applies <= on else -1


def alive(starts: list[Start | None], at: int, on: date) -> int:
    return min(counts(starts[at], on), *(-counts(each, on) for each in starts[at + 1 :]), 1)


def told(span: Span, on: date) -> int:
    """What a span says of a day."""
    begins, ends = span.begins, span.ends.bound if span.ends else None
    if (begins.earliest and on < begins.earliest) or (ends and ends.latest and on >= ends.latest):
        return -1
    has_begun = begins.day is not None and begins.day <= on
    has_not_ended = ends is None or (ends.earliest is not None and on < ends.earliest)
    return 1 if has_begun and has_not_ended else 0


@st.composite
def starts(draw: st.DrawFn) -> Start | None:
    """A commencement that does not reach back: what does is told of beside the span."""
    first, later = draw(st.integers(0, 30)), draw(st.none() | st.integers(0, 5))
    applies = None if later is None else day(first + later)
    kind = draw(st.sampled_from(["force", "least", "words", "none"]))
    if kind == "none":
        return None
    return Start(day(first) if kind == "force" else None, day(first) if kind == "least" else None, applies)


@STEADY
@given(st.lists(starts(), min_size=1, max_size=5))
def test_spans_say_what_is_true_on_each_day(drawn: list[Start | None]) -> None:
    found = spans(chain(drawn), PART)
    assert [each.subject.iri for each in found] == [version_iri(at) for at in range(len(drawn))]
    for at, span in enumerate(found):
        for after in range(FIRST, LAST):
            assert told(span, day(after)) == alive(drawn, at, day(after))


@STEADY
@given(starts().filter(bool), st.integers(0, 40))
def test_a_last_day_leaves_open_whether_it_is_the_last(drawn: Start, last: int) -> None:
    start = Start(drawn.force, drawn.least, drawn.applies, day(last))
    (span,) = spans(chain([start]), PART)
    assert span.ends is not None
    assert (span.ends.bound.earliest, span.ends.bound.latest) == (day(last), day(last + 1))
    assert [act.iri for act in span.ends.by] == [order_iri(0)]
    for after in range(FIRST, LAST):
        assert told(span, day(after)) == counts(start, day(after))


def test_reaching_back_is_no_beginning() -> None:
    unknown, known = spans(chain([Start(least=day(20), applies=day(1)), Start(day(30), applies=day(5))]), PART)
    assert (unknown.begins, unknown.applies_from, unknown.reaches_back) == (Bound(day(20), None), day(1), True)
    assert (known.begins.day, known.applies_from, known.reaches_back) == (day(30), day(5), True)
    assert unknown.ends is not None
    assert (unknown.ends.bound.day, unknown.ends.reaches_back) == (day(30), day(5))
    assert known.ends is None


def test_the_first_of_the_acts_that_may_end_it() -> None:
    first, *_ = spans(chain([Start(day(0)), Start(least=day(5)), Start(day(9)), Start(day(12))]), PART)
    assert first.ends is not None
    assert first.ends.bound == Bound(day(5), day(9))
    assert [act.iri for act in first.ends.by] == [order_iri(1), order_iri(2)]


def test_an_act_with_what_it_repeals_and_suspends() -> None:
    facts = [
        *chain([Start(day(0)), Start(day(3)), None]),
        *effect(1, "repeal", scope="act", commencement=f"{order_iri(1)}#commencement", since=day(8).isoformat()),
        *effect(0, "suspension", scope="act", commencement=f"{order_iri(0)}#commencement", until=day(2).isoformat()),
    ]
    *versions, suspended = spans(facts, PART)
    # What repeals the whole act ends every version of it, whichever order made it.
    assert [each.ends and each.ends.bound.day for each in versions] == [None, None, day(8)]
    assert [each.ends and each.ends.bound.latest for each in versions] == [day(3), day(8), day(8)]
    assert suspended.subject.type == "Effect"
    assert (suspended.begins.day, suspended.ends and suspended.ends.bound) == (day(0), Bound(day(2), day(3)))
    # An order is an act, which nothing ends here; its parts are not held.
    (own,) = spans(facts, order_iri(0))
    assert (own.place, own.subject, own.by, own.ends) == (own.subject, own.subject, own.subject, None)
    kinds = [each.subject.type for each in spans(facts, LAW)]
    assert kinds == ["Act", "Effect", "Version", "Version", "Version"]


def test_an_act_that_is_known_by_its_repeal_alone() -> None:
    facts = [
        *(each for each in chain([Start(day(3))]) if each.subject != version_iri(0)),
        *effect(0, "repeal", scope="act", commencement=f"{order_iri(0)}#commencement"),
    ]
    (law,) = spans(facts, LAW)
    assert (law.subject.iri, law.begins, law.ends and law.ends.bound.day) == (LAW, Bound(None, None), day(3))


def test_parts_of_an_act_that_begin_otherwise() -> None:
    later = f"{order_iri(0)}#commencement-point-2"
    facts = [
        *chain([Start(day(0))]),
        *say(later, type="Commencement", part="point 2", entryIntoForce=day(9).isoformat(), rule="on-date"),
        *say(f"{order_iri(0)}#commencement", exceptions=later),
    ]
    whole, part = spans(facts, order_iri(0))
    assert (whole.subject.type, whole.begins.day) == ("Act", day(0))
    assert (part.subject.iri, part.begins.day, part.by) == (later, day(9), whole.subject)


def test_a_code_in_lists_that_are_not_all_held() -> None:
    end = f"{order_iri(2)}/effect/repeal"
    facts = [
        *concepts(),
        *(each for each in chain([Start(day(0)), Start(day(4)), Start(day(8))]) if not _says_held(each, 1)),
        *_not_held(1),
        *effect(2, "repeal", scope="rows", commencement=f"{order_iri(2)}#commencement"),
        *listing(0, end),
        *tariff(0, "10.00"),
        *tariff(2, "12.50"),
    ]
    listed, unread = spans(facts, CODE)
    assert (listed.subject.type, listed.begins.day, listed.ends and listed.ends.bound.day) == (
        "Listing",
        day(0),
        day(4),
    )
    assert (unread.subject.iri, unread.begins.day) == (version_iri(1), day(4))
    priced = [(str(each.subject.values.get("price")), each.begins.day) for each in spans(facts, SERVICE)]
    assert priced == [("10.00", day(0)), ("None", day(4)), ("12.50", day(8))]


def _says_held(fact: Fact, at: int) -> bool:
    return fact.subject == version_iri(at) and fact.term.name in {"held", "complete"}


def _not_held(at: int) -> Iterator[Fact]:
    yield from say(version_iri(at), held="false", complete="false")


def test_a_row_ends_with_the_effect_that_takes_it_out() -> None:
    end = f"{order_iri(1)}/effect/repeal"
    facts = [
        *concepts(),
        *(each for each in chain([Start(day(0)), Start(least=day(4))]) if each.term.name != "replacedBy"),
        *effect(1, "repeal", scope="rows", commencement=f"{order_iri(1)}#commencement"),
        *listing(0, end),
    ]
    (listed,) = spans(facts, CODE)
    assert listed.ends is not None
    assert listed.ends.bound == Bound(day(4), None)


@pytest.mark.parametrize("last", [date.max, date.max - timedelta(days=1)])
def test_the_last_day_of_the_calendar_breaks_nothing(last: date) -> None:
    (span,) = spans(chain([Start(day(0), until=last)]), PART)
    assert span.ends is not None
    assert span.ends.bound.earliest == last


def test_of_many_spans_some_are_left_out() -> None:
    store = MemoryStore(tuple(chain([Start(day(at)) for at in range(9)])))
    part = store.get(PART)
    assert part is not None
    line = timeline(part, store, most=4)
    assert (len(line.spans), line.left_out) == (4, 5)


def test_things_that_have_no_span() -> None:
    facts = (*chain([None]), *concepts())
    assert spans(facts, CODE) == ()
    assert spans(facts, order_iri(0)) == ()
    assert spans(facts, version_iri(0)) == ()


def test_the_seeds() -> None:
    built = real()
    assert isinstance(built, Graph)
    law = f"{built.base}eli/kz/moh/order/2020/10/16/qr-dsm-134-2020"
    (version,) = spans(built.facts, law)
    assert (version.begins, version.ends) == (Bound(date(2022, 1, 17), None), None)
    (priced,) = spans(built.facts, f"{built.base}code/tariff/D92.330.001")
    assert (priced.begins, priced.applies_from) == (Bound(date(2025, 8, 20), None), date(2025, 8, 1))
    assert priced.reaches_back
