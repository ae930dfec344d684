"""References: what a document names must exist."""
