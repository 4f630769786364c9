"""What a browser loads besides pages: our style and script, and the packages of package.json, all from here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from server.representation import FOREVER, REVALIDATE, Representation

OWN = Path(__file__).parent / "static"
PACKAGES = Path(__file__).parent.parent / "node_modules"

MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

GRAPHIQL = (
    ("react", "umd/react.production.min.js"),
    ("react-dom", "umd/react-dom.production.min.js"),
    ("graphiql", "graphiql.min.js"),
    ("graphiql", "graphiql.min.css"),
    ("@graphiql/plugin-explorer", "dist/index.umd.js"),
    ("@graphiql/plugin-explorer", "dist/style.css"),
)
"""Package and file in it, in the order in which a page loads them."""

YASGUI = (("@zazuko/yasgui", "build/yasgui.min.js"), ("@zazuko/yasgui", "build/yasgui.min.css"))
"""The same, for the editor of SPARQL."""


@dataclass(frozen=True)
class Assets:
    """Files by the name under which /static serves them: looked up, never joined to a path."""

    files: Mapping[str, Path]
    graphiql: tuple[str, ...]
    """Names of GRAPHIQL, in order; empty unless every one of them is installed."""
    yasgui: tuple[str, ...]
    """Names of YASGUI, in the same way."""

    async def respond(self, request: Request) -> Response:
        """The file of a name, 404 when there is none."""
        path = self.files.get(request.path_params["name"])
        if path is None:
            raise HTTPException(404, "There is no such file under /static.")
        return _load(path, FOREVER if PACKAGES in path.parents else REVALIDATE).respond(request)


def find_assets() -> Assets:
    """Look up what is there."""
    own = {path.name: path for path in sorted(OWN.iterdir())}
    graphiql, yasgui = _find(GRAPHIQL), _find(YASGUI)
    return Assets({**own, **graphiql, **yasgui}, tuple(graphiql), tuple(yasgui))


def _find(wanted: tuple[tuple[str, str], ...]) -> dict[str, Path]:
    """The files of a table by their names; none unless all are there."""
    found = {_name(package, file): PACKAGES / package / file for package, file in wanted if _version(package)}
    return found if len(found) == len(wanted) and all(path.is_file() for path in found.values()) else {}


def _name(package: str, file: str) -> str:
    """A name with the version in it, so that a browser may keep the file forever: graphiql-3.8.3.js."""
    return f"{package.rpartition('/')[2]}-{_version(package)}{Path(file).suffix}"


def _version(package: str) -> str | None:
    manifest = PACKAGES / package / "package.json"
    if not manifest.is_file():
        return None
    version = json.loads(manifest.read_bytes()).get("version")
    return str(version)


@cache
def _load(path: Path, lifetime: str) -> Representation:
    return Representation(path.read_bytes(), MEDIA_TYPES[path.suffix], lifetime)
