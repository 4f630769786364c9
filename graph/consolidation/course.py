"""The course of one act through its changes: every effect on it, executed in order on what its text was before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.consolidation.act_state import State
from graph.consolidation.address import AddressError
from graph.consolidation.comparison import differences
from graph.consolidation.deed import UNSURE, Deed
from graph.consolidation.event import Event
from graph.consolidation.executed import NOT_HELD, Stated
from graph.consolidation.rows import INSERTION, REPEAL, SUBSTITUTION, Rows
from graph.diagnostic import Problem
from graph.fact import Quote
from graph.facts.testimony import Made

COMPLETE = "Every change that made it was applied to a version that is complete."
APPLIED = "It was applied to a version that is complete."
_ENDED = "The effect names the row by its number."
_FOLLOWS = "Its number says after which row it stands."
_REPLACES = "It takes the place of this row, which has the same number."
_CHANGED = "The words of the version before it, changed as the effect orders."
_DOUBTED = "The effect names it, or the table that it stands in, and could not be executed."
_GAP = " Not all that was changed in between is held."


@dataclass(slots=True)
class Course:
    """Executes what happened to an act; ``stated`` and ``problems`` are what came of it."""

    state: State
    part_of: Mapping[str, str]
    """The part that a version is of, under the name that it has in the text of the act."""
    stated: list[Stated] = field(default_factory=list)
    problems: list[tuple[Problem, Quote | None]] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    """Effects that were not applied to a complete text, each with the reason."""

    def run(self, events: Iterable[Event]) -> None:
        """Execute everything."""
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

    def _set(self, version: Made, deeds: Sequence[Deed]) -> None:
        """A version that no effect makes that is held: an edition, or one of which only a note tells."""
        part = self._part(version)
        if not version.held or not version.whole or part != self.state.appendix(part):
            self.state.lose(part, whole=version.whole)
            return
        before = self.state.tables.get(part)
        self.state.begin(part, version, edition=bool(deeds))
        if deeds and before is not None and not any(deed.effect in self.failed for deed in deeds):
            self._compare(version, before.rows, self.state.tables[part].rows, deeds[0])

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
            self._doubt(deed, self._part(version))
            self.state.lose(self._part(version))

    def _doubt(self, deed: Deed, part: str) -> None:
        """Of the rows that an effect names, and of all where it names none, it is not known what it left of them."""
        table = self.state.tables.get(part)
        if table is None or deed.scope not in {"rows", "words"} or (deed.scope, deed.operation) == ("rows", INSERTION):
            return
        told = self.state.library.effect(deed)
        named = told.numbers if told.sure and deed.scope == "rows" else ()
        for row in table.rows:
            if not named or row.number in named:
                for subject in (row.name, *self.state.entries.get(row.name, ())):
                    self._state(subject, "mayBeEndedBy", deed.effect, _DOUBTED)

    def _fail(self, deed: Deed, problem: Problem) -> None:
        self.failed[deed.effect] = problem.message
        self.problems.append((problem, self.state.library.effect(deed).quote))

    def _execute_rows(self, deed: Deed, part: str) -> None:
        table = self.state.tables.get(part)
        if table is None:
            self._pass(deed, part)
            return
        told, version = self.state.library.effect(deed), self.state.library.rows(deed.result)
        if not told.sure or deed.within == (UNSURE,):
            raise AddressError("KZ-CON-006", "texts of the act name different rows", ", ".join(told.numbers), _ONE)
        rows = [row for row in version.rows if version.put_by.get(row.name) == deed.effect]
        order = told.order_rows(deed, rows, _table_of(deed, table.rows))
        self.state.entries.update(version.entries)
        try:
            change = table.rows.execute(order)
        except AddressError as error:
            if not table.complete:
                raise AddressError("KZ-CON-008", error.problem.message, str(error.problem.found), _WHOLE) from error
            raise
        gap = _GAP if table.gap else ""
        for row in change.ended:
            for subject in (row.name, *self.state.entries.get(row.name, ())):
                self._state(subject, "endedBy", deed.effect, _ENDED + gap)
        for row, follows in change.put:
            reason = _FOLLOWS if deed.operation == INSERTION else _REPLACES
            self._state(row.name, "follows", follows.name, reason + gap)
        if not table.complete:
            self.failed[deed.effect] = _INCOMPLETE

    def _pass(self, deed: Deed, part: str) -> None:
        """An effect on what is not held; where what it stands in is held, that is told."""
        self.failed[deed.effect] = NOT_HELD
        if self.state.appendix(part) in self.state.tables and self.state.appendix(part) != part:
            message = "rows of a part of an appendix, which the rows do not tell apart"
            self._fail(deed, Problem("KZ-CON-007", message, found=part.removeprefix(f"{self.state.act}/")))
        self.state.lose(part)

    def _execute_words(self, deed: Deed, part: str) -> None:
        told, done = self.state.library.effect(deed), False
        if self._is_table(part):
            message = "words of the rows of a table are not changed here"
            self._fail(deed, Problem("KZ-CON-007", message, found=part.removeprefix(f"{self.state.act}/")))
            self._doubt(deed, part)
            self.state.lose(part)
            return
        if deed.within and self.state.knows(part):
            raise AddressError("KZ-CON-007", "what the words stand in is not told apart", ", ".join(deed.within), _PART)
        for language, parts in self.state.parts.items():
            order = told.order_words(deed, language)
            if parts.text(part) is not None and (order.old or order.new):
                parts.change(part, order)
                done = True
            else:
                parts.substitute(part, None)
        if not done:
            self.failed[deed.effect] = NOT_HELD

    def _is_table(self, part: str) -> bool:
        table = self.state.tables.get(part)
        return table is not None and bool(table.rows.base or table.rows.changes)

    def _execute_element(self, deed: Deed, version: Made) -> None:
        part = self._part(version)
        if part == self.state.appendix(part) and not _is_point(part) and deed.operation in {SUBSTITUTION, REPEAL}:
            self.state.begin(part, version, printed=self.state.library.effect(deed).content)
        elif deed.operation == INSERTION and (_is_point(part) or part == self.state.appendix(part)):
            self._insert(deed, version, part)
        elif deed.operation in {SUBSTITUTION, REPEAL}:
            self._word(deed, part)
        else:
            self._leave(deed, part)

    def _leave(self, deed: Deed, part: str) -> None:
        """A change that is not executed: of numbers, or of a paragraph, which has none and whose text is not apart."""
        self.failed[deed.effect] = NOT_HELD
        if part in self.state.tables or self.state.knows(part) or self.state.knows(part.rpartition("/")[0]):
            found = f"{deed.operation} of {part.rpartition('/')[2]}"
            self._fail(deed, Problem("KZ-CON-007", "a change of numbers, or of a part without one", found=found))
        self.state.lose(part)

    def _word(self, deed: Deed, part: str) -> None:
        """A part of an act or of an appendix in a new wording, or without any."""
        told, table = self.state.library.effect(deed), self.state.tables.get(self.state.appendix(part))
        if table is not None and not _is_point(part):
            table.lose()
        for language, parts in self.state.parts.items():
            if not _is_point(part):
                parts.substitute(part, None)
            elif deed.operation == REPEAL:
                parts.repeal(part)
            else:
                parts.substitute(part, told.words.get(("newWords", language)) if deed.read else None)

    def _insert(self, deed: Deed, version: Made, part: str) -> None:
        """A part that was not there before: all of it is new."""
        told, texts = self.state.library.effect(deed), list[str | None]()
        for language, parts in self.state.parts.items():
            texts.append(told.words.get(("newWords", language)) if deed.read else None)
            parts.insert(deed.effect, part, texts[-1])
        if part in self.state.tables:
            raise AddressError("KZ-CON-005", "an appendix is to be put in and stands there already", part, _NONE)
        if self.state.held and deed.read and not _is_point(part):
            self.state.begin(part, version, printed=told.content)
            self.state.tables[part].complete = True
        elif not any(texts):
            self.failed[deed.effect] = NOT_HELD

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
        quotes = tuple(filter(None, (self.state.library.effect(deed).quote for deed in deeds)))
        for language, parts in self.state.parts.items():
            if text := parts.text(self._part(version)):
                self.stated.append(Stated(version.version, "text", text, _CHANGED, language, quotes))

    def _compare(self, version: Made, ours: Rows, edition: Rows, deed: Deed) -> None:
        """What an edition prints against what the effects make of the version before it."""
        unlike = list(differences(ours, edition))
        if unlike:
            message = f"{version.version} is printed otherwise than its changes make it, in {len(unlike)} rows"
            found, expected = ("; ".join(side) for side in zip(*unlike[:_FEW], strict=True))
            problem = Problem("KZ-CON-009", message, found=found, expected=expected)
            self.problems.append((problem, self.state.library.effect(deed).quote))

    def _state(self, subject: str, term: str, value: str, reason: str) -> None:
        self.stated.append(Stated(subject, term, value, reason))


_POINT = ("pt_", "spt_")
_FEW = 5
"""Differences that a diagnostic shows."""
_ONE = "the same numbers in all texts of the act"
_PART = "a part whose text is held apart"
_NONE = "no appendix of that number"
_WHOLE = "a version before the change that is known in full"
_INCOMPLETE = "The version before it is not known in full."


def _is_point(part: str) -> bool:
    """Whether the text of a part is held apart from that of others."""
    return part.rpartition("/")[2].startswith(_POINT)


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


def _lexical(value: bool) -> str:  # noqa: FBT001 - a value
    return "true" if value else "false"
