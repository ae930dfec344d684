"""The readers of functions."""
