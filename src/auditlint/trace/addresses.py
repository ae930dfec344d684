"""Links from a written matrix to the documents: relative, percent-encoded, with the line."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from auditlint.trace import Options
    from auditlint.trace.matrix import Evidence


def address(place: Evidence, options: Options) -> str | None:
    """Return the relative address of `place`; None where the document cannot be linked.

    A colon is encoded, so that no name can pass for a scheme, and an absolute path (another
    drive, a root) is no link at all.
    """
    path = options.link(place.path)
    if not path or path.startswith(("/", "\\")):
        return None
    encoded = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    return f"{encoded}#L{place.line}"
