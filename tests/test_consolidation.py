"""The engine of consolidation against a list of rows that is copied and edited, and words against plain text."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.consolidation.address import AddressError, by_number, in_order, number_before
from graph.consolidation.parts import Parts
from graph.consolidation.rows import Row, RowOrder, Rows
from graph.consolidation.words import WordOrder, change_words

STEADY = settings(max_examples=200, derandomize=True, deadline=None, database=None)
ACT = "urn:act"
TABLE = [str(number) for number in range(1, 9)]
NUMBERS = st.sampled_from([*TABLE, "9", "10", "2-1", "2-2", "2-3", "4-1", "4-2", "8-1", "2-1-1"])
ORDERS = st.builds(
    lambda operation, numbers: (operation, tuple(sorted(numbers, key=by_number))),
    st.sampled_from(["insertion", "substitution", "repeal"]),
    st.sets(NUMBERS, min_size=1, max_size=3),
)
CHAINS = st.lists(ORDERS, max_size=12)


def row(number: str, put_by: str = "base") -> Row:
    return Row(f"{put_by}/row_{number}", "", number)


def base() -> list[Row]:
    return [row(number) for number in TABLE]


def order(name: str, operation: str, numbers: Sequence[str]) -> RowOrder:
    rows = () if operation == "repeal" else tuple(row(number, name) for number in numbers)
    return RowOrder(name, operation, tuple(numbers), rows)


def orders_of(chain: Sequence[tuple[str, tuple[str, ...]]]) -> list[RowOrder]:
    return [order(f"effect-{at}", *each) for at, each in enumerate(chain)]


def names(rows: Rows) -> list[str]:
    return [each.name for each in rows]


def executed(rows: Rows, each: RowOrder) -> bool:
    try:
        rows.execute(each)
    except AddressError:
        return False
    return True


def naive(table: list[tuple[str, str]], each: RowOrder) -> list[tuple[str, str]]:
    """The table copied and edited: pairs of a number and a name. Raises ValueError where an address is not there."""
    edited = list(table)
    for number in each.numbers:
        name = f"{each.effect}/row_{number}"
        if each.operation == "insertion":
            if number in [one for one, _ in edited]:
                raise ValueError(number)
            *stem, last = number.split("-")
            before = stem if int(last) == 1 else [*stem, str(int(last) - 1)]
            place = [one for one, _ in edited].index("-".join(before))
            edited.insert(place + 1, (number, name))
        else:
            place = [one for one, _ in edited].index(number)
            edited[place : place + 1] = [(number, name)] if each.operation == "substitution" else []
    return edited


@STEADY
@given(CHAINS)
def test_a_chain_of_changes_gives_what_editing_a_copy_gives(chain: list[tuple[str, tuple[str, ...]]]) -> None:
    rows, table = Rows(base()), [(each.number or "", each.name) for each in base()]
    for each in orders_of(chain):
        try:
            table = naive(table, each)
        except ValueError:
            assert not executed(rows, each)
        else:
            assert executed(rows, each)
        assert names(rows) == [name for _, name in table]


@STEADY
@given(CHAINS)
def test_once_is_as_good_as_twice(chain: list[tuple[str, tuple[str, ...]]]) -> None:
    once, twice = Rows(base()), Rows(base())
    for each in orders_of(chain):
        executed(once, each)
        if executed(twice, each):
            twice.execute(each)
    for each in orders_of(chain):
        if each.effect in twice.changes:
            assert twice.execute(each) == once.changes[each.effect]
    assert names(once) == names(twice)


@st.composite
def apart(draw: st.DrawFn) -> tuple[RowOrder, RowOrder]:
    """Two changes of different rows."""
    half = draw(st.sets(st.sampled_from(TABLE), min_size=1, max_size=len(TABLE) - 1))

    def one(name: str, places: set[str]) -> RowOrder:
        operation = draw(st.sampled_from(["insertion", "substitution", "repeal"]))
        chosen = draw(st.sets(st.sampled_from(sorted(places)), min_size=1))
        return order(name, operation, [f"{each}-1" if operation == "insertion" else each for each in sorted(chosen)])

    return one("one", half), one("other", {*TABLE} - half)


@STEADY
@given(apart())
def test_changes_of_different_rows_may_come_in_any_order(pair: tuple[RowOrder, RowOrder]) -> None:
    there, back = Rows(base()), Rows(base())
    for each in pair:
        there.execute(each)
    for each in reversed(pair):
        back.execute(each)

    assert names(there) == names(back)


@STEADY
@given(CHAINS, ORDERS)
def test_a_change_that_fails_leaves_everything_as_it_was(
    chain: list[tuple[str, tuple[str, ...]]], last: tuple[str, tuple[str, ...]]
) -> None:
    rows = Rows(base())
    for each in orders_of(chain):
        executed(rows, each)
    before, changes = names(rows), dict(rows.changes)

    assume(not executed(rows, order("last", *last)))
    assert names(rows) == before
    assert rows.changes == changes


@STEADY
@given(CHAINS)
def test_rows_are_never_copied(chain: list[tuple[str, tuple[str, ...]]]) -> None:
    table = base()
    rows = Rows(table)
    for each in orders_of(chain):
        executed(rows, each)

    made = {id(each) for each in table} | {id(row) for change in rows.changes.values() for row, _ in change.put}
    assert {id(each) for each in rows} <= made


@pytest.mark.parametrize(
    ("number", "before"),
    [
        ("1494-1", "1494"),
        ("1494-2", "1494-1"),
        ("1494-10", "1494-9"),
        ("7-1-1", "7-1"),
        ("1495", "1494"),
        ("1", None),
        ("12.1", None),
        ("1494-0", None),
        ("а", None),
    ],
)
def test_a_number_says_after_which_row_a_row_stands(number: str, before: str | None) -> None:
    assert number_before(number) == before


@pytest.mark.parametrize(
    ("operation", "numbers", "code", "found"),
    [
        ("insertion", ["9-1"], "KZ-CON-001", "no such row"),
        ("insertion", ["3"], "KZ-CON-002", "1 rows: base/row_3"),
        ("insertion", ["12.1"], "KZ-CON-001", "12.1"),
        ("substitution", ["9"], "KZ-CON-001", "no such row"),
        ("repeal", ["3", "9"], "KZ-CON-001", "no such row"),
        ("repeal", [], "KZ-CON-001", "no number"),
    ],
)
def test_what_cannot_be_done_says_why(operation: str, numbers: list[str], code: str, found: str) -> None:
    with pytest.raises(AddressError) as caught:
        Rows(base()).execute(order("effect", operation, numbers))

    assert (caught.value.problem.code, caught.value.problem.found) == (code, found)
    assert caught.value.problem.expected


def test_a_number_that_stands_twice_is_no_address_unless_the_table_is_named() -> None:
    two = [Row("one", "1", "5"), Row("two", "2", "5")]
    with pytest.raises(AddressError, match="more than once"):
        Rows(two).execute(RowOrder("effect", "repeal", ("5",)))

    rows = Rows(two)
    rows.execute(RowOrder("effect", "repeal", ("5",), table="2"))
    assert names(rows) == ["one"]


def test_rows_that_are_announced_and_not_held_are_not_put_in() -> None:
    with pytest.raises(AddressError) as caught:
        Rows(base()).execute(RowOrder("effect", "insertion", ("2-1", "2-2"), (row("2-1"),)))

    assert (caught.value.problem.code, caught.value.problem.found) == ("KZ-CON-003", "2-1")


def test_what_stands_after_nothing_that_is_known_stands_at_the_end() -> None:
    assert list(in_order("ab", [("c", "x"), ("d", "a"), ("e", None), ("f", "a")])) == ["a", "f", "d", "b", "c", "e"]


# Words


@pytest.mark.parametrize(
    ("text", "changed", "given"),
    [
        ("a b c", "a d c", WordOrder("e", "replacement", "b", "d")),
        ("a\nb  c", "a\nd", WordOrder("e", "replacement", "b c", "d")),
        ("«a» b", "c b", WordOrder("e", "replacement", '"a"', "c")),
        ("a b, c", "a, c", WordOrder("e", "repeal", "b")),
        ("a (b) c", "a () c", WordOrder("e", "repeal", "b")),
        ("b c", "c", WordOrder("e", "repeal", "b")),
        ("a b; c", "a b d; c", WordOrder("e", "insertion", after="b", new="d")),
        ("a b c", "a b, d c", WordOrder("e", "insertion", after="b", new=", d")),
        ("a b a", "c b c", WordOrder("e", "replacement", "a", "c", everywhere=True)),
        ("a ab", "c ab", WordOrder("e", "replacement", "a", "c")),
        ("a. b", "c b", WordOrder("e", "replacement", "a.", "c")),
    ],
)
def test_words_are_changed_where_they_stand(text: str, changed: str, given: WordOrder) -> None:
    assert change_words([text], given) == [changed]


@pytest.mark.parametrize(
    ("text", "found", "given"),
    [
        ("a b a", "2 times", WordOrder("e", "replacement", "a", "c")),
        ("ab", "0 times", WordOrder("e", "replacement", "a", "c")),
        ("b", "0 times", WordOrder("e", "replacement", "a", "c", everywhere=True)),
        ("a", "no quoted words", WordOrder("e", "insertion", new="c")),
        ("a", "no quoted words", WordOrder("e", "replacement", "a")),
    ],
)
def test_words_that_do_not_stand_there_once_are_not_changed(text: str, found: str, given: WordOrder) -> None:
    with pytest.raises(AddressError) as caught:
        change_words([text], given)
    assert (caught.value.problem.code, caught.value.problem.found) == ("KZ-CON-004", found)


WORDS = st.sampled_from(["үш", "данада", "есеп", "ай", "сайын", "екі"])


@STEADY
@given(st.lists(WORDS, min_size=1, max_size=9), WORDS, WORDS, st.booleans())
def test_words_are_replaced_as_in_a_list_of_words(words: list[str], old: str, new: str, everywhere: bool) -> None:
    asked = WordOrder("e", "replacement", old, new, everywhere=everywhere)
    count = words.count(old)
    if count == 1 or (everywhere and count):
        assert change_words([" ".join(words)], asked) == [" ".join(new if each == old else each for each in words)]
    else:
        with pytest.raises(AddressError):
            change_words([" ".join(words)], asked)


# Parts


def parts() -> Parts:
    return Parts(ACT, {f"{ACT}/pt_1": "one", f"{ACT}/pt_2": "two", f"{ACT}/pt_2/spt_1": "three", f"{ACT}/pt_3": "four"})


def test_words_are_looked_for_in_a_part_with_all_that_stands_in_it() -> None:
    found = parts()
    for _ in range(2):
        found.change(f"{ACT}/pt_2", WordOrder("e", "replacement", "three", "3"))

    assert found.text(f"{ACT}/pt_2") == "two\n3"
    assert found.text(f"{ACT}/pt_2/spt_1") == "3"
    with pytest.raises(AddressError):
        found.change(f"{ACT}/pt_3", WordOrder("f", "replacement", "3", "4"))


def test_a_part_in_a_new_wording_has_no_parts_of_the_old_one() -> None:
    found = parts()
    found.substitute(f"{ACT}/pt_2", "2. Two.")

    assert found.text(f"{ACT}/pt_2") == "2. Two."
    assert list(found.within(f"{ACT}/pt_2")) == [f"{ACT}/pt_2"]


def test_what_is_not_known_of_a_part_makes_all_around_it_unknown() -> None:
    found = parts()
    found.substitute(f"{ACT}/pt_2/spt_1", None)

    assert found.text(f"{ACT}/pt_2") is None
    assert found.text(f"{ACT}/pt_1") == "one"


def test_a_part_is_put_in_once_and_not_beside_one_of_its_number() -> None:
    found = parts()
    for _ in range(2):
        found.insert("e", f"{ACT}/pt_2-1", "new")
    with pytest.raises(AddressError, match="already"):
        found.insert("f", f"{ACT}/pt_3", "new")

    assert found.text(f"{ACT}/pt_2-1") == "new"
    found.repeal(f"{ACT}/pt_2-1")
    assert found.text(f"{ACT}/pt_2-1") is None
