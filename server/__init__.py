"""Serving the graph: ASGI application, command line, pages, dumps."""
