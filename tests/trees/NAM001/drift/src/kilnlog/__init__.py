"""Reads the log of a kiln."""
