"""Days in RDF: those of the answers, the last one included."""

from datetime import date, timedelta

from hypothesis import given, settings

from graph.days.commencing import Asking
from graph.days.moment import Moment
from graph.days.reason import Truth
from graph.days.validity import in_force_from, in_force_until, validity_of_row
from graph.fact import Fact
from graph.rdf.days import make_days
from graph.rdf.quad import Literal
from graph.vocabulary import PREFIXES
from tests import test_examples as seeds
from tests.test_validity import CASES, DAYS, LAW, STEADY, Case, Rule
from tests.world import BASE, say

VERSION, LINE = f"{LAW}/annex/by/1", f"{LAW}/row_1#tariff"
DAY = timedelta(1)


def days(facts: list[Fact], subject: str) -> dict[str, date]:
    found: dict[str, date] = {}
    for quad in make_days(facts):
        if quad.subject == subject:
            assert isinstance(quad.object, Literal)
            name = quad.predicate.removeprefix(PREFIXES["eli"]).removeprefix(PREFIXES["schema"])
            assert found.setdefault(name, date.fromisoformat(quad.object.text)).isoformat() == quad.object.text
    return found


@settings(STEADY, max_examples=200)
@given(CASES)
def test_a_version_has_the_days_of_the_answers(case: Case) -> None:
    said = days(list(case.facts()), VERSION)
    version = case.row().values["version"]
    until = in_force_until(version)
    assert said.get("first_date_entry_in_force") == in_force_from(version)
    assert said.get("date_no_longer_in_force") == (until - DAY if until else None)
    assert said.get("date_applicability") == case.own.applies


@settings(STEADY, max_examples=200)
@given(CASES)
def test_a_line_is_valid_on_the_last_day_and_not_on_the_next(case: Case) -> None:
    said, row = days(list(case.facts()), LINE), case.row()

    def truth(day: date) -> Truth:
        return validity_of_row(row, Asking(Moment(day))).truth

    first, last = said.get("validFrom"), said.get("validThrough")
    ends = (*case.replaced, *case.ended, *case.repealed)
    if last and not any(each.until or each.ends for each in ends):
        assert truth(last + DAY) is Truth.NO
        assert truth(DAYS[-1] + DAY) is Truth.NO
    if first and last and first <= last and not case.suspended:
        assert truth(last) is Truth.YES
        assert truth(first) is Truth.YES
    if first:
        assert truth(first - DAY) is Truth.NO


def test_an_act_is_in_force_from_the_first_of_its_parts_to_its_repeal() -> None:
    act = f"{BASE}act"
    rules = {"": Rule(entry=DAYS[3]), "-1": Rule(entry=DAYS[1]), "-2": Rule(bound=DAYS[2])}
    facts = [
        *(fact for name, rule in rules.items() for fact in rule.facts(f"{act}#c{name}")),
        *say(act, type="Act", commencement=f"{act}#c"),
        *say(f"{act}#c", exceptions=(f"{act}#c-1", f"{act}#c-2")),
        *Rule(entry=DAYS[6]).facts(f"{BASE}e#c"),
        *say(
            f"{BASE}e", type="Effect", operation=f"{BASE}concept/operation/repeal", scope="act", targetAct=act,
            commencement=f"{BASE}e#c",
        ),
    ]  # fmt: skip
    assert days(facts, act) == {"first_date_entry_in_force": DAYS[1], "date_no_longer_in_force": DAYS[5]}
    # A part that may have entered into force before hides the day.
    earlier = [*facts, *Rule(bound=DAYS[0]).facts(f"{act}#c-3"), *say(f"{act}#c", exceptions=f"{act}#c-3")]
    assert days(earlier, act) == {"date_no_longer_in_force": DAYS[5]}


def test_nothing_is_said_of_a_day_that_hangs_on_a_publication() -> None:
    said = {quad[:2] for quad in make_days(seeds.graph().facts)}
    assert {predicate for _, predicate in said} == {PREFIXES["eli"] + "date_applicability"}
    assert {subject for subject, _ in said} == {each.iri for each in seeds.graph().store.all("Version")[1:]}
