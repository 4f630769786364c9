"""The files that texts stand in, and how one becomes an act: the border between the corpus and the readers."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph.act import Act, Appendix
from graph.facts.scribe import first_requisites
from graph.layout.files import Holding, Part, Search, read_file
from graph.layout.meta import Meta, read_meta
from graph.reading.identity import identify_from_meta
from graph.reading.lexicon import Lexicon
from graph.reading.parse import parse
from graph.reading.report import Report
from graph.source import Source
from graph.tables.continuation import Continuation, amendments_of, continue_table

_WITHOUT_NAME = {"KZ-REQ-001", "KZ-REQ-009"}
"""What is said of a text that does not print its own requisites."""
_EDITION = {"kk": "version_date.kaz", "ru": "version_date.rus"}
"""The keys of the day of signature of the last act that made the edition what it is, as editions show."""
_STATED = "requisite"
"""The key of the publisher's sentence that names the act."""


Memory = dict[Path, tuple[Act, Continuation | None]]
"""Files that were read last, with what they go on with: a slice of a table needs those before it."""
_REMEMBERED = 4


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file of a text: a source of its own, since every quote stands in bytes that have a hash."""

    holding: Holding
    part: Part
    name: str
    """How diagnostics call the file."""

    @property
    def label(self) -> str | None:
        """Which file of a text in several it is; None for the main one."""
        return None if self.part.kind == "main" else self.part.path.stem

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that the reading of this one rests on: it, the main file that lists it, and the description."""
        found = (self.part.path, self.holding.path, self.holding.meta, *(each.path for each in earlier(self)))
        return tuple(dict.fromkeys(each for each in found if each is not None))


def leaves_in(paths: Sequence[Path]) -> Iterator[Leaf]:
    """Every file of every text that the paths name, files and folders, each once, in order."""
    for holding in Search(paths):
        for part in holding.parts:
            yield Leaf(holding, part, part.path.as_posix())


def seed_leaves(seeds: Path) -> Iterator[Leaf]:
    """The acts of the seeds, each called by its folder: every text of the seeds has the same file name."""
    for path in sorted(seeds.glob("acts/*/act.txt")):
        part = Part(path)
        yield Leaf(Holding((part,)), part, f"{path.parent.name}/{path.name}")


def key_of(leaf: Leaf) -> str:
    """SHA-256 of all bytes that the reading of a file rests on. Raises OSError where they cannot be read."""
    part = leaf.part
    whole = hashlib.sha256(f"{leaf.name}\n{part.kind} {part.appendix} {part.table} {part.number}\n".encode())
    for path in leaf.files:
        with path.open("rb") as file:
            whole.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()


def read_text(leaf: Leaf) -> Source:
    """The text of a file alone. Raises UnreadableSourceError."""
    return replace(read_file(leaf.part.path), name=leaf.name)


def read_leaf(leaf: Leaf, lexicon: Lexicon, memory: Memory | None = None) -> Act:
    """The act that a file prints, or its part of it. Raises UnreadableSourceError.

    Where the text does not print whose it is, the publisher's description beside it says so. A file that goes on with
    a table or an appendix is read with what the files before it say of that; ``memory`` keeps those that were read.
    """
    act = _read_part(leaf.holding, leaf.part, leaf.name, lexicon, {} if memory is None else memory)
    if leaf.label is not None:
        # What stands above a part is the title of the part.
        act = replace(act, title=None, title_span=None)
    if leaf.holding.meta is None or act.language is None or act.meta is not None or first_requisites(act):
        return act
    return _described(act, replace(read_file(leaf.holding.meta), name=leaf.holding.meta.as_posix()), lexicon)


def earlier(leaf: Leaf) -> tuple[Part, ...]:
    """The files of a text that a part of it goes on with: that with the appendix, then slices of the same table."""
    return _earlier(leaf.holding, leaf.part)


def _earlier(holding: Holding, part: Part) -> tuple[Part, ...]:
    if part.kind not in {"table", "part"} or (part.kind == "part" and part.appendix is None):
        return ()
    before = holding.parts[: holding.parts.index(part)]
    same = [each for each in before if each.appendix == part.appendix and each.appendix is not None]
    base = [each for each in same if each.kind == "appendix"] or [each for each in before if each.kind == "main"]
    slices = [each for each in before if each.kind == "table" and _table_of(each) == _table_of(part)]
    return (*base, *(slices if part.kind == "table" else ()))


def _table_of(part: Part) -> tuple[str | None, int | None]:
    return part.appendix, part.table


def _read_part(holding: Holding, part: Part, name: str, lexicon: Lexicon, memory: Memory) -> Act:
    """A file, after those that it goes on with."""
    continues = _continuation(holding, part, lexicon, memory)
    act = parse(replace(read_file(part.path), name=name), lexicon, continues)
    memory[part.path] = act, continues
    while len(memory) > _REMEMBERED:
        del memory[next(iter(memory))]
    return act


def _continuation(holding: Holding, part: Part, lexicon: Lexicon, memory: Memory) -> Continuation | None:
    """What a file goes on with; None for one that stands for itself, and where the appendix cannot be found."""
    files = _earlier(holding, part)
    if not files:
        return None
    base, last = (_remembered(holding, each, lexicon, memory) for each in (files[0], files[-1]))
    appendix = _appendix(base[0], part.appendix)
    if appendix is None and (files[0].kind != "main" or part.appendix is None):
        return None
    number = appendix.number if appendix else part.appendix if part.appendix != "0" else None
    main = _remembered(holding, holding.parts[0], lexicon, memory)[0] if files[0].kind != "main" else None
    amended = amendments_of(base[0], appendix, number) + (amendments_of(main, None, number) if main else ())
    before = (part.table or 1) - 1
    if part.kind != "table":
        return Continuation(number, base[0].language, None, 0, amended)
    inside = appendix if len(files) == 1 else next(iter(last[0].appendices), None)
    tables = inside.tables if inside else ()
    at = before if len(files) == 1 else 0
    if at >= len(tables):
        return Continuation(number, base[0].language, None, before, amended)
    known = continue_table(last[0], tables[at], last[1].table if last[1] else None, lexicon)
    return Continuation(number, base[0].language, known, before, amended)


def _remembered(holding: Holding, part: Part, lexicon: Lexicon, memory: Memory) -> tuple[Act, Continuation | None]:
    if part.path not in memory:
        _read_part(holding, part, part.path.as_posix(), lexicon, memory)
    return memory[part.path]


def _appendix(act: Act, number: str | None) -> Appendix | None:
    """The appendix of that number; where the file has none of its own in its name, the only one."""
    if number is None:
        return act.appendices[0] if len(act.appendices) == 1 else None
    return next((each for each in act.appendices if (each.number or "0") == number), None)


def _described(act: Act, source: Source, lexicon: Lexicon) -> Act:
    """The act with requisites and registration from its description, and without the complaint that it has none."""
    meta, problems = read_meta(source)
    stated = meta[_STATED]
    if stated is None:
        return replace(act, diagnostics=(*act.diagnostics, *problems))
    report = Report(source)
    _check_edition(act, meta, report)
    identity = identify_from_meta(stated, lexicon, report)
    known = any(each.issuer is not None for each in identity.requisites)
    kept = (each for each in act.diagnostics if not known or each.problem.code not in _WITHOUT_NAME)
    return replace(
        act,
        meta=source,
        requisites=(*act.requisites, *identity.requisites),
        registration=act.registration or identity.registration,
        diagnostics=(*kept, *problems, *report.sorted()),
    )


def _check_edition(act: Act, meta: Meta, report: Report) -> None:
    """An edition holds no amendment that was signed after its day."""
    printed = meta[_EDITION.get(act.language or "", "")]
    try:
        edition = date.fromisoformat(printed.value) if printed else None
    except ValueError:
        return
    for each in (one for note in act.notes for one in note.amendments):
        if printed and edition and each.act.signed and each.act.signed > edition:
            message = f"a note names № {each.act.number} of {each.act.signed}, signed after the day of the edition"
            report.add("KZ-EDN-001", message, printed.span(), expected=f"{each.act.signed} or later")
