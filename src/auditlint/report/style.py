"""The colours of people's formats."""

from __future__ import annotations

RESET = "\x1b[0m"
BOLD = "\x1b[1m"
BLUE = "\x1b[1;34m"

#: The colour of each level's word and of the underline of a finding of that level.
SEVERITY = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "notice": "\x1b[1;36m"}
