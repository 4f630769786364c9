"""What a query may look like: refused before it is run, with place and limit; and nothing else is refused."""

import contextlib

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.sparql.guard import Reading, RefusedError, check
from server.sparql.limits import DEEPEST, LONGEST, UNARY

PLAIN = Reading(names_graphs=False, is_volatile=False)


def refusal(query: str) -> RefusedError:
    with pytest.raises(RefusedError) as error:
        check(query)
    assert str(error.value)
    assert error.value.help
    return error.value


@pytest.mark.parametrize("bracket", ["{", "(", "["])
def test_depth_has_a_limit(bracket: str) -> None:
    assert check(bracket * DEEPEST) == PLAIN
    error = refusal("SELECT *\n WHERE" + bracket * 5000)
    assert error.code == "QUERY_TOO_DEEP"
    assert error.members == {
        "found": bracket,
        "expected": "at most 32 open brackets",
        "line": 2,
        "column": 7 + DEEPEST,
        "limit": DEEPEST,
        "actual": DEEPEST + 1,
    }


def test_closed_brackets_do_not_count() -> None:
    assert check("SELECT * {" + "{}" * 1000 + "}") == PLAIN
    assert refusal("}" * 100 + "{" * (DEEPEST + 1)).code == "QUERY_TOO_DEEP"


@pytest.mark.parametrize("space", ["", " ", "\n", " # !\n"])
def test_runs_of_operators_have_a_limit(space: str) -> None:
    assert check(f"!{space}" * UNARY + "1") == PLAIN
    assert refusal(f"!{space}" * (UNARY + 1) + "1").code == "QUERY_TOO_DEEP"
    assert check(f"!1{space}" * 1000) == PLAIN


def test_length_has_a_limit_in_bytes() -> None:
    assert check("#" + "қ" * (LONGEST // 2 - 1) + "x") == PLAIN
    error = refusal("қ" * (LONGEST // 2 + 1))
    assert (error.code, error.members) == ("QUERY_TOO_LONG", {"limit": LONGEST, "actual": LONGEST + 2})


@pytest.mark.parametrize("escape", ["\\u0053ERVICE", "\\U00000053", "<http://a/\\u0041>", "e:\\u0041", "\\x"])
def test_escapes_outside_strings(escape: str) -> None:
    assert refusal(f"SELECT * {{ {escape} }}").code == "ESCAPE_REFUSED"


def test_nul() -> None:
    assert refusal("ASK {\0}").members["column"] == 6


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "delete where { ?s ?p ?o }",
        "PREFIX a: <b:c>\nDELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "LOAD <http://example.org/>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <a:b>",
        "CLEAR ALL",
        "Drop Graph <a:b>",
        "CREATE GRAPH <a:b>",
        "ADD <a:b> TO <a:c>",
        "MOVE <a:b> TO <a:c>",
        "COPY <a:b> TO <a:c>",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * {}; INSERT DATA { <a:a> <a:b> 1 }",
    ],
)
def test_updates(update: str) -> None:
    error = refusal(update)
    assert error.code == "UPDATE_REFUSED"
    assert str(error).endswith("the data here are read, never changed.")


SERVICES = [
    "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <U> { ?s ?p ?o } }",
    "select * { service silent <U> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE#x\n<U> { ?s ?p ?o } }",
    "SELECT*{SERVICE<U>{?s ?p ?o}}",
    "SELECT * { SERVICESILENT<U>{?s ?p ?o}}",
    "PREFIX e: <U> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX e: <U> SELECT * { SERVICEe: { ?s ?p ?o } }",
    "PREFIX : <U> SELECT * { SERVICE: { ?s ?p ?o } }",
    "BASE <U> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <U> { ?s ?p ?o } } } }",
    "SELECT * { {} UNION { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { LATERAL { SERVICE <U> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <U> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { ?x ?y ?z . BIND (<U> AS ?g) SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { ?x ?y true } SERVICE <U> { ?s ?p ?o } }",
    # Engines take keywords without a space before them.
    "SELECT * { OPTIONAL { ?x <a:b> trueSERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { ?x <a:b> 1e5SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { ?x <a:b> 'x'SERVICE <U> { ?s ?p ?o } } }",
    "PREFIX e: <a:> SELECT * { ?x e:y e:z.SERVICE <U> { ?s ?p ?o } }",
    "PREFIX e: <a:> SELECT * { ?x e:y e:a\\#b . SERVICE <U> { ?s ?p ?o } }",
    # What looks like an IRI is a comparison before a comment, which hides the beginning of a string.
    'SELECT * { FILTER (1 <#x>"""\n 2) SERVICE <U> { ?s ?p ?o } #"""\n}',
    "SELECT * { FILTER (1 <e#x>'''\n 2) SERVICE <U> { ?s ?p ?o } #'''\n}",
    "SELECT * { ?x ?y ?z SERVICE <U> { ?s ?p ?o } }",
]
"""Spellings of a call to another server; some of them make Oxigraph call it, and all must be refused."""


@pytest.mark.parametrize("query", SERVICES)
def test_calls_to_other_servers(query: str) -> None:
    error = refusal(query.replace("<U>", "<http://127.0.0.1:9/sparql>"))
    assert error.code in {"SERVICE_REFUSED", "QUERY_AMBIGUOUS"}
    assert error.members["line"]


def test_an_unusual_iri_is_refused_only_where_it_could_hide_a_call() -> None:
    assert check("BASE <http://a/> SELECT * { <x#y> ?p '''\n''' }") == PLAIN
    assert refusal("BASE <http://a/> SELECT * { <x#y> ?p 'SERVICE' }").code == "QUERY_AMBIGUOUS"
    assert check("SELECT * { <http://a/x#y> ?p 'SERVICE' }") == PLAIN


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://a> {' }",
        'SELECT * { ?s ?p """SERVICE "quoted" \n LOAD { ( [ """ }',
        "SELECT * { <http://a/SERVICE/LOAD(x)#INSERT> ?p ?o }",
        "PREFIX q: <a:> SELECT ?service ?load { ?service a q:Service ; q:service ?load ; q:insert 1 }",
        "PREFIX add: <a:> SELECT * { ?s add:x _:drop }",
        "SELECT * {} # SERVICE <http://a> { LOAD",
        'SELECT * { ?s ?p \'\\u0053\\\\\', "\\"" }',
        "PREFIX e: <a:> SELECT * { e:a\\#b e:c\\'d e:%20 }",
        "SELECT (1<2 AS ?x) (?a<?b&&?c>?d AS ?y) {}",
        "SELECT * { ?s ^<a:b>/!<a:c>|(<a:d>)* ?o FILTER (!!?s && -1 < +1) }",
        "# nothing",
        "",
    ],
)
def test_what_must_not_be_refused(query: str) -> None:
    assert check(query) == PLAIN


def test_what_is_read_of_a_query() -> None:
    assert check("SELECT * FROM <a:b> {}").names_graphs
    assert check("ASK from\nnamed <a:b> {}").names_graphs
    assert not check("SELECT ?from { ?from <a:FROM> 'FROM' }").names_graphs
    assert check("SELECT (now() AS ?n) {}").is_volatile
    assert not check("SELECT ?now { ?now <a:NOW> 'RAND()' } # UUID()").is_volatile


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
NASTY = st.lists(
    st.sampled_from(
        ["SERVICE <http://a>", "LOAD", "{" * 40, "((", "[", "!" * 40, "#", "'", '"', "\\", "<", ">", "\n", "қ"]
    ),
    max_size=6,
).map("".join)


def quoted(text: str) -> str:
    return '"' + text.translate({34: '\\"', 92: "\\\\", 10: "\\n", 13: "\\r"}) + '"'


def long_quoted(text: str) -> str:
    return "'''" + text.replace("\\", "\\\\").replace("'", "\\'") + "'''"


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS | NASTY, min_size=1, max_size=4), st.sampled_from([quoted, long_quoted]), NASTY)
def test_strings_and_comments_hold_anything(texts: list[str], quote: object, comment: str) -> None:
    """Whatever stands in them, the query is run, and gives the strings back."""
    assert callable(quote)
    values = " ".join(quote(text) for text in texts)
    query = f"SELECT ?x {{ VALUES ?x {{ {values} }} }} # {comment.replace(chr(10), ' ')}"
    assert check(query) == PLAIN
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    assert [term.value for row in found if isinstance(term := row["x"], ox.Literal)] == texts


# What Oxigraph could read as a call, in pieces: the address is one that it refuses to open, with an OSError.
PIECES = (
    "SELECT*{",
    "SERVICE",
    "<http://127.0.0.1:1/>{}",
    "}",
    "FILTER(1",
    "<#x>",
    "2)",
    "#",
    "'''",
    '"""',
    "'",
    "\n",
    " ",
    "<",
    "\\",
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_what_passes_the_guard_calls_nobody(text: str) -> None:
    """Any text at all: it is refused, or no engine takes it for a call to another server."""
    with contextlib.suppress(RefusedError):
        check(text)
        try:
            found = ox.Store().query(text)
            assert isinstance(found, ox.QueryBoolean) or list(found) is not None
        except (SyntaxError, ValueError, RuntimeError):
            return
        except OSError as error:
            raise AssertionError(text) from error


def test_the_texts_of_the_store_pass() -> None:
    """What GraphQL prints as SPARQL may be asked here."""
    from graph.stores.query import And, Compare, Comparison, Differ, In, Not, Query, Some, Way
    from graph.stores.sparql import count, select

    way = Way("procedure", "Listing", back=True)
    filters = And(
        (
            In("code", ("SERVICE", 'a"\\\n\x01', "{((")),
            Compare("labels", Comparison.CONTAINS, "LOAD <x>"),
            Not(Some(way, In("row", ("1",)))),
            Differ(way, "nameAsPrinted", And(())),
        )
    )
    for text in (
        select(Query("Procedure", filters), "https://w3id.org/qamtu/"),
        count(Query("Procedure", filters), "a:/"),
    ):
        assert check(text) == PLAIN
