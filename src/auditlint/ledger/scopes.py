"""Which planning tree and which milestone a path belongs to."""

from __future__ import annotations


def root_of(path: str) -> str:
    """Return the workspace that a document belongs to; "" when it is in none."""
    parts = path.split("/")
    for index, part in enumerate(parts[:-1]):
        if part == ".planning":
            end = index + 1
            if parts[end : end + 1] == ["workstreams"] and len(parts) > end + 2:
                end += 2
            return "/".join(parts[:end])
    return ""


def scope_of(path: str) -> str:
    """Return the milestone that a path is archived under; "" for the current one.

    ``milestones/v1.0-phases/...`` and ``milestones/v1.0-ROADMAP.md`` are of ``v1.0``.
    """
    parts = path.split("/")
    if "milestones" not in parts[:-1]:
        return ""
    name = parts[parts.index("milestones") + 1]
    for ending in ("-phases", "-ROADMAP.md", "-REQUIREMENTS.md", "-MILESTONE-AUDIT.md"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name
