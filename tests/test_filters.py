"""What filters mean, sentence by sentence."""

import pytest

from schema.condition import conditions
from schema.filters import FILTERS
from schema.reading import DEEPEST, LARGEST, LONGEST
from tests.asking import code_of, codes, data, error
from tests.world import LAW, ORDER, code_iri

ALL = ["00.50", "35.84", "37.51", "41.10", "92.201", "92.291", "99.791"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        # {} matches all, also as a quantifier and as a filter of a parent; not: {} none; in: [] none.
        ("{}", ALL),
        ("{ listings: {} }", ALL),
        ("{ code: {} }", ALL),
        ("{ kind: {} }", ALL),
        ("{ international: {} }", ALL),
        ("{ not: {} }", []),
        ("{ not: { listings: {} } }", []),
        ("{ code: { in: [] } }", []),
        ("{ kind: { in: [] } }", []),
        ("{ iri: { in: [] } }", []),
        ("{ codeWithin: [] }", []),
        ("{ code: { notIn: [] } }", ALL),
        ("{ kind: { notIn: [] } }", ALL),
        ("{ and: [] }", ALL),
        ("{ or: [] }", []),
        ("{ listings: { some: {} } }", ALL[:-1]),
        ("{ listings: { none: {} } }", ALL[-1:]),
        # null is not given.
        ("{ code: null }", ALL),
        ("{ code: { eq: null } }", ALL),
        ("{ listings: null, not: null, and: null, or: null, namesDiffer: null }", ALL),
        ("{ listings: { some: null, exists: null, count: null } }", ALL),
        ("{ listings: { count: { eq: null } } }", ALL),
        ('{ code: { eq: "37.51", ne: null } }', ["37.51"]),
        # Keys of one object are AND.
        ('{ chapter: { eq: "35-39" }, kind: { eq: TRANSPLANTATION } }', ["37.51"]),
        ('{ code: { startsWith: "92.2", ne: "92.201" } }', ["92.291"]),
        ("{ kind: { eq: IMPLANTATION, in: [REPLACEMENT] } }", ["00.50"]),
        ("{ listings: { exists: true, none: { admission: { eq: PLANNED } } } }", []),
        ('{ or: [{ code: { eq: "37.51" } }], not: { code: { eq: "37.51" } } }', []),
        # A multi-valued field: eq is "has", in "has one of", notIn "has none of".
        ("{ kind: { eq: REPLACEMENT } }", ["00.50"]),
        ("{ kind: { in: [REPLACEMENT, TRANSPLANTATION] } }", ["00.50", "37.51", "41.10"]),
        ("{ kind: { notIn: [REPLACEMENT, TRANSPLANTATION] } }", ["35.84", "92.201", "92.291", "99.791"]),
        ("{ listings: { some: { regime: { eq: GOBMP } } } }", ["00.50", "35.84", "92.201", "92.291"]),
        ("{ listings: { every: { regime: { notIn: [GOBMP] } } } }", ["37.51", "41.10", "99.791"]),
        # some: {a, b} is one row with both; two rows are two some.
        ('{ listings: { some: { table: { number: { eq: "2" } }, regime: { eq: OSMS } } } }', ["92.201", "92.291"]),
        ("{ listings: { some: { admission: { eq: EMERGENCY }, regime: { eq: OSMS } } } }", []),
        (
            """{ and: [{ listings: { some: { admission: { eq: EMERGENCY } } } }
                      { listings: { some: { regime: { eq: OSMS } } } }] }""",
            ["00.50", "35.84", "92.201"],
        ),
        # every is true on none unless exists; none is true on none; none(X) is not some(X).
        ("{ listings: { every: { regime: { eq: OSMS } } } }", ["37.51", "41.10", "92.291", "99.791"]),
        ("{ listings: { every: { regime: { eq: OSMS } }, exists: true } }", ["37.51", "41.10", "92.291"]),
        ("{ listings: { none: { regime: { eq: OSMS } } } }", ["99.791"]),
        ("{ not: { listings: { some: { regime: { eq: OSMS } } } } }", ["99.791"]),
        ("{ listings: { exists: false } }", ["99.791"]),
        # count counts all rows, whatever the other keys say of them.
        ("{ listings: { count: { gte: 2 } } }", ["00.50", "35.84", "92.201"]),
        ("{ listings: { count: { in: [0, 1] } } }", ["37.51", "41.10", "92.291", "99.791"]),
        ("{ listings: { count: { in: [] } } }", []),
        ("{ listings: { count: { notIn: [0, 1] } } }", ["00.50", "35.84", "92.201"]),
        ("{ listings: { count: { gt: 0, lt: 2 }, some: { regime: { eq: GOBMP } } } }", ["92.291"]),
        # codeWithin follows the curated hierarchy, never a prefix, and holds the code itself.
        ('{ codeWithin: ["37"] }', ["37.51"]),
        ('{ codeWithin: ["41.1"] }', []),
        ('{ codeWithin: ["41.1", "99"] }', []),
        ('{ codeWithin: ["41.10", "35.8"] }', ["35.84", "41.10"]),
        # Texts: letter by letter, but contains takes upper and lower case as the same.
        ('{ label: { contains: "СЕРДЦА" } }', ["37.51"]),
        ('{ label: { eq: "трансплантация сердца" } }', []),
        ('{ label: { eq: "Трансплантация сердца" } }', ["37.51"]),
        ('{ label: { startsWith: "Терапия" } }', ["92.201"]),
        # Without a value: no comparison is true, ne and notIn are.
        ('{ chapter: { ne: "35-39" } }', ["00.50", "41.10", "92.201", "92.291", "99.791"]),
        ('{ chapter: { notIn: ["35-39", "00", "40-41"] } }', ["92.201", "92.291", "99.791"]),
        ("{ namesDiffer: true }", ["00.50"]),
        ("{ namesDiffer: false }", ALL[1:]),
        ('{ international: { relation: { eq: "conflict" } } }', ["41.10"]),
        ('{ international: { relation: { ne: "close" } } }', ["41.10", "92.291"]),
        ('{ international: { objectCode: { eq: "41.1" } } }', ["41.10"]),
        ('{ international: { relation: { in: ["none"] }, objectCode: { ne: "41.1" } } }', ["92.291"]),
        ('{ listings: { some: { section: { eq: "Онкология" } } } }', ["92.201", "92.291"]),
        ('{ listings: { every: { section: { ne: "Онкология" } }, exists: true } }', ALL[:4]),
        (f'{{ listings: {{ some: {{ act: {{ iri: {{ eq: "{LAW}" }} }} }} }} }}', ALL[:-1]),
        (f'{{ listings: {{ some: {{ act: {{ iri: {{ eq: "{ORDER}" }} }} }} }} }}', []),
        (f'{{ iri: {{ notIn: ["{code_iri("37.51")}"] }}, kind: {{ eq: TRANSPLANTATION }} }}', ["41.10"]),
        ('{ listings: { some: { version: { causedBy: { number: { eq: "ҚР ДСМ-141" } } } } } }', ALL[:-1]),
        ("{ listings: { some: { version: { complete: false } } } }", []),
        (
            """{ listings: { some: { procedure: { listings: { some: { table: { number: { eq: "3" } } } } }
                                  table: { number: { eq: "1" } } } } }""",
            ["00.50", "35.84"],
        ),
    ],
)  # fmt: skip
def test_procedures(where: str, expected: list[str]) -> None:
    assert codes(where) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("acts(where: { held: true })", ["ҚР ДСМ-141", "524"]),
        ("acts(where: { held: false })", ["ҚР ДСМ-134/2020", "ҚР ДСМ-170/2020"]),
        ("acts(where: { not: { held: true } })", ["ҚР ДСМ-134/2020", "ҚР ДСМ-170/2020"]),
        ('acts(where: { signed: { gt: "2020-10-16", lte: "2021-12-31" } })', ["ҚР ДСМ-170/2020", "ҚР ДСМ-141"]),
        ('acts(where: { signed: { in: ["2025-08-09"] } })', ["524"]),
        ("acts(where: { cites: { some: { held: false } } })", ["ҚР ДСМ-141", "524"]),
        ("acts(where: { citedBy: { count: { eq: 0 } } })", ["ҚР ДСМ-141", "524"]),
        ('acts(where: { amendedBy: { some: { number: { eq: "524" } } } })', ["ҚР ДСМ-170/2020"]),
        ('acts(where: { registration: { startsWith: "2" } })', ["ҚР ДСМ-134/2020", "ҚР ДСМ-141"]),
        ('acts(where: { issuer: { eq: "MOH" }, kind: { ne: "ORDER" } })', ["ҚР ДСМ-170/2020"]),
        ("acts(orderBy: [{ number: DESC }], where: { held: true })", ["ҚР ДСМ-141", "524"]),
    ],
)
def test_acts(question: str, expected: list[str]) -> None:
    nodes = data(f"{{ {question} {{ nodes {{ requisites {{ number }} }} }} }}")["acts"]["nodes"]
    assert [node["requisites"]["number"] for node in nodes] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ('where: { price: { gte: "63112.540" } }', ["1494-1", "1494-2", "1494-10"]),
        ('where: { price: { gt: "63112.54" } }', ["1494-2", "1494-10"]),
        ('where: { price: { eq: "63112.54" } }', ["1494-1"]),
        ('where: { price: { lt: "257529.99", ne: "63112.54" } }', ["1494-10"]),
        ("where: { price: { lt: 70000 } }", ["1494-1"]),
        ('where: { service: { code: { eq: "D92.330.001" } } }', ["1494-2"]),
        ('where: { service: { group: { in: ["C"] } } }', ["1494-10"]),
        ('where: { appliesFrom: { lt: "2025-08-01" } }', []),
        ("where: { regime: { eq: OSMS } }", ["1494-1", "1494-2", "1494-10"]),
        ("orderBy: [{ row: DESC }]", ["1494-10", "1494-2", "1494-1"]),
        ("orderBy: [{ price: DESC }]", ["1494-2", "1494-10", "1494-1"]),
        ("orderBy: [{ appliesFrom: ASC }, { code: ASC }]", ["1494-10", "1494-1", "1494-2"]),
    ],
)
def test_tariff_lines(question: str, expected: list[str]) -> None:
    nodes = data(f"{{ tariffLines({question}) {{ nodes {{ row }} }} }}")["tariffLines"]["nodes"]
    assert [node["row"] for node in nodes] == expected


def test_other_connections() -> None:
    found = data("""{
      effects(where: { operation: { eq: "INSERTION" }, applied: false, retroactive: true }) { totalCount }
      tables(where: { act: { held: false }, listings: { count: { gte: 3 } } }) { nodes { number } }
      priced: services(where: { tariffLines: { exists: true } }) { totalCount }
      listings(where: { row: { eq: "10" } }, orderBy: [{ code: DESC }]) { nodes { procedure { code } } }
    }""")
    assert found["effects"]["totalCount"] == 1
    assert [table["number"] for table in found["tables"]["nodes"]] == ["1", "3"]
    assert found["priced"]["totalCount"] == 3
    assert [each["procedure"]["code"] for each in found["listings"]["nodes"]] == ["92.201", "41.10"]


def test_a_filter_on_a_parent_does_not_filter_its_children() -> None:
    found = data("""{ procedures(where: { listings: { some: { admission: { eq: EMERGENCY } } } }) {
      nodes { code listings { totalCount } planned: listings(where: { admission: { eq: PLANNED } }) { totalCount } }
    } }""")["procedures"]["nodes"]
    assert [(each["listings"]["totalCount"], each["planned"]["totalCount"]) for each in found] == [(2, 1)] * 3


def test_variables_filter_like_literals() -> None:
    query = "query($where: ProcedureFilter) { procedures(where: $where) { nodes { code } } }"
    where = {"kind": {"eq": "TRANSPLANTATION"}, "not": {"code": {"in": ["41.10"]}}, "label": None}
    assert data(query, {"where": where})["procedures"]["nodes"] == [{"code": "37.51"}]


@pytest.mark.parametrize("code", ["P001", "A02.020.000.2", "D92.243.026", "37,51", "3751", "", "З7.51", "37.51\n"])
@pytest.mark.parametrize("key", ['eq: "{}"', 'in: ["37.51", "{}"]', 'ne: "{}"', 'notIn: ["{}"]'])
def test_a_code_of_no_shape_is_an_error_and_not_an_empty_answer(code: str, key: str) -> None:
    written = key.replace("{}", code.replace("\n", "\\n"))
    found = error(f"{{ procedures(where: {{ listings: {{ none: {{ procedure: {{ code: {{ {written} }} }} }} }} }}) "
                  "{ totalCount } }")  # fmt: skip
    assert found["extensions"]["code"] == "BAD_USER_INPUT"
    assert "37.51" in found["extensions"]["expected"]


@pytest.mark.parametrize("code", ["P001", "A02.020.000.2", "37.", "37,5", "7", "", "З7", "37\\n"])
def test_a_group_of_no_shape_is_an_error_too(code: str) -> None:
    found = error(f'{{ procedures(where: {{ codeWithin: ["37", "{code}"] }}) {{ totalCount }} }}')
    assert found["extensions"]["code"] == "BAD_USER_INPUT"
    assert "group" in found["extensions"]["expected"]


def test_a_cyrillic_letter_in_a_code_is_named() -> None:
    assert "U+0417" in error('{ procedure(code: "З7.51") { code } }')["extensions"]["found"]


@pytest.mark.parametrize(
    "where",
    [
        "{ not: " * DEEPEST + "{}" + " }" * DEEPEST,
        "{ or: [" + "{ namesDiffer: true }" * (LARGEST // 2 + 1) + "] }",
        "{ label: { in: [" + '"a" ' * (LARGEST + 1) + "] } }",
        '{ label: { contains: "' + "a" * (LONGEST + 1) + '" } }',
        '{ label: { contains: "\\u0000" } }',
    ],
)
def test_filters_have_limits(where: str) -> None:
    assert code_of(f"{{ procedures(where: {where}) {{ totalCount }} }}") == "INVALID_FILTER"


def test_limits_hold_in_variables_too() -> None:
    query = "query($where: ProcedureFilter) { procedures(where: $where) { totalCount } }"
    deep: dict[str, object] = {}
    for _ in range(DEEPEST):
        deep = {"and": [deep]}
    found = error(query, {"where": deep})
    assert found["extensions"]["code"] == "INVALID_FILTER"
    assert (found["extensions"]["limit"], found["extensions"]["actual"]) == (DEEPEST, DEEPEST + 1)
    assert code_of(query, {"where": {"codeWithin": ["37"] * (LARGEST + 1)}}) == "INVALID_FILTER"
    assert code_of(query, {"where": {"label": {"eq": "\ud800"}}}) == "INVALID_FILTER"


@pytest.mark.parametrize("declared", FILTERS.values(), ids=lambda each: each.__name__)
def test_every_key_has_a_condition(declared: type) -> None:
    from graphql import GraphQLInputObjectType

    from tests.asking import schema

    type_ = schema().graphql.type_map[declared.__name__]
    assert isinstance(type_, GraphQLInputObjectType)
    assert set(type_.fields) == set(conditions(declared))
