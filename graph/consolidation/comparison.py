"""Two tables beside each other: what an edition prints, and what its changes make."""

from collections.abc import Iterable, Iterator

from graph.consolidation.rows import Row


def differences(ours: Iterable[Row], theirs: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Rows that are not alike, as either side has them: missing, or with another value of a term that both state."""
    mine, others = ({row.number or row.name: dict(row.says) for row in rows} for rows in (ours, theirs))
    for number in dict.fromkeys((*mine, *others)):
        if number not in others:
            yield f"row {number}", f"no row {number}"
        elif number not in mine:
            yield f"no row {number}", f"row {number}"
        else:
            one, other = mine[number], others[number]
            for term in sorted(one.keys() & other.keys()):
                if one[term] != other[term]:
                    yield f"row {number}: {one[term]}", f"row {number}: {other[term]}"
