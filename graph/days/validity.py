"""Whether acts, versions and rows of the law hold on a day, why, and from when to when they are in force.

A row holds where the version that it stands in counts, and nothing that counts takes its place, takes it out, repeals
or suspends it. What is not known of one of these is not known of the row.
"""

from collections.abc import Iterator
from datetime import date

from graph.answers.gap import changes_of, is_later, names_upwards
from graph.answers.wording import act_name, version_name
from graph.days.commencing import Asking, Start, counts, start_of_effect, start_of_version
from graph.days.first import First, earliest
from graph.days.moment import Moment
from graph.days.reason import Reason, ReasonCode, Truth, Validity, opposite, together
from graph.stores.entity import Entity


def validity_of_version(version: Entity, asking: Asking) -> Validity:
    """Whether a version counts and stands: nothing that counts takes its place."""
    later = (_ended(_replacement(each), start_of_version(each), asking) for each in version.values["replacedBy"])
    act = version.values["act"]
    ends = (_ended(reason, start_of_effect(each), asking) for each, reason in _ends_of(act, version))
    return together((counts(start_of_version(version), asking), *later, *ends))


def validity_of_row(row: Entity, asking: Asking) -> Validity:
    """Whether a listing, a tariff line or a row of the law holds."""
    version: Entity | None = row.values["version"] if "version" in row.values else _version_of(row)
    if version is None:
        text = "The version that the row stands in is not known."
        return Validity(Truth.UNKNOWN, (Reason(ReasonCode.NO_COMMENCEMENT, text),))
    return staying(row, validity_of_version(version, asking), asking)


def staying(row: Entity, version: Validity, asking: Asking) -> Validity:
    """Whether a row is still there, of which it is known whether its version stands."""
    ends = (_ended(_removal(each), start_of_effect(each), asking) for each in row.values["endedBy"])
    doubts = (_unseen(start_of_effect(each), asking) for each in row.values["mayBeEndedBy"])
    return together((version, *ends, *doubts))


def validity_of_entry(row: Entity, asking: Asking) -> Validity:
    """Whether a listing or a tariff line holds as it is printed: no change is known that may touch it unseen."""
    held = validity_of_row(row, asking)
    if held.truth is not Truth.YES:
        return held
    return together((held, *(_unseen(start, asking) for start in _unapplied(row))))


def _unseen(start: Start, asking: Asking) -> Validity:
    """What is not known of a row because of a change whose result is not."""
    found = counts(start, asking)
    if found.truth is Truth.NO:
        return Validity(Truth.YES)
    name = act_name(start.act) if start.act else "A later act"
    text = f"{name} changes what the row stands in, and what became of the row is not known. {found.explanation}"
    return Validity(Truth.UNKNOWN, (Reason(ReasonCode.CHANGE_NOT_APPLIED, text, start.commencement),))


def _unapplied(row: Entity) -> Iterator[Start]:
    """Later changes that may touch a row and whose results are not known whole."""
    version, number = row.values["version"], row.values["row"]
    whole = version.values["replacedBy"]
    for effect in changes_of(version):
        result, operation, numbers = (effect.values[term] for term in ("result", "operation", "rowNumbers"))
        adds = operation is not None and operation.iri.endswith("/insertion")
        elsewhere = bool(numbers) and number not in numbers
        known = result is not None and (result.values["complete"] is True or result in whole)
        if not (adds or elsewhere or known or effect in row.values["endedBy"]):
            yield start_of_effect(effect)
    for later in version.values["of"].values["versions"] if version.values["of"] else ():
        noted = later.values["complete"] is not True and not later.values["madeBy"] and later not in whole
        if noted and later is not version and is_later(later.values["causedBy"], _maker(version)):
            yield start_of_version(later)


def validity_of_act(act: Entity, asking: Asking) -> Validity:
    """Whether an act counts as a whole; what is said of parts of it in other words stands in its exceptions."""
    on, signed = asking.moment.on, act.values["signed"]
    if asking.force and signed and on < signed:
        text = f"{act_name(act)} was not yet signed on {on}."
        return Validity(Truth.NO, (Reason(ReasonCode.NOT_YET_SIGNED, text, act.values["commencement"]),))
    ends = (_ended(reason, start_of_effect(each), asking) for each, reason in _ends_of(act, None))
    return together((counts(Start(act.values["commencement"], act), asking), *ends))


def in_force(subject: Entity, moment: Moment) -> Validity:
    """Whether an act, a version or a row was in force on a day, whatever relations it applies to."""
    asking = Asking(moment, force=True)
    match subject.type:
        case "Act":
            return validity_of_act(subject, asking)
        case "Version":
            return validity_of_version(subject, asking)
        case _:
            return validity_of_row(subject, asking)


def in_force_from(subject: Entity) -> date | None:
    """First day in force of a version or of a row; None where it is not known."""
    version = subject if subject.type == "Version" else subject.values["version"]
    start = version.values["commencement"] if version else None
    found: date | None = start.values["entryIntoForce"] if start else None
    return found


def in_force_until(subject: Entity) -> date | None:
    """First day on which a version or a row is no longer in force; None where no such day is known for certain."""
    return earliest(map(_first_day, _ends(subject)))


def _first_day(start: Start) -> First:
    """From when something counts, or the earliest that it can."""
    if start.commencement is None:
        return First(None, start.since)
    days = (start.commencement.values[term] for term in ("entryIntoForce", "notBefore"))
    return First(*(max(day, start.since) if day and start.since else day for day in days))


def _ends(subject: Entity) -> Iterator[Start]:
    """What may end a version or a row for good."""
    version = subject if subject.type == "Version" else subject.values["version"]
    if version is not None:
        yield from map(start_of_version, version.values["replacedBy"])
        repeals = _ends_of(version.values["act"], version)
        yield from (start_of_effect(each) for each, reason in repeals if reason.code is ReasonCode.REPEALED)
        start = version.values["commencement"]
        if start and (last := start.values["until"]):
            # It ends on that day or on the next: which of them is not known.
            yield Start(None, None, last)
    if subject is not version:
        yield from map(start_of_effect, subject.values["endedBy"])


def _ended(reason: Reason, start: Start, asking: Asking) -> Validity:
    """Whether something that would end it does not count; ``reason`` says in what way it would."""
    found = counts(start, asking)
    match found.truth:
        case Truth.NO:
            return Validity(opposite(found.truth))
        case Truth.YES:
            text = f"{reason.text} {' '.join(each.text for each in found.reasons)}"
            reasons: tuple[Reason, ...] = (Reason(reason.code, text, start.commencement),)
        case _:
            reasons = tuple(
                Reason(each.code, f"{reason.text} {each.text}", each.commencement) for each in found.reasons
            )
    return Validity(opposite(found.truth), reasons, found.conditions)


def _ends_of(act: Entity | None, version: Entity | None) -> Iterator[tuple[Entity, Reason]]:
    """Effects that repeal or suspend an act, or what a version of a part of it is of, with what they do in words."""
    around = frozenset(names_upwards(version.values["of"])) if version else frozenset()
    for effect in act.values["effectsOn"] if act else ():
        scope, operation = effect.values["scope"], effect.values["operation"]
        if scope not in {"act", "element"} or operation is None:
            continue
        code = _OPERATIONS.get(operation.iri.rpartition("/")[2])
        if code is None or (scope == "element" and not (version and _ends_part(effect, code, version, around))):
            continue
        verb = "repeals" if code is ReasonCode.REPEALED else "suspends"
        what = act_name(act) if scope == "act" and act else "the part of the act that it stands in"
        yield effect, Reason(code, f"{act_name(effect.values['act'])} {verb} {what}.")


def _ends_part(effect: Entity, code: ReasonCode, version: Entity, around: frozenset[str]) -> bool:
    """Whether an effect on a part of an act is one on a version: of it or around it, and no older than it."""
    newer = code is ReasonCode.SUSPENDED or is_later(effect.values["act"], _maker(version))
    target: Entity | None = effect.values["target"]
    return target is not None and target.iri in around and newer


_OPERATIONS = {"repeal": ReasonCode.REPEALED, "suspension": ReasonCode.SUSPENDED}


def _maker(version: Entity) -> Entity | None:
    found: Entity | None = version.values["causedBy"]
    return found


def _replacement(version: Entity) -> Reason:
    return Reason(ReasonCode.REPLACED, f"{_capital(version_name(version))} takes its place.")


def _removal(effect: Entity) -> Reason:
    return Reason(ReasonCode.ENDED, f"{act_name(effect.values['act'])} takes the row out or puts another in its place.")


def _version_of(row: Entity) -> Entity | None:
    table: Entity | None = row.values["table"]
    return table.values["version"] if table else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
