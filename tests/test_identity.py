"""Which act a text is of, which act a mention means, and which act made an edition."""

from dataclasses import replace
from datetime import date

import pytest

from graph.act import (
    Act,
    Amendment,
    Appendix,
    Citation,
    Effect,
    Note,
    Part,
    Registration,
    Requisites,
    Row,
    Section,
    Table,
)
from graph.build import make_testimony, together
from graph.fact import Basis, Fact
from graph.facts.home import Homes
from graph.facts.link import Linked, link_texts
from graph.iri import DEFAULT_BASE, Names
from graph.source import Source, Span, decode
from tests.seed_acts import lexicon

NAMES = Names()
ELI = f"{DEFAULT_BASE}eli/kz/"
SPAN = Span(0, 10)
DAY = date(2020, 10, 16)
TEXT = "The words of an act that nobody reads here: they only give every quote something to stand in.\n"


def requisites(
    number: str = "7", issuer: str | None = "moh", signed: date = DAY, span: Span = SPAN, printed: str = "requisites"
) -> Requisites:
    return Requisites(issuer, False, signed, number, f"№ {number}", "order", span, printed)


def citation(
    number: str | None = "7", issuer: str | None = "moh", signed: date | None = DAY, registration: str | None = None,
    title: str | None = None, kind: str = "order",
) -> Citation:  # fmt: skip
    return Citation(title, issuer, False, kind, signed, number, registration, None, Span(20, 40))


def act(name: str, *stated: Requisites, registration: str | None = None, language: str = "kk", **more: object) -> Act:
    source = decode(f"{name}: {TEXT}".encode(), name)
    registered = Registration(registration, None, SPAN) if registration else None
    known = Act(source, language, Part("act", Span(0, len(source.text))), requisites=stated, registration=registered)
    return replace(known, **more)  # type: ignore[arg-type]


def linked(*acts: Act) -> Linked:
    homes = Homes(DEFAULT_BASE)
    found = [(each, one) for one in acts if (each := make_testimony(one, NAMES, lexicon().vocab, homes))]
    sources: dict[str, Source] = {each.text.file: one.source for each, one in found}
    return link_texts([each for each, _ in found], together(NAMES), sources)


def values(found: Linked, subject: str, term: str) -> list[str]:
    return [fact.value for fact in found.facts if (fact.subject, fact.term.name) == (subject, term)]


def fact(found: Linked, subject: str, term: str) -> Fact:
    (one,) = [each for each in found.facts if (each.subject, each.term.name) == (subject, term)]
    return one


def codes_of(found: Linked) -> list[str]:
    return [each.problem.code for each in found.diagnostics]


SEVEN = f"{ELI}moh/order/2020/10/16/7"
EIGHT = f"{ELI}moh/order/2021/01/01/8"


def test_the_first_requisites_with_a_known_issuer_name_the_act() -> None:
    found = linked(act("a", requisites("9", None), requisites("7")))

    assert values(found, SEVEN, "held") == ["true"]


def test_a_joint_act_is_found_by_the_key_of_each_of_its_issuers() -> None:
    joint = act("a", requisites("7"), requisites("55", "mof"), registration="100")
    other = act("b", requisites("8", signed=date(2021, 1, 1)), citations=(citation("55", "mof", registration="100"),))
    found = linked(joint, other)

    second = f"{ELI}mof/order/2020/10/16/55"
    assert values(found, EIGHT, "cites") == [SEVEN]
    assert fact(found, EIGHT, "cites").basis is Basis.PRINTED
    assert values(found, SEVEN, "sameAs") == [second]
    assert {each.rpartition("/")[2] for each in values(found, SEVEN, "issuers")} == {"moh", "mof"}
    assert values(found, SEVEN, "number") == ["7"]
    assert not [each for each in found.facts if each.subject == second]
    assert codes_of(found) == []


def test_two_languages_of_a_joint_act_may_name_its_issuers_in_another_order() -> None:
    found = linked(
        act("kk", requisites("7"), requisites("55", "mof")),
        act("ru", requisites("55", "mof"), requisites("7"), language="ru"),
    )

    assert [each.value for each in found.facts if each.term.name == "held"] == ["true"]
    assert len(values(found, SEVEN, "expressions")) == 2


def test_a_citation_without_a_known_issuer_is_understood_by_its_registration() -> None:
    citing = act("b", requisites("8", signed=date(2021, 1, 1)), citations=(citation(issuer=None, registration="100"),))
    found = linked(act("a", requisites("7"), registration="100"), citing)

    cites = fact(found, EIGHT, "cites")
    assert (cites.value, cites.basis) == (SEVEN, Basis.INFERRED)
    assert cites.reason is not None
    assert codes_of(found) == ["KZ-LNK-006"]
    assert SEVEN in found.diagnostics[0].problem.message
    assert found.diagnostics[0].file == "b"


@pytest.mark.parametrize("damage", [{"number": "77"}, {"signed": date(2020, 10, 15)}])
def test_a_damaged_number_or_day_is_mended_by_the_registration(damage: dict[str, object]) -> None:
    damaged = replace(citation(registration="100"), **damage)  # type: ignore[arg-type]
    citing = act("b", requisites("8", signed=date(2021, 1, 1)), citations=(damaged,))
    found = linked(act("a", requisites("7"), registration="100"), citing)

    assert values(found, EIGHT, "cites") == [SEVEN]
    assert fact(found, EIGHT, "cites").basis is Basis.INFERRED
    assert values(found, SEVEN, "number") == ["7"]
    assert values(found, SEVEN, "signed") == ["2020-10-16"]
    assert codes_of(found) == ["KZ-LNK-006"]


def test_a_registration_does_not_join_acts_whose_keys_have_nothing_in_common() -> None:
    stranger = citation("99", "mof", date(2019, 3, 3), registration="100")
    found = linked(act("a", requisites("7"), registration="100"), act("b", requisites("8"), citations=(stranger,)))

    assert values(found, f"{ELI}moh/order/2020/10/16/8", "cites") == [f"{ELI}mof/order/2019/03/03/99"]
    assert codes_of(found) == ["KZ-LNK-002"]


def test_a_registration_of_two_acts_settles_nothing_and_names_both() -> None:
    citing = act("c", requisites("9"), citations=(citation(None, None, None, registration="100"),))
    found = linked(
        act("a", requisites("7"), registration="100"),
        act("b", requisites("8", signed=date(2021, 1, 1)), registration="100"),
        citing,
    )

    nine = f"{ELI}moh/order/2020/10/16/9"
    assert values(found, nine, "cites") == []
    assert values(found, nine, "mentions") == [citing.source.quote(Span(20, 40)).strip()]
    (problem,) = [each for each in found.diagnostics if each.problem.code == "KZ-LNK-007"]
    assert SEVEN in problem.problem.message
    assert EIGHT in problem.problem.message


def test_a_code_cited_by_its_title_is_the_one_known_act_of_that_title_and_kind() -> None:
    full = replace(citation("360-VI", "parliament", date(2020, 7, 7), title="«On health»", kind="code"))
    bare = citation(None, None, None, title="On  HEALTH", kind="code")
    found = linked(act("a", requisites("7"), citations=(full,)), act("b", requisites("8"), citations=(bare,)))

    cites = fact(found, f"{ELI}moh/order/2020/10/16/8", "cites")
    assert cites.value == f"{ELI}parliament/code/2020/07/07/360-vi"
    assert cites.basis is Basis.INFERRED


def test_a_title_of_two_acts_and_a_title_of_none_are_kept_as_mentions() -> None:
    full = [
        replace(citation("360-VI", "parliament", date(year, 7, 7), title="On health", kind="code"))
        for year in (2009, 2020)
    ]
    bare = [citation(None, None, None, title=title, kind="code") for title in ("On health", "On wealth")]
    found = linked(act("a", requisites("7"), citations=tuple(full)), act("b", requisites("8"), citations=tuple(bare)))

    assert values(found, f"{ELI}moh/order/2020/10/16/8", "cites") == []
    assert len(values(found, f"{ELI}moh/order/2020/10/16/8", "mentions")) == 1
    assert codes_of(found) == ["KZ-LNK-007", "KZ-LNK-008"]
    assert not [each for each in found.facts if "mention/" in each.subject or "mention/" in each.value]


def test_an_act_that_nobody_knows_is_noted_once() -> None:
    bare = [citation(None, None, None, title=title, kind="code") for title in ("«On wealth»", "On debts")]
    acts = [act(f"{at}.txt", requisites(str(at)), citations=tuple(bare)) for at in range(1, 5)]
    found = linked(*acts)

    notes = [each for each in found.diagnostics if each.problem.code == "KZ-LNK-008"]
    assert [(each.file, each.problem.message) for each in notes] == [
        ("1.txt", "the mention leads to no known act, nor do those of 3 further texts")
    ] * 2
    mentions = [each for each in found.facts if each.term.name == "mentions"]
    assert len({each.subject for each in mentions}) == 4


def test_an_effect_on_an_act_that_is_not_known_has_no_target_and_no_version() -> None:
    target = citation(None, None, None, title="On wealth")
    effect = Effect(
        "substitution", "element", "reword", "point 1", target, "appendix 2", "appendix 2", None, None, SPAN
    )
    found = linked(act("a", requisites("7"), effects=(effect,)))

    one = f"{SEVEN}/effect/1"
    assert values(found, one, "operation") == [f"{DEFAULT_BASE}concept/operation/substitution"]
    assert values(found, one, "targetAct") == values(found, one, "result") == []
    assert not [each for each in found.facts if each.value == "Version"]


def test_what_the_publisher_says_is_curated_and_quoted_from_his_file() -> None:
    meta = decode(b"requisite: order of 16 October 2020 No 7\n", "meta.yaml")
    stated = requisites("7", span=Span(11, 40), printed="meta")
    found = linked(act("a", stated, meta=meta))

    number = fact(found, SEVEN, "number")
    assert (number.basis, number.source) == (Basis.CURATED, f"{SEVEN}/made/meta")
    assert number.reason is not None
    assert number.quotes[0].text == meta.text[11:40]
    assert values(found, f"{SEVEN}/made/meta", "sha256") == [meta.sha256]


def test_an_act_without_requisites_is_left_out() -> None:
    homes = Homes(DEFAULT_BASE)
    assert make_testimony(act("a", requisites("7", None)), NAMES, lexicon().vocab, homes) is None


def listed(*notes: Note) -> Act:
    """An act with an appendix of one row, and notes of its publisher."""
    section = Section(None, "planned", ("osms",), (), (), True, False, SPAN)
    row = Row("1", 0, "37.51", "37.51", "mkb9", "Name", None, (), (), (), "1 37.51 Name", (SPAN,))
    table = Table(None, None, None, (), None, (section,), (row,), SPAN)
    appendix = Appendix("2", None, None, "List", SPAN, (table,), Span(0, 60))
    return act("a", requisites("7"), appendices=(appendix,), notes=notes)


def amendment(number: str | None, signed: date | None, effect: str = "substitution") -> Amendment:
    return Amendment(effect, citation(number, signed=signed), False, None, Span(50, 60))


def test_an_appendix_without_a_note_is_as_the_act_made_it() -> None:
    found = linked(listed())

    assert values(found, f"{SEVEN}/annex_2/made/tbl/row_1#listing", "version") == [f"{SEVEN}/annex_2/made"]
    assert values(found, f"{SEVEN}/annex_2/made", "causedBy") == [SEVEN]


def test_an_appendix_of_an_edition_is_as_the_last_amendment_made_it() -> None:
    first, last = amendment("8", date(2021, 1, 1)), amendment("103", date(2025, 10, 1))
    found = linked(listed(Note("…", Span(50, 60), "appendix 2", (first, last))))

    version = f"{SEVEN}/annex_2/by/2025-10-01-103"
    maker = f"{ELI}moh/order/2025/10/01/103"
    assert values(found, f"{version}/tbl/row_1#listing", "procedure") == [f"{DEFAULT_BASE}code/mkb9/37.51"]
    assert values(found, version, "causedBy") == [maker]
    assert values(found, version, "act") == [SEVEN]
    assert values(found, version, "current") == ["true"]
    assert values(found, maker, "amends") == values(found, EIGHT, "amends") == [SEVEN]
    assert values(found, f"{SEVEN}/annex_2/made", "type") == []


def test_a_suspension_makes_no_edition() -> None:
    found = linked(listed(Note("…", Span(50, 60), "appendix 2", (amendment("8", date(2021, 1, 1), "suspension"),))))

    assert values(found, f"{SEVEN}/annex_2/made", "type") == ["Version"]


def test_an_appendix_changed_by_an_unknown_act_is_of_no_version() -> None:
    found = linked(listed(Note("…", Span(50, 60), "appendix 2", (amendment(None, None),))))

    assert not [each for each in found.facts if each.value in {"Version", "Listing"}]
    assert values(found, f"{SEVEN}/annex_2/tbl/row_1", "codeAsPrinted") == ["37.51"]
    assert "KZ-LNK-009" in codes_of(found)
