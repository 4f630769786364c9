"""All texts together: which acts they speak of, what they say alike, and where they cannot stand beside each other."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from graph.act import Act, Registration, Requisites
from graph.act import Part as ActPart
from graph.consolidation.consolidated import Texts, consolidate
from graph.consolidation.executed import Stated, state_executed
from graph.diagnostic import Diagnostic
from graph.fact import Basis, Fact, Quote
from graph.facts.adilet import AdiletId, adilet_id
from graph.facts.bilingual import Settled, Sources, settle
from graph.facts.dispute import Part
from graph.facts.entry_day import state_entry_days
from graph.facts.history import Standing, standings_of
from graph.facts.home import Homes
from graph.facts.identity import Identity, Statement, Trouble, identify, key_of
from graph.facts.mention import Mention
from graph.facts.rename import rename, renamed_deeds, renamed_versions
from graph.facts.scribe import Scribe
from graph.facts.testimony import Made, Testimony, Text, bear_witness
from graph.facts.tidy import merge
from graph.joins import JOINS_FILE, Join, Joins
from graph.publications import Publication, Publications
from graph.source import Source, Span

__all__ = ["Linked", "link", "link_texts", "merge"]


@dataclass(frozen=True, slots=True)
class Curated:
    """What curated files say of acts that no text of them does."""

    publications: Publications = field(default_factory=dict)
    joins: Joins = field(default_factory=Joins)


NONE = Curated()


@dataclass(frozen=True, slots=True)
class Linked:
    """The facts of all texts, each once, and what was found wrong in putting them together."""

    facts: tuple[Fact, ...]
    diagnostics: tuple[Diagnostic, ...]
    named: tuple[tuple[str, str], ...] = ()
    """Conflicts with the concepts that their readings name."""


def link(facts: Iterable[Fact], scribe: Scribe, sources: Sources) -> Linked:
    """Put facts together that come from the texts that ``Fact.source`` names, see ``link_texts``."""
    homes = Homes(scribe.names.base)
    by_source: dict[str, list[Fact]] = {}
    for fact in facts:
        by_source.setdefault(fact.source, []).append(fact)
    testimonies = [
        bear_witness(_text_of(file, stated), stated, sources.get(file), homes) for file, stated in by_source.items()
    ]
    return link_texts(testimonies, scribe, sources)


def _text_of(file: str, facts: Sequence[Fact]) -> Text:
    act = next((fact.subject for fact in facts if fact.term.name == "held"), file.partition("/made/")[0])
    return Text(file, file, act, (act,), "kk", "")


def link_texts(testimonies: Sequence[Testimony], scribe: Scribe, sources: Sources, curated: Curated = NONE) -> Linked:
    """Put what all texts state together, and write down with ``scribe`` what follows from all of them.

    An act is the same in every text that names it. What two texts say alike becomes one fact with the quotes of both.
    Where strangers disagree on an act, its own text is believed and, failing that, none; where texts of an act
    disagree among themselves, neither wins. Every such case is a diagnostic.
    """
    identity = identify([Statement(each.text, each.mentions, each.spoken) for each in testimonies])
    named = (each for each in testimonies if each.text.name not in identity.refused)
    kept = sorted(named, key=lambda each: each.text.file)
    homes = Homes(scribe.names.base)
    made = tuple(one for each in kept for one in renamed_versions(each.made, identity.renames, homes))
    deeds = tuple(one for each in kept for one in renamed_deeds(each.deeds, identity.renames, homes))
    noted = frozenset(part for each in kept for part in each.noted)
    held = frozenset(identity.act_of(each.text) for each in kept)
    joins = held_joins(curated.joins, made)
    at_home = _at_home(kept, identity, homes)
    texts = Texts(made, deeds, noted, held, joins, lambda home: at_home.get(home, []), sources)
    consolidated = consolidate(texts, scribe.names)
    joined = replace(curated, joins=joins)
    context = Context(identity, standings_of(joined_versions(made, joins)), joined, consolidated.stated)
    settled = [link_home(context.about(home), parts, scribe, sources) for home, parts in sorted(at_home.items())]
    found = tuple(merge([*(fact for one in settled for fact in one.facts), *scribe.facts]))
    by_name = {each.text.name: sources[each.text.file] for each in testimonies if each.text.file in sources}
    diagnostics = (
        *(each for one in testimonies for each in one.diagnostics),
        *(diagnose_trouble(each, by_name.get(each.text.name)) for each in identity.troubles),
        *(each for one in settled for each in one.diagnostics),
        *consolidated.diagnostics,
    )
    return Linked(found, diagnostics, tuple(pair for one in settled for pair in one.named))


@dataclass(frozen=True, slots=True)
class About:
    """What all texts together say of one home: what linking it must know of the others."""

    home: str
    cited: bool
    """Whether it is an act that is only cited."""
    standing: Standing | None
    """Of a version: where it stands among those of its part."""
    publication: Publication | None
    """Of an act, or of the act that made a version."""
    mentions: tuple[tuple[Text, Mention], ...]
    """Of an act: what it mentions and nobody knows."""
    joins: tuple[Join, ...] = ()
    """Of an act: parts of it that have two names."""
    executed: tuple[Stated, ...] = ()
    """What follows from the execution of effects."""


class Context:
    """What all texts together say of every home."""

    def __init__(
        self,
        identity: Identity,
        standings: Mapping[str, Standing],
        curated: Curated = NONE,
        executed: Mapping[str, Sequence[Stated]] = MappingProxyType({}),
    ) -> None:
        self._identity = identity
        self._standings = standings
        self._publications = curated.publications
        self._executed = executed
        self._mentions: dict[str, list[tuple[Text, Mention]]] = {}
        for text, mention in identity.unresolved:
            self._mentions.setdefault(identity.act_of(text), []).append((text, mention))
        self._joins: dict[str, list[Join]] = {}
        for join in curated.joins.by_name.values():
            self._joins.setdefault(join.named.rpartition("/")[0], []).append(join)

    def about(self, home: str) -> About:
        """What is known of one home."""
        mentions, standing = tuple(self._mentions.get(home, ())), self._standings.get(home)
        published = self._publications.get(standing.caused_by if standing else home)
        joins, executed = tuple(self._joins.get(home, ())), tuple(self._executed.get(home, ()))
        return About(home, home in self._identity.cited, standing, published, mentions, joins, executed)


def link_home(about: About, parts: Sequence[Part], scribe: Scribe, sources: Sources) -> Settled:
    """Put together what texts state of one home, and write down with ``scribe`` what follows."""
    home, settled = about.home, settle(parts, scribe, sources)
    if about.cited and any(fact.subject == home for fact in settled.facts):
        reason = "Known only from citations."
        scribe.state(home, "held", value=False, basis=Basis.INFERRED, reason=reason)
        _state_adilet(home, settled.facts, scribe)
    ended = state_executed(scribe, settled.facts, about.executed)
    if about.standing is not None:
        about.standing.state(scribe, home)
        for iri in _entries(settled.facts):
            scribe.state(iri, "current", about.standing.current and iri not in ended, basis=Basis.INFERRED)
    _state_joins(scribe, about.joins, settled.facts)
    settled.diagnostics += state_entry_days(scribe, home, settled.facts, about.publication)
    for text, mention in about.mentions:
        quotes = (Quote(text.file, mention.start, mention.end, mention.printed, "citation"),)
        words = " ".join(mention.printed.split()) or None
        scribe.beside(text.file).state(home, "mentions", words, language=text.language, quotes=quotes)
    return settled


def held_joins(joins: Joins, made: Iterable[Made]) -> Joins:
    """The joins of parts whose text is held."""
    return joins.where_held({each.of for each in made if each.held})


def joined_versions(made: Iterable[Made], joins: Joins) -> Iterator[Made]:
    """Versions under the names that their parts have in the text of the act: of one part there is one history."""
    return (replace(each, of=joins.part(each.of)) for each in made)


def _state_joins(scribe: Scribe, joins: Collection[Join], facts: Iterable[Fact]) -> None:
    """Say of parts that are one under two names that they are: both names answer."""
    known = {fact.subject for fact in facts if fact.term.name == "type"} if joins else set()
    curated = scribe.beside(scribe.names.seed(JOINS_FILE))
    for join in joins:
        for one, other in ((join.named, join.held), (join.held, join.named)):
            if {one, other} <= known:
                curated.state(one, "sameAs", other, basis=Basis.CURATED, reason=join.reason)


def _state_adilet(home: str, facts: Iterable[Fact], scribe: Scribe) -> None:
    """The identifier of an act that is only cited, where the citations print its registration."""
    registrations = [fact.value for fact in facts if fact.subject == home and fact.term.name == "registration"]
    derived = adilet_of_cited(home, registrations[0] if registrations else None)
    if derived is not None:
        reason = f"Derived: {derived.rule}."
        scribe.state(home, "adiletId", derived.identifier, basis=Basis.INFERRED, reason=reason)


def adilet_of_cited(iri: str, registration: str | None) -> AdiletId | None:
    """The identifier of an act by its name and its registration, see ``adilet_id``."""
    key = key_of(iri)
    span, source = Span(0, 0), Source("", "", "")
    try:
        signed = date.fromisoformat(key.signed)
    except ValueError:
        return None
    requisites = Requisites(
        key.body, acting=False, signed=signed, number=key.number, number_printed=key.number, kind=key.kind, span=span
    )
    registered = Registration(registration, None, span) if registration else None
    return adilet_id(Act(source, None, ActPart("act", span), requisites=(requisites,), registration=registered))


def _at_home(kept: Sequence[Testimony], identity: Identity, homes: Homes) -> dict[str, list[Part]]:
    """What each text states, by the home of the subjects; an act's own texts first, else by name."""
    found: dict[str, dict[int, list[Fact]]] = {}
    for at, each in enumerate(kept):
        for fact in rename(each.facts, identity.renames, homes) if identity.renames else each.facts:
            found.setdefault(homes.home_of(fact.subject), {}).setdefault(at, []).append(fact)
    parts: dict[str, list[Part]] = {}
    for home, by_text in found.items():
        order = sorted(by_text, key=lambda at: (not is_own(kept[at].text, home, identity), at))
        parts[home] = [Part(kept[at].text, by_text[at], kept[at].whole) for at in order]
    return parts


def is_own(text: Text, home: str, identity: Identity) -> bool:
    """Whether a text is one of the act that a home is or lies in."""
    act = identity.act_of(text)
    return home == act or home.startswith(f"{act}/")


def _entries(facts: Iterable[Fact]) -> Iterator[str]:
    """What the rows of the law state."""
    return (fact.subject for fact in facts if fact.term.name == "type" and fact.value in {"Listing", "TariffLine"})


def diagnose_trouble(trouble: Trouble, source: Source | None) -> Diagnostic:
    """A trouble in its place."""
    if source is None:
        return Diagnostic(trouble.problem, trouble.text.name, trouble.start, trouble.end, 1, 1, trouble.text.sha256)
    return source.diagnose(trouble.problem, Span(trouble.start, trouble.end))
