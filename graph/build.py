"""From the seeds to a graph that answers: the one place that knows the order of the steps."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.act import Act
from graph.code import Codes
from graph.diagnostic import Diagnostic, Problem
from graph.fact import Fact
from graph.facts.acts import act_iri, state_act, state_citations
from graph.facts.concepts import state_dataset, state_systems, state_vocabularies
from graph.facts.law import state_law
from graph.facts.link import link, merge
from graph.facts.procedures import Concepts, state_conflicts
from graph.facts.scribe import Scribe, Witness
from graph.iri import DEFAULT_BASE, Names
from graph.rdf.description import LICENCE
from graph.reading.lexicon import Lexicon, load_lexicon
from graph.reading.parse import parse
from graph.source import Source, read_source
from graph.stores.memory import MemoryStore
from graph.stores.store import Store
from graph.vocab import Vocab


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


def build(seeds: Path, base: str = DEFAULT_BASE) -> Graph:
    """Read ``seeds/acts``, join them with the codes and vocabularies, and make the store.

    Raises ``SeedError`` for a curated file that breaks its contract, ``UnreadableSourceError`` for an act that is no
    text. What is wrong inside an act becomes a diagnostic.
    """
    names = Names(base)
    known = load_lexicon(seeds)
    acts = tuple(parse(_source(path), known) for path in sorted(seeds.glob("acts/*/act.txt")))
    witnesses, doubles = _witnesses(acts, names)
    stated = [fact for witness in witnesses for fact in state(witness, names, known.vocab)]
    linked = link(stated, _together(names), {witness.file: witness.source for witness in witnesses})
    facts = tuple(merge([*linked.facts, *_concepts(linked.facts, names, known, seeds)]))
    diagnostics = (*(each for act in acts for each in act.diagnostics), *doubles, *linked.diagnostics)
    store, counts, version = MemoryStore(facts), _counts(facts), _version(facts)
    return Graph(base, facts, store, acts, known.vocab, known.codes, diagnostics, counts, version)


def _source(path: Path) -> Source:
    """An act of the seeds, called by its folder: every text of the seeds has the same file name."""
    return replace(read_source(path), name=f"{path.parent.name}/{path.name}")


def _witnesses(acts: Iterable[Act], names: Names) -> tuple[list[Witness], list[Diagnostic]]:
    """The acts that have a name, each once: a text without requisites has none, a second text of an act is refused."""
    found: dict[str, Witness] = {}
    doubles: list[Diagnostic] = []
    for act in acts:
        if not act.requisites or act.requisites[0].issuer is None:
            continue
        iri = act_iri(names, act)
        if iri in found:
            message = f"{act.source.name} and {found[iri].source.name} are texts of one act"
            doubles.append(act.source.diagnose(Problem("KZ-LNK-004", message), act.requisites[0].span))
        else:
            found[iri] = Witness(act, iri, names.file(iri, act.language or "kk"), act.source)
    return list(found.values()), doubles


def state(witness: Witness, names: Names, curated: Vocab) -> list[Fact]:
    """The facts of one act."""
    scribe = Scribe(names, witness.file)
    state_act(scribe, witness)
    state_citations(scribe, witness, witness.act.citations)
    state_law(scribe, witness, curated)
    return scribe.facts


def _together(names: Names) -> Scribe:
    """Writes what follows from all acts together."""
    scribe = Scribe(names, names.seed("acts"))
    scribe.introduce(scribe.source, "Dataset")
    scribe.label(scribe.source, en="What follows from all acts together")
    return scribe


def _concepts(facts: Sequence[Fact], names: Names, known: Lexicon, seeds: Path) -> list[Fact]:
    """Facts of all concepts, each with the curated file it comes from: vocabularies, and the codes that rows name."""
    scribes: dict[str, Scribe] = {}

    def scribe_for(name: str) -> Scribe:
        if name not in scribes:
            scribes[name] = Scribe(names, names.seed(name))
            state_dataset(scribes[name], name, (seeds / name).read_bytes())
        return scribes[name]

    state_vocabularies(scribe_for, known.vocab)
    state_systems(scribe_for("codes/systems.toml"), known.codes)
    state_conflicts(scribe_for("codes/witnesses.toml"), known.codes, facts)
    Concepts(scribe_for, known.codes, known.vocab).state(facts, names)
    return [fact for scribe in scribes.values() for fact in scribe.facts]


def _counts(facts: Sequence[Fact]) -> dict[str, int]:
    found = Counter(fact.value for fact in facts if fact.term.name == "type")
    return {**dict(sorted(found.items())), "facts": len(facts)}


def _version(facts: Iterable[Fact]) -> str:
    """A name for exactly these facts and their evidence, independent of their order."""
    digest = hashlib.sha256()
    for line in sorted(map(_line, facts)):
        digest.update(line.encode())
    return digest.hexdigest()[:16]


def _line(fact: Fact) -> str:
    """A fact with everything that a dump says of it."""
    parts = (fact.subject, fact.term.name, fact.value, fact.language, fact.source, fact.basis, fact.reason, fact.quotes)
    return repr(parts)
