"""Many texts at once: read in several processes, kept in a cache, linked home by home, written to shards."""
