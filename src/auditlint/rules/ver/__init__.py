"""Verification: what reports and roadmaps say of verified work."""
