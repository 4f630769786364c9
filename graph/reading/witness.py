"""Where an act says a thing twice, the two must agree: the only damage to a date or a number that a text can show."""

from collections.abc import Sequence

from graph.act import Act, Appendix, Citation, Effect
from graph.reading.lexicon import Lexicon
from graph.reading.marks import is_balanced
from graph.reading.report import Report
from graph.source import Span


def check_act(act: Act, lexicon: Lexicon, report: Report) -> None:
    """Compare what the act says in several places."""
    _check_title(act, lexicon, report)
    _check_citations(act, report)
    for at, appendix in enumerate(act.appendices):
        _check_appendix(appendix, [each for each in act.effects if each.appendix == at], report)
    _check_signature(act, report)


def _check_title(act: Act, lexicon: Lexicon, report: Report) -> None:
    """The title is whole, announces the changes that the points make, and cites the act that they change."""
    if act.title is None or act.title_span is None:
        report.add("KZ-TTL-001", "no title", Span(0, 0), found="none")
        return
    if not is_balanced(act.title):
        report.add("KZ-TXT-004", "a bracket or a quotation mark of the title has no pair", act.title_span)
    amends = lexicon.grammar.first("amending-title", act.title) is not None
    if amends and not act.effects:
        message = "a change is announced and no point makes one"
        for span in (act.title_span, *(each.span for each in act.points[:1])):
            report.add("KZ-EFF-007", message, span)
    elif act.effects and not amends:
        message = f"{act.effects[0].point} changes another act, the title does not say so"
        report.add("KZ-TTL-002", message, act.title_span)
    cited = [each for each in act.citations if each.span.end <= act.title_span.end]
    if amends and not cited and lexicon.grammar.first("omnibus-title", act.title) is None:
        report.add("KZ-TTL-003", "the title announces a change and names no act", act.title_span)
    if len(cited) == 1:
        for effect in act.effects:
            _check_target(cited[0], effect, report)


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
        if act.requisites and cited.signed > act.requisites[0].signed:
            report.add("KZ-CIT-002", f"an act of {cited.signed} is cited", cited.span, found=str(cited.signed))


def _check_appendix(appendix: Appendix, effects: Sequence[Effect], report: Report) -> None:
    """An appendix for another act is ordered by a point, belongs to the act it changes, and is called the same."""
    if appendix.title is None:
        report.add("KZ-APP-002", "an appendix without a title", appendix.span, found="none")
    if not appendix.tables and appendix.span.end == (appendix.title_span or appendix.span).end:
        report.add("KZ-APP-003", "an appendix without content", appendix.span, found="none")
    if appendix.becomes is not None and not effects:
        report.add("KZ-EFF-007", "an appendix for another act that no point orders", appendix.becomes.span)
    for effect in effects:
        if appendix.becomes is None:
            report.add("KZ-EFF-009", "the appendix does not say whose appendix it becomes", appendix.span, found="none")
        elif effect.target.key != appendix.becomes.act.key:
            message = f"the appendix belongs to another act than {effect.point} changes"
            report.add("KZ-EFF-005", message, appendix.becomes.span, expected=_named(effect.target))
            report.add("KZ-EFF-005", message, effect.target.span, expected=_named(appendix.becomes.act))
        if appendix.title is not None and appendix.title.casefold() != effect.element_printed.casefold():
            message = f"{effect.point} and the appendix are called differently"
            report.add("KZ-EFF-010", message, effect.span, found=effect.element_printed, expected=appendix.title)
            place = appendix.title_span or appendix.span
            report.add("KZ-EFF-010", message, place, found=appendix.title, expected=effect.element_printed)


def _check_signature(act: Act, report: Report) -> None:
    at = act.points[-1].span.end if act.points else len(act.source.text.rstrip())
    end = Span(at, at)
    if not act.points:
        report.add("KZ-PNT-002", "an act without points", end, found="none")
    if not act.signatories:
        report.add("KZ-SIG-001", "no signature", end, found="none")
    for each in act.signatories:
        if act.requisites and each.acting != act.requisites[0].acting:
            message = "requisites and signature disagree on whether an acting head signed"
            report.add("KZ-REQ-005", message, each.span)
            report.add("KZ-REQ-005", message, act.requisites[0].span)
