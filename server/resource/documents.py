"""Documents about the things of one graph, written in a form and a language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.sax.saxutils import escape

from graph.build import Graph
from graph.rdf.about import INCOMING, About, Description, make_about
from graph.rdf.dump import Dump
from graph.rdf.syntax import Statements
from graph.stores.entity import Entity
from server.feed import Feed, Feeds, has_feed
from server.feed_forms import write_atom, write_json
from server.lasting import lasting
from server.pages import PICTURE_POLICY, render
from server.representation import REVALIDATE, Representation
from server.resource.address import Addresses
from server.resource.definitions import make_shapes_page, make_vocabulary_page
from server.resource.forms import ATOM, CSV, DATA, HTML, JSON_FEED, SVG, TEXT, Form
from server.resource.model import Page
from server.resource.naming import Naming
from server.resource.picture import make_nodes
from server.resource.plain import make_plain_page
from server.resource.quoted import Texts
from server.resource.reading import Library, make_page
from server.resource.spreadsheet import is_tabular, write_csv
from server.resource.words import LANGUAGE_NAMES, Wish, word

CHANGES: Mapping[Form, str] = {ATOM: ".atom", JSON_FEED: ".json"}
"""The forms of the feed of all changes, with the end of its address."""

SITEMAP = 50_000
"""Addresses that one sitemap may have (sitemaps.org)."""


@dataclass(frozen=True)
class Documents:
    """Writes documents. Statements are put together when the first is asked for."""

    graph: Graph
    dump: Dump

    @cached_property
    def about(self) -> About:
        """All statements of the graph, by what they are about."""
        return make_about(self.dump)

    @cached_property
    def addresses(self) -> Addresses:
        """Every name of the graph as an address."""
        return lasting(Addresses(self.graph.base, frozenset(self.about.documents)))

    def forms(self, document: str) -> tuple[Form, ...]:
        """The forms that a document has, in the order in which one is chosen among equals."""
        thing = self._thing(document)
        feed = has_feed(thing)
        more = (
            (CSV, is_tabular(thing)),
            (TEXT, self._text(thing) is not None),
            (SVG, thing is not None),
            (ATOM, feed),
            (JSON_FEED, feed),
        )
        return (*DATA, HTML, *(form for form, is_there in more if is_there))

    def write(self, document: str, form: Form, wish: Wish, headers: Mapping[str, str]) -> Representation:
        """A form of a document, in the language of the wish where it is for people."""
        thing = self._thing(document)
        if form is TEXT:
            return self._plain(form, (self._text(thing) or "").encode(), headers)
        if form is CSV and thing is not None:
            return self._plain(form, write_csv(thing, self.graph.store), headers)
        if form in {ATOM, JSON_FEED} and thing is not None:
            return self._feed(self.feeds.of(thing), form, self.addresses.document(document, form.suffix), headers)
        naming = Naming(wish.language, wish.asked, self.addresses)
        if form is SVG and thing is not None:
            return self._picture(thing, naming, headers)
        description = self.about.describe(document)
        if form.write is None:
            return self._page(document, naming, description, headers)
        bound = {"Qamtu-Incoming-Left-Out": str(description.left_out)} if description.left_out else {}
        return self._plain(form, form.write(Statements(description.quads, self.graph.base)), {**headers, **bound})

    def why_missing(self, above: str | None) -> str:
        """What to say of a name that is not known, by the nearest known one that it lies under."""
        thing = self._thing(above) if above else None
        act = thing.values.get("act") if thing and thing.type != "Act" else thing
        if isinstance(act, Entity) and act.type == "Act" and not act.values["held"]:
            return (
                f"Nothing has this name. The act № {act.values['number']} is known from citations alone: "
                "its text is not held, and only what held acts say of it has names here."
            )
        return "Nothing in the graph has this name."

    def changes(self, form: Form) -> Representation:
        """The feed of all changes."""
        return self._feed(self.feeds.of_everything(), form, f"/changes{CHANGES[form]}", {})

    def sitemap(self) -> Representation:
        """The documents about things of the graph, in the sitemap protocol 0.9, by their addresses under the base."""
        things = (each for each in sorted(self.addresses.documents) if self.graph.store.get(each))
        places = (self.graph.base + self.addresses.document(each, HTML.suffix)[1:] for each in things)
        rows = [f"<url><loc>{escape(place)}</loc></url>" for place in places][:SITEMAP]
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        return Representation("\n".join((head, *rows, "</urlset>\n")).encode(), "application/xml")

    def _thing(self, document: str) -> Entity | None:
        return self.graph.store.get(document)

    def _text(self, thing: Entity | None) -> str | None:
        return self._library.texts.read(thing.values["sha256"]) if thing and thing.type == "File" else None

    @cached_property
    def _library(self) -> Library:
        return Library(self.graph.store, Texts(self.graph.acts))

    @cached_property
    def feeds(self) -> Feeds:
        """Feeds of changes."""
        return Feeds(self.graph, self.addresses)

    def _feed(self, feed: Feed, form: Form, path: str, headers: Mapping[str, str]) -> Representation:
        write = write_atom if form is ATOM else write_json
        return self._plain(form, write(feed, self.graph.base + path.removeprefix("/")), headers)

    def _plain(self, form: Form, body: bytes, headers: Mapping[str, str]) -> Representation:
        return Representation(body, form.media_type, REVALIDATE, dict(headers))

    def _picture(self, thing: Entity, naming: Naming, headers: Mapping[str, str]) -> Representation:
        nodes = make_nodes(thing, naming)
        title = naming.label(thing).text
        picture = render("picture.svg", PICTURE_POLICY, nodes=nodes, title=title, language=naming.language, alone=True)
        return Representation(picture.body, SVG.media_type, REVALIDATE, {**picture.headers, **headers})

    def _page(
        self, document: str, naming: Naming, description: Description, headers: Mapping[str, str]
    ) -> Representation:
        frame = self._frame(document, naming)
        page = render("resource.html", page=self._model(document, naming, description), **frame)
        return Representation(page.body, page.media_type, REVALIDATE, {**page.headers, **headers})

    def _model(self, document: str, naming: Naming, description: Description) -> Page:
        if document == f"{self.graph.base}def/":
            return make_vocabulary_page(naming)
        if document == f"{self.graph.base}shape/":
            return make_shapes_page(naming, description)
        names = self.about.documents[document]
        page = make_page(self._library, names, naming, description)
        return page or make_plain_page(names, naming, description)

    def _frame(self, document: str, naming: Naming) -> dict[str, Any]:
        """What stands around a page: its other forms and languages, and the words of its headings."""
        forms: Iterable[Form] = (each for each in self.forms(document) if each is not HTML)
        return {
            "word": lambda name: word(name, naming.language),
            "forms": [(each.suffix, each.bare_type, self.addresses.document(document, each.suffix)) for each in forms],
            "languages": LANGUAGE_NAMES,
            "here": self.addresses.document(document, HTML.suffix),
            "version": self.graph.data_version,
            "bound": INCOMING,
            "asked": naming.query,
        }
