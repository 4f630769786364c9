"""The difference of two states: against plain loops, as something that can be applied, and turned round."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.days.standing import standing_on
from graph.history.difference import Change, ChangeKind, Difference, UnrelatedError, difference
from graph.history.entry import code_of, content_of, names_of, price_of, regimes_of, scope_of
from graph.history.known import LackKind
from graph.history.lineage import line_of
from graph.history.state import entries_at
from graph.stores.entity import Entity
from graph.stores.memory import MemoryStore
from tests.chains import ORDERS, PART, Line, State, chain, version_iri

STEADY = settings(max_examples=150, derandomize=True, deadline=None, database=None)

LISTED = st.builds(
    Line,
    code=st.sampled_from(["37.51", "41.10", "00.50"]),
    name=st.sampled_from(["Жүрек", "Бауыр", "жүрек."]),
    admission=st.sampled_from(["planned", "emergency"]),
    regimes=st.sampled_from([("osms",), ("gobmp",), ("gobmp", "osms")]),
)
PRICED = st.builds(
    Line,
    code=st.sampled_from(["A01.001.000", "D92.330.001"]),
    name=st.sampled_from(["Қабылдау", "Терапия"]),
    price=st.sampled_from(["1.00", "2.50"]),
    home=st.sampled_from([None, "1.5"]),
)
LINES = st.one_of(st.lists(LISTED, max_size=7), st.lists(PRICED, max_size=6))


def of(store: MemoryStore, at: int) -> Entity:
    version = store.get(version_iri(at))
    assert version is not None
    return version


def compared(*states: State, start: int = 0, end: int = -1) -> Difference:
    store = chain(states)
    return difference(store, of(store, start), of(store, end % len(states)))


def contents(change: Change) -> tuple[Hashable, ...]:
    return tuple(content_of(row) if row else None for row in (change.before, change.after))


def rows(store: MemoryStore, at: int) -> Counter[Hashable]:
    return Counter(map(content_of, entries_at(store, of(store, at))))


def applied(found: Difference, before: Counter[Hashable]) -> Counter[Hashable]:
    """The rows before with those of every change taken out and put in."""
    result = Counter(before)
    result.subtract(content_of(each.before) for each in found.changes if each.before)
    result.update(content_of(each.after) for each in found.changes if each.after)
    assert all(number >= 0 for number in result.values())
    return +result


def naive(early: Sequence[Entity], late: Sequence[Entity]) -> Counter[tuple[Hashable, ...]]:
    """Pairs by plain loops: each row of the one side looks for the first free row of the other."""
    free_before, free_after = list(early), list(late)
    pairs: list[tuple[Entity, Entity]] = []

    def sweep(same: Callable[[Entity, Entity], bool]) -> None:
        for one in list(free_before):
            other = next((each for each in free_after if same(one, each)), None)
            if other is not None:
                pairs.append((one, other))
                free_before.remove(one)
                free_after.remove(other)

    def place(row: Entity) -> tuple[str | None, frozenset[str]]:
        mode = row.values.get("admission")
        return (mode.iri if mode else None), regimes_of(row)

    sweep(lambda one, other: content_of(one) == content_of(other))
    for part in (place, lambda row: place(row)[0], lambda row: place(row)[1], lambda _row: None):
        sweep(lambda one, other, part=part: code_of(one) == code_of(other) and part(one) == part(other))  # type: ignore[misc]

    def folded(row: Entity) -> tuple[str, object]:
        return names_of(row)["kk"].lower().strip("."), scope_of(row)

    seen = Counter(map(folded, free_before)), Counter(map(folded, free_after))
    sweep(lambda one, other: folded(one) == folded(other) and seen[0][folded(one)] == seen[1][folded(one)] == 1)
    sides = [*pairs, *((one, None) for one in free_before), *((None, other) for other in free_after)]
    return Counter((content_of(a) if a else None, content_of(b) if b else None) for a, b in sides)


@given(LINES)
@STEADY
def test_a_state_does_not_differ_from_itself_nor_from_another_that_says_the_same(lines: list[Line]) -> None:
    same = compared(State(lines))
    assert (same.changes, same.unchanged, same.complete) == ((), len(lines), True)
    again = compared(State(lines), State(lines))
    assert (again.changes, again.unchanged, again.complete) == ((), len(lines), True)


@given(LINES, LINES)
@STEADY
def test_the_difference_applied_to_the_one_state_gives_the_other(one: list[Line], other: list[Line]) -> None:
    store = chain([State(one), State(other)])
    found = difference(store, of(store, 0), of(store, 1))
    assert applied(found, rows(store, 0)) == rows(store, 1)
    assert found.unchanged + sum(change.before is not None for change in found.changes) == len(one)
    assert found.unchanged + sum(change.after is not None for change in found.changes) == len(other)


@given(LINES, LINES)
@STEADY
def test_it_turns_round(one: list[Line], other: list[Line]) -> None:
    store = chain([State(one), State(other)])
    there, back = (difference(store, of(store, at), of(store, 1 - at)) for at in (0, 1))
    swapped = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    turned = Counter(
        (tuple(swapped.get(kind, kind) for kind in each.kinds), *reversed(contents(each)), each.makers, each.effect)
        for each in back.changes
    )
    assert turned == Counter((each.kinds, *contents(each), each.makers, each.effect) for each in there.changes)
    assert there.unchanged == back.unchanged


@given(LINES, LINES)
@STEADY
def test_it_is_that_of_plain_loops(one: list[Line], other: list[Line]) -> None:
    store = chain([State(one), State(other)])
    early, late = (entries_at(store, of(store, at)) for at in (0, 1))
    expected = Counter({pair: n for pair, n in naive(early, late).items() if pair[0] != pair[1]})
    assert Counter(map(contents, difference(store, of(store, 0), of(store, 1)).changes)) == expected


@given(LINES, LINES)
@STEADY
def test_kinds_say_what_differs(one: list[Line], other: list[Line]) -> None:
    for change in compared(State(one), State(other)).changes:
        before, after = change.before, change.after
        if before is None or after is None:
            assert change.kinds == ((ChangeKind.REMOVED,) if after is None else (ChangeKind.ADDED,))
            continue
        assert (ChangeKind.RECODED in change.kinds) == (code_of(before) != code_of(after))
        assert (ChangeKind.MOVED in change.kinds) == (scope_of(before) != scope_of(after))
        assert (ChangeKind.RENAMED in change.kinds) == (names_of(before) != names_of(after))
        assert (ChangeKind.REPRICED in change.kinds) == (price_of(before) != price_of(after))
        assert change.certain


@given(st.lists(LINES, min_size=3, max_size=4))
@STEADY
@example([[Line("1.1")], [Line("1.1")], [Line("2.2")]])
def test_a_change_is_made_at_a_version_after_which_it_stays(states: list[list[Line]]) -> None:
    store = chain([State(lines) for lines in states])
    held = [rows(store, at) for at in range(len(states))]
    for change in difference(store, of(store, 0), of(store, len(states) - 1)).changes:
        (maker,) = change.makers
        at = [version_iri(each) for each in range(len(states))].index(maker.iri)
        content = content_of(change.after or change.row)
        assert all(each[content] == held[-1][content] for each in held[at:])
        assert at == 1 or held[at - 1][content] != held[-1][content]


ONE, TWO, THREE = Line("37.51", "Жүрек"), Line("41.10", "Дің", "emergency", ("gobmp",)), Line("50.52", "Бауыр")


def kinds(found: Difference) -> dict[str, tuple[tuple[ChangeKind, ...], bool]]:
    return {code_of(each.row): (each.kinds, each.certain) for each in found.changes}


def test_a_row_may_move_and_be_renamed_at_once() -> None:
    (change,) = compared(State([ONE]), State([Line("37.51", "Жүрекше", "emergency", ("gobmp",))])).changes
    assert change.kinds == (ChangeKind.MOVED, ChangeKind.RENAMED)


def test_a_name_under_another_code_is_the_same_row_only_where_no_other_has_it() -> None:
    found = compared(State([ONE]), State([Line("37.52", "жүрек")]))
    assert kinds(found) == {"37.52": ((ChangeKind.RECODED, ChangeKind.RENAMED), True)}
    found = compared(State([ONE]), State([Line("37.52", "Жүрек"), Line("37.53", "Жүрек")]))
    assert Counter(kind for each in found.changes for kind in each.kinds) == {"ADDED": 2, "REMOVED": 1}


def test_rows_of_a_cut_section_are_not_said_to_be_gone_for_certain() -> None:
    found = compared(State([ONE, TWO, THREE]), State([THREE], complete=False, cut=frozenset({"planned"})))
    assert kinds(found) == {"37.51": ((ChangeKind.REMOVED,), False), "41.10": ((ChangeKind.REMOVED,), True)}
    (lack,) = found.lacks
    assert (lack.kind, found.complete) == (LackKind.SECTION_CUT, False)
    assert lack.reason.startswith("Section 1 of the table of Appendix 2 of № 134 of 2020-10-16 as made by № 2")


def test_rows_that_came_may_have_stood_where_the_earlier_version_is_cut() -> None:
    found = compared(State([THREE], complete=False, cut=frozenset({"planned"})), State([ONE, TWO, THREE]))
    assert kinds(found) == {"37.51": ((ChangeKind.ADDED,), False), "41.10": ((ChangeKind.ADDED,), True)}


def test_a_row_that_moved_into_a_place_that_was_cut_may_have_stood_there() -> None:
    found = compared(
        State([ONE, TWO], complete=False, cut=frozenset({"emergency"})),
        State([TWO, Line("37.51", "Жүрек", "emergency", ("gobmp",))]),
    )
    assert kinds(found) == {"37.51": ((ChangeKind.MOVED,), False)}


def test_where_it_is_not_known_what_is_missing_nothing_is_certain() -> None:
    found = compared(State([ONE, TWO]), State([TWO], complete=False))
    assert kinds(found) == {"37.51": ((ChangeKind.REMOVED,), False)}
    assert [each.kind for each in found.lacks] == [LackKind.INCOMPLETE]


def test_a_version_that_is_not_held_is_not_compared() -> None:
    found = compared(State([ONE]), State([], held=False, complete=False))
    assert (found.compared, found.changes, found.complete) == (False, (), False)
    assert [each.kind for each in found.lacks] == [LackKind.NOT_HELD]


def test_versions_between_that_are_not_held_leave_open_what_did_it() -> None:
    found = compared(State([ONE]), State([], held=False, complete=False), State([TWO]))
    assert [each.kind for each in found.lacks] == [LackKind.BETWEEN]
    for change in found.changes:
        assert [each.iri for each in change.makers] == [version_iri(1), version_iri(2)]
        assert change.effect is None


def test_effects_that_add_and_take_out_rows_are_named() -> None:
    states = [State([ONE, TWO]), State([THREE], whole=False), State([], whole=False, ended=[(0, 1)])]
    found = compared(*states)
    assert kinds(found) == {"50.52": ((ChangeKind.ADDED,), True), "41.10": ((ChangeKind.REMOVED,), True)}
    effects = {code_of(each.row): each.effect.iri for each in found.changes if each.effect}
    assert effects == {"50.52": f"{ORDERS[1]}/effect/1", "41.10": f"{ORDERS[2]}/effect/2"}
    assert found.unchanged == 1


def test_names_in_different_languages_are_not_compared() -> None:
    found = compared(State([ONE]), State([Line("37.51", "Сердце", language="ru")]))
    assert (found.changes, found.unchanged) == ((), 1)
    assert [each.kind for each in found.lacks] == [LackKind.LANGUAGES]


def test_versions_of_two_subdivisions_do_not_compare() -> None:
    store, other = chain([State([ONE])]), chain([State([TWO])])
    with pytest.raises(UnrelatedError, match="different subdivisions"):
        difference(store, of(store, 0), of(other, 0))


JANUARY, MARCH, MAY = (date(2022, month, 1) for month in (1, 3, 5))


@pytest.mark.parametrize(
    ("states", "day", "expected"),
    [
        ([State([ONE], day=JANUARY), State([TWO], day=MAY)], date(2022, 4, 30), 0),
        ([State([ONE], day=JANUARY), State([TWO], day=MAY)], MAY, 1),
        ([State([ONE], day=JANUARY), State([TWO], day=MAY)], date(2021, 12, 31), None),
        ([State([ONE], day=JANUARY), State([TWO], bound=MARCH)], date(2022, 2, 28), 0),
        ([State([ONE], day=JANUARY), State([TWO], bound=MARCH)], MARCH, None),
        ([State([ONE], bound=JANUARY), State([TWO], day=MARCH)], MARCH, 1),
        ([State([ONE], bound=JANUARY), State([TWO], whole=False, day=MARCH)], MARCH, None),
        ([State([ONE], day=JANUARY), State([TWO], whole=False, day=MARCH)], MARCH, 1),
    ],
)
def test_the_version_of_a_day_is_the_one_that_is_certainly_in_force(
    states: list[State], day: date, expected: int | None
) -> None:
    store = chain(states)
    part = store.get(PART)
    assert part is not None
    assert [each.iri for each in line_of(store, part)] == [version_iri(at) for at in range(len(states))]
    standing = standing_on(store, part, day)
    assert (standing.version.iri if standing.version else None) == (None if expected is None else version_iri(expected))
    assert standing.reason
