"""The law as it stood on a day: which rows hold for certain, which may, and what is not known of what stood."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.answers.gap import Gap, GapKind
from graph.answers.ground import Ground, ground_of
from graph.answers.inquiry import Inquiry
from graph.answers.wording import enumerated, part_name, version_name
from graph.days.commencing import Asking, counts, start_of_effect
from graph.days.reason import Reason, ReasonCode, Truth, Validity, few, gathered
from graph.days.validity import staying, validity_of_entry, validity_of_version
from graph.history.lineage import contributing, is_one, line_of
from graph.stores.entity import Entity
from graph.stores.query import EVERYTHING, And, Filter, In, Is, Not, Query, Some, Way

_TOLD = 3
"""Parts of acts that are told of in words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Rows of a day. ``ground`` is that of all that may hold, with the gaps of that day.

    ``named`` are those of them that name the code that is asked about, and whether they hold; ``reasons`` say why the
    versions stand that certainly do.
    """

    asking: Asking
    certain: Filter
    possible: Filter
    ground: Ground
    named: Mapping[Entity, Validity]
    reasons: tuple[Reason, ...]


def standing(inquiry: Inquiry, asking: Asking) -> Standing:
    """The rows that name codes of a system, as they stood."""
    parts = {part: _versions(inquiry, part) for part in _parts(inquiry)}
    truths = {each: validity_of_version(each, asking) for versions in parts.values() for each in versions}
    may = [each for each in truths if truths[each].truth is not Truth.NO]
    sure = [each for each in may if truths[each].truth is Truth.YES]
    ended = _ended(inquiry, may, truths, asking)
    gone = [row for row in ended if ended[row].truth is Truth.NO]
    possible = _rows(may, gone)
    named = {row: validity_of_entry(row, asking) for row in inquiry.store.find(inquiry.naming(possible)).items}
    doubtful = [row for found in (ended, named) for row, each in found.items() if each.truth is not Truth.YES]
    certain = _rows(sure, list(dict.fromkeys(doubtful)))

    def stands(each: Entity) -> bool:
        found = truths.get(each) if each.type == "Version" else counts(start_of_effect(each), asking)
        return found is None or found.truth is not Truth.NO

    ground = ground_of(inquiry, possible, stands)
    gaps = _one_of_each(gap for part, versions in parts.items() for gap in _gaps(part, versions, truths, asking))
    read = ground.gaps if ground.versions or not gaps else ()
    why = gathered(truths[each] for each in sure)
    return Standing(asking, certain, possible, replace(ground, gaps=(*gaps, *read)), named, why)


def _parts(inquiry: Inquiry) -> Sequence[Entity]:
    """The parts of acts that such rows stand in, in some version; one under two names once."""
    holding = Some(Way("version", inquiry.rows.type, back=True), EVERYTHING)
    versions = inquiry.store.find(Query("Version", holding)).items
    found = dict.fromkeys(of for each in versions if (of := each.values["of"]) is not None)
    return [part for at, part in enumerate(found) if not any(is_one(part, each) for each in list(found)[:at])]


def _versions(inquiry: Inquiry, part: Entity) -> Sequence[Entity]:
    """The versions of a part, and those of what it stands in that take their place."""
    own = line_of(inquiry.store, part)
    return list(dict.fromkeys((*own, *(later for each in own for later in each.values["replacedBy"]))))


def _rows(versions: Sequence[Entity], without: Sequence[Entity]) -> Filter:
    here = In("version", tuple(each.iri for each in versions))
    return And((here, Not(Is(tuple(each.iri for each in without))))) if without else here


def _ended(
    inquiry: Inquiry, versions: Sequence[Entity], truths: Mapping[Entity, Validity], asking: Asking
) -> Mapping[Entity, Validity]:
    """The rows that something is known to take out at some time, and whether they hold."""
    where = And((_rows(versions, ()), Some(Way("endedBy", "Effect"), EVERYTHING)))
    rows = inquiry.store.find(Query(inquiry.rows.type, where)).items
    return {row: staying(row, truths[row.values["version"]], asking) for row in rows}


def _gaps(part: Entity, versions: Sequence[Entity], truths: Mapping[Entity, Validity], asking: Asking) -> Iterator[Gap]:
    """What is not known of a part of an act on the day."""
    day = asking.moment.on
    doubtful = [each for each in versions if truths[each].truth is Truth.UNKNOWN]
    for each in doubtful:
        text = f"Whether {version_name(each)} stands on {day} is not known."
        yield _told(GapKind.NOT_CERTAIN, text, truths[each].reasons)
    if any(each.values["complete"] is True and _stands_whole(each, truths) for each in versions):
        return
    stood = [each for each in versions if truths[each].truth is Truth.YES]
    gone = not stood and not doubtful
    reasons = gathered(truths[each] for each in stood or _around(versions, truths))
    name = _name(part, versions)
    if gone and _is_all(versions, reasons):
        yield _told(GapKind.NOTHING_STOOD, f"No version of {name} stood on {day}.", reasons)
        return
    unseen = [version_name(each) for each in stood if each.values["held"] is False]
    text = f"What{'' if gone else ' else'} stood in {name} on {day} is not held."
    text = f"{enumerated(unseen)} stood on {day} and is not held." if unseen else text
    base = Reason(ReasonCode.BASE_NOT_HELD, text)
    yield replace(_told(GapKind.BASE_NOT_HELD, text, reasons), reasons=(base, *reasons))


def _stands_whole(version: Entity, truths: Mapping[Entity, Validity]) -> bool:
    """Whether a version stands with all that it only adds to: this may enter into force later."""
    return all(each in truths and truths[each].truth is Truth.YES for each in contributing(version))


def _around(versions: Sequence[Entity], truths: Mapping[Entity, Validity]) -> Iterator[Entity]:
    """Of versions that do not stand, the last that stood before and the first that comes."""
    known = [each for each in versions if truths[each].truth is Truth.NO]
    coming = [each for each in known if truths[each].reasons[0].code in _COMING]
    over = [each for each in known if each not in coming]
    yield from over[-1:]
    yield from coming[:1]


_COMING = frozenset({ReasonCode.NOT_YET_SIGNED, ReasonCode.NOT_YET_IN_FORCE, ReasonCode.BEFORE_APPLICATION})


def _one_of_each(gaps: Iterable[Gap]) -> list[Gap]:
    """One gap of each kind, that tells of the first few of them."""
    found: dict[GapKind, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(gap.kind, []).append(gap)
    return [_joined(kind, same) for kind, same in found.items()]


def _joined(kind: GapKind, gaps: Sequence[Gap]) -> Gap:
    told = [each.reason for each in gaps[:_TOLD]]
    more = [f"The same of {len(gaps) - _TOLD} more."] if len(gaps) > _TOLD else []
    return Gap(kind, " ".join((*told, *more)), few(reason for each in gaps for reason in each.reasons))


def _told(kind: GapKind, text: str, reasons: Sequence[Reason]) -> Gap:
    return Gap(kind, " ".join((text, *(each.text for each in reasons))), tuple(reasons))


def _is_all(versions: Sequence[Entity], reasons: Sequence[Reason]) -> bool:
    """Whether nothing else can have stood: the first version is held, or the part itself is repealed or suspended."""
    original = any(each.values["causedBy"] is each.values["act"] is not None for each in versions)
    over = {ReasonCode.REPEALED, ReasonCode.SUSPENDED}
    return original or any(each.code in over for each in reasons)


def _name(part: Entity, versions: Sequence[Entity]) -> str:
    return part_name(part, next((each.values["act"] for each in versions if each.values["act"]), None))
