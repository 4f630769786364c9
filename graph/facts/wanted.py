"""Acts that are cited and not held, by how much hangs on them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.fact import Fact


@dataclass(frozen=True, slots=True)
class Wanted:
    """An act whose text is missing, with what hangs on it."""

    iri: str
    name: str
    title: str | None
    registration: str | None
    adilet: str | None
    """Its identifier on adilet.zan.kz, where one is derived."""
    effects: int
    """Effects that change it."""
    versions: int
    """Versions of its parts that are held."""
    rows: int
    """Rows of law that stand under it."""
    citing: int
    """Acts that cite it."""
    citations: int
    """Places where they do."""


@dataclass(slots=True)
class _Tally:
    cited: set[str] = field(default_factory=set)
    told: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    effects: Counter[str] = field(default_factory=Counter)
    citing: Counter[str] = field(default_factory=Counter)
    citations: Counter[str] = field(default_factory=Counter)

    def add(self, fact: Fact) -> None:
        """Count one fact. Rows and versions are told from what they state of the act that they are law of."""
        match fact.term.name:
            case "held" if fact.value == "false":
                self.cited.add(fact.subject)
            case "targetAct":
                self.effects[fact.value] += 1
            case "act" if "#" in fact.subject and "/row_" in fact.subject:
                self.rows[fact.value] += 1
            case "causedBy":
                self.versions[fact.subject.partition("/by/")[0]] += 1
            case "cites":
                self.citing[fact.value] += 1
                self.citations[fact.value] += max(1, len(fact.quotes))
            case "labels" | "registration" | "adiletId":
                name = f"labels {fact.language}" if fact.language else fact.term.name
                self.told.setdefault(fact.subject, {}).setdefault(name, fact.value)
            case _:
                pass


def wanted(facts: Iterable[Fact]) -> list[Wanted]:
    """Acts that are cited and not held: by effects, versions, rows, citing acts and citations, then by IRI."""
    tally = _Tally()
    for fact in facts:
        tally.add(fact)
    of_act = Counter[str]()
    for subdivision, number in tally.versions.items():
        for act in _above(subdivision):
            if act in tally.cited:
                of_act[act] += number
    found = [_wanted(iri, tally, of_act[iri]) for iri in tally.cited]
    return sorted(
        found,
        key=lambda each: (-each.effects, -each.versions, -each.rows, -each.citing, -each.citations, each.iri),
    )


def _above(iri: str) -> Iterable[str]:
    """An IRI and all that it stands in."""
    while "/" in iri:
        yield iri
        iri = iri.rpartition("/")[0]


def _wanted(iri: str, tally: _Tally, versions: int) -> Wanted:
    told = tally.told.get(iri, {})
    title = told.get("labels kk") or told.get("labels ru")
    return Wanted(
        iri, told.get("labels en", iri), title, told.get("registration"), told.get("adiletId"),
        tally.effects[iri], versions, tally.rows[iri], tally.citing[iri], tally.citations[iri],
    )  # fmt: skip
