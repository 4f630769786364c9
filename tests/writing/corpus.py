"""A folder of synthetic acts in the layout of the public git corpus, with chains of acts that change one another."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.writing.draw import Draw
from tests.writing.forms import write
from tests.writing.plan import Plan, Reference
from tests.writing.wording import wording

AGENCY = "103010000000-dsm"
FIRST, LAST = dt.date(2020, 10, 26), dt.date(2025, 9, 30)
"""Days of the first act and the last."""
CHAINED = ("list", "tariff", "equipment")
"""Topics of which whole appendices are reworded."""
NEW, CHANGED = 0.35, 0.85
"""Of all acts: up to the first approve something new, up to the second reword what another approved; others: any."""
SUFFIX = {"markdown": ".md", "printed": ".txt", "plain": ".txt", "page": ".html"}


@dataclass(frozen=True, slots=True)
class Order:
    """A corpus to be written: how many acts, about how many rows each, from which seed, in which languages and form."""

    acts: int
    rows: int
    seed: int
    languages: Sequence[str] = ("kk", "ru")
    form: str = "markdown"


def plans(order: Order) -> Iterator[Plan]:
    """The acts of a corpus, the oldest first; no two of one number."""
    source = random.Random(order.seed)  # noqa: S311 - not for secrets
    draw = Draw(source, order.rows)
    known: list[Reference] = []
    for at in range(order.acts):
        day = FIRST + (LAST - FIRST) * at / order.acts
        plan = _numbered(_plan(draw, source, known, day), at + 1)
        if plan.kind == "approve" and plan.annexes[0].topic in CHAINED:
            known.append(plan.act)
        yield plan


def _plan(draw: Draw, source: random.Random, known: Sequence[Reference], day: dt.date) -> Plan:
    chance = source.random()
    if not known or chance < NEW:
        topic = draw.reference(source.choice(CHAINED), FIRST)
        return draw.plan("approve", topic, day)
    if chance < CHANGED:
        # The older ones of the last few are changed most: chains of several acts.
        target = known[max(0, len(known) - 1 - int(source.expovariate(0.2)))]
        return draw.plan("amend", target, day) if target.day < day else draw.plan("repeal", None, day)
    return draw.plan(None, None, day)


def _numbered(plan: Plan, at: int) -> Plan:
    """The same act under a number of its own."""
    series, _, _ = plan.act.number.rpartition("-") if "-" in plan.act.number else ("", "", "")
    number = f"{series}-{at}" if series else str(at)
    if plan.act.number.endswith("/2020"):
        number += "/2020"
    return replace(plan, act=replace(plan.act, number=number))


def write_corpus(order: Order, folder: Path) -> Iterator[Path]:
    """Write the acts one by one; every path is that of the folder of an act."""
    for at, plan in enumerate(plans(order), 1):
        place = (
            folder
            / "07-ministerial"
            / AGENCY
            / f"{plan.act.day:%Y}"
            / f"{plan.act.day:%m%d}-sinteticheskii-akt-{at + 900000}"
        )
        place.mkdir(parents=True, exist_ok=True)
        for language in order.languages:
            name = f"{wording(language).words['file']}{SUFFIX[order.form]}"
            (place / name).write_text(write(plan, language, order.form), encoding="utf-8")
        (place / "meta.yaml").write_text(describe(plan, at + 900000, order.languages), encoding="utf-8")
        yield place


def describe(plan: Plan, code: int, languages: Sequence[str]) -> str:
    """The publisher's description of an act."""
    titles = "".join(
        f"  {wording(each).words['file']}: {_quoted(wording(each).title(plan))}\n" for each in reversed(languages)
    )
    dates = "".join(f"  {wording(each).words['file']}: {plan.act.day}\n" for each in languages)
    return (
        f"act_code: '{code}'\nrequisite: {_quoted(wording('ru').requisites(plan.act))}\ntitle:\n{titles}"
        f"form: ПРИК\ntype_codes:\n- ПРИК\napproved_on: {plan.act.day}\napproved_by:\n- '103010000000'\n"
        f"version_date:\n{dates}"
    )


def _quoted(text: str) -> str:
    """A YAML string."""
    return "'" + text.replace("'", "''") + "'"
