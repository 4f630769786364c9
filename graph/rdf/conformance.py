"""The RDF against its shapes: each violation told at the line of the text that the node was read from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyshacl

from graph.diagnostic import Diagnostic, Problem
from graph.rdf.model import make_model, nodes_of
from graph.rdf.quad import OTHER_PREFIXES, Quad
from graph.rdf.shapes import make_shapes
from graph.source import Source, Span
from graph.vocabulary import PREFIXES

_SPAN = re.compile(r"(?P<file>.+)(?:#char=(?P<start>\d+),(?P<end>\d+)|/selector/(?P<from>\d+)-(?P<to>\d+)/\w+)")
"""The IRI of a span, or of one of its selectors: see graph.rdf.evidence."""
_SH = OTHER_PREFIXES["sh"]
_RELATIONS = (PREFIXES["prov"] + "wasQuotedFrom", PREFIXES["prov"] + "wasDerivedFrom")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One result of validation (SHACL, section 3.6.2): ``value`` is empty where a value is missing."""

    node: str
    path: str
    value: str
    shape: str
    message: str


def check_shapes(quads: Sequence[Quad], base: str, sources: Mapping[str, Source]) -> list[Diagnostic]:
    """KZ-RDF-001 for every violation of a shape. ``sources`` are the texts by the IRI of their file."""
    places = _Places(quads, sources)
    return [places.diagnose(each) for each in find_violations(quads, base)]


def find_violations(quads: Iterable[Quad], base: str) -> list[Violation]:
    """Every violation of the shapes of the vocabulary, in the order of the nodes."""
    shapes = make_model(make_shapes(base), base)
    _, report, _ = pyshacl.validate(make_model(quads, base), shacl_graph=shapes, inference="none")
    return sorted(map(_violation, nodes_of(report, f"{_SH}ValidationResult")))


def _violation(result: Mapping[str, str]) -> Violation:
    names = ("focusNode", "resultPath", "value", "sourceShape", "resultMessage")
    return Violation(*(result.get(_SH + each, "") for each in names))


class _Places:
    """Where nodes come from."""

    def __init__(self, quads: Iterable[Quad], sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.spans: dict[str, list[tuple[str, Span]]] = {}
        self.files: dict[str, str] = {}
        for each in quads:
            self.files.setdefault(each.subject, each.graph)
            if each.predicate in _RELATIONS and (found := _read_span(str(each.object))):
                self.spans.setdefault(each.subject, []).append(found)

    def diagnose(self, violation: Violation) -> Diagnostic:
        """The violation at its place; at the head of its file where no span is known."""
        file, span = self._place(violation.node)
        source = self.sources.get(file)
        problem = Problem(
            "KZ-RDF-001",
            f"{violation.node}: {violation.message}",
            found=violation.value or "no value",
            expected=f"what {violation.shape} asks of {violation.path or 'the node'}",
        )
        return source.diagnose(problem, span) if source else Diagnostic(problem, file, 0, 0, 1, 1)

    def _place(self, node: str) -> tuple[str, Span]:
        """The last span that a node rests on: a row stands below its caption."""
        known = [own] if (own := _read_span(node)) else self.spans.get(node, ())
        if known:
            return max(known, key=lambda place: place[1].start)
        return self.files.get(node, node), Span(0, 0)


def _read_span(iri: str) -> tuple[str, Span] | None:
    found = _SPAN.fullmatch(iri)
    if found is None:
        return None
    start, end = found["start"] or found["from"], found["end"] or found["to"]
    return found["file"], Span(int(start), int(end))
