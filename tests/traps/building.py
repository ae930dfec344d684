"""Trees of files from a text, and repositories whose history the text tells."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.helpers import write_tree

_STEP = re.compile(r"^==> (commit|moved|removed): (.*) <==\n", re.MULTILINE)

#: All commits are of one time, so that their hashes are the same in every run.
_WHEN = "2026-09-01T12:00:00+00:00"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True,
        env={**os.environ, "GIT_AUTHOR_DATE": _WHEN, "GIT_COMMITTER_DATE": _WHEN},
    )


def build(folder: Path, text: str) -> None:
    """Write a tree step by step; with any step it is a repository."""
    pieces = _STEP.split(text)
    write_tree(folder, pieces[0])
    if len(pieces) > 1:
        git(folder, "init", "--quiet", "--initial-branch=main")
    for step, argument, files in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if step == "commit":
            git(folder, "add", "--all")
            git(folder, "commit", "--quiet", "--allow-empty", "--message", argument)
        elif step == "moved":
            old, new = argument.split(" ")
            (folder / new).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(folder / old, folder / new)
        else:
            (folder / argument).unlink()
        write_tree(folder, files)
