"""A row of a drawn table: its number, code, name, amounts and cells, and what may be wrong with them."""

from collections.abc import Iterator, Sequence

from graph.act import Cell, Price, Row
from graph.codes import NATIONAL, TARIFF
from graph.layout.text import Text, squeeze
from graph.reading.lexicon import Lexicon
from graph.reading.marks import is_balanced
from graph.reading.report import Report
from graph.source import Source, Span
from graph.tables.amount import Amount, AmountError, prints_none, read_amount, read_coefficient
from graph.tables.column import Column
from graph.tables.columns import Head
from graph.tables.draft import has_letters
from graph.tables.grid_rows import AMOUNTS, Entry

_HELD = frozenset({NATIONAL, TARIFF})
"""Systems of which every code makes a fact: a damaged one is an error."""


def read_grid_row(entry: Entry, section: int, head: Head, lexicon: Lexicon, report: Report) -> Row:
    """Read a row. A cell that spans several rows counts for each of them."""
    held = is_held(head)
    name = _name(entry, head, lexicon, report)
    if not entry.total and not entry.merged and not _is_bare(entry, head):
        _check_code(entry, head, report, held=held)
        if held:
            _check_name(entry, name, report)
    amounts = list(_amounts(entry, head, lexicon, report, held=held))
    prices = tuple(price for price, _ in amounts)
    if TARIFF in _systems(head) and not _is_bare(entry, head):
        _check_prices(entry, prices, head, report)
    code = entry.code
    known = code if code is not None and code.system is not None else None
    spans = tuple(cell.span for cell in entry.cells)
    return Row(
        entry.number,
        section,
        known.code if known else None,
        code.printed if code else None,
        known.system if known else None,
        name.value if name else "",
        _unit(entry, name, head, lexicon),
        prices,
        tuple(_cells(entry, report.source)),
        tuple(_repairs(entry, [amount for _, amount in amounts])),
        "\n".join(report.source.quote(span) for span in spans),
        spans,
    )


def _name(entry: Entry, head: Head, lexicon: Lexicon, report: Report) -> Text | None:
    """The name; none where the publisher prints in its place which act took the row out."""
    name = entry.text(head.place("name"))
    if name is None or lexicon.grammar.first("removed", name.value) is None:
        return name
    message = f"{where(entry)} was taken out, as the publisher says"
    report.add("KZ-TXT-002", message, entry.span, action="kept as cells, without a name")
    return None


def _systems(head: Head) -> tuple[str, ...]:
    place = head.place("code")
    return head.columns[place].systems if place is not None else ()


def is_held(head: Head) -> bool:
    """Whether every code of the table makes a fact."""
    systems = _systems(head)
    return bool(systems) and _HELD.issuperset(systems)


def where(entry: Entry) -> str:
    """A row as a reader finds it: by its number or, failing that, its code."""
    if entry.number is not None:
        return f"row {entry.number}"
    return f"the row of {entry.code.printed}" if entry.code else "a row without a number"


def _is_bare(entry: Entry, head: Head) -> bool:
    """Whether a numbered row of a list of prices prints a name alone: it heads the rows below it."""
    name = head.place("name")
    if entry.code is not None or name is None or not head.places("price"):
        return False
    printed = {cell.span for cell in entry.cells}
    return printed == {cell_span(entry, place) for place in (head.place("number"), name) if entry.text(place)}


def _check_code(entry: Entry, head: Head, report: Report, *, held: bool) -> None:
    place = head.place("code")
    if place is None:
        return
    text, code = entry.text(place), entry.code
    if code is None or text is None:
        if held:
            report.add("KZ-CODE-001", f"{where(entry)} prints no code", entry.span, found="no code")
    elif code.homoglyphs:
        found = f"{code.printed} with {', '.join(code.homoglyphs)}"
        message = f"the code of {where(entry)} has letters of another alphabet"
        report.add("KZ-CODE-002", message, text.span(), found=found, expected=code.code, action=f"read as {code.code}")
    elif code.names_group_alone and any(entry.text(place) for place in head.places("price")):
        report.add("KZ-CODE-001", f"{where(entry)} prices a group of codes", text.span())
    elif code.code is None and held:
        advice = f"did you mean {code.suggestion}?" if code.suggestion else None
        what = "several codes" if code.several else "no code"
        report.add("KZ-CODE-001", f"the code of {where(entry)} is {what}", text.span(), help=advice)
    elif code.code is None:
        what = "several codes, or a range" if code.several else "no code of its system"
        report.add("KZ-CODE-004", f"{where(entry)} prints {what}", text.span(), action="kept as printed")


def _check_name(entry: Entry, name: Text | None, report: Report) -> None:
    """The checks of a row whose name becomes that of a listing or a tariff line."""
    if name is None or not has_letters(name.value):
        report.add("KZ-ROW-002", f"{where(entry)} has no name", entry.span)
    elif not is_balanced(name.value):
        message = f"the name of {where(entry)} has a bracket or a quotation mark without its pair"
        report.add("KZ-ROW-003", message, name.span())
    elif name.value[-1] in ",;:(/-–":
        report.add("KZ-ROW-006", f"the name of {where(entry)} ends as if it went on", name.span())


def _amounts(
    entry: Entry, head: Head, lexicon: Lexicon, report: Report, *, held: bool
) -> Iterator[tuple[Price, Amount | None]]:
    """What the columns of amounts print; a dash or a footnote mark alone prints none."""
    if entry.total or entry.merged:
        return
    for place in head.places(*AMOUNTS):
        text, column = entry.text(place), head.columns[place]
        if text is None or prints_none(text.value):
            continue
        if not any(letter.isdigit() for letter in text.value) and not held:
            report.add("KZ-AMT-004", f"{where(entry)} prints words for an amount", text.span(), action="kept as text")
            continue
        bare, currency, currency_span = _without_currency(text, column, lexicon)
        amount = _amount(bare, column.role, entry, report)
        span = text.span()
        value, quote = amount.value if amount else None, report.source.quote(span)
        yield Price(column.role, value, quote, span, place, currency, currency_span), amount


def _without_currency(text: Text, column: Column, lexicon: Lexicon) -> tuple[Text, str | None, Span | None]:
    """An amount without the currency that the cell prints after it; else that of the heading."""
    found = lexicon.grammar.first("currency", text.value) if column.role == "price" else None
    if found is None or text.value[found[1].end() :].strip(" ."):
        return text, column.currency, column.currency_span
    return text[: found[1].start()].strip(), found[0].name, text.group(found[1], "words").span()


def _amount(text: Text, role: str, entry: Entry, report: Report) -> Amount | None:
    """An amount, or None and a diagnostic. Numbers on two lines of a cell are never one amount."""
    key, what = "KZ-AMT-001", "is several amounts"
    if not _on_two_lines(text, report.source):
        try:
            return read_amount(text.value) if role == "price" else read_coefficient(text.value)
        except AmountError as error:
            key = "KZ-AMT-002" if error.ambiguous else "KZ-AMT-001"
            what = "can be read in two ways" if error.ambiguous else what if error.several else "is no amount"
    report.add(key, f"the {role} of {where(entry)} {what}", text.span(), action="not published")
    return None


def _on_two_lines(text: Text, source: Source) -> bool:
    """Whether a line break or another mark stands inside the digits of an amount."""
    at = [offset for letter, offset in zip(text.value, text.offsets, strict=True) if letter.isdigit()]
    between = source.text[at[0] : at[-1]] if at else ""
    return "\n" in between or "<" in between


def _check_prices(entry: Entry, prices: Sequence[Price], head: Head, report: Report) -> None:
    """A service has a price; a group of services, a sum, and a cell with a dash have none."""
    places = head.places("price")
    if not places or entry.total or entry.merged or any(price.role == "price" for price in prices):
        return
    if entry.code is not None and entry.code.group:
        return
    if not any(entry.text(place) for place in places):
        report.add("KZ-AMT-003", f"{where(entry)} prints no amount", entry.span, found="no amount")


def _unit(entry: Entry, name: Text | None, head: Head, lexicon: Lexicon) -> str | None:
    """The unit: of its own column or, in a table of prices, at the end of the name."""
    if text := entry.text(head.place("unit")):
        return text.value
    found = lexicon.grammar.first("unit", name.value) if name and head.places("price") else None
    return found[1]["unit"] if found else None


def _cells(entry: Entry, source: Source) -> Iterator[Cell]:
    """Every cell once, in its first column, verbatim."""
    return (Cell(cell.place, source.quote(cell.span), cell.span) for cell in entry.cells)


def _repairs(entry: Entry, amounts: Sequence[Amount | None]) -> Iterator[str]:
    if entry.code is not None and entry.code.homoglyphs:
        yield "homoglyph"
    if any(amount is not None and amount.repaired for amount in amounts):
        yield "amount-spacing"


def cell_span(entry: Entry, place: int | None) -> Span:
    """Where a column of the row is printed; the row itself where it prints nothing there."""
    text = entry.text(place)
    return squeeze(text).span() if text else entry.span
