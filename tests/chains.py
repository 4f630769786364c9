"""Small laws made of versions: lists and tariffs, one state after the other, to compare what is said of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.fact import Fact
from graph.stores.memory import MemoryStore
from tests.world import BASE, LAW, MOH, say

PART = f"{LAW}/annex_2"
ORDERS = tuple(f"{BASE}eli/kz/moh/order/2022/0{month}/01/{month}" for month in range(1, 9))


@dataclass(frozen=True, slots=True)
class Line:
    """A row: of a list with where it stands, of tariffs with its price."""

    code: str
    name: str = "Ем"
    admission: str = "planned"
    regimes: tuple[str, ...] = ("osms",)
    price: str | None = None
    home: str | None = None
    language: str = "kk"


@dataclass(frozen=True, slots=True)
class State:
    """A version: the rows that it puts. One that is whole takes the place of all before it; others add, and take out.

    ``ended`` are the rows it takes out: number of the version and number of the row, both from 0.
    """

    lines: Sequence[Line]
    whole: bool = True
    ended: Sequence[tuple[int, int]] = ()
    held: bool = True
    complete: bool = True
    cut: frozenset[str] = field(default_factory=frozenset)
    """Modes of admission whose section was not read whole."""
    day: date | None = None
    bound: date | None = None


def version_iri(at: int) -> str:
    return f"{PART}/by/2022-0{at + 1}-01-{at + 1}"


def chain(states: Sequence[State]) -> MemoryStore:
    """A store with one appendix in these versions, the earliest first."""
    return MemoryStore(tuple(_facts(states)))


def _facts(states: Sequence[State]) -> Iterator[Fact]:
    yield from say(MOH, type="Body", code="MOH", labels="kk:ҚР ДСМ")
    yield from say(LAW, type="Act", issuers=MOH, signed="2020-10-16", number="134", held="false", subdivisions=PART)
    yield from say(PART, type="Subdivision", parent=LAW, labels="en:Appendix 2")
    for scheme, name in (("admission", "emergency"), ("admission", "planned"), ("regime", "gobmp"), ("regime", "osms")):
        class_name = "AdmissionMode" if scheme == "admission" else "FundingRegime"
        yield from say(f"{BASE}concept/{scheme}/{name}", type=class_name, code=name.upper())
    for name in ("insertion", "substitution", "repeal", "suspension"):
        yield from say(f"{BASE}concept/operation/{name}", type="Operation", code=name.upper())
    codes = {(line.code, line.price is not None) for state in states for line in state.lines}
    for code, priced in sorted(codes):
        yield from say(_concept(code, priced), type="Service" if priced else "Procedure", code=code)
    ending = {place: at for at, state in enumerate(states) for place in state.ended}
    for at, state in enumerate(states):
        yield from _version(at, states)
        for number, line in enumerate(state.lines):
            yield from _row(at, number, line, ending.get((at, number)))


def _concept(code: str, priced: bool) -> str:
    return f"{BASE}code/{'tariff' if priced else 'mkb9'}/{code}"


def _version(at: int, states: Sequence[State]) -> Iterator[Fact]:
    state, iri, order = states[at], version_iri(at), ORDERS[at]
    later = tuple(version_iri(each) for each in range(at + 1, len(states)) if states[each].whole)
    yield from say(order, type="Act", issuers=MOH, signed=f"2022-0{at + 1}-01", number=str(at + 1), held="true")
    operation = "substitution" if state.whole else "insertion"
    yield from say(
        f"{order}/effect/1", type="Effect", act=order, targetAct=LAW, target=PART, result=iri, scope="element",
        operation=f"{BASE}concept/operation/{operation}",
    )  # fmt: skip
    if state.ended:
        yield from say(
            f"{order}/effect/2", type="Effect", act=order, targetAct=LAW, target=PART, result=iri, scope="rows",
            operation=f"{BASE}concept/operation/repeal",
        )  # fmt: skip
    yield from say(
        f"{iri}#commencement", type="Commencement", rule="after-first-publication", reason="So it is.",
        entryIntoForce=state.day.isoformat() if state.day else None,
        notBefore=state.bound.isoformat() if state.bound else None,
    )  # fmt: skip
    yield from say(
        iri, type="Version", of=PART, act=LAW, causedBy=order, complete=str(state.complete).lower(),
        held=str(state.held).lower(), previous=version_iri(at - 1) if at else None, replacedBy=later,
        commencement=f"{iri}#commencement",
    )  # fmt: skip
    sections = dict.fromkeys((line.admission, line.regimes) for line in state.lines)
    names = tuple(f"{iri}/tbl#from_{number + 1}" for number in range(len(sections)))
    yield from say(f"{iri}/tbl", type="Table", version=iri, act=LAW, sections=names)
    for name, (admission, regimes) in zip(names, sections, strict=True):
        complete = "false" if admission in state.cut else None
        yield from say(name, type="Section", complete=complete, heading=f"kk:{admission}", **_scope(admission, regimes))


def _scope(admission: str, regimes: Iterable[str]) -> dict[str, str | tuple[str, ...]]:
    return {
        "admission": f"{BASE}concept/admission/{admission}",
        "regimes": tuple(f"{BASE}concept/regime/{each}" for each in regimes),
    }


def _row(at: int, number: int, line: Line, ended: int | None) -> Iterator[Fact]:
    version, order = version_iri(at), ORDERS[at]
    row = f"{version}/tbl/row_{number + 1}"
    said = {
        "table": f"{version}/tbl", "act": LAW, "nameAsPrinted": f"{line.language}:{line.name}",
        "putBy": f"{order}/effect/1", "endedBy": None if ended is None else f"{ORDERS[ended]}/effect/2",
    }  # fmt: skip
    yield from say(row, type="Row", number=str(number + 1), **said)
    entry = {**said, "inRow": row, "row": str(number + 1), "version": version}
    concept = _concept(line.code, line.price is not None)
    if line.price is None:
        yield from say(
            f"{row}#listing", type="Listing", procedure=concept, **entry, **_scope(line.admission, line.regimes)
        )
    else:
        yield from say(
            f"{row}#tariff", type="TariffLine", service=concept, price=line.price, currency="KZT",
            coefficientHome=line.home, **entry,
        )  # fmt: skip
