"""Whether a document is valid, and which validation rules it needs.

Of the rules of the specification half are about variables, fragments and directives. Where the text of a document
has no ``$``, no ``...`` or no ``@``, it has none of these and the rules about them cannot object; leaving them out
makes validation twice as fast. A sign inside a string or a comment only keeps rules that find nothing.
"""

from functools import cache

from graphql import (
    ASTValidationRule,
    DocumentNode,
    ExecutableDefinitionsRule,
    FragmentsOnCompositeTypesRule,
    GraphQLError,
    GraphQLSchema,
    KnownDirectivesRule,
    KnownFragmentNamesRule,
    KnownOperationTypesRule,
    KnownTypeNamesRule,
    LoneAnonymousOperationRule,
    NoFragmentCyclesRule,
    NoUndefinedVariablesRule,
    NoUnusedFragmentsRule,
    NoUnusedVariablesRule,
    OperationDefinitionNode,
    OperationType,
    ParallelVisitor,
    PossibleFragmentSpreadsRule,
    SingleFieldSubscriptionsRule,
    TypeInfo,
    TypeInfoVisitor,
    UniqueDirectivesPerLocationRule,
    UniqueFragmentNamesRule,
    UniqueOperationNamesRule,
    UniqueVariableNamesRule,
    ValidationContext,
    VariablesAreInputTypesRule,
    VariablesInAllowedPositionRule,
    specified_rules,
    validate,
    visit,
)
from graphql.language.ast import QUERY_DOCUMENT_KEYS
from graphql.validation import (
    DeferStreamDirectiveLabel,
    DeferStreamDirectiveOnRootField,
    DeferStreamDirectiveOnValidOperationsRule,
    MaxIntrospectionDepthRule,
    StreamDirectiveOnListField,
)

Rule = type[ASTValidationRule]

_OF_VARIABLES: frozenset[Rule] = frozenset(
    {
        NoUndefinedVariablesRule,
        NoUnusedVariablesRule,
        UniqueVariableNamesRule,
        VariablesAreInputTypesRule,
        VariablesInAllowedPositionRule,
    }
)
_OF_FRAGMENTS: frozenset[Rule] = frozenset(
    {
        FragmentsOnCompositeTypesRule,
        KnownFragmentNamesRule,
        NoFragmentCyclesRule,
        NoUnusedFragmentsRule,
        PossibleFragmentSpreadsRule,
        UniqueFragmentNamesRule,
    }
)
_OF_DIRECTIVES: frozenset[Rule] = frozenset(
    {
        DeferStreamDirectiveLabel,
        DeferStreamDirectiveOnRootField,
        DeferStreamDirectiveOnValidOperationsRule,
        KnownDirectivesRule,
        StreamDirectiveOnListField,
        UniqueDirectivesPerLocationRule,
    }
)
"""graphql-core knows neither @defer nor @stream unless a schema declares them."""


_OF_OPERATIONS: frozenset[Rule] = frozenset(
    {
        ExecutableDefinitionsRule,
        KnownOperationTypesRule,
        LoneAnonymousOperationRule,
        SingleFieldSubscriptionsRule,
        UniqueOperationNamesRule,
    }
)


def needed_rules(text: str, document: DocumentNode) -> tuple[Rule, ...]:
    """The rules that might object to a document, going by the signs in its text and by what it defines."""
    variables, fragments = "$" in text, "..." in text or "fragment" in text
    return _rules(variables, fragments, "@" in text, "__" in text, _is_one_query(document))


class _ObjectionError(Exception):
    """A rule objects."""


_KEYS = {kind: tuple(key for key in keys if key not in {"alias", "name"}) for kind, keys in QUERY_DOCUMENT_KEYS.items()}
"""Names are a third of the nodes of a document, and no rule looks at one by itself."""


def invalid(schema: GraphQLSchema, document: DocumentNode, rules: tuple[Rule, ...]) -> list[GraphQLError]:
    """What is wrong with a document; nothing for a valid one, which is found out in less time."""
    info = TypeInfo(schema)
    context = ValidationContext(schema, document, info, _object)
    visitor = ParallelVisitor([rule(context) for rule in rules])
    try:
        visit(document, TypeInfoVisitor(info, visitor), _KEYS)
    except (_ObjectionError, GraphQLError, RecursionError):
        return validate(schema, document, rules)
    return []


def _object(_error: GraphQLError) -> None:
    raise _ObjectionError


def _is_one_query(document: DocumentNode) -> bool:
    """Whether a document is one query and nothing else, so that no rule about operations can object."""
    match document.definitions:
        case (OperationDefinitionNode(operation=OperationType.QUERY),):
            return True
        case _:
            return False


@cache
def _rules(
    variables: bool, fragments: bool, directives: bool, introspection: bool, one_query: bool
) -> tuple[Rule, ...]:
    left_out: set[Rule] = set()
    left_out |= set() if variables else _OF_VARIABLES
    left_out |= set() if fragments else _OF_FRAGMENTS
    left_out |= set() if directives else _OF_DIRECTIVES
    left_out |= set() if introspection else {MaxIntrospectionDepthRule}
    left_out |= _OF_OPERATIONS if one_query else set()
    # Names of types stand in fragments and in definitions of variables, nowhere else.
    left_out |= set() if variables or fragments else {KnownTypeNamesRule}
    return tuple(rule for rule in specified_rules if rule not in left_out)
