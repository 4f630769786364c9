"""The YAML that older snapshots of the git corpus carry at the top of a text."""

import re

from graph.source import Span

LONGEST = 400
"""Lines; the longest front matter of the corpus has some thirty."""

_YAML = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)|[ \t#-]")


def front_matter(text: str) -> Span | None:
    """Where the YAML stands, without the ``---`` around it; None where there is none or nothing closes it."""
    at = 1 if text.startswith("\ufeff") else 0
    first = at
    for number in range(LONGEST):
        end = text.find("\n", at)
        line = (text[at:] if end < 0 else text[at:end]).rstrip()
        if number == 0:
            if line != "---":
                return None
            first = end + 1
        elif line == "---":
            return Span(first, at)
        elif line and not _YAML.match(line):
            return None
        if end < 0:
            return None
        at = end + 1
    return None
