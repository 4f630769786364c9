"""How long changes of a large table take: `python -m tests.bench_consolidation`, part of `make bench`."""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator

from graph.act import Act
from graph.build import load_curated, make_testimony, together
from graph.consolidation.rows import Row, RowOrder, Rows
from graph.facts.home import Homes
from graph.facts.link import link_texts
from graph.iri import DEFAULT_BASE, Names
from graph.reading.parse import parse
from graph.source import decode
from tests.changing import SEEDS, amending_act, base_act, row, table
from tests.seed_acts import lexicon

ROWS, EFFECTS, ROUNDS = 10_000, 1_000, 5
IN_TEXTS = 200
"""Effects that are read from an act of their own."""


def lines() -> Iterator[tuple[str, str]]:
    """The engine alone, then linking with and without the acts that change the table."""
    text = base_act([row(str(number)) for number in range(1, ROWS + 1)])
    reading = min(_time(lambda: _parse(text)) for _ in range(2))
    base = [Row(f"base/{number}", "", str(number)) for number in range(1, ROWS + 1)]
    orders = [_order(number) for number in range(EFFECTS)]
    engine = statistics.median(_time(lambda: _execute(base, orders)) for _ in range(ROUNDS))
    what = f"{EFFECTS:,} effects on a table of {ROWS:,} rows"
    yield f"reading the table of {ROWS:,} rows once, from its text", f"{reading:.2f} s"
    yield f"{what}, executed, with the rows in their order", f"{engine * 1e6 / EFFECTS:.0f} µs for each effect"
    yield f"{what}, all of them, to reading the table once", f"{engine / reading:.3f} ×"
    yield from _linking(text, reading)


def _linking(text: str, reading: float) -> Iterator[tuple[str, str]]:
    base = _parse(text)
    line = "көрсетілген бұйрықпен бекітілген 7-қосымшада:"
    acts = [_parse(amending_act("2021-02-10", f"ҚР ДСМ-{number + 1}", [line, *_sentence(number)]))
            for number in range(IN_TEXTS)]  # fmt: skip
    alone, together_ = _time(lambda: _link([base])), _time(lambda: _link([base, *acts]))
    value = f"{(together_ - alone) * 1000 / IN_TEXTS:.1f} ms for each act"
    yield f"linking {IN_TEXTS} acts that change it, executing and stating what follows", value
    yield "linking the table and these acts, to reading the table once", f"{together_ / reading:.2f} ×"


def _order(number: int) -> RowOrder:
    """Insertion, substitution and repeal in turn, all over the table."""
    place, effect = str(number * (ROWS // EFFECTS) + 1), f"effect/{number}"
    match number % 3:
        case 0:
            return RowOrder(effect, "insertion", (f"{place}-1",), (Row(f"{effect}/row", "", f"{place}-1"),))
        case 1:
            return RowOrder(effect, "substitution", (place,), (Row(f"{effect}/row", "", place),))
        case _:
            return RowOrder(effect, "repeal", (place,))


def _sentence(number: int) -> list[str]:
    place = str(number * (ROWS // IN_TEXTS) + 1)
    if number % 2:
        return [f"реттік нөмірі {place}-жол алып тасталсын."]
    inserted = table("kk", [row(f"{place}-1")], heading=False)
    return [f"мынадай мазмұндағы реттік нөмірлері {place}-1 жолдармен толықтырылсын:", "«", inserted, "»."]


def _execute(base: list[Row], orders: list[RowOrder]) -> int:
    rows = Rows(base)
    for each in orders:
        rows.execute(each)
    return sum(1 for _ in rows)


def _parse(text: str) -> Act:
    return parse(decode(text.encode(), f"{hash(text)}.html"), lexicon())


def _link(acts: list[Act]) -> None:
    names = Names()
    found = [make_testimony(each, names, lexicon().vocab, Homes(DEFAULT_BASE)) for each in acts]
    known = [each for each in found if each is not None]
    linked = link_texts(known, together(names), {}, load_curated(SEEDS, DEFAULT_BASE))
    changed = sum(fact.term.name in {"follows", "endedBy"} for fact in linked.facts)
    if changed and changed < len(acts) - 1:
        raise RuntimeError("changes were not executed")


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    json.dump(list(lines()), sys.stdout)
