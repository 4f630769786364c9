"""Text of a query language or of JSON as HTML, its tokens in spans with classes: colours without a script."""

from pygments import highlight as mark
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True, classprefix="t-")


def highlight(text: str, language: str) -> str:
    """The text, escaped, as the inside of a `pre`, without line ends after it; the language by its name in Pygments."""
    return mark(text, get_lexer_by_name(language, stripnl=False), _FORMATTER).rstrip("\n")
