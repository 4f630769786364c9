"""What of the law of a day is not held, or not known to have stood: no answer about that day is of all the law."""

from graph.answers.gap import Gap, GapKind
from graph.answers.wording import counted, enumerated, part_name
from graph.days.law import Certainty
from graph.days.moment import Moment
from graph.stores.entity import Entity
from graph.stores.query import EVERYTHING, And, In, Not, Or, Query, Some, Way, none
from graph.stores.store import Store

_VERSIONS = Way("of", "Version", back=True)
_WITH_ROWS = Or(tuple(Some(Way("version", each, back=True), EVERYTHING) for each in ("Listing", "TariffLine")))
_NAMED = 3


def unheld(store: Store, moment: Moment) -> tuple[Gap, ...]:
    """Parts of acts with rows of law of which no complete version certainly stood, or an incomplete one may have."""
    whole = In("complete", (True,))
    certain = And((whole, moment.law("Version", Certainty.CERTAIN)))
    doubtful = And((Not(whole), moment.law("Version", Certainty.POSSIBLE)))
    open_ = Or((none(_VERSIONS, certain), Some(_VERSIONS, doubtful)))
    found = store.find(Query("Subdivision", And((Some(_VERSIONS, _WITH_ROWS), open_)), first=_NAMED))
    if not found.total:
        return ()
    names = enumerated(map(_name, found.items))
    more = f" and {found.total - _NAMED} more" if found.total > _NAMED else ""
    text = (
        f"Of {counted(found.total, 'part')} of acts it is not known, or not held, which rows stood on {moment.on}: "
        f"{names}{more}. What has no row in this answer may have had one in a text that is not held."
    )
    return (Gap(GapKind.BASE_NOT_HELD, text),)


def _name(part: Entity) -> str:
    return part_name(part, next((act for each in part.values["versions"] if (act := each.values["act"])), None))
