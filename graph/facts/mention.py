"""Mentions of acts that do not say by themselves which act is meant."""

from dataclasses import dataclass

from graph.act import Citation
from graph.iri import Names


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation without the full key of an act. ``iri`` stands for the act until all texts are put together.

    ``signed`` is a date as ISO 8601 writes it; ``start`` to ``end`` are code points of the text, end exclusive.
    """

    iri: str
    kind: str
    issuer: str | None
    signed: str | None
    number: str | None
    registration: str | None
    title: str | None
    printed: str
    start: int
    end: int


def cited_iri(names: Names, citation: Citation) -> str | None:
    """The IRI of a cited act; None where its issuer, date or number is not known."""
    if citation.issuer is None or citation.signed is None or citation.number is None:
        return None
    return names.act(citation.issuer, citation.kind, citation.signed, citation.number)


def mentioned(citation: Citation, iri: str, printed: str) -> Mention:
    """A citation as a mention; ``printed`` is its text in the source."""
    return Mention(
        iri,
        citation.kind,
        citation.issuer,
        citation.signed.isoformat() if citation.signed else None,
        citation.number,
        citation.registration,
        citation.title,
        printed,
        citation.span.start,
        citation.span.end,
    )


def same_title(title: str) -> str:
    """A title as titles are compared: case, quotation marks and spaces do not count."""
    return " ".join("".join(" " if each in "\"«»„“”'" else each for each in title.casefold()).split())
