"""The execution of graphql-core, with a short way for fields that only read.

Two fields of three are a scalar read off an entity. For those graphql-core's general way (a path, an info of fourteen
entries, completion in three calls) costs ten times the read. Whatever is not plain, and whatever fails, takes the
general way.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from time import monotonic
from typing import Any, NamedTuple, cast

from graphql import (
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    get_nullable_type,
    is_leaf_type,
    is_non_null_type,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path, Undefined
from typing_extensions import override

from schema import as_of, limits
from schema.cost import DATED

Info = GraphQLResolveInfo[Any]

_PLAIN = "plain"


class Plain(NamedTuple):
    """How a plain field is read and written."""

    read: Callable[[Any, None], Any]
    write: Callable[[Any], Any]
    nullable: bool


class OutOfTimeError(BaseException):
    """The execution took too long. Not an Exception: no field may turn it into null and go on."""


class PlainExecutor(Executor[Any]):
    """Executes synchronously; nothing that it executes is awaitable, deferred or streamed.

    Resolvers make no use of ``info.path``: arguments and info are made once for each field of the document, and that
    path is the one of the first object that has the field. Its first key names the field of the root, whose argument
    ``asOf`` is in the context of all that stands below it.
    """

    @cached_property
    def _calls(self) -> dict[int, tuple[FieldDetailsList, Info, dict[str, Any]]]:
        return {}

    @cached_property
    def _dated(self) -> dict[str | int, Any]:
        """The contexts of the fields of the root that ask about the law of a day or of a version."""
        return {}

    @cached_property
    def _deadline(self) -> float:
        return monotonic() + limits.SECONDS

    @override
    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: object,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: object,
    ) -> dict[str, Any]:
        """The fields of one object, in the order in which they are asked for. Raises OutOfTimeError."""
        if monotonic() > self._deadline:
            raise OutOfTimeError
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

    @override
    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: object,
        field_details_list: FieldDetailsList,
        path: Path,
        position_context: object,
    ) -> Any:
        """The value of one field as JSON has it; introspection takes the way of graphql-core."""
        declared = parent_type.fields.get(field_details_list[0].node.name.value)
        if declared is None or declared.resolve is None:
            return super().execute_field(parent_type, source, field_details_list, path, position_context)
        try:
            info, arguments = self._call(parent_type, declared, field_details_list, path)
            result = declared.resolve(source, info, **arguments)
            return self.complete_value(declared.type, field_details_list, info, path, result, None)
        except Exception as error:  # noqa: BLE001 - told in the answer, or masked there
            self.handle_field_error(error, declared.type, field_details_list, path)
            return None

    @override
    def complete_value(
        self,
        return_type: GraphQLOutputType,
        field_details_list: FieldDetailsList,
        info: Info,
        path: Path,
        result: Any,
        position_context: object,
    ) -> Any:
        """A value as JSON has it. Raises what stands in the way of it."""
        nullable = return_type
        if isinstance(return_type, GraphQLNonNull):
            nullable = return_type.of_type
            if result is None:
                raise TypeError(f"Cannot return null for non-nullable field {info.parent_type}.{info.field_name}.")
        if result is None:
            return None
        if isinstance(nullable, GraphQLObjectType):
            return self.collect_and_execute_subfields(nullable, field_details_list, path, result, None)
        if isinstance(nullable, GraphQLList):
            return self._list(nullable.of_type, field_details_list, info, path, result)
        return super().complete_value(nullable, field_details_list, info, path, result, None)

    def _list(
        self,
        of: GraphQLOutputType,
        details: FieldDetailsList,
        info: Info,
        path: Path,
        items: Iterable[Any],
    ) -> list[Any]:
        completed: list[Any] = []
        for index, item in enumerate(items):
            place = Path(path, index, None)
            try:
                completed.append(self.complete_value(of, details, info, place, item, None))
            except Exception as error:  # noqa: BLE001 - told in the answer, or masked there
                self.handle_field_error(error, of, details, place)
                completed.append(None)
        return completed

    def _call(
        self, parent: GraphQLObjectType, declared: GraphQLField, details: FieldDetailsList, path: Path
    ) -> tuple[Info, dict[str, Any]]:
        """What a resolver gets beside its source. Raises GraphQLError for arguments of the wrong type.

        The details stand beside it, so that their id is not another list's as long as this executor lives.
        """
        if (found := self._calls.get(id(details))) is None:
            info = self.build_resolve_info(declared, [each.node for each in details], parent, path)
            first = details[0]
            given = self.variable_values, first.fragment_variable_values
            arguments = get_argument_values(declared, first.node, *given) if declared.args else {}
            if path.prev is None and (asked := arguments.pop(DATED, None)) is not None:
                self._dated[path.key] = as_of.dated(self.context_value, asked)
            if self._dated and (context := self._dated.get(_root(path))):
                info = info._replace(context=context)
            found = self._calls[id(details)] = details, info, arguments
        return found[1], found[2]


def _root(path: Path) -> str | int:
    """The key of the field of the root that a path begins with."""
    while path.prev is not None:
        path = path.prev
    return path.key


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
