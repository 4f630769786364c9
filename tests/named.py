"""The worked examples as generators of clients want them: each operation with a name, the file's where it has none."""

from pathlib import Path

from graphql import DocumentNode, NameNode, OperationDefinitionNode, parse, print_ast

EXAMPLES = Path(__file__).parent.parent / "schema" / "examples"


def write_examples(folder: Path) -> None:
    """Write every example into a folder."""
    folder.mkdir()
    for path in sorted(EXAMPLES.glob("*.graphql")):
        document = _named(parse(path.read_text(encoding="utf-8")), path.stem)
        (folder / path.name).write_text(print_ast(document), encoding="utf-8")


def _named(document: DocumentNode, stem: str) -> DocumentNode:
    name = "".join(word.capitalize() for word in stem.split("-")[1:])
    return DocumentNode(
        definitions=tuple(
            OperationDefinitionNode(
                operation=each.operation,
                name=each.name or NameNode(value=name),
                variable_definitions=each.variable_definitions,
                directives=each.directives,
                selection_set=each.selection_set,
            )
            if isinstance(each, OperationDefinitionNode)
            else each
            for each in document.definitions
        )
    )
