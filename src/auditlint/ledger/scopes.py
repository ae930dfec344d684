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


def tree_of(path: str) -> str:
    """Return the folder whose documents speak about each other; "" when `path` is in none.

    A planning tree or workstream, everything below ``openspec``, or one feature of spec-kit
    (``specs/003-name``).
    """
    found = root_of(path) or feature_folder(path)
    if found:
        return found
    parts = path.split("/")
    return "/".join(parts[: parts.index("openspec") + 1]) if "openspec" in parts[:-1] else ""


def feature_folder(path: str) -> str:
    """Return the folder of the spec-kit feature that a document belongs to; "" for none."""
    if root_of(path):
        return ""
    parts = path.split("/")
    for index, part in enumerate(parts[:-1]):
        if part == "openspec":
            return ""
        if part == "specs" and len(parts) > index + 2 and parts[index + 1][:3].isdigit():
            return "/".join(parts[: index + 2])
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
