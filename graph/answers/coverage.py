"""Who pays for a code, computed from the code and the mode of admission.

A verdict speaks of the rows of the versions that are held, and of nothing else. A row that lists the code decides;
without one, absence counts only where everything that was read was read whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.answers.absence import Absence, absence
from graph.answers.day import Standing, standing
from graph.answers.gap import Gap, GapKind, gaps_of
from graph.answers.ground import Ground, ground_of
from graph.answers.inquiry import Inquiry
from graph.answers.legal_basis import legal_basis
from graph.answers.rows import LISTINGS
from graph.answers.wording import act_name, enumerated, row_name, version_name, words
from graph.code import INTERNATIONAL
from graph.days.commencing import Asking
from graph.days.moment import Moment
from graph.days.reason import Reason, Truth, few, gathered
from graph.stores.entity import Entity
from graph.stores.query import And, Filter, In, Query

MOST_VERDICTS = 8
"""Funding regimes times modes of admission: more than the vocabulary has."""


class Status(StrEnum):
    """What is known of a code under a regime and a mode of admission."""

    LISTED = "LISTED"
    NOT_LISTED = "NOT_LISTED"
    UNKNOWN = "UNKNOWN"
    NO_SUCH_CODE = "NO_SUCH_CODE"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a code is listed under a regime on a mode of admission; services have no mode.

    ``question`` finds the rows that list it. ``absence`` says why there is none; None where it is listed. ``reasons``
    are those of a day, none where no day is asked about.
    """

    regime: Entity
    admission: Entity | None
    status: Status
    reason: str
    question: Query
    absence: Absence | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """All verdicts about a code. ``concept`` is None where no held act names it; ``scope`` says what was read.

    ``moment`` is the day that is asked about; None: the newest versions are, whether they are in force or not.
    """

    inquiry: Inquiry
    concept: Entity | None
    scope: str
    verdicts: tuple[Verdict, ...]
    moment: Moment | None = None


def coverage(inquiry: Inquiry, among: Filter, admission: Entity | None = None) -> Coverage:
    """Who pays for a code according to the rows of ``among``, on one mode of admission or on each."""
    return _coverage(inquiry, among, ground_of(inquiry, among), admission)


def coverage_on(inquiry: Inquiry, moment: Moment, admission: Entity | None = None) -> Coverage:
    """Who pays for a code on a day: listed where a row holds for certain, not listed where none can."""
    stood = standing(inquiry, Asking(moment))
    return replace(_coverage(inquiry, stood.certain, stood.ground, admission, stood), moment=moment)


def _coverage(
    inquiry: Inquiry, among: Filter, ground: Ground, admission: Entity | None, stood: Standing | None = None
) -> Coverage:
    places = [(regime, mode) for regime in inquiry.store.all("FundingRegime") for mode in _modes(inquiry, admission)]
    verdicts = tuple(_verdict(inquiry, among, ground, place, stood) for place in places)
    return Coverage(inquiry, inquiry.concept, _scope(ground), verdicts)


def _modes(inquiry: Inquiry, admission: Entity | None) -> Iterator[Entity | None]:
    """The modes of admission that are asked about; tariffs say nothing of any."""
    if inquiry.rows is not LISTINGS:
        yield None
    elif admission is not None:
        yield admission
    else:
        yield from inquiry.store.all("AdmissionMode")


def _verdict(
    inquiry: Inquiry, among: Filter, ground: Ground, place: tuple[Entity, Entity | None], stood: Standing | None
) -> Verdict:
    regime, mode = place
    said = And((In("regimes", (regime.iri,)), *((In("admission", (mode.iri,)),) if mode else ())))
    where = And((among, said))
    question = inquiry.naming(where)
    which = _which(regime, mode)
    if stood is not None:
        ground = replace(ground, gaps=(*_doubts(inquiry, stood, said), *ground.gaps))
        which = f"certain to hold on {stood.asking.moment.on} {which}"
    # A regime and a mode say nothing of where a row stands: the ground of all rows is that of these.
    missing = absence(inquiry, where, ground, which)
    if missing is None:
        rows = inquiry.store.find(question).items
        reasons = gathered(stood.named[row] for row in rows) if stood else ()
        reason = " ".join((_listed(rows), *(each.text for each in reasons)))
        return Verdict(regime, mode, Status.LISTED, reason, question, None, reasons)
    status = _missing(missing)
    reasons = few(reason for each in missing.gaps for reason in each.reasons)
    if stood and status is not Status.UNKNOWN:
        reasons = few((*reasons, *stood.reasons))
    return Verdict(regime, mode, status, f"{_MEANING[status]} {missing.reason}", question, missing, reasons)


def _doubts(inquiry: Inquiry, stood: Standing, said: Filter) -> Iterator[Gap]:
    """Rows that list the code and of which it is not known whether they hold on the day."""
    rows = inquiry.store.find(inquiry.naming(And((stood.possible, said)))).items
    doubtful = {row: each for row in rows if (each := stood.named[row]).truth is Truth.UNKNOWN}
    if doubtful:
        text = (
            f"Not known to hold on {stood.asking.moment.on}, though it lists it: {enumerated(map(row_name, doubtful))}."
        )
        yield Gap(GapKind.ROW_NOT_CERTAIN, text, gathered(doubtful.values()))


def _which(regime: Entity, mode: Entity | None) -> str:
    return f"under {regime.values['code']}" + (f" on {mode.values['code']} admission" if mode else "")


_MEANING = {
    Status.NOT_LISTED: "Not listed in what is held, which is no statement about other lists.",
    Status.UNKNOWN: "Not known.",
    Status.NO_SUCH_CODE: "No held list of codes has it: perhaps it is misspelled. No national list is held whole.",
}


def _missing(missing: Absence) -> Status:
    if not missing.is_proved:
        return Status.UNKNOWN
    inquiry = missing.inquiry
    listed = any(inquiry.codes.concept(system, inquiry.code) for system in (inquiry.rows.system, INTERNATIONAL))
    return Status.NOT_LISTED if listed or inquiry.concept else Status.NO_SUCH_CODE


def _listed(rows: Sequence[Entity]) -> str:
    """Which rows list it, since when as far as that is known, and what is not known of their versions."""
    bases = [legal_basis(row) for row in rows]
    awaited = {each.caused_by: each.reason for each in bases if each.caused_by and each.entry_into_force is None}
    read = list(dict.fromkeys(each.version for each in bases if each.version))
    return " ".join(
        (
            f"Listed: {enumerated(map(row_name, rows))}.",
            *(f"When {act_name(act)} enters into force is not known. {reason}" for act, reason in awaited.items()),
            *(each.reason for each in gaps_of(read)),
        )
    )


def _scope(ground: Ground) -> str:
    """What the verdicts are about, in the words of the lists themselves."""
    names = enumerated(map(_titled, ground.versions)) or "nothing that is held"
    return (
        f"This is about {names}, and about nothing else: care that is not listed there may be paid for under a list "
        "that is not held, and a row that lists it says nothing of conditions that stand elsewhere."
    )


def _titled(version: Entity) -> str:
    labels = version.values["labels"]
    title = words(labels, "kk") or words(labels, "ru")
    return f"{version_name(version)} («{title}»)" if title else version_name(version)
