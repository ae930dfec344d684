"""Counts, scores and totals: a stated number against the things it counts."""
