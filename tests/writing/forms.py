"""The forms in which acts are had: text of a PDF, Markdown of the git corpus, plain text, a page."""

import html
import random
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from tests.writing.draft import Block, Cells, Draft, Drawing, draft
from tests.writing.plan import Plan
from tests.writing.wording import wording

WIDTH, NARROW = 82, 34
"""Letters of a line of prose, and of a name in a table, in a text taken from a PDF."""
INDENT = " " * 6


def write(plan: Plan, language: str, form: str) -> str:
    """The text of an act in a language and a form: ``printed``, ``markdown``, ``plain`` or ``page``."""
    return FORMS[form](draft(plan, wording(language)), language)


# Markdown, as the git corpus has it


def _markdown(blocks: Draft, _language: str) -> str:
    return "".join(_markdown_parts(blocks)).strip("\n") + "\n"


def _markdown_parts(blocks: Draft) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Drawing):
            yield f"{_html_table(block)}\n\n"
        elif block.kind == "requisites":
            continue
        elif block.kind == "header":
            lines = [f"> *{line}*" for line in block.lines]
            yield "  \n".join(lines) + "\n\n"
        elif block.kind == "signature":
            yield "".join(f"**{_guillemets(line)}**\n\n" for line in block.lines)
        elif block.kind in {"note", "warning"}:
            yield f"> *{_guillemets(' '.join(block.lines))}*\n\n"
        else:
            yield _markdown_text(block)


def _markdown_text(block: Block) -> str:
    text = {"open": "«", "close": "»" + block.text[1:]}.get(block.kind) or _guillemets(block.text)
    mark = {"title": "# ", "heading": "## "}.get(block.kind, "   " * min(block.level, 2))
    anchor = f'<a id="{block.anchor}"></a>\n\n' if block.anchor else ""
    return f"{anchor}{mark}{text}\n\n"


def _guillemets(text: str) -> str:
    """With angled quotation marks."""
    return re.sub(r'"([^"]*)"', "«\\1»", text)


def _html_table(drawing: Drawing) -> str:
    lines = ["<table>"]
    for row in (*drawing.head, *drawing.rows):
        lines.append("<tr>")
        lines += [f"<td{_spans(cell.width, cell.height)}>{html.escape(cell.text, quote=False)}</td>" for cell in row]
        lines.append("</tr>")
    return "\n".join([*lines, "</table>"])


def _spans(width: int, height: int) -> str:
    columns = f' colspan="{width}"' if width > 1 else ""
    return f' rowspan="{height}"{columns}' if height > 1 else columns


# Plain text, as adilet.zan.kz prints it: tables are lost but for their lines, so they are drawn as a page draws them


def _plain(blocks: Draft, language: str) -> str:
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Drawing):
            parts.append("\n".join("\t".join(cell.text for cell in row) for row in (*block.head, *block.rows)))
        elif block.kind == "header":
            parts.append("\n".join(block.lines) if language == "kk" else " ".join(block.lines))
        elif block.kind == "signature":
            parts.append(" ".join(block.lines))
        else:
            parts.append("\n".join(block.lines))
    return "\n\n".join(parts) + "\n"


# A page of adilet.zan.kz


def _page(blocks: Draft, language: str) -> str:
    front = [block for block in blocks if isinstance(block, Block) and block.kind in {"title", "requisites"}]
    inner = "\n".join(_page_parts(blocks))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n'
        f'<head><meta charset="utf-8"><title>{_escaped(front[0].text)}</title></head>\n'
        '<body>\n<header><a href="/">adilet.zan.kz</a><form><input name="q"></form></header>\n'
        f'<div class="container_alpha slogan"><h1>{_escaped(front[0].text)}</h1>\n'
        f"<p>{_escaped(front[1].text)}</p></div>\n"
        f'<div class="container_gamma text text_upd">\n<article>\n{inner}\n</article>\n</div>\n'
        "<footer>© 2012</footer>\n</body>\n</html>\n"
    )


def _page_parts(blocks: Draft) -> Iterator[str]:
    for at, block in enumerate(blocks):
        if isinstance(block, Drawing):
            yield _html_table(block).replace("<table>", '<table border="1" cellspacing="0">')
        elif block.kind == "header":
            lines = "<br/>".join(map(_escaped, block.lines))
            yield f"<table>\n<tr>\n<td>&nbsp;</td>\n<td><p>{lines}</p></td>\n</tr>\n</table>"
        elif block.kind == "signature":
            office, name = map(_escaped, block.lines)
            yield f"<table>\n<tr>\n<td><p>{office}</p></td>\n<td><p>{name}</p></td>\n</tr>\n</table>"
        elif block.kind == "heading":
            yield f'<h3 id="z{at}">{_escaped(block.text)}</h3>'
        elif block.kind not in {"title", "requisites"}:
            yield from (f'<p id="z{at}">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; {_escaped(line)}</p>' for line in block.lines)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


# Text taken from a PDF


def _printed(blocks: Draft, language: str) -> str:
    return "".join(_Printer(random.Random(len(blocks)), wording(language).words["link_words"]).parts(blocks))  # noqa: S311


class _Printer:
    """Prints pages: wrapped lines that end in a space, page breaks, and words that a conversion moved."""

    def __init__(self, source: random.Random, link_words: Sequence[str]) -> None:
        self.random = source
        self.link_words = link_words

    def parts(self, blocks: Draft) -> Iterator[str]:
        """The text, block by block."""
        for block in blocks:
            if isinstance(block, Drawing):
                yield from self._table(block)
            elif block.kind in {"title", "requisites"}:
                yield "\n" * (block.kind == "title") + self._wrapped(block.text, "") + "\n\n"[block.kind != "title" :]
            elif block.kind == "header":
                yield "\n\n\n" + "\n".join(block.lines) + "\n"
            elif block.kind == "heading":
                yield "\n" + self._wrapped(block.text, "") + "\n\n"
            elif block.kind == "signature":
                yield self._wrapped(" ".join(block.lines), INDENT) + "\n"
            elif block.kind == "close":
                yield f"\n {block.text}\n"
            else:
                yield "".join(self._displaced(self._wrapped(line, INDENT)) + "\n" for line in block.lines)

    def _wrapped(self, text: str, indent: str, width: int = WIDTH) -> str:
        """Lines that end in a space where they go on."""
        return " \n".join(
            textwrap.wrap(text, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False)
        )

    def _displaced(self, text: str) -> str:
        """Some link words put at the end of their line."""
        lines = text.split("\n")
        for at, line in enumerate(lines[:-1]):
            for word in self.link_words:
                if f" {word} " in line[:-1] and not line.endswith(f"{word} ") and self.random.random() < 0.3:
                    lines[at] = line.replace(f" {word} ", "  ", 1).rstrip() + f" {word}"
                    break
        return "\n".join(lines)

    def _table(self, drawing: Drawing) -> Iterator[str]:
        yield "".join(" ".join(cell.text for cell in row) + "\n" for row in drawing.head)
        for row, following in pairwise((*drawing.rows, ())):
            yield self._row(row)
            # After a page break nothing tells a heading from the tail of a name.
            if len(row) > 1 < len(following) and self.random.random() < 0.08:
                yield "\n\n"

    def _row(self, row: Cells) -> str:
        if len(row) == 1:
            return "\n" + self._wrapped(row[0].text, "", NARROW) + "\n"
        number, code, name, *amounts = (cell.text for cell in row)
        lines = self._wrapped(name, "", NARROW).split("\n")
        if len(lines) > 2 and lines[1].replace(" ", "").isalpha() and self.random.random() < 0.15:
            lines[1] = _letter_spaced(lines[1])
        gap = self.random.choice((" ", "\n", "\n\n")) if len(lines) > 1 else " "
        tail = "".join(f"\n{each}\n" for each in amounts if each)
        return f"\n{number} {code}{gap}" + "\n".join(lines) + f"\n{tail}"


def _letter_spaced(line: str) -> str:
    """A line with a space after every letter; two spaces part words."""
    return "  ".join(" ".join(word) for word in line.split()) + "  "


FORMS: Mapping[str, Callable[[Draft, str], str]] = MappingProxyType(
    {"printed": _printed, "markdown": _markdown, "plain": _plain, "page": _page}
)
"""The writer of each form."""
