"""The forms of a document: suffix, media type, and how it is written. A new form is a row."""

from collections.abc import Callable
from dataclasses import dataclass

from graph.rdf.jsonld import write_jsonld
from graph.rdf.syntax import Statements, write_ntriples, write_rdfxml, write_turtle
from server.feed_forms import ATOM_TYPE, JSON_TYPE
from server.spreadsheet import MEDIA_TYPE

Write = Callable[[Statements], bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: ``.ttl`` with its media type. Statements are written by ``write``; other forms are made elsewhere."""

    suffix: str
    media_type: str
    write: Write | None = None

    @property
    def bare_type(self) -> str:
        """The media type without parameters, as an Accept field names it."""
        return self.media_type.partition(";")[0]


HTML = Form(".html", "text/html; charset=utf-8")
CSV = Form(".csv", MEDIA_TYPE)
TEXT = Form(".txt", "text/plain; charset=utf-8")
SVG = Form(".svg", "image/svg+xml")
ATOM = Form(".atom", f"{ATOM_TYPE}; charset=utf-8")
JSON_FEED = Form(".feed.json", JSON_TYPE)

DATA = (
    Form(".ttl", "text/turtle; charset=utf-8", write_turtle),
    Form(".jsonld", "application/ld+json", write_jsonld),
    Form(".nt", "application/n-triples", write_ntriples),
    Form(".rdf", "application/rdf+xml", write_rdfxml),
    Form(".json", "application/json", write_jsonld),
)
"""Turtle first: it is the answer to ``*/*``, for programs say that, and browsers ask for HTML by name."""

FORMS = (*DATA, HTML, CSV, TEXT, SVG, ATOM, JSON_FEED)
"""Every form, in the order in which one is chosen among equals."""
