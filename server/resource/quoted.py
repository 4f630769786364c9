"""The words that facts rest on, each in the lines around it; and a whole text with all such words marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from graph.act import Act
from graph.stores.entity import Entity, Evidence
from server.resource.model import Passage, Piece
from server.resource.naming import Naming

AROUND = 2
"""Lines before and after a quote."""

PASSAGES = 40
"""Quotes of one page that are shown."""


@dataclass(frozen=True)
class Texts:
    """The texts that are at hand, by the SHA-256 of their file: all of a build, none of a folder that a build wrote."""

    acts: tuple[Act, ...]

    @cached_property
    def _by_digest(self) -> Mapping[str, Act]:
        return {each.source.sha256: each for each in self.acts}

    def read(self, sha256: str) -> str | None:
        """A text as it was read."""
        act = self._by_digest.get(sha256)
        return act.source.text if act else None

    def language(self, sha256: str) -> str | None:
        """The language of a text (BCP 47)."""
        act = self._by_digest.get(sha256)
        return act.language if act else None

    def around(self, evidence: Evidence) -> tuple[str, str]:
        """The text before and after a quote, by whole lines; nothing where the text is not at hand or is another."""
        text = self.read(evidence.sha256)
        if text is None or text[evidence.start : evidence.end] != evidence.quote:
            return "", ""
        start, end = evidence.start, evidence.end
        for _ in range(AROUND + 1):
            start = max(text.rfind("\n", 0, start), 0)
            end = min(at if (at := text.find("\n", end + 1)) >= 0 else len(text), len(text))
        return text[start : evidence.start].lstrip("\n"), text[evidence.end : end].rstrip("\n")


def make_passages(entities: Iterable[Entity], texts: Texts, naming: Naming) -> tuple[Passage, ...]:
    """The quotes of a page, each once, in the order of the text."""
    found: dict[tuple[str, int, int], Evidence] = {}
    for each in (one for entity in entities for one in entity.evidence):
        found.setdefault((each.sha256, each.start, each.end), each)
    return tuple(_passage(found[key], texts, naming) for key in sorted(found)[:PASSAGES])


def _passage(evidence: Evidence, texts: Texts, naming: Naming) -> Passage:
    before, after = texts.around(evidence)
    files = [each for each in evidence.act.values["files"] if each.values["sha256"] == evidence.sha256]
    href = naming.link(f"{files[0].iri}#char={evidence.start},{evidence.end}") if files else None
    return Passage(
        naming.place(evidence.act),
        evidence.locator,
        before,
        evidence.quote,
        after,
        texts.language(evidence.sha256),
        evidence.basis,
        href,
    )


def make_pieces(text: str, spans: Iterable[str]) -> tuple[Piece, ...]:
    """A text cut wherever a span begins or ends. Spans are fragments of RFC 5147: ``char=8436,8468``."""
    ends = {name: tuple(int(each) for each in name.removeprefix("char=").split(",")) for name in spans}
    cuts = sorted({0, len(text), *(at for pair in ends.values() for at in pair if at <= len(text))})
    depth: dict[int, int] = {}
    anchors: dict[int, list[str]] = {}
    for name, (start, end) in sorted(ends.items(), key=lambda item: item[1]):
        depth[start], depth[end] = depth.get(start, 0) + 1, depth.get(end, 0) - 1
        anchors.setdefault(start, []).append(name)
    pieces, open_spans = [], 0
    for start, end in pairwise(cuts):
        open_spans += depth.get(start, 0)
        pieces.append(Piece(text[start:end], open_spans > 0, tuple(anchors.get(start, ()))))
    return tuple(pieces)
