"""Who issued an act, as the publisher's description says it beside a text that does not print its own requisites."""

from graph.grammar import grammars
from graph.layout.text import Text
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.reading.requisites import Identity, read_requisites

_DESCRIPTION_LANGUAGE = "ru"
"""The description of the git corpus is in Russian, whatever the language of the text."""


def identify_from_meta(requisite: Text, lexicon: Lexicon, report: Report) -> Identity:
    """Requisites, registration and repealing act from the ``requisite`` sentence of a description.

    Spans are of the description, so ``report`` is a report on that file. A sentence that is not understood gives
    nothing and a diagnostic.
    """
    (grammar,) = (each for each in grammars() if each.language == _DESCRIPTION_LANGUAGE)
    found = read_requisites(requisite, lexicon.speaking(grammar), report, printed_in="meta")
    if not found.requisites and requisite:
        message = "the publisher's description does not read as requisites"
        report.add("KZ-REQ-001", message, requisite.strip().span(), action="identified by the text alone")
    return found
