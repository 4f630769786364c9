"""Amounts of money as acts print them: ``63 112,54``, ``1081701``, ``1 081 701, 27``."""

import re
from dataclasses import dataclass
from decimal import Decimal

_WHOLE = r"(?P<whole>\d{1,3}(?: \d{3})+|\d+)"
_PLAIN = re.compile(_WHOLE + r"(?:(?P<mark>[.,])(?P<space> ?)(?P<cents>\d{1,2}))?")
_TWO_MARKS = re.compile(
    r"(?P<whole>\d{1,3}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*)(?P<mark>(?!(?P=group))[.,])(?P<cents>\d{1,2})"
)
_AMBIGUOUS = re.compile(r"\d{1,3}(?: \d{3})*(?:[.,]\d{3})+")


class AmountError(ValueError):
    """The printed form is no amount; ``ambiguous`` where it could be read in two ways."""

    def __init__(self, printed: str, *, ambiguous: bool) -> None:
        """Keep what was printed."""
        super().__init__(f"{printed!r} is {'ambiguous' if ambiguous else 'no amount'}")
        self.ambiguous = ambiguous


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, exact; ``repaired`` where a space stood after the decimal mark."""

    value: Decimal
    repaired: bool


def read_amount(printed: str) -> Amount:
    """An amount from its printed form.

    Thousands are parted by spaces, or by the one of ``.`` and ``,`` that is not the decimal mark; at most two
    decimals. ``1,234`` could be a thousand or one: refused as ambiguous. Zero and less are no tariff. Raises
    ``AmountError``.
    """
    text = printed.strip()
    match = _PLAIN.fullmatch(text) or _TWO_MARKS.fullmatch(text)
    if match is None:
        raise AmountError(printed, ambiguous=_AMBIGUOUS.fullmatch(text) is not None)
    groups = match.groupdict()
    whole = re.sub(r"[ .,]", "", groups["whole"])
    value = Decimal(f"{whole}.{groups['cents']}" if groups["cents"] else whole)
    if not value or (len(whole) > 1 and whole.startswith("0")):
        raise AmountError(printed, ambiguous=False)
    return Amount(value, bool(groups.get("space")))


def print_amount(value: Decimal) -> str:
    """An amount as the acts print it: ``63 112,54``."""
    return f"{value:,.2f}".replace(",", " ").replace(".", ",")
