"""Reading a filter: how large it may be, and what its texts and codes may look like."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.code import Codes
from schema.errors import Code, QueryError, shown

DEEPEST = 20
"""Filters inside one another."""
LARGEST = 500
"""Conditions and listed values of one filter."""
LONGEST = 500
"""Characters of a text that is compared."""


@dataclass(slots=True)
class Reading:
    """One filter being read: the code systems it may name, and how much of it there has been."""

    codes: Codes
    read: int = field(default=0)
    depth: int = field(default=0)

    def count(self, more: int = 1) -> None:
        """Raises QueryError once there is too much."""
        self.read += more
        if self.read > LARGEST:
            raise _too("has more than {} conditions and values", LARGEST, self.read)

    def text(self, value: str) -> str:
        """A text to compare with; raises QueryError for one that is too long or that no text contains."""
        self.count()
        if len(value) > LONGEST:
            raise _too("compares with a text of more than {} characters", LONGEST, len(value))
        if not _is_text(value):
            help_ = "Remove NUL and lone surrogates: no text of the graph has them."
            raise QueryError(Code.FILTER, f"{shown(value)!r} is no text.", help_, found=shown(value))
        return value

    def code(self, system: str, value: str, *, or_group: bool = False) -> str:
        """A code to compare with; raises QueryError for one that no code of the system can look like."""
        check_code(self.codes, system, self.text(value), or_group=or_group)
        return value

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level of filters; raises QueryError below the deepest."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _too("has filters in more than {} levels", DEEPEST, self.depth)
        yield
        self.depth -= 1


def check_code(codes: Codes, system: str, code: str, *, or_group: bool = False) -> None:
    """Raises QueryError for a code that no code of the system, or no group of its codes, can look like."""
    declared = codes.systems[system]
    if declared.valid(code) or (or_group and declared.valid_group(code)):
        return
    found = shown(code, 40)
    odd = ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(code[:40]) if ord(letter) > 127)  # noqa: PLR2004
    if odd:
        found = f"{found} (with {odd})"
    raise QueryError(
        Code.INPUT,
        f"{shown(code, 40)!r} cannot be a code of {system}.",
        "Check the letters and digits: a code is ASCII, and the same digits stand for other things in other systems.",
        expected=declared.template["en"] + ("; or the code of a group of them" if or_group else ""),
        found=found,
    )


def _too(problem: str, limit: int, actual: int) -> QueryError:
    return QueryError(
        Code.FILTER,
        f"The filter {problem.format(limit)}.",
        "Ask in several requests.",
        limit=limit,
        actual=actual,
        field="where",
    )


def check_text(text: str, longest: int, field: str) -> None:
    """Raises QueryError for a text that is too long or that no text of the graph contains."""
    if len(text) > longest:
        message = f"{field} has {len(text)} characters; at most {longest} are read."
        raise QueryError(Code.INPUT, message, "Give a shorter text.", limit=longest, actual=len(text), field=field)
    if not _is_text(text):
        help_ = "Remove NUL and lone surrogates: no text of the graph has them."
        raise QueryError(Code.INPUT, f"{shown(text)!r} is no text.", help_, found=shown(text), field=field)


def _is_text(value: str) -> bool:
    return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
