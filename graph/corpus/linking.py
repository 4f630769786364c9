"""Linking many texts, home by home, in several processes: each writes shards of the graph."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from typing_extensions import override

from graph.build import classes_of, curated_conflicts
from graph.code import Codes
from graph.corpus.block import digest, encode, pack
from graph.corpus.entry import Block, read_block
from graph.corpus.holding import Leaf, read_text
from graph.diagnostic import Diagnostic
from graph.fact import Fact
from graph.facts.dispute import Part
from graph.facts.gathered import Gathered
from graph.facts.home import Homes
from graph.facts.link import About, link_home
from graph.facts.rename import Rename, rename
from graph.facts.scribe import Scribe
from graph.facts.testimony import Text
from graph.iri import Names
from graph.reading.lexicon import load_lexicon
from graph.source import Source, UnreadableSourceError


@dataclass(frozen=True, slots=True)
class Share:
    """What one text has of one home: a block of its entry, and what the names in it stand for."""

    text: Text
    leaf: Leaf
    entry: Path
    block: Block
    whole: frozenset[str]
    renames: Mapping[str, Rename]


@dataclass(frozen=True, slots=True)
class Errand:
    """One home to link, with the shares of all texts that speak of it."""

    about: About
    shares: tuple[Share, ...]

    @property
    def facts(self) -> int:
        """How many facts there are to put together."""
        return sum(each.block.facts for each in self.shares)


@dataclass(frozen=True, slots=True)
class ShardPlan:
    """A shard to write: a file with the homes that go into it, in order."""

    path: Path
    errands: tuple[Errand, ...]


@dataclass(slots=True)
class Shard:
    """What became of a shard."""

    path: Path
    facts: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    digests: list[tuple[str, str]] = field(default_factory=list)
    gathered: Gathered = field(default_factory=Gathered)
    conflicts: list[bytes] = field(default_factory=list)
    """Facts that are at home nowhere, as lines: facts themselves do not go from process to process."""
    named: list[tuple[str, str]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Linker:
    """What a process needs to link."""

    seeds: Path
    base: str


_PREPARED: list[tuple[Linker, Codes]] = []
"""What this process links with; set once, when the process starts."""


def start(linker: Linker) -> None:
    """Prepare a process."""
    _PREPARED[:] = [(linker, load_lexicon(linker.seeds).codes)]


def write_shards(plans: Sequence[ShardPlan]) -> list[Shard]:
    """Link the homes of some shards."""
    linker, codes = _PREPARED[0]
    return [_write_shard(plan, Names(linker.base), codes) for plan in plans]


def _write_shard(plan: ShardPlan, names: Names, codes: Codes) -> Shard:
    shard, homes = Shard(plan.path), Homes(names.base)
    witnessed = {names.base + each.version for each in codes.witnesses}
    draft = plan.path.with_name(f"{plan.path.name}.draft")
    with draft.open("wb") as file:
        for errand in plan.errands:
            scribe = Scribe(names, names.seed("acts"))
            settled = link_home(errand.about, parts_of(errand.shares, homes), scribe, TextsOf(errand.shares))
            facts = [*settled.facts, *scribe.facts]
            if errand.about.home in witnessed:
                facts += curated_conflicts(settled.facts, names, codes)
            shard.diagnostics += settled.diagnostics
            shard.named += settled.named
            if elsewhere := [fact for fact in facts if homes.home_of(fact.subject) != errand.about.home]:
                shard.conflicts.append(encode("", elsewhere))
            own = [fact for fact in facts if homes.home_of(fact.subject) == errand.about.home]
            shard.gathered.add(own, names)
            file.write(add_home(shard, errand.about.home, own))
    draft.replace(plan.path)
    return shard


def add_home(shard: Shard, home: str, facts: Sequence[Fact]) -> bytes:
    """The packed line of a home, counted in its shard; nothing for a home of which nothing is known."""
    if not facts:
        return b""
    line = encode(home, facts)
    shard.facts += len(facts)
    shard.classes.update(classes_of(facts))
    shard.digests.append((home, digest(line)))
    return pack(line)


def parts_of(shares: Iterable[Share], homes: Homes) -> list[Part]:
    """What each text states of a home, by the names that things have in the end; homes may become one by that."""
    found: dict[str, tuple[Share, list[Fact]]] = {}
    for share in shares:
        facts: Sequence[Fact] = read_block(share.entry, share.block)
        if share.renames:
            facts = list(rename(facts, share.renames, homes))
        found.setdefault(share.text.name, (share, []))[1].extend(facts)
    return [Part(share.text, facts, share.whole) for share, facts in found.values()]


class TextsOf(Mapping[str, Source]):
    """The texts that shares come from, read when a diagnostic needs a place."""

    def __init__(self, shares: Iterable[Share]) -> None:
        self._leaves = {each.text.file: (each.leaf, each.text.sha256) for each in shares}

    @override
    def __getitem__(self, file: str) -> Source:
        leaf, sha256 = self._leaves[file]
        try:
            source = read_text(leaf)
        except UnreadableSourceError as error:
            raise KeyError(file) from error
        if source.sha256 != sha256:
            raise KeyError(file)
        return source

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._leaves)

    @override
    def __len__(self) -> int:
        return len(self._leaves)
