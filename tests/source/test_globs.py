"""Globs mean what git makes of them, and never take long."""

from __future__ import annotations

import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from auditlint.source import globs

if TYPE_CHECKING:
    from pathlib import Path

MATCHING = [
    ("*.md", "README.md"),
    ("*.md", "docs/a/b.md"),
    ("docs", "docs/a/b.md"),
    ("docs", "lib/docs/b.md"),
    ("docs/", "lib/docs/b.md"),
    ("/docs", "docs/b.md"),
    ("docs/a", "docs/a/b.md"),
    ("docs/*", "docs/a/b.md"),
    ("docs/*.md", "docs/a.md"),
    ("docs/**", "docs/a/b.md"),
    ("docs/**/x.md", "docs/x.md"),
    ("docs/**/x.md", "docs/a/b/x.md"),
    ("**/x.md", "x.md"),
    ("**/x.md", "a/b/x.md"),
    ("**/a/*/c", "z/a/b/c"),
    ("**", "a"),
    ("**", "a/b"),
    ("*", "a/b"),
    ("/*", "a/b"),
    ("a/**/b/**/c", "a/x/b/y/z/c"),
    ("a/**/**/c", "a/c"),
    ("?.md", "a.md"),
    ("?.md", "é.md"),
    ("[a-c].md", "b.md"),
    ("[!a-c].md", "d.md"),
    ("[^a-c].md", "d.md"),
    ("[]x].md", "].md"),
    ("[[:digit:]]*.md", "7up.md"),
    ("[a-]", "-"),
    ("[\\]]", "]"),
    ("v*-*-AUDIT.md", "x/v1.0-MILESTONE-AUDIT.md"),
    ("\\*.md", "*.md"),
    ("\\!x", "!x"),
    ("a**b", "axxb"),
    ("*a*b*c*", "xxaxxbxxcxx"),
    ("*.tar.*", "a.tar.tar.gz"),
    (".planning/phases/*/", ".planning/phases/01/x.md"),
    ("a b", "a b/c"),
]
NOT_MATCHING = [
    ("*.md", "README.mdx"),
    ("docs/", "docs"),
    ("/docs", "lib/docs/b.md"),
    ("docs/a", "lib/docs/a/b.md"),
    ("docs/*.md", "docs/a/b.md"),
    ("docs/**", "docs"),
    ("docs/**", "lib/docs/a"),
    ("**/", "a"),
    ("?.md", "ab.md"),
    ("[a-c].md", "d.md"),
    ("[!a-c].md", "b.md"),
    ("\\*.md", "a.md"),
    ("a/**/b", "a/x"),
    ("a/**/b/*/c", "a/b/c"),
    ("Docs", "docs/a"),
    ("a?c", "a/c"),
    ("/a/*/c/", "a/b/c"),
    ("*a*b*c", "xxaxxbxxcxx"),
]


@pytest.mark.parametrize(("glob", "path"), MATCHING)
def test_matches(glob: str, path: str) -> None:
    assert globs.matches(glob, path)


@pytest.mark.parametrize(("glob", "path"), NOT_MATCHING)
def test_does_not_match(glob: str, path: str) -> None:
    assert not globs.matches(glob, path)


@pytest.mark.parametrize(
    "glob", ["[a", "a[", "!a", "a\\", "", "/", "a//b", "../a", "a/../b", "[[:odd:]]", "x" * 501]
)
def test_broken_globs_say_why_and_match_nothing(glob: str) -> None:
    assert globs.read(glob).broken
    assert not globs.matches(glob, "a")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_agrees_with_git(tmp_path: Path) -> None:
    patterns = sorted({glob for glob, _ in MATCHING + NOT_MATCHING})
    # Git's "?" is a byte; ours is a character. All else is the same.
    # A folder for git is what has something below it, so every path here is a file's.
    paths = sorted({path for _, path in MATCHING + NOT_MATCHING} | {"a/b/c/d/e.md", "z/c/x/c"})
    paths = [path for path in paths if path.isascii()]
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    ignore = tmp_path / "ignore"
    differing = []
    for pattern in patterns:
        ignore.write_text(pattern + "\n", encoding="utf-8")
        done = subprocess.run(
            ["git", "-c", f"core.excludesFile={ignore}", "check-ignore", "--no-index", "-z",
             "--stdin"],
            cwd=tmp_path, input="\0".join(paths).encode(), capture_output=True, check=False,
        )
        by_git = {name.decode() for name in done.stdout.split(b"\0") if name}
        ours = {path for path in paths if globs.matches(pattern, path)}
        if by_git != ours:
            differing.append((pattern, by_git ^ ours))
    assert differing == []


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*a" * 200 + "b", "a" * 255),
        ("?*" * 200 + "b", "a" * 255),
        ("[ab]*" * 90 + "c", "a" * 255),
        ("**/a/" * 90 + "b", "a/" * 2000 + "c"),
        ("*" * 500, "a" * 255 + "/b"),
    ],
)
def test_hostile_globs_are_quick(glob: str, path: str) -> None:
    start = time.process_time()
    globs.matches(glob, path)
    assert time.process_time() - start < 1.0


def test_first_match() -> None:
    assert globs.first_match(("b", "*.md", "a.md"), "a.md") == "*.md"
    assert globs.first_match(("b",), "a.md") is None
