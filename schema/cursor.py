"""Cursors: a place in an order, good for one state of the data.

A cursor names the order it belongs to, the values of the order key, the subject and the data version. It is looked
up, not counted off, so that a page does not shift; one from other data or of another order is refused.
"""

import json

from graph.stores.entity import Entity, plain
from graph.stores.query import Order, Query
from schema.context import Context, decode, encode
from schema.errors import Code, QueryError, shown


def write(context: Context, query: Query, entity: Entity) -> str:
    """The cursor of a subject in the answer to a query."""
    path = entity.iri.removeprefix(context.graph.base)
    parts = [_version(context), _order(query), [_key(entity, each) for each in query.order], path]
    return encode(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))


def read(context: Context, query: Query, cursor: str | None) -> str | None:
    """The IRI of the subject that a cursor stands on. Raises QueryError for any text that ``write`` did not make."""
    if cursor is None:
        return None
    version, order, path = _parts(cursor)
    if version != _version(context):
        raise _refused(cursor, "The data has changed since the cursor was made.", version, _version(context))
    if order != _order(query):
        raise _refused(cursor, "The cursor belongs to another connection or to another order.", order, _order(query))
    entity = context.store.get(context.graph.base + path)
    if entity is None or entity.type != query.type or write(context, query, entity) != cursor:
        raise _refused(cursor, "The cursor stands on nothing.")
    return entity.iri


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
    return " ".join((query.type, *(f"{'-' if each.descending else '+'}{'.'.join(each.path)}" for each in query.order)))


def _key(entity: Entity, order: Order) -> str | None:
    value: object = entity
    for term in order.path:
        value = value.values[term] if isinstance(value, Entity) else None
    found = plain(value)
    return str(found[0]) if found else None


def _refused(cursor: str, problem: str, found: str = "", expected: str = "") -> QueryError:
    places = {"found": shown(found), "expected": expected} if expected else {"found": shown(cursor)}
    help_ = "Begin again without a cursor, and pass on what edges.cursor or pageInfo gave, unchanged."
    return QueryError(Code.CURSOR, f"Not a cursor of this connection. {problem}", help_, **places)
