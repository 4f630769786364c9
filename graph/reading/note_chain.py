"""The chain of a publisher's note: the acts that changed an element, one after the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from graph.act import Amendment, Citation, Commencement
from graph.layout.text import Text
from graph.reading.commencement import read_rule
from graph.reading.dates import read_date
from graph.reading.folded import fold
from graph.reading.lexicon import Lexicon
from graph.reading.mention import read_kind, read_undated
from graph.reading.report import Report

_BETWEEN = re.compile(r"[\s,;.\-]+")
_ENDS_ITEM = re.compile(r"[;,)]")


@dataclass(slots=True)
class _Item:
    act: Citation | None
    """None for words that are not understood: what comes after them takes over nothing."""
    named: bool
    """Whether an issuer is printed."""
    effect: str | None
    commencement: Commencement | None = None
    dated: bool = True
    """Whether its day is known; without one it names an issuer for the items after it, and no act."""


@dataclass(slots=True)
class Chain:
    """Reads a chain from left to right; effect and kind of act may stand before or after the items they belong to."""

    text: Text
    folded: Text
    lexicon: Lexicon
    report: Report
    items: list[_Item] = field(default_factory=list)
    effect: str | None = None
    leading: bool = False
    """Whether the effect is printed before its items: then none is said after them."""

    def start(self, at: int) -> int | None:
        """Where the chain begins: at the words of its effect, or at an act that stands before them."""
        effects = [match.start() for _, match in self._searches("footnote-effect", at)]
        items = [match for _, match in self._searches("footnote-item", at)]
        first = min(effects, default=None)
        if items and (first is None or items[0].start("signed") < first):
            return items[0].start()
        return first if items else None

    def _searches(self, table: str, at: int) -> Iterator[tuple[str, re.Match[str]]]:
        for formula, pattern in self.lexicon.grammar.table(table):
            if match := pattern.search(self.folded.value, at):
                yield formula.name, match

    def read(self, at: int) -> None:
        """Take in words from a place to the end; report words that are not known, and go on after them."""
        while at < len(self.folded.value):
            end = self._between(at) or self._effect(at) or self._item(at) or self._bracket(at) or self._kind(at)
            at = end or self._gap(at)

    def _gap(self, at: int) -> int:
        """Words that are not known reach to the next effect, or to the next item after the end of one."""
        whole = len(self.folded.value)
        ends = _ENDS_ITEM.search(self.folded.value, at)
        items = [match.start() for _, match in self._searches("footnote-item", ends.end())] if ends else []
        effects = [match.start() for _, match in self._searches("footnote-effect", at + 1)]
        end = min([*items, *effects], default=whole)
        message = "a part of a note is not understood" if end < whole else "the rest of a note is not understood"
        self.report.add("KZ-NOT-001", message, self.text[at:end].strip().span(), action="kept as text")
        self.items.append(_Item(None, named=False, effect=None))
        self.effect = None
        return end

    def _match(self, table: str, at: int) -> tuple[str, re.Match[str]] | None:
        matches = (
            (each.name, pattern.match(self.folded.value, at)) for each, pattern in self.lexicon.grammar.table(table)
        )
        return next(((name, match) for name, match in matches if match), None)

    def _between(self, at: int) -> int | None:
        joining = self.lexicon.grammar.compile("{joining} ")
        match = _BETWEEN.match(self.folded.value, at) or joining.match(self.folded.value, at)
        return match.end() if match else None

    def _effect(self, at: int) -> int | None:
        """An effect belongs to the items after it, or to those before it that have none yet."""
        found = self._match("footnote-effect", at)
        if found is None:
            return None
        self.leading = self.leading or not self.items
        waiting = [] if self.leading else [each for each in self._since_gap() if each.effect is None]
        for each in waiting:
            each.effect = found[0]
        self.effect = None if waiting else found[0]
        return found[1].end()

    def _since_gap(self) -> list[_Item]:
        gaps = [at for at, each in enumerate(self.items, 1) if each.act is None]
        return self.items[gaps[-1] if gaps else 0 :]

    def _item(self, at: int) -> int | None:
        found = self._match("footnote-item", at)
        if found is None:
            return None
        match = found[1]
        act, day = read_undated(self.folded, match, self.lexicon, self.report), self._day(match)
        named = match["issuer"] is not None
        self.items.append(_Item(replace(act, signed=day), named, self.effect, dated=day is not None))
        if match["kind"] and match.start("kind") > match.start("number"):
            self._name_kind(act.kind)
        return match.end()

    def _day(self, match: re.Match[str]) -> date | None:
        try:
            return read_date(match["signed"], self.lexicon.grammar)
        except ValueError:
            message, span = "a date of a note is no day, or may be two", self.text.group(match, "signed").span()
            self.report.add("KZ-NOT-001", message, span, action="the item is kept as text")
            return None

    def _bracket(self, at: int) -> int | None:
        """A bracket after an act says when that act entered into force."""
        match = self.lexicon.grammar.compile("{bracket}").match(self.folded.value, at)
        if match is None or not self.items:
            return None
        words = self.text.group(match, 0)
        rule = read_rule(words, self.lexicon, self.report) or self._rule_of_named(words)
        if rule is None:
            self.report.add("KZ-NOT-001", "a bracket of a note is not understood", words.span(), action="kept as text")
        self.items[-1].commencement = rule
        return match.end()

    def _rule_of_named(self, words: Text) -> Commencement | None:
        """The rule of a bracket that names the act by its kind first."""
        kind = self.lexicon.grammar.compile(r"^\( ?{act_kind} ").match(fold(words).value)
        return read_rule(words[kind.end() : -1], self.lexicon, self.report) if kind else None

    def _kind(self, at: int) -> int | None:
        """The kind of act, where it stands after the items."""
        found = self._match("footnote-kind", at)
        if found is None:
            return None
        self._name_kind(read_kind(found[1]["kind"], self.lexicon))
        return found[1].end()

    def _name_kind(self, kind: str) -> None:
        """The kind of the acts before a place that have none yet."""
        for each in self.items:
            if each.act is not None and not each.act.kind:
                each.act = replace(each.act, kind=kind)

    def amendments(self) -> Iterator[Amendment]:
        """The items with what they take over from the one before."""
        issuer, kind = None, ""
        for each in self.items:
            if each.act is None:
                issuer, kind = None, ""
                continue
            inherited = not each.named and each.act.issuer is None and issuer is not None
            act = replace(each.act, issuer=issuer if inherited else each.act.issuer, kind=each.act.kind or kind)
            issuer, kind = act.issuer, act.kind
            if not each.dated:
                continue
            yield Amendment(each.effect, act, inherited, each.commencement, act.span)
