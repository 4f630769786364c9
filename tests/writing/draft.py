"""An act in words and in no form: blocks from the title to the last appendix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.writing.plan import AddPoint, AddRows, Annex, Changes, Group, Line, Plan, Restate, Sheet
from tests.writing.wording import Wording, capital


@dataclass(frozen=True, slots=True)
class Block:
    """Something printed by itself.

    ``kind`` is ``title``, ``requisites``, ``note``, ``warning`` (of two paragraphs), ``paragraph``, ``signature``
    (office and name), ``header``, ``heading``, ``caption``, ``open`` and ``close`` (quotation marks around rows).
    """

    kind: str
    lines: tuple[str, ...]
    level: int = 0
    """Of a paragraph: 0 of a point, 1 of a subpoint, 2 of what stands below."""
    anchor: str | None = None
    quoted: bool = False
    """Whether a paragraph is the wording that a change quotes, and no words of its point."""

    @property
    def text(self) -> str:
        """Its first line."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    width: int = 1
    height: int = 1


Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A table: the rows of its heading, and the others. ``quoted`` stands between quotation marks."""

    head: tuple[Cells, ...]
    rows: tuple[Cells, ...]
    kind: str
    quoted: bool = False


Draft = Sequence[Block | Drawing]
CASES = ("dative", "genitive", "locative", "nominative")
"""Forms in which a sentence names an act."""


def draft(plan: Plan, words: Wording) -> list[Block | Drawing]:
    """The whole act."""
    return list(_Drafting(plan, words).blocks())


def amount(value: Decimal) -> str:
    """An amount as acts print it: groups of three, a comma."""
    return f"{value:,}".replace(",", " ").replace(".", ",")


@dataclass(slots=True)
class _Drafting:
    plan: Plan
    words: Wording
    number: int = 0

    def blocks(self) -> Iterator[Block | Drawing]:
        plan, words = self.plan, self.words
        yield Block("title", (words.title(plan),))
        yield Block("requisites", (words.requisites(plan.act),))
        if plan.warned:
            yield Block("warning", tuple(each.format(point=self._last()) for each in words.words["publisher"]))
        if plan.article:
            article, point = plan.article
            yield Block("paragraph", (words.words["preamble"].format(article=article, point=point),))
        else:
            yield Block("paragraph", (f"{words.words['enacting']}:",))
        if plan.note:
            yield Block("note", (words.note(plan.note),))
        for texts in self._points():
            yield from texts
        office = words.issuer(plan.act, "office")
        yield Block("signature", (office, words.person(plan.signatory)))
        for annex in plan.annexes:
            yield from self._annex(annex)

    def _last(self) -> int:
        """The number of the last point."""
        return sum(1 for _ in _Drafting(self.plan, self.words)._points())

    def _point(self, text: str) -> Block:
        self.number += 1
        return Block("paragraph", (f"{self.number}. {text}",), anchor=f"p{self.number}")

    def _points(self) -> Iterator[list[Block | Drawing]]:
        plan, say = self.plan, self.words.say
        if plan.kind == "approve":
            yield self._approval()
        if plan.kind == "omnibus":
            yield self._omnibus()
        elif plan.changed:
            (changes,) = plan.changed
            yield [self._point(self._announcement("announce", changes)), *self._changes(changes, last=".")]
        listed = next((annex for annex in plan.annexes if annex.repealed), None)
        if listed is not None:
            yield [self._point(say("points", "repeal_list", appendix=self.words.appendix(listed.number)))]
        else:
            for act in plan.repealed:
                yield [self._point(say("points", "repeal", registered=self.words.registered(act), **self._cases(act)))]
        if plan.suspended:
            act, until = plan.suspended
            values = {"registered": self.words.registered(act), "until": self.words.day(until, "until")}
            yield [self._point(say("points", "suspend", **values, **self._cases(act)))]
        if plan.duties:
            yield self._subpoints(say("points", "duties"), self.words.words["points"]["duty"])
        yield [self._point(say("points", "control"))]
        yield [self._point(self.words.commencement(plan.force))]

    def _cases(self, act: object) -> dict[str, str]:
        return {case: self.words.cited(act, case) for case in CASES}  # type: ignore[arg-type]

    def _subpoints(self, text: str, items: Sequence[str]) -> list[Block | Drawing]:
        point = self._point(text)
        return [point, *(Block("paragraph", (f"{at}) {item}",), 1) for at, item in enumerate(items, 1))]

    def _approval(self) -> list[Block | Drawing]:
        say, words = self.words.say, self.words
        annexes = [(annex.topic, words.appendix(annex.number)) for annex in self.plan.annexes if annex.topic]
        named = [{"name": words.words["topics"][topic]["name"], "appendix": number} for topic, number in annexes]
        if len(named) == 1:
            return [self._point(say("points", "approve", **named[0]))]
        items = [say("points", "approve_item", **each) for each in named]
        items = [f"{each};" for each in items[:-1]] + [f"{items[-1]}{say('points', 'approve_last')}."]
        return self._subpoints(say("points", "approve_several"), items)

    def _announcement(self, key: str, changes: Changes) -> str:
        registered = self.words.registered(changes.target)
        change = self.words.announced(changes.changes)
        return self.words.say("points", key, registered=registered, change=change, **self._cases(changes.target))

    def _omnibus(self) -> list[Block | Drawing]:
        every = [change for changes in self.plan.changed for change in changes.changes]
        blocks: list[Block | Drawing] = []
        blocks.append(self._point(self.words.say("points", "announce_several", change=self.words.announced(every))))
        for at, changes in enumerate(self.plan.changed, 1):
            blocks.append(Block("paragraph", (f"{at}) {self._announcement('announce_item', changes)}",), 1))
            blocks.extend(self._changes(changes, last="." if at == len(self.plan.changed) else ";"))
        return blocks

    def _changes(self, changes: Changes, last: str) -> Iterator[Block | Drawing]:
        introduced = self.words.introduced(changes)
        if introduced:
            yield Block("paragraph", (introduced,), 2)
        for at, change in enumerate(changes.changes, 1):
            mark = last if at == len(changes.changes) else ";"
            number = self.plan.annexes[change.annex].number if hasattr(change, "annex") else None
            text = self.words.change(changes.target, change, number)
            yield Block("paragraph", (text if text.endswith(":") else text + mark,), 2)
            if isinstance(change, AddRows):
                yield Block("open", ('"',))
                yield self._drawing(change.sheet, quoted=True)
                yield Block("close", (f'"{mark}',))
            elif quoted := quotation(change, self.words):
                yield Block("paragraph", (f'"{quoted}"{mark}',), 2, quoted=True)

    # Appendices

    def _annex(self, annex: Annex) -> Iterator[Block | Drawing]:
        words = self.words
        yield Block("header", tuple(words.header(self.plan.act, annex.number)))
        if annex.becomes:
            yield Block("header", tuple(words.header(*annex.becomes)))
        yield Block("heading", (annex_title(annex, words),))
        if annex.note:
            yield Block("note", (words.note(annex.note),))
        for at, rule in enumerate(annex.rules, 1):
            yield Block("paragraph", (f"{at}. {words.sentence(rule)}.",))
        for at, act in enumerate(annex.repealed, 1):
            mark = "." if at == len(annex.repealed) else ";"
            yield Block("paragraph", (f"{at}) {words.cited(act, 'nominative')}{words.registered(act)}{mark}",), 1)
        for sheet in annex.sheets:
            if sheet.number:
                yield Block("caption", (words.caption(sheet),))
            yield self._drawing(sheet)

    def _drawing(self, sheet: Sheet, *, quoted: bool = False) -> Drawing:
        head = () if quoted else tuple(_head(sheet, self.words))
        rows: list[Cells] = []
        for group, scope in zip(sheet.groups, sheet.scopes, strict=True):
            rows += _rows(sheet, group, self.words.heading(group, scope) if group.headed else None, self.words)
        return Drawing(head, tuple(rows), sheet.kind, quoted)


def annex_title(annex: Annex, words: Wording) -> str:
    """What an appendix is called."""
    return capital(words.words["topics"][annex.topic]["name"] if annex.topic else words.words["appendix"]["repealed"])


def quotation(change: object, words: Wording) -> str | None:
    """The new wording of a point, without its quotation marks; None where a change quotes none."""
    match change:
        case Restate(_, subpoint, sentence) if subpoint is not None:
            return f"{subpoint}) {words.sentence(sentence)};"
        case Restate(point, _, sentence) | AddPoint(point, sentence):
            return f"{point}. {words.sentence(sentence)}."
        case _:
            pass
    return None


def _head(sheet: Sheet, words: Wording) -> Iterator[Cells]:
    names = words.words["columns"]
    if sheet.kind == "general":
        yield (Cell(names["number"]), Cell(names["name"]), Cell(names["unit"]))
        return
    kind = sheet.kind
    height = 2 if sheet.coefficients else 1
    cells = [Cell(names[key], 1, height) for key in ("number", f"code_{kind}", f"name_{kind}")]
    if kind == "tariff":
        cells.append(Cell(names["price"], 1, height))
    if sheet.coefficients:
        yield (*cells, Cell(names["coefficient"], 2))
        yield (Cell(names["home"]), Cell(names["remote"]))
    else:
        yield tuple(cells)


def _rows(sheet: Sheet, group: Group, heading: str | None, words: Wording) -> Iterator[Cells]:
    width = {"list": 3, "tariff": 6 if sheet.coefficients else 4, "general": 3}[sheet.kind]
    if group.code is not None and heading:
        blank = [Cell("") for _ in range(width - 3)]
        yield (Cell(""), Cell(group.code), Cell(heading), *blank)
    elif heading:
        yield (Cell(heading, width),)
    for line in group.lines:
        yield _line(sheet, line, words)


def _line(sheet: Sheet, line: Line, words: Wording) -> Cells:
    if sheet.kind == "general":
        return Cell(line.number), Cell(words.name(line.name)), Cell(words.measure(line.measure or 0))
    cells = [Cell(line.number), Cell(line.code or ""), Cell(words.name(line.name))]
    if sheet.kind == "tariff":
        cells.append(Cell(amount(line.price) if line.price else ""))
    if sheet.coefficients:
        cells += [Cell(amount(each) if each else "") for each in (line.home, line.remote)]
    return tuple(cells)
