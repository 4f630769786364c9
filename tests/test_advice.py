"""Advice beside the errors that newcomers meet: what may have been meant."""

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, get_named_type
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.advice import MOST_VALUES, OFTEN_MEANT
from tests.asking import ask, data, error, schema

STEADY = settings(max_examples=150, derandomize=True, deadline=None, database=None)
REGIME = "procedures(where: { listings: { some: { regime: %s } } }) { totalCount }"
LATIN = "names are written in Latin letters and digits."
VALUES = "The values of RegimeCode are GOBMP, OSMS: in a document, without quotation marks."
TEXTS = "Only texts have others, between quotation marks."


def advice(query: str, variables: dict[str, object] | None = None) -> tuple[str, list[str] | None]:
    found = error(query, variables)["extensions"]
    return found["help"], found.get("suggestions")


@pytest.mark.parametrize(
    ("asked", "help_", "meant"),
    [
        ("procedures { nodes { name } }", "Procedure has no name. Perhaps label { value } was meant.", ["label"]),
        (
            "listings { nodes { title } }",
            "Listing has no title. Perhaps label { value } or nameAsPrinted was meant.",
            ["label", "nameAsPrinted"],
        ),
        ("procedures { nodes { number } }", "Procedure has no number. Perhaps code was meant.", ["code"]),
        ("procedures { total }", "ProcedureConnection has no total. Perhaps totalCount was meant.", ["totalCount"]),
        ("procedures { code }", "ProcedureConnection is a page of an answer. Ask for nodes { code }.", ["nodes"]),
        (
            "procedures(where: { name: {} }) { totalCount }",
            "ProcedureFilter has no name. Perhaps label was meant.",
            ["label"],
        ),
        (
            "procedures(where: { listings: { regime: {} } }) { totalCount }",
            "Write { some: { regime: … } }, or none or every: ListingQuantifier asks about several.",
            ["some"],
        ),
        (REGIME % "OSMS", "Write { eq: OSMS }. RegimeFilter takes eq, in, notIn.", None),
        (REGIME % "[OSMS]", "Write { in: [OSMS] }. RegimeFilter takes eq, in, notIn.", None),
        (
            REGIME % "{ eq: NOBODY }",
            VALUES,
            None,
        ),
        (
            REGIME % '{ eq: "OSMS" }',
            f"Perhaps OSMS was meant. {VALUES}",
            ["OSMS"],
        ),
        (
            REGIME % "{ eq: ОСМС }",
            f"О is CYRILLIC CAPITAL LETTER O: {LATIN} Perhaps OSMS was meant. {VALUES} {TEXTS}",
            ["OSMS"],
        ),
        (
            "procedures { nodes { соde } }",
            f"с is CYRILLIC SMALL LETTER ES: {LATIN} {TEXTS}",
            None,
        ),
    ],
)
def test_what_may_have_been_meant(asked: str, help_: str, meant: list[str] | None) -> None:
    assert advice(f"{{ {asked} }}") == (help_, meant)


def test_a_letter_inside_a_word_is_seen_with_the_word() -> None:
    assert advice(f"{{ {REGIME % '{ eq: OSМS }'} }}")[1] == ["OSMS"]
    assert advice("ОСМС") == (advice("{ ОСМС }")[0], ["OSMS"])


def test_variables_are_advised_as_json() -> None:
    query = "query($v: ListingFilter!) { listings(where: $v) { totalCount } }"
    assert advice(query, {"v": {"regime": "OSMS"}}) == (
        'Write { "eq": "OSMS" }. RegimeFilter takes eq, in, notIn.',
        None,
    )
    assert advice(query, {"v": {"regime": {"eq": "ГОБМП"}}})[1] == ["GOBMP"]
    assert advice(query, {"v": {"title": {}}})[1] == ["nameAsPrinted"]
    assert advice(query, {"v": {"nothing": {}}})[0].startswith("The schema says what the argument or variable takes")


def test_a_value_is_known_by_what_it_is_called() -> None:
    query = "query($v: ProcedureKind!) { procedures(where: { kind: { eq: $v } }) { totalCount } }"
    for called in ("трансплантация", "transplantation", "TRANSPLАNTATION"):
        assert advice(query, {"v": called}) == ("Perhaps TRANSPLANTATION was meant.", ["TRANSPLANTATION"])


def test_many_values_are_not_listed() -> None:
    kinds = schema().graphql.type_map["ProcedureKind"]
    assert isinstance(kinds, GraphQLEnumType)
    assert (len(kinds.values) <= MOST_VALUES) == (
        "values of" in advice("{ procedures(where: { kind: { eq: NOTHING } }) { totalCount } }")[0]
    )


def test_only_what_there_is_is_advised() -> None:
    """Every row of the table is of use to some type that has what is meant and not what is asked for."""
    kinds = GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType
    types = [each for each in schema().graphql.type_map.values() if isinstance(each, kinds)]
    for name, meant in OFTEN_MEANT.items():
        for each in meant:
            assert any(each in type_.fields and name not in type_.fields for type_ in types), (name, each)


def test_what_is_advised_is_valid() -> None:
    for type_ in schema().graphql.type_map.values():
        if not isinstance(type_, GraphQLObjectType) or "Connection" not in type_.name:
            continue
        assert "totalCount" in type_.fields
        assert isinstance(get_named_type(type_.fields["nodes"].type), GraphQLObjectType | GraphQLInterfaceType)
    assert data(f"{{ {REGIME % '{ eq: OSMS }'} }}")


@STEADY
@given(st.text(max_size=30))
def test_no_text_breaks_the_advice(text: str) -> None:
    for query in (f"{{ {text} }}", f"{{ {REGIME % text} }}", f"query($v: ProcedureFilter) {{ {text} }}"):
        for each in ask(query).get("errors", ()):
            assert each["extensions"]["code"] != "INTERNAL"
            assert each["extensions"]["help"]
    query = "query($v: RegimeFilter) { listings(where: { regime: $v }) { totalCount } }"
    for value in (text, {text: text}, {"eq": text}, [text]):
        for each in ask(query, {"v": value}).get("errors", ()):
            assert each["extensions"]["code"] == "BAD_USER_INPUT"
