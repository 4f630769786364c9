"""What is refused before a query reaches a worker, from its text alone.

A query is read as tokens, so that words in strings, IRIs and comments do not count. This is one layer: a worker has no
network and may be killed, whatever gets through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from server.sparql.limits import DEEPEST, LONGEST, UNARY

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
"""Words that begin an update (SPARQL 1.1 Update, section 3) and stand in no query."""

VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID"})
"""Functions whose value is another at every call."""

# Sections of the SPARQL grammar: 139 IRIREF, 156-159 strings, 140 and 141 prefixed names, 143 variables, 145 tags.
# Possessive, so that no text makes the expression try twice.
_TOKEN = re.compile(
    r"""
      (?P<string> \"{3} (?: "{0,2} (?: [^"\\] | \\. ) )*+ \"{3} | '{3} (?: '{0,2} (?: [^'\\] | \\. ) )*+ '{3}
                | " (?: [^"\\\n\r] | \\. )*+ " | ' (?: [^'\\\n\r] | \\. )*+ ' )
    | (?P<iri>     < [^<>"{}|^`\\\x00-\x20]*+ > )
    | (?P<comment> \# [^\n\r]*+ )
    | (?P<name>    [?$]\w++ | @[A-Za-z0-9-]++ )
    | (?P<number>  [0-9]++ (?: \.[0-9]*+ )? (?: [eE][+-]?[0-9]++ )? )
    | (?P<word>    [^\W\d][\w-]*+ )
    | (?P<local>   : (?: (?: [\w%:-] | \\ [^uU] ) (?: [\w%:-] | \\ [^uU] | \.(?=[\w%:-]) )*+ )? )
    | (?P<escape>  \\ .? )
    | (?P<opening> [({\[] ) | (?P<closing> [)}\]] )
    | (?P<unary>   [!^+-] )
    | (?P<space>   \s++ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)

_TWO_READINGS = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*://)[^>]*[#'(!]")
"""An IRI that could also be a comparison (`<`) before a comment, a string or an expression.

With `://` it is none: no expression has two slashes behind a prefix.
"""


class RefusedError(Exception):
    """A query that is not run: code, place, what was found and expected, and the limit where there is one."""

    def __init__(self, code: str, message: str, help_: str, **members: int | str) -> None:
        super().__init__(message)
        self.code = code
        self.help = help_
        self.members = members


@dataclass(frozen=True, slots=True)
class Reading:
    """What the server has to know of a query that may be run."""

    names_graphs: bool
    """Whether it says FROM itself."""
    is_volatile: bool
    """Whether the same query may have another answer the next time."""


def check(query: str) -> Reading:
    """What to know of a query. Raises RefusedError."""
    _check_text(query)
    depth = run = 0
    words = set()
    for token in _TOKEN.finditer(query):
        kind = token.lastgroup
        run = run + (kind == "unary") if kind in {"unary", "space", "comment"} else 0
        depth += (kind == "opening") - (kind == "closing" and depth > 0)
        if depth > DEEPEST:
            raise _too_deep(token, depth)
        if run > UNARY:
            raise _too_many_operators(token, run)
        if kind == "escape":
            raise _escape(token)
        if kind == "word":
            words.add(_check_word(token))
        if kind == "local" and "SERVICE" in token[0].partition(".")[2].upper():
            raise _service(token)
        if kind == "iri":
            _check_iri(token)
    return Reading("FROM" in words, not words.isdisjoint(VOLATILE))


def place(query: str, offset: int) -> dict[str, int | str]:
    """Line and column of an offset, from 1."""
    line = query.count("\n", 0, offset) + 1
    return {"line": line, "column": offset - query.rfind("\n", 0, offset)}


def _check_text(query: str) -> None:
    size = len(query.encode())
    if size > LONGEST:
        message = f"The query has {size} bytes; at most {LONGEST} are read."
        help_ = "Ask in several queries, or take a dump and ask it on a machine of your own."
        raise RefusedError("QUERY_TOO_LONG", message, help_, limit=LONGEST, actual=size)
    if "\0" in query:
        where = place(query, query.index("\0"))
        raise RefusedError("BAD_REQUEST", "The query has a NUL character.", "Take it out.", found="U+0000", **where)
    if re.search("service", query, re.IGNORECASE) and (token := next(_ambiguous(query), None)):
        message = "This IRI can also be read as a comparison, and then what follows is other text than it seems."
        help_ = "Write the IRI in full, with its scheme, or leave the word SERVICE out of strings and comments."
        raise _refuse("QUERY_AMBIGUOUS", message, help_, token, "an IRI in full")


def _ambiguous(query: str) -> Iterator[re.Match[str]]:
    return (each for each in _TOKEN.finditer(query) if each.lastgroup == "iri" and _TWO_READINGS.match(each[0]))


def _check_word(token: re.Match[str]) -> str:
    """The word in capitals. Engines take keywords without a space: `trueSERVICE<iri>` calls another server."""
    word = token[0].upper()
    if "SERVICE" in word:
        raise _service(token)
    if word in UPDATES and not token.string.startswith(":", token.end()):
        message = f"{word} is refused: the data here are read, never changed."
        help_ = "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE. For data of your own take a dump."
        raise _refuse("UPDATE_REFUSED", message, help_, token, "SELECT, ASK, CONSTRUCT or DESCRIBE")
    return word


def _check_iri(token: re.Match[str]) -> None:
    """What looks like an IRI may be read as an expression: its brackets and operators count alone."""
    text = token[0]
    if (actual := text.count("(")) > DEEPEST:
        raise _too_deep(token, actual)
    if (actual := text.count("!")) > UNARY:
        raise _too_many_operators(token, actual)


def _service(token: re.Match[str]) -> RefusedError:
    message = "SERVICE is refused: this server sends nothing to other servers."
    help_ = "Ask the other server yourself, and give what it answers as VALUES. A prefix needs another name."
    return _refuse("SERVICE_REFUSED", message, help_, token, "a query without SERVICE")


def _too_deep(token: re.Match[str], depth: int) -> RefusedError:
    message = f"The query is nested {depth} levels deep; the limit is {DEEPEST}."
    help_ = "Take out brackets that change nothing, or ask in several queries."
    return _refuse(
        "QUERY_TOO_DEEP", message, help_, token, f"at most {DEEPEST} open brackets", limit=DEEPEST, actual=depth
    )


def _too_many_operators(token: re.Match[str], run: int) -> RefusedError:
    message = f"The query has {run} operators before an operand; the limit is {UNARY}."
    help_ = "Two of ! undo each other."
    return _refuse("QUERY_TOO_DEEP", message, help_, token, "an operand", limit=UNARY, actual=run)


def _escape(token: re.Match[str]) -> RefusedError:
    message = "Escapes may stand in strings and in the names behind a prefix, nowhere else."
    help_ = "Write the character itself; the query is UTF-8."
    return _refuse("ESCAPE_REFUSED", message, help_, token, "the character itself")


def _refuse(
    code: str, message: str, help_: str, token: re.Match[str], expected: str, **members: int | str
) -> RefusedError:
    found = {"found": token[0][:80], "expected": expected, **place(token.string, token.start())}
    return RefusedError(code, message, help_, **found, **members)
