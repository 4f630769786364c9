"""What facts rest on, in RDF: spans of texts, each found again by position and by quotation.

PROV-O for the relation, Web Annotation (section 4.2) for the selectors, RFC 5147 for the IRI of a span.
"""

from collections.abc import Iterable, Iterator

from graph.fact import Basis, Fact, Quote
from graph.rdf.quad import RDF_TYPE, Quad, plain, tagged, typed
from graph.vocabulary import PREFIXES

OA = PREFIXES["oa"]
PROV = PREFIXES["prov"]


def span_iri(quote: Quote) -> str:
    """The IRI of a quoted span: code points of the file, end exclusive (RFC 5147)."""
    return f"{quote.file}#char={quote.start},{quote.end}"


def make_evidence(facts: Iterable[Fact]) -> Iterator[Quad]:
    """What each subject rests on, and every quoted span described once, in the graph of its file."""
    held = tuple(facts)
    yield from _relations(held)
    for quote in dict.fromkeys(quote for fact in held for quote in fact.quotes):
        yield from _describe(quote)


def _relations(facts: tuple[Fact, ...]) -> Iterator[Quad]:
    """Printed values are quoted from their span, all others derived from it; what is quoted is not said twice."""
    printed = {(fact.subject, quote) for fact in facts if fact.basis is Basis.PRINTED for quote in fact.quotes}
    for fact in facts:
        for quote in fact.quotes:
            relation = "wasQuotedFrom" if (fact.subject, quote) in printed else "wasDerivedFrom"
            yield Quad(fact.subject, PROV + relation, span_iri(quote), fact.source)
        if fact.basis is Basis.CURATED and fact.subject != fact.source:
            yield Quad(fact.subject, PROV + "wasDerivedFrom", fact.source, fact.source)


def _describe(quote: Quote) -> Iterator[Quad]:
    span, graph = span_iri(quote), quote.file
    selectors = f"{graph}/selector/{quote.start}-{quote.end}"
    position, text = f"{selectors}/position", f"{selectors}/quote"
    yield Quad(span, RDF_TYPE, OA + "SpecificResource", graph)
    yield Quad(span, RDF_TYPE, PROV + "Entity", graph)
    yield Quad(span, PREFIXES["rdfs"] + "label", tagged(quote.locator, "en"), graph)
    yield Quad(span, OA + "hasSource", quote.file, graph)
    yield Quad(span, OA + "hasSelector", position, graph)
    yield Quad(span, OA + "hasSelector", text, graph)
    yield Quad(position, RDF_TYPE, OA + "TextPositionSelector", graph)
    yield Quad(position, OA + "start", typed(str(quote.start), "nonNegativeInteger"), graph)
    yield Quad(position, OA + "end", typed(str(quote.end), "nonNegativeInteger"), graph)
    yield Quad(text, RDF_TYPE, OA + "TextQuoteSelector", graph)
    yield Quad(text, OA + "exact", plain(quote.text), graph)
