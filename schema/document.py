"""Documents: parsed, validated, and kept when they come again."""

from typing import Any

from graphql import DocumentNode, GraphQLSchema, GraphQLSyntaxError, parse

from schema import limits
from schema.advice import advise
from schema.errors import Code, as_json, parse_error, validation_error
from schema.rules import invalid, needed_rules

_KEPT = 128
_SHORT = 4096
"""Documents that are kept, and how many characters they may have: together some 20 MB at the very worst."""
_SEEN = 1024


class InvalidDocumentError(Exception):
    """A document that is not executed. ``errors`` are ready for the response."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors[0]["message"])
        self.errors = errors


class Documents:
    """Reads documents. One that comes a second time is kept: those that come once only would push out the others."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept: dict[str, DocumentNode] = {}
        self._seen: dict[int, None] = {}

    def read(self, text: str) -> DocumentNode:
        """A valid document. Raises InvalidDocumentError."""
        kept = self._kept.get(text)
        if kept is not None:
            return kept
        document = read_document(self._schema, text)
        if len(text) <= _SHORT:
            self._note(text, document)
        return document

    def _note(self, text: str, document: DocumentNode) -> None:
        name = hash(text)
        if name in self._seen:
            self._kept[text] = document
        self._seen[name] = None
        for kept, most in ((self._kept, _KEPT), (self._seen, _SEEN)):
            if len(kept) > most:
                kept.pop(next(iter(kept)), None)  # type: ignore[call-overload]


def read_document(schema: GraphQLSchema, text: str) -> DocumentNode:
    """Parse and validate. Raises InvalidDocumentError."""
    try:
        document = parse(
            text,
            max_lexical_tokens=limits.TOKENS,
            max_comments=limits.COMMENTS,
            max_source_length=limits.CHARACTERS,
        )
    except GraphQLSyntaxError as error:
        raise InvalidDocumentError([as_json(parse_error(error), Code.PARSE, advise(schema, error))]) from error
    errors = invalid(schema, document, needed_rules(text, document))
    if errors:
        told = ((validation_error(each), advise(schema, each)) for each in errors)
        raise InvalidDocumentError([as_json(each, Code.VALIDATION, advice) for each, advice in told])
    return document
