"""What reading one source brought to light."""

from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from graph.diagnostic import Diagnostic, Problem
from graph.source import Source, Span

LONGEST_FOUND = 200
"""Code points of a text that are repeated in a diagnostic; its span tells the rest."""


class Details(TypedDict, total=False):
    """What a diagnostic may say beside its message, see ``Problem``."""

    found: str | None
    expected: str | None
    action: str | None
    help: str | None
    where: str | None
    affected: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """Diagnostics of one source, in the order in which they were found."""

    source: Source
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(
        self,
        code: str,
        message: str,
        span: Span,
        **details: Unpack[Details],
    ) -> None:
        """Note a problem at a span. ``found`` is the text of the span, cut short, unless it is given."""
        if details.get("found") is None:
            details["found"] = self.source.quote(span)[:LONGEST_FOUND]
        self.diagnostics.append(self.source.diagnose(Problem(code, message, **details), span))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """The diagnostics in the order of the text, none twice."""
        unique = dict.fromkeys(self.diagnostics)
        return tuple(sorted(unique, key=lambda each: (each.start, each.end, each.problem.code, each.problem.message)))
