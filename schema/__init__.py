"""The GraphQL schema over a graph. Sees the graph through the Store protocol and the vocabulary."""
