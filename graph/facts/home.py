"""Where a subject is at home: what is put together in one go, because several texts may speak of it.

A version is a home, with its tables and rows; an act is a home, with all of it that is no version; everything else is
a home of its own. A text speaks of few homes, and of most homes only one text speaks.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

_ACT = r"(?:eli/kz(?:/[^/#]+){6}|mention(?:/[^/#]+){2})"
_VERSION = r"(?:(?:/[^/#]+)+?/by/[^/#]+|(?:/(?!made\b)[^/#]+)+?/made(?=[/#]|$))"


@dataclass(frozen=True)
class Homes:
    """Finds homes under one base IRI, and remembers those of the subject that it saw last."""

    base: str
    _seen: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _act(self) -> re.Pattern[str]:
        return re.compile(f"{re.escape(self.base)}{_ACT}")

    @cached_property
    def _version(self) -> re.Pattern[str]:
        return re.compile(_VERSION)

    def act_of(self, iri: str) -> str | None:
        """The act that an IRI lies in, or what stands for it; None for what lies in no act."""
        found = self._act.match(iri)
        return found[0] if found and iri[found.end() : found.end() + 1] in {"", "/", "#"} else None

    def names_act(self, iri: str) -> bool:
        """Whether an IRI is the name of an act, and no more than what stands for one."""
        return self.act_of(iri) == iri and not iri.startswith(f"{self.base}mention/")

    def home_of(self, subject: str) -> str:
        """The home of a subject. A conflict is at home nowhere: it is about what several texts say."""
        if "#conflict-" in subject:
            return subject
        stem = subject.partition("/row_")[0]
        if stem not in self._seen:
            if len(self._seen) > _KEPT:
                self._seen.clear()
            self._seen[stem] = self._find(stem)
        return self._seen[stem]

    def _find(self, subject: str) -> str:
        act = self.act_of(subject)
        if act is None:
            return subject
        version = self._version.match(subject, len(act))
        return act + version[0] if version else act


_KEPT = 10_000
"""Subjects whose home is remembered."""
