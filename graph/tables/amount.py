"""Amounts of money, and coefficients, as acts print them: ``63 112,54``, ``1 081 701, 27``; ``22,0576``."""

import re
from dataclasses import dataclass
from decimal import Decimal

_WHOLE = r"(?P<whole>\d{1,3}(?: \d{3})+|\d+)"
_PLAIN = re.compile(_WHOLE + r"(?:(?P<mark>[.,])(?P<space> ?)(?P<cents>\d{1,2}))?", re.ASCII)
_TWO_MARKS = re.compile(
    r"(?P<whole>\d{1,3}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*)(?P<mark>(?!(?P=group))[.,])(?P<cents>\d{1,2})",
    re.ASCII,
)
_AMBIGUOUS = re.compile(r"\d{1,3}(?: \d{3})*(?:[.,]\d{3})+", re.ASCII)
_SEVERAL = re.compile(r"\d[\d ]*[.,] ?\d{2}(?:[\s/;]+\d[\d ]*[.,] ?\d{2})+", re.ASCII)
_COEFFICIENT = re.compile(r"(?P<whole>\d{1,4})(?:[.,](?P<rest>\d{1,8}))?(?P<percent> ?%)?", re.ASCII)
_FOOTNOTE = re.compile(r" ?(?:\*{1,4}|[⁰¹²³⁴-⁹]{1,2}\)?|[†‡])$")
_NONE = frozenset({"", "-", "–", "—", "−", "х", "Х", "x", "X"})


class AmountError(ValueError):
    """The printed form is no amount.

    ``ambiguous`` where it could be read in two ways, ``several`` where it holds more than one.
    """

    def __init__(self, printed: str, *, ambiguous: bool, several: bool = False) -> None:
        """Keep what was printed."""
        what = "ambiguous" if ambiguous else "several amounts" if several else "no amount"
        super().__init__(f"{printed!r} is {what}")
        self.ambiguous = ambiguous
        self.several = several


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, exact; ``repaired`` where a space stood after the decimal mark."""

    value: Decimal
    repaired: bool
    marked: bool = False
    """Whether a footnote mark stands after it."""


def prints_none(printed: str) -> bool:
    """Whether a cell of amounts says that there is none: it is empty, or has a dash, a cross or a footnote mark."""
    return _FOOTNOTE.sub("", printed.strip()) in _NONE


def read_amount(printed: str) -> Amount:
    """An amount from its printed form.

    Thousands are parted by spaces, or by the one of ``.`` and ``,`` that is not the decimal mark; at most two
    decimals. ``1,234`` could be a thousand or one: refused as ambiguous. Zero and less are no tariff. A footnote mark
    after it is left out. Raises ``AmountError``.
    """
    text = printed.strip()
    bare = _FOOTNOTE.sub("", text)
    match = _PLAIN.fullmatch(bare) or _TWO_MARKS.fullmatch(bare)
    if match is None:
        ambiguous, several = _AMBIGUOUS.fullmatch(bare) is not None, _SEVERAL.fullmatch(bare) is not None
        raise AmountError(printed, ambiguous=ambiguous, several=several)
    groups = match.groupdict()
    whole = re.sub(r"[ .,]", "", groups["whole"])
    value = Decimal(f"{whole}.{groups['cents']}" if groups["cents"] else whole)
    if not value or (len(whole) > 1 and whole.startswith("0")):
        raise AmountError(printed, ambiguous=False)
    return Amount(value, bool(groups.get("space")), bare != text)


def read_coefficient(printed: str) -> Amount:
    """A coefficient or a weight: ``2``, ``0,5``, ``22,0576``; a percentage is a hundredth of what is printed.

    Here a mark always parts decimals, of which there may be eight, and no thousands are parted. Zero is none. Raises
    ``AmountError``.
    """
    text = printed.strip()
    bare = _FOOTNOTE.sub("", text)
    match = _COEFFICIENT.fullmatch(bare)
    if match is None or (len(match["whole"]) > 1 and match["whole"].startswith("0")):
        raise AmountError(printed, ambiguous=False)
    value = Decimal(f"{match['whole']}.{match['rest']}" if match["rest"] else match["whole"])
    if not value:
        raise AmountError(printed, ambiguous=False)
    return Amount(value.scaleb(-2) if match["percent"] else value, repaired=False, marked=bare != text)


def print_amount(value: Decimal) -> str:
    """An amount as the acts print it: ``63 112,54``."""
    return f"{value:,.2f}".replace(",", " ").replace(".", ",")
