"""The graph as files for those who ask neither GraphQL nor SPARQL: tables, FHIR, SSSOM, and the folder of all dumps."""
