"""From the seeds to a graph that answers: the one place that knows the order of the steps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.act import Act
from graph.code import Codes
from graph.corpus.block import digest, encode, version_of
from graph.diagnostic import Diagnostic, Problem
from graph.fact import Basis, Fact
from graph.facts.acts import act_keys, noted_parts, state_act
from graph.facts.cited import state_citations
from graph.facts.concepts import state_dataset, state_systems, state_vocabularies
from graph.facts.gathered import Gathered, gather
from graph.facts.home import Homes
from graph.facts.law import state_law
from graph.facts.link import Curated, Linked, link_texts, merge
from graph.facts.procedures import Concepts, state_conflicts
from graph.facts.scribe import Scribe, Witness, witness_of
from graph.facts.testimony import Testimony, Text, bear_witness
from graph.iri import DEFAULT_BASE, Names
from graph.joins import JOINS_FILE, load_joins
from graph.layout.files import read_file
from graph.publications import PUBLICATIONS_FILE, load_publications
from graph.rdf.description import LICENCE
from graph.reading.lexicon import Lexicon, load_lexicon
from graph.reading.parse import parse
from graph.sets import SETS_FILE, NamedSet, load_sets
from graph.source import Source, Span
from graph.stores.memory import MemoryStore
from graph.stores.store import Store
from graph.vocab import Vocab

_WITNESSES = "codes/witnesses.toml"


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything that was read, ready to answer. The same seeds and base give the same graph, byte for byte."""

    base: str
    facts: tuple[Fact, ...]
    store: Store
    acts: tuple[Act, ...]
    vocab: Vocab
    codes: Codes
    diagnostics: tuple[Diagnostic, ...]
    counts: Mapping[str, int]
    """Subjects by class, and ``facts``."""
    data_version: str
    """SHA-256 over all facts with their evidence, hexadecimal, shortened to 16."""
    licence: str = LICENCE
    sets: tuple[NamedSet, ...] = ()
    """Published sets, in the order of their file."""


def build(seeds: Path, base: str = DEFAULT_BASE) -> Graph:
    """Read ``seeds/acts``, join them with the codes and vocabularies, and make the store.

    Raises ``SeedError`` for a curated file that breaks its contract, ``UnreadableSourceError`` for an act that is no
    text. What is wrong inside an act becomes a diagnostic.
    """
    names = Names(base)
    known, sets = load_lexicon(seeds), load_sets(seeds)
    acts = tuple(parse(_source(path), known) for path in sorted(seeds.glob("acts/*/act.txt")))
    linked, unnamed = _link(acts, names, known.vocab, load_curated(seeds, base))
    curated = curated_conflicts(linked.facts, names, known.codes)
    concepts = state_concepts(gather(linked.facts, names), linked.named, names, known, seeds)
    facts = tuple(merge([*linked.facts, *curated, *concepts]))
    diagnostics = (*unnamed, *linked.diagnostics)
    counts = counts_of(classes_of(facts), len(facts))
    store, version = MemoryStore(facts), _version(facts, Homes(base))
    return Graph(base, facts, store, acts, known.vocab, known.codes, diagnostics, counts, version, sets=sets)


def _source(path: Path) -> Source:
    """An act of the seeds, called by its folder: every text of the seeds has the same file name."""
    return replace(read_file(path), name=f"{path.parent.name}/{path.name}")


def _link(acts: Iterable[Act], names: Names, vocab: Vocab, curated: Curated) -> tuple[Linked, list[Diagnostic]]:
    """What all acts state together, and what is wrong with texts that do not say which act they are of."""
    homes = Homes(names.base)
    testimonies: list[Testimony] = []
    sources: dict[str, Source] = {}
    unnamed: list[Diagnostic] = []
    for act in acts:
        if testimony := make_testimony(act, names, vocab, homes):
            testimonies.append(testimony)
            sources.setdefault(testimony.text.file, act.source)
        else:
            unnamed += without_name(act)
    return link_texts(testimonies, together(names), sources, curated), unnamed


def load_curated(seeds: Path, base: str) -> Curated:
    """What curated files say of acts. Raises ``SeedError``."""
    return Curated(load_publications(seeds, base), load_joins(seeds, base))


def make_testimony(act: Act, names: Names, curated: Vocab, homes: Homes, part: str | None = None) -> Testimony | None:
    """All that one text states; None for one that does not say which act it is of."""
    witness = witness_of(act, names, part)
    if witness is None:
        return None
    scribe = state(witness, names, curated)
    text = Text(
        act.source.name, witness.file, witness.iri, act_keys(names, act), act.language or "kk", act.source.sha256, part
    )
    found = bear_witness(text, scribe.facts, act.source, homes, scribe)
    noted = noted_parts(act, witness.iri)
    return replace(found, diagnostics=(*act.diagnostics, *found.diagnostics), noted=noted)


def without_name(act: Act) -> tuple[Diagnostic, ...]:
    """What is wrong with a text that does not say which act it is of."""
    problem = Problem("KZ-BLD-003", "the text does not say which act it is of", found="no requisites with a known body")
    return (*act.diagnostics, act.source.diagnose(problem, Span(0, 0)))


def state(witness: Witness, names: Names, curated: Vocab) -> Scribe:
    """The facts of one act."""
    scribe = Scribe(names, witness.file)
    state_act(scribe, witness)
    state_citations(scribe, witness, witness.act.citations)
    state_law(scribe, witness, curated)
    return scribe


def together(names: Names) -> Scribe:
    """Writes what follows from all acts together."""
    scribe = Scribe(names, names.seed("acts"))
    scribe.introduce(scribe.source, "Dataset")
    scribe.label(scribe.source, en="What follows from all acts together")
    return scribe


def curated_conflicts(facts: Sequence[Fact], names: Names, codes: Codes) -> list[Fact]:
    """Where a curated list disagrees with the rows of the version that it is a list of."""
    scribe = Scribe(names, names.seed(_WITNESSES))
    state_conflicts(scribe, codes, facts)
    return scribe.facts


def state_concepts(
    gathered: Gathered, named: Iterable[tuple[str, str]], names: Names, known: Lexicon, seeds: Path
) -> list[Fact]:
    """Facts of all concepts, each with the curated file it comes from: vocabularies, and the codes that rows name.

    ``named`` are conflicts with the concepts that their readings name: they are about those that are concepts.
    """
    scribes: dict[str, Scribe] = {}

    def scribe_for(name: str) -> Scribe:
        if name not in scribes:
            scribes[name] = Scribe(names, names.seed(name))
            state_dataset(scribes[name], name, (seeds / name).read_bytes())
        return scribes[name]

    state_vocabularies(scribe_for, known.vocab)
    state_systems(scribe_for("codes/systems.toml"), known.codes)
    scribe_for(_WITNESSES)
    scribe_for(SETS_FILE)
    scribe_for(PUBLICATIONS_FILE)
    scribe_for(JOINS_FILE)
    Concepts(scribe_for, known.codes, known.vocab).state(gathered)
    late = Scribe(names, names.seed("acts"))
    for conflict, concept in named:
        if gathered.has(concept):
            late.state(conflict, "about", concept, basis=Basis.INFERRED)
    return [*(fact for scribe in scribes.values() for fact in scribe.facts), *late.facts]


def counts_of(classes: Mapping[str, int], facts: int) -> dict[str, int]:
    """Subjects by class, and ``facts``."""
    return {**dict(sorted(classes.items())), "facts": facts}


def classes_of(facts: Iterable[Fact]) -> Counter[str]:
    """How many subjects of each class facts introduce."""
    return Counter(fact.value for fact in facts if fact.term.name == "type")


def _version(facts: Iterable[Fact], homes: Homes) -> str:
    """A name for exactly these facts and their evidence."""
    by_home: dict[str, list[Fact]] = {}
    for fact in facts:
        by_home.setdefault(homes.home_of(fact.subject), []).append(fact)
    return version_of((home, digest(encode(home, found))) for home, found in by_home.items())
