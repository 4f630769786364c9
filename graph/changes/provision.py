"""A sentence that orders a change, with what it was read as and what the lines above it named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.act import Appendix, Citation, Effect
from graph.changes.element_path import Path, descend, element_of, element_steps, printed_path
from graph.changes.target import Target, named_part, read_parts
from graph.layout.text import EMPTY, Text
from graph.reading.lexicon import Lexicon
from graph.reading.outline import Paragraph
from graph.reading.report import Report
from graph.source import Span


@dataclass(frozen=True, slots=True)
class Provision:
    """A sentence that orders a change: where it stands, what it was read as, and what the lines above it named."""

    label: str
    paragraph: Paragraph
    match: re.Match[str]
    target: Citation
    path: Path
    own: tuple[Target, ...]
    """The acts that the sentence names itself."""
    lexicon: Lexicon
    report: Report
    appendices: Sequence[Appendix]
    inner: Sequence[str | None] = ()
    """Numbers of the appendices that stand inside a list of changes."""

    def words(self, name: str) -> Text | None:
        """What a group of the formula holds; a formula of several shapes numbers its groups."""
        for group, value in self.match.groupdict().items():
            if value is not None and group.rstrip("0123456789") == name:
                return self.paragraph.text.group(self.match, group)
        return None

    @property
    def verb(self) -> str:
        """The verb as printed."""
        return (self.words("verb") or EMPTY).value

    def unread(self) -> None:
        """Report that the sentence, or a part of it, is not understood."""
        self.report.add("KZ-EFF-001", "a change in words that are not known", self.paragraph.span)

    def paths(self) -> tuple[Path, ...]:
        """The parts of the target that the sentence is about; none, with a report, where it names one in odd words."""
        words = self.words("element")
        if words is None or self.lexicon.grammar.compile("^{path_preposition}?{whole_text}$").search(words.value):
            return (self.path,)
        if self.own:
            segment = self.own[0].segment or named_part(words, self.own[0].act, self.lexicon.grammar)
            return ((segment,),) if segment else ((),)
        segments, anew = read_parts(words, self.lexicon.grammar)
        if not segments:
            self.unread()
        return tuple(descend(self.path, each, anew=anew) for each in segments)

    def effect(self, operation: str, scope: str, path: Path, **content: object) -> Effect:
        """An effect on the part at a path."""
        element = element_of(path)
        made = Effect(
            operation,
            scope,
            self.verb,
            self.label,
            replace(self.target, element=element),
            element,
            printed_path(path),
            None,
            None,
            self.span,
            steps=element_steps(path),
        )
        return replace(made, **content)  # type: ignore[arg-type]

    @property
    def span(self) -> Span:
        """The sentence with the text that it quotes below."""
        quotation = self.paragraph.quotation
        return Span(self.paragraph.span.start, quotation.span.end) if quotation else self.paragraph.span
