"""Amendments executed: what changes do to rows and words, and what comes of all of them while acts are linked."""
