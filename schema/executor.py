"""The execution of graphql-core, with a short way for fields that only read.

Two fields of three are a scalar read off an entity. For those graphql-core's general way (a path, an info of fourteen
entries, completion in three calls) costs ten times the read. Whatever is not plain, and whatever fails, takes the
general way.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_nullable_type,
    is_leaf_type,
    is_non_null_type,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import GroupedFieldSet
from graphql.pyutils import Path, Undefined
from typing_extensions import override

_PLAIN = "plain"


class Plain(NamedTuple):
    """How a plain field is read and written."""

    read: Callable[[Any, None], Any]
    write: Callable[[Any], Any]
    nullable: bool


class PlainExecutor(Executor[Any]):
    """Executes synchronously; nothing that it executes is awaitable."""

    @override
    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: object,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: object,
    ) -> dict[str, Any]:
        """The fields of one object, in the order in which they are asked for."""
        results: dict[str, Any] = {}
        fields = parent_type.fields
        for name, details in grouped_field_set.items():
            declared = fields.get(details[0].node.name.value)
            plain = declared.extensions.get(_PLAIN) if declared else None
            value = _read(plain, source_value) if plain else Undefined
            if value is Undefined:
                place = Path(path, name, parent_type.name)
                value = self.execute_field(parent_type, source_value, details, place, position_context)
            if value is not Undefined:
                results[name] = value
        return results


def mark(schema: GraphQLSchema, is_plain: Callable[[GraphQLField], bool]) -> None:
    """Find the fields that may take the short way: leaves without arguments whose function needs no info."""
    for each in schema.type_map.values():
        if isinstance(each, GraphQLObjectType) and not each.name.startswith("__"):
            for declared in each.fields.values():
                leaf = get_nullable_type(declared.type)
                if is_leaf_type(leaf) and not declared.args and declared.resolve and is_plain(declared):
                    write = leaf.coerce_output_value
                    plain = Plain(cast("Any", declared.resolve), write, not is_non_null_type(declared.type))
                    declared.extensions = {**declared.extensions, _PLAIN: plain}


def _read(plain: Plain, source: Any) -> Any:  # noqa: ANN401
    """The value as JSON has it; Undefined where the general way has to say what is wrong."""
    try:
        value = plain.read(source, None)
        if value is None:
            return None if plain.nullable else Undefined
        return plain.write(value)
    except Exception:  # noqa: BLE001 - reading again on the general way raises it again, with its place
        return Undefined
