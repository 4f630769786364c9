"""A schema over a graph, and the execution of requests against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import strawberry
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLType,
    execute_sync,
    print_schema,
)
from strawberry.schema.config import StrawberryConfig

from graph.days.law import Reader
from graph.finding.finder import Finder
from graph.network import Web
from schema import enums, executor, field, limits
from schema.advice import advise
from schema.context import Context, Graph
from schema.cost import Cost
from schema.document import Documents, InvalidDocumentError
from schema.errors import Code, QueryError, as_json
from schema.guide import describe
from schema.named_sets import publish
from schema.resource import Dataset
from schema.root import Query
from schema.scalars import SCALARS
from schema.widths import Widths

Answer = dict[str, Any]
"""A response as section 7 of the GraphQL specification describes it, of values that JSON has."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema over one graph. Good for any number of threads."""

    graphql: GraphQLSchema
    context: Context
    widths: Widths
    documents: Documents

    def as_str(self) -> str:
        """The schema in the schema definition language."""
        return sdl(self)


def make_schema(graph: Graph) -> Schema:
    """The schema over a graph; its enumerations are those of the graph's vocabulary.

    Raises SeedError for a published set that the schema does not understand.
    """
    # No field leads to a Dataset, but a resource may be one.
    declared = strawberry.Schema(Query, types=[Dataset], config=StrawberryConfig(scalar_map=SCALARS))
    schema = declared._schema  # noqa: SLF001 - executed without strawberry's wrappers, which cost more than the work
    field.bind(schema)
    enums.fill(schema, graph.store, graph.vocab)
    executor.mark(schema, field.is_plain)
    _mark_one_of(schema)
    describe(schema)
    sets = publish(schema, graph)
    context = Context(graph, graph.store, sets, Finder(graph.store), Web(graph.store), Reader(graph.store))
    return Schema(schema, context, Widths(schema, context), Documents(schema))


def sdl(schema: Schema) -> str:
    """The schema in the schema definition language."""
    return print_schema(schema.graphql) + "\n"


def execute(
    schema: Schema, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
) -> Answer:
    """Answer one request. Never raises: whatever goes wrong is an error in the answer.

    A response without ``data`` is one of a request that was not executed.
    """
    try:
        document = schema.documents.read(query)
        cost = limits.check(schema.graphql, schema.widths, document, operation_name, variables or {})
        answer = _run(schema, document, dict(variables or {}), operation_name)
        return {**answer, "extensions": _extensions(schema, cost)} if "data" in answer else answer
    except InvalidDocumentError as error:
        return {"errors": error.errors}
    except QueryError as error:
        return {"errors": [as_json(error, Code.COMPLEX)]}
    except executor.OutOfTimeError:
        return {"errors": [as_json(_out_of_time(), Code.TIME)], "data": None}
    except Exception as error:  # noqa: BLE001 - the last resort: masked for the client, whole in the log
        return {"errors": [as_json(GraphQLError("", original_error=error), Code.INTERNAL)]}


def _run(schema: Schema, document: DocumentNode, variables: dict[str, Any], name: str | None) -> Answer:
    result = execute_sync(
        schema.graphql,
        document,
        context_value=schema.context,
        variable_values=variables,
        operation_name=name,
        executor_class=executor.PlainExecutor,
    )
    if not result.errors:
        return {"data": result.data}
    errors = [as_json(each, Code.INPUT, advise(schema.graphql, each)) for each in result.errors]
    if result.data is None and all(each.path is None for each in result.errors):
        return {"errors": errors}
    return {"errors": errors, "data": result.data}


def _extensions(schema: Schema, cost: Cost) -> dict[str, Any]:
    """What an answer says of itself: the state of the data, and what was predicted before it was executed."""
    predicted = {
        "nodes": cost.nodes,
        "introspection": cost.introspection,
        "conditions": cost.conditions,
        "depth": cost.depth,
    }
    return {"dataVersion": schema.context.graph.data_version, "cost": predicted}


def _out_of_time() -> QueryError:
    message = f"The execution took longer than {limits.SECONDS:g} seconds and was given up."
    help_ = "Ask for smaller pages (first), or in several requests."
    return QueryError(Code.TIME, message, help_, limit=limits.SECONDS)


def _mark_one_of(schema: GraphQLSchema) -> None:
    """Tell graphql-core which inputs take exactly one key: then it checks, prints and introspects them itself.

    Strawberry's answer to ``isOneOf`` fails for lists and for what is not null.
    """
    introspected = cast(GraphQLObjectType, schema.type_map["__Type"])
    introspected.fields["isOneOf"].resolve = _is_one_of
    for each in schema.type_map.values():
        declared = each.extensions.get("strawberry-definition")
        if isinstance(each, GraphQLInputObjectType) and declared is not None and declared.is_one_of:
            each.is_one_of = True


def _is_one_of(type_: GraphQLType, _info: object) -> bool | None:
    return type_.is_one_of if isinstance(type_, GraphQLInputObjectType) else None
