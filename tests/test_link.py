"""What happens when several texts speak of one act."""

from graph.fact import Basis, Fact, Quote
from graph.facts.link import link
from graph.facts.scribe import Scribe
from graph.iri import Names
from graph.vocabulary import TERMS

ACT, FILE, OTHER = "urn:act", "urn:act/made/kaz/txt", "urn:other/made/kaz/txt"


def fact(
    term: str, value: str, source: str = OTHER, *, subject: str = ACT, at: int = 0, language: str | None = None
) -> Fact:
    quotes = (Quote(source, at, at + 1, "x", "citation"),)
    return Fact(subject, TERMS[term], value, source, language, quotes)


def linked(*facts: Fact) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for each in link(facts, Scribe(Names(), "urn:together")).facts:
        found.setdefault(each.term.name, []).append(each)
    return found


def test_what_two_texts_say_alike_is_one_fact_with_both_quotes() -> None:
    (number,) = linked(fact("number", "7"), fact("number", "7", FILE, at=5))["number"]

    assert [quote.file for quote in number.quotes] == [OTHER, FILE]


def test_an_act_that_is_only_cited_is_not_held() -> None:
    found = linked(
        fact("type", "Act"), fact("type", "Act", subject="urn:held"), fact("held", "true", subject="urn:held")
    )

    held = {each.subject: (each.value, each.basis) for each in found["held"]}
    assert held[ACT] == ("false", Basis.INFERRED)
    assert held["urn:held"][0] == "true"


def test_an_act_is_believed_about_itself_and_the_disagreement_is_reported() -> None:
    result = link([fact("acting", "false"), fact("acting", "true", FILE)], Scribe(Names(), "urn:together"))

    assert [each.value for each in result.facts if each.term.name == "acting"] == ["true"]
    assert [each.problem.code for each in result.diagnostics] == ["KZ-LNK-001"]
    assert result.diagnostics[0].problem.found == "false / true"


def test_of_two_strangers_who_disagree_neither_is_believed() -> None:
    third = "urn:third/made/kaz/txt"
    result = link([fact("registration", "1"), fact("registration", "2", third)], Scribe(Names(), "urn:together"))

    assert [each for each in result.facts if each.term.name == "registration"] == []
    assert [each.problem.code for each in result.diagnostics] == ["KZ-LNK-001"]


def test_a_registration_number_of_two_acts_is_reported() -> None:
    result = link(
        [fact("registration", "9"), fact("registration", "9", subject="urn:b")], Scribe(Names(), "urn:together")
    )

    assert [each.problem.code for each in result.diagnostics] == ["KZ-LNK-002"]


def test_a_second_label_in_a_language_becomes_another_name() -> None:
    found = linked(
        fact("labels", "one", language="kk"),
        fact("labels", "two", language="kk"),
        fact("labels", "three", language="ru"),
    )

    assert [each.value for each in found["labels"]] == ["one", "three"]
    assert [each.value for each in found["alternativeLabels"]] == ["two"]
