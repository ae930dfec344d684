"""Tests of ``auditlint why``."""
