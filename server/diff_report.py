"""A difference of two states of a subdivision in words for a terminal, and as JSON."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from graph.answers.wording import act_name, enumerated, version_name
from graph.history.difference import Change, ChangeKind, Difference
from graph.history.entry import code_of, names_of
from graph.stores.entity import Entity
from server.diagnostic_text import count, printable

_HEADINGS = {
    ChangeKind.ADDED: "added",
    ChangeKind.REMOVED: "removed",
    ChangeKind.MOVED: "moved",
    ChangeKind.RECODED: "coded otherwise",
    ChangeKind.RENAMED: "named otherwise",
    ChangeKind.REPRICED: "priced otherwise",
}
_DOUBT = "rows of their place may be missing in the other version"


def as_text(found: Difference) -> Iterator[str]:
    """Both versions, what is not known, and the rows that differ; a row stands under the first of its kinds."""
    yield f"from  {version_name(found.before)}"
    yield f"to    {version_name(found.after)}"
    shared = {change.makers for change in found.changes}
    yield from (f"by    {_makers(makers)}" for makers in shared if len(shared) == 1)
    yield ""
    if found.lacks:
        yield "What is not known:"
        yield from (f"  - {printable(lack.reason)}" for lack in found.lacks)
        yield ""
    if not found.compared:
        yield "Nothing was compared."
        return
    for kind, certain in product(ChangeKind, (True, False)):
        if some := [each for each in found.changes if each.kinds[0] is kind and each.certain is certain]:
            heading = _HEADINGS[kind] if certain else f"perhaps {_HEADINGS[kind]} ({_DOUBT})"
            yield f"{heading[0].upper()}{heading[1:]}: {count(len(some), 'row')}"
            yield from (line for each in some for line in _told(each, named=len(shared) > 1))
            yield ""
    sure = sum(change.certain for change in found.changes)
    doubtful = len(found.changes) - sure
    perhaps = f", {doubtful} more perhaps" if doubtful else ""
    yield f"{count(sure, 'row')} changed{perhaps}, {count(found.unchanged, 'row')} the same in both."


def as_json(found: Difference) -> dict[str, Any]:
    """The same with all evidence, in the names of the GraphQL schema."""
    return {
        "of": found.before.values["of"].iri,
        "before": found.before.iri,
        "after": found.after.iri,
        "compared": found.compared,
        "complete": found.complete,
        "gaps": [{"kind": each.kind.value, "reason": each.reason} for each in found.lacks],
        "counts": {kind.value: found.counts[kind] for kind in ChangeKind} if found.compared else None,
        "certain": {kind.value: found.certain[kind] for kind in ChangeKind} if found.compared else None,
        "unchanged": found.unchanged if found.compared else None,
        "changes": [_change(each) for each in found.changes],
    }


def _told(change: Change, *, named: bool) -> Iterator[str]:
    """A row by its code and what happened to it, then a line for each side; ``named``: with what did it."""
    more = ", ".join(_HEADINGS[kind] for kind in change.kinds[1:])
    by = f"by {_makers(change.makers)}" if named else ""
    yield f"  {'  '.join(filter(None, (code_of(change.row), more, by)))}"
    for sign, row in (("-", change.before), ("+", change.after)):
        if row:
            yield f"    {sign} {printable(_said(change, row))}"


def _makers(versions: Sequence[Entity]) -> str:
    return f"{'one of ' if len(versions) > 1 else ''}{enumerated(map(_maker, versions))}"


def _said(change: Change, row: Entity) -> str:
    """The place, the name, and of the other things those that differ or that a tariff is read for."""
    told = [f"{_place(row)}{_scope(row)}:"]
    if ChangeKind.RECODED in change.kinds:
        told.append(code_of(row))
    told.append(" / ".join(names_of(row).values()))
    if row.type == "TariffLine":
        told.append(f"{row.values['price']:,} {row.values['currency'] or ''}".strip())
    return "  ".join(told)


def _scope(row: Entity) -> str:
    mode = row.values.get("admission")
    payers = [each.values["code"] for each in row.values["regimes"]] if row.type == "Listing" else []
    told = ", ".join(filter(None, (mode.values["code"] if mode else None, *payers)))
    return f" ({told})" if told else ""


def _place(row: Entity) -> str:
    """Where the row stands, by table and number."""
    number = row.values["table"].values["number"] if row.values["table"] else None
    parts = (f"table {number}" if number else "table", f"row {row.values['row']}" if row.values["row"] else "")
    return ", ".join(filter(None, parts))


def _maker(version: Entity) -> str:
    act: Entity | None = version.values["causedBy"]
    return act_name(act) if act else version.iri


def _change(change: Change) -> dict[str, Any]:
    return {
        "kinds": [kind.value for kind in change.kinds],
        "code": code_of(change.row),
        "certain": change.certain,
        "before": _row(change.before),
        "after": _row(change.after),
        "effect": change.effect.iri if change.effect else None,
        "madeByOneOf": [version.iri for version in change.makers],
    }


def _row(row: Entity | None) -> dict[str, Any] | None:
    if row is None:
        return None
    mode, price = row.values.get("admission"), row.values.get("price")
    tariff = {"price": str(price), "currency": row.values["currency"]} if price is not None else {}
    return {
        "iri": row.iri,
        "code": code_of(row),
        "row": row.values["row"],
        "admission": mode.values["code"] if mode else None,
        "regimes": [each.values["code"] for each in row.values["regimes"]],
        "names": dict(names_of(row)),
        **tariff,
        "evidence": [
            {
                "act": each.act.iri,
                "locator": each.locator,
                "quote": each.quote,
                "start": each.start,
                "end": each.end,
                "sha256": each.sha256,
                "basis": each.basis.value,
            }
            for each in row.evidence
        ],
    }
