"""`qamtu coverage`: who pays for a code, and why; code 0 when answered, be it that it is not known."""

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from server.command_error import CommandError
from server.day_answer import REASONS, ask, asked_of, paragraph, told
from server.json_output import print_json

_DOCUMENT = f"""
query($code: String!, $admission: AdmissionMode, $on: Date, $knownOn: Date) {{
  coverage(code: $code, admission: $admission, on: $on, knownOn: $knownOn) {{
    code system on knownOn scope
    procedure {{ label(languages: ["kk", "ru", "en"]) {{ value }} }}
    service {{ label(languages: ["kk", "ru", "en"]) {{ value }} }}
    verdicts {{ regime {{ code }} admission status reason reasons {{ ...Why }} }} }} }}
{REASONS.partition("fragment Place")[0]}"""


def run(options: argparse.Namespace) -> int:
    """Print who pays for ``options.code``."""
    if options.known_on and not options.on:
        raise CommandError("--known-on asks about no day: give --on, the day on which the care is given, too.")
    variables = {
        "code": options.code,
        "admission": options.admission,
        "on": options.on,
        "knownOn": options.known_on,
    }
    found = ask(options, _DOCUMENT, variables)["coverage"]
    if options.json:
        print_json(found)
    else:
        print("\n".join(_lines(found)))
    return 0


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{found['code']} ({found['system']}) {asked_of(found['on'], found['knownOn'])}"
    concept = found["procedure"] or found["service"]
    if concept and concept["label"]:
        yield from paragraph(concept["label"]["value"], "  ")
    yield ""
    for each in found["verdicts"]:
        place = " ".join(filter(None, (each["regime"]["code"], each["admission"])))
        yield f"  {place:<16} {each['status']}"
    for each in found["verdicts"]:
        yield ""
        yield " ".join(filter(None, (each["regime"]["code"], each["admission"]))) + f": {each['status']}"
        yield from paragraph(each["reason"], "  ")
    reasons = {(why["code"], why["text"]): why for each in found["verdicts"] for why in each["reasons"]}
    if reasons:
        yield ""
        yield "why"
        yield from told(list(reasons.values()))
    yield ""
    yield from paragraph(found["scope"])
