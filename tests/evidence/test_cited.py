"""What cited paths come to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditlint.claims import CitesPath
from auditlint.evidence.cited import CASE, FOUND, MISSING, UNKNOWN, cited
from auditlint.evidence.spelt import Spelt
from auditlint.ledger import Facts, Ledger
from auditlint.source.text import Span
from tests.traps.building import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditlint.evidence import Evidence

FILES = """==> docs/plans/PLAN.md <==
# Plan
==> docs/notes.md <==
# Notes
==> packages/kiln/src/heat.ts <==
export {}
==> packages/a/src/same.ts <==
export {}
==> packages/b/src/same.ts <==
export {}
==> index.ts <==
export {}
==> old/gone.ts <==
export {}
==> commit: A <==
==> removed: old/gone.ts <==
==> .gitignore <==
dist/
==> commit: B <==
"""


def state(evidence: Evidence, path: str, role: str = "code") -> tuple[str, str]:
    facts = Facts("docs/plans/PLAN.md", "x", "living", (CitesPath(path, None, Span(0, 1), role),))
    evidence.memo.clear()
    (only,) = cited(evidence, Ledger([facts]))
    assert only.reason == (only.found if only.state == UNKNOWN else "")
    return only.state, only.found


def assert_state(told: tuple[str, str], expected: str, found: str) -> None:
    """What is not known comes with the reason, of which the tests name the telling part."""
    assert told[0] == expected
    assert found in told[1] if expected == UNKNOWN else found == told[1]


@pytest.mark.parametrize(
    ("path", "expected", "found"),
    [
        ("docs/notes.md", FOUND, "docs/notes.md"),
        ("/docs/notes.md", FOUND, "docs/notes.md"),
        ("plans/PLAN.md", FOUND, "docs/plans/PLAN.md"),
        ("src/heat.ts", FOUND, "packages/kiln/src/heat.ts"),
        ("kiln/src/", FOUND, "packages/kiln/src"),
        ("src/same.ts", UNKNOWN, "any of several: packages/a/src/same.ts, packages/b/src/same.ts"),
        ("src/heat.js", UNKNOWN, "a file of another ending"),
        ("repository/docs/notes.md", FOUND, "docs/notes.md"),
        ("cli/index.ts", UNKNOWN, "in no folder that this repository"),
        ("Docs/notes.md", CASE, "docs/notes.md"),
        ("docs/other.md", MISSING, ""),
        ("old/gone.ts", MISSING, ""),
        ("never/seen.ts", UNKNOWN, "in no folder that this repository"),
        ("/etc/kiln.toml", UNKNOWN, "it is absolute"),
        ("dist/heat.ts", UNKNOWN, "in no folder that this repository"),
        ("docs/../../etc/kiln.toml", UNKNOWN, "out of the repository"),
    ],
)
def test_paths(
    tmp_path: Path, evidence_of: Callable[[Path], Evidence], path: str, expected: str, found: str
) -> None:
    build(tmp_path, FILES)
    assert_state(state(evidence_of(tmp_path), path), expected, found)


@pytest.mark.parametrize(
    ("target", "expected", "found"),
    [
        ("../notes.md", FOUND, "docs/notes.md"),
        ("../notes.md#top", FOUND, "docs/notes.md"),
        ("..%2Fnotes.md", FOUND, "docs/notes.md"),
        ("#here", FOUND, "docs/plans/PLAN.md"),
        ("notes.md", MISSING, ""),
        ("../Notes.md", CASE, "docs/notes.md"),
        ("../../../outside.md", UNKNOWN, "out of the repository"),
        ("page", UNKNOWN, "a page of a site"),
        ("kiln@example.org", UNKNOWN, "an address"),
        ("../<name>.md", UNKNOWN, "a placeholder"),
        ("../notes.md:12", UNKNOWN, "lines of code"),
    ],
)
def test_links(
    tmp_path: Path, evidence_of: Callable[[Path], Evidence], target: str, expected: str, found: str
) -> None:
    build(tmp_path, FILES)
    assert_state(state(evidence_of(tmp_path), target, "link"), expected, found)


def test_git_is_not_asked_for_what_is_there(
    tmp_path: Path, evidence_of: Callable[[Path], Evidence], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, FILES)
    evidence = evidence_of(tmp_path)
    monkeypatch.setattr("auditlint.evidence.files.run", None)
    assert state(evidence, "docs/notes.md") == (FOUND, "docs/notes.md")


def test_links_of_the_disk_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("x")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "link").symlink_to(tmp_path / "outside")
    spelt = Spelt(str(tmp_path / "root"))
    assert spelt.has("link")
    assert not spelt.has("link/secret.txt")
    assert not spelt.has("a\0b")
