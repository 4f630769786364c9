"""The law as a version has it, against a plain reading of the acts one after the other."""

from hypothesis import given

from graph.days.chain import chain_of
from graph.days.law import Certainty, Reader, View
from graph.stores.entity import Entity
from graph.stores.memory import MemoryStore
from graph.stores.query import EVERYTHING, Query
from tests.test_moment import STEADY
from tests.timed import PARTS, Change, Drawn, Made, Rule, built, entry, version, worlds
from tests.timed import Entry as Row
from tests.world import BASE, say

KNOWN = Rule(0, None, None, None)


def part_of(drawn: Drawn, row: int) -> str:
    return PARTS[drawn.made[drawn.entries[row].version].part]


def state(drawn: Drawn, until: int) -> set[str]:
    """The rows of a part after the version with this number, the versions taken in the order of their signature."""
    part = PARTS[drawn.made[until].part]
    rows: set[int] = set()
    for number, made in enumerate(drawn.made[: until + 1]):
        changed = PARTS[made.part]
        inside = changed == part or changed.startswith(f"{part}/")
        if made.whole and (inside or part.startswith(f"{changed}/")):
            rows = {each for each in rows if not f"{part_of(drawn, each)}/".startswith(f"{changed}/")}
        if inside:
            rows |= {row for row, each in enumerate(drawn.entries) if each.version == number}
    enders = {
        number
        for number, each in enumerate(drawn.changes)
        if each.on == "rows" and each.made <= until and f"{PARTS[drawn.made[each.made].part]}/".startswith(f"{part}/")
    }
    return {entry(drawn, row) for row in rows if not enders & set(drawn.entries[row].ended)}


def rows_at(drawn: Drawn, number: int, class_name: str = "Listing") -> set[str]:
    store = built(drawn).store
    at = store.get(version(drawn, number))
    assert isinstance(at, Entity)
    view = View(Reader(store), chain_of(at))
    found = [{each.iri for each in store.find(Query(class_name, view.all(class_name, EVERYTHING, each))).items}
             for each in Certainty]  # fmt: skip
    assert found[0] == found[1]
    return found[0]


@STEADY
@given(worlds())
def test_a_version_has_the_rows_that_the_acts_until_then_left(drawn: Drawn) -> None:
    for number in range(len(drawn.made)):
        assert rows_at(drawn, number) == state(drawn, number)


def test_rows_of_the_whole_version_and_of_those_that_add_to_it() -> None:
    ender = Change("insertion", "rows", KNOWN, None, None, 3)
    made = tuple(Made(part, whole, KNOWN) for part, whole in ((2, True), (2, True), (2, False), (2, False), (0, True)))
    rows = (Row(0, 0, (0,), ()), Row(1, 0, (0,), (0,)), Row(2, 1, (0,), ()), Row(3, 2, (0,), ()), Row(4, 2, (0,), ()))
    drawn = Drawn(made, (ender,), rows)
    assert [rows_at(drawn, number) for number in range(5)] == [
        {entry(drawn, row) for row in each} for each in ((0,), (1,), (1, 2), (2, 3), (4,))
    ]
    assert rows_at(drawn, 3, "Version") == {version(drawn, each) for each in (1, 2, 3)}
    assert rows_at(drawn, 3, "Table") == {f"{version(drawn, each)}/tbl" for each in (1, 2, 3)}


def test_acts_of_one_day_follow_one_another_by_their_names() -> None:
    """The point was made anew before the appendix around it, though its IRI is the later one."""
    first, second = f"{BASE}eli/kz/moh/order/2021/01/02/4", f"{BASE}eli/kz/moh/order/2021/01/02/5"
    point, appendix = f"{PARTS[1]}/by/2021-01-02-4", f"{PARTS[0]}/by/2021-01-02-5"
    facts = (
        *say(PARTS[0], type="Subdivision"), *say(PARTS[1], type="Subdivision", parent=PARTS[0]),
        *(fact for act in (first, second) for fact in say(act, type="Act", signed="2021-01-02")),
        *say(point, type="Version", of=PARTS[1], causedBy=first, replacedBy=appendix),
        *say(appendix, type="Version", of=PARTS[0], causedBy=second),
    )  # fmt: skip
    at = MemoryStore(facts).get(point)
    assert at is not None
    assert chain_of(at).standing == (point,)
