"""The standard streams: what is written to them, and what happens when nobody reads."""

from __future__ import annotations

import os
import sys


def prepare() -> None:
    """Write UTF-8 wherever the output goes; what cannot be encoded is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def reader_gone() -> int:
    """Go on after a broken pipe: what the reader (head, less) did not want is no error of ours."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def interrupted() -> int:
    """Say that the user broke off, and return the exit status for it."""
    sys.stderr.write("auditlint: interrupted\n")
    return 130
