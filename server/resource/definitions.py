"""The pages of the vocabulary and of the shapes: one part for each class and term, with an anchor."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from graph.rdf.about import Description
from graph.rdf.description import CLASS_ALIGNMENT, TERM_ALIGNMENT
from graph.rdf.quad import Quad, expand, in_reading_order
from graph.term import DATATYPES, Class, Term
from graph.vocabulary import CLASSES, PREFIXES, TERMS
from server.resource.model import Grid, GridRow, Line, Page, Part, Value
from server.resource.naming import Naming
from server.resource.plain import compact, make_lines_of


def make_vocabulary_page(naming: Naming) -> Page:
    """Every class and every term: what it means, in three languages, and which standard it follows."""
    parts = (*(_class(each, naming) for each in CLASSES.values()), *(_term(each, naming) for each in TERMS.values()))
    base = naming.addresses.base
    return Page(
        f"{base}def/",
        naming.language,
        "def/",
        Value("Vocabulary", "en"),
        lines=tuple(_prefixes(base)),
        grids=(_contents("classes", CLASSES), _contents("terms", TERMS)),
        parts=parts,
        spoken=False,
    )


def make_shapes_page(naming: Naming, description: Description) -> Page:
    """Every shape that has a target; those of single properties have pages of their own."""
    base = naming.addresses.base
    ordered = in_reading_order(description.quads, base)
    groups = ((subject, tuple(group)) for subject, group in groupby(ordered, lambda quad: quad.subject))
    parts = tuple(_shape(subject, group, naming) for subject, group in groups if _targets(group, base))
    return Page(f"{base}shape/", naming.language, "shape/", Value("Shapes", "en"), parts=parts, spoken=False)


def _contents(kind: str, names: Iterable[str]) -> Grid:
    rows = tuple(GridRow(Value(name, None, f"#{name}"), ()) for name in names)
    return Grid(kind, kind, (kind,), rows)


def _prefixes(base: str) -> Iterator[Line]:
    for name, iri in sorted({**PREFIXES, "q": f"{base}def/"}.items()):
        yield Line(name, (Value(iri, None, None if name == "q" else iri),))


def _class(each: Class, naming: Naming) -> Part:
    iris = (*each.iris.split(), *CLASS_ALIGNMENT.get(each.name, "").split())
    lines = (
        _labels(each.labels),
        Line("comment", (Value(each.comment, "en"),)),
        Line("class", _links((f"q:{each.name}", *iris), naming)),
    )
    return Part(
        each.name, "class", Value(each.name, None, naming.link(f"{naming.addresses.base}def/{each.name}")), lines
    )


def _term(term: Term, naming: Naming) -> Part:
    iri = expand(term.iri, naming.addresses.base)
    inverses = [way if owner == "*" else f"{way} ({owner})" for owner, way in term.inverses.items()]
    lines = (
        _labels(term.labels),
        Line("comment", (Value(term.comment, "en"),)),
        Line("predicate", _links((term.iri, *TERM_ALIGNMENT.get(term.name, "").split()), naming)),
        Line("domain", tuple(_here(name) for name in term.domain), together=True),
        Line("range", (_here(term.range, several=term.many),)),
        *([Line("way back", tuple(Value(each) for each in inverses))] if inverses else []),
    )
    return Part(term.name, "term", Value(term.name, None, naming.link(iri)), lines)


def _labels(names: Mapping[str, str]) -> Line:
    return Line("label", tuple(Value(text, language) for language, text in names.items()), together=True)


def _links(compacts: Iterable[str], naming: Naming) -> tuple[Value, ...]:
    iris = dict.fromkeys(expand(each, naming.addresses.base) for each in compacts)
    return tuple(Value(compact(iri, naming.addresses.base), None, naming.link(iri)) for iri in iris)


def _here(name: str, *, several: bool = False) -> Value:
    """A class by its place on the page; a datatype as it is."""
    known = name not in DATATYPES and name in CLASSES
    return Value(f"{name}, any number" if several else name, None, f"#{name}" if known else None)


def _targets(group: Iterable[Quad], base: str) -> bool:
    return any(compact(quad.predicate, base).startswith("sh:target") for quad in group)


def _shape(subject: str, group: Iterable[Quad], naming: Naming) -> Part:
    name = subject.removeprefix(f"{naming.addresses.base}shape/")
    return Part(name, "", Value(name, None, naming.link(subject)), make_lines_of(group, naming))
