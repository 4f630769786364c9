"""CSV for spreadsheets (RFC 4180): every cell quoted, codes and amounts as text, lines end in CR LF."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A header and rows, in UTF-8."""
    stream = StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue().encode()
