"""How old a document is in the life of its project: living, historical or archived.

Archived documents keep their findings, but as notices and one per rule and file: nobody acts
on the drift of a closed milestone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.kinds.base import Kind

ARCHIVED = "archived"

_ARCHIVE_FOLDERS = frozenset(("milestones", "archive", "archived", "archives", "_archive", "old"))


def age_of(path: str, kind: Kind) -> str:
    """Return ``living``, ``historical`` or ``archived`` for the document at `path`."""
    return ARCHIVED if any(map(is_archive, path.split("/")[:-1])) else kind.nature


def is_archive(folder: str) -> bool:
    """Whether a folder of this name holds what is archived."""
    return folder.casefold() in _ARCHIVE_FOLDERS
