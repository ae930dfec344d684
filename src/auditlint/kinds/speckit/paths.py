"""The folders of spec-kit's features: ``specs/<number>-<name>``, in the forms that occur.

The framework's scripts write numbers of three digits or more (``004-tides``, ``1204-tides``) and
times (``20260319-141530-tides``), older versions and its prompts also ``4-tides``; the folder
``specs`` may stand anywhere (``.specify/specs``, ``apps/web/specs``). A folder that begins with a
date is another tool's.
"""

from __future__ import annotations

from auditlint.source.pathpatterns import segment_matches

_FOLDER = "#+-*"
#: A feature's folder, or the part of a branch that names it.
NAME = r"\d{1,18}(?:-\d{6})?-[\w.-]+"


def pattern_of(ending: str) -> str:
    """Return the path pattern of a document that lies at `ending` in the folder of a feature."""
    return f"specs/{_FOLDER}/{ending}"


def feature_folder(path: str) -> str:
    """Return the folder of the feature that a document belongs to, with all above; "" for none."""
    parts = path.split("/")
    for index in range(len(parts) - 2):
        if parts[index] == "specs" and segment_matches(_FOLDER, parts[index + 1]):
            return "/".join(parts[: index + 2])
    return ""


def feature_of(path: str) -> str:
    """Return the name of the feature's folder that `path` lies in (``003-voice-chat``), or ""."""
    return feature_folder(path).rpartition("/")[2]


def identity(name: str) -> str:
    """Return the name of a feature as it is compared: ``004-Tides`` and ``4-tides`` are one."""
    number, dash, rest = name.partition("-")
    return (number.lstrip("0") or "0") + dash + rest.casefold()
