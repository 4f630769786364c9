"""What is paid on a day, and by whom: on a small tariff list with a history, and on the seeds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.answers.coverage import Status, coverage_on
from graph.answers.gap import GapKind
from graph.answers.inquiry import Inquiry
from graph.answers.price import PriceOnDay, PriceStatus, price
from graph.answers.rows import LISTINGS, TARIFF_LINES
from graph.build import Graph, build
from graph.days.moment import Moment
from graph.days.reason import ReasonCode, Truth
from graph.fact import Fact
from graph.stores.memory import MemoryStore
from schema.api import Schema, execute, make_schema
from tests import test_examples as seeds
from tests.asking import error
from tests.published import published_seeds
from tests.test_schema import answered, measured
from tests.world import BASE, say, world

LAW = f"{BASE}eli/kz/moh/order/2020/01/01/1"
PART = f"{LAW}/annex"
VISIT, TEST, NOWHERE = "A01.001.001", "B01.001.001", "D01.001.001"
FROM, TO = date(2020, 1, 1), date(2023, 3, 1)


@dataclass(frozen=True)
class History:
    """A tariff list: the text of the act, a new wording of it, and a change of one row. Days of entry into force."""

    first: str = "2020-01-10"
    second: str = "2021-01-01"
    third: str | None = "2022-01-01"
    bound: str | None = None
    complete: bool = True
    """Whether the last version is known whole: its change was applied to one that is."""
    ended: bool = True
    """Whether the row that is replaced is known."""
    repealed: str | None = None
    original: bool = True
    """Whether the text of the act itself is held."""

    def facts(self) -> Iterator[Fact]:
        yield from say(LAW, type="Act", number="1", signed="2020-01-01", held="true")
        yield from say(f"{BASE}two", type="Act", number="2", signed="2020-12-01", held="true")
        yield from say(f"{BASE}three", type="Act", number="3", signed="2021-12-01", held="true")
        yield from say(PART, type="Subdivision", parent=LAW, labels="en:Appendix")
        yield from say(f"{BASE}concept/operation/repeal", type="Operation", code="REPEAL")
        for name in ("gobmp", "osms"):
            yield from say(f"{BASE}concept/regime/{name}", type="FundingRegime", code=name.upper())
        for code in (VISIT, TEST):
            yield from say(f"{BASE}code/tariff/{code}", type="Service", code=code, labels=f"kk:{code}")
        if self.original:
            yield from self._version("v0", LAW, self.first, replacedBy=f"{PART}/by/v1")
            yield from self._line("v0", "1", VISIT, "100.00")
        yield from self._version("v1", f"{BASE}two", self.second, previous=self.original and f"{PART}/by/v0")
        yield from self._line("v1", "1", VISIT, "150.00", endedBy=f"{BASE}effect" if self.ended else None)
        yield from self._line("v1", "2", TEST, "20.00")
        yield from self._version("v2", f"{BASE}three", self.third, previous=f"{PART}/by/v1", complete=self.complete)
        yield from self._line("v2", "1", VISIT, "180.00", putBy=f"{BASE}effect")
        yield from say(
            f"{BASE}effect", type="Effect", act=f"{BASE}three", targetAct=LAW, target=PART, scope="rows",
            rowNumbers="1", result=f"{PART}/by/v2", commencement=f"{PART}/by/v2#c",
        )  # fmt: skip
        if self.repealed:
            yield from say(f"{BASE}end#c", type="Commencement", rule="on-date", entryIntoForce=self.repealed)
            yield from say(
                f"{BASE}end", type="Effect", act=f"{BASE}three", targetAct=LAW, target=LAW, scope="act",
                operation=f"{BASE}concept/operation/repeal", commencement=f"{BASE}end#c",
            )  # fmt: skip

    def _version(self, name: str, act: str, entry: str | None, **more: Any) -> Iterator[Fact]:
        iri = f"{PART}/by/{name}"
        complete = more.pop("complete", True)
        days = {"entryIntoForce": entry, "notBefore": None if entry else self.bound}
        yield from say(f"{iri}#c", type="Commencement", rule="after-first-publication", **days)
        yield from say(
            iri, type="Version", of=PART, act=LAW, causedBy=act, complete=str(complete).lower(), held="true",
            commencement=f"{iri}#c", **{name: value or None for name, value in more.items()},
        )  # fmt: skip
        yield from say(f"{iri}/tbl", type="Table", act=LAW, version=iri)

    def _line(self, version: str, number: str, code: str, amount: str, **more: str | None) -> Iterator[Fact]:
        table = f"{PART}/by/{version}/tbl"
        row = f"{table}/row_{number}"
        yield from say(row, type="Row", number=number, table=table, act=LAW, codeAsPrinted=code)
        yield from say(
            f"{row}#tariff", type="TariffLine", service=f"{BASE}code/tariff/{code}", price=amount, row=number,
            inRow=row, table=table, version=f"{PART}/by/{version}", act=LAW, regimes=f"{BASE}concept/regime/gobmp",
            currency="KZT", **more,
        )  # fmt: skip

    def asked(self, code: str) -> Inquiry:
        return Inquiry(MemoryStore(self.facts()), world().codes, TARIFF_LINES, code)


def days(first: date = FROM, last: date = TO) -> Iterator[date]:
    for number in range((last - first).days):
        yield first + timedelta(number)


def amount(found: PriceOnDay) -> str | None:
    return str(found.line.values["price"]) if found.line else None


def test_the_price_of_every_day_of_a_list_that_is_held_whole() -> None:
    """By plain intervals, half open."""
    asked = History().asked(VISIT)
    for day in days():
        expected = (
            None
            if day < date(2020, 1, 10)
            else "100.00"
            if day < date(2021, 1, 1)
            else "150.00"
            if day < date(2022, 1, 1)
            else "180.00"
        )
        found = price(asked, Moment(day))
        assert amount(found) == expected
        assert found.status is (PriceStatus.YES if expected else PriceStatus.NO)
        assert [each.validity.truth for each in found.lines].count(Truth.YES) == bool(expected)
        assert found.conditions == ()


def test_where_all_is_held_a_code_without_a_line_has_no_price() -> None:
    asked = History().asked(TEST)
    for day in days():
        found = price(asked, Moment(day))
        assert found.status is (PriceStatus.YES if day >= date(2021, 1, 1) else PriceStatus.NO)
    missing = price(History().asked(NOWHERE), Moment(date(2022, 6, 1)))
    assert (missing.status, missing.lines) == (PriceStatus.NO_SUCH_CODE, ())
    assert missing.explanation.startswith("D01.001.001 has no price on 2022-06-01 in what is held")
    early = price(History().asked(NOWHERE), Moment(date(2020, 1, 5)))
    assert early.status is PriceStatus.NO_SUCH_CODE


def test_asked_too_early_the_old_price_is_the_answer() -> None:
    asked = History().asked(VISIT)
    for known_on, expected in (("2021-12-31", "150.00"), ("2022-01-01", "180.00"), ("2020-12-31", "100.00")):
        assert amount(price(asked, Moment(date(2022, 6, 1), date.fromisoformat(known_on)))) == expected


def test_before_a_version_that_is_held_nothing_is_known() -> None:
    asked = History(original=False).asked(VISIT)
    for day in days(date(2020, 6, 1), date(2021, 2, 1)):
        found = price(asked, Moment(day))
        if day < date(2021, 1, 1):
            assert (found.status, found.reasons[0].code) == (PriceStatus.UNKNOWN, ReasonCode.BASE_NOT_HELD)
        else:
            assert amount(found) == "150.00"


def test_between_an_old_and_a_new_price_nothing_is_known_while_publication_is_awaited() -> None:
    asked = History(third=None, bound="2022-01-01").asked(VISIT)
    assert amount(price(asked, Moment(date(2021, 12, 31)))) == "150.00"
    found = price(asked, Moment(date(2022, 1, 1)))
    assert (found.status, found.line) == (PriceStatus.UNKNOWN, None)
    assert [each.code for each in found.reasons] == [
        ReasonCode.SEVERAL_LINES,
        ReasonCode.AWAITING_PUBLICATION,
        ReasonCode.AWAITING_PUBLICATION,
    ]
    assert [each.validity.truth for each in found.lines] == [Truth.NO, Truth.UNKNOWN, Truth.UNKNOWN]
    # What the change does not touch is known all the same.
    assert amount(price(replace(asked, code=TEST), Moment(date(2022, 1, 1)))) == "20.00"


def test_of_two_lines_that_hold_none_is_the_price() -> None:
    found = price(History(ended=False).asked(VISIT), Moment(date(2022, 6, 1)))
    assert (found.status, found.reasons[0].code) == (PriceStatus.UNKNOWN, ReasonCode.SEVERAL_LINES)
    assert {each.validity.truth for each in found.lines} == {Truth.YES, Truth.NO}


def changed(**effect: str) -> Inquiry:
    """The list with one more change, of which no result is known whole, in force from March 2022."""
    act, by, result = f"{BASE}four", f"{BASE}four/effect", f"{PART}/by/v3"
    facts = [
        *say(act, type="Act", number="4", signed="2022-02-01", held="true"),
        *say(f"{by}#c", type="Commencement", rule="on-date", entryIntoForce="2022-03-01"),
        *(
            fact
            for name in ("replacement", "insertion")
            for fact in say(f"{BASE}concept/operation/{name}", type="Operation", code=name.upper())
        ),
        *say(result, type="Version", of=PART, act=LAW, causedBy=act, complete="false", commencement=f"{by}#c"),
        *say(by, type="Effect", act=act, targetAct=LAW, target=PART, result=result, commencement=f"{by}#c", **effect),
    ]
    return Inquiry(MemoryStore([*History().facts(), *facts]), world().codes, TARIFF_LINES, VISIT)


@pytest.mark.parametrize(
    ("effect", "touched"),
    [
        ({"operation": "replacement", "scope": "words"}, True),
        ({"operation": "replacement", "scope": "rows", "rowNumbers": "1"}, True),
        ({"operation": "replacement", "scope": "rows", "rowNumbers": "2"}, False),
        ({"operation": "insertion", "scope": "rows", "rowNumbers": "3"}, False),
    ],
)
def test_a_change_that_was_not_applied_leaves_open_what_it_may_touch(effect: dict[str, str], touched: bool) -> None:
    asked = changed(**{**effect, "operation": f"{BASE}concept/operation/{effect['operation']}"})
    assert amount(price(asked, Moment(date(2022, 2, 28)))) == "180.00"
    assert statuses(asked, "2022-02-28")["GOBMP"] is Status.LISTED
    found = price(asked, Moment(date(2022, 3, 1)))
    if not touched:
        assert amount(found) == "180.00"
        assert statuses(asked, "2022-03-01")["GOBMP"] is Status.LISTED
        return
    assert (found.status, found.line) == (PriceStatus.UNKNOWN, None)
    (reason,) = found.reasons
    assert reason.code is ReasonCode.CHANGE_NOT_APPLIED
    assert reason.text.startswith("№ 4 of 2022-02-01 changes what the row stands in")
    assert statuses(asked, "2022-03-01")["GOBMP"] is Status.UNKNOWN


def test_a_change_that_only_a_note_tells_of_leaves_it_open_too() -> None:
    facts = [
        *say(f"{BASE}four", type="Act", number="4", signed="2022-02-01", held="false"),
        *say(f"{PART}/by/v3#c", type="Commencement", rule="on-date", entryIntoForce="2022-03-01"),
        *say(
            f"{PART}/by/v3", type="Version", of=PART, act=LAW, causedBy=f"{BASE}four", complete="false", held="false",
            commencement=f"{PART}/by/v3#c",
        ),
    ]  # fmt: skip
    asked = Inquiry(MemoryStore([*History().facts(), *facts]), world().codes, TARIFF_LINES, VISIT)
    assert amount(price(asked, Moment(date(2022, 2, 28)))) == "180.00"
    found = price(asked, Moment(date(2022, 3, 1)))
    assert [each.code for each in found.reasons] == [ReasonCode.CHANGE_NOT_APPLIED]


def test_a_repealed_list_prices_nothing() -> None:
    asked = History(repealed="2022-02-01", original=False).asked(VISIT)
    assert amount(price(asked, Moment(date(2022, 1, 31)))) == "180.00"
    found = price(asked, Moment(date(2022, 2, 1)))
    assert (found.status, found.line) == (PriceStatus.NO, None)
    assert ReasonCode.REPEALED in {each.code for each in found.reasons}


def statuses(asked: Inquiry, day: str) -> dict[str, Status]:
    found = coverage_on(asked, Moment(date.fromisoformat(day)))
    return {each.regime.values["code"]: each.status for each in found.verdicts}


def test_coverage_on_a_day_of_a_list_that_is_held_whole() -> None:
    asked = History().asked(TEST)
    assert statuses(asked, "2020-06-01") == {"GOBMP": Status.NOT_LISTED, "OSMS": Status.NOT_LISTED}
    assert statuses(asked, "2021-06-01") == {"GOBMP": Status.LISTED, "OSMS": Status.NOT_LISTED}
    assert statuses(asked, "2022-06-01") == {"GOBMP": Status.LISTED, "OSMS": Status.NOT_LISTED}
    assert statuses(asked, "2020-01-05") == {"GOBMP": Status.NOT_LISTED, "OSMS": Status.NOT_LISTED}
    assert set(statuses(History().asked(NOWHERE), "2021-06-01").values()) == {Status.NO_SUCH_CODE}


def test_coverage_is_not_known_where_the_last_version_is_not_whole() -> None:
    """A change whose base is not known: what it adds is certain, and what it does to the rest is not."""
    asked = History(complete=False).asked(TEST)
    assert statuses(asked, "2021-06-01") == {"GOBMP": Status.LISTED, "OSMS": Status.NOT_LISTED}
    assert statuses(asked, "2022-06-01") == {"GOBMP": Status.LISTED, "OSMS": Status.UNKNOWN}
    (found,) = (each for each in coverage_on(asked, Moment(date(2022, 6, 1))).verdicts if each.status is Status.UNKNOWN)
    assert found.absence
    assert {gap.kind for gap in found.absence.gaps if gap.prevents} == {GapKind.INCOMPLETE, GapKind.SEVERAL_VERSIONS}


def test_a_row_that_was_taken_out_is_listed_until_then() -> None:
    facts = [each for each in History().facts() if each.subject != f"{PART}/by/v2/tbl/row_1#tariff"]
    asked = Inquiry(MemoryStore(facts), world().codes, TARIFF_LINES, VISIT)
    assert statuses(asked, "2021-12-31")["GOBMP"] is Status.LISTED
    assert statuses(asked, "2022-01-01")["GOBMP"] is Status.NOT_LISTED


# On the seeds


def published(folder: Path, *lines: str) -> Graph:
    """The seeds with publications."""
    return build(published_seeds(folder, *(f"{line}\thttps://example.org/source" for line in lines)))


ORDER, PRICES = "eli/kz/moh/order/2021/12/31/qr-dsm-141", "eli/kz/moh/order/2025/08/09/524"


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return published(tmp_path_factory.mktemp("dated"), f"{ORDER}\t2022-01-10", f"{PRICES}\t2025-08-16")


@pytest.fixture(scope="module")
def dated_schema(dated: Graph) -> Schema:
    return make_schema(dated)


def paid(graph: Graph, on: str, known_on: str | None = None, code: str = "D92.330.001") -> PriceOnDay:
    moment = Moment(date.fromisoformat(on), date.fromisoformat(known_on) if known_on else None)
    return price(Inquiry(graph.store, graph.codes, TARIFF_LINES, code), moment)


AWAITED = (
    "It counts from the day of first official publication, which no held text prints and no source gives. It was "
    "signed on 2025-08-09, and is published no earlier; in force when 10 calendar days have passed, counted from the "
    "day after: not before 2025-08-20."
)


def test_a_price_that_applies_backwards() -> None:
    found = paid(seeds.graph(), "2025-08-05")
    assert (found.status, amount(found)) == (PriceStatus.YES, "1081701.27")
    (reason,), (condition,) = found.reasons, found.conditions
    assert reason.code is ReasonCode.RETROACTIVE
    assert reason.text == (
        "№ 524 of 2025-08-09 applies to relations that arose from 2025-08-01 on, although it was not yet in force on "
        "2025-08-05."
    )
    assert condition.code is ReasonCode.AWAITING_PUBLICATION
    assert condition.text == (
        "On the condition that № 524 of 2025-08-09 has entered into force by the day on which one asks. " + AWAITED
    )
    assert "2025 жылғы 1 тамыздан бастап туындаған құқықтық" in condition.evidence[0].quote


@pytest.mark.parametrize(
    ("on", "known_on", "line", "codes"),
    [
        ("2025-07-31", None, Truth.NO, ["BASE_NOT_HELD", "BEFORE_APPLICATION"]),
        ("2025-08-01", None, Truth.YES, ["RETROACTIVE"]),
        ("2025-08-19", None, Truth.YES, ["RETROACTIVE"]),
        ("2025-08-20", None, Truth.YES, ["APPLIES"]),
        ("2025-08-05", "2025-08-05", Truth.NO, ["BASE_NOT_HELD", "NOT_YET_SIGNED"]),
        ("2025-08-05", "2025-08-15", Truth.NO, ["BASE_NOT_HELD", "NOT_YET_IN_FORCE"]),
        ("2025-08-05", "2025-08-19", Truth.NO, ["BASE_NOT_HELD", "NOT_YET_IN_FORCE"]),
        ("2025-08-05", "2025-08-20", Truth.UNKNOWN, ["AWAITING_PUBLICATION"]),
        ("2025-08-05", "2025-09-30", Truth.UNKNOWN, ["AWAITING_PUBLICATION"]),
        ("2025-07-31", "2025-09-30", Truth.NO, ["BASE_NOT_HELD", "BEFORE_APPLICATION"]),
    ],
)
def test_every_boundary_of_a_price_of_the_seeds(on: str, known_on: str | None, line: Truth, codes: list[str]) -> None:
    found = paid(seeds.graph(), on, known_on)
    assert [each.validity.truth for each in found.lines] == [line]
    assert [each.code.value for each in found.reasons] == codes
    assert found.status is (PriceStatus.YES if line is Truth.YES else PriceStatus.UNKNOWN)
    assert bool(found.conditions) == (line is Truth.YES)


@pytest.mark.parametrize(
    ("known_on", "status"),
    [(None, "YES"), ("2025-08-15", "UNKNOWN"), ("2025-08-26", "UNKNOWN"), ("2025-08-27", "YES")],
)
def test_a_price_of_an_order_whose_publication_is_known(dated: Graph, known_on: str | None, status: str) -> None:
    found = paid(dated, "2025-08-05", known_on)
    assert found.status.value == status
    assert len(found.conditions) == (known_on is None)
    if status == "YES":
        assert "although it enters into force only on 2025-08-27." in found.reasons[0].text
        assert "in force when 10 calendar days have passed" in found.explanation


def test_a_code_that_no_act_prices() -> None:
    found = paid(seeds.graph(), "2025-09-30", None, "B03.435.002")
    assert (found.status, found.lines) == (PriceStatus.UNKNOWN, ())
    assert "No held act prices B03.435.002, so that no line holds on that day." in found.explanation
    assert found.reasons[0].code is ReasonCode.BASE_NOT_HELD


def covered(graph: Graph, on: str, code: str = "37.51") -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    found = coverage_on(Inquiry(graph.store, graph.codes, LISTINGS, code), Moment(date.fromisoformat(on)))
    return {
        (each.regime.values["code"], each.admission.values["code"]): (
            each.status.value,
            tuple(reason.code.value for reason in each.reasons),
        )
        for each in found.verdicts
        if each.admission
    }


@pytest.mark.parametrize("code", ["37.51", "37.52"])
@pytest.mark.parametrize(
    ("on", "codes"),
    [
        ("2021-06-01", ("BASE_NOT_HELD", "NOT_YET_SIGNED")),
        ("2022-01-16", ("BASE_NOT_HELD", "NOT_YET_IN_FORCE")),
        ("2022-01-17", ("AWAITING_PUBLICATION", "BASE_NOT_HELD")),
        ("2022-03-01", ("AWAITING_PUBLICATION", "BASE_NOT_HELD")),
    ],
)
def test_who_paid_is_not_known_on_the_seeds(code: str, on: str, codes: tuple[str, ...]) -> None:
    assert set(covered(seeds.graph(), on, code).values()) == {("UNKNOWN", codes)}


def test_who_paid_once_the_publication_is_known(dated: Graph) -> None:
    assert set(covered(dated, "2021-06-01").values()) == {("UNKNOWN", ("BASE_NOT_HELD", "NOT_YET_SIGNED"))}
    assert set(covered(dated, "2022-01-20").values()) == {("UNKNOWN", ("BASE_NOT_HELD", "NOT_YET_IN_FORCE"))}
    for on in ("2022-01-21", "2022-03-01"):
        found = covered(dated, on)
        assert found.pop(("OSMS", "PLANNED")) == ("LISTED", ("IN_FORCE",))
        assert set(found.values()) == {("NOT_LISTED", ("IN_FORCE",))}
        assert set(covered(dated, on, "37.52").values()) == {("NOT_LISTED", ("IN_FORCE",))}
        assert set(covered(dated, on, "99.999").values()) == {("NO_SUCH_CODE", ("IN_FORCE",))}


def test_every_row_of_the_seeds_is_listed_on_the_first_day_and_not_before(dated: Graph) -> None:
    for row in dated.store.all("Listing"):
        code = row.values["procedure"].values["code"]
        for regime in row.values["regimes"]:
            place = (regime.values["code"], row.values["admission"].values["code"])
            assert covered(dated, "2022-01-21", code)[place][0] == "LISTED"
            assert covered(dated, "2022-01-20", code)[place][0] == "UNKNOWN"


# In GraphQL


def asked_of(schema: Schema, query: str) -> dict[str, Any]:
    answer = execute(schema, query)
    assert "errors" not in answer, answer["errors"]
    found: dict[str, Any] = answer["data"]
    return found


def test_an_act_in_force_once_its_publication_is_known(dated_schema: Schema) -> None:
    query = """{ act(by: {requisites: {issuer: "MOH", signed: "2025-08-09", number: "524"}}) { published
      onTheDay: inForce(on: "2025-08-05") { status explanation }
      dayBefore: inForce(on: "2025-08-26") { status reasons { code } }
      first: inForce(on: "2025-08-27") { status explanation reasons { code evidence { quote } } }
      early: inForce(on: "2025-08-27", knownOn: "2025-08-26") { status }
      effects { result { inForceFrom inForceUntil inForce(on: "2025-08-27") { status } held
        tariffLines { nodes { inForceFrom inForceUntil appliesFrom legalBasis { entryIntoForce notBefore reason } } }
      } } } }"""
    act = asked_of(dated_schema, query)["act"]
    assert act["published"] == "2025-08-16"
    assert act["onTheDay"] == {"status": "NO", "explanation": "№ 524 of 2025-08-09 was not yet signed on 2025-08-05."}
    assert act["dayBefore"] == {"status": "NO", "reasons": [{"code": "NOT_YET_IN_FORCE"}]}
    assert act["first"]["status"] == "YES"
    assert act["first"]["explanation"] == (
        "№ 524 of 2025-08-09 is in force since 2025-08-27. Published on 2025-08-16; in force when 10 calendar days "
        "have passed, counted from the day after."
    )
    assert "күнтізбелік он күн өткен" in act["first"]["reasons"][0]["evidence"][0]["quote"]
    assert act["early"] == {"status": "NO"}
    (effect,) = act["effects"]
    version = effect["result"]
    assert (version["inForceFrom"], version["inForceUntil"], version["held"]) == ("2025-08-27", None, True)
    assert version["inForce"] == {"status": "YES"}
    for line in version["tariffLines"]["nodes"]:
        assert (line["inForceFrom"], line["appliesFrom"]) == ("2025-08-27", "2025-08-01")
        assert line["legalBasis"]["entryIntoForce"] == "2025-08-27"


def test_the_earliest_day_is_told_where_the_day_is_not_known() -> None:
    query = """{ coverage(code: "37.51", admission: PLANNED) { on knownOn verdicts { reasons { code }
      listings { nodes { legalBasis { entryIntoForce notBefore reason } } } } } }"""
    found = asked_of(seeds.schema(), query)["coverage"]
    assert (found["on"], found["knownOn"]) == (None, None)
    assert [each["reasons"] for each in found["verdicts"]] == [[], []]
    basis = found["verdicts"][1]["listings"]["nodes"][0]["legalBasis"]
    assert (basis["entryIntoForce"], basis["notBefore"]) == (None, "2022-01-17")
    assert "not before 2022-01-17" in basis["reason"]


def test_rows_of_a_day_agree_with_their_sparql(dated_schema: Schema, dated: Graph) -> None:
    query = """{ coverage(code: "37.51", on: "2022-03-01", knownOn: "2022-02-01") { on knownOn verdicts { status
      listings { totalCount sparql nodes { iri } } absence { sparql rowsRead rowsMatching } } } }"""
    from tests.endpoint import SparqlEngine

    found = asked_of(dated_schema, query)["coverage"]
    assert (found["on"], found["knownOn"]) == ("2022-03-01", "2022-02-01")
    engine = SparqlEngine(dated)
    for each in found["verdicts"]:
        assert engine.run(each["listings"]["sparql"]) == [node["iri"] for node in each["listings"]["nodes"]]
        assert (each["status"] == "LISTED") == (each["absence"] is None) == bool(each["listings"]["totalCount"])
        if each["absence"]:
            assert engine.run(each["absence"]["sparql"]) == []
            assert each["absence"]["rowsRead"] == 109


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('{ price(code: "37.51", on: "2025-08-05") { status } }', "37.51"),
        ('{ price(code: "D92.330", on: "2025-08-05") { status } }', "D92.330"),
        ('{ price(code: "D92.330.001", on: "2025-02-30") { status } }', "2025-02-30"),
        ('{ price(code: "D92.330.001", on: "5 August") { status } }', "5 August"),
        ('{ coverage(code: "37.51", on: "2022-13-01") { scope } }', "2022-13-01"),
        ('{ act(by: {registration: "26398"}) { inForce(on: "now") { status } } }', "now"),
    ],
)
def test_what_is_no_code_or_no_day_is_refused(query: str, found: str) -> None:
    assert found in error(query)["message"]
    assert error(query)["extensions"]["code"] in {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"}


def test_a_day_of_asking_alone_is_refused() -> None:
    refused = error('{ coverage(code: "37.51", knownOn: "2022-01-01") { scope } }')
    assert (refused["extensions"]["code"], refused["extensions"]["field"]) == ("BAD_USER_INPUT", "knownOn")
    assert refused["path"] == ["coverage"]


def test_one_may_ask_before_the_day() -> None:
    """What is known in advance: the order is not in force yet, whatever day it will apply to."""
    found = asked_of(
        seeds.schema(), '{ price(code: "D92.330.001", on: "2026-01-01", knownOn: "2025-08-10") { status knownOn } }'
    )
    assert found["price"] == {"status": "UNKNOWN", "knownOn": "2025-08-10"}


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_all(on: str) -> None:
    query = f"""{{ price(code: "D92.330.001", on: "{on}", knownOn: "{on}") {{ status }}
      coverage(code: "37.51", on: "{on}") {{ verdicts {{ status }} }} }}"""
    found = asked_of(seeds.schema(), query)
    assert found["price"]["status"] == "UNKNOWN"
    assert {each["status"] for each in found["coverage"]["verdicts"]} == {"UNKNOWN"}


@pytest.mark.parametrize(
    "query",
    [
        """{ price(code: "D92.243.026", on: "2025-08-05") { reasons { code evidence { quote act { iri } } }
          conditions { evidence { quote } commencement { exceptions { iri } } }
          lines { line { iri evidence { quote } endedBy { iri } } reasons { evidence { quote } }
            conditions { code } } } }""",
        """{ coverage(code: "37.51", on: "2022-03-01") { verdicts { reasons { evidence { quote } }
          absence { gaps { kind } } } } }""",
        """{ acts { nodes { inForce(on: "2025-01-01") { reasons { code evidence { quote } } } } } }""",
    ],
)
def test_predicted_cost_is_never_below_the_actual(query: str) -> None:
    from tests.asking import data

    assert measured(query) >= answered(data(query))


def test_every_line_of_the_seeds_has_its_price() -> None:
    for each in seeds.graph().store.all("TariffLine"):
        found = paid(seeds.graph(), "2025-08-05", None, each.values["service"].values["code"])
        assert found.line is each


def test_a_change_that_is_in_force_before_what_it_changes_proves_no_absence() -> None:
    """Until the wording that it adds to is in force another one stands, which is not held."""
    asked = History(second="2022-06-01", third="2022-01-01", original=False).asked(NOWHERE)
    found = [price(asked, Moment(day)).status for day in (date(2022, 2, 1), date(2022, 7, 1))]
    assert found == [PriceStatus.UNKNOWN, PriceStatus.NO_SUCH_CODE]
