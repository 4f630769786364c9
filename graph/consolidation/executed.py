"""What consolidation found out about homes, and how linking writes it down where each is linked."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.fact import Basis, Fact, Quote
from graph.facts.scribe import Scribe

_NOT_ALL = "Part of it is not held, or could not be read without an error."
NOT_HELD = "The text before the change is not held in full."
"""Why an effect is not applied."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement that follows from the execution of effects."""

    subject: str
    term: str
    value: str
    reason: str
    language: str | None = None
    quotes: tuple[Quote, ...] = ()


def state_executed(scribe: Scribe, facts: Sequence[Fact], executed: Sequence[Stated]) -> frozenset[str]:
    """Write down what was executed, and that of versions and effects which were not; gives what was ended."""
    told = {(fact.subject, fact.term.name, fact.language) for fact in facts if fact.term.name in _SHOWN}
    for each in executed:
        if (each.subject, each.term, each.language) not in told:
            scribe.state(
                each.subject, each.term, each.value, language=each.language, quotes=each.quotes, basis=Basis.INFERRED,
                reason=each.reason,
            )  # fmt: skip
    told |= {(each.subject, each.term, each.language) for each in executed}
    for fact in facts:
        if fact.term.name == "type" and fact.value == "Version" and (fact.subject, "complete", None) not in told:
            scribe.state(fact.subject, "complete", value=False, basis=Basis.INFERRED, reason=_NOT_ALL)
        elif fact.term.name == "result" and (fact.subject, "applied", None) not in told:
            scribe.state(fact.subject, "applied", value=False, basis=Basis.INFERRED, reason=NOT_HELD)
    return frozenset(each.subject for each in executed if each.term == "endedBy")


_SHOWN = frozenset({"complete", "applied", "text"})
"""What a text may show by itself: that all new text was read, and what that is."""
