"""Stores that answer questions: entities, the question as a value, the engine in memory, the same in SPARQL."""
