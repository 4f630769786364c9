"""Where an act says a thing twice, the two must agree: the only damage to a date or a number that a text can show."""

from collections.abc import Sequence

from graph.act import Act, Appendix, Citation, Effect
from graph.reading.cite import outermost
from graph.reading.lexicon import Lexicon
from graph.reading.marks import is_balanced
from graph.reading.outline import Node
from graph.reading.report import Report
from graph.source import Span


def check_act(act: Act, lexicon: Lexicon, report: Report) -> None:
    """Compare what the act says in several places."""
    _check_citations(act, report)
    if not is_part(act):
        _check_title(act, lexicon, report)
    for at, appendix in enumerate(act.appendices):
        _check_appendix(appendix, [each for each in act.effects if each.appendix == at], report)
    if not is_part(act):
        _check_signature(act, report)


def is_part(act: Act) -> bool:
    """Whether the text holds appendices and nothing of the act before them."""
    return bool(act.appendices) and act.title is None and not act.points and act.enacting_word is None


def _check_title(act: Act, lexicon: Lexicon, report: Report) -> None:
    """The title is whole, announces the changes that the points make, and cites the act that they change."""
    if act.title is None or act.title_span is None:
        report.add("KZ-TTL-001", "no title", Span(0, 0), found="none")
        return
    if not is_balanced(act.title):
        report.add("KZ-TXT-004", "a bracket or a quotation mark of the title has no pair", act.title_span)
    amends = lexicon.grammar.first("amending-title", act.title) is not None
    several = lexicon.grammar.first("omnibus-title", act.title) is not None
    unread = any(each.problem.code.startswith("KZ-EFF") for each in report.diagnostics)
    several = several or lexicon.grammar.first("change-list", act.title) is not None
    if amends and not act.effects and not unread:
        message = "a change is announced and no point makes one"
        for span in (act.title_span, *(each.span for each in act.points[:1])):
            report.add("KZ-EFF-007", message, span)
    elif not (amends or several) and (changes := [each for each in act.effects if not _is_repeal(each)]):
        message = f"{changes[0].point} changes another act, the title does not say so"
        report.add("KZ-TTL-002", message, act.title_span)
    cited = outermost([each for each in act.citations if each.span.end <= act.title_span.end])
    if amends and not cited and not several:
        report.add("KZ-TTL-003", "the title announces a change and names no act", act.title_span)
    if amends and len(cited) == 1:
        named = {each.target.span: each for each in reversed(_announced(cited[0], act.effects))}
        for effect in reversed(named.values()):
            _check_target(cited[0], effect, report)


def _is_repeal(effect: Effect) -> bool:
    """Whether an act is repealed as a whole: that goes with any other content, and no title speaks of it."""
    return (effect.operation, effect.scope) == ("repeal", "act")


def _announced(cited: Citation, effects: Sequence[Effect]) -> Sequence[Effect]:
    """The effects that the title announces. Where the cited act is changed, others may be changed beside it.

    One that shares the day or the number with the cited act is none of these: one of the two is damaged.
    """
    return [each for each in effects if each.target.key == cited.key or _is_near(cited, each.target)] or effects


def _is_near(cited: Citation, target: Citation) -> bool:
    """Whether two citations of one issuer differ in the day or in the number alone."""
    same = (cited.issuer, cited.kind) == (target.issuer, target.kind)
    return same and (cited.signed == target.signed or cited.number == target.number)


def _check_target(cited: Citation, effect: Effect, report: Report) -> None:
    """The one act that the title cites is the act that a point changes; a conflict is reported at both."""
    if cited.key != effect.target.key:
        names = (_named(cited), _named(effect.target))
    elif (cited.title, cited.acting) != (effect.target.title, effect.target.acting):
        names = (cited.title or _named(cited), effect.target.title or _named(effect.target))
    else:
        return
    message = f"the title and {effect.point} name the changed act differently"
    report.add("KZ-CIT-001", message, cited.span, expected=f"as in {effect.point}: {names[1]}")
    report.add("KZ-CIT-001", message, effect.target.span, expected=f"as in the title: {names[0]}")


def _named(cited: Citation) -> str:
    return f"{cited.issuer or 'an unknown issuer'}, {cited.kind} № {cited.number} of {cited.signed}"


def _check_citations(act: Act, report: Report) -> None:
    """No act can cite one that is signed after it."""
    for cited in act.citations:
        if act.requisites and cited.signed and cited.signed > act.requisites[0].signed:
            report.add("KZ-CIT-002", f"an act of {cited.signed} is cited", cited.span, found=str(cited.signed))


def _check_appendix(appendix: Appendix, effects: Sequence[Effect], report: Report) -> None:
    """An appendix for another act is ordered by a point, belongs to the act it changes, and is called the same."""
    if appendix.title is None and not appendix.inner:
        report.add("KZ-APP-002", "an appendix without a title", appendix.span, found="none")
    held = appendix.tables or appendix.points or appendix.inner or appendix.prose
    if not held and appendix.span.end == (appendix.title_span or appendix.span).end:
        report.add("KZ-APP-003", "an appendix without content", appendix.span, found="none")
    if appendix.becomes is not None and not effects:
        report.add("KZ-EFF-007", "an appendix for another act that no point orders", appendix.becomes.span)
    for effect in effects:
        if appendix.becomes is None:
            if not appendix.inner:
                message = "the appendix does not say whose appendix it becomes"
                report.add("KZ-EFF-009", message, appendix.span, found="none")
        elif effect.target.key != appendix.becomes.act.key:
            message = f"the appendix belongs to another act than {effect.point} changes"
            report.add("KZ-EFF-005", message, appendix.becomes.span, expected=_named(effect.target))
            report.add("KZ-EFF-005", message, effect.target.span, expected=_named(appendix.becomes.act))
        if appendix.title is not None and _is_called_otherwise(effect, appendix.title):
            message = f"{effect.point} and the appendix are called differently"
            report.add("KZ-EFF-010", message, effect.span, found=effect.element_printed, expected=appendix.title)
            place = appendix.title_span or appendix.span
            report.add("KZ-EFF-010", message, place, found=appendix.title, expected=effect.element_printed)


def _is_called_otherwise(effect: Effect, title: str) -> bool:
    """Whether a point calls an element by another title than the appendix has. A number is no title."""
    called = effect.steps[-1].text if effect.steps and effect.steps[-1].kind == "named" else None
    return called is not None and called.casefold() != title.casefold()


def _check_signature(act: Act, report: Report) -> None:
    at = act.points[-1].span.end if act.points else len(act.source.text.rstrip())
    end = Span(at, at)
    if not act.points:
        report.add("KZ-PNT-002", "an act without points", end, found="none")
    if all(each.agreed for each in act.signatories):
        report.add("KZ-SIG-001", "no signature", end, found="none")
    for each in act.signatories:
        if act.requisites and not each.agreed and each.acting != act.requisites[0].acting:
            message = "requisites and signature disagree on whether an acting head signed"
            report.add("KZ-REQ-005", message, each.span)
            report.add("KZ-REQ-005", message, act.requisites[0].span)


def check_announced(points: Sequence[Node], appendices: Sequence[Appendix], lexicon: Lexicon, report: Report) -> None:
    """Every appendix that a point speaks of is there; a change that lacks its new text is reported as a change."""
    held = {each.number for each in appendices}
    told = {each.start for each in report.diagnostics if each.problem.code == "KZ-EFF-003"}
    ((_, pattern),) = lexicon.grammar.table("own-appendix")
    for paragraph in (each for point in points for node in point.walk() for each in node.paragraphs()):
        for match in pattern.finditer(paragraph.text.value):
            if match["appendix"] not in held and paragraph.span.start not in told:
                name = f"appendix {match['appendix']}" if match["appendix"] else "an appendix"
                span = paragraph.text.span(*match.span())
                report.add("KZ-APP-006", f"{name} is announced and is not there", span)
