"""Cursors: a place in an order, good for one state of the data.

A cursor names the order it belongs to, the values of the order key, the subject and the data version. It is looked
up, not counted off, so that a page does not shift; one from other data or of another order is refused.
"""

import json

from graph.stores.entity import Entity, plain
from graph.stores.query import Order, Query, Tally
from schema.context import Context, decode, encode
from schema.errors import Code, QueryError, shown


def write(context: Context, query: Query, entity: Entity) -> str:
    """The cursor of a subject in the answer to a query."""
    return place(context, _order(query), [_key(entity, each) for each in query.order], entity)


def place(context: Context, order: str, key: list[str | None], entity: Entity) -> str:
    """The cursor of a subject in an order, where it has a key."""
    path = entity.iri.removeprefix(context.graph.base)
    return encode(json.dumps([_version(context), order, key, path], ensure_ascii=False, separators=(",", ":")))


def read(context: Context, query: Query, cursor: str | None) -> str | None:
    """The IRI of the subject that a cursor stands on. Raises QueryError for any text that ``write`` did not make."""
    if cursor is None:
        return None
    entity = read_place(context, _order(query), cursor)
    if entity is None or entity.type != query.type or write(context, query, entity) != cursor:
        raise nowhere(cursor)
    return entity.iri


def read_place(context: Context, order: str, cursor: str) -> Entity | None:
    """The subject that a cursor names, if there is one. Raises QueryError for other data and for another order."""
    version, found, path = _parts(cursor)
    if version != _version(context):
        raise _refused(cursor, "The data has changed since the cursor was made.", version, _version(context))
    if found != order:
        raise _refused(cursor, "The cursor belongs to another connection or to another order.", found, order)
    return context.store.get(context.graph.base + path)


def nowhere(cursor: str) -> QueryError:
    """The error of a cursor that names no place of its order."""
    return _refused(cursor, "The cursor stands on nothing.")


def _parts(cursor: str) -> tuple[str, str, str]:
    try:
        version, order, _, path = json.loads(decode(cursor) or "")
    except (ValueError, TypeError, RecursionError) as error:
        raise _refused(cursor, "The text is no cursor.") from error
    if not all(isinstance(each, str) for each in (version, order, path)):
        raise _refused(cursor, "The text is no cursor.")
    return version, order, path


def _version(context: Context) -> str:
    return context.graph.data_version[:16]


def _order(query: Query) -> str:
    return " ".join((query.type, *(f"{'-' if each.descending else '+'}{_name(each)}" for each in query.order)))


def _name(order: Order | Tally) -> str:
    if isinstance(order, Order):
        return ".".join(order.path)
    return f"{order.way.to}{'<' if order.way.back else '>'}{order.way.term}"


def _key(entity: Entity, order: Order | Tally) -> str | None:
    """The value that a subject is sorted by; a number that is counted is in no cursor."""
    value: object = entity if isinstance(order, Order) else None
    for term in order.path if isinstance(order, Order) else ():
        value = value.values[term] if isinstance(value, Entity) else None
    found = plain(value)
    return str(found[0]) if found else None


def _refused(cursor: str, problem: str, found: str = "", expected: str = "") -> QueryError:
    places = {"found": shown(found), "expected": expected} if expected else {"found": shown(cursor)}
    help_ = "Begin again without a cursor, and pass on what edges.cursor or pageInfo gave, unchanged."
    return QueryError(Code.CURSOR, f"Not a cursor of this connection. {problem}", help_, **places)
