"""From many texts to one graph on disk: the order of the steps for what does not fit in memory."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copyfile, copytree
from tempfile import TemporaryDirectory

from graph.build import counts_of, load_curated, state_concepts, together
from graph.consolidation.consolidated import Texts, consolidate
from graph.corpus.block import as_line, decode, version_of
from graph.corpus.entry import Entry
from graph.corpus.holding import Leaf, read_text
from graph.corpus.linking import (
    Errand,
    Linker,
    Shard,
    ShardPlan,
    Share,
    TextsOf,
    add_home,
    parts_of,
    start,
    write_shards,
)
from graph.corpus.pool import Pool
from graph.corpus.reading import Outcome, Reader, program_of, read_all
from graph.corpus.texts import FILES, Recorded, record, write_files
from graph.diagnostic import Diagnostic
from graph.fact import Fact
from graph.facts.gathered import Gathered
from graph.facts.history import standings_of
from graph.facts.home import Homes
from graph.facts.identity import Identity, Statement, identify
from graph.facts.link import Context, diagnose_trouble, held_joins, is_own, joined_versions
from graph.facts.rename import Rename, renamed_deeds, renamed_versions
from graph.iri import Names
from graph.joins import JOINS_FILE
from graph.publications import PUBLICATIONS_FILE
from graph.reading.lexicon import load_lexicon
from graph.sets import SETS_FILE, load_sets
from graph.source import Source, UnreadableSourceError

FORMAT = 5
"""Of the folder that a build writes; a program reads no other."""
MANIFEST = "manifest.json"
_FEW = 8
"""Files that are read in this process: starting others takes longer."""
_SHARD_FACTS = 100_000
"""Facts that go into one shard, at least one home."""

Progress = Callable[[str, int, int], None]
"""Told of a step, of how much of it is done, and of how much there is to do."""


class BuildError(RuntimeError):
    """A build that cannot go on, for no fault of a text."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build, from what, and where to."""

    leaves: Sequence[Leaf]
    seeds: Path
    base: str
    into: Path
    cache: Path | None
    workers: int
    progress: Progress = lambda _step, _done, _all: None


@dataclass(slots=True)
class Built:
    """What a build came to."""

    counts: dict[str, int]
    data_version: str
    texts: int
    cached: int
    diagnostics: list[Diagnostic] = field(default_factory=list)


def build_corpus(order: Order) -> Built:
    """Read, link and write everything. The same texts give the same files, whatever the number of processes."""
    load_sets(order.seeds)  # what the end would refuse is refused at once
    _clear(order.into)
    if len(order.leaves) <= _FEW:
        order = replace(order, workers=1)
    with TemporaryDirectory(prefix="qamtu-") as scratch:
        folder = order.cache or Path(scratch)
        reader = Reader(order.seeds, order.base, folder, program_of(order.seeds))
        outcomes = list(_read(order, reader))
        return _Linking(order, outcomes).link()


def _clear(into: Path) -> None:
    """Take away what an earlier build wrote, the manifest first: a folder without one is no build."""
    if into.is_dir() and any(into.iterdir()) and not (into / "facts").is_dir():
        raise BuildError(f"{into} holds something else than a build. Name a new or an empty folder.")
    (into / MANIFEST).unlink(missing_ok=True)
    (into / FILES).unlink(missing_ok=True)
    (into / "facts").mkdir(parents=True, exist_ok=True)
    for path in (into / "facts").iterdir():
        path.unlink()


def _read(order: Order, reader: Reader) -> Iterator[Outcome]:
    for done, each in enumerate(read_all(order.leaves, reader, order.workers), 1):
        order.progress("reading", done, len(order.leaves))
        yield each


class _Linking:
    """Linking all that was read; its state is what one step leaves to the next."""

    def __init__(self, order: Order, outcomes: Sequence[Outcome]) -> None:
        self.order = order
        self.outcomes = outcomes
        self.named = [each for each in outcomes if each.entry.text is not None]
        self.homes = Homes(order.base)
        self.names = Names(order.base)
        self.classes: Counter[str] = Counter()
        self.facts = 0
        self.digests: list[tuple[str, str]] = []
        self.diagnostics = [each for outcome in outcomes for each in outcome.entry.diagnostics]

    def link(self) -> Built:
        identity = identify([_statement(each.entry) for each in self.named])
        self.diagnostics += self._troubles(identity)
        gathered, late, named = self._write_law(list(self._plans(identity)))
        concepts = state_concepts(gathered, named, self.names, load_lexicon(self.order.seeds), self.order.seeds)
        self._write_rest([*together(self.names).facts, *late, *concepts])
        write_files(self._files(identity), self.order.into)
        return self._finish()

    def _troubles(self, identity: Identity) -> Iterator[Diagnostic]:
        leaves = {each.entry.name: each.leaf for each in self.named}
        for trouble in identity.troubles:
            yield diagnose_trouble(trouble, _source(leaves[trouble.text.name], trouble.text.sha256))

    def _plans(self, identity: Identity) -> Iterator[ShardPlan]:
        """The homes in order, in shards of about the same size."""
        named = (each for each in self.named if each.entry.name not in identity.refused)
        kept = sorted(named, key=lambda each: each.entry.text.file if each.entry.text else "")
        shares_of = self._shares(kept, identity)
        context = self._context(kept, identity, shares_of)
        errands: list[Errand] = []
        number = facts = 0
        for home, shares in sorted(shares_of.items()):
            errands.append(Errand(context.about(home), tuple(shares)))
            facts += errands[-1].facts
            if facts >= _SHARD_FACTS:
                yield ShardPlan(self._shard(number), tuple(errands))
                errands, facts, number = [], 0, number + 1
        if errands:
            yield ShardPlan(self._shard(number), tuple(errands))

    def _context(self, kept: Sequence[Outcome], identity: Identity, shares: Mapping[str, Sequence[Share]]) -> Context:
        """What linking a home must know of all texts, with what comes of executing the effects of all of them."""
        renames = identity.renames
        made = [one for each in kept for one in renamed_versions(each.entry.made, renames, self.homes)]
        deeds = [one for each in kept for one in renamed_deeds(each.entry.deeds, renames, self.homes)]
        noted = frozenset(part for each in kept for part in each.entry.noted)
        held = frozenset(identity.act_of(each.entry.text) for each in kept if each.entry.text)
        curated = load_curated(self.order.seeds, self.order.base)
        joins = held_joins(curated.joins, made)
        sources = TextsOf(share for each in shares.values() for share in each)
        texts = Texts(made, deeds, noted, held, joins, lambda home: parts_of(shares.get(home, ()), self.homes), sources)
        consolidated = consolidate(texts, self.names)
        self.diagnostics += consolidated.diagnostics
        joined = replace(curated, joins=joins)
        return Context(identity, standings_of(joined_versions(made, joins)), joined, consolidated.stated)

    def _shard(self, number: int) -> Path:
        return self.order.into / "facts" / f"law-{number:05}.jsonl.gz"

    def _shares(self, kept: Sequence[Outcome], identity: Identity) -> dict[str, list[Share]]:
        """What each text has of each home, the act's own texts first."""
        found: dict[str, list[tuple[bool, Share]]] = {}
        for outcome in kept:
            text, entry = outcome.entry.text, outcome.entry
            if text is None:
                continue
            renames = {each.home: identity.renames[each.home] for each in entry.blocks if each.home in identity.renames}
            for block in entry.blocks:
                home = self._renamed(block.home, renames)
                if home is not None:
                    whole = frozenset(each for each in entry.whole if each.startswith(block.home))
                    share = Share(text, outcome.leaf, outcome.path, block, whole, renames)
                    found.setdefault(home, []).append((not is_own(text, home, identity), share))
        return {
            home: [share for _, share in sorted(shares, key=lambda pair: pair[0])] for home, shares in found.items()
        }

    def _renamed(self, home: str, renames: dict[str, Rename]) -> str | None:
        act = self.homes.act_of(home)
        found = renames.get(act) if act else None
        if act is None or found is None:
            return home
        return found.to + home[len(act) :] if found.to else None

    def _write_law(self, plans: Sequence[ShardPlan]) -> tuple[Gathered, list[Fact], list[tuple[str, str]]]:
        """Link every home; what is of no home, and what concepts are made from, comes back."""
        gathered = Gathered()
        late: list[Fact] = []
        named: list[tuple[str, str]] = []
        pool = Pool(write_shards, start, (Linker(self.order.seeds, self.order.base),), self.order.workers, _lost)
        for done, shard in enumerate(pool.results(plans, 1), 1):
            self._count(shard)
            gathered.join(shard.gathered)
            late += (fact for line in shard.conflicts for fact in decode(line)[1])
            named += shard.named
            self.order.progress("linking", done, len(plans))
        return gathered, late, named

    def _write_rest(self, facts: Iterable[Fact]) -> None:
        """What follows from all texts together: concepts and conflicts, in a shard of their own."""
        by_home: dict[str, list[Fact]] = {}
        for fact in facts:
            by_home.setdefault(self.homes.home_of(fact.subject), []).append(fact)
        shard = Shard(self.order.into / "facts" / "rest.jsonl.gz")
        data = b"".join(add_home(shard, home, found) for home, found in sorted(by_home.items()))
        shard.path.write_bytes(data)
        self._count(shard)

    def _files(self, identity: Identity) -> Iterator[Recorded]:
        """What was read, by the names under which facts quote it and speak of it."""
        into = self.order.into
        for outcome in self.named:
            text, leaf = outcome.entry.text, outcome.leaf
            if text is None or outcome.entry.name in identity.refused:
                continue
            renames = {each: identity.renames[each] for each in text.keys if each in identity.renames}
            for iri in filter(None, (text.file, self._renamed(text.file, renames))):
                yield record(iri, text.name, leaf.part.path, text.sha256, into)
            if (meta := leaf.holding.meta) is not None and (sha256 := _sha256(meta)) is not None:
                for act in filter(None, (text.act, self._renamed(text.act, renames))):
                    yield record(self.names.description(act), meta.as_posix(), meta, sha256, into)

    def _count(self, shard: Shard) -> None:
        self.facts += shard.facts
        self.classes.update(shard.classes)
        self.digests += shard.digests
        self.diagnostics += shard.diagnostics

    def _finish(self) -> Built:
        """Write the diagnostics, what the server needs of the seeds and, last of all, the manifest."""
        into, version = self.order.into, version_of(self.digests)
        # The publisher's description is read with each language of an act.
        self.diagnostics = list(dict.fromkeys(self.diagnostics))
        with (into / "diagnostics.jsonl").open("wb") as file:
            file.writelines(as_line(each) + b"\n" for each in self.diagnostics)
        for folder in ("vocab", "codes"):
            copytree(self.order.seeds / folder, into / folder, dirs_exist_ok=True)
        for name in (SETS_FILE, PUBLICATIONS_FILE, JOINS_FILE):
            copyfile(self.order.seeds / name, into / name)
        counts = counts_of(self.classes, self.facts)
        manifest = {"format": FORMAT, "base": self.order.base, "data_version": version, "counts": counts}
        (into / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        cached = sum(each.cached for each in self.outcomes)
        return Built(counts, version, len(self.outcomes), cached, self.diagnostics)


def _statement(entry: Entry) -> Statement:
    if entry.text is None:
        raise BuildError(f"{entry.name} says of no act that it is its text")
    return Statement(entry.text, entry.mentions, entry.spoken)


def _lost(plan: ShardPlan) -> Shard:
    raise BuildError(f"the process that linked {len(plan.errands)} homes into {plan.path} ended without an answer")


def _sha256(path: Path) -> str | None:
    """Of the bytes of a file; None where it is gone."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _source(leaf: Leaf, sha256: str) -> Source | None:
    """The text of a holding, if it is still the one that was read."""
    try:
        source = read_text(leaf)
    except UnreadableSourceError:
        return None
    return source if source.sha256 == sha256 else None
