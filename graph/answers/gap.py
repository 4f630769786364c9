"""What is not known of versions that were read, and whether it keeps absence from them from being proved."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.answers.wording import act_name, enumerated, version_name
from graph.days.reason import Reason
from graph.stores.entity import Entity


class GapKind(StrEnum):
    """What is missing."""

    NO_TABLE = "NO_TABLE"
    BASE_NOT_HELD = "BASE_NOT_HELD"
    NOT_CERTAIN = "NOT_CERTAIN"
    ROW_NOT_CERTAIN = "ROW_NOT_CERTAIN"
    NOTHING_STOOD = "NOTHING_STOOD"
    INCOMPLETE = "INCOMPLETE"
    SEVERAL_VERSIONS = "SEVERAL_VERSIONS"
    CHANGE_NOT_APPLIED = "CHANGE_NOT_APPLIED"
    ROW_NOT_UNDERSTOOD = "ROW_NOT_UNDERSTOOD"
    ACT_NOT_HELD = "ACT_NOT_HELD"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known, in an English sentence; ``reasons`` are those of a day."""

    kind: GapKind
    reason: str
    reasons: tuple[Reason, ...] = ()

    @property
    def prevents(self) -> bool:
        """Whether absence is not proved because of it. An act whose text is not held leaves its versions whole."""
        return self.kind not in {GapKind.ACT_NOT_HELD, GapKind.NOTHING_STOOD}


May = Callable[[Entity], bool]
"""Whether a version stands, or an effect counts, as far as is known."""


def is_newest(entity: Entity) -> bool:
    """Without a day: every effect counts, and of the versions the newest stand."""
    return entity.type != "Version" or entity.values["current"] is True


def gaps_of(versions: Sequence[Entity], may: May = is_newest) -> tuple[Gap, ...]:
    """What is not known of the versions, at most one gap of each kind."""
    if not versions:
        return (Gap(GapKind.NO_TABLE, "No table that is held is among those asked about."),)
    changes = [effect for version in versions for effect in changes_of(version) if may(effect)]
    results = (each.values["result"] for each in changes if each.values["result"])
    parts = {each.values["of"] for each in versions}
    beside = (
        *_several(versions, may),
        *(each for each in results if each.values["of"] not in parts or not _known(each)),
    )
    lost = (each.values["act"] for each in changes if not each.values["result"])
    acts = (act for each in versions if (act := each.values["act"]) is not None)
    found = (
        _gap(
            GapKind.INCOMPLETE,
            "Not read whole, or only what is added to a text that is not held: {}.",
            (version_name(each) for each in versions if each.values["complete"] is not True),
        ),
        _gap(
            GapKind.SEVERAL_VERSIONS,
            "Several versions stand beside each other, and what they say together is not known: {}.",
            map(version_name, beside),
        ),
        _gap(
            GapKind.CHANGE_NOT_APPLIED,
            "A later change is known whose result is not held: by {}.",
            map(act_name, lost),
        ),
        _gap(
            GapKind.ACT_NOT_HELD,
            "Of {} no more is held than the versions that amending acts print.",
            (act_name(act) for act in acts if act.values["held"] is not True),
        ),
    )
    return tuple(each for each in found if each is not None)


def _gap(kind: GapKind, reason: str, names: Iterable[str]) -> Gap | None:
    found = enumerated(names)
    return Gap(kind, reason.format(found)) if found else None


def _several(versions: Iterable[Entity], may: May) -> Iterator[Entity]:
    """Versions of a subdivision of which more than one may stand, unless the newest is known whole."""
    for of in dict.fromkeys(each.values["of"] for each in versions):
        standing = [each for each in of.values["versions"] if may(each)] if of else []
        if len(standing) > 1 and not _is_settled(standing):
            yield from standing


def _known(version: Entity) -> bool:
    return version.values["complete"] is True


def _is_settled(versions: Sequence[Entity]) -> bool:
    """Whether it is known which of some versions is the newest, and that all of it is known."""
    makers = (each.values["causedBy"] for each in versions)
    signed = [maker.values["signed"] if maker else None for maker in makers]
    newest = max(filter(None, signed), default=None)
    return None not in signed and all(_known(each) for each, day in zip(versions, signed, strict=True) if day == newest)


def changes_of(version: Entity) -> Iterator[Entity]:
    """What later acts do to a version or to a part of it."""
    act, maker = version.values["act"], version.values["causedBy"]
    for effect in act.values["effectsOn"] if act else ():
        after = effect.values["result"] is not version and is_later(effect.values["act"], maker)
        if after and _touches(effect.values["target"], version):
            yield effect


def is_later(act: Entity | None, maker: Entity | None) -> bool:
    """Whether an act was signed after another; so taken where a day is not known."""
    one, other = (each.values["signed"] if each else None for each in (act, maker))
    return one is None or other is None or one > other


def _touches(target: Entity | None, version: Entity) -> bool:
    """Whether a change of the target may change the version: it lies in it or around it, or is not known."""
    of: Entity | None = version.values["of"]
    around = target is None or target.iri in names_upwards(version)
    return around or (of is not None and of.iri in names_upwards(target))


def names_upwards(entity: Entity | None) -> Iterator[str]:
    """The IRIs of an entity and of all that it stands in, with those of what is the same under another name."""
    for each in upwards(entity):
        yield from (each.iri, *each.values.get("sameAs", ()))


def upwards(entity: Entity | None) -> Iterator[Entity]:
    """An entity and all that it stands in."""
    while entity is not None:
        yield entity
        entity = entity.values.get("of") or entity.values.get("parent")
