"""What an act does to other acts: each sentence that orders a change, as effects."""
