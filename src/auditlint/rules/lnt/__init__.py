"""The linter's own findings: about suppressions, and about itself."""
