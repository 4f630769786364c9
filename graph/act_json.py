"""An act as JSON: what ``qamtu read FILE --json`` prints, and what other tools rely on.

Keys may be added, none renamed and none left out: where the text says nothing stands ``None`` or an empty list.
"""

from graph.act import (
    Act,
    Amendment,
    Appendix,
    Citation,
    Commencement,
    Effect,
    Header,
    Inner,
    Note,
    Point,
    Price,
    Registration,
    Requisites,
    Row,
    Section,
    Signatory,
    Table,
    Wording,
)
from graph.diagnostic import Diagnostic
from graph.iri import Names
from graph.source import Span

Json = dict[str, object]


def as_json(act: Act, names: Names) -> Json:
    """The whole reading: strings, numbers, lists and dictionaries only. IRIs are minted by ``names``."""
    tables = [*(effect.table for effect in act.effects if effect.table is not None), *act.tables]
    inline = [_inline_appendix(table) for table in tables]
    return {
        "source": {
            "file": act.source.name,
            "sha256": act.source.sha256,
            "language": act.language,
            "characters": len(act.source.text),
        },
        "iri": iri_of(act, names),
        "kind": act.kind,
        "title": act.title,
        "title_span": _span(act.title_span),
        "requisites": [_requisites(each) for each in act.requisites],
        "registration": _registration(act.registration),
        "preamble": {"text": act.preamble.text, "span": _span(act.preamble.span)} if act.preamble else None,
        "enacting_word": act.enacting_word,
        "points": [_point(each, each.number) for each in act.points],
        "commencement": _commencement(act.commencement),
        "signatories": [_signatory(each) for each in act.signatories],
        "appendices": [*(_appendix(each) for each in act.appendices), *inline],
        "effects": [_effect(each) for each in act.effects],
        "citations": [_citation(each) for each in act.citations],
        "notes": [_note(each) for each in act.notes],
        "diagnostics": [diagnostic_json(each) for each in act.diagnostics],
    }


def iri_of(act: Act, names: Names) -> str | None:
    """The name of the act; None where its identity is not known in full."""
    for each in act.requisites:
        if each.issuer is not None:
            return names.act(each.issuer, each.kind, each.signed, each.number)
    return None


def unread_json(diagnostic: Diagnostic) -> Json:
    """The same object for a file that could not be decoded: it says nothing but why."""
    keys = [
        "source",
        "iri",
        "kind",
        "title",
        "title_span",
        "requisites",
        "registration",
        "preamble",
        "enacting_word",
        "points",
        "commencement",
        "signatories",
        "appendices",
        "effects",
        "citations",
        "notes",
    ]
    lists = {"requisites", "points", "signatories", "appendices", "effects", "citations", "notes"}
    empty: Json = {key: [] if key in lists else None for key in keys}
    source = {"file": diagnostic.file, "sha256": None, "language": None, "characters": None}
    return {**empty, "source": source, "diagnostics": [diagnostic_json(diagnostic)]}


def diagnostic_json(each: Diagnostic) -> Json:
    """A diagnostic with its place; what its problem leaves open comes from its rule."""
    return {
        "code": each.problem.code,
        "severity": each.severity.value,
        "message": each.problem.message,
        "line": each.line,
        "column": each.column,
        "span": [each.start, each.end],
        "found": each.problem.found,
        "expected": each.problem.expected or each.rule.expected,
        "action": each.problem.action,
        "help": each.problem.help or each.rule.help,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _requisites(each: Requisites) -> Json:
    return {
        "issuer": each.issuer,
        "acting": each.acting,
        "signed": each.signed.isoformat(),
        "number": each.number,
        "number_printed": each.number_printed,
        "kind": each.kind,
        "printed_in": each.printed_in,
        "span": _span(each.span),
    }


def _registration(each: Registration | None) -> Json | None:
    if each is None:
        return None
    day = each.date and each.date.isoformat()
    return {"number": each.number, "date": day, "printed_in": each.printed_in, "span": _span(each.span)}


def _point(each: Point, number: str) -> Json:
    """A point; subpoints are numbered ``1)``."""
    return {
        "number": number,
        "text": each.text,
        "points": [_point(inner, f"{inner.number})") for inner in each.points],
        "repaired": list(each.repaired),
        "span": _span(each.span),
    }


def _commencement(each: Commencement | None) -> Json | None:
    if each is None:
        return None
    return {
        "rule": each.rule,
        "days": each.days,
        "day_kind": each.day_kind,
        "date": each.date and each.date.isoformat(),
        "applies_from": each.applies_from and each.applies_from.isoformat(),
        "until": each.until and each.until.isoformat(),
        "point": each.point,
        "exceptions": [
            {"element": other.element, "commencement": _commencement(other.commencement)} for other in each.exceptions
        ],
        "span": _span(each.span),
    }


def _signatory(each: Signatory) -> Json:
    return {
        "name": each.name,
        "position": each.position,
        "acting": each.acting,
        "agreed": each.agreed,
        "span": _span(each.span),
    }


def _appendix(each: Appendix) -> Json:
    return {
        "number": each.number,
        "header": _header(each.own),
        "becomes": _becomes(each.becomes),
        "title": each.title,
        "span": _span(each.span),
        "points": [_point(point, point.number) for point in each.points],
        "inner": [_inner(other) for other in each.inner],
        "chapters": [{"text": words.text, "span": _span(words.span)} for words in each.chapters],
        "prose": [{"text": words.text, "span": _span(words.span)} for words in each.prose],
        "tables": [_table(table) for table in each.tables],
    }


def _inner(each: Inner) -> Json:
    return {
        "number": each.number,
        "header": each.header.text,
        "title": _words(each.title),
        "points": [_point(point, point.number) for point in each.points],
        "span": _span(each.header.span),
    }


def _inline_appendix(table: Table) -> Json:
    """A table printed inside a point."""
    return _appendix(Appendix(None, None, None, None, None, (table,), table.span))


def _header(each: Header | None) -> Json | None:
    """The header that names this act."""
    if each is None:
        return None
    return {"act": _mention(each.act), "appendix": each.number, "approval": each.approval, "span": _span(each.span)}


def _becomes(each: Header | None) -> Json | None:
    if each is None:
        return None
    act = {"issuer": each.act.issuer, "number": each.act.number, "date": _day(each.act)}
    return {"act": act, "appendix": each.number}


def _table(each: Table) -> Json:
    return {
        "number": each.number,
        "caption": each.caption,
        "caption_span": _span(each.caption_span),
        "columns": list(each.columns),
        "sections": [_section(section) for section in each.sections],
        "rows": [_row(row) for row in each.rows],
        "span": _span(each.span),
    }


def _section(each: Section) -> Json:
    return {
        "heading": each.heading,
        "code": each.code,
        "admission": each.admission,
        "regimes": list(each.regimes),
        "inferred": list(each.inferred),
        "inherited": list(each.inherited),
        "understood": each.understood,
        "restarts_numbering": each.restarts_numbering,
        "span": _span(each.span),
    }


def _row(each: Row) -> Json:
    return {
        "number": each.number,
        "section": each.section,
        "code": each.code,
        "code_printed": each.code_printed,
        "system": each.system,
        "name": each.name,
        "unit": each.unit,
        "prices": [_price(price) for price in each.prices],
        "cells": [{"column": cell.column, "text": cell.text, "span": _span(cell.span)} for cell in each.cells],
        "repaired": list(each.repaired),
        "quote": each.quote,
        "spans": [_span(span) for span in each.spans],
    }


def _price(each: Price) -> Json:
    """A price. A currency that the text does not print is no part of the reading."""
    return {
        "role": each.role,
        "amount": None if each.amount is None else str(each.amount),
        "amount_printed": each.amount_printed,
        "column": each.column,
        "currency": each.currency,
        "currency_span": _span(each.currency_span),
        "span": _span(each.span),
    }


def _effect(each: Effect) -> Json:
    return {
        "operation": each.operation,
        "scope": each.scope,
        "verb": each.verb,
        "by": each.point,
        "target": {
            "act": _mention(each.target),
            "element": each.element,
            "element_printed": each.element_printed,
            "container": each.container,
        },
        "content": _content(each),
        "since": each.since and each.since.isoformat(),
        "until": each.until and each.until.isoformat(),
        "span": _span(each.span),
    }


def _content(each: Effect) -> Json | None:
    """The new text: an appendix of this act by its place in ``appendices``, rows, words for words, or a text."""
    if each.appendix is not None:
        return {"appendix": each.appendix}
    if each.table is not None:
        return {"rows": [_row(row) for row in each.table.rows]}
    if each.old is not None:
        return {"old": _words(each.old), "new": _words(each.new)}
    if each.new is None:
        return None
    after: Json = {"after": each.after.text} if each.after else {}
    return {**after, "text": each.new.text, "span": _span(each.new.span)}


def _words(each: Wording | None) -> str | None:
    return each.text if each else None


def _mention(each: Citation) -> Json:
    return {
        "title": each.title,
        "issuer": each.issuer,
        "acting": each.acting,
        "kind": each.kind,
        "date": _day(each),
        "number": each.number,
        "registration": each.registration,
        **({"also": [_mention(other) for other in each.also]} if each.also else {}),
    }


def _day(each: Citation) -> str | None:
    return each.signed.isoformat() if each.signed else None


def _citation(each: Citation) -> Json:
    return {**_mention(each), "element": each.element, "alias": each.alias, "span": _span(each.span)}


def _note(each: Note) -> Json:
    return {
        "text": each.text,
        "by": "publisher",
        "element": each.element,
        "amendments": [_amendment(item) for item in each.amendments],
        "span": _span(each.span),
    }


def _amendment(each: Amendment) -> Json:
    return {
        "effect": each.effect,
        "act": _mention(each.act),
        "inherited": each.inherited,
        "commencement": _commencement(each.commencement),
        "span": _span(each.span),
    }
