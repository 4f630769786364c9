"""`qamtu price`: what is paid for a service on a day, and why; code 0 when answered, be it that it is not known."""

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from server.day_answer import REASONS, ask, asked_of, paragraph, place_of, told
from server.json_output import print_json

_DOCUMENT = f"""
query($code: String!, $on: Date!, $knownOn: Date) {{ price(code: $code, on: $on, knownOn: $knownOn) {{
  code on knownOn status price {{ amount currency }} line {{ iri }} explanation
  service {{ label(languages: ["kk", "ru", "en"]) {{ value }} }}
  reasons {{ ...Why }} conditions {{ ...Why }}
  lines {{ status line {{ iri price {{ amount currency }} unit ...Place }} reasons {{ code text }} }} }} }}
{REASONS}"""


def run(options: argparse.Namespace) -> int:
    """Print what ``options.code`` costs on ``options.on``."""
    variables = {"code": options.code, "on": options.on, "knownOn": options.known_on}
    found = ask(options, _DOCUMENT, variables)["price"]
    if options.json:
        print_json(found)
    else:
        print("\n".join(_lines(found)))
    return 0


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    day = asked_of(found["on"], found["knownOn"])
    yield f"{found['code']} {day}: {_money(found['price']) if found['price'] else _STATUS[found['status']]}"
    if found["service"] and found["service"]["label"]:
        yield from paragraph(found["service"]["label"]["value"], "  ")
    for title, name in (("why", "reasons"), ("on condition", "conditions")):
        if found[name]:
            yield ""
            yield title
            yield from told(found[name])
    yield ""
    yield "tariff lines" if found["lines"] else "no held act prices it"
    for each in found["lines"]:
        codes = ", ".join(dict.fromkeys(reason["code"] for reason in each["reasons"]))
        yield f"  {each['status']}: {_money(each['line']['price'])}, {codes}"
        yield from paragraph(place_of(each["line"]), "    ")


_STATUS = {
    "NO": "no price",
    "UNKNOWN": "not known",
    "NO_SUCH_CODE": "no price, and no held act knows the code",
}


def _money(price: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (price["amount"], price["currency"])))
