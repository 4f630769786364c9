"""Small worlds whose law changes in time, drawn: acts that make versions, rows in them, what ends, repeals, suspends.

Days are few and close together, so that what is asked about lies before, on and after every one of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from graph.fact import Fact
from graph.facts.history import state_current
from graph.facts.scribe import Scribe
from graph.iri import Names
from graph.stores.memory import MemoryStore
from tests.world import BASE, say

LAW = f"{BASE}eli/kz/moh/order/2020/01/01/1"
PARTS = (f"{LAW}/annex_1", f"{LAW}/annex_1/pt_3", f"{LAW}/annex_2")
PROCEDURES = tuple(f"{BASE}code/mkb9/{code}" for code in ("00.50", "35.84", "37.51"))
REGIMES = tuple(f"{BASE}concept/regime/{slug}" for slug in ("gobmp", "osms"))
OPERATIONS = ("repeal", "suspension", "insertion")


def day(number: int) -> date:
    return date(2022, 1, 1) + timedelta(number)


@dataclass(frozen=True)
class Rule:
    """A commencement, its days by number; the day of entry into force or, where it is unknown, perhaps its bound."""

    force: int | None
    bound: int | None
    applies: int | None
    until: int | None


@dataclass(frozen=True)
class Made:
    """A version, made by an act of its own: of which part, whole or not, and its rule."""

    part: int
    whole: bool
    rule: Rule | None


@dataclass(frozen=True)
class Change:
    """An effect: ``on`` is the act, a part, or the rows that it ends; ``made`` is the number of a version.

    One that is ``shared`` begins with this version, else it has a rule of its own.
    """

    operation: str
    on: str
    rule: Rule | None
    since: int | None
    until: int | None
    made: int
    shared: bool = False


@dataclass(frozen=True)
class Entry:
    """A row: in which version, of which procedure, under which regimes, and the numbers of the effects that end it."""

    version: int
    procedure: int
    regimes: tuple[int, ...]
    ended: tuple[int, ...]


@dataclass(frozen=True)
class Drawn:
    """A world."""

    made: tuple[Made, ...]
    changes: tuple[Change, ...]
    entries: tuple[Entry, ...]


numbers = st.integers(0, 4)
maybe = st.none() | numbers


@st.composite
def rules(draw: st.DrawFn, *, known: bool) -> Rule | None:
    """Commencements, or none; where all is ``known`` with a day of entry into force."""
    if not known and draw(st.integers(0, 4)) == 0:
        return None
    force = draw(numbers if known else maybe)
    return Rule(force, None if force is not None else draw(maybe), draw(maybe), draw(st.none() | st.integers(2, 6)))


@st.composite
def worlds(draw: st.DrawFn, *, known: bool = False) -> Drawn:
    rule = rules(known=known)
    changes = st.builds(
        Change,
        st.sampled_from(OPERATIONS),
        st.sampled_from(("act", "part", "rows")),
        rule,
        maybe,
        st.none() | st.integers(2, 6),
        numbers,
        st.booleans(),
    )
    made = draw(st.lists(st.builds(Made, st.integers(0, 2), st.booleans(), rule), min_size=1, max_size=4))
    found = tuple(draw(st.lists(changes, max_size=3)))
    enders = [number for number, each in enumerate(found) if each.on == "rows"]
    entry = st.builds(
        Entry,
        st.integers(0, len(made) - 1),
        st.integers(0, 2),
        st.sampled_from(((0,), (1,), (0, 1))),
        st.lists(st.sampled_from(enders), max_size=1).map(tuple) if enders else st.just(()),
    )
    return Drawn(tuple(made), found, tuple(draw(st.lists(entry, max_size=6))))


@dataclass(frozen=True)
class Timed:
    """A world as a store and its export need it."""

    facts: tuple[Fact, ...]
    store: MemoryStore
    base: str = BASE
    data_version: str = "0123456789abcdef0123"


def built(drawn: Drawn) -> Timed:
    stated = tuple(_facts(drawn))
    scribe = Scribe(Names(BASE), f"{BASE}seeds")
    state_current(scribe, stated)
    facts = (*stated, *scribe.facts)
    return Timed(facts, MemoryStore(facts))


def signed(number: int) -> date:
    return date(2021, 1, 1) + timedelta(number)


def maker(number: int) -> str:
    return f"{BASE}eli/kz/moh/order/{signed(number):%Y/%m/%d}/{number + 1}"


def version(drawn: Drawn, number: int) -> str:
    return f"{PARTS[drawn.made[number].part]}/by/{signed(number)}-{number + 1}"


def effect(number: int) -> str:
    return f"{BASE}eli/kz/moh/order/2021/02/01/9/effect/{number + 1}"


def entry(drawn: Drawn, number: int) -> str:
    return f"{version(drawn, drawn.entries[number].version)}/tbl/row_{number}#listing"


def _facts(drawn: Drawn) -> Iterator[Fact]:
    for iri in REGIMES:
        yield from say(iri, type="FundingRegime", code=iri[-5:].upper())
    for name in OPERATIONS:
        yield from say(f"{BASE}concept/operation/{name}", type="Operation", code=name.upper())
    for iri in PROCEDURES:
        yield from say(iri, type="Procedure", code=iri[-5:])
    yield from say(LAW, type="Act", held="false", signed="2020-01-01", subdivisions=PARTS)
    for iri in PARTS:
        yield from say(iri, type="Subdivision", parent=iri.rpartition("/")[0])
    for number, made in enumerate(drawn.made):
        yield from _made(drawn, number, made)
    for number, change in enumerate(drawn.changes):
        yield from _change(drawn, number, change)
    for number, each in enumerate(drawn.entries):
        ended = tuple(effect(ender) for ender in each.ended)
        yield from say(
            entry(drawn, number), type="Listing", procedure=PROCEDURES[each.procedure], act=LAW, row=str(number),
            version=version(drawn, each.version), regimes=tuple(REGIMES[regime] for regime in each.regimes),
            endedBy=ended, nameAsPrinted=f"kk:name {number % 3}", table=f"{version(drawn, each.version)}/tbl",
        )  # fmt: skip


def _made(drawn: Drawn, number: int, made: Made) -> Iterator[Fact]:
    iri = version(drawn, number)
    yield from say(maker(number), type="Act", held="true", signed=str(signed(number)))
    yield from say(
        iri, type="Version", of=PARTS[made.part], act=LAW, causedBy=maker(number), held="true",
        complete=str(made.whole).lower(), commencement=f"{iri}#commencement" if made.rule else None,
    )  # fmt: skip
    # What makes a version that is not whole only adds to it.
    yield from say(
        f"{maker(number)}/effect/1", type="Effect", act=maker(number), result=iri, targetAct=LAW, scope="rows",
        target=PARTS[made.part], operation=f"{BASE}concept/operation/insertion",
    )  # fmt: skip
    yield from say(f"{iri}/tbl", type="Table", act=LAW, version=iri)
    yield from _rule(f"{iri}#commencement", made.rule)


def _change(drawn: Drawn, number: int, change: Change) -> Iterator[Fact]:
    iri = effect(number)
    shared = change.shared and change.made < len(drawn.made)
    rule = drawn.made[change.made].rule if shared else change.rule
    home = version(drawn, change.made) if shared else iri
    scopes = {"act": "act", "part": "element", "rows": "rows"}
    yield from say(
        iri, type="Effect", act=maker(0), targetAct=LAW, operation=f"{BASE}concept/operation/{change.operation}",
        target=LAW if change.on == "act" else PARTS[0], scope=scopes[change.on], since=_written(change.since),
        until=_written(change.until), commencement=f"{home}#commencement" if rule else None,
        result=version(drawn, change.made) if change.on == "rows" and change.made < len(drawn.made) else None,
    )  # fmt: skip
    if not shared:
        yield from _rule(f"{iri}#commencement", rule)


def _rule(iri: str, rule: Rule | None) -> Iterator[Fact]:
    if rule is not None:
        yield from say(
            iri, type="Commencement", entryIntoForce=_written(rule.force), notBefore=_written(rule.bound),
            appliesFrom=_written(rule.applies), until=_written(rule.until),
        )  # fmt: skip


def _written(number: int | None) -> str | None:
    return None if number is None else day(number).isoformat()
