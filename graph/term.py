"""What a row of the vocabulary is."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

DATATYPES = frozenset({"string", "langString", "date", "decimal", "integer", "boolean", "iri"})
"""Ranges that are no class. ``langString`` carries a language tag; ``iri`` links out of the graph."""

LANGUAGES = ("kk", "ru", "en")
"""Languages of labels, in the order in which a row has them."""


def by_language(words: str) -> Mapping[str, str]:
    """Labels by language (BCP 47) from ``kk | ru | en``."""
    return dict(zip(LANGUAGES, words.split(" | "), strict=True))


@dataclass(frozen=True, slots=True)
class Class:
    """A kind of resource: its name (also the GraphQL type), its RDF classes, its labels, what it is."""

    name: str
    iris: str
    """Compact IRIs, with a space between."""
    words: str
    """Labels: ``kk | ru | en``."""
    comment: str

    @property
    def labels(self) -> Mapping[str, str]:
        """Labels by language (BCP 47)."""
        return by_language(self.words)


@dataclass(frozen=True, slots=True)
class Term:
    """A property: its name (also the GraphQL field), predicate, domain, range and labels.

    ``range`` is a class name, ``Resource`` for any class, or one of ``DATATYPES``. ``inverses`` names the way back
    for subjects of each class (``*`` for all of the domain); a way back is never a fact: stores derive it.
    """

    name: str
    iri: str
    domain: tuple[str, ...]
    range: str
    many: bool
    inverses: Mapping[str, str]
    kk: str
    ru: str
    en: str
    comment: str

    @property
    def labels(self) -> Mapping[str, str]:
        """Labels by language (BCP 47)."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}

    @property
    def links(self) -> bool:
        """Whether a value is a resource of the graph."""
        return self.range not in DATATYPES and self.name != "type"

    def inverse(self, class_name: str) -> str | None:
        """Name of the way back from the value to a subject of this class, such as ``listings``."""
        return self.inverses.get(class_name, self.inverses.get("*"))


def row(name: str, iri: str, domain: str, range_: str, words: str, comment: str, back: str = "") -> Term:
    """A term from its short spelling.

    ``domain``: class names; ``range_`` ends in ``*`` where any number of values is allowed; ``words``:
    ``kk | ru | en``; ``back``: the name of the way back, or ``Class=name`` for each class that has one.
    """
    kk, ru, en = words.split(" | ")
    pairs = (pair.rpartition("=") for pair in back.split())
    inverses = MappingProxyType({owner or "*": way for owner, _, way in pairs})
    many = range_.endswith("*")
    return Term(name, iri, tuple(domain.split()), range_.rstrip("*"), many, inverses, kk, ru, en, comment)
