"""`qamtu schema`: the GraphQL schema in the schema definition language."""

import argparse
import sys

from server.load import load_site


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    sys.stdout.write(load_site(options.seeds, options.base).sdl.rstrip("\n") + "\n")
    return 0
