"""What happens when several texts speak of one act."""

from graph.fact import Basis, Fact, Quote
from graph.facts.link import link
from graph.facts.scribe import Scribe
from graph.iri import DEFAULT_BASE, Names
from graph.source import Source
from graph.vocabulary import TERMS

ACT, HELD, SECOND = (f"{DEFAULT_BASE}eli/kz/moh/order/2020/01/0{day}/{day}" for day in (1, 2, 3))
FILE, OTHER = f"{ACT}/made/kaz/txt", f"{DEFAULT_BASE}eli/kz/moh/order/2021/01/01/9/made/kaz/txt"


def fact(
    term: str, value: str, source: str = OTHER, *, subject: str = ACT, at: int = 0, language: str | None = None
) -> Fact:
    quotes = (Quote(source, at, at + 1, "x", "citation"),)
    return Fact(subject, TERMS[term], value, source, language, quotes)


def linked(*facts: Fact) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for each in link(facts, Scribe(Names(), "urn:together"), {}).facts:
        found.setdefault(each.term.name, []).append(each)
    return found


def test_what_two_texts_say_alike_is_one_fact_with_both_quotes_the_act_itself_first() -> None:
    (number,) = linked(fact("number", "7"), fact("number", "7", FILE, at=5))["number"]

    assert [quote.file for quote in number.quotes] == [FILE, OTHER]


def test_an_act_that_is_only_cited_is_not_held() -> None:
    found = linked(fact("type", "Act"), fact("type", "Act", subject=HELD), fact("held", "true", subject=HELD))

    held = {each.subject: (each.value, each.basis) for each in found["held"]}
    assert held[ACT] == ("false", Basis.INFERRED)
    assert held[HELD][0] == "true"


def test_an_act_is_believed_about_itself_and_the_disagreement_is_reported() -> None:
    result = link(
        [fact("type", "Act"), fact("acting", "false"), fact("acting", "true", FILE)],
        Scribe(Names(), "urn:together"),
        {},
    )

    assert [each.value for each in result.facts if each.term.name == "acting"] == ["true"]
    assert [each.problem.code for each in result.diagnostics] == ["KZ-LNK-001"]
    assert result.diagnostics[0].problem.found == "false / true"


def test_of_two_strangers_who_disagree_neither_is_believed() -> None:
    third = f"{SECOND}/made/kaz/txt"
    facts = [fact("type", "Act"), fact("registration", "1"), fact("registration", "2", third)]
    result = link(facts, Scribe(Names(), "urn:together"), {})

    assert [each for each in result.facts if each.term.name == "registration"] == []
    assert [each.problem.code for each in result.diagnostics] == ["KZ-LNK-001"]


def test_a_registration_number_of_two_acts_is_reported() -> None:
    facts = [fact("type", "Act", subject=each) for each in (ACT, SECOND)]
    facts += [fact("registration", "9", subject=each) for each in (ACT, SECOND)]
    result = link(facts, Scribe(Names(), "urn:together"), {})

    assert [each.problem.code for each in result.diagnostics] == ["KZ-LNK-002"]


def test_a_second_label_in_a_language_becomes_another_name() -> None:
    found = linked(
        fact("labels", "one", language="kk"),
        fact("labels", "two", language="kk"),
        fact("labels", "three", language="ru"),
    )

    assert [each.value for each in found["labels"]] == ["one", "three"]
    assert [each.value for each in found["alternativeLabels"]] == ["two"]


def test_two_things_of_one_name_are_in_no_graph_nor_what_hangs_on_them() -> None:
    table, row, other = f"{ACT}/tbl_1", f"{ACT}/tbl_1/row_9", f"{ACT}/tbl_1/row_10"
    text = Source(name="act.txt", sha256="", text="9 a\n10 b\n9 c\n")
    facts = [
        fact("type", "Table", FILE, subject=table),
        *(fact("type", "Row", FILE, subject=each) for each in (row, other)),
        fact("codeAsPrinted", "35.33", FILE, subject=row, at=0),
        fact("codeAsPrinted", "37.66", FILE, subject=row, at=9),
        fact("codeAsPrinted", "37.94", FILE, subject=other, at=4),
        fact("type", "Listing", FILE, subject=f"{row}#listing"),
        fact("inRow", row, FILE, subject="urn:elsewhere"),
    ]

    result = link(facts, Scribe(Names(), "urn:together"), {FILE: text})

    assert {each.subject for each in result.facts} == {table, other}
    (problem,) = result.diagnostics
    assert problem.problem.code == "KZ-LNK-003"
    assert problem.problem.found == "35.33 / 37.66"
    assert (problem.file, problem.line) == ("act.txt", 1)


def test_the_same_thing_printed_twice_is_one_thing() -> None:
    row = f"{ACT}/tbl_1/row_9"
    facts = [fact("type", "Row", FILE, subject=row), *(fact("number", "9", FILE, subject=row, at=at) for at in (0, 8))]

    result = link(facts, Scribe(Names(), "urn:together"), {})

    assert [len(each.quotes) for each in result.facts if each.term.name == "number"] == [2]
    assert result.diagnostics == ()
