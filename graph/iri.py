"""Names for things: IRIs minted from what the law prints, never from an ordinal of ours.

The pattern follows the European Legislation Identifier: ``{base}eli/kz/{body}/{kind}/{yyyy}/{mm}/{dd}/{number}``. The
name of an act is the same whether its text is held or only cited, and in whatever language it was read.
"""

import re
from dataclasses import dataclass
from datetime import date

DEFAULT_BASE = "https://w3id.org/qamtu/"
"""The default base IRI; it is a name, not yet registered."""

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
        "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya a g q n o u u h i".replace(
            "_", "-"
        ).split(),
        strict=True,
    )
)
_LATIN.update({"ъ": "", "ь": ""})
_SIGN = re.compile(r"^(?:№|N(?:[oоº]\.?|\.)?(?=[\s\d]))\s*")
_MINISTRY = re.compile(r"^(?:[ҚКK][РP]|KR)(?:[ -]|(?=ДСМ|DSM))")
_LANGUAGES = {"kk": "kaz", "ru": "rus", "en": "eng"}


def normal_number(printed: str) -> str:
    """The number of an act without its sign (№, N, No.) and without noise: ``ҚР ДСМ -141`` is ``ҚР ДСМ-141``.

    Latin KR and DSM, and Cyrillic КР, are the ministry's ҚР ДСМ; endings that only name the language of a law's
    number (ҚРЗ, ЗРК) are dropped.
    """
    number = _SIGN.sub("", re.sub(r"\s+", " ", printed.strip()))
    number = re.sub(r"\s*[-‐‑–—]\s*", "-", number)
    number = re.sub(r"\s*/\s*", "/", number)
    number = _MINISTRY.sub("ҚР ", number).replace("DSM", "ДСМ")
    return re.sub(r"\s*(?:ҚРЗ|ЗРК)$", "", number)


def slug(printed: str) -> str:
    """Lower-case ASCII: letters transliterated, spaces and slashes made one hyphen."""
    latin = "".join(_LATIN.get(letter, letter) for letter in printed.lower())
    return re.sub(r"[^a-z0-9-]+", "-", latin).strip("-")


@dataclass(frozen=True, slots=True)
class Names:
    """Mints IRIs under one base, which ends in a slash."""

    base: str = DEFAULT_BASE

    def act(self, body: str, kind: str, signed: date, number: str) -> str:
        """An act, by issuer, kind, day of signature and normalised number."""
        return f"{self.base}eli/kz/{body}/{kind}/{signed:%Y/%m/%d}/{slug(number)}"

    def version(self, subdivision: str, signed: date, number: str) -> str:
        """A subdivision as the act signed on that day under that number made it."""
        return f"{subdivision}/by/{signed:%Y-%m-%d}-{slug(number)}"

    def expression(self, act: str, language: str) -> str:
        """The original text of an act in one language (BCP 47), named as ELI does (ISO 639-2/T)."""
        return f"{act}/made/{_LANGUAGES[language]}"

    def file(self, act: str, language: str, part: str | None = None) -> str:
        """The plain text that was read; ``part`` names one file of a text that stands in several."""
        return f"{self.expression(act, language)}/txt" + (f"/{part}" if part else "")

    def description(self, act: str) -> str:
        """The publisher's description of an act."""
        return f"{act}/made/meta"

    def mention(self, sha256: str, number: int) -> str:
        """What stands for an act that a text mentions without its full key, until all texts are put together."""
        return f"{self.base}mention/{sha256[:16]}/{number}"

    def point(self, act: str, *numbers: str) -> str:
        """A point, or a subpoint where two numbers are given; brackets are not part of the name."""
        parts = zip(("pt", "spt"), (number.rstrip(")") for number in numbers), strict=False)
        return "/".join([act, *(f"{kind}_{number}" for kind, number in parts)])

    def annex(self, act: str, number: str | None) -> str:
        """An appendix; without a number where it prints none."""
        return f"{act}/annex_{number}" if number else f"{act}/annex"

    def table(self, parent: str, number: str | None) -> str:
        """A table in an appendix, a version or a point."""
        return f"{parent}/tbl_{number}" if number else f"{parent}/tbl"

    def row(self, table: str, number: str, section: int | None = None) -> str:
        """A row; its section (from 1) is named only where numbering restarts in one."""
        return f"{table}/sec_{section}/row_{number}" if section else f"{table}/row_{number}"

    def code(self, system: str, code: str) -> str:
        """A concept of a code system."""
        return f"{self.base}code/{system}/{code}"

    def group(self, system: str, code: str) -> str:
        """A concept above codes. An act may print the same digits as a code: that is another concept."""
        return f"{self.base}code/{system}-group/{code}"

    def concept(self, scheme: str, name: str) -> str:
        """A curated concept: a regime, an admission mode, a kind, a body."""
        return f"{self.base}concept/{scheme}/{name}"

    def seed(self, name: str) -> str:
        """A data file of the seeds, such as ``codes/mkb9.tsv``."""
        return f"{self.base}seed/{name}"
