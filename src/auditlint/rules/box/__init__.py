"""Checkbox drift: boxes against what the text around them says."""
