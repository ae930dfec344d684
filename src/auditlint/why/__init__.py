"""Why auditlint says what it says of one subject, or is silent: claims, agreement, rules."""

from __future__ import annotations

FORMATS = ("human", "json")
