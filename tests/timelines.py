"""Acts in time by hand: one list that orders change, with what else the timeline of an act or a code may have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.build import Graph
from graph.fact import Fact
from graph.stores.memory import MemoryStore
from tests.world import BASE, say

LAW = f"{BASE}eli/kz/moh/order/2015/01/01/1"
PART = f"{LAW}/annex_1"
CODE = f"{BASE}code/mkb9/37.51"
SERVICE = f"{BASE}code/tariff/D92.330.001"
_SIGNED = date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class Start:
    """A commencement; ``signed`` days between an order and the one before it do not matter."""

    force: date | None = None
    least: date | None = None
    applies: date | None = None
    until: date | None = None


def order_iri(at: int) -> str:
    day = _SIGNED + timedelta(days=at)
    return f"{BASE}eli/kz/moh/order/{day:%Y/%m/%d}/{at}"


def version_iri(at: int) -> str:
    return f"{PART}/by/{_SIGNED + timedelta(days=at)}-{at}"


def effect(at: int, operation: str, **values: str | None) -> Iterator[Fact]:
    """An effect of an order on the law."""
    iri = f"{order_iri(at)}/effect/{operation}"
    yield from say(
        iri, type="Effect", act=order_iri(at), targetAct=LAW, operation=f"{BASE}concept/operation/{operation}", **values
    )


def chain(starts: Sequence[Start | None], held: str = "true", complete: str = "true") -> Iterator[Fact]:
    """A law with an appendix that orders make anew one after the other; None: an order without a commencement."""
    for each in ("substitution", "repeal", "suspension"):
        labels = f"en:{each}"
        yield from say(f"{BASE}concept/operation/{each}", type="Operation", code=each.upper(), labels=labels)
    yield from say(f"{BASE}concept/subdivision/appendix", type="SubdivisionKind", code="APPENDIX", labels="en:appendix")
    yield from say(LAW, type="Act", signed="2015-01-01", number="1", held="false", subdivisions=PART, labels="en:Law")
    yield from say(
        PART, type="Subdivision", subdivisionKind=f"{BASE}concept/subdivision/appendix", number="1", parent=LAW
    )
    for at, start in enumerate(starts):
        yield from _order(at, start)
        later = tuple(version_iri(each) for each in range(at + 1, len(starts)))
        yield from say(
            version_iri(at), type="Version", of=PART, causedBy=order_iri(at), act=LAW, held=held, complete=complete,
            commencement=f"{order_iri(at)}#commencement" if start else None, replacedBy=later,
        )  # fmt: skip


def _order(at: int, start: Start | None) -> Iterator[Fact]:
    iri, signed = order_iri(at), (_SIGNED + timedelta(days=at)).isoformat()
    commencement = f"{iri}#commencement" if start else None
    yield from say(iri, type="Act", signed=signed, number=f"{at}<&\"'", held="true", commencement=commencement)
    if start and commencement:
        yield from say(
            commencement, type="Commencement", rule="on-date" if start.force else "after-first-publication",
            entryIntoForce=_text(start.force), notBefore=_text(start.least), appliesFrom=_text(start.applies),
            until=_text(start.until),
        )  # fmt: skip


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def listing(at: int, ended_by: str | None = None) -> Iterator[Fact]:
    """A row of a version that lists the code."""
    row = f"{version_iri(at)}/tbl_1/row_1"
    yield from say(row, type="Row", number="1", act=LAW)
    yield from say(
        f"{row}#listing", type="Listing", procedure=CODE, act=LAW, version=version_iri(at), inRow=row, row="1",
        endedBy=ended_by,
    )  # fmt: skip


def tariff(at: int, price: str) -> Iterator[Fact]:
    """A row of a version that prices the service."""
    row = f"{version_iri(at)}/tbl_1/row_1"
    yield from say(row, type="Row", number="1", act=LAW)
    yield from say(
        f"{row}#tariff", type="TariffLine", service=SERVICE, act=LAW, version=version_iri(at), inRow=row, row="1",
        price=price, currency="KZT",
    )  # fmt: skip


def concepts() -> Iterator[Fact]:
    yield from say(CODE, type="Procedure", code="37.51", labels="en:Heart")
    yield from say(SERVICE, type="Service", code="D92.330.001", labels="en:Protons")


def graph_of(graph: Graph, facts: Sequence[Fact]) -> Graph:
    """A graph with these facts, and all else that of another."""
    return replace(graph, base=BASE, facts=tuple(facts), store=MemoryStore(tuple(facts)), acts=())
