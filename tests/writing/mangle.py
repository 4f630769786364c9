"""Random damage of any kind, to see that no text breaks a reader: it knows tables, headers and quotation marks."""

import random
import re
from collections.abc import Callable

PIECES = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "<caption>",
        "<sup>2</sup>",
        "<br/>",
        "<p>",
        "</p>",
    ),
    *(
        '<td colspan="3">',
        '<td rowspan="99999999999">',
        '<td colspan="0" rowspan="0">',
        '<td colspan="-1">',
        "<td colspan=x",
    ),
    *("<!--", "-->", "<![CDATA[", "<script>", "&nbsp;", "&#0;", "&#x110000;", "&amp", "<", ">", "</", "<a id='", "\\"),
    *(
        '"',
        "«",
        "»",
        '".',
        "» .",
        "(",
        ")",
        "> *",
        "*",
        "**",
        "# ",
        "## ",
        "---",
        "|---|---|",
        "| a | b |",
        "[x](kaz/an001.md)",
    ),
    *(
        "\n",
        "\n\n",
        "\n\n\n\n",
        " ",
        "      ",
        "\t",
        "\r\n",
        "\r",
        "\x0c",
        "\x0b",
        "\u2028",
        "\x85",
        "\ufeff",
        "\u00ad",
        "\u200b",
    ),
    *("\u00a0", "\u202e", "\u0301", "\U0001d7d9", "\ud7ff", "\U0010ffff", "٣", "Ⅳ", "İ", "ß", "ﬁ"),
    *("1.", "1)", "1-1.", "99999.", "0.", "2021 жылғы 31 желтоқсандағы", "№ 524 бұйрығына", "2-қосымша", "БҰЙЫРАМЫН:"),
    *(
        "Приложение 1 к приказу",
        "от 31 февраля 2021 года № 1",
        "ПРИКАЗЫВАЮ:",
        "Сноска. ",
        "Ескерту. ",
        "1-кесте. ",
        "00.50",
    ),
    *("A01.001.000", "63 112,54", "1494-1 ", "- 1 -", "Министр А. Б", "Қазақстан Республикасы", "Утвержден приказом"),
)
"""What is put into a text: markup, marks, spaces, and words that mean something to a reader."""

Mangle = Callable[[str, random.Random], str]


def mangle(text: str, source: random.Random, times: int) -> str:
    """A text damaged so many times."""
    for _ in range(times):
        text = source.choice(MANGLES)(text, source)
    return text


def _place(text: str, source: random.Random) -> tuple[int, int]:
    """A stretch of a text, short more often than long."""
    start = source.randrange(len(text) + 1)
    return start, min(len(text), start + int(source.expovariate(0.02)))


def _put(text: str, source: random.Random) -> str:
    at, _ = _place(text, source)
    return text[:at] + source.choice(PIECES) + text[at:]


def _drop(text: str, source: random.Random) -> str:
    start, end = _place(text, source)
    return text[:start] + text[end:]


def _double(text: str, source: random.Random) -> str:
    start, end = _place(text, source)
    return text[:end] + text[start:end] + text[end:]


def _move(text: str, source: random.Random) -> str:
    start, end = _place(text, source)
    rest = text[:start] + text[end:]
    at, _ = _place(rest, source)
    return rest[:at] + text[start:end] + rest[at:]


def _replace(text: str, source: random.Random) -> str:
    start, end = _place(text, source)
    return text[:start] + source.choice(PIECES) + text[end:]


def _cut(text: str, source: random.Random) -> str:
    start, end = sorted(source.randrange(len(text) + 1) for _ in range(2))
    return text[start:end] if source.random() < 0.3 else text[: max(end, len(text) // 2)]


def _lines(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    one, other = source.randrange(len(lines)), source.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _spans(text: str, source: random.Random) -> str:
    """Cells that cover other columns and rows than they did."""
    width = source.choice(("0", "2", "3", "7", "1000", "99999999999999999999", "-2", "x", "2.5", ""))
    name = source.choice(("colspan", "rowspan"))
    cells = [match.end() - 1 for match in re.finditer(r"<t[dh]\b[^<>]*>", text)]
    if not cells:
        return text
    at = source.choice(cells)
    return f'{text[:at]} {name}="{width}"{text[at:]}'


def _nest(text: str, source: random.Random) -> str:
    """A piece of the text put into itself, as a table in a cell may be."""
    start, end = _place(text, source)
    at = source.randrange(start, end + 1)
    return text[:at] + text[start:end] + text[at:]


def _tags(text: str, source: random.Random) -> str:
    """Every tag of one name lost, or some of them."""
    found = re.findall(r"</?[a-z]+", text)
    if not found:
        return text
    tag, chance = source.choice(found), source.choice((0.2, 1.0))
    return re.sub(re.escape(tag) + r"\b[^<>]*>", lambda match: "" if source.random() < chance else match[0], text)


MANGLES: tuple[Mangle, ...] = (
    _put, _put, _drop, _double, _move, _replace, _cut, _lines, _spans, _nest, _tags,
)  # fmt: skip
"""Every way to damage a text."""
