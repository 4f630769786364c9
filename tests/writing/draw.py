"""Plans drawn from a seeded source: the same seed gives the same act, on every machine."""

import datetime as dt
import random
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

from tests.writing.plan import (
    AddPoint,
    AddRows,
    Amended,
    Annex,
    Change,
    Changes,
    Exclude,
    Footnote,
    Force,
    Group,
    Line,
    Name,
    Plan,
    Reference,
    Replace,
    Restate,
    Reword,
    Scope,
    Sentence,
    Sheet,
)

CODES = Path(__file__).parents[2] / "seeds" / "codes"
KINDS = ("approve", "approve", "approve", "amend", "amend", "amend", "omnibus", "repeal", "suspend")
RULES = ("samples", "mobile", "remote")
"""Topics of which the approved text is a set of points."""
SCOPES = (
    Scope("emergency", ("GOBMP",)),
    Scope("planned", ("GOBMP", "OSMS")),
    Scope("planned", ("OSMS",)),
    Scope("emergency", ("OSMS",)),
)
BOTH = Scope(None, ("GOBMP", "OSMS"))
FIRST_DAY = dt.date(2018, 1, 8)


REGISTER = (
    (dt.date(2016, 12, 29), 14630),
    (dt.date(2018, 10, 4), 17480),
    (dt.date(2020, 10, 21), 21471),
    (dt.date(2022, 1, 6), 26398),
    (dt.date(2023, 12, 4), 33715),
    (dt.date(2025, 10, 31), 37290),
)
"""How the register of the Ministry of Justice grew: numbers given on some days, as published."""


@cache
def procedures() -> tuple[str, ...]:
    """Codes of procedures: those of the national list, and those of the list that it extends."""
    files = [(CODES / name).read_text(encoding="utf-8") for name in ("mkb9.tsv", "icd9cm-vol3.tsv")]
    rows = [line.split("\t") for text in files for line in text.splitlines()[1:]]
    return tuple(sorted({row[0] for row in rows if row[1] == "procedure"}))


def registration(day: dt.date, chance: float) -> str:
    """A number that the register could give to an act signed on a day; ``chance`` from 0 to 1 makes it another."""
    for (before, low), (after, high) in pairwise(REGISTER):
        if before <= day < after:
            return str(low + int((high - low) * (((day - before).days + chance) / (after - before).days)))
    return str(REGISTER[-1][1] + (day - REGISTER[-1][0]).days * 5)


def draw(seed: int, rows: int = 8) -> Plan:
    """An act. ``rows`` is about how many rows its tables have."""
    source = random.Random(seed)  # noqa: S311 - not for secrets
    return Draw(source, rows).plan()


@dataclass(slots=True)
class Draw:
    """A source of plans."""

    random: random.Random
    rows: int

    def plan(self, kind: str | None = None, target: Reference | None = None, day: dt.date | None = None) -> Plan:
        """An act of a kind and a day, or of any; ``target`` is the act that it changes, or whose topic it has."""
        kind = kind or self.random.choice(KINDS)
        act = self.reference("list", day or self.day(1400, 2600), "moh")
        registered = act.day + dt.timedelta(self.random.randrange(1, 9))
        act = replace(act, registered=registered, registration=registration(registered, self.random.random()))
        if self.random.random() < 0.2:
            act = replace(act, registration=None, registered=None)
        makers = {"approve": self._approve, "amend": self._amend, "omnibus": self._omnibus}
        plan = Plan(kind, act, self.force(act.day), self.random.randrange(6), warned=self.random.random() < 0.15)
        if self.random.random() < 0.6:
            plan = replace(plan, article=(self.random.randrange(2, 200), self.random.randrange(1, 9)))
        plan = replace(plan, duties=self.random.random() < 0.8)
        if kind in makers:
            return makers[kind](plan, target)
        target = target or self.reference(self.topic(), self.day(0, 1300))
        plan = replace(plan, act=replace(act, topic=target.topic))
        if kind == "repeal":
            return replace(plan, repealed=(target,))
        return replace(plan, suspended=(target, act.day + dt.timedelta(self.random.randrange(30, 700))))

    def topic(self) -> str:
        """What an act approves."""
        return self.random.choice(("list", "tariff", "equipment", *RULES))

    def day(self, first: int, last: int) -> dt.date:
        """A day, so many days after the first day of all."""
        return FIRST_DAY + dt.timedelta(self.random.randrange(first, last))

    def reference(self, topic: str, day: dt.date, issuer: str | None = None) -> Reference:
        """An act of a day, numbered as acts of its year are."""
        issuer = issuer or self.random.choice(("moh", "moh", "moh", "mne"))
        number = str(self.random.randrange(1, 990))
        if issuer == "moh" and day.year < 2023:
            number = f"ҚР ДСМ-{number}" + (f"/{day.year}" if day.year == 2020 else "")
        register = registration(day, self.random.random())
        return Reference(issuer, self.random.random() < 0.3, day, number, register, topic)

    def force(self, day: dt.date) -> Force:
        """When an act of a day enters into force."""
        back = day - dt.timedelta(self.random.randrange(5, 90)) if self.random.random() < 0.25 else None
        rule = self.random.choice(
            ("after-first-publication",) * 3
            + ("from-first-publication", "from-day-after-first-publication", "on-date", "on-signature")
        )
        days = self.random.choice((10, 10, 21, 60)) if rule == "after-first-publication" else None
        date = day + dt.timedelta(self.random.randrange(20, 200)) if rule == "on-date" else None
        return Force(rule, days, date, back)

    # Acts by kind

    def _approve(self, plan: Plan, target: Reference | None) -> Plan:
        """An act that approves texts of its own, perhaps in a later edition, and repeals older acts."""
        topics = self.random.sample(("list", "tariff", "equipment", *RULES), self.random.choice((1, 1, 2, 3)))
        if target is not None:
            topics = [target.topic]
        plan = replace(plan, act=replace(plan.act, topic=topics[0]))
        several = len(topics) > 1 or self.random.random() < 0.3
        annexes = [
            replace(
                self.annex(topic, str(at) if several else None), note=self.note(plan.act, str(at)) if several else None
            )
            for at, topic in enumerate(topics, 1)
        ]
        repealed = tuple(
            self.reference(self.topic(), self.day(0, 1300)) for _ in range(self.random.choice((0, 0, 1, 2)))
        )
        if len(repealed) > 1 and several:
            annexes.append(Annex(str(len(annexes) + 1), None, repealed=repealed))
        note = self.note(plan.act, None) if plan.article else None
        return replace(plan, annexes=tuple(annexes), repealed=repealed, note=note)

    def _amend(self, plan: Plan, target: Reference | None) -> Plan:
        target = target or self.reference(self.topic(), self.day(0, 1300))
        changes, annexes = self.changes(target, 0, numbered=False)
        act = replace(plan.act, topic=target.topic)
        return replace(plan, act=act, changed=(Changes(target, changes),), annexes=annexes)

    def _omnibus(self, plan: Plan, target: Reference | None) -> Plan:
        targets = [target] if target else []
        targets += [self.reference(self.topic(), self.day(0, 1300), "moh") for _ in range(2 - len(targets))]
        changed: list[Changes] = []
        annexes: tuple[Annex, ...] = ()
        for each in targets:
            changes, more = self.changes(each, len(annexes), numbered=True)
            changed.append(Changes(each, changes))
            annexes += more
        return replace(plan, changed=tuple(changed), annexes=annexes)

    def changes(self, target: Reference, first: int, *, numbered: bool) -> tuple[tuple[Change, ...], tuple[Annex, ...]]:
        """Changes of one act, and the appendices that they refer to."""
        if target.topic in {"list", "equipment"} or (target.topic == "tariff" and self.random.random() < 0.4):
            annex = self.annex(target.topic, str(first + 1) if numbered else None)
            # Of one act always the same appendix: acts of a chain reword each other's wording.
            becomes = (target, str(int(target.number[-1]) % 5 + 1 if target.number[-1].isdigit() else 1))
            return (Reword(first),), (replace(annex, becomes=becomes),)
        if target.topic == "tariff":
            return (AddRows(self.added()),), ()
        points = sorted(self.random.sample(range(2, 60), self.random.choice((1, 2, 3, 4))))
        return tuple(self.change(str(point)) for point in points), ()

    def change(self, point: str) -> Change:
        """A change of a point of rules."""
        kind = self.random.randrange(5)
        if kind == 0:
            return Restate(point, None, self.sentence())
        if kind == 1:
            return Restate(point, str(self.random.randrange(1, 7)), self.sentence())
        if kind == 2:
            return AddPoint(f"{point}-{self.random.randrange(1, 4)}", self.sentence())
        if kind == 3:
            old, new = self.random.sample(range(6), 2)
            return Replace(point, old, new)
        return Exclude(point)

    # Appendices and tables

    def annex(self, topic: str, number: str | None) -> Annex:
        """An appendix that holds what a topic is about."""
        if topic == "list":
            return Annex(number, topic, sheets=self.lists())
        if topic == "tariff":
            return Annex(number, topic, sheets=(self.tariff(),))
        if topic == "equipment":
            return Annex(number, topic, sheets=(self.general(),))
        return Annex(number, topic, rules=tuple(self.sentence() for _ in range(self.random.randrange(2, 6))))

    def lists(self) -> tuple[Sheet, ...]:
        """Lists of high-technology care: a table for each scope, or one table with a row for each."""
        scopes = tuple(self.random.sample(SCOPES, self.random.choice((1, 2, 3))))
        sizes = [max(2, self.rows // len(scopes) + at) for at, _ in enumerate(scopes)]
        groups = [self._procedures(size) for size in sizes]
        if self.random.random() < 0.5:
            return (
                Sheet(
                    "list",
                    tuple(Group(lines, scoped=True, restarts=at > 0) for at, lines in enumerate(groups)),
                    scopes,
                ),
            )
        sheets = [
            Sheet("list", (Group(lines),), (scope,), str(at))
            for at, (lines, scope) in enumerate(zip(groups, scopes, strict=True), 1)
        ]
        if self.random.random() < 0.3:
            sheets[0] = self._with_inner(sheets[0])
        return tuple(sheets)

    def _with_inner(self, sheet: Sheet) -> Sheet:
        """The same table with a heading inside that says nothing of regimes."""
        (group,), (scope,) = sheet.groups, sheet.scopes
        middle = max(1, len(group.lines) // 2)
        under = Group(group.lines[middle:], inner=self.random.randrange(3))
        return replace(sheet, groups=(Group(group.lines[:middle]), under), scopes=(scope, scope))

    def _procedures(self, count: int) -> tuple[Line, ...]:
        codes = self.random.sample(procedures(), min(count, len(procedures())))
        return tuple(Line(str(at), code, self.name()) for at, code in enumerate(codes, 1))

    def tariff(self) -> Sheet:
        """A list of prices, perhaps with groups and coefficients."""
        coefficients = self.random.random() < 0.5
        codes = self.services(max(3, self.rows))
        lines = [self.priced(str(at), code, coefficients=coefficients) for at, code in enumerate(codes, 1)]
        if self.random.random() < 0.5:
            return Sheet("tariff", (Group(tuple(lines)),), (BOTH,), coefficients=coefficients)
        middle = len(lines) // 2
        groups = [
            Group(tuple(lines[start:end]), code=f"{letter}{self.random.randrange(1, 30):02}.000.000", title=at)
            for at, (letter, start, end) in enumerate((("A", 0, middle), ("C", middle, None)))
        ]
        if self.random.random() < 0.5:
            groups[0] = Group(groups[0].lines)
        return Sheet("tariff", tuple(groups), (BOTH,) * 2, coefficients=coefficients)

    def priced(self, number: str, code: str, *, coefficients: bool = False) -> Line:
        """A row with a price."""
        price = Decimal(self.random.randrange(10_000, 10 ** self.random.randrange(5, 9))) / 100
        price = price.quantize(Decimal("0.01"))
        home = Decimal(2) if coefficients and self.random.random() < 0.5 else None
        remote = Decimal("0.5") if coefficients and self.random.random() < 0.5 else None
        return Line(number, code, self.name(unit=True), price, home, remote)

    def services(self, count: int) -> tuple[str, ...]:
        """Codes of the tariff list, every one once."""
        blocks = self.random.sample(range(1, 89_999), count)
        return tuple(
            f"{self.random.choice('ABCD')}{10 + at // 1000:02}.{at % 1000:03}.{at % 997 + 1:03}" for at in blocks
        )

    def added(self) -> Sheet:
        """Rows that are put in after a row."""
        after = self.random.randrange(10, 2000)
        codes = self.services(self.random.randrange(2, 5))
        lines = tuple(self.priced(f"{after}-{at}", code) for at, code in enumerate(codes, 1))
        return Sheet("tariff", (Group(lines),), (BOTH,))

    def general(self) -> Sheet:
        """A table of things without codes."""
        lines = tuple(
            Line(str(at), None, self.name(), measure=self.random.randrange(4)) for at in range(1, max(2, self.rows) + 1)
        )
        return Sheet("general", (Group(lines),), (Scope(None, ()),))

    def name(self, *, unit: bool = False) -> Name:
        """A name of a service."""
        pick = self.random.randrange
        return Name(pick(20), pick(15), pick(9), pick(3) if unit and self.random.random() < 0.3 else None)

    def sentence(self) -> Sentence:
        """A sentence of rules."""
        return Sentence(self.random.randrange(5), self.random.randrange(5))

    def note(self, act: Reference, appendix: str | None) -> Footnote | None:
        """What the publisher notes of later changes; mostly nothing."""
        if self.random.random() < 0.6:
            return None
        day, chain = act.day, list[Amended]()
        for at in range(self.random.choice((1, 1, 2, 4))):
            day += dt.timedelta(self.random.randrange(40, 200))
            other = replace(self.reference("list", day, "moh"), registration=None)
            same = at > 0 and not chain[-1].act.acting and not other.acting
            inherited = same and self.random.random() < 0.5
            force = self.random.choice(
                (Force("after-first-publication", 10), Force("from-first-publication"), Force("on-date", None, day))
            )
            chain.append(Amended(other, inherited, force))
        return Footnote(self.random.choice(("substitution", "substitution", "change")), appendix, tuple(chain))
