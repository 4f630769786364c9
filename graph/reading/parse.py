"""A source becomes an act."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.act import Act, Appendix, Citation, Note, Part, Point, Registration, Requisites, Signatory
from graph.reading.appendix import read_appendix, split_appendix
from graph.reading.characters import check_characters
from graph.reading.cite import find_citations, read_requisites
from graph.reading.commencement import read_commencement
from graph.reading.effect import EffectReading
from graph.reading.layout import printed_lines
from graph.reading.lexicon import Lexicon
from graph.reading.outline import Node, Outline, outline, signature_match
from graph.reading.parts import act_parts, node_span
from graph.reading.passage import Passage
from graph.reading.report import Report
from graph.reading.sentence import check_passages
from graph.reading.text import Text, join
from graph.reading.witness import check_act
from graph.source import Source, Span

_LETTER = re.compile(r"[^\W\d_]")
_LEAST_SHARE = 0.02
"""Of the letters of a Kazakh text one in ten is one that its neighbours lack; 2 in 100 leave room for tables."""


def parse(source: Source, lexicon: Lexicon) -> Act:
    """Read an act. What the grammar does not know stays as prose, with a diagnostic; no text raises."""
    report = Report(source)
    lines = tuple(printed_lines(source))
    if not lines:
        report.add("KZ-SRC-003", "the file holds no text", Span(0, 0), found=f"{len(source.text)} blank characters")
        return _unread(source, report)
    if not _speaks(source.text, lexicon):
        start = lines[0].text.strip().span()
        report.add("KZ-SRC-008", "the text is not in Kazakh", start, action="nothing was read")
        return _unread(source, report)
    check_characters(source, lines, lexicon.grammar, report)
    sketch = outline(lines, lexicon.grammar)
    act = _read(source, sketch, lexicon, report)
    check_passages(sketch, lexicon, report)
    check_act(act, lexicon, report)
    _report_prose(act.root, report)
    return replace(act, diagnostics=report.sorted())


def _speaks(text: str, lexicon: Lexicon) -> bool:
    """Whether letters that tell the language from its neighbours are as frequent as in a text of the language."""
    lower = text.lower()
    return sum(map(lower.count, lexicon.grammar.letters)) > _LEAST_SHARE * len(_LETTER.findall(lower))


def _unread(source: Source, report: Report) -> Act:
    return Act(source, None, Part("act", Span(0, len(source.text))), diagnostics=report.sorted())


def _read(source: Source, sketch: Outline, lexicon: Lexicon, report: Report) -> Act:
    title = _joined(sketch.title)
    requisites, registration = _identify(sketch, lexicon, report)
    appendices = [
        read_appendix(each, split_appendix(each.content, lexicon), requisites, lexicon, report)
        for each in sketch.appendices
    ]
    effects = EffectReading(lexicon, report, appendices).read(sketch.points)
    return Act(
        source=source,
        language=lexicon.grammar.language,
        root=act_parts(source, sketch, appendices, effects),
        kind=requisites.kind if requisites else None,
        title=title.value or None,
        title_span=title.span() if title else None,
        requisites=(requisites,) if requisites else (),
        registration=registration,
        enacting_word=_enacting_word(sketch, lexicon, report),
        points=tuple(_point(node) for node in sketch.points),
        commencement=read_commencement(sketch.points, lexicon, report),
        signatories=tuple(_signatories(sketch, lexicon)),
        appendices=tuple(appendices),
        effects=effects,
        citations=tuple(_citations(sketch, appendices, lexicon, report)),
        notes=tuple(_note(note) for note in sketch.notes),
    )


def _report_prose(root: Part, report: Report) -> None:
    """Report text that no part claims, unless its place is already in the report."""
    known = {each.start for each in report.diagnostics}
    for part in root.leaves():
        text = report.source.quote(part.span)
        start = part.span.start + len(text) - len(text.lstrip())
        if part.kind == "prose" and start not in known:
            span = Span(start, part.span.end)
            report.add("KZ-TXT-002", "text that belongs to no known part of the act", span, action="kept as text")


def _joined(passages: Iterable[Passage]) -> Text:
    """Passages as one line."""
    return join([line for each in passages for line in each.restored])


def _identify(sketch: Outline, lexicon: Lexicon, report: Report) -> tuple[Requisites | None, Registration | None]:
    """Requisites and registration, or a diagnostic."""
    if sketch.requisites is not None:
        return read_requisites(sketch.requisites.text, lexicon, report)
    span = sketch.title[0].span if sketch.title else Span(0, 0)
    report.add("KZ-REQ-001", "no line reads as the requisites of an act", Span(span.end, span.end), found="none")
    return None, None


def _enacting_word(sketch: Outline, lexicon: Lexicon, report: Report) -> str | None:
    found = lexicon.grammar.first("enacting", sketch.enacting.text.value) if sketch.enacting else None
    if found is None:
        before = sketch.requisites.span.end if sketch.requisites else 0
        report.add("KZ-ENA-001", "no enacting word", Span(before, before), found="none")
        return None
    return found[1]["word"]


def _point(node: Node) -> Point:
    """A point with its text: paragraphs parted by a line feed."""
    text = "\n".join(each.text.value for each in node.paragraphs())
    repaired = ("displaced-words",) if any(any(each.moved) for each in node.passages) else ()
    return Point(node.number, text, tuple(_point(inner) for inner in node.nodes), repaired, node_span(node))


def _signatories(sketch: Outline, lexicon: Lexicon) -> Iterator[Signatory]:
    """Who signed. The name may stand inside the words of the office, where the conversion put it."""
    match = signature_match(sketch.signature, lexicon.grammar) if sketch.signature else None
    if match:
        position = " ".join(filter(None, (match["office"], match["acting"])))
        span = Span(sketch.signature[0].span.start, sketch.signature[-1].span.end)
        yield Signatory(match["name"], position, match["acting"] is not None, span)


def _citations(sketch: Outline, appendices: Sequence[Appendix], lexicon: Lexicon, report: Report) -> Iterator[Citation]:
    """Every mention of another act, in the order of the text: title, preamble, points, headers of appendices."""
    yield from find_citations(_joined(sketch.title), lexicon, report)
    passages = [*sketch.preamble, *([sketch.enacting] if sketch.enacting else [])]
    passages += [each for point in sketch.points for node in point.walk() for each in node.passages]
    for each in passages:
        if each.kind != "quoted":
            yield from find_citations(each.text, lexicon, report)
    for appendix in appendices:
        if appendix.becomes is not None:
            number = appendix.becomes.number
            yield replace(appendix.becomes.act, element=f"appendix {number}" if number else None)


def _note(passages: Sequence[Passage]) -> Note:
    span = Span(passages[0].span.start, passages[-1].span.end)
    return Note(" ".join(each.text.value for each in passages), span)
