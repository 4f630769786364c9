"""From facts to RDF: statements, evidence, shapes, and dumps in every format."""
