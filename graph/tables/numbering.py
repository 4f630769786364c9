"""Numbers of rows: ``1``, ``1.``, ``1)``, ``1.1``, ``1494-1``, and which one may follow which."""

import re

_NUMBER = re.compile(r"(?P<number>[0-9]{1,5}(?:[.-][0-9]{1,4}){0,4})(?: ?[.)])?")
_ROMAN = re.compile(r"(?P<number>[IVXLCDM]{1,8})[.)]?")
_LETTERED = re.compile(r"[0-9]{1,5}[^\W\d_]")
_PIECE = re.compile(r"[.-]?[0-9]+")


def read_number(printed: str) -> str | None:
    """The number that a cell prints, without the mark after it; None where it prints none."""
    found = _NUMBER.fullmatch(printed) or _ROMAN.fullmatch(printed)
    if found:
        return found["number"]
    return printed if _LETTERED.fullmatch(printed) else None


def is_arabic(number: str) -> bool:
    """Whether a number is of digits, so that it can be said which one follows."""
    return _NUMBER.fullmatch(number) is not None


def followers(number: str) -> tuple[str, ...]:
    """The numbers that may follow, the most likely first: 4, 3-1 and 3.1 after 3; 3-2 and 4 after 3-1."""
    pieces = _PIECE.findall(number)
    after: list[str] = []
    for at in range(len(pieces), 0, -1):
        mark, digits = re.fullmatch(r"([.-]?)([0-9]+)", pieces[at - 1]).groups()  # type: ignore[union-attr]
        after.append("".join(pieces[: at - 1]) + f"{mark}{int(digits) + 1}")
    return (*after, f"{number}-1", f"{number}.1")


def first_digits(number: str) -> int:
    """The digits of a number of digits up to the first mark: 1494 of ``1494-1``."""
    return int(_PIECE.findall(number)[0])


def begins(number: str) -> bool:
    """Whether rows can begin with a number: ``1``, or the first part of something that is counted elsewhere."""
    return int(_PIECE.findall(number)[-1].lstrip(".-")) == 1
