"""What the points of an act change in other acts, and what its lists of changed or repealed acts do."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.act import Appendix, Citation, Effect
from graph.changes.change import CHANGES
from graph.changes.element_path import Path, descend
from graph.changes.ending import Ending, Found, named_words, verb_of
from graph.changes.extent import read_extents
from graph.changes.provision import Provision
from graph.changes.target import Target, find_targets, named_part, only_names, place_of, read_parts
from graph.layout.text import Text
from graph.reading.aliases import Aliases
from graph.reading.appendix import AppendixParts
from graph.reading.folded import mask
from graph.reading.lexicon import Lexicon
from graph.reading.outline import Node, Paragraph
from graph.reading.report import Report


@dataclass(frozen=True, slots=True)
class State:
    """What the paragraphs above named: below a point it holds for every subpoint alike."""

    target: Citation | None = None
    path: Path = ()
    lost: bool = False
    """Whether a line named a part of the target in words that were not understood."""
    announced: bool = False
    """Whether a change was announced, so that every paragraph must be one or name what is changed."""
    repealing: str | None = None
    """The verb of a list of acts that are repealed."""
    leading: bool = False
    """Whether the line above named a part and nothing was changed in it yet."""
    anchored: bool = False
    """Whether words were quoted apart from the change that is about them."""


@dataclass(slots=True)
class EffectReading:
    """Reads the effects of one point after the other; a target stays until another act is named."""

    lexicon: Lexicon
    report: Report
    appendices: Sequence[Appendix]
    effects: list[Effect] = field(default_factory=list)
    aliases: Aliases = field(default_factory=Aliases)
    state: State = State()
    inner: list[str | None] = field(default_factory=list)
    """Numbers of appendices that stand inside another one, as those of a list of changes."""
    lists: dict[int, State] = field(default_factory=dict)
    """Appendices that a point announces as a list, with what it says of the acts in them."""

    def read(self, points: Sequence[Node], inside: Sequence[AppendixParts] = ()) -> tuple[Effect, ...]:
        """All effects, in the order of the text: those of the points, then those of the lists in the appendices."""
        grammar = self.lexicon.grammar
        inner = (grammar.first("inner-appendix", each.text.value) for parts in inside for each in parts.inner)
        self.inner.extend(found[1]["appendix"] for found in inner if found)
        for point in points:
            self._read_point(f"point {point.number}", point, State())
        for at, parts in enumerate(inside):
            if state := self.lists.get(at) or self._titled(self.appendices[at]):
                self._read_list(self.appendices[at], parts, state)
        return tuple(self.effects)

    def _read_point(self, label: str, point: Node, state: State) -> None:
        """A point on its own: a change that it announces must follow."""
        before = len(self.effects), len(self.report.diagnostics)
        self._node(label, point, state, self._trailing_verb(point))
        paragraphs = (each for node in point.walk() for each in node.paragraphs())
        nothing = before == (len(self.effects), len(self.report.diagnostics)) and not state.announced
        place = next((each.span for each in paragraphs if self._announces(each)), None) if nothing else None
        if place is not None:
            self.report.add("KZ-EFF-007", "a change is announced and none is made", place)

    def _announces(self, paragraph: Paragraph) -> bool:
        found = self.lexicon.grammar.first("change", mask(paragraph.text).value)
        return found is not None and found[0].name == "announcement"

    def _node(self, label: str, node: Node, state: State, verb: str | None = None) -> None:
        """A point or subpoint, then what stands below it; none of its subpoints sees what another one named."""
        self.state = replace(state, repealing=verb) if verb else state
        for paragraph in node.paragraphs():
            self._paragraph(label, paragraph)
        below = self.state
        for each in node.nodes:
            self._node(f"{label} {each.kind} {each.number}", each, below)

    def _trailing_verb(self, point: Node) -> str | None:
        """The verb of a list of repealed acts where it stands at the end of the last one."""
        first = next(point.paragraphs(), None)
        last = [*point.nodes[-1].paragraphs()][-1:] if point.nodes else []
        if first is None or not last or not first.text.value.rstrip().endswith(":") or self._orders(first.text):
            return None
        found = self.lexicon.grammar.first("change", mask(last[0].text).value)
        return verb_of(found) if found and found[0].name == "repeal" else None

    def _paragraph(self, label: str, paragraph: Paragraph) -> None:
        """A paragraph of a point. Where an act was named, every paragraph must be a change that is known."""
        found = self.lexicon.grammar.first("change", mask(paragraph.text).value)
        name = found[0].name if found else ""
        if self.state.anchored and name not in {"element", "announcement"}:
            held = found is None and not self._orders(paragraph.text)
            self.state = replace(self.state, anchored=held or name == "anchor")
            return
        targets = find_targets(paragraph.text, self.lexicon, self.report, self.aliases) if self._matters(found) else ()
        if self.state.repealing and (found is None or name == "element" or self._is_item(found, targets)):
            self._item(label, paragraph, targets)
        elif found is None:
            self._unknown(paragraph)
        elif name == "announcement":
            self._announce(paragraph, targets)
        elif name == "anchor":
            self._anchor(paragraph)
        elif name == "element":
            self._name(paragraph, targets, found)
            return
        elif name.endswith("-by-appendix") and name not in CHANGES:
            self._announce_list(paragraph, found)
        else:
            self._change(label, paragraph, found, targets)
        self.state = replace(self.state, leading=name == "announcement" and bool(self.state.path))

    def _anchor(self, paragraph: Paragraph) -> None:
        """Words, or a row, that are quoted apart from the change that is about them: all of it is one unread change."""
        self.report.add("KZ-EFF-001", "a change that quotes apart what it is about", paragraph.span)
        self.state = replace(self.state, anchored=True)

    def _matters(self, found: Found | None) -> bool:
        """Whether it matters which acts a paragraph names."""
        return found is not None or self.state.repealing is not None

    def _is_item(self, found: Found, targets: Sequence[Target]) -> bool:
        return found[0].name == "repeal" and bool(targets)

    def _orders(self, text: Text) -> bool:
        return self.lexicon.grammar.first("orders-a-change", mask(text).value) is not None

    def _unknown(self, paragraph: Paragraph) -> None:
        if self.state.target is not None or self._orders(paragraph.text):
            self.report.add("KZ-EFF-001", "a change in words that are not known", paragraph.span)

    def _announce(self, paragraph: Paragraph, targets: Sequence[Target]) -> None:
        """A change is announced; the act is named here, or below where several acts are changed."""
        several = self.lexicon.grammar.first("omnibus-title", mask(paragraph.text).value) is not None
        if not targets and not several:
            self.report.add("KZ-EFF-002", "a change of an act that is not named", paragraph.span)
        act = targets[-1].act if targets else None
        self.state = State(act and replace(act, element=None), self._part(paragraph.text, targets), announced=True)

    def _part(self, text: Text, targets: Sequence[Target]) -> Path:
        """The part of the act that is named beside it."""
        if not targets:
            return ()
        segment = targets[-1].segment or named_part(text, targets[-1].act, self.lexicon.grammar)
        return (segment,) if segment else ()

    def _name(self, paragraph: Paragraph, targets: Sequence[Target], found: Found) -> None:
        """A line that names an act, or a part of the act named before, for the lines below it."""
        text = paragraph.text
        if targets and not self._is_approved(text):
            if not self.state.announced and self.state.target is None and not self._changes(text, targets[-1].act):
                return
            act = replace(targets[-1].act, element=None)
            lost = targets[-1].segment is None and not only_names(text, act, self.lexicon.grammar)
            path = self._part(text, targets)
            self.state = replace(self.state, target=act, path=path, lost=lost, leading=bool(path), anchored=False)
            if lost:
                self._unknown(paragraph)
        elif self.state.target is not None:
            self._descend(paragraph, text.group(found[1], "element"))

    def _descend(self, paragraph: Paragraph, words: Text) -> None:
        """A line that names a part of the act. Once one was not understood, only a part of the act itself is clear."""
        segments, anew = read_parts(words, self.lexicon.grammar)
        self.state = replace(self.state, anchored=False)
        if len(segments) != 1:
            self.report.add("KZ-EFF-001", "a part of an act in words that are not known", paragraph.span)
            self.state = replace(self.state, lost=True)
        elif anew or not self.state.lost:
            below = self.state.leading and bool(self.state.path) and self.state.path[-1].named
            path = descend(self.state.path, segments[0], anew=anew, below=below)
            self.state = replace(self.state, path=path, lost=False, leading=True)

    def _changes(self, text: Text, act: Citation) -> bool:
        """Whether a line that ends in a colon does nothing but say in which act the next ones change something."""
        start, end = place_of(text, act)
        words = text[:start] if self.lexicon.grammar.innermost_first else text[start:end]
        within = self.lexicon.grammar.compile("^{in_act}$").match(mask(words).value) is not None
        return within and only_names(text, act, self.lexicon.grammar)

    def _announce_list(self, paragraph: Paragraph, found: Found) -> None:
        """An appendix is announced as a list of acts that are changed or repealed."""
        number = found[1].groupdict().get("appendix")
        at = next((at for at, each in enumerate(self.appendices) if each.number == number), None)
        if at is None:
            name = f"appendix {number}" if number else "an appendix"
            self.report.add("KZ-EFF-003", f"{name} is announced and is not there", paragraph.span)
        elif found[0].name == "repeal-by-appendix":
            self.lists[at] = State(repealing=verb_of(found))
        else:
            self.lists[at] = State(announced=True)

    def _titled(self, appendix: Appendix) -> State | None:
        """What the title of an appendix says of the acts that it lists."""
        if appendix.title is None or appendix.becomes is not None:
            return None
        if found := self.lexicon.grammar.first("repeal-list", appendix.title):
            return State(repealing=verb_of(found))
        return State(announced=True) if self.lexicon.grammar.first("change-list", appendix.title) else None

    def _read_list(self, appendix: Appendix, parts: AppendixParts, state: State) -> None:
        """The items of a list, numbered or not."""
        label = f"appendix {appendix.number}" if appendix.number else "appendix"
        before = len(self.effects), len(self.report.diagnostics)
        for point in parts.points:
            self._read_point(f"{label} point {point.number}", point, state)
        self.state = state
        for each in parts.prose:
            if each.kind != "quoted":
                self._paragraph(label, Paragraph(each, each.text, None))
        if before == (len(self.effects), len(self.report.diagnostics)):
            place = appendix.title_span or appendix.span
            self.report.add("KZ-EFF-007", "a list of changed acts without an item", place)

    def _item(self, label: str, paragraph: Paragraph, targets: Sequence[Target]) -> None:
        """An item of a list of repealed acts: the act that it names, which may be named last or first."""
        words = self._item_words(paragraph.text)
        if not targets and words.value.endswith(":"):
            return
        extents = read_extents(words, targets, self.lexicon.grammar)
        if not extents or self._limits(paragraph.text):
            self.report.add("KZ-EFF-001", "an item of a list of repealed acts is not understood", paragraph.span)
            return
        ending = Ending(label, paragraph.span, self.state.repealing or "")
        self.effects += ending.effects(extents, self.lexicon.grammar, self.report)

    def _item_words(self, text: Text) -> Text:
        """An item without its verb, if it prints one, and without the marks that end it."""
        found = self.lexicon.grammar.first("change", mask(text).value)
        named = named_words(text, found) if found and found[0].name == "repeal" else None
        words = (named or text).strip()
        return words[: len(words.value.rstrip(" ;."))]

    def _limits(self, text: Text) -> bool:
        """Whether a sentence leaves out a part of what it names."""
        return self.lexicon.grammar.compile("{saving}").search(mask(text).value) is not None

    def _is_approved(self, text: Text) -> bool:
        """Whether words name a part that the act named above approved; acts among them belong to its title."""
        approved = self.lexicon.grammar.compile("{approved}")
        return self.state.target is not None and approved.search(mask(text).value) is not None

    def _above(self, text: Text, found: Found, targets: Sequence[Target]) -> Path:
        """The part of the act that is named above a change, or apart from it in the same sentence."""
        if not targets:
            return self.state.path
        return self._part(text.group(found[1], "act"), targets) if found[1].groupdict().get("act") else ()

    def _is_of_the_act(self, text: Text, found: Found) -> bool:
        """Whether a sentence says itself that what it changes is a part of the act, or approved by it."""
        words = named_words(text, found)
        return words is not None and read_parts(words, self.lexicon.grammar)[1]

    def _own(self, paragraph: Paragraph, found: Found, targets: Sequence[Target]) -> tuple[Target, ...]:
        """The act that a sentence says it changes: the words of the element do nothing but name it."""
        groups = found[1].groupdict()
        name = next((name for name, value in groups.items() if value and name.startswith("element")), None)
        if groups.get("act"):
            words = paragraph.text.group(found[1], "act")
            return tuple(each for each in targets if only_names(words, each.act, self.lexicon.grammar))[-1:]
        if name is None or self._is_approved(paragraph.text):
            return ()
        words = paragraph.text.group(found[1], name)
        inside = (each for each in targets if words.span().start <= each.act.span.start < words.span().end)
        return tuple(each for each in inside if only_names(words, each.act, self.lexicon.grammar))[:1]

    def _change(self, label: str, paragraph: Paragraph, found: Found, targets: Sequence[Target]) -> None:
        """A sentence that changes an act: the one that it names itself, or the one named above."""
        name = found[0].name
        if name == "repeal" and (targets or not self._words(found)):
            self._repeal_named(label, paragraph, found, targets)
            return
        if name in {"suspension", "extension"} and targets and not self._is_approved(paragraph.text):
            self._end_named(label, paragraph, found, targets)
            return
        targets = self._own(paragraph, found, targets)
        act = replace(targets[0].act, element=None) if targets else self.state.target
        if act is None:
            if name != "renumbering":
                self.report.add("KZ-EFF-002", "a change of an act that is not named", paragraph.span)
            return
        if self.state.lost and not targets and not self._is_of_the_act(paragraph.text, found):
            message = "a change of a part that is named in words that are not known"
            code = "KZ-EFF-008" if name == "insertion-of-rows" else "KZ-EFF-001"
            self.report.add(code, message, paragraph.span)
            return
        provision = Provision(
            label,
            paragraph,
            found[1],
            act,
            self._above(paragraph.text, found, targets),
            () if found[1].groupdict().get("act") else tuple(targets),
            self.lexicon,
            self.report,
            self.appendices,
            self.inner,
        )
        self.effects.extend(CHANGES[name](provision))

    def _words(self, found: Found) -> str | None:
        """What a sentence says is repealed; None where a list follows."""
        groups = found[1].groupdict()
        words = groups.get("element") or groups.get("element2")
        return None if words is None or self.lexicon.grammar.compile("{no_words}").match(words) else words

    def _repeal_named(self, label: str, paragraph: Paragraph, found: Found, targets: Sequence[Target]) -> None:
        """Acts that are repealed by name, here or in the subpoints that follow."""
        if not targets:
            self.state = replace(self.state, repealing=verb_of(found))
        elif self._is_approved(paragraph.text):
            self._unknown(paragraph)
        else:
            self._end_named(label, paragraph, found, targets)

    def _end_named(self, label: str, paragraph: Paragraph, found: Found, targets: Sequence[Target]) -> None:
        """Acts, or parts of them, that a sentence repeals or suspends by name; every word of it must be read."""
        words = named_words(paragraph.text, found)
        extents = read_extents(words, targets, self.lexicon.grammar) if words else ()
        if not extents or self._limits(paragraph.text):
            self.report.add("KZ-EFF-001", "a change in words that are not known", paragraph.span)
            return
        ending = Ending(label, paragraph.span, verb_of(found), "repeal" if found[0].name == "repeal" else "suspension")
        self.effects += ending.effects(extents, self.lexicon.grammar, self.report, paragraph.text, found)
