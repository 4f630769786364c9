"""`qamtu schema`: the GraphQL schema in the schema definition language, or what it changes in an earlier one."""

import argparse
import sys
from pathlib import Path

from schema.changes import find_changes
from server.command_error import CommandError
from server.load import load_site


def run(options: argparse.Namespace) -> int:
    """Print the schema; against an earlier one print the changes, and return 1 when one breaks its clients."""
    current = load_site(options.seeds, options.base).sdl.rstrip("\n") + "\n"
    if options.against is None:
        sys.stdout.write(current)
        return 0
    found = find_changes(_read(options.against), current)
    for kind, changes in (("breaking", found.breaking), ("dangerous", found.dangerous)):
        sys.stdout.writelines(f"{kind}: {each}\n" for each in changes)
    return 1 if found.breaking else 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"the schema at {path} cannot be read. {error}") from error
