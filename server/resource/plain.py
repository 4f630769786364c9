"""A page about a name that is no thing of the graph's store: a selector, a run, a term, a shape."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from graph.rdf.about import Description
from graph.rdf.quad import Literal, Quad, in_reading_order, split
from server.resource.model import Grid, GridRow, Line, Page, Part, Value
from server.resource.naming import Naming
from server.resource.words import term_name, word


def make_plain_page(names: Sequence[str], naming: Naming, description: Description) -> Page:
    """What is said of each name of a document, and what leads to it, with compact IRIs."""
    own, base = set(names), naming.addresses.base
    ordered = in_reading_order(description.quads, base)
    document = names[0].partition("#")[0]
    lines = dict(_by_subject((quad for quad in ordered if quad.subject in own), naming))
    leading = [quad for quad in ordered if quad.object in own and quad.subject not in own]
    parts = (
        Part(name.partition("#")[2], "", Value(compact(name, base)), each)
        for name, each in lines.items()
        if name != document
    )
    return Page(
        iri=document,
        language=naming.language,
        kind=compact(document, base),
        title=_title(document, description.quads, naming),
        lines=lines.get(document, ()),
        parts=tuple(parts),
        grids=_leading(leading, naming),
        left_out=description.left_out,
        spoken=False,
    )


def compact(iri: str, base: str) -> str:
    """An IRI with its prefix, where it has one, or relative to the base."""
    return ":".join(split(iri, base) or (iri.removeprefix(base) or iri,))


def make_lines_of(quads: Iterable[Quad], naming: Naming) -> tuple[Line, ...]:
    """A line for each predicate of statements about one subject, which come in order."""
    base = naming.addresses.base
    return tuple(
        Line(compact(predicate, base), tuple(_value(each.object, naming) for each in group))
        for predicate, group in groupby(quads, key=lambda quad: quad.predicate)
    )


def _by_subject(quads: Iterable[Quad], naming: Naming) -> Iterable[tuple[str, tuple[Line, ...]]]:
    distinct = (quad._replace(graph="") for quad in quads)
    ordered = in_reading_order(distinct, naming.addresses.base)
    return ((subject, make_lines_of(group, naming)) for subject, group in groupby(ordered, lambda quad: quad.subject))


def _value(value: str | Literal, naming: Naming) -> Value:
    if isinstance(value, Literal):
        return Value(value.text, value.language or None)
    return Value(compact(value, naming.addresses.base), None, naming.link(value))


def _title(document: str, quads: Iterable[Quad], naming: Naming) -> Value:
    """Its label, in the wanted language where there is one, else its compact name."""
    labels = {quad.object for quad in quads if quad.subject == document and quad.predicate.endswith(("abel", "title"))}
    texts = {each.language: each.text for each in labels if isinstance(each, Literal)}
    for language in (naming.language, "en", ""):
        if language in texts:
            return Value(texts[language], language or None)
    return Value(compact(document, naming.addresses.base))


def _leading(quads: Sequence[Quad], naming: Naming) -> tuple[Grid, ...]:
    if not quads:
        return ()
    title = word("leads-here", naming.language)
    pairs = dict.fromkeys((quad.subject, quad.predicate) for quad in quads)
    rows = tuple(GridRow(_value(subject, naming), ((_value(predicate, naming),),)) for subject, predicate in pairs)
    return (Grid("leads-here", title, (title, term_name("relation", naming.language)), rows),)
