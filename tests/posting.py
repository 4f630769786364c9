"""GraphQL requests by hand, over HTTP."""

from typing import Any

import httpx

JSON = "application/json"


def ask(client: httpx.Client, query: str, accept: str = JSON, **more: Any) -> httpx.Response:
    return client.post("/graphql", json={"query": query, **more}, headers={"Accept": accept})


def send(client: httpx.Client, body: bytes, content_type: str = JSON, **headers: str) -> httpx.Response:
    return client.post("/graphql", content=body, headers={"Content-Type": content_type, **headers})


def code(response: httpx.Response) -> str:
    """The code of the only error of a response without data."""
    body = response.json()
    assert "data" not in body
    (error,) = body["errors"]
    assert error["message"]
    return str(error["extensions"]["code"])
