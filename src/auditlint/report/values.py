"""Diagnostics as plain JSON values; schemas/output.json describes them."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any

from auditlint.report.escape import scalars

if TYPE_CHECKING:
    from auditlint.findings import Diagnostic, Place, PlacedFix

    Value = dict[str, Any]


def finding(one: Diagnostic) -> Value:
    """Return a diagnostic's value; a suppressed one also has the key ``suppression``."""
    value: Value = {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "message": scalars(one.message),
        **_place(one.place),
        "fingerprint": one.fingerprint,
        "url": None,
        "related": [
            {**_place(other.place), "message": scalars(other.message)} for other in one.related
        ],
        "fix": None if one.fix is None else _fix(one.fix),
        "data": {scalars(key): _plain(one.data[key]) for key in sorted(one.data)},
    }
    if one.suppression is not None:
        why = one.suppression
        value["suppression"] = {"reason": scalars(why.reason), "line": why.line}
    return value


def _place(place: Place) -> Value:
    return {**place._asdict(), "path": scalars(place.path)}


def _fix(fix: PlacedFix) -> Value:
    return {
        "applicability": fix.applicability,
        "message": scalars(fix.message),
        "edits": [{**_place(edit.place), "text": scalars(edit.text)} for edit in fix.edits],
    }


def _plain(value: str | float | bool | None) -> str | float | bool | None:
    if isinstance(value, str):
        return scalars(value)
    if isinstance(value, float) and not isfinite(value):
        return str(value)  # JSON has no word for infinity
    return value


def dump(value: Value, indent: int | None = None) -> str:
    """Return `value` as JSON in ASCII, which no terminal, runner or encoding can misread.

    ``##[`` is spelled with an escape too: GitHub's runner obeys ``##[command]`` anywhere in a
    line.
    """
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(value, indent=indent, separators=separators, allow_nan=False)
    return text.replace("##[", "##\\u005b")
