"""How much one SPARQL query may ask for, and how many are run at once."""

from server.processors import processors
from server.sparql.wire import Allowance

LONGEST = 56 * 1024
"""Bytes of a query in UTF-8. A question about the law of a day, as the GraphQL API writes it, may need most of them."""

DEEPEST = 32
"""Levels of brackets of any kind, blank nodes and lists among them."""

UNARY = 32
"""Operators before an operand, such as `!!!`."""

SECONDS = 5.0
"""From the question to the whole answer; then the worker is killed."""

MEMORY = 1 << 30
"""Bytes for one query, beyond the data."""

RESULT = 16 << 20
"""Bytes of a result, before compression."""

UNREAD = 256 << 20
"""Bytes of large results that are being sent at once, however slowly their clients read."""

ROWS = 500
"""Rows that the page shows; files have all."""

WAITING = 32
"""Queries that wait for a worker."""

PATIENCE = 10.0
"""Seconds that a query waits for a worker."""

RETRY = 5
"""Seconds after which a client that found no worker may ask again."""

LEAST_WORKERS = 4
"""More than processors: one slow query must not hold up all others."""


def workers() -> int:
    """Processes that run queries, for each process of the server."""
    return max(LEAST_WORKERS, processors())


def allowance() -> Allowance:
    """What one query may use."""
    return Allowance(SECONDS, MEMORY, RESULT, ROWS)
