"""Citations: which other acts a text mentions.

Nothing is looked up here. A citation is a mention; what it refers to is decided when all acts are linked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph.act import Citation
from graph.layout.text import Text
from graph.reading.aliases import Aliases
from graph.reading.cited_in import Besides, read_besides
from graph.reading.folded import mask
from graph.reading.lexicon import Lexicon
from graph.reading.mention import issuer_of, read_kind, read_mention
from graph.reading.quoted import quotations
from graph.reading.register import check_register
from graph.reading.report import Report
from graph.reading.step import read_elements

_SHORTEST_CITED_TITLE = 30
"""Code points of quoted words that can hold a mention of an act."""
_DEEPEST_TITLE = 8
"""Titles within titles that are read; four are the most that were seen."""


def find_citations(text: Text, lexicon: Lexicon, report: Report, aliases: Aliases | None = None) -> Iterator[Citation]:
    """Every mention of an act in a paragraph, by the place where it ends; one inside another comes before it.

    A mention of several parts of an act gives one citation for each part. ``aliases`` are the short names of the whole
    text: they are filled, and later mentions by them are found.
    """
    reading = _CitationReading(lexicon, report, Aliases() if aliases is None else aliases)
    found = sorted(reading.read(text, 0), key=lambda each: (each.end, -each.start))
    return (citation for each in found for citation in each.citations)


def outermost(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Citations without those that stand inside the title of another."""
    every = tuple(citations)
    return tuple(
        each
        for each in every
        if not any(
            other.span != each.span and other.span.start <= each.span.start and each.span.end <= other.span.end
            for other in every
        )
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A place in the paragraph that mentions an act, or several."""

    start: int
    end: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _CitationReading:
    lexicon: Lexicon
    report: Report
    aliases: Aliases = field(default_factory=Aliases)

    def read(self, text: Text, base: int, depth: int = 0) -> Iterator[_Found]:
        """The mentions in some words; ``base`` is where they stand in the paragraph, ``depth`` how often quoted."""
        masked = mask(text)
        for full, match in _apart(self._matches(masked)):
            found = self._full(text, masked, match) if full else self._short(masked, match)
            if found:
                yield replace(found, start=found.start + base, end=found.end + base)
        for each in quotations(text.value) if depth < _DEEPEST_TITLE else ():
            start, end = each.content()
            if end - start >= _SHORTEST_CITED_TITLE:
                yield from self.read(text[start:end], base + start, depth + 1)

    def _matches(self, masked: Text) -> Iterator[tuple[bool, re.Match[str]]]:
        """Matches of the formulae that mention an act in full, and of those that do it by a short name."""
        for table in ("citation", "law-citation", "alias"):
            for _, pattern in self.lexicon.grammar.table(table):
                for match in pattern.finditer(masked.value):
                    if table == "alias" or _identifies(match):
                        yield table != "alias", match

    def _short(self, masked: Text, match: re.Match[str]) -> _Found | None:
        known = self.aliases.find(read_kind(match["kind"], self.lexicon), match.groupdict().get("number"))
        if known is None:
            return None
        words = masked.group(match, 0)
        name = match[0][: match.start("steps") - match.start()] if match.start("steps") > match.start("kind") else ""
        printed = name or match[0][match.end("steps") - match.start() :]
        mention = replace(known, span=words.span(), alias=printed.strip(), element=None)
        return _Found(match.start(), match.end(), self._parts(mention, match))

    def _full(self, text: Text, masked: Text, match: re.Match[str]) -> _Found | None:
        read = read_mention(masked, match, self.lexicon, self.report)
        if read is None:
            return None
        besides = read_besides(text, masked, match, self.lexicon, self.report)
        start, end = self._start(masked, match), max(besides.end, match.end("steps"))
        title = besides.title or _own_name(text, match)
        first = replace(read, title=title, registration=besides.registration, span=masked.span(start, end))
        first, others = _joined(
            first, tuple(self._others(text, masked, match, first)), listed=_is_listed(match, self.lexicon)
        )
        if besides.alias is not None and not others:
            self.aliases.define(besides.alias, replace(first, element=None), self.lexicon)
        if first.registration and first.kind == "order":
            check_register(first.registration, first.signed, first.span, self.report)
        return _Found(start, end, (*self._parts(first, match), *others))

    def _start(self, masked: Text, match: re.Match[str]) -> int:
        """Where a mention begins: at its title, or with the name of the issuer."""
        if match.start("kind") < match.end("signed") or not match.groupdict().get("issuer") or match["title"]:
            return match.start()
        found = issuer_of(masked.group(match, "issuer"), self.lexicon)
        return match.start("issuer") + found[1] if found else match.start()

    def _parts(self, mention: Citation, match: re.Match[str]) -> tuple[Citation, ...]:
        """The mention, once for each part of the act that it names."""
        inside_out = match.start("steps") < match.start("kind")
        elements = read_elements(match["steps"], self.lexicon.grammar, inside_out=inside_out)
        return tuple(replace(mention, element=each) for each in elements) or (mention,)

    def _others(self, text: Text, masked: Text, match: re.Match[str], first: Citation) -> Iterator[Citation]:
        """Further acts of one mention: the others of a list, or what the other issuers of a joint act signed."""
        more = match.groupdict().get("more")
        if not more:
            return
        listed = _is_listed(match, self.lexicon)
        ((_, pattern),) = self.lexicon.grammar.table("cited-item")
        begin = match.start("more")
        part, whole = masked[begin : match.end("more")], text[begin : match.end("more")]
        for item in pattern.finditer(part.value):
            read = read_mention(part, item, self.lexicon, self.report)
            if read:
                besides = read_besides(whole, part, item, self.lexicon, self.report)
                yield _completed(replace(read, kind=first.kind), first, besides, listed=listed)


def _is_listed(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a mention lists several acts: the kind of act stands in the plural."""
    return lexicon.grammar.compile("{plural_kind}").match(match["kind"]) is not None


def _own_name(text: Text, match: re.Match[str]) -> str | None:
    """The words that name a law without quotation marks, as they stand: what it is about, or a name with its noun.

    Their case is that of the sentence: the words before a noun do not tell what they are in the nominative.
    """
    groups = match.groupdict()
    if groups.get("subject"):
        return text.value[slice(*match.span("subject"))]
    name = next((name for name in ("name", "name2") if groups.get(name)), None)
    return text.value[match.start(name) : match.end("kind")] if name else None


def _joined(first: Citation, others: tuple[Citation, ...], *, listed: bool) -> tuple[Citation, tuple[Citation, ...]]:
    """A joint act as one mention, named by its first issuer that is known; and the acts that are none of its keys."""
    partners = () if listed else tuple(each for each in others if each.issuer)
    if not partners:
        return first, others
    title = next((each.title for each in (first, *partners) if each.title), None)
    number = next((each.registration for each in (first, *partners) if each.registration), None)
    members = [replace(each, title=title, registration=number) for each in (first, *partners)]
    named = next(each for each in members if each.issuer)
    also = tuple(each for each in members if each is not named)
    return replace(named, span=first.span, also=also), tuple(each for each in others if not each.issuer)


def _completed(item: Citation, first: Citation, besides: Besides, *, listed: bool) -> Citation:
    """An item with what the words around the list say of it.

    In a list (the kind of act stands in the plural) an item without an issuer has the issuer of the first, whose
    genitive governs both dates. A joint act (singular) has one title and one registration.
    """
    if not listed:
        return replace(
            item, title=besides.title or first.title, registration=besides.registration or first.registration
        )
    named = item if item.issuer else replace(item, issuer=first.issuer, acting=first.acting)
    return replace(named, title=besides.title, registration=besides.registration)


def _apart(matches: Iterable[tuple[bool, re.Match[str]]]) -> Iterator[tuple[bool, re.Match[str]]]:
    """Matches that do not overlap, in order: the earlier wins, then a full mention, then the longer."""
    reached = 0
    for full, match in sorted(matches, key=lambda each: (each[1].start(), not each[0], -each[1].end())):
        if match.start() >= reached:
            reached = match.end()
            yield full, match


def _identifies(match: re.Match[str]) -> bool:
    """Whether a mention says which act is meant: by a title, a day or a number."""
    groups = match.groupdict()
    names = ("title", "name", "name2", "subject", "signed", "signed2", "signed3", "number")
    return any(groups.get(name) for name in names) or '"' in groups["inside"] + groups["after"]
