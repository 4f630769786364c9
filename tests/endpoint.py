"""The SPARQL text of a query, answered by Oxigraph over the RDF export."""

from io import BytesIO

import pyoxigraph as ox

from graph.rdf import dump
from graph.stores import sparql
from graph.stores.query import Query


class SparqlEngine:
    def __init__(self, graph: dump.Built) -> None:
        self.base = graph.base
        self.store = ox.Store()
        export = BytesIO()
        dump.write(graph, "nquads", export)
        self.store.load(export.getvalue(), ox.RdfFormat.N_QUADS)

    def answer(self, query: Query) -> list[str]:
        return self.run(sparql.select(query, self.base))

    def run(self, text: str) -> list[str]:
        solutions = self.store.query(text, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        return [node.value for solution in solutions if isinstance(node := solution["this"], ox.NamedNode)]

    def total(self, query: Query) -> int:
        solutions = self.store.query(sparql.count(query, self.base), use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        (solution,) = solutions
        total = solution["total"]
        assert isinstance(total, ox.Literal)
        return int(total.value)
