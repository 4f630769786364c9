"""Where a visitor of the start page begins to browse."""

from collections.abc import Iterator

from graph.build import Graph
from server.resource.address import Addresses
from server.resource.model import Value
from server.resource.naming import Naming

_CLASSES = {
    "Act": "Acts",
    "FundingRegime": "Who pays",
    "AdmissionMode": "Admission",
    "ProcedureKind": "Kinds of procedures",
    "Scheme": "Lists and schemes",
}
"""Class to the heading that its things stand under."""

MOST = 40
"""Things of a class that the start page names; held acts come first."""


def entry_points(graph: Graph) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Headings with links, in English."""
    for name, heading in _CLASSES.items():
        things = sorted(graph.store.all(name), key=lambda thing: not thing.values.get("held", True))[:MOST]
        naming = Naming("en", asked=False, addresses=Addresses(graph.base, frozenset(each.iri for each in things)))
        yield heading, tuple(naming.short(each) for each in things)
    yield "Terms", (Value("Vocabulary", None, "/def/"), Value("Shapes", None, "/shape/"))
