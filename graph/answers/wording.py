"""How acts, versions and rows are called in a sentence."""

from collections.abc import Iterable, Sequence

from graph.stores.entity import Entity, Text

_NAMED = 3


def act_name(act: Entity) -> str:
    """Such as ``№ ҚР ДСМ-141 of 2021-12-31``."""
    number, signed = act.values["number"], act.values["signed"]
    return f"№ {number} of {signed}" if number and signed else act.iri


def part_name(part: Entity, act: Entity | None) -> str:
    """Such as ``Appendix 2 of № ҚР ДСМ-134/2020 of 2020-10-16``."""
    label = words(part.values["labels"], "en") or _tail(part)
    return f"{label} of {act_name(act)}" if act else label


def version_name(version: Entity) -> str:
    """Such as ``Appendix 2 of № ҚР ДСМ-134/2020 of 2020-10-16 as made by № ҚР ДСМ-141 of 2021-12-31``."""
    of, act, maker = (version.values[term] for term in ("of", "act", "causedBy"))
    whole = part_name(of, act) if of else _tail(version)
    return f"{whole} as made by {act_name(maker)}" if maker else whole


def row_name(row: Entity) -> str:
    """Such as ``table 3, row 33 of Appendix 2 of …``."""
    table, version = row.values["table"], row.values["version"]
    number = table.values["number"] if table else None
    parts = (f"table {number}" if number else "table", f"row {row.values['row']}" if row.values["row"] else "")
    place = ", ".join(filter(None, parts))
    return f"{place} of {version_name(version)}" if version else place


def words(texts: Sequence[Text], language: str) -> str | None:
    """The first of some texts that is in a language."""
    return next((text.value for text in texts if text.language == language), None)


def enumerated(names: Iterable[str]) -> str:
    """Names with commas between; of many the first and how many more."""
    found = list(dict.fromkeys(names))
    more = len(found) - _NAMED
    return ", ".join(found[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def counted(number: int, noun: str) -> str:
    """Such as ``1 row`` or ``109 rows``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _tail(entity: Entity) -> str:
    return entity.iri.rpartition("/")[2]
