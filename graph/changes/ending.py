"""The effects of a sentence that ends the force of acts, or of parts of them: for good, or for a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.act import Effect
from graph.changes.element_path import element_of, element_steps, printed_path
from graph.changes.extent import Extent
from graph.grammar import Formula, Grammar
from graph.layout.text import Text
from graph.reading.dates import day_of
from graph.reading.report import Report
from graph.source import Span

Found = tuple[Formula, re.Match[str]]
"""A formula of the grammar and where it matches."""


def verb_of(found: Found) -> str:
    """The verb as printed."""
    groups = found[1].groupdict()
    return next((value for name, value in groups.items() if name.startswith("verb") and value), "")


def named_words(text: Text, found: Found) -> Text | None:
    """The words of a sentence that say what is changed."""
    words = _group(text, found, "element")
    return words.strip() if words else None


@dataclass(frozen=True, slots=True)
class Ending:
    """What a sentence orders of every act that it names."""

    label: str
    span: Span
    verb: str
    operation: str = "repeal"
    """``repeal`` or ``suspension``."""

    def effects(
        self,
        extents: Sequence[Extent],
        grammar: Grammar,
        report: Report,
        text: Text | None = None,
        found: Found | None = None,
    ) -> Iterator[Effect]:
        """One effect for each act or part. ``text`` and ``found`` are the sentence, where it prints days of its own."""
        days = {name: _day(text, found, name, grammar, report) for name in ("since", "until") if text and found}
        for each in extents:
            since = day_of(each.since, grammar, report) if each.since else days.get("since")
            yield replace(self._effect(each), since=since, until=days.get("until"))

    def _effect(self, each: Extent) -> Effect:
        element = element_of(each.path)
        rows = bool(each.path) and each.path[-1].steps[-1].kind == "row"
        return Effect(
            self.operation,
            ("rows" if rows else "element") if each.path else "act",
            self.verb,
            self.label,
            replace(each.act, element=element),
            element,
            printed_path(each.path),
            None,
            None,
            self.span,
            steps=element_steps(each.path),
        )


def _group(text: Text, found: Found, name: str) -> Text | None:
    """What a group of a formula holds; a formula of several shapes numbers its groups."""
    groups = (group for group, value in found[1].groupdict().items() if value and group.rstrip("0123456789") == name)
    group = next(groups, None)
    return text.group(found[1], group) if group else None


def _day(text: Text | None, found: Found | None, name: str, grammar: Grammar, report: Report) -> date | None:
    """A day that a sentence prints beside its verb."""
    words = _group(text, found, name) if text and found else None
    return day_of(words, grammar, report) if words else None
