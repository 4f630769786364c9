"""The ASGI application: routes and middleware as lists."""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from graph.build import build
from graph.iri import DEFAULT_BASE
from server.assets import find_assets
from server.cookbook import Cookbook
from server.defaults import SEEDS
from server.dumps import Dumps
from server.examples import Example, at_base, read_examples
from server.graphiql import QueryPages
from server.graphql_http import METHODS, GraphQLEndpoint
from server.limits_page import LimitsPage
from server.problems import answer_problem
from server.remembered import Remembered
from server.resource.endpoint import Resources
from server.site import Site, make_site
from server.sparql import endpoint as sparql
from server.sparql.examples import read_sparql_examples
from server.sparql.open import make_endpoint, make_pool
from server.sparql.pool import Pool
from server.start import StartPages
from server.trusted import TrustedDocuments, read_trusted

SEEDS_SETTING = "QAMTU_SEEDS"
BASE_SETTING = "QAMTU_BASE"
DOCUMENTS_SETTING = "QAMTU_DOCUMENTS"
"""Environment variables with the folder of seeds, the base IRI and the folder of trusted documents; worker processes
learn them from there."""


def make_app(site: Site, documents: Path | None = None) -> Starlette:
    """The application over an open site, with the trusted documents of a folder. Raises CommandError."""
    pool = make_pool(site)

    @asynccontextmanager
    async def live(_app: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    app = Starlette(routes=_routes(site, pool, read_trusted(documents)), middleware=_middleware(), lifespan=live)
    app.add_exception_handler(HTTPException, answer_problem)
    app.add_exception_handler(Exception, answer_problem)
    # A trailing slash is another address: a redirect would repeat whatever host and path the client made up.
    app.router.redirect_slashes = False
    return app


def from_environment() -> Starlette:
    """The application over the seeds and base that the environment names, for worker processes."""
    seeds = Path(os.environ.get(SEEDS_SETTING, SEEDS))
    documents = os.environ.get(DOCUMENTS_SETTING)
    site = make_site(build(seeds, os.environ.get(BASE_SETTING, DEFAULT_BASE)))
    app = make_app(site, Path(documents) if documents else None)
    gc.freeze()
    return app


def _routes(site: Site, pool: Pool, documents: tuple[Example, ...]) -> list[Route]:
    examples = at_base(read_examples(), site.graph.base)
    assets = find_assets()
    start = StartPages(site, examples)
    pages = QueryPages(site, assets, examples)
    trusted = TrustedDocuments((*examples, *documents))
    graphql = GraphQLEndpoint(site, pages.graphiql, trusted.by_id)
    cookbook = Cookbook(site, examples, read_sparql_examples(site.graph.base))
    dumps = Dumps(site)
    endpoint = make_endpoint(site, pool, assets)
    resources = Resources(site)
    return [
        Route("/", start.page),
        Route("/graphql", graphql.respond, methods=METHODS),
        Route("/graphql/{document}", graphql.respond_trusted),
        Route("/documents", trusted.index),
        Route("/query", pages.form),
        Route("/cookbook", cookbook.page),
        Route("/cookbook/{file}", cookbook.file),
        Route("/sparql", endpoint.respond, methods=sparql.METHODS),
        Route("/sparql/form", endpoint.pages.form),
        Route("/limits", LimitsPage().respond),
        Route("/schema.graphql", start.schema),
        Route("/dumps/", dumps.index),
        Route("/dumps/{file:path}", dumps.respond),
        Route("/fhir/{kind}/{name}", dumps.fhir),
        Route("/.well-known/void", dumps.void),
        Route("/health", start.health),
        Route("/robots.txt", start.robots),
        Route("/static/{name}", assets.respond),
        Route("/sitemap.xml", resources.sitemap),
        Route("/changes.atom", resources.changes),
        Route("/changes.json", resources.changes),
        # Last: a name of the graph answers only where nothing else does.
        Route("/{path:path}", resources.respond),
    ]


def _middleware() -> list[Middleware]:
    return [
        Middleware(Remembered, prefix="/graphql"),
        Middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=METHODS,
            allow_headers=["Content-Type", "If-None-Match"],
            expose_headers=[
                "ETag",
                "Link",
                "Location",
                "Qamtu-End-Cursor",
                "Qamtu-Incoming-Left-Out",
                "Qamtu-Total-Count",
            ],
            max_age=86400,
        ),
        Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
    ]
