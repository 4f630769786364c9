"""What facts rest on, as RDF: spans of texts, and curated files."""

import hashlib
from pathlib import Path

from graph.fact import Basis
from graph.rdf.dump import make_quads
from graph.rdf.quad import Literal, Quad, plain, prefixes, typed
from tests.sample_facts import (
    BASE,
    CAPTION,
    ELI,
    LISTING,
    OA,
    ORDER,
    PROV,
    ROW_QUOTE,
    TEXT,
    Sample,
    real,
    said,
    sample,
    say,
)

ROOT = Path(__file__).parent.parent


def text_of(value: str | Literal) -> str:
    return value if isinstance(value, str) else value.text


def test_printed_is_quoted_and_all_else_derived() -> None:
    span = f"{TEXT}#char=8436,8468"
    caption = f"{TEXT}#char=7000,7010"
    relations = {(p.removeprefix(PROV), v) for p, v in said(sample().facts, LISTING) if p.startswith(PROV)}
    assert relations == {("wasQuotedFrom", span), ("wasDerivedFrom", caption)}


def test_a_curated_fact_is_derived_from_its_file_once() -> None:
    facts = (say(ORDER, "held", "true", basis=Basis.CURATED), say(ORDER, "number", "1", basis=Basis.CURATED))
    quads = [quad for quad in make_quads(Sample(facts)) if quad.predicate == PROV + "wasDerivedFrom"]
    assert quads == [Quad(ORDER, PROV + "wasDerivedFrom", TEXT, TEXT)]
    own = (say(TEXT, "sha256", "00", basis=Basis.CURATED),)
    assert PROV + "wasDerivedFrom" not in dict(said(own, TEXT))


def test_a_span_is_found_again_in_two_ways() -> None:
    facts = sample().facts
    position, quote = (f"{TEXT}/selector/8436-8468/{name}" for name in ("position", "quote"))
    span = said(facts, f"{TEXT}#char=8436,8468")
    assert {value for predicate, value in span if predicate == OA + "hasSelector"} == {position, quote}
    assert (OA + "hasSource", TEXT) in span
    assert dict(said(facts, position)) == {
        prefixes(BASE)["rdf"] + "type": OA + "TextPositionSelector",
        OA + "start": typed("8436", "nonNegativeInteger"),
        OA + "end": typed("8468", "nonNegativeInteger"),
    }
    assert (OA + "exact", plain(ROW_QUOTE.text)) in said(facts, quote)


def test_spans_are_described_once_in_the_graph_of_their_file() -> None:
    facts = (
        say(ORDER, "number", "1", quotes=(CAPTION,)),
        say(ORDER, "acting", "true", source="https://example.org/other", quotes=(CAPTION,)),
    )
    described = [quad for quad in make_quads(Sample(facts)) if quad.predicate.startswith(OA)]
    assert {quad.graph for quad in described} == {TEXT}
    assert len(described) == 6


def test_quotes_of_the_seeds_stand_at_their_positions() -> None:
    files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in (ROOT / "seeds").rglob("*.txt")}
    values: dict[str, dict[str, str]] = {}
    for quad in make_quads(real()):
        values.setdefault(quad.subject, {})[quad.predicate] = text_of(quad.object)
    texts = {
        iri: files[said[real().base + "def/sha256"]].read_bytes().decode("utf-8-sig")
        for iri, said in values.items()
        if ELI + "legal_value" in said
    }
    spans = {iri: said for iri, said in values.items() if OA + "hasSource" in said}
    for iri, span in spans.items():
        start, end = map(int, iri.rpartition("=")[2].split(","))
        selector = f"{span[OA + 'hasSource']}/selector/{start}-{end}"
        position, quote = values[f"{selector}/position"], values[f"{selector}/quote"]
        assert (int(position[OA + "start"]), int(position[OA + "end"])) == (start, end)
        assert texts[span[OA + "hasSource"]][start:end] == quote[OA + "exact"]
    assert len(spans) > 109
