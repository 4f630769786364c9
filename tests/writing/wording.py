"""How a language says what a plan holds: the phrases of ``kk.toml`` and ``ru.toml`` filled in."""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.writing.plan import (
    ADDITIONS,
    AddPoint,
    AddRows,
    Changes,
    Exclude,
    Footnote,
    Force,
    Group,
    Name,
    Plan,
    Reference,
    Replace,
    Restate,
    Scope,
    Sentence,
    Sheet,
)

FOLDER = Path(__file__).parent
LANGUAGES = ("kk", "ru")


@cache
def wording(language: str) -> "Wording":
    """The wording of a language, read once."""
    return Wording(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases of one language."""

    words: Mapping[str, Any]

    @property
    def language(self) -> str:
        """BCP 47."""
        return str(self.words["language"])

    def say(self, table: str, key: str, **values: object) -> str:
        """A phrase with its blanks filled in."""
        return str(self.words[table][key].format(**values))

    def day(self, day: dt.date, case: str) -> str:
        """A date with its month in a case: ``signed``, ``on``, ``from``, ``until``."""
        month = self.words["months"][case][day.month - 1]
        return self.say("months", "day", year=day.year, day=day.day, month=month)

    # Acts

    def issuer(self, act: Reference, role: str = "plain") -> str:
        """The one who signed; ``role`` is ``plain``, ``requisites``, ``note`` or ``office``."""
        forms = self.words["issuers"][act.issuer]
        key = role if not act.acting else "acting" if role == "plain" else f"{role}_acting"
        return str(forms[key])

    def title_of(self, act: Reference) -> str:
        """The title of an act that approves something."""
        return str(self.words["topics"][act.topic]["title"])

    def cited(self, act: Reference, case: str) -> str:
        """An act in a sentence: ``dative``, ``genitive``, ``nominative``."""
        signed = self.day(act.day, "signed")
        return self.say(
            "act", case, title=self.title_of(act), issuer=self.issuer(act), signed=signed, number=act.number
        )

    def registered(self, act: Reference) -> str:
        """The bracket that says how an act is registered; nothing where it is not."""
        return self.say("act", "registered", number=act.registration) if act.registration else ""

    def requisites(self, act: Reference) -> str:
        """The line of requisites, with the registration."""
        signed = self.day(act.day, "signed")
        line = self.say("act", "requisites", issuer=self.issuer(act, "requisites"), signed=signed, number=act.number)
        if act.registration is None or act.registered is None:
            return line
        return line + self.say("act", "registration", on=self.day(act.registered, "on"), number=act.registration)

    def header(self, act: Reference, number: str | None) -> list[str]:
        """The lines at the head of an appendix."""
        lines = list(self.words["issuers"][act.issuer]["header_acting" if act.acting else "header"])
        own = [
            each.format(
                signed=self.day(act.day, "signed"), number=act.number, appendix=self._heads(number), issuer="{}"
            )
            for each in self.words["appendix"]["own"]
        ]
        at = own.index("{}") if "{}" in own else 0
        return [*own[:at], *lines, *own[at + ("{}" in own) :]]

    def _heads(self, number: str | None) -> str:
        """The number of an appendix as its header prints it."""
        table = self.words["appendix"]
        if "header_numbered" in table:
            return str(table["header_numbered"].format(number=number) if number else table["header_unnumbered"])
        return self.appendix(number)

    def appendix(self, number: str | None) -> str:
        """The number of an appendix inside a sentence."""
        table = self.words["appendix"]
        return str(table["numbered"].format(number=number) if number else table.get("unnumbered", ""))

    # Titles and points

    def title(self, plan: Plan) -> str:
        """The title of an act."""
        if plan.kind == "approve":
            return self.title_of(plan.act)
        target = next(iter([*(each.target for each in plan.changed), *plan.repealed, *(plan.suspended or ())[:1]]))
        assert isinstance(target, Reference)
        change = self.announced([change for each in plan.changed for change in each.changes], titled=True)
        cases = {case: self.cited(target, case) for case in ("dative", "genitive")}
        return self.say("titles", plan.kind, change=change, **cases)

    def announced(self, changes: Sequence[object], *, titled: bool = False) -> str:
        """What kind of changes are announced: changes, additions or both, of one or several."""
        additions = sum(isinstance(each, ADDITIONS) for each in changes)
        plural = len(changes) > 1
        key = "additions" if additions else "changes"
        if 0 < additions < len(changes):
            key = "both"
        elif not plural:
            key = f"one_{key[:-1]}"
        table = self.words["changes"]
        return str(table.get(f"title_{key}", table[key]) if titled else table[key])

    def element(self, act: Reference, form: str = "name") -> str:
        """What an act approved: ``name`` or ``locative``."""
        return str(self.words["topics"][act.topic][form])

    def change(self, target: Reference, change: object, number: str | None) -> str:
        """The sentence that orders a change, without the mark at its end. ``number`` is that of the appendix."""
        match change:
            case Restate(point, subpoint, _):
                return self.say(
                    "effects", "restate_subpoint" if subpoint else "restate_point", point=point, subpoint=subpoint
                )
            case AddRows(sheet):
                return self.say("effects", "add_rows", rows=", ".join(line.number for line in sheet.lines))
            case AddPoint(point, _):
                return self.say("effects", "add_point", point=point)
            case Replace(point, old, new):
                return self.say("effects", "replace", point=point, old=self.phrase(old), new=self.phrase(new))
            case Exclude(point):
                return self.say("effects", "exclude", point=point)
            case _:
                return self._reword(target, number)

    def _reword(self, target: Reference, number: str | None) -> str:
        topic = self.words["topics"][target.topic]
        return self.say(
            "effects", "reword", name=topic["name"], approved=topic.get("approved"), appendix=self.appendix(number)
        )

    def introduced(self, changes: Changes) -> str | None:
        """The line that names the element that is changed; None where the changes name it themselves."""
        first = changes.changes[0]
        if isinstance(first, AddRows):
            forms = {form: self.element(changes.target, form) for form in ("name", "locative")}
            return self.say("effects", "at_element", **forms)
        if isinstance(first, Restate | AddPoint | Replace | Exclude):
            return self.say("effects", "in_element", locative=self.element(changes.target, "locative"))
        return None

    def commencement(self, force: Force) -> str:
        """The last point."""
        retro = (
            self.say("commencement", "retro", date=self.day(force.applies_from, "from")) if force.applies_from else ""
        )
        date = self.day(force.date, "from") if force.date else None
        return self.say("commencement", force.rule, days=self._days(force), date=date, retro=retro)

    def _days(self, force: Force) -> str | None:
        return str(self.words["numerals"][str(force.days)]) if force.days else None

    # Notes

    def note(self, note: Footnote) -> str:
        """A publisher's note with its chain of amendments."""
        table = self.words["notes"]
        changed = "_changed" if note.effect == "change" else ""
        place = f"appendix{changed}" if note.appendix else f"preamble{changed}"
        element = table[place].format(number=note.appendix)
        order = "one_order" if len(note.chain) == 1 else "orders"
        order = str(table.get(f"{order}_{note.effect}", table[order]))
        chain = "; ".join(
            self.say("notes", "item_inherited" if each.inherited else "item", issuer=self.issuer(each.act, "note"),
                     day=each.act.day.strftime("%d.%m.%Y"), number=each.act.number, force=self._noted(each.force))
            for each in note.chain
        )  # fmt: skip
        return str(table["word"] + table[note.effect].format(element=element, chain=chain, order=order))

    def _noted(self, force: Force) -> str:
        date = force.date.strftime("%d.%m.%Y") if force.date else None
        return self.say("notes", force.rule, days=self._days(force), date=date)

    # Tables

    def scope(self, scope: Scope) -> str:
        """The words that say of rows who pays and how the patient is admitted."""
        within = "both" if len(scope.regimes) > 1 else scope.regimes[0]
        return self.say(
            "scopes", "listed", within=self.words["scopes"][within], during=self.words["scopes"][scope.admission]
        )

    def caption(self, sheet: Sheet) -> str:
        """The caption of a numbered table."""
        return self.say("scopes", "caption", number=sheet.number, scope=self.scope(sheet.scopes[0]))

    def heading(self, group: Group, scope: Scope) -> str:
        """The heading of a group, without its code."""
        if group.scoped:
            return self.scope(scope)
        if group.inner is not None:
            return str(self.words["scopes"]["inner"][group.inner])
        return str(self.words["names"]["groups"][group.title or 0])

    def name(self, name: Name) -> str:
        """The name of a service, its unit included."""
        table = self.words["names"]
        said = table["order"].format(
            organ=table["organs"][name.organ],
            operation=table["operations"][name.operation],
            manner=table["manners"][name.manner],
        )
        return str(capital(said) + (table["units"][name.unit] if name.unit is not None else ""))

    def unit(self, name: Name) -> str | None:
        """The unit at the end of a name."""
        return None if name.unit is None else str(self.words["names"]["units"][name.unit].strip(" ()"))

    def measure(self, measure: int) -> str:
        """A unit of a column of its own."""
        return str(self.words["names"]["measures"][measure])

    def sentence(self, sentence: Sentence) -> str:
        """A sentence of rules, without its full stop."""
        table = self.words["sentences"]
        return f"{table['subjects'][sentence.subject]} {table['predicates'][sentence.predicate]}"

    def phrase(self, at: int) -> str:
        """Words that are put in place of others."""
        return str(self.words["sentences"]["phrases"][at])

    def person(self, at: int) -> str:
        """Who signs."""
        return str(self.words["sentences"]["people"][at])


def capital(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]
