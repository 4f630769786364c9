"""The two forms of a feed: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org).

Written by hand: the library for feeds, feedgen, writes no JSON Feed, reads the clock, and needs lxml.
"""

import re
from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import orjson

from server.feed import Entry, Feed

ATOM_TYPE = "application/atom+xml"
JSON_TYPE = "application/feed+json"
AUTHOR = "Qamtu"
_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_LANGUAGE = "en"
_NO_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""Characters that XML 1.0 cannot hold, such as a form feed; a text may print them."""


def write_atom(feed: Feed, address: str) -> bytes:
    """A feed in Atom; ``address`` is where it is found."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": _LANGUAGE})
    _say(root, {"id": feed.id, "title": feed.title, "updated": _moment(feed.updated), "rights": feed.rights})
    _say(SubElement(root, "author"), {"name": AUTHOR})
    SubElement(root, "link", {"rel": "self", "type": ATOM_TYPE, "href": address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    for each in feed.entries:
        entry = SubElement(root, "entry")
        _say(entry, {"id": each.id, "title": each.title, "updated": _moment(each.updated)})
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": each.page})
        content = SubElement(entry, "content", {"type": "text"})
        content.text = each.text
    indent(root)
    text: str = tostring(root, encoding="utf-8", xml_declaration=True).decode()
    return _NO_XML.sub("\ufffd", text).encode() + b"\n"


def write_json(feed: Feed, address: str) -> bytes:
    """A feed as JSON Feed; ``address`` is where it is found."""
    return orjson.dumps(
        {
            "version": _JSON_FEED,
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": address,
            "language": _LANGUAGE,
            "authors": [{"name": AUTHOR}],
            "items": [_item(each) for each in feed.entries],
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE,
    )


def _item(entry: Entry) -> dict[str, str]:
    moment = _moment(entry.updated)
    return {
        "id": entry.id,
        "url": entry.page,
        "title": entry.title,
        "content_text": entry.text,
        "date_modified": moment,
    }


def _say(parent: Element, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _moment(day: date) -> str:
    """The beginning of a day (RFC 3339); the law counts in days."""
    return f"{day.isoformat()}T00:00:00Z"
