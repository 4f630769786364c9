"""Why a code is not among some rows of the law: what was read to say so, and what is not known."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.answers.gap import Gap, GapKind
from graph.answers.ground import Ground, versions_of
from graph.answers.inquiry import Inquiry
from graph.answers.rows import CURRENT, LISTINGS
from graph.answers.wording import act_name, counted, enumerated, row_name
from graph.code import INTERNATIONAL
from graph.stores.query import EVERYTHING, And, Filter, In, Query, Some, Way, none

_NO_MORE = "Other lists and acts are not held, nor is it known whether an act that is not held changed what was read."
_MOST_ROWS = 3
"""Rows that are named in a sentence."""


@dataclass(frozen=True, slots=True)
class Absence:
    """That no row of ``among`` names a code; ``rows_matching`` are those of it, whatever they name."""

    inquiry: Inquiry
    among: Filter
    ground: Ground
    rows_matching: int
    gaps: tuple[Gap, ...]
    reason: str

    @property
    def question(self) -> Query:
        """The rows that would be the contrary: there are none."""
        return self.inquiry.naming(self.among)

    @property
    def elsewhere(self) -> Query:
        """The rows of the newest held versions that name the code all the same: they stand outside ``among``."""
        return self.inquiry.naming(CURRENT)

    @property
    def is_proved(self) -> bool:
        """Whether nothing keeps absence from the versions read from being proved."""
        return not any(each.prevents for each in self.gaps)


def absence(inquiry: Inquiry, among: Filter, ground: Ground, which: str = "asked about") -> Absence | None:
    """Why no row of ``among`` names a code; None where one does.

    ``ground`` is that of ``among``, ``which`` says in words what rows these are.
    """
    if inquiry.store.find(replace(inquiry.naming(among), first=1)).total:
        return None
    matching = inquiry.count(inquiry.rows.type, among)
    gaps = (*ground.gaps, *_not_understood(inquiry, ground))
    sentences = (
        f"No row {which} names {inquiry.code}.",
        *_elsewhere(inquiry),
        f"Read: {ground.name}; {counted(matching, 'row')} of these {which}." if ground.name else "",
        *_unnamed(inquiry),
        *(each.reason for each in gaps),
        _NO_MORE,
    )
    return Absence(inquiry, among, ground, matching, gaps, " ".join(filter(None, sentences)))


def _elsewhere(inquiry: Inquiry) -> Iterator[str]:
    """Where the newest held versions name the code all the same."""
    if others := inquiry.store.find(inquiry.naming(CURRENT)).items:
        yield f"Other rows do: {enumerated(map(row_name, others))}."


def _unnamed(inquiry: Inquiry) -> Iterator[str]:
    """What is known of a code that no row of any version names."""
    if not inquiry.count(inquiry.rows.type, inquiry.rows.naming(inquiry.code)):
        other = inquiry.codes.concept(INTERNATIONAL, inquiry.code) if inquiry.rows is LISTINGS else None
        title = f"; in ICD-9-CM it is a {other.level}, “{other.labels['en']}”" if other else ""
        yield f"No held act names the code{title}."


def _not_understood(inquiry: Inquiry, ground: Ground) -> Iterator[Gap]:
    """Rows of the versions read that print the code, and of which no listing or tariff line was made."""
    inside = Some(Way("table", "Table"), Some(Way("version", "Version"), versions_of(ground.tables)))
    silent = none(Way("inRow", inquiry.rows.type, back=True), EVERYTHING)
    where = And((In("codeAsPrinted", (inquiry.code,)), inside, silent))
    if found := inquiry.store.find(Query("Row", where, first=_MOST_ROWS)).items:
        names = enumerated(f"row {each.values['number'] or '?'} of {act_name(each.values['act'])}" for each in found)
        yield Gap(
            GapKind.ROW_NOT_UNDERSTOOD, f"The code is printed, and what the row says of it is not known: {names}."
        )
