"""Parts of an act as paths of steps from the outside in: point 1, subpoint 3."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.act import ElementStep
from graph.layout.text import Text

_RANKS = {
    "appendix": 1,
    "section": 3,
    "subsection": 4,
    "chapter": 5,
    "subchapter": 6,
    "table": 7,
    "article": 8,
    "point": 9,
    "subpoint": 10,
    "part": 10,
    "paragraph": 11,
    "sentence": 12,
    "title": 13,
    "preamble": 13,
    "note": 13,
    "column": 14,
    "row": 14,
}
"""How deep a step stands; of two with one rank either may stand in the other."""

_PLURAL = {"appendix": "appendices"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: what kind of part, its numbers, and the words that say so.

    The kind ``named`` is a part that is called by its title.
    """

    kind: str
    numbers: tuple[str, ...]
    text: Text

    @property
    def rank(self) -> int:
        """How deep it stands; 0 for what is called by its title."""
        return _RANKS.get(self.kind, 0)

    @property
    def unnumbered(self) -> bool:
        """Whether words alone say which part is meant."""
        return not self.numbers and self.kind in {"named", "section", "row"}

    @property
    def normal(self) -> str:
        """``point 3``, ``rows 1494-1, 1494-2``, ``points 2 to 4``, ``title``."""
        if not self.numbers:
            return self.kind
        several = len(self.numbers) > 1 or " " in self.numbers[0]
        kind = _PLURAL.get(self.kind, f"{self.kind}s") if several or self.kind == "row" else self.kind
        return f"{kind} {', '.join(self.numbers)}"


@dataclass(frozen=True, slots=True)
class Segment:
    """Steps that one phrase prints, the outermost first, and the phrase."""

    steps: tuple[Step, ...]
    text: Text
    approved: bool = False
    """Whether the words say that the act itself approved what they name."""

    @property
    def named(self) -> bool:
        """Whether the phrase begins with an element that is called by its title."""
        return self.steps[0].kind == "named"


Path = tuple[Segment, ...]
"""Segments from the outermost to the innermost, as the lines above a change name them one after the other."""


def normal_path(path: Path) -> str | None:
    """The path in words of ``act-json``, such as ``appendix 1 point 5 subpoint 2``; None where it has names alone."""
    steps = [step for segment in path for step in segment.steps if not step.unnumbered]
    return " ".join(step.normal for step in steps) or None


def printed_path(path: Path) -> str:
    """The words of a path, one segment after the other."""
    return ": ".join(segment.text.value for segment in path)


def element_steps(path: Path) -> tuple[ElementStep, ...]:
    """The steps of a path, as an act keeps them."""
    return tuple(ElementStep(step.kind, step.numbers, step.text.value) for segment in path for step in segment.steps)


def one_by_one(path: Path) -> Iterator[Path]:
    """The parts that a path names together, such as two appendices, each with a path of its own."""
    if not path or not path[-1].steps[-1].numbers[1:]:
        yield path
        return
    *above, last = path
    for number in last.steps[-1].numbers:
        step = Step(last.steps[-1].kind, (number,), last.steps[-1].text)
        yield (*above, replace(last, steps=(*last.steps[:-1], step)))


def descend(path: Path, segment: Segment, *, anew: bool = False, below: bool = False) -> Path:
    """The path once another phrase is read: it goes down from the last part that can hold what it names.

    ``anew``: what it names is approved by the act itself and stands in no other part. ``below``: it directly follows
    a line that names a part by its title, and stands in that part.
    """
    if anew:
        return (replace(segment, approved=True),)
    if below and segment.named:
        return (*path, segment)
    steps = [step for each in path for step in each.steps]
    return (*_first(path, _held(steps, segment.steps[0])), segment)


def _held(steps: Sequence[Step], below: Step) -> int:
    """How many steps can hold another one. What is called by its title stands in the act or in an appendix."""
    if below.rank == 0:
        return max((at for at, step in enumerate(steps, 1) if step.kind == "appendix"), default=0)
    for at, step in enumerate(steps):
        if step.rank and (step.kind == below.kind or step.rank > below.rank):
            return at
    return len(steps)


def _first(path: Path, count: int) -> Iterator[Segment]:
    """The segments that hold the first steps of a path; one that is cut keeps the words of its outer steps."""
    for each in path:
        if count >= len(each.steps):
            yield each
        elif count > 0:
            yield Segment(each.steps[:count], each.steps[count - 1].text)
        count -= len(each.steps)


def element_of(path: Path) -> str | None:
    """A path as ``act-json`` names an element; the printed words where numbers do not say which part it is."""
    if not path:
        return None
    named = sum(step.kind == "named" for each in path for step in each.steps)
    *above, last = path[-1].steps
    open_ended = last.unnumbered and not (last.kind == "named" and above and above[-1].kind == "appendix")
    if open_ended or named > 1 or any(_is_part_of_a_title(each) for each in path) or _loses_a_section(path):
        return printed_path(path)
    return normal_path(path)


def _loses_a_section(path: Path) -> bool:
    """Whether what is numbered stands in a section that words alone name. Rows are numbered through a whole table."""
    steps = [step for segment in path for step in segment.steps]
    return steps[-1].kind != "row" and any(each.kind == "section" and not each.numbers for each in steps)


def _is_part_of_a_title(segment: Segment) -> bool:
    """Whether a phrase names the heading, or the like, of something that is called by its title alone."""
    return segment.named and not segment.approved and bool(segment.steps[1:]) and not segment.steps[1].numbers
