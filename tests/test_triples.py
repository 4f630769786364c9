"""What each fact says as RDF."""

from dataclasses import replace
from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fact import Basis
from graph.rdf.quad import Literal, Quad, plain, prefixes, tagged, typed
from graph.rdf.triples import make_statements
from graph.vocabulary import CLASSES
from tests.sample_facts import (
    BASE,
    ELI,
    HEART,
    LAW,
    LISTING,
    ORDER,
    SCHEMA,
    TARIFF,
    TEXT,
    curate,
    said,
    sample,
    say,
)


def test_a_fact_is_a_quad_in_the_graph_of_its_source() -> None:
    xsd = prefixes(BASE)["xsd"]
    facts = (
        say(ORDER, "number", "141"),
        say(ORDER, "signed", "2021-12-31"),
        say(ORDER, "acting", "true", source="https://example.org/other"),
        say(ORDER, "notes", "kk:ескертпе"),
        say(ORDER, "commencement", f"{ORDER}#commencement"),
        say(f"{ORDER}/made/kaz", "language", "http://publications.europa.eu/resource/authority/language/KAZ"),
        say(f"{ORDER}#commencement", "days", "10"),
    )
    assert set(make_statements(facts, BASE)) == {
        Quad(ORDER, ELI + "number", Literal("141", xsd + "string"), TEXT),
        Quad(ORDER, ELI + "date_document", Literal("2021-12-31", xsd + "date"), TEXT),
        Quad(ORDER, BASE + "def/acting", Literal("true", xsd + "boolean"), "https://example.org/other"),
        Quad(ORDER, BASE + "def/note", Literal("ескертпе", prefixes(BASE)["rdf"] + "langString", "kk"), TEXT),
        Quad(ORDER, BASE + "def/commencement", f"{ORDER}#commencement", TEXT),
        Quad(
            f"{ORDER}/made/kaz", ELI + "language", "http://publications.europa.eu/resource/authority/language/KAZ", TEXT
        ),
        Quad(f"{ORDER}#commencement", BASE + "def/days", Literal("10", xsd + "integer"), TEXT),
    }


@pytest.mark.parametrize("name", CLASSES)
def test_a_type_is_every_class_of_the_row_and_ours(name: str) -> None:
    objects = {value for predicate, value in said((say(ORDER, "type", name),), ORDER) if predicate.endswith("#type")}
    known = prefixes(BASE)
    assert objects == {
        known[each.split(":")[0]] + each.split(":")[1] for each in [*CLASSES[name].iris.split(), f"q:{name}"]
    }


def test_value_classes_of_eli_stand_in_their_tables() -> None:
    in_scheme = prefixes(BASE)["skos"] + "inScheme"
    assert (in_scheme, ELI + "ResourceTypeTable") in said((say(ORDER, "type", "DocumentKind"),), ORDER)
    assert (in_scheme, ELI + "SubdivisionTypeTable") in said((say(ORDER, "type", "SubdivisionKind"),), ORDER)
    assert in_scheme not in dict(said((say(ORDER, "type", "FundingRegime"),), ORDER))


def test_a_standard_predicate_says_it_too_where_its_domain_allows() -> None:
    facts = sample().facts
    law, tariff, listing = said(facts, ORDER), said(facts, TARIFF), said(facts, LISTING)
    assert (ELI + "date_applicability", typed("2021-12-01", "date")) in law
    assert (SCHEMA + "validFrom", typed("2025-08-01", "date")) in tariff
    assert SCHEMA + "unitText" in dict(tariff)
    assert not any(predicate.startswith((ELI, SCHEMA)) for predicate, _ in listing)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_decimal_takes_the_form_that_stores_give_back(number: Decimal) -> None:
    literal = typed(str(number), "decimal")
    assert Decimal(literal.text) == number
    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode(BASE)
    store.add(pyoxigraph.Quad(node, node, pyoxigraph.Literal(literal.text, datatype=pyoxigraph.NamedNode(literal[1]))))
    assert [quad.object.value for quad in store] == [literal.text]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("100.50", "100.5"), ("100", "100"), ("1E+3", "1000"), ("-0.00", "0"), ("63112.54", "63112.54")],
)
def test_decimals(text: str, canonical: str) -> None:
    assert typed(text, "decimal").text == canonical


def test_what_standards_say_in_one_step_is_said_too() -> None:
    facts = sample().facts
    assert (ELI + "amends", f"{LAW}/annex_2") in said(facts, f"{ORDER}/pt_1")
    assert (ELI + "first_date_entry_in_force", typed("2022-01-20", "date")) in said(facts, ORDER)
    match = (prefixes(BASE)["skos"] + "closeMatch", f"{BASE}code/icd9cm/37.51")
    assert match in said(facts, HEART)
    assert (ELI + "is_annex_of", LAW) in said(facts, f"{LAW}/annex_2")
    assert (ELI + "has_annex", f"{LAW}/annex_2") in said(facts, LAW)
    denied = tuple(replace(fact, value="conflict") if fact.term.name == "relation" else fact for fact in facts)
    assert match not in said(denied, HEART)


def test_a_mapping_is_an_sssom_axiom() -> None:
    facts, iri = sample().facts, f"{HEART}#match"
    stated = (curate(iri, "justification", "semapv:ManualMappingCuration"), curate(iri, "confidence", "0.95"))
    known = prefixes(BASE)
    axiom = said((*facts, *stated), iri)
    assert {
        (known["owl"] + "annotatedSource", HEART),
        (known["owl"] + "annotatedProperty", known["skos"] + "closeMatch"),
        (known["owl"] + "annotatedTarget", f"{BASE}code/icd9cm/37.51"),
        (known["sssom"] + "mapping_justification", known["semapv"] + "ManualMappingCuration"),
        (known["sssom"] + "confidence", typed("0.95", "decimal")),
    } <= axiom
    assert known["sssom"] + "predicate_modifier" not in dict(axiom)
    denied = tuple(replace(fact, value="conflict") if fact.term.name == "relation" else fact for fact in facts)
    assert (known["sssom"] + "predicate_modifier", known["sssom"] + "NegatedPredicate") in said(denied, iri)
    without = tuple(fact for fact in facts if fact.term.name != "object")
    assert (known["owl"] + "annotatedTarget", known["sssom"] + "NoTermFound") in said(without, iri)


def test_a_reason_stands_on_the_statement_that_it_is_for() -> None:
    why = replace(say(TARIFF, "currency", "KZT", basis=Basis.INFERRED), reason="Tariffs are in tenge.")
    regime = say(LISTING, "regimes", f"{BASE}concept/regime/osms", basis=Basis.INFERRED)
    facts = (why, replace(regime, reason="The caption says it."), say(TARIFF, "price", "1"))
    rdf, rdfs = prefixes(BASE)["rdf"], prefixes(BASE)["rdfs"]
    stem = TARIFF.partition("#")[0]
    assert said(facts, f"{stem}#why-tariff-currency") == {
        (rdf + "type", rdf + "Statement"),
        (rdf + "subject", TARIFF),
        (rdf + "predicate", SCHEMA + "priceCurrency"),
        (rdf + "object", plain("KZT")),
        (rdfs + "comment", tagged("Tariffs are in tenge.", "en")),
    }
    assert (rdf + "object", f"{BASE}concept/regime/osms") in said(facts, f"{stem}#why-listing-regimes-osms")
    assert not said(facts, f"{stem}#why-tariff-price")
    curated = (replace(why, basis=Basis.CURATED),)
    assert not said(curated, f"{stem}#why-tariff-currency")
