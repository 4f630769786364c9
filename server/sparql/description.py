"""The service description of the endpoint (SPARQL 1.1 Service Description, sections 3 and 4)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph.rdf.jsonld import write_jsonld
from graph.rdf.quad import OTHER_PREFIXES, Literal, Quad, expand, plain, tagged
from graph.rdf.syntax import Statements, write_ntriples, write_rdfxml, write_turtle
from server.representation import Representation
from server.sparql import limits
from server.sparql.formats import GRAPHS, SOLUTIONS, Choice
from server.sparql.pool import Pool
from server.sparql.run import run
from server.sparql.wire import Question

SD = OTHER_PREFIXES["sd"]

MOST = 1000
"""Named graphs that are listed."""

_NAMED = f"SELECT ?graph {{ GRAPH ?graph {{}} }} ORDER BY ?graph LIMIT {MOST}"

_WRITERS: Mapping[str, Callable[[Statements], bytes]] = MappingProxyType(
    {"turtle": write_turtle, "ntriples": write_ntriples, "rdfxml": write_rdfxml, "jsonld": write_jsonld}
)

_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")


@dataclass(frozen=True)
class Description:
    """What the endpoint is and offers. The named graphs are asked of the endpoint itself."""

    pool: Pool
    base: str
    data_version: str

    async def respond(self, request: Request, choice: Choice) -> Response:
        """The description in a format. Raises Problem when the graphs cannot be asked for."""
        answer = await run(self.pool, Question(_NAMED))
        rows = orjson.loads(answer.body)["results"]["bindings"]
        graphs = [row["graph"]["value"] for row in rows]
        body = await run_in_threadpool(self._write, self._address(request), graphs, choice.name)
        return Representation(body, choice.media_type).respond(request)

    def _write(self, address: str, graphs: list[str], format_name: str) -> bytes:
        return _WRITERS[format_name](Statements(self._describe(address, graphs), self.base))

    def _address(self, request: Request) -> str:
        """Where the client found the endpoint; what no host is called is not repeated."""
        host = request.headers.get("host", "")
        return f"{request.url.scheme}://{host}/sparql" if _HOST.fullmatch(host) else f"{self.base}sparql"

    def _describe(self, address: str, graphs: list[str]) -> Iterator[Quad]:
        for subject, predicate, value in self._statements(address, graphs):
            yield Quad(subject, expand(predicate, self.base), value, "")

    def _statements(self, address: str, graphs: list[str]) -> Iterator[tuple[str, str, str | Literal]]:
        dataset, default = f"{address}#dataset", f"{address}#default"
        yield address, "rdf:type", f"{SD}Service"
        yield address, "rdfs:label", tagged("Medical care that Kazakhstan pays for, in SPARQL", "en")
        yield address, "rdfs:comment", tagged(_limits(), "en")
        yield address, "rdfs:seeAlso", f"{address.removesuffix('sparql')}limits"
        yield address, "sd:endpoint", address
        yield address, "sd:supportedLanguage", f"{SD}SPARQL11Query"
        yield address, "sd:feature", f"{SD}UnionDefaultGraph"
        for each in (*SOLUTIONS, *GRAPHS):
            yield address, "sd:resultFormat", each.iri
        yield address, "sd:defaultDataset", dataset
        yield dataset, "rdf:type", f"{SD}Dataset"
        yield dataset, "dcterms:identifier", plain(self.data_version)
        yield dataset, "dcterms:isVersionOf", f"{self.base}dataset/{self.data_version}"
        yield dataset, "sd:defaultGraph", default
        yield default, "rdf:type", f"{SD}Graph"
        yield default, "rdfs:comment", tagged("The union of all named graphs.", "en")
        for number, graph in enumerate(graphs, 1):
            named = f"{address}#graph-{number}"
            yield dataset, "sd:namedGraph", named
            yield named, "rdf:type", f"{SD}NamedGraph"
            yield named, "sd:name", graph


def _limits() -> str:
    return (
        f"Read only. A query has at most {limits.LONGEST} bytes and {limits.DEEPEST} levels of brackets, runs for at "
        f"most {limits.SECONDS:g} seconds and gives at most {limits.RESULT >> 20} MiB. SERVICE is refused; FROM and "
        "FROM NAMED choose among the named graphs."
    )
