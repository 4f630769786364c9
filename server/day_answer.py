"""What the commands about a day share: asking the schema, and telling reasons with the words of the law."""

import argparse
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from server.command_error import CommandError
from server.graphql_request import Question
from server.load import load_site

REASONS = """
fragment Why on Reason { code text commencement { iri }
  evidence { act { requisites { number signed } } locator quote } }
fragment Place on TariffLine { row table { number } version { label(languages: ["en"]) { value } }
  act { requisites { number signed } } }
"""
"""Fragments of the documents of these commands."""

_WIDTH = 100


def ask(options: argparse.Namespace, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a document over the seeds of the options. Raises CommandError with what the schema says."""
    given = {name: value for name, value in variables.items() if value is not None}
    response = load_site(options.seeds, options.base).ask(Question(document, given))
    for error in response.get("errors", ()):
        extensions = error["extensions"]
        expected = f" Expected: {extensions['expected']}." if "expected" in extensions else ""
        raise CommandError(f"{error['message']}{expected} {extensions.get('help', '')}".strip())
    found: dict[str, Any] = response["data"]
    return found


def paragraph(text: str, margin: str = "") -> Iterator[str]:
    """Lines of a text, none too long."""
    width = _WIDTH - len(margin)
    wrapped = textwrap.wrap(" ".join(text.split()), width, break_long_words=False, break_on_hyphens=False)
    return (f"{margin}{line}" for line in wrapped)


def told(reasons: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Reasons: the code, the sentence, the words of the law; words that several rest on are quoted once."""
    quoted: set[str] = set()
    for each in reasons:
        yield f"  {each['code']}"
        yield from paragraph(each["text"], "    ")
        for words in each["evidence"]:
            if words["quote"] not in quoted:
                quoted.add(words["quote"])
                act = words["act"]["requisites"]
                place = f"№ {act['number']} of {act['signed']}, {words['locator']}"
                yield from paragraph(f"{place}: «{words['quote']}»", "    | ")


def asked_of(on: str | None, known_on: str | None) -> str:
    """The days of a question, in words."""
    day = f"on {on}" if on else "by the newest held versions, in force or not"
    return f"{day}, as known on {known_on}" if known_on else day


def place_of(line: Mapping[str, Any]) -> str:
    """Where a row of the law stands."""
    table = line["table"]
    number = f"table {table['number']}, " if table and table["number"] else ""
    label = line["version"]["label"] if line["version"] else None
    act = line["act"]["requisites"]
    whole = f"№ {act['number']} of {act['signed']}"
    return f"{number}row {line['row'] or '?'} of {whole}" + (f", {label['value']}" if label else "")
