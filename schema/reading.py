"""Reading a filter or a set: how large it may be, and what its texts and codes may look like."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from graphql.pyutils import did_you_mean, suggestion_list

from graph.answers.spelling import suggestions
from graph.code import Codes
from graph.sets import NamedSet
from graph.stores.query import Filter
from graph.vocab import Vocab
from schema.errors import Code, QueryError, shown

DEEPEST = 20
"""Filters inside one another."""
LARGEST = 500
"""Conditions and listed values of one filter."""
LONGEST = 500
"""Characters of a text that is compared."""


@dataclass(frozen=True, slots=True)
class Published:
    """A named set with the filter that it is, and how large that is: what was read of it, in how many levels."""

    named: NamedSet
    filter: Filter
    read: int
    levels: int


Sets = Mapping[tuple[str, str], Published]
"""Published sets by the class of their members and their name, in the order of their file."""


@dataclass(slots=True)
class Reading:
    """One filter or set being read: what it may name, for which argument, and how much of it there has been."""

    codes: Codes
    vocab: Vocab
    sets: Sets = field(default_factory=dict)
    argument: str = "where"
    dated: bool = False
    """Whether it asks about the law of a day or of a version: then there are no other versions to ask about."""
    read: int = field(default=0)
    depth: int = field(default=0)
    levels: int = field(default=0)
    """The greatest depth so far."""

    def count(self, more: int = 1) -> None:
        """Raises QueryError once there is too much."""
        self.read += more
        if self.read > LARGEST:
            raise self._too("has more than {} conditions and values", LARGEST, self.read)

    def text(self, value: str) -> str:
        """A text to compare with; raises QueryError for one that is too long or that no text contains."""
        self.count()
        if len(value) > LONGEST:
            raise self._too("compares with a text of more than {} characters", LONGEST, len(value))
        _check_letters(value, Code.FILTER)
        return value

    def code(self, system: str, value: str, *, or_group: bool = False) -> str:
        """A code to compare with; raises QueryError for one that no code of the system can look like."""
        check_code(self.codes, system, self.text(value), or_group=or_group)
        return value

    def one_of(self, values: Sequence[str], value: str) -> str:
        """A value of a closed vocabulary to compare with; raises QueryError for any other."""
        if value in values:
            return value
        found = shown(value, 40)
        raise QueryError(
            Code.INPUT,
            f"Nothing can have the value {found!r}.{did_you_mean(suggestion_list(found.upper(), values))}",
            "Compare with one of the values that are expected; capitals matter.",
            expected=", ".join(values),
            found=found,
            field=self.argument,
        )

    def all_versions(self) -> None:
        """Raises QueryError where all versions cannot be asked about."""
        if self.dated:
            raise too_many_versions(self.argument)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level of filters; raises QueryError below the deepest."""
        self.depth += 1
        self._reach(self.depth)
        yield
        self.depth -= 1

    def take(self, published: Published) -> Filter:
        """The filter of a published set, which counts as if it stood here in place of its name; raises QueryError."""
        self.count(published.read)
        self._reach(self.depth - 1 + published.levels)
        return published.filter

    def _reach(self, depth: int) -> None:
        self.levels = max(self.levels, depth)
        if depth > DEEPEST:
            raise self._too("has filters in more than {} levels", DEEPEST, depth)

    def _too(self, problem: str, limit: int, actual: int) -> QueryError:
        message = f"The argument {self.argument} {problem.format(limit)}."
        return QueryError(
            Code.FILTER, message, "Ask in several requests.", limit=limit, actual=actual, field=self.argument
        )


def too_many_versions(argument: str) -> QueryError:
    """The error of a question about all versions of the law and about one at the same time."""
    message = "versions: ALL asks about rows of every version, and asOf about those of one day or one version."
    return QueryError(
        Code.INPUT, message, "Leave out one of them.", found="ALL", expected="no versions, or CURRENT", field=argument
    )


def check_code(codes: Codes, system: str, code: str, *, or_group: bool = False) -> None:
    """Raises QueryError for a code that no code of the system, or no group of its codes, can look like."""
    declared = codes.systems[system]
    if declared.valid(code) or (or_group and declared.valid_group(code)):
        return
    expected = declared.template["en"] + ("; or the code of a group of them" if or_group else "")
    raise wrong_code(codes, (system,), code, expected)


def wrong_code(codes: Codes, systems: tuple[str, ...], code: str, expected: str) -> QueryError:
    """The error for a code that cannot be one of these systems, with what it may have been meant to be."""
    found = shown(code, 40)
    odd = ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(code[:40]) if ord(letter) > 127)  # noqa: PLR2004
    if odd:
        found = f"{found} (with {odd})"
    meant = [*suggestions(codes, code, systems)]
    help_ = (
        "Check the letters and digits: a code is ASCII, and the same digits stand for other things in other systems."
    )
    return QueryError(
        Code.INPUT,
        f"{shown(code, 40)!r} cannot be a code of {' or '.join(systems)}.",
        f"Perhaps {' or '.join(meant)} was meant; nothing was looked up. {help_}" if meant else help_,
        expected=expected,
        found=found,
        **({"suggestions": meant} if meant else {}),
    )


def check_text(text: str, longest: int, field: str) -> None:
    """Raises QueryError for a text that is too long or that no text of the graph contains."""
    if len(text) > longest:
        message = f"{field} has {len(text)} characters; at most {longest} are read."
        raise QueryError(Code.INPUT, message, "Give a shorter text.", limit=longest, actual=len(text), field=field)
    _check_letters(text, Code.INPUT, field=field)


def _check_letters(text: str, code: Code, **details: str) -> None:
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        help_ = "Remove NUL and lone surrogates: no text of the graph has them."
        raise QueryError(code, f"{shown(text)!r} is no text.", help_, found=shown(text), **details)
