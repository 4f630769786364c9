"""From acts, codes and vocabularies to facts."""
