"""When an act, a part of it, or what it makes begins to count: the rules that are printed, never a computed day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.act import Amendment, Commencement
from graph.fact import Basis, Quote
from graph.facts.scribe import Scribe, Witness
from graph.iri import slug

_LONGEST = 80
"""Letters of the words that name a part, in its IRI."""


@dataclass(frozen=True, slots=True)
class Start:
    """The commencement of what a provision makes; ``applies_from`` is the first day of the relations it applies to."""

    iri: str
    applies_from: date | None
    quotes: tuple[Quote, ...]
    noted: bool = False
    """Whether only a publisher's note says so: the text of the act itself, where it is held, says it better."""

    def state(self, scribe: Scribe, subject: str) -> None:
        """Say of an effect or a version when it begins to count; what a note says is left to linking."""
        if not self.noted:
            scribe.state(subject, "commencement", self.iri, quotes=self.quotes)

    def state_applies_from(self, scribe: Scribe, subject: str) -> None:
        """Say of an effect or a row to which relations it applies."""
        scribe.state(subject, "appliesFrom", self.applies_from, quotes=self.quotes)


def state_commencement(scribe: Scribe, witness: Witness) -> None:
    """The rule for the act, and the rules for parts of it that enter into force otherwise."""
    read = witness.act.commencement
    if read is None:
        return
    iri, name = _main(witness.iri), f"Commencement of № {witness.requisites.number}"
    quotes = _quotes(witness, read)
    scribe.state(witness.iri, "commencement", iri, quotes=quotes)
    _state(scribe, iri, read, witness.requisites.signed, quotes, name)
    scribe.state(witness.iri, "appliesFrom", read.applies_from, quotes=quotes)
    for each in read.exceptions:
        part = _part(witness.iri, each.element)
        scribe.state(iri, "exceptions", part, quotes=quotes)
        scribe.state(part, "part", each.element, quotes=quotes)
        _state(scribe, part, each.commencement, witness.requisites.signed, quotes, f"{name}: {each.element}")


def state_noted(scribe: Scribe, witness: Witness, version: str, amendment: Amendment) -> Start | None:
    """What a publisher's note says of the day from which the version that an amendment makes counts."""
    read, signed = amendment.commencement, amendment.act.signed
    if read is None or signed is None:
        return None
    start = Start(_main(version), read.applies_from, witness.quote([amendment.span], "publisher's note"), noted=True)
    name = f"Commencement of № {amendment.act.number}, as the publisher's note has it"
    _state(scribe, start.iri, read, signed, start.quotes, name)
    return start


def start_of(witness: Witness, provision: str) -> Start | None:
    """The commencement of a provision such as ``point 1 subpoint 2``, or of an appendix.

    None where no point says when the act enters into force, and where it is not certain that an exception does not
    mean the provision or something in it.
    """
    iri, read = _rule_of(witness, provision)
    return Start(iri, read.applies_from, _quotes(witness, read)) if read else None


def start_on(scribe: Scribe, witness: Witness, provision: str, version: str, since: date) -> Start | None:
    """The commencement of a version that a provision makes from a day of its own on: the rule of the provision.

    It enters into force with the provision, and applies to relations from that day.
    """
    _, rule = _rule_of(witness, provision)
    if rule is None:
        return None
    read = replace(rule, applies_from=since)
    start = Start(f"{_main(version)}-{since}", since, _quotes(witness, read))
    name = f"Commencement of № {witness.requisites.number}, from {since}"
    _state(scribe, start.iri, read, witness.requisites.signed, start.quotes, name)
    return start


def _rule_of(witness: Witness, provision: str) -> tuple[str, Commencement | None]:
    """The rule for a provision, with its IRI; no rule where none is certain."""
    iri, read = _main(witness.iri), witness.act.commencement
    for each in read.exceptions if read else ():
        named = [_holds(element, provision) for element in each.element.split(", ")]
        if True in named:
            return _part(witness.iri, each.element), each.commencement
        if None in named:
            return iri, None
    return iri, read


def _state(scribe: Scribe, iri: str, read: Commencement, signed: date, quotes: tuple[Quote, ...], name: str) -> None:
    """A rule. The day is stated only where the words fix it."""
    scribe.introduce(iri, "Commencement")
    scribe.label(iri, en=name)
    scribe.state(iri, "rule", read.rule, quotes=quotes)
    scribe.state(iri, "days", read.days, quotes=quotes)
    scribe.state(iri, "dayKind", read.day_kind, quotes=quotes)
    scribe.state(iri, "entryIntoForce", signed if read.rule == "on-signature" else read.date, quotes=quotes)
    scribe.state(iri, "appliesFrom", read.applies_from, quotes=quotes)
    scribe.state(iri, "until", read.until, quotes=quotes)
    for reason in _reasons(read):
        scribe.state(iri, "reason", reason, basis=Basis.INFERRED)


def _reasons(read: Commencement) -> Iterator[str]:
    """Why the day is what it is, where it does not hang on a publication."""
    if read.rule is None:
        yield "The words of the point are not understood."
    elif read.rule == "on-signature":
        yield "It is the day of signature."
    elif read.rule == "on-date":
        yield "The text prints it."


def _quotes(witness: Witness, read: Commencement) -> tuple[Quote, ...]:
    return witness.quote([read.span], f"point {read.point}")


def _main(of: str) -> str:
    return f"{of}#commencement"


def _part(act: str, element: str) -> str:
    return f"{act}#commencement-{slug(element)[:_LONGEST].rstrip('-')}"


def _holds(element: str, provision: str) -> bool | None:
    """Whether an exception means a provision; None where it may, or means something in it."""
    if provision == element or provision.startswith(f"{element} "):
        return True
    steps = element.split(" ")
    known = len(steps) % 2 == 0 and all(each[:1].isdigit() for each in steps[1::2])
    return None if not known or element.startswith(f"{provision} ") else False
