"""Tables as values: named columns with a datatype, each cell read from a subject of the graph.

A column is a path of terms of the vocabulary, such as ``procedure.code``: its datatype, its titles in three languages
and the property it stands for are those of the last term. ``labels@ru`` is the Russian one of several languages.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.export.export import Export
from graph.fact import Value
from graph.stores.entity import Entity, Evidence, Text, linked
from graph.term import LANGUAGES, Term, by_language
from graph.vocabulary import TERMS

Cell = Value | tuple[Value, ...] | None
"""What stands in a row under a column; a tuple under a column of many values."""

SEPARATOR = "|"
"""Between the values of one cell, where a format has no lists. No IRI, code or date has it."""

Titles = Mapping[str, str]
"""Words by language: kk, ru, en."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one row is made from: a subject, the words it rests on with the file they stand in, or one of its names."""

    entity: Entity
    evidence: Evidence | None = None
    file: str | None = None
    name: Text | None = None
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``datatype`` is string, decimal, date, boolean, integer or iri.

    ``term`` is the property that a cell states and ``about`` the column with the IRI of which it is stated (the row's
    own where it is ``iri``); both are missing where a cell only repeats what several statements say.
    """

    name: str
    datatype: str
    titles: Titles
    comment: str
    read: Callable[[Line], Cell]
    many: bool = False
    required: bool = False
    language: str | None = None
    term: Term | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one row for each line, in document order. ``key`` names the columns that tell its rows apart."""

    name: str
    titles: Titles
    comment: str
    classes: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: Callable[[Export], Iterable[Line]]
    key: tuple[str, ...] = ("iri",)

    def rows(self, export: Export) -> Iterator[tuple[Cell, ...]]:
        """The cells of every row, in the order of the columns."""
        for line in self.lines(export):
            yield tuple(column.read(line) for column in self.columns)


def columns(spelling: str) -> tuple[Column, ...]:
    """Columns from words such as ``code=procedure.code!``: a name where it is not the path, and ``!`` for required.

    A cell states the last term of whatever the rest of the path leads to, if that has a column before it.
    """
    found: dict[str, Column] = {}
    for word in spelling.split():
        name, _, path = word.rstrip("!").rpartition("=")
        found[path] = _column(name or _snake(path), path, found, required=word.endswith("!"))
    return tuple(found.values())


def _column(name: str, path: str, before: Mapping[str, Column], *, required: bool) -> Column:
    path, _, language = path.partition("@")
    *way, last = (TERMS[step] for step in path.split("."))
    about = before.get(path.rpartition(".")[0])
    subject = "iri" if not way else about.name if about and not about.many else None
    many = any(term.many for term in way) or (last.many and not language)
    return Column(
        name,
        _datatype(last),
        _titles([*way, last], language),
        last.comment,
        lambda line: _follow(line.entity, path.split("."), language, many=many),
        many,
        required,
        language or None,
        last if subject else None,
        subject,
    )


def computed(
    name: str, datatype: str, words: str, comment: str, read: Callable[[Line], Cell], *, required: bool = False
) -> Column:
    """A column that is no path; ``words`` are its titles, ``kk | ru | en``."""
    return Column(name, datatype, by_language(words), comment, read, required=required)


IRI = computed(
    "iri",
    "iri",
    "IRI | IRI | IRI",
    "The IRI of the resource in the graph.",
    lambda line: line.entity.iri,
    required=True,
)
"""What a row is about."""


def lines_of(*classes: str, evidence: str = "") -> Callable[[Export], Iterator[Line]]:
    """A line for each subject of some classes, with the words that its term ``evidence`` was read from."""

    def lines(export: Export) -> Iterator[Line]:
        for entity in export.all(*classes):
            found = export.evidence_of(entity, evidence) if evidence else None
            yield Line(entity, found, export.files.get((found.act.iri, found.sha256)) if found else None)

    return lines


def _snake(path: str) -> str:
    """``version.causedBy`` is version_caused_by."""
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", re.sub("[.@]", "_", path))


def _datatype(term: Term) -> str:
    if term.links or term.range == "iri":
        return "iri"
    return "string" if term.range == "langString" else term.range


def _titles(terms: list[Term], language: str) -> Titles:
    suffix = f" ({language})" if language else ""
    return {tongue: ": ".join(term.labels[tongue] for term in terms) + suffix for tongue in LANGUAGES}


def _follow(entity: Entity, steps: list[str], language: str, *, many: bool) -> Cell:
    entities: tuple[Entity, ...] = (entity,)
    for step in steps[:-1]:
        entities = tuple(each for one in entities for each in linked(one.values.get(step)))
    values = [value for one in entities for value in _values(one.values.get(steps[-1]), language)]
    if many:
        return tuple(dict.fromkeys(values))
    return values[0] if values else None


def _values(value: object, language: str) -> Iterator[Value]:
    """The values of a term, words only in the language that is asked for."""
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, Entity):
            yield each.iri
        elif isinstance(each, Text):
            if each.language == language:
                yield each.value
        elif each is not None:
            yield each
