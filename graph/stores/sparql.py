"""The same question in SPARQL 1.1: a Query as text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import count as numbers
from types import MappingProxyType

from graph.fact import Value
from graph.stores.entity import terms
from graph.stores.query import (
    MOST_ABOVE,
    Aggregate,
    And,
    Compare,
    Comparison,
    Count,
    Differ,
    Facet,
    Filter,
    In,
    Is,
    Not,
    Or,
    Order,
    Query,
    Some,
    Tally,
    Way,
    Within,
)
from graph.stores.store import DIGITS
from graph.vocabulary import PREFIXES, TERMS

_ESCAPES = {ord('"'): '\\"', ord("\\"): "\\\\", **{n: f"\\u{n:04X}" for n in (*range(32), 127)}}
_DATATYPES: Mapping[type, str] = MappingProxyType({date: "xsd:date", Decimal: "xsd:decimal"})
_PREFIX = 'REPLACE(REPLACE(STR({}), "([0-9]+)", "00000000000$1"), "[0-9]*([0-9]{{12}})", "$1")'
"""graph.stores.entity.natural, said in SPARQL."""


def select(query: Query, base: str) -> str:
    """All subjects that the filter of a query lets through, as ``?this``, in its order, without its page.

    ``base`` is the base IRI of the build. The text runs over the union of all named graphs.
    """
    writer = _Writer()
    lines = writer.where(query)
    optional, keys = writer.order(query)
    return _named(f"{_block('SELECT DISTINCT ?this', (*lines, *optional))}\nORDER BY {' '.join(keys)}", base)


def count(query: Query, base: str) -> str:
    """How many subjects the filter of a query lets through, as ``?total``."""
    return _named(_block("SELECT (COUNT(DISTINCT ?this) AS ?total)", _Writer().where(query)), base)


def facet(asked: Facet, base: str) -> str:
    """How many have each ``?value``, as ``?count``; the row without a value counts those that have none."""
    writer = _Writer()
    lines = (*writer.where(asked.query), f"OPTIONAL {{ {writer.values(asked)} }}")
    select = "SELECT ?value (COUNT(DISTINCT ?this) AS ?count)"
    return _named(f"{_block(select, lines)}\nGROUP BY ?value\nORDER BY DESC(?count) ASC(?value)", base)


def aggregate(asked: Aggregate, base: str) -> str:
    """What the numbers add up to, as ``?count``, ``?min``, ``?max``, ``?sum`` and ``?average``.

    A row for each value of the term that parts them, in a variable of its name. The inner query takes each subject
    once, whatever the filter joins and however many graphs say it.
    """
    number, group = f"?{asked.term}", f"?{asked.per}"
    optional = f"OPTIONAL {{ ?this {TERMS[asked.per].iri} {group} . }}"
    lines = (*_Writer().where(asked.query), f"?this {TERMS[asked.term].iri} {number} .", optional)
    inner = _block(f"SELECT DISTINCT ?this {number} {group}", lines)
    parts = " ".join(f"({name}({number}) AS ?{name.lower()})" for name in ("COUNT", "MIN", "MAX", "SUM"))
    average = f"(ROUND({10**DIGITS} * SUM({number}) / COUNT({number})) / {10**DIGITS} AS ?average)"
    outer = _block(f"SELECT {group} {parts} {average}", inner.splitlines())
    return _named(f"{outer}\nGROUP BY {group}\nORDER BY ASC({group})", base)


def _block(select: str, lines: Iterable[str]) -> str:
    body = "\n".join(f"  {line}" for line in lines)
    return f"{select} WHERE {{\n{body}\n}}"


def listed(iris: Iterable[str]) -> str:
    """These subjects as ``?this``, in this order: what no pattern of the graph says, such as the answer to a search."""
    places = "\n".join(f"    ({_iri(each)} {place})" for place, each in enumerate(iris, 1))
    known = "FILTER EXISTS { ?this a ?class }"
    return f"SELECT ?this WHERE {{\n  VALUES (?this ?place) {{\n{places}\n  }}\n  {known}\n}}\nORDER BY ?place\n"


def _named(text: str, base: str) -> str:
    """The text with the prefixes it uses before it."""
    names = {**PREFIXES, "q": f"{base}def/"}
    used = (f"PREFIX {name}: <{iri}>" for name, iri in sorted(names.items()) if f"{name}:" in text)
    return "\n".join((*used, text, ""))


class _Writer:
    """Writes one query: numbers its variables.

    What holds of a variable is written twice: as the lines of a group graph pattern, which reads well, and as an
    expression of EXISTS, which may stand under ``!`` and ``||`` without SPARQL's scopes changing what it means.
    """

    def __init__(self) -> None:
        self._numbers = numbers(1)

    def where(self, query: Query) -> list[str]:
        return [f"?this a q:{query.type} .", *self._lines(query.where, query.type, "?this")]

    def order(self, query: Query) -> tuple[list[str], list[str]]:
        """Lines that bind what the order needs, and its keys, ending in document order."""
        orders: list[Order | Tally] = list(query.order)
        if any(term.name == "code" for term in terms(query.type)):
            orders.append(Order(("code",)))
        optional: list[str] = []
        keys: list[str] = []
        for each in orders:
            variable = self._new("order")
            optional.append(f"OPTIONAL {{ {self._bound(each, variable)} }}")
            key = _PREFIX.format(variable) if isinstance(each, Order) and each.natural else variable
            keys.append(f"DESC({key})" if each.descending else f"ASC({key})")
        return optional, [*keys, f"ASC({_PREFIX.format('?this')})"]

    def _bound(self, order: Order | Tally, variable: str) -> str:
        """A group that binds what ``?this`` is sorted by; nothing where a way leads nowhere, which sorts lowest."""
        if isinstance(order, Order):
            return f"?this {'/'.join(TERMS[term].iri for term in order.path)} {variable} ."
        far = self._new(order.way.to)
        path = " ".join((*_step("?this", order.way, far), *self._lines(order.filter, order.way.to, far)))
        return f"SELECT ?this (COUNT(DISTINCT {far}) AS {variable}) WHERE {{ {path} }} GROUP BY ?this"

    def values(self, facet: Facet) -> str:
        """A group that binds the values of ``?this`` that a facet counts."""
        it, lines = "?this", list[str]()
        if facet.way:
            it = self._new(facet.way.to)
            lines = [*_step("?this", facet.way, it), *self._lines(facet.among, facet.way.to, it)]
        value = self._new(facet.term) if facet.yearly else "?value"
        lines.append(f"{it} {TERMS[facet.term].iri} {value} .")
        if facet.yearly:
            lines.append(f"BIND (xsd:integer(SUBSTR(STR({value}), 1, 4)) AS ?value)")
        return " ".join(lines)

    def _new(self, stem: str) -> str:
        return f"?{stem[0].lower()}{stem[1:]}{next(self._numbers)}"

    def _lines(self, where: Filter, class_name: str, it: str) -> list[str]:
        """Lines of a group graph pattern in which ``it`` is already bound."""
        match where:
            case And(filters):
                return [line for each in filters for line in self._lines(each, class_name, it)]
            case In(term, (value,)) if _exact(term):
                return [f"{it} {TERMS[term].iri} {_literal(term, value)} ."]
            case Not(each) if (group := self._group(each, class_name, it)) is not None:
                return [f"FILTER NOT EXISTS {{ {group} }}"]
            case _ if (group := self._group(where, class_name, it)) is not None:
                return [f"FILTER EXISTS {{ {group} }}"]
            case _:
                return [f"FILTER ({self._expression(where, class_name, it)})"]

    def _expression(self, where: Filter, class_name: str, it: str) -> str:
        match where:
            case And(filters):
                return _joined(" && ", "true", (self._expression(each, class_name, it) for each in filters))
            case Or(filters):
                return _joined(" || ", "false", (self._expression(each, class_name, it) for each in filters))
            case Not(each):
                return f"!({self._expression(each, class_name, it)})"
            case Is(()):
                # An empty IN is false too, but an error in Oxigraph, and what denies an error is one.
                return "false"
            case Is(iris):
                return f"{it} IN ({', '.join(map(_iri, iris))})"
            case _:
                return f"EXISTS {{ {self._group(where, class_name, it)} }}"

    def _group(self, where: Filter, class_name: str, it: str) -> str | None:  # noqa: PLR0911 - one for each kind of filter
        """A group that has a solution when the filter lets ``it`` through; None for what is an expression."""
        match where:
            case In(term, values):
                return self._one_of(it, term, values)
            case Compare(term, comparison, operand):
                value = self._new("value")
                return f"{it} {TERMS[term].iri} {value} . FILTER ({_compared(value, term, comparison, operand)})"
            case Some(way, each):
                far = self._new(way.to)
                return " ".join((*_step(it, way, far), *self._lines(each, way.to, far)))
            case Count(way, comparison, number, among):
                return self._counted(it, class_name, way, among, f"{comparison} {number}")
            case Differ(way, term, among):
                return self._differing(it, way, TERMS[term].iri, among)
            case Within(term, codes):
                return self._within(it, TERMS[term].iri, codes)
            case _:
                return None

    def _one_of(self, it: str, term: str, values: tuple[Value, ...]) -> str:
        if len(values) == 1 and _exact(term):
            return f"{it} {TERMS[term].iri} {_literal(term, values[0])} ."
        value = self._new("value")
        found = f"STR({value})" if TERMS[term].range == "langString" else value
        listed = ", ".join(_literal(term, each) for each in values)
        return f"{it} {TERMS[term].iri} {value} . FILTER ({found} IN ({listed}))"

    def _counted(self, it: str, class_name: str, way: Way, among: Filter, condition: str) -> str:
        far, total = self._new(way.to), self._new("count")
        path = " ".join((*_step(it, way, far), *self._lines(among, way.to, far)))
        select = f"SELECT {it} (COUNT(DISTINCT {far}) AS {total})"
        inner = f"{it} a q:{class_name} . OPTIONAL {{ {path} }}"
        return f"{{ {select} WHERE {{ {inner} }} GROUP BY {it} }} FILTER ({total} {condition})"

    def _differing(self, it: str, way: Way, term: str, among: Filter) -> str:
        one, other = self._new(way.to), self._new(way.to)
        this, that = self._new("value"), self._new("value")
        paths = ((*_step(it, way, far), *self._lines(among, way.to, far)) for far in (one, other))
        path = " ".join(line for lines in paths for line in lines)
        differ = f"LANG({this}) = LANG({that}) && STR({this}) < STR({that})"
        return f"{path} {one} {term} {this} . {other} {term} {that} . FILTER ({differ})"

    def _within(self, it: str, term: str, codes: tuple[str, ...]) -> str:
        above, code = self._new("above"), self._new("value")
        listed = ", ".join(map(_string, codes))
        return f"{it} {term}* {above} . {above} {TERMS['code'].iri} {code} . FILTER ({code} IN ({listed}))"


def _step(it: str, way: Way, far: str) -> Iterator[str]:
    start, end = (far, it) if way.back else (it, far)
    yield f"{start} {_path(way)} {end} ."
    yield f"{far} a q:{way.to} ."


def _path(way: Way) -> str:
    steps = [TERMS[way.term].iri, *([TERMS[way.above].iri] * MOST_ABOVE if way.above else ())]
    return "|".join("/".join(steps[:count]) for count in range(1, len(steps) + 1))


def _exact(term: str) -> bool:
    """Whether a value is one RDF term, so that a triple finds it."""
    return TERMS[term].range not in {"langString", "decimal", "integer", "date"}


def _joined(operator: str, empty: str, parts: Iterable[str]) -> str:
    found = tuple(parts)
    return f"({operator.join(found)})" if found else empty


def _compared(value: str, term: str, comparison: Comparison, operand: Value) -> str:
    if comparison is Comparison.STARTS:
        return f"STRSTARTS(STR({value}), {_string(str(operand))})"
    if comparison is Comparison.CONTAINS:
        return f"CONTAINS(LCASE(STR({value})), {_string(str(operand).lower())})"
    found = f"STR({value})" if TERMS[term].range == "langString" else value
    return f"{found} {comparison} {_literal(term, operand)}"


def _literal(term: str, value: Value) -> str:
    if TERMS[term].links or TERMS[term].range == "iri":
        return _iri(str(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    datatype = _DATATYPES.get(type(value))
    return f"{_string(str(value))}^^{datatype}" if datatype else _string(str(value))


def _string(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _iri(text: str) -> str:
    """An IRI in angle brackets; what may not stand in one is escaped, so that no text leaves the brackets."""
    return "<" + "".join(f"%{ord(c):02X}" if c in '<>"{}|^`\\' or c <= " " else c for c in text) + ">"
