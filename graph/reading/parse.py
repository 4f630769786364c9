"""A source becomes an act."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from graph.act import Act, Appendix, Citation, Effect, Note, Part, Requisites, Signatory, Table, Wording
from graph.changes.effect import EffectReading
from graph.grammar import Grammar, grammars
from graph.layout.line import Sheet
from graph.layout.sheet import lay_out
from graph.layout.text import EMPTY, Text, join
from graph.reading.aliases import Aliases
from graph.reading.appendix import AppendixParts, check_own, read_appendix, split_appendix
from graph.reading.characters import check_characters
from graph.reading.cite import find_citations
from graph.reading.commencement import read_commencement
from graph.reading.headers import AppendixLines
from graph.reading.language import has_old_fonts, language_of
from graph.reading.lexicon import Lexicon
from graph.reading.notes import Place, read_note
from graph.reading.outline import Node, Outline, outline, signature_match
from graph.reading.parts import ReadAppendix, act_parts
from graph.reading.passage import Passage
from graph.reading.point import hull, read_point
from graph.reading.report import Report
from graph.reading.requisites import Identity, read_requisites
from graph.reading.sentence import check_passages
from graph.reading.witness import check_act, check_announced
from graph.source import Source, Span
from graph.tables.continuation import Continuation
from graph.tables.grid_table import read_grid


def parse(source: Source, lexicon: Lexicon, continues: Continuation | None = None) -> Act:
    """Read an act. What the grammar does not know stays as prose, with a diagnostic; no text raises.

    ``continues`` is what the text goes on with, where it is a part that was cut inside an appendix.
    """
    report = Report(source)
    sheet = lay_out(source)
    if not sheet.act.lines:
        report.add("KZ-SRC-003", "the file holds no text", Span(0, 0), found=f"{len(source.text)} blank characters")
        return _unread(source, report)
    grammar = _grammar(source, continues)
    if grammar is None or has_old_fonts(source.text):
        _report_language(sheet, report)
        return _unread(source, report)
    known = lexicon.speaking(grammar)
    check_characters(source, sheet, grammar, report)
    sketch = outline(sheet.act, grammar)
    if sketch.appendices and sketch.appendices[0].headers:
        continues = None
    elif continues is not None:
        sketch = Outline(appendices=[AppendixLines((), sheet.act.lines)])
    act = _read(source, sheet, sketch, known, report, continues)
    check_act(act, known, report)
    _report_prose(act.root, sheet, report)
    return replace(act, diagnostics=report.sorted())


def _grammar(source: Source, continues: Continuation | None) -> Grammar | None:
    """That of the language of the text; of a part that was cut inside an appendix, that of what it goes on with."""
    told = continues.language if continues else None
    known = next((each for each in grammars() if each.language == told), None)
    return known or language_of(source.text, grammars())


def _report_language(sheet: Sheet, report: Report) -> None:
    start = sheet.lines[0].text.strip().span()
    if has_old_fonts(report.source.text):
        report.add("KZ-SRC-011", "the text is in an old font encoding", start, action="nothing was read")
    else:
        report.add("KZ-SRC-008", "the text is in no language that can be read", start, action="nothing was read")


def _unread(source: Source, report: Report) -> Act:
    return Act(source, None, Part("act", Span(0, len(source.text))), diagnostics=report.sorted())


def _read(
    source: Source,
    sheet: Sheet,
    sketch: Outline,
    lexicon: Lexicon,
    report: Report,
    continues: Continuation | None,
) -> Act:
    title = _joined(sketch.title)
    identity = _identify(sketch, lexicon, report)
    stated = identity.requisites[0] if identity.requisites else None
    appendices = list(_read_appendices(sketch, sheet, stated, lexicon, report, continues))
    read = [appendix for _, _, appendix in appendices]
    effects = EffectReading(lexicon, report, read).read(sketch.points, [inside for _, inside, _ in appendices])
    requisites = stated or _requisites_of(read, {each.target.key for each in effects})
    _check_identity(sketch, sheet, requisites, read, report)
    loose = tuple(_loose_tables(sketch, appendices, effects, lexicon, report))
    ink = sheet.ink(len(source.text))
    enacting = _enacting_word(sketch, lexicon, report)
    check_passages(sketch, [inside for _, inside, _ in appendices], lexicon, report)
    if not sheet.contents:
        check_announced(sketch.points, read, lexicon, report)
    return Act(
        source=source,
        language=lexicon.grammar.language,
        root=act_parts(ink, sketch, appendices, [*_new_tables(effects), *loose], sheet),
        kind=requisites.kind if requisites else None,
        title=title.value or None,
        title_span=title.span() if title else None,
        requisites=identity.requisites or ((requisites,) if requisites else ()),
        registration=identity.registration,
        preamble=_preamble(sketch),
        enacting_word=enacting.value if enacting else None,
        enacting_span=enacting.span() if enacting else None,
        points=tuple(read_point(node) for node in sketch.points),
        commencement=read_commencement(sketch.points, lexicon, report),
        signatories=tuple(_signatories(sketch, lexicon)),
        appendices=tuple(read),
        effects=effects,
        citations=(*identity.repealed_by, *_citations(sketch, appendices, lexicon, report)),
        notes=tuple(_notes(sketch, appendices, lexicon, report)),
        tables=loose,
    )


def _read_appendices(
    sketch: Outline,
    sheet: Sheet,
    requisites: Requisites | None,
    lexicon: Lexicon,
    report: Report,
    continues: Continuation | None,
) -> Iterator[ReadAppendix]:
    """Every appendix with its lines and how they were sorted."""
    number = requisites.number if requisites else None
    for lines in sketch.appendices:
        inside = split_appendix(lines.content, lexicon, wrapped=sheet.wrapped)
        yield lines, inside, read_appendix(lines, inside, number, lexicon, report, continues)


def _new_tables(effects: Iterable[Effect]) -> list[Table]:
    """Tables that are new text for other acts."""
    return [each.table for each in effects if each.table is not None]


def _loose_tables(
    sketch: Outline, appendices: Sequence[ReadAppendix], effects: Iterable[Effect], lexicon: Lexicon, report: Report
) -> Iterator[Table]:
    """Drawn tables that stand outside appendices or in their points, and are no new text for another act."""
    taken = {table.span.start for table in _new_tables(effects)}
    points = [*sketch.points, *(node for _, inside, _ in appendices for node in inside.points)]
    inside = [each for point in points for node in point.walk() for each in node.passages]
    lines = (line for each in (*inside, *sketch.unplaced) for line in each.lines)
    for line in lines:
        if line.grid is not None and not any(line.span.start <= start < line.span.end for start in taken):
            yield read_grid(line.grid, None, None, lexicon, report)


def _requisites_of(appendices: Sequence[Appendix], changed: Container[object]) -> Requisites | None:
    """The requisites that the first header of an appendix prints, where the act itself prints none.

    ``changed`` are the keys of the acts that this one changes: none of them is this act.
    """
    for each in appendices:
        act = each.own.act if each.own else None
        if each.own and act and act.signed and act.number and act.key not in changed:
            number = act.number
            return Requisites(act.issuer, act.acting, act.signed, number, number, act.kind, each.own.span, "appendix")
    return None


def _check_identity(
    sketch: Outline, sheet: Sheet, requisites: Requisites | None, appendices: Sequence[Appendix], report: Report
) -> None:
    """Requisites are printed where the form prints them, and every appendix names the same act.

    The git corpus prints none: there the headers of the appendices are what an act says of itself.
    """
    printed = requisites is not None and requisites.printed_in == "requisites"
    if requisites is not None:
        for each in appendices:
            check_own(each.own, requisites, each.becomes, report)
    at = sketch.title[0].span.end if sketch.title else 0
    if sheet.form == "markdown" and requisites is None:
        report.add("KZ-REQ-009", "the text does not print its own requisites", Span(at, at), found="none")
    elif sheet.form != "markdown" and not printed and not sketch.is_part:
        report.add("KZ-REQ-001", "no line reads as the requisites of an act", Span(at, at), found="none")


def _report_prose(root: Part, sheet: Sheet, report: Report) -> None:
    """Report text that no part claims, unless its place is already in the report.

    A drawn table may print a row of bare numbers under its heading, which count its columns: they say nothing.
    """
    known = {each.start for each in report.diagnostics}
    ink = sheet.ink(len(report.source.text))
    for part in root.leaves():
        if part.kind == "prose" and not sheet.wrapped and not _has_letters(part.span, ink, report.source):
            continue
        text = report.source.quote(part.span)
        start = part.span.start + len(text) - len(text.lstrip())
        if part.kind == "prose" and start not in known:
            span = Span(start, part.span.end)
            report.add("KZ-TXT-002", "text that belongs to no known part of the act", span, action="kept as text")


def _has_letters(span: Span, ink: bytes, source: Source) -> bool:
    """Whether a span prints a letter; markup prints none."""
    return any(ink[at] and source.text[at].isalpha() for at in range(span.start, span.end))


def _joined(passages: Iterable[Passage]) -> Text:
    """Passages as one line."""
    return join([line for each in passages for line in each.restored])


def _identify(sketch: Outline, lexicon: Lexicon, report: Report) -> Identity:
    """Requisites and registration, as the act itself prints them."""
    return read_requisites(sketch.requisites.text, lexicon, report) if sketch.requisites else Identity()


def _preamble(sketch: Outline) -> Wording | None:
    """What stands before the points, up to and with the enacting word."""
    found = [*sketch.preamble, *([sketch.enacting] if sketch.enacting else [])]
    return Wording("\n".join(each.text.value for each in found), hull(found)) if found else None


def _enacting_word(sketch: Outline, lexicon: Lexicon, report: Report) -> Text | None:
    words = sketch.enacting.text if sketch.enacting else EMPTY
    found = lexicon.grammar.first("enacting", words.value) if words else None
    if found is None:
        if not sketch.is_part:
            before = sketch.requisites.span.end if sketch.requisites else 0
            report.add("KZ-ENA-001", "no enacting word", Span(before, before), found="none")
        return None
    return words.group(found[1], "word")


def _signatories(sketch: Outline, lexicon: Lexicon) -> Iterator[Signatory]:
    """Who signed, and who agreed. The name may stand inside the words of the office, where the conversion put it."""
    for signature in sketch.signature:
        match = signature_match(signature, lexicon.grammar)
        if match:
            groups = match.groupdict()
            stated = [name for name in ("office", "acting") if groups.get(name)]
            position = " ".join(match[name] for name in sorted(stated, key=match.start))
            acting = groups.get("acting") is not None
            yield Signatory(groups["name"], position, acting, hull(signature))
    for agreement in sketch.agreements:
        found = lexicon.grammar.first("agreement", " ".join(each.text.value for each in agreement))
        if found:
            office = " ".join(found[1]["office"].split())
            yield Signatory(found[1]["name"], office, acting=False, span=hull(agreement), agreed=True)


def _citations(
    sketch: Outline, appendices: Sequence[ReadAppendix], lexicon: Lexicon, report: Report
) -> Iterator[Citation]:
    """Every mention of another act, in the order of the text: title, preamble, points, appendices."""
    aliases = Aliases()
    yield from find_citations(_joined(sketch.title), lexicon, report, aliases)
    passages = [*sketch.preamble, *([sketch.enacting] if sketch.enacting else [])]
    passages += [each for point in sketch.points for node in point.walk() for each in node.passages]
    yield from _cited_in(passages, aliases, lexicon, report)
    for _, inside, appendix in appendices:
        if appendix.becomes is not None:
            number = appendix.becomes.number
            yield replace(appendix.becomes.act, element=f"appendix {number}" if number else None)
        yield from _cited_in(_inside(inside), aliases, lexicon, report)


def _inside(parts: AppendixParts) -> Iterator[Passage]:
    """Passages of an appendix that may cite."""
    yield from (each for point in parts.points for node in point.walk() for each in node.passages)
    yield from parts.prose


def _cited_in(passages: Iterable[Passage], aliases: Aliases, lexicon: Lexicon, report: Report) -> Iterator[Citation]:
    for each in passages:
        opening = lexicon.grammar.first("opening", each.text.value)
        text = each.text[opening[1].end() :] if opening else each.text
        if each.kind != "quoted" and not _is_removed(text, lexicon):
            yield from find_citations(each.text, lexicon, report, aliases)


def _is_removed(text: Text, lexicon: Lexicon) -> bool:
    """Whether a publisher prints, in the place of a point, which act took it out."""
    return lexicon.grammar.first("removed", text.value) is not None


def _removals(nodes: Iterable[Node], where: str, lexicon: Lexicon) -> Iterator[Note]:
    """Notes that stand in the places of points. What they say of other acts is the publisher's, not the act's."""
    for node in nodes:
        first = next(node.paragraphs(), None)
        label = f"{where}{node.kind} {node.number}"
        if first is not None and _is_removed(first.text, lexicon):
            yield Note(first.text.value, first.span, label)
        yield from _removals(node.nodes, f"{label} ", lexicon)


def _notes(sketch: Outline, appendices: Sequence[ReadAppendix], lexicon: Lexicon, report: Report) -> Iterator[Note]:
    for each in sketch.notes:
        yield replace(read_note(_joined(each), lexicon, report), span=hull(each))
    yield from _removals(sketch.points, "", lexicon)
    for _, inside, appendix in appendices:
        yield from _removals(inside.points, f"appendix {appendix.number} " if appendix.number else "", lexicon)
        for each in inside.notes:
            inner = any(header.span.start < each[0].span.start for header in inside.inner)
            place = Place(appendix.number, inner)
            yield replace(read_note(_joined(each), lexicon, report, place), span=hull(each))
