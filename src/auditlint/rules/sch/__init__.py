"""JSON Schema: a document's model against the schema of its kind."""
