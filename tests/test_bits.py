"""Sets of numbers as integers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.stores.bits import between, cut, numbers, union

MEMBERS = st.sets(st.integers(0, 300))


@settings(derandomize=True, deadline=None, database=None)
@given(MEMBERS, st.integers(1, 5), st.integers(0, 301), st.integers(0, 301))
def test_an_integer_is_the_set_of_its_bits(members: set[int], size: int, low: int, high: int) -> None:
    found, in_order = union(1 << each for each in members), sorted(members)
    assert list(numbers(found)) == in_order
    assert cut(found, size, None) == in_order[:size]
    assert cut(found, None, size) == in_order[-size:]
    assert list(numbers(between(found, low, high))) == [each for each in in_order if low <= each < high]
