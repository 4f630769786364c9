"""JSON as the commands print it."""

import sys

import orjson


def print_json(value: object) -> None:
    """JSON on standard output, indented."""
    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())
