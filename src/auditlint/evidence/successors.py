"""Where what is cited but not there has gone: by git, or by how planning folders are archived."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from auditlint.age import is_archive

if TYPE_CHECKING:
    from auditlint.evidence import Evidence
    from auditlint.evidence.files import Files
    from auditlint.evidence.history import Move, Rename

#: Folders of a planning tree that say how far something is; what is in them moves on.
_STAGES = frozenset(("phases", "pending", "todo", "active", "completed", "done", "in-progress"))
#: Folders of a planning tree that come and go with what is in them: git keeps no empty ones.
_STANDING = _STAGES | {
    "resolved", "archive", "archived", "closed", "open", "deferred", "todos", "debug", "quick", "milestones",
}
_PLANNING = ".planning"
_RENAME = "rename"
#: A copy that was kept aside is not what anybody means by the file.
_KEPT = (".bak", ".old", ".orig", ".backup", ".disabled", ".deprecated", "~")
#: So many of a hundred lines of the old file must be in the new one.
_SAME = 65


class Successor(NamedTuple):
    """What was at a path is at `new`. `folders` are what was exchanged for what, the same for
    all that moved together (``*.js`` and ``*.ts`` where only endings were). `archived` says that the planning tree moved it when it was done."""

    new: str
    folders: tuple[str, str]
    archived: bool


def successor(evidence: Evidence, path: str) -> Successor | None:
    """Return what became of the path that does not exist; None where that is not known."""
    inside = is_planning(path)
    if inside:
        new = _archived(evidence.files, path)
        if new:
            return Successor(new, _exchanged(path, new), True)
    move = evidence.history.moved(path)
    if move is None or move.new.endswith(_KEPT) or not _is_same(evidence, move):
        return None
    folders = move.folders if any(move.folders) else _in_place(move.old, move.new)
    return Successor(move.new, folders, inside and is_planning(move.new))


def _is_same(evidence: Evidence, move: Move) -> bool:
    """Whether a file of another name is the old one, and not just made of a part of it.

    Git calls a file renamed when half of it is alike; of a file that was split that is one of the
    pieces.
    """
    if _name(move.old) == _name(move.new) or move.source != _RENAME:
        return True
    return all(
        _name(one.old) == _name(one.new) or _is_kept(evidence, one)
        for one in evidence.history.renames(move.old)
    )


def _is_kept(evidence: Evidence, one: Rename) -> bool:
    """Whether most of a file went to its new name."""
    written = evidence.history.last_write(one.old)
    old = written and evidence.contents.text(one.old, written.id)
    new = evidence.contents.text(one.new, one.commit.id)
    if not old or not new:
        return old is not None
    lines = _lines(old)
    return sum((lines & _lines(new)).values()) * 100 >= _SAME * lines.total()


def _lines(text: str) -> Counter[str]:
    return Counter(line for one in text.splitlines() if (line := one.strip()))


def _in_place(old: str, new: str) -> tuple[str, str]:
    """Return what was exchanged where a file stayed in its folder: its ending, or its name."""
    stem, _, ending = old.rpartition(".")
    other, _, now = new.rpartition(".")
    return (f"*.{ending}", f"*.{now}") if stem and stem == other and ending != now else (old, new)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def is_put_away(path: str, new: str) -> bool:
    """Whether a document was archived under another name, so that its own name is free again:
    ``REQUIREMENTS.md`` became ``milestones/v1.0-REQUIREMENTS.md`` and will be written anew."""
    return _name(path) != _name(new) and any(map(is_archive, new.split("/")[:-1]))


def is_standing(path: str) -> bool:
    """Whether a path is a folder of a planning tree that may just be empty: ``todos/pending``."""
    return _name(path) in _STANDING and (is_planning(path) or path.startswith("openspec/"))


def is_planning(path: str) -> bool:
    """Whether a path is one of a planning tree."""
    return _PLANNING in path.split("/") or "openspec/changes/" in path


def _archived(files: Files, path: str) -> str:
    """Return the only path below the same planning folder that ends as `path` does behind the
    folder that says its stage."""
    parts = path.split("/")
    if _PLANNING not in parts:
        return _archived_change(files, path)
    top = parts.index(_PLANNING) + 1
    stages = [index for index in range(top, len(parts) - 1) if parts[index] in _STAGES]
    if not stages:
        return ""
    root = "/".join(parts[:top]) + "/"
    tail = "/".join(parts[stages[-1] + 1 :])
    folders = "." not in parts[-1]
    found = [one for one in files.by_suffix(tail, folders) if one.startswith(root)]
    return found[0] if len(found) == 1 else ""


def _archived_change(files: Files, path: str) -> str:
    """``openspec/changes/add-login/x`` becomes ``openspec/changes/archive/2026-01-02-add-login/x``."""
    lead, _, rest = path.partition("openspec/changes/")
    # An archived change may link to another one as when both were open.
    name, _, inner = rest.removeprefix("archive/").partition("/")
    archive = f"{lead}openspec/changes/archive"
    found = [
        one for one in files.entries(archive)
        if one.endswith(f"-{name}") and one[: -len(name) - 1].replace("-", "").isdigit()
    ]
    if len(found) != 1 or not name:
        return ""
    new = f"{archive}/{found[0]}/{inner}".rstrip("/")
    return new if files.exists(new) else ""


def _exchanged(old: str, new: str) -> tuple[str, str]:
    """Return two paths without the components that both end in."""
    one, other = old.split("/"), new.split("/")
    while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
        one.pop()
        other.pop()
    return "/".join(one), "/".join(other)
