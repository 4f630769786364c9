"""A row of a table: its code, its name, its prices, and what may be wrong with them."""

import re
from collections.abc import Iterator, Sequence

from graph.act import Cell, Price, Row
from graph.layout.line import Line, printed_span
from graph.layout.text import Text, has_letter_spacing, join
from graph.reading.lexicon import Lexicon
from graph.reading.marks import is_balanced
from graph.reading.report import Report
from graph.source import Span
from graph.tables.amount import Amount, AmountError, read_amount
from graph.tables.draft import Draft, has_letters, pieces_of
from graph.tables.printed_code import PrintedCode, read_code

_BEGINS_INSIDE = re.compile(r"[).,;:]|[0-9]+(?![\w-])")
"""Punctuation, or digits that a break may have parted from the code."""


def read_row(draft: Draft, section: int, roles: Sequence[str], lexicon: Lexicon, report: Report) -> Row:
    """Read a row. ``roles`` are what its columns hold: number, code, name, price."""
    code = read_code(draft.code.value, lexicon.codes)
    _check_code(code, draft, report)
    name = join([line.text for line in draft.name])
    _check_name(draft, name, lexicon, report)
    amounts = [_amount(line.text.strip(), draft, code, report) for line in draft.amounts]
    unit = lexicon.grammar.first("unit", name.value) if "price" in roles else None
    spans = tuple(pieces_of(draft.lines, report.source))
    return Row(
        draft.number.value,
        section,
        code.code,
        code.printed,
        code.system,
        name.value,
        unit[1]["unit"] if unit else None,
        tuple(_prices(draft, amounts, roles, report)),
        tuple(_cells(draft, roles, report)),
        tuple(_repairs(draft, code, amounts)),
        "\n".join(report.source.quote(span) for span in spans),
        spans,
    )


def _check_code(code: PrintedCode, draft: Draft, report: Report) -> None:
    span = draft.code.span()
    if code.homoglyphs:
        report.add(
            "KZ-CODE-002",
            f"the code of row {draft.number.value} has letters of another alphabet",
            span,
            found=f"{code.printed} with {', '.join(code.homoglyphs)}",
            expected=code.code,
            action=f"read as {code.code}",
        )
    elif code.code is None:
        advice = f"did you mean {code.suggestion}?" if code.suggestion else None
        report.add("KZ-CODE-001", f"the code of row {draft.number.value} is no code", span, help=advice)


def _check_name(draft: Draft, name: Text, lexicon: Lexicon, report: Report) -> None:
    where = f"row {draft.number.value}"
    if not has_letters(name.value):
        report.add("KZ-ROW-002", f"{where} has no name", printed_span(draft.lines))
        return
    span = name.span()
    if not is_balanced(name.value):
        report.add("KZ-ROW-003", f"the name of {where} has a bracket or a quotation mark without its pair", span)
    if name.value[0].islower() or _BEGINS_INSIDE.match(name.value):
        report.add("KZ-ROW-004", f"the name of {where} begins in the middle", span)
    if draft.name[-1].open_ended or name.value[-1] in ",;:(/-–":
        report.add("KZ-ROW-006", f"the name of {where} ends as if it went on", span)
    if any(read_code(word, lexicon.codes).code for word in name.value.split() if "." in word):
        report.add("KZ-ROW-009", f"the name of {where} holds a code", span)
    for before, line in zip(draft.name, draft.name[1:], strict=False):
        _check_break(before, line, where, report)


def _check_break(before: Line, line: Line, where: str, report: Report) -> None:
    """A new line that begins like a new name, where nothing says that the line before goes on."""
    ended = not before.open_ended and not before.text.value.endswith(("/", "(", "-", ","))
    printed = line.text.value.strip()
    if ended and printed[0].isupper() and printed[1:2].islower():
        report.add("KZ-ROW-005", f"{where} may hold two blocks of text", line.text.strip().span())


def _amount(text: Text, draft: Draft, code: PrintedCode, report: Report) -> Amount | None:
    try:
        return read_amount(text.value)
    except AmountError as error:
        key = "KZ-AMT-002" if error.ambiguous else "KZ-AMT-001"
        what = "can be read in two ways" if error.ambiguous else "is no amount"
        message = f"the amount of row {draft.number.value} {what}"
        report.add(key, message, text.span(), action=f"{code.printed} has no price")
        return None


def _prices(draft: Draft, amounts: Sequence[Amount | None], roles: Sequence[str], report: Report) -> Iterator[Price]:
    if "price" in roles and not amounts:
        report.add("KZ-AMT-003", f"row {draft.number.value} prints no amount", printed_span(draft.lines))
    for line, amount in zip(draft.amounts, amounts, strict=True):
        span = line.text.strip().span()
        yield Price("price", amount.value if amount else None, report.source.quote(span), span)


def _repairs(draft: Draft, code: PrintedCode, amounts: Sequence[Amount | None]) -> Iterator[str]:
    if has_letter_spacing(line.text for line in draft.name):
        yield "letter-spacing"
    if draft.page_break:
        yield "page-break"
    if code.homoglyphs:
        yield "homoglyph"
    if any(amount is not None and amount.repaired for amount in amounts):
        yield "amount-spacing"


def _cells(draft: Draft, roles: Sequence[str], report: Report) -> Iterator[Cell]:
    """What each column prints, in the order of the columns."""
    printed: dict[str, list[Span]] = {
        "number": [draft.number.span()],
        "code": [draft.code.span()],
        "name": pieces_of(draft.name, report.source),
        "price": [line.text.strip().span() for line in draft.amounts],
    }
    for column, role in enumerate(roles):
        for span in printed.get(role, ()):
            yield Cell(column, report.source.quote(span), span)
