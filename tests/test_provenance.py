"""Provenance: whatever is read from a text has its words behind it, whatever is not printed says how it is known."""

import pytest

from graph.fact import Basis
from graph.stores.entity import Entity
from tests.asking import data_of
from tests.test_examples import graph, schema

READ = (
    "Act", "Subdivision", "Section", "Row", "Effect", "Commencement", "Expression", "Listing", "TariffLine",
    "Procedure", "Service",
)  # fmt: skip
"""Classes of what the texts say in so many words."""

STATED = "statements(first: 100, terms: $terms) { term basis reason evidence { quote basis } }"


@pytest.mark.parametrize("class_name", READ)
def test_whatever_is_read_has_evidence(class_name: str) -> None:
    subjects = graph().store.all(class_name)
    assert subjects
    assert all(each.evidence for each in subjects)


def test_what_is_put_together_has_the_evidence_of_its_parts() -> None:
    """A version is what effects made, a table without caption is its rows; of a kind a curator may be the witness."""
    store = graph().store
    assert all(effect.evidence for version in store.all("Version") for effect in version.values["madeBy"])
    assert all(version.values["madeBy"] for version in store.all("Version"))
    assert all(table.evidence or rows_of(table) for table in store.all("Table"))
    assert all(each.evidence or each.values["basis"] == "CURATED" for each in store.all("KindAssignment"))


def rows_of(table: Entity) -> bool:
    return all(row.evidence for row in table.values["rows"]) and bool(table.values["rows"])


@pytest.mark.parametrize(
    ("class_name", "terms"),
    [("Listing", ["regimes", "admission", "nameAsPrinted"]), ("TariffLine", ["price", "currency", "regimes"])],
)
def test_what_no_text_prints_as_it_stands_says_how_it_is_known(class_name: str, terms: list[str]) -> None:
    """The typed fields that say who pays and how much: their statements have a basis, and words or a reason."""
    query = f"query($iri: IRI!, $terms: [String!]) {{ resource(iri: $iri) {{ {STATED} }} }}"
    for subject in graph().store.all(class_name):
        found = data_of(schema(), query, {"iri": subject.iri, "terms": terms})["resource"]["statements"]
        assert {each["term"] for each in found} == {name for name in terms if subject.values[name]}
        assert all(each["evidence"] or each["reason"] for each in found)
        assert all(each["reason"] for each in found if each["basis"] == "INFERRED")


def test_a_mended_price_says_so() -> None:
    query = "{ tariffLines { nodes { iri price { amountBasis basis } } } }"
    found = {each["iri"]: each["price"] for each in data_of(schema(), query, {})["tariffLines"]["nodes"]}
    lines = graph().store.all("TariffLine")
    assert {iri: each["amountBasis"] for iri, each in found.items()} == {
        each.iri: each.basis("price").value for each in lines
    }
    assert {each["amountBasis"] for each in found.values()} == {Basis.PRINTED.value, Basis.REPAIRED.value}
    assert {each["basis"] for each in found.values()} == {Basis.INFERRED.value}
