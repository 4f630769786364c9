"""How things of the graph are called in a language, and where a reader finds them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from graph.stores.entity import Entity, Text, linked
from graph.term import Term
from server.resource.address import Addresses
from server.resource.model import Value
from server.resource.words import class_name, fallback, word

_PLACED = frozenset({"Table", "Row", "Subdivision"})
"""Classes whose things are called by kind and number, because the law calls them so."""

_SPELLED = frozenset({"rule", "dayKind", "basis"})
"""Terms with values from a short list of ours, which the pages have words for."""


@dataclass(frozen=True)
class Naming:
    """Names in one language; ``asked`` when the address asks for it, so that links go on asking."""

    language: str
    asked: bool
    addresses: Addresses

    def link(self, iri: str) -> str | None:
        """The address of a name: here where it is ours, elsewhere where it is an address at all."""
        path = self.addresses.path(iri)
        if path is None:
            return iri if iri.startswith(("https://", "http://")) and not iri.startswith(self.addresses.base) else None
        stem, mark, fragment = path.partition("#")
        return stem + self.query + mark + fragment

    @cached_property
    def query(self) -> str:
        """What links carry on so that a chosen language stays chosen."""
        return f"?lang={self.language}" if self.asked else ""

    def label(self, entity: Entity) -> Value:
        """The name of a thing in the wanted language, else in another, which is said."""
        text = self.pick(entity.values["labels"])
        is_foreign = text and text.language != self.language and entity.type == "Subdivision"
        return replace(text, href=self.link(entity.iri)) if text and not is_foreign else self.place(entity)

    def place(self, entity: Entity) -> Value:
        """What a thing is called where it stands: point 4, table 3, row 33, ҚР ДСМ-141 of 2021-12-31."""
        href = self.link(entity.iri)
        if entity.type == "Act" and entity.values["number"]:
            day = f" ({entity.values['signed']})" if entity.values["signed"] else ""
            return Value(f"№ {entity.values['number']}{day}", None, href)
        if entity.type == "Version":
            causes = [self.place(each).text for each in linked(entity.values["causedBy"])]
            return Value(" ".join((class_name("Version", self.language), *causes)), None, href)
        if entity.type == "Expression":
            return Value(f"{class_name('Expression', self.language)} {entity.iri.rpartition('/')[2]}", None, href)
        if entity.type in _PLACED:
            return self._numbered(entity, href)
        text = self.pick(entity.values["labels"])
        return replace(text, href=href) if text else Value(_tail(entity.iri), None, href)

    def short(self, entity: Entity) -> Value:
        """A name that tells things of a list apart: concepts by code and name, parts of acts by their place."""
        if entity.type in {"Listing", "TariffLine"} and entity.values["inRow"]:
            return replace(self.place(entity.values["inRow"]), href=self.link(entity.iri))
        if entity.type in {"Act", "Version", *_PLACED}:
            return self.place(entity)
        label, code = self.label(entity), entity.values.get("code")
        is_coded = code and not code.replace("_", "").isalpha()
        return replace(label, text=f"{code} {label.text}") if is_coded else label

    def pick(self, texts: Iterable[Text]) -> Value | None:
        """Words in the wanted language, else in the next."""
        held = {text.language: text.value for text in reversed(tuple(texts))}
        found = next((each for each in fallback(self.language) if each in held), next(iter(held), None))
        return Value(held[found], found) if found else None

    def values(self, entity: Entity, term: Term) -> tuple[Value, ...]:
        """All values of a term."""
        held = entity.values[term.name]
        several = held if isinstance(held, tuple) else () if held is None else (held,)
        return tuple(self._value(each, term) for each in several)

    def _value(self, value: object, term: Term) -> Value:
        if isinstance(value, Entity):
            return self.short(value)
        if isinstance(value, Text):
            return Value(value.value, value.language)
        if isinstance(value, Decimal):
            return Value(f"{value:,f}")
        text = str(value)
        if isinstance(value, bool) or term.name in _SPELLED:
            return Value(self._spelled(text.lower() if isinstance(value, bool) else text))
        return Value(text, None, self.link(text) if term.range == "iri" else None)

    def _spelled(self, text: str) -> str:
        try:
            return word(text, self.language)
        except KeyError:
            return text

    def _numbered(self, entity: Entity, href: str | None) -> Value:
        kind, number = entity.values["subdivisionKind"], entity.values["number"]
        name = self.pick(kind.values["labels"]) if kind else None
        named = name or Value(class_name(entity.type, self.language), self.language)
        if not number:
            label = self.pick(entity.values["labels"]) if entity.type == "Subdivision" else None
            return replace(label or named, href=href)
        text = f"{number}-{named.text}" if named.language == "kk" else f"{named.text} {number}"
        return replace(named, text=text, href=href)


def _tail(iri: str) -> str:
    return "/".join(iri.rstrip("/").split("/")[-2:])
