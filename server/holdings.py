"""What the graph holds and what it lacks, asked of the graph itself, so that the start page cannot flatter it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.graphql_request import Question
from server.site import Site

ACTS = """
{ acts(first: 100) { nodes {
    title language held requisites { signed number }
    commencement { entryIntoForce appliesFrom reason } } } }
"""

COUNTED = {
    "Act": "acts, held or cited",
    "Table": "tables, as printed and as law",
    "Procedure": "procedures",
    "Listing": "rows that list a procedure",
    "TariffLine": "rows that set a price",
    "Effect": "changes to other acts",
    "facts": "facts",
}
"""What the start page counts, with the words under the number."""


class BrokenGraphError(Exception):
    """The graph cannot answer a question that every graph of ours answers."""


@dataclass(frozen=True, slots=True)
class HeldAct:
    """An act as the start page shows it; dates are ISO 8601, None where no text says them."""

    number: str
    signed: str
    title: str
    language: str
    held: bool
    in_force: str | None
    applies_from: str | None
    reason: str | None


def read_acts(site: Site) -> list[HeldAct]:
    """The acts of the graph, held ones first. Raises BrokenGraphError."""
    response = site.ask(Question(ACTS))
    if "errors" in response:
        raise BrokenGraphError(response["errors"])
    acts = [_read_act(node) for node in response["data"]["acts"]["nodes"]]
    return sorted(acts, key=lambda act: (not act.held, act.signed, act.number))


def count(site: Site) -> dict[str, int]:
    """Words and numbers for the start page."""
    return {words: site.graph.counts.get(name, 0) for name, words in COUNTED.items()}


def _read_act(node: Mapping[str, Any]) -> HeldAct:
    requisites, commencement = node["requisites"], node["commencement"] or {}
    return HeldAct(
        number=requisites["number"] or "",
        signed=requisites["signed"] or "",
        title=node["title"] or "",
        language=node["language"] or "kk",
        held=node["held"],
        in_force=commencement.get("entryIntoForce"),
        applies_from=commencement.get("appliesFrom"),
        reason=commencement.get("reason"),
    )
