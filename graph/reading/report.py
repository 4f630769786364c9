"""What reading one source brought to light."""

from dataclasses import dataclass, field

from graph.diagnostic import Diagnostic, Problem
from graph.source import Source, Span

LONGEST_FOUND = 200
"""Code points of a text that are repeated in a diagnostic; its span tells the rest."""


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
        *,
        found: str | None = None,
        expected: str | None = None,
        action: str | None = None,
        help: str | None = None,  # noqa: A002 - the field's own name in the contract
    ) -> None:
        """Note a problem at a span. ``found`` is the text of the span, cut short, unless it is given."""
        printed = self.source.quote(span)[:LONGEST_FOUND] if found is None else found
        problem = Problem(code, message, printed, expected, action, help)
        self.diagnostics.append(self.source.diagnose(problem, span))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """The diagnostics in the order of the text, none twice."""
        unique = dict.fromkeys(self.diagnostics)
        return tuple(sorted(unique, key=lambda each: (each.start, each.end, each.problem.code, each.problem.message)))
