"""`qamtu query`: the GraphQL schema without a server. Prints the response as JSON; code 1 when it has errors."""

import argparse
import sys
from pathlib import Path
from typing import Any

from server.command_error import CommandError
from server.graphql_request import Question, RequestError, parse_json
from server.json_output import print_json
from server.load import load_site


def run(options: argparse.Namespace) -> int:
    """Answer one document."""
    question = Question(_read_document(options.file), _read_variables(options.variables), options.operation)
    response = load_site(options.seeds, options.base).ask(question)
    print_json(response)
    return 1 if "errors" in response else 0


def _read_document(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode()
    except OSError as error:
        raise CommandError(f"cannot read {file}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"cannot read {file}: it is not UTF-8 at byte {error.start}.") from error


def _read_variables(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        variables = parse_json(text.encode(errors="surrogateescape"), "--variables")
    except RequestError as error:
        raise CommandError(str(error)) from error
    if not isinstance(variables, dict | None):
        raise CommandError('--variables must be a JSON object, such as \'{"code": "37.51"}\'.')
    return variables
