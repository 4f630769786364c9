"""What stands in a subdivision once a version is made. Rows are held once, in the version that put them there."""

from graph.answers.lineage import contributing
from graph.stores.entity import Entity
from graph.stores.store import Store

_ENTRIES = ("listings", "tariffLines")
"""Ways back from a version to the rows of the law that say something of a code."""


def entries_at(_store: Store, version: Entity) -> tuple[Entity, ...]:
    """The listings and tariff lines that stand in a subdivision at a version, those put first first."""
    parts = contributing(version)
    return tuple(
        entry
        for part in parts
        for way in _ENTRIES
        for entry in part.values[way]
        if not any(effect.values["result"] in parts for effect in entry.values["endedBy"])
    )
