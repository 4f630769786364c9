"""What changes do to a text: rows and words put in, replaced and taken out, each at an address found exactly once."""
