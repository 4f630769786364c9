"""What a listing or a tariff line says, in a form in which two of them can be compared."""

from collections.abc import Hashable, Mapping

from graph.finding.word import letters
from graph.stores.entity import Entity

_PRICE = ("price", "currency", "coefficientHome", "coefficientRemote")


def code_of(entry: Entity) -> str:
    """The code of the procedure or of the service."""
    concept: Entity = entry.values["procedure"] if entry.type == "Listing" else entry.values["service"]
    return str(concept.values["code"])


def admission_of(entry: Entity) -> str | None:
    """The IRI of the mode of admission; tariffs have none."""
    mode: Entity | None = entry.values.get("admission")
    return mode.iri if mode else None


def regimes_of(entry: Entity) -> frozenset[str]:
    """The IRIs of those who pay by a list. A tariff holds for whoever pays: its words on that are no place in it."""
    return frozenset(each.iri for each in entry.values["regimes"]) if entry.type == "Listing" else frozenset()


def scope_of(entry: Entity) -> tuple[str, str | None, frozenset[str]]:
    """Where in its list a row stands: on which admission and under whom; of a tariff that it is one."""
    return entry.type, admission_of(entry), regimes_of(entry)


def names_of(entry: Entity) -> Mapping[str, str]:
    """The names as printed, by language, runs of spaces as one."""
    return {text.language: " ".join(text.value.split()) for text in entry.values["nameAsPrinted"]}


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, whatever their case and what stands between them."""
    return tuple(letters(name))


def price_of(entry: Entity) -> tuple[Hashable, ...]:
    """Amount, currency and coefficients; nothing of a listing."""
    return tuple(entry.values[term] for term in _PRICE) if entry.type == "TariffLine" else ()


def unit_of(entry: Entity) -> Mapping[str, str]:
    """What is priced, by language."""
    return {text.language: " ".join(text.value.split()) for text in entry.values.get("unit", ())}


def content_of(entry: Entity) -> Hashable:
    """All that a comparison looks at. The number of a row is none of it: rows are numbered anew with every wording."""
    names, units = names_of(entry), unit_of(entry)
    return scope_of(entry), code_of(entry), tuple(sorted(names.items())), price_of(entry), tuple(sorted(units.items()))


def differ(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether words differ in a language that both have."""
    return any(after[language] != words for language, words in before.items() if language in after)
