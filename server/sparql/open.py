"""The endpoint over a site: which data its workers hold, and how many they are."""

from server.assets import Assets
from server.lasting import lasting
from server.site import Site
from server.sparql import limits
from server.sparql.description import Description
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.examples import read_sparql_examples
from server.sparql.pages import SparqlPages
from server.sparql.pool import Pool


def make_pool(site: Site) -> Pool:
    """Workers over the whole graph. Nothing runs until the pool is entered."""
    return Pool(
        lambda stream: stream.write(lasting(site.export.dump.write("nquads"))),
        limits.allowance(),
        slots=limits.workers(),
        waiting=limits.WAITING,
        patience=limits.PATIENCE,
    )


def make_endpoint(site: Site, pool: Pool, assets: Assets) -> SparqlEndpoint:
    """What answers at /sparql."""
    base, data_version = site.graph.base, site.graph.data_version
    pages = SparqlPages(pool, base, assets, read_sparql_examples(base))
    return SparqlEndpoint(pool, base, data_version, Description(pool, base, data_version), pages)
