"""What holds when nobody says otherwise; it loads nothing, so that `qamtu --help` is quick."""

from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
"""The seeds of this checkout."""
BASE = "https://w3id.org/qamtu/"
"""What every IRI begins with: graph.iri.DEFAULT_BASE, which cannot be asked without loading the graph."""
