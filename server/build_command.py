"""`qamtu build`: what the seeds amount to, and what is wrong with them; code 1 when a fact is missing or refused."""

import argparse
import sys

from graph.diagnostic import Diagnostic, Severity
from server.load import load_graph


def run(options: argparse.Namespace) -> int:
    """Print counts, then diagnostics."""
    graph = load_graph(options.seeds, options.base)
    rows = [f"{number:>8}  {name}" for name, number in graph.counts.items()]
    sys.stdout.write("\n".join([f"data version {graph.data_version}", *rows, ""]))
    for diagnostic in graph.diagnostics:
        sys.stdout.write(_describe(diagnostic))
    return int(any(each.severity is Severity.ERROR for each in graph.diagnostics))


def _describe(diagnostic: Diagnostic) -> str:
    """One line, in the form that editors and compilers use."""
    place = f"{diagnostic.file}:{diagnostic.line}:{diagnostic.column}"
    problem = diagnostic.problem
    return f"{place}: {diagnostic.severity.value} {problem.code}: {problem.message}\n"
