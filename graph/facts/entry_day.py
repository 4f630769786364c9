"""The day of entry into force: computed where the publication is known, else the earliest that it can be.

"Upon expiry of ten calendar days after the day of publication" is that day and 11 more; "from the day of publication"
is the day itself, "after the day" the next. Nothing is published before it is signed and registered.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.calendar import CALENDAR, WORKING, day_after
from graph.diagnostic import Diagnostic, Problem
from graph.fact import Basis, Fact
from graph.facts.scribe import Scribe
from graph.publications import PUBLICATIONS_FILE, Publication

FROM, AFTER, NEXT = "from-first-publication", "after-first-publication", "from-day-after-first-publication"
"""Rules that count from the day of publication: the first of them with that day, the others with the next."""

_BY = re.compile(r"/by/(\d{4}-\d{2}-\d{2})-[^/#]+$")
Values = Mapping[str, str]
"""Values of a subject by term."""


def state_entry_days(
    scribe: Scribe, home: str, facts: Sequence[Fact], publication: Publication | None
) -> list[Diagnostic]:
    """Of every commencement in the home of an act or a version, when it begins or the earliest day that it can."""
    told = _tell(facts)
    known = _Known(scribe, *_made(home, told), publication)
    problems = list(known.check(home))
    if known.published and told.get(home, {}).get("type") == "Act":
        published = scribe.beside(scribe.names.seed(PUBLICATIONS_FILE))
        published.state(home, "published", known.published.day, basis=Basis.CURATED, reason=known.published.source)
    noted = f"{home}#commencement"
    if told.get(home, {}).get("type") == "Version" and noted in told and "commencement" not in told[home]:
        reason = "A publisher's note says so; the act itself is not held or does not."
        scribe.state(home, "commencement", noted, basis=Basis.INFERRED, reason=reason)
    for subject, values in told.items():
        if values.get("type") == "Commencement" and values.get("rule") in {FROM, AFTER, NEXT}:
            known.state(subject, values)
    return problems


def _tell(facts: Iterable[Fact]) -> dict[str, dict[str, str]]:
    told: dict[str, dict[str, str]] = {}
    for fact in facts:
        told.setdefault(fact.subject, {}).setdefault(fact.term.name, fact.value)
    return told


def _made(home: str, told: Mapping[str, Values]) -> tuple[date | None, date | None]:
    """When the act was signed and registered, or the act that made the version was signed."""
    own, by = told.get(home, {}), _BY.search(home)
    signed, registered = by[1] if by else own.get("signed"), own.get("registrationDate")
    return _day(signed), _day(registered)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(slots=True)
class _Known:
    """What is known of the act whose commencements are asked about."""

    scribe: Scribe
    signed: date | None
    registered: date | None
    published: Publication | None

    def check(self, home: str) -> Iterator[Diagnostic]:
        """A publication before signature or registration is none."""
        earliest = self._earliest()
        if self.published and earliest and self.published.day < earliest:
            message = f"{home} cannot have been published before it was signed and registered"
            found, expected = self.published.day.isoformat(), f"{earliest} or later"
            self.published = None
            problem = Problem("KZ-PUB-001", message, found=found, expected=expected)
            yield Diagnostic(problem, PUBLICATIONS_FILE, 0, 0, 1, 1)

    def state(self, subject: str, values: Values) -> None:
        """The day of a commencement that counts from the publication, or the earliest that it can be."""
        rule, kind = values["rule"], values.get("dayKind")
        days = int(values["days"]) if "days" in values else 0 if rule in {FROM, NEXT} else None
        if self.published and days is not None and (kind or not days):
            day = _count(rule, self.published.day, days, kind or CALENDAR)
            self._state(subject, "entryIntoForce", day, f"{_published(self.published.day)}{_words(rule, days, kind)}.")
            return
        earliest = self._earliest()
        if earliest is None or self.published:
            self._reason(subject, "The words do not say how to count the days." if self.published else _AWAITS)
            return
        # Without a kind of days calendar days are the fewest that it can be.
        bound = _count(rule, earliest, days or 0, kind or CALENDAR)
        made = f"registered on {self.registered}" if self.registered == earliest else f"signed on {self.signed}"
        why = (
            f"{_AWAITS} It was {made}, and is published no earlier{_words(rule, days or 0, kind)}: not before {bound}."
        )
        self._state(subject, "notBefore", bound, why)

    def _earliest(self) -> date | None:
        return max(filter(None, (self.signed, self.registered)), default=None)

    def _state(self, subject: str, term: str, day: date, reason: str) -> None:
        self.scribe.state(subject, term, day, basis=Basis.INFERRED, reason=reason)
        self._reason(subject, reason)

    def _reason(self, subject: str, reason: str) -> None:
        self.scribe.state(subject, "reason", reason, basis=Basis.INFERRED)


_AWAITS = "It counts from the day of first official publication, which no held text prints and no source gives."


def _count(rule: str, published: date, days: int, kind: str) -> date:
    return day_after(published + timedelta(rule != FROM), days, kind)


def _published(day: date) -> str:
    return f"Published on {day}"


def _words(rule: str, days: int, kind: str | None) -> str:
    """How the days are counted."""
    start = "counted from that day" if rule == FROM else "counted from the day after"
    if not days:
        return "; in force from that day" if rule == FROM else "; in force from the day after"
    by = ", by the public holidays of Kazakhstan" if kind == WORKING else ""
    return f"; in force when {days} {f'{kind} ' if kind else ''}days have passed, {start}{by}"
