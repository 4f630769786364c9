"""How much of a state is known: what is held of the versions it is made of, and which places of it were read whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.answers.wording import version_name, words
from graph.history.entry import scope_of
from graph.history.lineage import contributing
from graph.stores.entity import Entity


class LackKind(StrEnum):
    """What is missing."""

    NOT_HELD = "NOT_HELD"
    INCOMPLETE = "INCOMPLETE"
    SECTION_CUT = "SECTION_CUT"
    BETWEEN = "BETWEEN"
    LANGUAGES = "LANGUAGES"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is not known of a comparison, in an English sentence; of which version, where it is of one."""

    kind: LackKind
    reason: str
    version: Entity | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a state. ``lacks`` is empty where all of it is."""

    held: bool
    lacks: tuple[Lack, ...]
    everywhere_doubtful: bool
    """Whether a row that is not there may have stood anywhere in it."""
    doubtful: frozenset[object]
    """Places of it (see ``scope_of``) of which rows may be missing, where only some are."""

    def has_all_like(self, row: Entity) -> bool:
        """Whether every row is known that stood where this one stands, so that absence from there is certain.

        A list has one section for each place; that a second one stood behind the cut is not reckoned with.
        """
        if row.type == "TariffLine" and self.lacks:
            return False
        return not self.everywhere_doubtful and scope_of(row) not in self.doubtful


def known(version: Entity) -> Known:
    """What is known of the state at a version."""
    parts = contributing(version)
    unseen = [each for each in parts if each.values["held"] is False]
    lacks = tuple(
        Lack(LackKind.NOT_HELD, f"{version_name(each)} is known from a publisher's note alone.", each)
        for each in unseen
    )
    if unseen or version.values["complete"] is True:
        return Known(not unseen, lacks, everywhere_doubtful=bool(unseen), doubtful=frozenset())
    partial = [each for each in parts if each.values["complete"] is not True]
    cut = {each: tuple(_cut(each)) for each in partial}
    sections = [section for found in cut.values() for section in found]
    return Known(
        held=True,
        lacks=tuple(lack for each in partial for lack in _lacks(each, cut[each])),
        everywhere_doubtful=not all(cut.values()) or not all(map(_is_understood, sections)),
        doubtful=frozenset(map(_scope, sections)),
    )


def _cut(version: Entity) -> Iterator[Entity]:
    """The sections of a version of which rows may be missing."""
    for table in version.values["tables"]:
        yield from (each for each in _sections(table) if each.values["complete"] is False)


def _lacks(version: Entity, cut: Sequence[Entity]) -> Iterator[Lack]:
    name = version_name(version)
    if not cut:
        reason = f"{name} was not read whole, or only adds to a text that is not held."
        yield Lack(LackKind.INCOMPLETE, reason, version)
    yield from (Lack(LackKind.SECTION_CUT, _cut_off(section, name), version) for section in cut)


def _cut_off(section: Entity, name: str) -> str:
    (table,) = section.values["table"]
    among, rows = _sections(table), section.values["rows"]
    which = f"table {table.values['number']}" if table.values["number"] else "the table"
    heading = words(section.values["heading"], "kk") or words(section.values["heading"], "ru")
    place = f"Section {among.index(section) + 1} of {which} of {name}" + (f" («{heading}»)" if heading else "")
    if section is among[-1] and rows and rows[-1].values["number"]:
        last = rows[-1].values["number"]
        return f"{place} is cut: what stands behind its row {last} is not known."
    return f"{place} was not read whole: rows of it may be missing."


def _sections(table: Entity) -> list[Entity]:
    return sorted(table.values["sections"], key=lambda section: section.key)


def _scope(section: Entity) -> object:
    mode: Entity | None = section.values["admission"]
    return "Listing", mode.iri if mode else None, frozenset(each.iri for each in section.values["regimes"])


def _is_understood(section: Entity) -> bool:
    """Whether the words of a section say what its rows are listed under."""
    return bool(section.values["admission"] and section.values["regimes"])
