"""Which planning tree and which milestone a path belongs to."""

from __future__ import annotations

from auditlint.kinds.speckit.paths import feature_folder


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
    found = root_of(path)
    if found:
        return found
    feature = feature_folder(path)
    parts = path.split("/")
    if "openspec" in parts[:-1]:
        openspec = "/".join(parts[: parts.index("openspec") + 1])
        if not feature or feature.startswith(f"{openspec}/"):
            return openspec
    return feature


def feature_tree(path: str) -> str:
    """Return the folder of the spec-kit feature that is the tree of a document; "" for none."""
    tree = tree_of(path)
    return tree if tree and tree == feature_folder(path) else ""


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
