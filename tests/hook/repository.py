"""A real git repository for a test, free of the machine's own git configuration."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="the git program is missing")

_OWN = ("GIT_", "PRE_COMMIT", "SKIP")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment without anything about other repositories, with its own home."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_OWN)}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        **more,
    }


class Repository:
    """A repository at `root`."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.environment = environment(root.parent)
        self.git("init", "--quiet", "--initial-branch=main", *options)
        self.git("config", "core.excludesFile", os.devnull)
        self.git("config", "core.attributesFile", os.devnull)

    def git(self, *arguments: str, **more: str) -> str:
        """Run git; the test fails where git does."""
        done = self.try_git(*arguments, **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def try_git(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run git, whatever comes of it."""
        return subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**self.environment, **more},
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )

    def write(self, path: str, text: str = "text\n") -> Path:
        """Write a file, with the folders above it."""
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(text, encoding="utf-8")
        return full

    def commit(self) -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", "state")
