"""The worked examples in SPARQL: files that the editor opens as tabs, the form lists and the tests run."""

from dataclasses import replace
from pathlib import Path

from graph.iri import DEFAULT_BASE
from server.examples import Example, read_examples

FOLDER = Path(__file__).parent / "examples"


def read_sparql_examples(base: str) -> tuple[Example, ...]:
    """Every example over the data of a base; the files are written for the default one."""
    found = read_examples(FOLDER, "*.rq")
    return tuple(replace(each, query=each.query.replace(DEFAULT_BASE, base)) for each in found)
