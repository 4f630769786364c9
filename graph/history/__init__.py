"""What became of the law over time: the line of versions, the state at each, what changed and what ends it."""
