"""Requirement traceability."""
