"""Pages for people: plain HTML from templates/, no script needed."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from server.representation import Representation

TEMPLATES = Path(__file__).parent / "templates"

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
"""Content security policy of a page: nothing from another host, no script."""

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
"""The policy of a picture that is opened alone: its style stands in it."""

POLICY_WITH_SCRIPT = (
    # CodeMirror, the editor in GraphiQL, writes style attributes; its fonts and icons are data addresses.
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self' data:; base-uri 'none'"
)


def render(template: str, policy: str = POLICY, **values: Any) -> Representation:  # noqa: ANN401 - templates take anything
    """A page from one of the templates; every value is escaped."""
    text = _environment().get_template(template).render(**values)
    headers = {"Content-Security-Policy": policy, "Referrer-Policy": "same-origin"}
    return Representation(text.encode(), "text/html; charset=utf-8", headers=headers)


def render_editor(template: str, files: Sequence[str], examples: object, **values: str) -> Representation:
    """A page with a script that edits queries: the files that it loads, in order, and the tabs that it opens with."""
    scripts, styles = ([name for name in files if name.endswith(suffix)] for suffix in (".js", ".css"))
    setup = orjson.dumps(examples).decode()
    return render(template, POLICY_WITH_SCRIPT, setup=setup, scripts=scripts, styles=styles, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["keep_days"] = _keep_days
    return environment


_SPOKEN = re.compile(">[^<]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _keep_days(markup: str) -> str:
    """The same markup with days that no end of a line parts. Names and values of attributes stay as they are."""
    return _SPOKEN.sub(lambda words: _DAY.sub(r'<span class="day">\g<0></span>', words[0]), markup)
