"""What the git corpus says of an act, in ``meta.yaml`` or at the top of an older text, each value with its place."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import yaml

from graph.diagnostic import Diagnostic, Problem
from graph.layout.text import Text
from graph.source import Source, Span

LONGEST = 64 * 1024
"""Code points; the longest of the corpus has some 8,000."""
DEEPEST = 4
"""Levels of keys: ``replaces.0.title.rus`` has four."""

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\s*\n[ \t]*|.)|''|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Meta:
    """Values by their keys, joined with dots: ``title.rus``, ``type_codes.0``. All are text as the file prints it."""

    source: Source
    values: Mapping[str, Text]

    def __getitem__(self, key: str) -> Text | None:
        """The value of a key, None where it has none."""
        return self.values.get(key)


def read_meta(source: Source, span: Span | None = None) -> tuple[Meta, tuple[Diagnostic, ...]]:
    """The values of a file, or of the span of a text that holds them; what cannot be read is a diagnostic."""
    start = span.start if span else len(source.text) - len(source.text.lstrip("\ufeff"))
    text = source.text[start : span.end if span else None]
    if len(text) > LONGEST:
        return _refused(source, Span(start, start), "too much of it", f"{len(text)} code points")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        at = start + (error.problem_mark.index if error.problem_mark else 0)
        return _refused(source, Span(at, at), "no YAML", error.problem or "an error")
    except yaml.YAMLError as error:
        return _refused(source, Span(start, start), "no YAML", str(error).partition("\n")[0])
    except RecursionError:
        return _refused(source, Span(start, start), "no YAML", "brackets in brackets without end")
    return _collected(source, start, node)


def _refused(source: Source, span: Span, what: str, found: str) -> tuple[Meta, tuple[Diagnostic, ...]]:
    problem = Problem("KZ-SRC-016", f"what the publisher says of the act is {what}", found=found)
    return Meta(source, MappingProxyType({})), (source.diagnose(problem, span),)


def _collected(source: Source, start: int, node: yaml.Node | None) -> tuple[Meta, tuple[Diagnostic, ...]]:
    """Every value once. A key that stands twice has no value."""
    values: dict[str, Text] = {}
    twice: dict[str, Span] = {}
    for key, scalar in _scalars(node, (), set()):
        if key in values:
            at = start + scalar.start_mark.index
            twice[key] = Span(at, max(at, start + scalar.end_mark.index))
        values[key] = _text(source.text, start, scalar)
    problems = [
        source.diagnose(Problem("KZ-SRC-016", f"the key {key} stands twice", found=source.quote(span)), span)
        for key, span in twice.items()
    ]
    kept = {key: text for key, text in values.items() if key not in twice}
    return Meta(source, MappingProxyType(kept)), tuple(problems)


def _scalars(node: yaml.Node | None, above: Sequence[str], seen: set[int]) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Scalars with their keys. What an alias names again is passed over: aliases of aliases could have no end."""
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield ".".join(above), node
    for name, inner in _children(node) if len(above) < DEEPEST else ():
        yield from _scalars(inner, (*above, name), seen)


def _children(node: yaml.Node | None) -> Iterable[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        return [(key.value, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
    if isinstance(node, yaml.SequenceNode):
        return [(str(number), value) for number, value in enumerate(node.value)]
    return ()


def _text(text: str, start: int, scalar: yaml.ScalarNode) -> Text:
    """A value, each of its characters with the place where the file has it: folded, quoted or escaped."""
    at, end = start + scalar.start_mark.index, start + scalar.end_mark.index
    offsets: list[int] = []
    pieces = _ESCAPE.finditer(text, at + (scalar.style in ("'", '"')), end)
    piece = next(pieces, None)
    for letter in scalar.value:
        while piece is not None and not _prints(piece[0], letter, scalar.style):
            piece = next(pieces, None)
        offsets.append(piece.start() if piece else max(at, end - 1))
        blank = letter.isspace() and piece is not None and len(piece[0]) > 1
        piece = piece if blank and "\n" in letter else next(pieces, None)
    return Text(scalar.value, tuple(offsets))


def _prints(piece: str, letter: str, style: str | None) -> bool:
    """Whether a piece of the file can stand for a character of the value."""
    if letter.isspace():
        return piece.isspace() or piece[0] == "\\"
    if style == '"' and piece[0] == "\\":
        return len(piece) > 1 and piece[1] not in " \t\r\n"
    return piece[0] == letter
