"""Every IRI of the graph as an address: documents as data, as spreadsheets and as pages for reading."""
