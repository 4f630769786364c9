"""The worked examples in SPARQL: files that the editor opens as tabs, the form lists and the tests run."""

from pathlib import Path

from server.examples import Example, at_base, read_examples

FOLDER = Path(__file__).parent / "examples"


def read_sparql_examples(base: str) -> tuple[Example, ...]:
    """Every example over the data of a base."""
    return at_base(read_examples(FOLDER, "*.rq"), base)
