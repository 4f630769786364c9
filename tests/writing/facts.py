"""What a plan must be read as, in the shape of ``qamtu read --json``; and where a reading differs."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.writing.draft import Block, annex_title, draft, quotation
from tests.writing.plan import (
    AddPoint,
    AddRows,
    Annex,
    Exclude,
    Footnote,
    Force,
    Group,
    Line,
    Plan,
    Reference,
    Replace,
    Restate,
    Reword,
    Scope,
    Sheet,
)
from tests.writing.wording import Wording, wording

Facts = dict[str, Any]
_QUOTES = str.maketrans("«»„“”", '"' * 5)


def facts_of(plan: Plan, language: str, form: str) -> Facts:
    """The facts of a text. What a form does not print is no fact of it; a key that is missing here is not compared."""
    words = wording(language)
    inline = [change.sheet for each in plan.changed for change in each.changes if isinstance(change, AddRows)]
    named = form != "markdown" or bool(plan.annexes)
    return {
        "source": {"language": language},
        "kind": "order" if named else None,
        "title": words.title(plan),
        "requisites": [_requisites(plan.act)] if named else [],
        "registration": _registration(plan.act) if form != "markdown" else None,
        "enacting_word": words.words["enacting"],
        "points": list(_points(plan, words)),
        "commencement": _force(plan.force),
        "signatories": [_signatory(plan, words)],
        "appendices": [
            *(_annex(plan, annex, words) for annex in plan.annexes),
            *({"title": None, "number": None, "tables": [_table(sheet, words)]} for sheet in inline),
        ],
        "effects": list(_effects(plan, words)),
        "notes": [*_warnings(plan), *(_note(note) for note in plan.notes)],
    }


def citations_of(plan: Plan) -> set[tuple[str, str, str, str | None]]:
    """Every act that the text mentions with its registration or without: issuer, day, number, registration."""
    acts = [each.target for each in plan.changed] + list(plan.repealed)
    if plan.suspended:
        acts.append(plan.suspended[0])
    return {(act.issuer, act.day.isoformat(), act.number, act.registration) for act in acts}


def differences(expected: Any, found: Any, path: str = "") -> Iterator[str]:
    """Every place where a reading is not as expected. Keys that are not expected are not compared."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from differences(value, found.get(key, "(no such key)"), f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{path}: {len(expected)} expected, {len(found)} found"
        for at, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(one, other, f"{path}[{at}]")
    elif _plain(expected) != _plain(found):
        yield f"{path}: expected {expected!r}, found {found!r}"


def _plain(value: object) -> object:
    """Text with one kind of quotation marks and single spaces."""
    return " ".join(value.translate(_QUOTES).split()) if isinstance(value, str) else value


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _requisites(act: Reference) -> Facts:
    return {"issuer": act.issuer, "acting": act.acting, "signed": _day(act.day), "number": act.number, "kind": "order"}


def _registration(act: Reference) -> Facts | None:
    return {"number": act.registration, "date": _day(act.registered)} if act.registration else None


def _points(plan: Plan, words: Wording) -> Iterator[Facts]:
    """Points as the draft numbers them; what a change quotes is no text of its point."""
    points: list[Facts] = []
    for block in draft(plan, words):
        if not isinstance(block, Block) or block.kind == "signature":
            if isinstance(block, Block):
                break
            continue
        number, _, text = block.text.partition(" ")
        if block.kind != "paragraph" or (not points and block.anchor is None):
            continue
        if block.anchor:
            points.append({"number": number.rstrip("."), "text": text, "points": []})
        elif block.quoted:
            continue
        elif block.level == 1:
            points[-1]["points"].append({"number": number, "text": text, "points": []})
        else:
            last = points[-1]["points"][-1] if points[-1]["points"] else points[-1]
            last["text"] = f"{last['text']}\n{block.text}"
    yield from points


def _force(force: Force) -> Facts:
    kind = "calendar" if force.days else None
    applies = _day(force.applies_from)
    return {"rule": force.rule, "days": force.days, "day_kind": kind, "date": _day(force.date), "applies_from": applies}


def _signatory(plan: Plan, words: Wording) -> Facts:
    return {
        "name": words.person(plan.signatory),
        "position": words.issuer(plan.act, "office"),
        "acting": plan.act.acting,
    }


# Appendices


def _annex(plan: Plan, annex: Annex, words: Wording) -> Facts:
    becomes = None
    if annex.becomes:
        act, number = annex.becomes
        becomes = {"act": {"issuer": act.issuer, "number": act.number, "date": _day(act.day)}, "appendix": number}
    own = {
        "act": {"issuer": plan.act.issuer, "number": plan.act.number, "date": _day(plan.act.day)},
        "appendix": annex.number,
    }
    return {
        "number": annex.number,
        "header": own,
        "becomes": becomes,
        "title": annex_title(annex, words),
        "points": [{"number": str(at), "text": f"{words.sentence(each)}."} for at, each in enumerate(annex.rules, 1)]
        if not annex.repealed
        else [{"number": str(at)} for at, _ in enumerate(annex.repealed, 1)],
        "tables": [_table(sheet, words) for sheet in annex.sheets],
    }


def _table(sheet: Sheet, words: Wording) -> Facts:
    groups = list(zip(sheet.groups, sheet.scopes, strict=True))
    return {
        "number": sheet.number,
        "caption": words.caption(sheet) if sheet.number else None,
        "sections": [_section(group, scope, words) for group, scope in groups],
        "rows": [_row(line, at, words) for at, (group, _) in enumerate(groups) for line in group.lines],
    }


def _section(group: Group, scope: Scope, words: Wording) -> Facts:
    heading = words.heading(group, scope) if group.headed else None
    return {
        "heading": f"{group.code} {heading}" if group.code else heading,
        "code": group.code,
        "admission": scope.admission,
        "regimes": list(scope.regimes),
        "restarts_numbering": group.restarts,
    }


def _row(line: Line, section: int, words: Wording) -> Facts:
    prices = (("price", line.price), ("coefficient-home", line.home), ("coefficient-remote", line.remote))
    unit = words.measure(line.measure) if line.measure is not None else words.unit(line.name)
    return {
        "number": line.number,
        "section": section,
        "code": line.code,
        "code_printed": line.code,
        "name": words.name(line.name),
        "unit": unit,
        "prices": [{"role": role, "amount": _amount(value)} for role, value in prices if value is not None],
    }


def _amount(value: Decimal) -> str:
    return str(value)


# Effects and notes


def _effects(plan: Plan, words: Wording) -> Iterator[Facts]:
    several = plan.kind == "omnibus"
    for at, changes in enumerate(plan.changed, 1):
        by = f"point 1 subpoint {at}" if several else "point 1"
        for change in changes.changes:
            yield {**_effect(change, words), "by": by} | {"target": _target(plan, changes.target, change)}
    for act in plan.repealed:
        yield {"operation": "repeal", "scope": "act", "target": {"act": _act(act), "element": None}, "content": None}
    if plan.suspended:
        act, until = plan.suspended
        target = {"act": _act(act), "element": None}
        yield {"operation": "suspension", "scope": "act", "target": target, "content": None, "until": _day(until)}


def _effect(change: object, words: Wording) -> Facts:
    match change:
        case Reword(annex):
            return {"operation": "substitution", "scope": "element", "content": {"appendix": annex}}
        case Restate():
            return {"operation": "substitution", "scope": "element", "content": {"text": quotation(change, words)}}
        case AddRows(sheet):
            rows = [_row(line, 0, words) for line in sheet.lines]
            return {"operation": "insertion", "scope": "rows", "content": {"rows": rows}}
        case AddPoint():
            return {"operation": "insertion", "scope": "element", "content": {"text": quotation(change, words)}}
        case Replace(_, old, new):
            content = {"old": words.phrase(old), "new": words.phrase(new)}
            return {"operation": "replacement", "scope": "words", "content": content}
        case _:
            return {"operation": "repeal", "scope": "element", "content": None}


def _target(plan: Plan, target: Reference, change: object) -> Facts:
    return {"act": _act(target), "element": _element(plan, change)}


def _element(plan: Plan, change: object) -> str | None:
    match change:
        case Reword(annex):
            becomes = plan.annexes[annex].becomes
            return f"appendix {becomes[1]}" if becomes else None
        case Restate(point, subpoint, _) if subpoint:
            return f"point {point} subpoint {subpoint}"
        case AddRows(sheet):
            return "rows " + ", ".join(line.number for line in sheet.lines)
        case Restate(point) | AddPoint(point) | Replace(point) | Exclude(point):
            return f"point {point}"
        case _:
            return None


def _act(act: Reference) -> Facts:
    return {
        "issuer": act.issuer, "acting": act.acting, "date": _day(act.day), "number": act.number,
        "registration": act.registration, "kind": "order",
    }  # fmt: skip


def _warnings(plan: Plan) -> Iterator[Facts]:
    if plan.warned:
        yield {"by": "publisher"}


def _note(note: Footnote) -> Facts:
    return {
        "element": f"appendix {note.appendix}" if note.appendix else "preamble",
        "amendments": [
            {
                "effect": note.effect,
                "act": {
                    "issuer": each.act.issuer,
                    "acting": each.act.acting,
                    "date": _day(each.act.day),
                    "number": each.act.number,
                },
                "inherited": each.inherited,
                "commencement": {key: value for key, value in _force(each.force).items() if key != "applies_from"},
            }
            for each in note.chain
        ],
    }
