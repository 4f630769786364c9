"""`qamtu explain`: what a diagnostic means; without a code, all of them; code 2 for an unknown one."""

import argparse
import difflib

from graph.diagnostic import RULES
from server.command_error import CommandError
from server.diagnostic_text import explain


def run(options: argparse.Namespace) -> int:
    """Explain ``options.code``, or list every code with its headline in ``options.language``."""
    lines = explain(_known(options.code), options.language) if options.code else _all(options.language)
    for line in lines:
        print(line)
    return 0


def _known(code: str) -> str:
    """The code as the table has it. Raises CommandError for one that it does not have."""
    wanted = code.upper()
    if wanted in RULES:
        return wanted
    near = difflib.get_close_matches(wanted, list(RULES), n=1, cutoff=0)
    raise CommandError(f"there is no diagnostic {code}. Did you mean {near[0]}? `qamtu explain` lists all.")


def _all(language: str) -> list[str]:
    return [f"{code:<12} {RULES[code].severity.value:<8} {RULES[code].headline[language]}" for code in RULES]
