"""What each provision does to which part of which act, and the versions that it makes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.act import Effect, Wording
from graph.consolidation.deed import Deed
from graph.diagnostic import Problem
from graph.fact import Basis
from graph.facts.acts import state_subdivision
from graph.facts.edition import Version, maker_of
from graph.facts.element import Target, Titles, provision_iri, provision_number, target_of
from graph.facts.scribe import Scribe, Witness
from graph.facts.starts import start_of, start_on
from graph.facts.versions import is_read, state_printed, state_rows_of_law, state_version
from graph.grammar import grammars
from graph.vocab import Vocab

_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*"')
_ROWS = re.compile(r"(?:^| )rows ([0-9][0-9to, -]*)$")


@dataclass(frozen=True, slots=True)
class Share:
    """What one effect contributes to a version: several effects of an act can make one."""

    version: Version
    title: str | None
    rows: int
    text: Wording | None
    """The words of the whole version, where the provision quotes them."""


def state_effects(scribe: Scribe, witness: Witness, vocab: Vocab) -> None:
    """Every effect of an act, and the versions that they make together."""
    provisions = {fact.subject for fact in scribe.facts if fact.term.name == "type" and fact.value == "Subdivision"}
    acts = [scribe.cite(witness, effect.target) for effect in witness.act.effects]
    titles = Titles.of(zip(acts, witness.act.effects, strict=True), vocab, witness.act.language or "kk")
    made: dict[str, list[Share]] = {}
    for act, (effect, iri) in zip(acts, _named_effects(witness.act.effects, witness.iri), strict=True):
        target = target_of(scribe.names, witness, effect, act, titles)
        _state_effect(scribe, witness, effect, iri, act, target, provisions)
        if each := _state_result(scribe, witness, effect, iri, target):
            made.setdefault(each.version.iri, []).append(each)
    for parts in made.values():
        _state_made(scribe, witness, parts)


def _named_effects(effects: Iterable[Effect], act: str) -> Iterable[tuple[Effect, str]]:
    """Effects with their IRIs, by the provision that orders them: the same in every language of the act."""
    counts: dict[str, int] = {}
    for effect in effects:
        provision = provision_number(effect.point)
        counts[provision] = counts.get(provision, 0) + 1
        ordinal = f"/{counts[provision]}" if counts[provision] > 1 else ""
        yield effect, f"{act}/effect/{provision}{ordinal}"


def _state_effect(
    scribe: Scribe, witness: Witness, effect: Effect, iri: str, act: str, target: Target | None, provisions: set[str]
) -> None:
    """An effect: what it does, to which part of which act, by which words."""
    quotes, language = witness.quote([effect.span], effect.point), witness.act.language
    by = provision_iri(witness.iri, effect.point)
    scribe.introduce(iri, "Effect")
    scribe.state(witness.iri, "amends", act, quotes=quotes)
    scribe.state(iri, "act", witness.iri, basis=Basis.INFERRED)
    scribe.state(iri, "operation", scribe.names.concept("operation", effect.operation), quotes=quotes)
    scribe.state(iri, "scope", effect.scope, quotes=quotes)
    scribe.state(iri, "by", by if by in provisions else None, quotes=quotes)
    scribe.state(iri, "targetAct", act, quotes=quotes)
    scribe.state(iri, "target", _target_iri(scribe, witness, effect, act, target), quotes=quotes)
    scribe.state(iri, "element", effect.element_printed or None, language=language, quotes=quotes)
    scribe.state(iri, "verb", effect.verb, language=language, quotes=quotes)
    scribe.state(iri, "content", _printed_iri(scribe, witness, effect), quotes=quotes)
    _state_words(scribe, witness, effect, iri)
    name = f"{effect.element or 'act'} of № {effect.target.number or '?'}"
    scribe.label(iri, en=f"{effect.operation.capitalize()} of {name}")
    _state_start(scribe, witness, effect, iri)


def _state_start(scribe: Scribe, witness: Witness, effect: Effect, iri: str) -> None:
    """When it begins to count, and to which relations it applies."""
    start = start_of(witness, effect.point)
    if start is not None:
        start.state(scribe, iri)
        start.state_applies_from(scribe, iri)
    from_day = start.applies_from if start else None
    retroactive = from_day is not None and from_day < witness.requisites.signed
    scribe.state(iri, "retroactive", retroactive, basis=Basis.INFERRED)


def _target_iri(scribe: Scribe, witness: Witness, effect: Effect, act: str, target: Target | None) -> str | None:
    """The part that is changed, or the act; None, with a note, where a part is meant and it is not certain which."""
    if target is not None:
        return target.iri
    if effect.scope == "act" or (effect.scope == "words" and not effect.steps and effect.element is None):
        return act
    message = "which part of the act is changed cannot be named with certainty"
    problem = Problem("KZ-LNK-010", message, found=effect.element_printed or None)
    scribe.problems.append(witness.source.diagnose(problem, effect.span))
    return None


def _state_words(scribe: Scribe, witness: Witness, effect: Effect, iri: str) -> None:
    """The words that a provision quotes, the rows that it numbers, and the days of its own."""
    for number in rows_addressed(effect):
        scribe.state(iri, "rowNumbers", number, quotes=witness.quote([effect.span], effect.point))
    for term, wording in (("oldWords", effect.old), ("newWords", effect.new), ("afterWords", effect.after)):
        if wording is not None:
            quotes = witness.quote([wording.span], f"{effect.point}, quoted words")
            scribe.state(iri, term, wording.text or None, language=witness.act.language, quotes=quotes)
    scribe.state(iri, "since", effect.since, quotes=witness.quote([effect.span], effect.point))
    scribe.state(iri, "until", effect.until, quotes=witness.quote([effect.span], effect.point))


def _printed_iri(scribe: Scribe, witness: Witness, effect: Effect) -> str | None:
    """Where this act prints the new text."""
    if effect.appendix is not None:
        return scribe.names.annex(witness.iri, witness.act.appendices[effect.appendix].number)
    if effect.table is not None:
        return scribe.names.table(provision_iri(witness.iri, effect.point), effect.table.number)
    return None


def _state_result(scribe: Scribe, witness: Witness, effect: Effect, iri: str, target: Target | None) -> Share | None:
    """What an effect contributes to a version. The new text that it prints is stated even where that is not known."""
    provision = provision_iri(witness.iri, effect.point)
    if effect.table is not None:
        state_printed(scribe, witness, effect.table, provision)
    if target is None:
        return None
    if effect.operation == "suspension":
        _state_target(scribe, witness, effect, target, None)
        return None
    version = _version(scribe, witness, effect, iri, target)
    scribe.state(iri, "result", version.iri, basis=Basis.INFERRED)
    scribe.state(iri, "applied", version.complete or None, basis=Basis.INFERRED)
    scribe.deeds.append(_deed(witness, effect, iri, version, target))
    title = effect.element_printed or None
    _state_target(scribe, witness, effect, target, title)
    appendix = witness.act.appendices[effect.appendix] if effect.appendix is not None else None
    tables = appendix.tables if appendix else (effect.table,) if effect.table else ()
    printed = scribe.names.annex(witness.iri, appendix.number) if appendix else provision
    for table in tables:
        state_rows_of_law(scribe, witness, table, version, printed, tables)
    text = effect.new if version.complete and effect.scope == "element" else None
    return Share(version, title, sum(len(table.rows) for table in tables), text)


def _version(scribe: Scribe, witness: Witness, effect: Effect, by: str, target: Target) -> Version:
    """The version that an effect makes of what it changes; whole where all of the new text was read.

    Rows and words are a part of what they stand in, and a renumbered point is not printed anew. Of what is repealed
    nothing is left.
    """
    iri = scribe.names.version(target.iri, witness.requisites.signed, witness.requisites.number)
    read = effect.operation == "repeal" or (effect.operation == "substitution" and _is_new_text_read(witness, effect))
    whole, last, start = effect.scope == "element" and read, target.last, start_of(witness, effect.point)
    if effect.since:
        start = start_on(scribe, witness, effect.point, iri, effect.since)
    return Version(
        iri, target.iri, target.act, whole, target.name, last.number, last.kind, maker_of(witness), start, by
    )


def _deed(witness: Witness, effect: Effect, iri: str, version: Version, target: Target) -> Deed:
    """What linking must know of an effect before it reads it."""
    addressed = [each for each in effect.steps if each.kind != "row"]
    narrower = () if effect.appendix is not None else addressed[len(target.path) :]
    within = tuple(each.kind if each.kind == "named" else f"{each.kind} {' '.join(each.numbers)}" for each in narrower)
    read, everywhere = _is_new_text_read(witness, effect), is_throughout(witness, effect)
    return Deed(iri, version.iri, effect.operation, effect.scope, within, everywhere, read)


def is_throughout(witness: Witness, effect: Effect) -> bool:
    """Whether an instruction says that words are changed wherever they stand."""
    grammar = next(each for each in grammars() if each.language == witness.act.language)
    ordered = _QUOTED.sub(" ", witness.source.quote(effect.span))
    return effect.scope == "words" and grammar.compile("{throughout}").search(" ".join(ordered.split())) is not None


def _is_new_text_read(witness: Witness, effect: Effect) -> bool:
    if effect.appendix is not None:
        return is_read(witness, witness.act.appendices[effect.appendix].span)
    new = effect.new or effect.table
    return new is not None and is_read(witness, effect.span) and is_read(witness, new.span)


def _state_target(scribe: Scribe, witness: Witness, effect: Effect, target: Target, title: str | None) -> None:
    """The subdivision that is changed, with what it stands in."""
    quotes = witness.quote([effect.span], effect.point)
    for each in target.path:
        state_subdivision(scribe, target.act, each.iri, each.kind, each.parent)
        scribe.state(each.iri, "number", each.number, quotes=quotes)
        scribe.label(each.iri, en=each.name.capitalize())
    scribe.state(target.iri, "labels", title, language=witness.act.language, quotes=quotes)


def _state_made(scribe: Scribe, witness: Witness, parts: Sequence[Share]) -> None:
    """A version with all that the act contributes to it."""
    starts = {each.version.start for each in parts}
    start = parts[0].version.start if len(starts) == 1 else None
    version = replace(parts[0].version, complete=all(each.version.complete for each in parts), start=start)
    state_version(scribe, witness, version, parts[0].title, sum(each.rows for each in parts))
    if len(parts) == 1 and (text := parts[0].text):
        quotes = witness.quote([text.span], "quoted words")
        scribe.state(version.iri, "text", text.text, language=witness.act.language, quotes=quotes)


def rows_addressed(effect: Effect) -> tuple[str, ...]:
    """The numbers of the rows that an effect puts in, replaces or takes out, as far as it prints them."""
    if effect.scope != "rows":
        return ()
    step = effect.steps[-1] if effect.steps else None
    announced = _ROWS.search(effect.element or "")
    named = step.numbers if step and step.kind == "row" else announced[1].split(", ") if announced else ()
    printed = [row.number for row in effect.table.rows if row.number] if effect.table else []
    return tuple(dict.fromkeys((*(number for each in named for number in _expanded(each)), *printed)))


def _expanded(numbers: str) -> Iterable[str]:
    """``5`` as it is, ``5 to 7`` as 5, 6 and 7."""
    first, _, last = numbers.partition(" to ")
    if not last:
        return (numbers,)
    return map(str, range(int(first), int(last) + 1)) if first.isdigit() and last.isdigit() else ()
