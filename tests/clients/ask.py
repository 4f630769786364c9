"""The worked examples through the generated client."""

import json
import sys
from datetime import date
from decimal import Decimal
from typing import assert_type

from qamtu_client import Client


def main(url: str) -> None:
    with Client(url=url) as client:
        codes = [node.code for node in client.insured_transplantations().procedures.nodes]
        lines = client.tariffs().tariff_lines.nodes
        first = client.pages().listings
        second = client.pages(after=first.page_info.end_cursor).listings
    amounts = [assert_type(line.price.amount, Decimal) for line in lines]
    days = [assert_type(line.applies_from, date | None) for line in lines]
    rows = len([*first.edges, *second.edges])
    sys.stdout.write(json.dumps({"codes": codes, "amounts": amounts, "days": days, "rows": rows}, default=str) + "\n")


main(sys.argv[1])
