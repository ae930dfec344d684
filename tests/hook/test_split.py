"""Findings that concern the commit, and the others."""

from __future__ import annotations

from auditlint.findings import Diagnostic, Place, RelatedPlace
from auditlint.hook import MISSING_PATH, split


def diagnostic(path: str, related: str = "", missing: str = "") -> Diagnostic:
    others = (RelatedPlace(Place(related, 1, 1, 1, 2), "there"),) if related else ()
    data = {MISSING_PATH: missing} if missing else {}
    place = Place(path, 1, 1, 1, 2)
    return Diagnostic("CNT001", "count", "error", "message", place, "0", others, None, data)


PRIMARY = diagnostic("a.md")
RELATED = diagnostic("b.md", related="a.md")
MISSING = diagnostic("b.md", missing="gone.py")
FOLDER = diagnostic("b.md", missing="gone/")
OTHER = diagnostic("b.md", related="c.md", missing="never.py")
ALL = [OTHER, PRIMARY, RELATED, MISSING, FOLDER]


def test_what_concerns_the_commit() -> None:
    assert split(ALL, {"a.md"}) == ([PRIMARY, RELATED], [OTHER, MISSING, FOLDER])
    assert split(ALL, {"gone.py"}) == ([MISSING], [OTHER, PRIMARY, RELATED, FOLDER])
    assert split(ALL, {"gone/x.py"}) == ([FOLDER], [OTHER, PRIMARY, RELATED, MISSING])


def test_an_empty_commit() -> None:
    assert split(ALL, set()) == ([], ALL)


def test_everything_counts_outside_a_commit() -> None:
    assert split(ALL, None) == (ALL, [])
