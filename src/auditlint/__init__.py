"""auditlint: a linter for planning documents."""

__version__ = "0.1.0"
