"""Who pays for a code, computed from the code and the mode of admission.

A verdict speaks of the rows of the versions that are held, and of nothing else. A row that lists the code decides;
without one, absence counts only where everything that was read was read whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.answers.absence import Absence, absence
from graph.answers.gap import gaps_of
from graph.answers.legal_basis import legal_basis
from graph.answers.rows import LISTINGS, Rows, versions
from graph.answers.wording import act_name, enumerated, row_name, version_name, words
from graph.code import INTERNATIONAL, Codes
from graph.stores.entity import Entity
from graph.stores.query import And, Filter, In, Query
from graph.stores.store import Store

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

    ``question`` finds the rows that list it. ``absence`` says why there is none; None where it is listed.
    """

    regime: Entity
    admission: Entity | None
    status: Status
    reason: str
    question: Query
    absence: Absence | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """All verdicts about a code. ``concept`` is None where no held act names it; ``scope`` says what was read."""

    code: str
    rows: Rows
    concept: Entity | None
    scope: str
    verdicts: tuple[Verdict, ...]


def coverage(
    store: Store, codes: Codes, rows: Rows, code: str, among: Filter, admission: Entity | None = None
) -> Coverage:
    """Who pays for a code according to the rows of ``among``, on one mode of admission or on each."""
    found = store.find(Query(rows.concept, In("code", (code,)), first=1)).items
    verdicts = tuple(
        _verdict(store, codes, rows, code, among, regime, mode)
        for regime in store.all("FundingRegime")
        for mode in _modes(store, rows, admission)
    )
    return Coverage(code, rows, found[0] if found else None, _scope(store, rows, among), verdicts)


def _modes(store: Store, rows: Rows, admission: Entity | None) -> Iterator[Entity | None]:
    """The modes of admission that are asked about; tariffs say nothing of any."""
    if rows is not LISTINGS:
        yield None
    elif admission is not None:
        yield admission
    else:
        yield from store.all("AdmissionMode")


def _verdict(
    store: Store, codes: Codes, rows: Rows, code: str, among: Filter, regime: Entity, mode: Entity | None
) -> Verdict:
    asked = (In("regimes", (regime.iri,)), *((In("admission", (mode.iri,)),) if mode else ()))
    where = And((among, *asked))
    question = Query(rows.type, And((where, rows.naming(code))))
    missing = absence(store, codes, rows, code, where)
    if missing is None:
        return Verdict(regime, mode, Status.LISTED, _listed(store, question), question, None)
    status = _missing(store, codes, missing)
    return Verdict(regime, mode, status, f"{_MEANING[status]} {missing.reason}", question, missing)


_MEANING = {
    Status.NOT_LISTED: "Not listed in what is held, which is no statement about other lists.",
    Status.UNKNOWN: "Not known.",
    Status.NO_SUCH_CODE: "No held list of codes has it: perhaps it is misspelled. No national list is held whole.",
}


def _missing(store: Store, codes: Codes, missing: Absence) -> Status:
    if not missing.is_proved:
        return Status.UNKNOWN
    rows, code = missing.rows, missing.code
    known = any(codes.concept(system, code) for system in (rows.system, INTERNATIONAL))
    if known or store.find(Query(rows.concept, In("code", (code,)), first=1)).total:
        return Status.NOT_LISTED
    return Status.NO_SUCH_CODE


def _listed(store: Store, question: Query) -> str:
    """Which rows list it, since when as far as that is known, and what is not known of their versions."""
    rows = store.find(question).items
    bases = [legal_basis(row) for row in rows]
    makers = {each.caused_by: each for each in bases if each.caused_by and each.entry_into_force is None}
    names = enumerated(f"{row_name(row)} of {version_name(row.values['version'])}" for row in rows)
    unknown = (
        f"When {act_name(maker)} enters into force is not known. {each.reason}" for maker, each in makers.items()
    )
    read = list(dict.fromkeys(row.values["version"] for row in rows))
    return " ".join((f"Listed: {names}.", *unknown, *(each.reason for each in gaps_of(read))))


def _scope(store: Store, rows: Rows, among: Filter) -> str:
    """What the verdicts are about, in the words of the lists themselves."""
    read = store.find(Query("Version", versions(rows.tables(among)))).items
    names = enumerated(_titled(each) for each in read) or "nothing that is held"
    return (
        f"This is about {names}, and about nothing else: care that is not listed there may be paid for under a list "
        "that is not held, and a row that lists it says nothing of conditions that stand elsewhere."
    )


def _titled(version: Entity) -> str:
    labels = version.values["labels"]
    title = words(labels, "kk") or words(labels, "ru")
    return f"{version_name(version)} («{title}»)" if title else version_name(version)
