"""Repositories that attack: they try to run programs, to read outside, to forge output, to stall."""
