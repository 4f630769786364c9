"""Pages for people: plain HTML from templates/, no script needed."""

from functools import cache
from pathlib import Path
from typing import Any

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


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
