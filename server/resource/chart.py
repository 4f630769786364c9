"""A timeline for readers: a table of what counts from when to when and why, and the picture of it.

The picture says nothing that the table does not say.
"""

from collections.abc import Iterator

from graph.history.ending import Bound
from graph.history.timeline import Span, Timeline
from graph.stores.entity import Entity, linked
from graph.vocabulary import TERMS
from server.resource.lanes import Words, make_axis, make_lanes, marks_of
from server.resource.model import Chart, Grid, GridRow, Value
from server.resource.naming import Naming
from server.resource.words import term_name, word

ENDERS = 3
"""Acts that are named of those that may bring an end."""

_PUBLICATION = "publication"
"""What the names of rules have in them that count from the day of publication."""


def make_chart(line: Timeline, page: Entity, naming: Naming) -> Chart | None:
    """The timeline of a page's thing; None where it has no span."""
    if not line.spans:
        return None
    grid = _grid(line, page, naming)
    axis = make_axis(line.spans)
    if axis is None:
        return Chart(grid, (), (), 0, ())
    lanes, height = make_lanes(line.spans, [_words(each, page, naming) for each in line.spans], axis)
    return Chart(grid, axis.ticks, lanes, height, tuple(marks_of(lanes)))


def _grid(line: Timeline, page: Entity, naming: Naming) -> Grid:
    language = naming.language
    columns = (
        word("where", language),
        word("content", language),
        word("begins", language),
        f"{word('ends', language)} ({word('day-not-included', language)})",
        term_name("appliesFrom", language),
        word("why", language),
        term_name("causedBy", language),
    )
    rows = [(_what(each, naming), _cells(each, page, naming)) for each in line.spans]
    told = [at for at in range(len(columns)) if any(cells[at] for _, cells in rows)]
    shown = tuple(GridRow(what, tuple(cells[at] for at in told)) for what, cells in rows)
    heads = (word("what", language), *(columns[at] for at in told))
    return Grid("in-time", word("in-time", language), heads, shown, line.left_out)


def _cells(span: Span, page: Entity, naming: Naming) -> tuple[tuple[Value, ...], ...]:
    applies = (Value(str(span.applies_from)),) if span.applies_from else ()
    return (
        tuple(_where(span, page, naming)),
        tuple(_said(span, page, naming)),
        (Value(_day(span.begins, naming)),),
        tuple(_ends(span, naming)),
        applies,
        tuple(_why(span, naming)),
        (naming.place(span.by),) if span.by else (),
    )


def _words(span: Span, page: Entity, naming: Naming) -> Words:
    """What stands above the bar: what it is, and its days."""
    language = naming.language
    what, *said = (each.text for each in (_what(span, naming), *_said(span, page, naming)))
    where = [each.text for each in _where(span, page, naming)]
    last, *more = (each.text for each in _last(span, naming))
    days = [
        f"{word('begins', language)}: {_day(span.begins, naming)}",
        f"{word('ends', language)}: {last}" if span.ends else last,
        *more,
    ]
    if span.applies_from:
        days.append(f"{term_name('appliesFrom', language)}: {span.applies_from}")
    return Words(where[0] if where else "", ([what, *where[1:2], *said], days))


def _what(span: Span, naming: Naming) -> Value:
    """The row, the version, the part of the act or all of it, or the effect."""
    subject = span.subject
    if subject.type == "Act":
        return Value(word("whole-act", naming.language), naming.language, naming.link(subject.iri))
    if subject.type == "Commencement":
        return Value(subject.values["part"] or naming.label(subject).text, None, naming.link(subject.iri))
    return naming.label(subject) if subject.type == "Effect" else naming.short(subject)


def _where(span: Span, page: Entity, naming: Naming) -> Iterator[Value]:
    """The subdivision, where the page is not about it; of rows their table and section too."""
    if span.place is not page:
        place, values = naming.place(span.place), span.subject.values
        act = values.get("targetAct") or values.get("act")
        named = f"{naming.place(act).text}, {place.text}" if isinstance(act, Entity) and act is not page else place.text
        yield Value(named, place.language, place.href)
    for term in ("table", "section"):
        for each in linked(span.subject.values.get(term)):
            heading = naming.pick(each.values["heading"]) if term == "section" else naming.place(each)
            if heading:
                yield heading


def _said(span: Span, page: Entity, naming: Naming) -> Iterator[Value]:
    """Admission, regimes and price of a row; of a version what is not held of it."""
    subject, language = span.subject, naming.language
    if subject.type in {"Listing", "TariffLine"}:
        for term in ("price", "admission", "regimes"):
            if term in subject.values:
                yield from (
                    Value(f"{each.text} {subject.values['currency'] or ''}".strip()) if term == "price" else each
                    for each in naming.values(subject, TERMS[term])
                )
    elif subject.type == "Effect":
        yield Value(word("suspended", language), language)
    elif subject.type == "Version" and page.type in {"Procedure", "Service"}:
        yield Value(word("may-be-listed", language), language)
    elif subject.type == "Version" and subject.values["held"] is False:
        yield Value(word("text-not-held", language), language)
    elif subject.type == "Version" and subject.values["complete"] is False:
        yield Value(word("partial", language), language)


def _day(bound: Bound, naming: Naming) -> str:
    """A day, or between which days it is."""
    if bound.day:
        return str(bound.day)
    if bound.earliest and bound.latest:
        return word("between", naming.language).format(bound.earliest, bound.latest)
    if bound.earliest:
        return word("not-before", naming.language).format(bound.earliest)
    return word("not-after", naming.language).format(bound.latest) if bound.latest else word("unknown", naming.language)


def _last(span: Span, naming: Naming) -> Iterator[Value]:
    """The day, and from which day on relations are taken back."""
    if span.ends is None:
        yield Value(word("no-end", naming.language), naming.language)
        return
    yield Value(_day(span.ends.bound, naming))
    if span.ends.reaches_back:
        yield Value(word("reaching-back", naming.language).format(span.ends.reaches_back), naming.language)


def _ends(span: Span, naming: Naming) -> Iterator[Value]:
    """The same, and the acts that may bring it."""
    yield from _last(span, naming)
    acts = span.ends.by if span.ends else ()
    yield from (naming.place(each) for each in acts[:ENDERS])
    if more := acts[ENDERS:]:
        yield Value(word("left-out", naming.language).format(len(more)), naming.language)


def _why(span: Span, naming: Naming) -> Iterator[Value]:
    """The rule of the commencement, and the day of publication where it counts from that."""
    start, language = span.start, naming.language
    if start is None:
        yield Value(word("no-start", language), language)
        return
    rule, days, kind = (start.values[name] for name in ("rule", "days", "dayKind"))
    if rule is None:
        yield Value(start.values["reason"] or word("unknown", language), "en" if start.values["reason"] else language)
        return
    waited = [f"{days} {word(kind, language)}"] if days and kind else [f"{days}"] if days else []
    said = (*waited, word(rule, language)) if language != "kk" else (word(rule, language), *waited)
    yield Value(" ".join(said), language, naming.link(start.iri))
    if _PUBLICATION in rule:
        published = span.by.values["published"] if span.by else None
        day = published or word("unknown", language)
        yield Value(f"{term_name('published', language)}: {day}", language)
