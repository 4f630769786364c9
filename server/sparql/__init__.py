"""SPARQL 1.1 at /sparql: queries run in processes of their own, which may be killed at any time."""
