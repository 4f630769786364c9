"""What an effect changes: a part of an act, reached by numbers and by the title of what the act approved.

Nothing is named that a text leaves open: a title whose head noun is not known, a part of what is called by its title
inside an appendix, or one of two lists of one act, has no IRI.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.act import Effect, ElementStep
from graph.facts.scribe import Witness
from graph.iri import Names, slug
from graph.vocab import Vocab, printed

_STEPS = {
    "appendix": "annex", "article": "art", "section": "sec", "chapter": "chp", "paragraph": "par", "part": "prt",
    "point": "pt", "subpoint": "spt",
}  # fmt: skip
_STEP = re.compile(rf"(?P<name>{'|'.join(_STEPS)})(?: (?P<number>[0-9][\w-]*))?(?: |$)")
_NUMBER = re.compile(r"[0-9][\w-]*")
_HELD = frozenset({"rows", "words"})
"""Scopes of effects on what stands in a part: the part that holds them is what is changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part on the way to what is changed."""

    iri: str
    kind: str
    """A slug of seeds/vocab/subdivisions.toml."""
    parent: str
    number: str | None
    name: str
    """Such as ``point 2 of regulation``."""


@dataclass(frozen=True, slots=True)
class Target:
    """A part of an act; ``path`` leads to it from the outermost part, and is never empty."""

    act: str
    path: tuple[Place, ...]

    @property
    def last(self) -> Place:
        """The part itself."""
        return self.path[-1]

    @property
    def iri(self) -> str:
        """The IRI of the part."""
        return self.last.iri

    @property
    def name(self) -> str:
        """What the part is called in English."""
        return self.last.name


@dataclass(frozen=True, slots=True)
class Titled:
    """What a title is of: the slug and the English name of its head noun, and the other words, folded."""

    slug: str
    name: str
    rest: str


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles by which a text names what acts approved. ``open`` are the slugs, by act, that mean several things."""

    vocab: Vocab
    language: str
    open: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, effects: Iterable[tuple[str, Effect]], vocab: Vocab, language: str) -> "Titles":
        """The titles in the effects of a text, each with the IRI of the act that it changes."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for act, effect in effects:
            titled = title_of(effect.container or "", vocab, language)
            if titled is not None and effect.steps[0].kind == "named":
                found.setdefault((act, titled.slug), {})[titled.rest] = None
        return cls(vocab, language, frozenset(key for key, rests in found.items() if not _one_thing(list(rests))))

    def read(self, act: str, words: str) -> Titled | None:
        """What a title means in an act; None where it is not certain."""
        titled = title_of(words, self.vocab, self.language)
        return None if titled is None or (act, titled.slug) in self.open else titled


def _one_thing(rests: Iterable[str]) -> bool:
    """Whether titles of one head noun are one title: a text shortens it after its first use."""
    whole = max(rests, key=len, default="")
    return all(each in whole for each in rests)


def title_of(words: str, vocab: Vocab, language: str) -> Titled | None:
    """What a title is of, by its head noun, which Kazakh puts last and Russian first; None where it is not known."""
    bare = words.strip(" «»“”\"'.,;:")
    found = printed(vocab.elements, bare, language)
    if language == "ru":
        heads = [each for each in found if each.start == 0]
        head = max(heads, key=lambda each: each.end, default=None)
    else:
        heads = [each for each in found if each.end == len(bare)]
        head = min(heads, key=lambda each: each.start, default=None)
    if head is None:
        return None
    rest = bare[head.end :] if language == "ru" else bare[: head.start]
    return Titled(head.entry.slug, head.entry.labels["en"], " ".join(rest.casefold().split()))


def target_of(names: Names, witness: Witness, effect: Effect, act: str, titles: Titles) -> Target | None:
    """What an effect changes; None where it is the whole act, and where the text leaves open which part it is."""
    if effect.scope == "act":
        return None
    steps = _steps(witness, effect)
    kinds = {each.slug for each in titles.vocab.subdivisions}
    path = tuple(_path(names, act, steps, titles, kinds))
    if not path or (len(path) < len(steps) and effect.scope not in _HELD):
        return None
    return Target(act, path)


def _steps(witness: Witness, effect: Effect) -> tuple[ElementStep, ...]:
    """The way to what is changed; the header of an appendix that prints the new text says it best."""
    appendix = witness.act.appendices[effect.appendix] if effect.appendix is not None else None
    element = effect.element or ""
    if appendix is not None and appendix.becomes is not None and appendix.becomes.number:
        element = f"appendix {appendix.becomes.number}"
    elif effect.steps:
        return effect.steps
    steps = list(_STEP.finditer(element))
    if "".join(each[0] for each in steps) != element:
        return ()
    return tuple(ElementStep(each["name"], tuple(filter(None, (each["number"],))), each[0]) for each in steps)


def _path(
    names: Names, act: str, steps: Iterable[ElementStep], titles: Titles, kinds: Iterable[str]
) -> Iterator[Place]:
    """The parts that steps lead to, as far as that is certain. What is called by its title stands in the act itself."""
    parent, above = act, ""
    for at, step in enumerate(steps):
        found = _named(parent, step, titles) if step.kind == "named" else _numbered(names, parent, step, kinds)
        if found is None or (at and step.kind == "named"):
            return
        iri, kind, number, name = found
        yield Place(iri, kind, parent, number, f"{name} of {above}" if above else name)
        parent, above = iri, f"{name} of {above}" if above else name


def _named(act: str, step: ElementStep, titles: Titles) -> tuple[str, str, str | None, str] | None:
    titled = titles.read(act, step.text)
    return (f"{act}/{titled.slug}", "element", None, titled.name) if titled else None


def _numbered(
    names: Names, parent: str, step: ElementStep, kinds: Iterable[str]
) -> tuple[str, str, str | None, str] | None:
    """A part by its kind and its number. An act may have one appendix without a number, and of nothing else one."""
    if step.kind not in _STEPS or len(step.numbers) > 1:
        return None
    number = step.numbers[0] if step.numbers else None
    if number is None and step.kind != "appendix":
        return None
    if number is not None and not _NUMBER.fullmatch(number):
        return None
    iri = names.annex(parent, number) if step.kind == "appendix" else f"{parent}/{_step(step.kind, number)}"
    return iri, step.kind if step.kind in kinds else "element", number, f"{step.kind} {number}" if number else step.kind


def _step(kind: str, number: str | None) -> str:
    return f"{_STEPS[kind]}_{number}" if number else _STEPS[kind]


def provision_iri(act: str, point: str) -> str:
    """The IRI of a provision such as ``point 1 subpoint 2`` or ``appendix 3 point 1`` of an act."""
    steps = (_step(each["name"], (each["number"] or "").rstrip(")") or None) for each in _STEP.finditer(point))
    return "/".join((act, *steps))


def part_iri(act: str, element: str) -> str | None:
    """The IRI of a part such as ``point 3 subpoint 1``; None for words that name none by kind and number."""
    read = "".join(each[0] for each in _STEP.finditer(element))
    return provision_iri(act, element) if element and read == element else None


def provision_number(point: str) -> str:
    """The numbers of a provision: ``1-2`` for ``point 1 subpoint 2``, ``annex-3-1`` for ``appendix 3 point 1``."""
    found = (
        ("annex-" if each["name"] == "appendix" else "") + (each["number"] or "") for each in _STEP.finditer(point)
    )
    return "-".join(filter(None, found)) or slug(point) or "0"
