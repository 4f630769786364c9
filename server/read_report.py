"""An act that was read, for people: what it prints and what was understood of it, in plain text."""

import textwrap
from collections.abc import Iterator, Sequence

from graph.act import Act, Appendix, Citation, Commencement, Effect, Point, Requisites, Row, Section, Table
from graph.act_json import iri_of
from graph.iri import Names
from server.diagnostic_text import describe_all, printable

_WIDTH = 110
_LABEL = 16
"""Columns of a label and its gap."""
_SHOWN_ROWS = 3
"""Rows of a section that are shown; the others are counted."""


def report(act: Act, names: Names) -> str:
    """The whole report; every line ends in a line feed. Of a text that was not read it says why, and no more."""
    parts = [_head(act, names), _points(act), _effects(act), _appendices(act), _mentions(act)] if act.language else []
    lines = [line for part in parts for line in part]
    lines += describe_all(act.diagnostics, act.source)
    return "".join(f"{printable(line)}\n" for line in lines)


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_on_hyphens=False,
    )


def _labelled(label: str, text: str | None) -> Iterator[str]:
    """A line such as ``signed by      …``; nothing where there is nothing to say."""
    if text:
        yield from _wrapped(text, f"  {label:<{_LABEL}}")


def _head(act: Act, names: Names) -> Iterator[str]:
    yield from _wrapped(act.title or "(no title)", "")
    yield ""
    for each in act.requisites:
        yield f"{each.kind} № {each.number} of {each.signed}"
        yield from _labelled("printed", f"{each.number_printed}")
        yield from _labelled("issuer", _issuer(each))
    if not act.requisites:
        yield "(no requisites: the act has no identity)"
    yield from _labelled("name", iri_of(act, names))
    registered = act.registration
    yield from _labelled(
        "registration", f"№ {registered.number} of {registered.date}" if registered else "none is printed"
    )
    yield from _labelled("enacting word", act.enacting_word or "none")
    yield from _labelled("in force", _commencement(act.commencement))
    for signatory in act.signatories:
        yield from _labelled("signed by", f"{signatory.name}, {signatory.position}")
    yield ""


def _issuer(each: Requisites) -> str:
    acting = ", an acting head signed" if each.acting else ""
    return f"{each.issuer or 'not known'}{acting}"


def _commencement(each: Commencement | None) -> str:
    if each is None or each.rule is None:
        return "unknown"
    words = [each.rule.replace("-", " ")]
    words += [f"{each.days} {each.day_kind} days"] if each.days else []
    words += [str(each.date)] if each.date else []
    words += [f"applies to relations arisen from {each.applies_from}"] if each.applies_from else []
    return f"{', '.join(words)} (point {each.point})"


def _points(act: Act) -> Iterator[str]:
    yield "Points"
    for point in act.points:
        yield from _point(point, f"{point.number}.", "  ")
    yield ""


def _point(point: Point, number: str, indent: str) -> Iterator[str]:
    for at, paragraph in enumerate(point.text.split("\n")):
        label = f"{number:<4}" if at == 0 else "    "
        yield from _wrapped(paragraph, f"{indent}{label}")
    for inner in point.points:
        yield from _point(inner, f"{inner.number})", f"{indent}    ")


def _effects(act: Act) -> Iterator[str]:
    if act.effects:
        yield "Effects"
    for each in act.effects:
        yield from _wrapped(
            f"{each.point}: {each.operation} of {each.element} in {_cited(each.target)}", "  ", "      "
        )
        yield from _labelled("    printed", f"{each.element_printed} … {each.verb}")
        yield from _labelled("    new text", _content(each))
    if act.effects:
        yield ""


def _content(each: Effect) -> str:
    if each.appendix is not None:
        return "the appendix below" if each.appendix == 0 else f"appendix {each.appendix + 1} below"
    return f"{_count(len(each.table.rows), 'row')} quoted in the point, below" if each.table else "missing"


def _cited(each: Citation) -> str:
    registered = f", registered № {each.registration}" if each.registration else ""
    return f"{each.kind} № {each.number} of {each.signed} by {each.issuer or 'an unknown body'}{registered}"


def _appendices(act: Act) -> Iterator[str]:
    for appendix in act.appendices:
        yield from _appendix(appendix)
    for effect in act.effects:
        if effect.table is not None:
            yield f"Rows quoted in {effect.point}"
            yield from _table(effect.table)


def _appendix(each: Appendix) -> Iterator[str]:
    number = f" {each.number}" if each.number else ""
    elsewhere = f", which becomes appendix {each.becomes.number} of {_cited(each.becomes.act)}" if each.becomes else ""
    yield from _wrapped(f"Appendix{number}{elsewhere}", "", "  ")
    yield from _wrapped(each.title or "(no title)", "  ")
    yield ""
    for table in each.tables:
        yield from _table(table)


def _table(each: Table) -> Iterator[str]:
    number = f"Table {each.number}" if each.number else "Table"
    yield f"  {number}: {_count(len(each.rows), 'row')}"
    if each.caption:
        yield from _wrapped(each.caption, "    ")
    if each.columns:
        yield f"    columns: {' | '.join(each.columns)}"
    for at, section in enumerate(each.sections):
        yield from _section(section, [row for row in each.rows if row.section == at])
    yield ""


def _section(section: Section, rows: Sequence[Row]) -> Iterator[str]:
    if section.heading:
        yield from _wrapped(section.heading, "    ── ", "       ")
    inferred = f", {' and '.join(section.inferred)} inferred" if section.inferred else ""
    doubt = "" if section.understood else ", not understood in full"
    scope = " and ".join(section.regimes) or "no regime"
    yield f"    {scope}, {section.admission or 'no admission mode'}{inferred}{doubt}: {_count(len(rows), 'row')}"
    for row in rows[:_SHOWN_ROWS]:
        yield from _row(row)
    if len(rows) > _SHOWN_ROWS:
        yield f"      … {len(rows) - _SHOWN_ROWS} more, to {rows[-1].number or rows[-1].code or 'one without a number'}"


def _row(row: Row) -> Iterator[str]:
    printed = f"({row.code_printed})" if row.code_printed else ""
    label = f"      {row.number or '–':>6}  {row.code or printed:<11}  "
    marks = f"  [{', '.join(row.repaired)}]" if row.repaired else ""
    prices = "".join(f"  = {price.amount if price.amount is not None else '?'}" for price in row.prices)
    yield from _wrapped(f"{row.name}{prices}{marks}", label)


def _mentions(act: Act) -> Iterator[str]:
    if act.citations:
        yield "Cites"
    for each in act.citations:
        line, _ = act.source.place(each.span.start)
        yield f"  line {line}: {_cited(each)}"
    for note in act.notes:
        yield from _wrapped(f"Publisher's note: {note.text}", "", "  ")
    if act.citations or act.notes:
        yield ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
