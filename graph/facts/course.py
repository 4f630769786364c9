"""The course of one act through its changes: every effect on it, executed in order on what its text was before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.consolidation.address import AddressError
from graph.consolidation.parts import Parts
from graph.consolidation.rows import INSERTION, REPEAL, SUBSTITUTION, Row, Rows
from graph.diagnostic import Problem
from graph.fact import Fact, Quote
from graph.facts.deed import UNSURE, Deed
from graph.facts.executed import Stated
from graph.facts.history import tail_of
from graph.facts.testimony import Made
from graph.facts.told import ToldEffect, ToldRows
from graph.stores.entity import natural

COMPLETE = "Every change that made it was applied to a version that is complete."
APPLIED = "It was applied to a version that is complete."
_ENDED = "The effect names the row by its number."
_FOLLOWS = "Its number says after which row it stands."
_REPLACES = "It takes the place of this row, which has the same number."
_CHANGED = "The words of the version before it, changed as the effect orders."
_GAP = " Not all that was changed in between is held."


class Library(Protocol):
    """Where the course of an act finds what homes tell."""

    def rows(self, version: str) -> ToldRows:
        """The rows of a version."""

    def effect(self, deed: Deed) -> ToldEffect:
        """What an effect orders."""

    def points(self, act: str) -> Iterable[Fact]:
        """The text of the points of an act itself, as far as it is that of the act."""

    def points_of(self, part: str, printed: str, told: ToldRows) -> Iterable[Fact]:
        """The text of the points of an appendix where the texts of a version print it, under the name of the part."""


@dataclass(slots=True)
class Table:
    """The rows of an appendix; ``complete`` while all is known that was changed in them."""

    rows: Rows
    complete: bool
    gap: bool = False
    """Whether a change is not held."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one act did: the versions that it made, and the effects by which it made them, in order."""

    versions: tuple[Made, ...]
    deeds: tuple[Deed, ...]


@dataclass(slots=True)
class Course:
    """The state of an act; ``stated`` and ``problems`` are what came of it."""

    act: str
    library: Library
    part_of: Mapping[str, str]
    """The part that a version is of, under the name that it has in the text of the act."""
    held: bool
    """Whether a text of the act itself is held."""
    wanted: frozenset[str]
    """Appendices whose state is asked for, since something in them is changed."""
    points: bool
    """Whether words of points are changed, or points are put in, so that their text is asked for."""
    tables: dict[str, Table] = field(default_factory=dict)
    parts: dict[str, Parts] = field(default_factory=dict)
    """The text of points by language."""
    entries: dict[str, list[str]] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)
    problems: list[tuple[Problem, Quote | None]] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    """Effects that were not applied to a complete text, each with the reason."""

    def run(self, events: Iterable[Event]) -> None:
        """Execute everything."""
        if self.points:
            self._lay(self.library.points(self.act))
        for event in events:
            self._happen(event)

    def _happen(self, event: Event) -> None:
        by_deeds = {deed.result for deed in event.deeds}
        made = {each.version: each for each in event.versions}
        for deed in event.deeds:
            self._execute(deed, made[deed.result])
        for version in event.versions:
            deeds = [deed for deed in event.deeds if deed.result == version.version]
            if deeds:
                self._conclude(version, deeds)
            if version.version not in by_deeds or (version.whole and any(deed.scope != "element" for deed in deeds)):
                self._set(version, [deed for deed in event.deeds if self.part_of[deed.result] == self._part(version)])

    # What versions are

    def _part(self, version: Made) -> str:
        return self.part_of[version.version]

    def _appendix(self, part: str) -> str:
        """The outermost part that a part stands in."""
        return "/".join((self.act, part.removeprefix(f"{self.act}/").partition("/")[0]))

    def _set(self, version: Made, deeds: Sequence[Deed]) -> None:
        """A version that no effect makes that is held: an edition, or one of which only a note tells."""
        part = self._part(version)
        if not version.held or not version.whole:
            self._lose(part, whole=version.whole)
            return
        before = self.tables.get(part)
        told = self._begin(version, edition=bool(deeds))
        if deeds and before is not None and not any(deed.effect in self.failed for deed in deeds):
            self._compare(version, before.rows, self.tables[part].rows, deeds[0])
            self.tables[part].complete = told.complete

    def _begin(self, version: Made, *, printed: str | None = None, edition: bool = False) -> ToldRows:
        """A part begins anew, with the rows and points of a version."""
        part = self._part(version)
        told = self.library.rows(version.version) if part in self.wanted else ToldRows()
        rows = [row for row in told.rows if not edition or row.name in told.own]
        self.entries.update(told.entries)
        self.tables[part] = Table(Rows(rows), told.complete)
        for parts in self.parts.values():
            parts.repeal(part)
        if self.points:
            self._lay(self.library.points_of(part, printed or version.of, told))
        return told

    def _lay(self, texts: Iterable[Fact]) -> None:
        for fact in texts:
            language = fact.language or ""
            parts = self.parts.setdefault(language, Parts(self.act))
            parts.substitute(fact.subject, fact.value or None)

    def _lose(self, part: str, *, whole: bool = False) -> None:
        """Something in a part is changed, and it is not known how."""
        if whole:
            self.tables.pop(part, None)
        if table := self.tables.get(self._appendix(part)):
            table.complete, table.gap = False, True
        for parts in self.parts.values():
            parts.substitute(part, None)

    # What effects do

    def _execute(self, deed: Deed, version: Made) -> None:
        try:
            if deed.scope == "rows":
                self._execute_rows(deed, self._part(version))
            elif deed.scope == "words":
                self._execute_words(deed, self._part(version))
            else:
                self._execute_element(deed, version)
        except AddressError as error:
            self._fail(deed, error.problem)
            self._lose(self._part(version))

    def _fail(self, deed: Deed, problem: Problem) -> None:
        self.failed[deed.effect] = problem.message
        self.problems.append((problem, self.library.effect(deed).quote))

    def _execute_rows(self, deed: Deed, part: str) -> None:
        table = self.tables.get(part)
        if table is None:
            self._pass(deed, part)
            return
        told, version = self.library.effect(deed), self.library.rows(deed.result)
        if not told.sure or deed.within == (UNSURE,):
            raise AddressError("KZ-CON-006", "texts of the act name different rows", ", ".join(told.numbers), _ONE)
        rows = [row for row in version.rows if version.put_by.get(row.name) == deed.effect]
        order = told.order_rows(deed, rows, _table_of(deed, table.rows))
        self.entries.update(version.entries)
        try:
            change = table.rows.execute(order)
        except AddressError as error:
            if table.gap:
                raise AddressError("KZ-CON-008", error.problem.message, str(error.problem.found), _WHOLE) from error
            raise
        gap = _GAP if table.gap else ""
        for row in change.ended:
            for subject in (row.name, *self.entries.get(row.name, ())):
                self._state(subject, "endedBy", deed.effect, _ENDED + gap)
        for row, follows in change.put:
            reason = _FOLLOWS if deed.operation == INSERTION else _REPLACES
            self._state(row.name, "follows", follows.name, reason + gap)
        if not table.complete:
            self.failed[deed.effect] = _INCOMPLETE

    def _pass(self, deed: Deed, part: str) -> None:
        """An effect on what is not held; where what it stands in is held, that is told."""
        self.failed[deed.effect] = _NOT_HELD
        if self._appendix(part) in self.tables and self._appendix(part) != part:
            message = "rows of a part of an appendix, which the rows do not tell apart"
            self._fail(deed, Problem("KZ-CON-007", message, found=part.removeprefix(f"{self.act}/")))
        self._lose(part)

    def _execute_words(self, deed: Deed, part: str) -> None:
        told, done = self.library.effect(deed), False
        if self._is_table(part):
            message = "words of the rows of a table are not changed here"
            self._fail(deed, Problem("KZ-CON-007", message, found=part.removeprefix(f"{self.act}/")))
            self._lose(part)
            return
        if deed.within and any(parts.text(part) for parts in self.parts.values()):
            raise AddressError("KZ-CON-007", "what the words stand in is not told apart", ", ".join(deed.within), _PART)
        for language, parts in self.parts.items():
            order = told.order_words(deed, language)
            if parts.text(part) is not None and (order.old or order.new):
                parts.change(part, order)
                done = True
            else:
                parts.substitute(part, None)
        if not done:
            self.failed[deed.effect] = _NOT_HELD

    def _is_table(self, part: str) -> bool:
        return part in self.tables and bool(self.tables[part].rows.base or self.tables[part].rows.changes)

    def _execute_element(self, deed: Deed, version: Made) -> None:
        part = self._part(version)
        if deed.operation == INSERTION:
            self._insert(deed, version, part)
            return
        if deed.operation not in {REPEAL, SUBSTITUTION}:
            if part in self.tables or any(parts.text(part) for parts in self.parts.values()):
                problem = Problem("KZ-CON-007", f"a {deed.operation} is not executed", found=part.rpartition("/")[2])
                self._fail(deed, problem)
            self.failed.setdefault(deed.effect, _NOT_HELD)
            self._lose(part)
        elif part == self._appendix(part) and not part.removeprefix(f"{self.act}/").startswith(_POINT):
            self._begin(version, printed=self.library.effect(deed).content)
        else:
            self._word(deed, part)

    def _word(self, deed: Deed, part: str) -> None:
        """A part of an act or of an appendix in a new wording, or without any."""
        told = self.library.effect(deed)
        if not part.rpartition("/")[2].startswith(_POINT) and (table := self.tables.get(self._appendix(part))):
            table.complete, table.gap = False, True
        for language, parts in self.parts.items():
            if deed.operation == REPEAL:
                parts.repeal(part)
            else:
                parts.substitute(part, told.words.get(("newWords", language)) if deed.read else None)

    def _insert(self, deed: Deed, version: Made, part: str) -> None:
        """A part that was not there before: all of it is new."""
        told, texts = self.library.effect(deed), {}
        for language, parts in self.parts.items():
            texts[language] = told.words.get(("newWords", language)) if deed.read else None
            parts.insert(deed.effect, part, texts[language])
        if part in self.tables:
            raise AddressError("KZ-CON-005", "an appendix is to be put in and stands there already", part, _NONE)
        if self.held and deed.read and part == self._appendix(part) and not any(texts.values()):
            self._begin(version, printed=told.content)
            self.tables[part].complete = True
        elif not any(texts.values()):
            self.failed[deed.effect] = _NOT_HELD

    # What came of it

    def _conclude(self, version: Made, deeds: Sequence[Deed]) -> None:
        """Say of a version and its effects whether all of it is known, and of a version of a point what it says."""
        reasons = [self.failed[deed.effect] for deed in deeds if deed.effect in self.failed]
        for deed in deeds:
            reason = self.failed.get(deed.effect, APPLIED)
            self._state(deed.effect, "applied", _lexical(deed.effect not in self.failed), reason)
        self._state(version.version, "complete", _lexical(not reasons), reasons[0] if reasons else COMPLETE)
        if reasons or [(deed.operation, deed.scope) for deed in deeds] == [(SUBSTITUTION, "element")]:
            return
        for language, parts in self.parts.items():
            if text := parts.text(self._part(version)):
                self.stated.append(Stated(version.version, "text", text, _CHANGED, language))

    def _compare(self, version: Made, ours: Rows, edition: Rows, deed: Deed) -> None:
        """What an edition prints against what the effects make of the version before it."""
        differences = list(_differences(ours, edition))
        if differences:
            number = len(differences)
            message = f"{version.version} is printed otherwise than its changes make it, in {number} rows"
            found, expected = ("; ".join(side) for side in zip(*differences[:_FEW], strict=True))
            problem = Problem("KZ-CON-009", message, found=found, expected=expected)
            self.problems.append((problem, self.library.effect(deed).quote))

    def _state(self, subject: str, term: str, value: str, reason: str) -> None:
        self.stated.append(Stated(subject, term, value, reason))


_POINT = ("pt_", "spt_")
_FEW = 5
"""Differences that a diagnostic shows."""
_ONE = "the same numbers in all texts of the act"
_PART = "a part whose text is held apart"
_NONE = "no appendix of that number"
_WHOLE = "a version before the change that is known in full"
_NOT_HELD = "The text before the change is not held in full."
_INCOMPLETE = "The version before it is not known in full."


def events_of(versions: Iterable[Made], deeds: Mapping[str, Sequence[Deed]]) -> Iterator[Event]:
    """What happened to an act, by the day of signature of the acts that did it; ``deeds`` are by version."""
    found: dict[tuple[str, str, str], list[Made]] = {}
    for each in versions:
        found.setdefault((each.signed, tail_of(each.version), each.by), []).append(each)
    for _, made in sorted(found.items()):
        ordered = [deed for each in made for deed in deeds.get(each.version, ())]
        by_place = tuple(sorted(ordered, key=lambda deed: natural(deed.effect)))
        yield Event(tuple(sorted(made, key=lambda each: each.version)), by_place)


def _table_of(deed: Deed, rows: Rows) -> str | None:
    """The table that an effect names; None where it names none. Raises AddressError where it names anything else."""
    table = None
    for each in deed.within:
        kind, _, number = each.partition(" ")
        if kind == "named" and len({row.table for row in rows.base}) == 1:
            continue
        if kind != "table" or not number or table is not None:
            raise AddressError("KZ-CON-007", "rows of a part that the rows do not tell apart", each, "a table")
        table = number
    return table


def _differences(ours: Iterable[Row], edition: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Rows that are not alike: what we have, and what the edition has."""
    mine, theirs = ({row.number or row.name: dict(row.says) for row in rows} for rows in (ours, edition))
    for number in dict.fromkeys((*mine, *theirs)):
        if number not in mine or number not in theirs:
            held = f"row {number}"
            yield (held, f"no row {number}") if number in mine else (f"no row {number}", held)
            continue
        one, other = mine[number], theirs[number]
        for term in sorted(one.keys() & other.keys()):
            if one[term] != other[term]:
                yield f"row {number}: {one[term]}", f"row {number}: {other[term]}"


def _lexical(value: bool) -> str:  # noqa: FBT001 - a value
    return "true" if value else "false"
