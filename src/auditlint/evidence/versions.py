"""Every version of a few files: what is asked only before a rule says "never"."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from auditlint.evidence.gitlog import PLAIN_LOG
from auditlint.evidence.repository import normal
from auditlint.source.git import GitError, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.evidence import Evidence

#: A file with more versions is not looked through: nothing is said of it.
VERSIONS_LIMIT = 150
#: So many files are asked about at most, in one git call.
_FILES_LIMIT = 400


class Versions:
    """The commits that wrote some files, asked for in one git call."""

    def __init__(self, evidence: Evidence, paths: Iterable[str]) -> None:
        self._evidence = evidence
        self._commits: dict[str, list[str]] | None = None
        wanted = sorted({inner for path in paths if (inner := normal(path)) is not None})
        repository = evidence.repository
        if repository.git is None or not wanted or len(wanted) > _FILES_LIMIT:
            return
        full = [repository.prefix + path for path in wanted]
        try:
            output = run(
                repository.git,
                ("--literal-pathspecs", *PLAIN_LOG, "--format=%x01%H", "--name-only",
                 "--no-renames", "-m", "--", *full),
            )
        except GitError:
            return
        self._commits = self._read(output, repository.prefix)

    @staticmethod
    def _read(output: bytes, prefix: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        commit = ""
        for token in output.replace(b"\n\x01", b"\0\x01").split(b"\0"):
            text = token.lstrip(b"\n")
            if text.startswith(b"\x01"):
                head, _, rest = text[1:].partition(b"\n")
                commit = head.decode("ascii", "replace").strip()
                text = rest
            if text and commit:
                path = os.fsdecode(text)
                if path.startswith(prefix):
                    found.setdefault(path[len(prefix) :], []).append(commit)
        return {path: list(dict.fromkeys(commits)) for path, commits in found.items()}

    def of(self, *paths: str) -> Iterator[str] | None:
        """Return the versions of files as texts; None where they are too many, or not known."""
        if self._commits is None:
            return None
        pairs = [
            (commit, inner) for path in paths
            if (inner := normal(path)) is not None for commit in self._commits.get(inner, ())
        ]
        if not pairs or len(pairs) > VERSIONS_LIMIT:
            return None
        return self._texts(pairs)

    def _texts(self, pairs: list[tuple[str, str]]) -> Iterator[str]:
        for commit, path in pairs:
            text = self._evidence.contents.text(path, commit)
            if text is not None:
                yield text
