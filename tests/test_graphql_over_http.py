"""The audit of the GraphQL-over-HTTP specification, run by the program of its authors against the running server."""

import json
from pathlib import Path

from tests.node import node, require

AUDIT = Path(__file__).parent / "clients" / "audit.mjs"
CHECKS = 61


def test_every_check_of_the_audit_is_ok(server: str) -> None:
    require("graphql-http")
    results = json.loads(node(AUDIT, f"{server}/graphql"))
    assert [each for each in results if each["status"] != "ok"] == []
    assert len({each["id"] for each in results}) == CHECKS
