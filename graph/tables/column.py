"""A column of a drawn table: what it holds, and the code systems that its cells may be of."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.codes import NATIONAL, TARIFF
from graph.source import Span

SYSTEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "code-htmc": (NATIONAL,),
        "code-mkb9": (NATIONAL,),
        "code-tariff": (TARIFF,),
        "code-icd": ("icd10", NATIONAL),
        "code-icd10": ("icd10",),
        "code-kzg": ("kzg",),
        "code-atc": ("atc",),
        "code": (TARIFF, NATIONAL, "icd10", "atc"),
    }
)
"""Code systems of a column by the formula of its heading; a bare ``code`` names none, and its cells tell."""
SEVERAL = frozenset({"price", "coefficient", "coefficient-home", "coefficient-remote", "other"})
"""Roles that several columns of one table may have."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading as printed and what it holds.

    ``systems`` are those of its codes, ``currency`` is the ISO 4217 code of the currency that the heading prints.
    """

    heading: str
    role: str
    systems: tuple[str, ...] = ()
    currency: str | None = None
    currency_span: Span | None = None
    listed: bool = False
    """Whether the heading says that the rows are of the list of high-technology care."""
    span: Span | None = None
    """Where the heading stands; None where nothing stands above the column."""
    known: bool = True
    """Whether the grammar knows the heading. Where it does not, ``systems`` are those that most cells have codes of."""
