"""The repository as evidence."""
