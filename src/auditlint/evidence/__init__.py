"""What the repository itself says: files, history, commits, contents, package names.

Nothing is computed before a rule asks for it, and nothing of the repository is ever executed or
read outside its root. What cannot be known (no git, a shallow clone, a limit) is None or
"unknown", never a guess.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from auditlint.evidence.repository import Repository

if TYPE_CHECKING:
    from auditlint.config import Config
    from auditlint.evidence.commits import Commits
    from auditlint.evidence.contents import Contents
    from auditlint.evidence.files import Files
    from auditlint.evidence.history import History
    from auditlint.evidence.manifests import Manifests
    from auditlint.source.tree import WorkTree


class Evidence:
    """The evidence in the repository of one tree; all paths are relative to the tree's root."""

    def __init__(self, tree: WorkTree, config: Config) -> None:
        self._tree = tree
        self._config = config
        #: Results that several rules share, by the name of the module that makes them.
        self.memo: dict[str, Any] = {}

    @cached_property
    def repository(self) -> Repository:
        """The tree and the git repository that it is, or lies in."""
        return Repository.around(self._tree)

    @cached_property
    def files(self) -> Files:
        """What exists now, and what is ignored."""
        from auditlint.evidence.files import Files

        return Files(self.repository)

    @cached_property
    def history(self) -> History:
        """What existed, who wrote it last, and where it went."""
        from auditlint.evidence.history import History

        return History(self.repository, self.files)

    @cached_property
    def commits(self) -> Commits:
        """What cited hashes name."""
        from auditlint.evidence.commits import Commits

        return Commits(self.repository)

    @cached_property
    def contents(self) -> Contents:
        """Contents in the work tree and at commits."""
        from auditlint.evidence.contents import Contents

        return Contents(self.repository, self.files, self._config.limits.file_bytes)

    @cached_property
    def manifests(self) -> Manifests:
        """The packages that the repository defines."""
        from auditlint.evidence.manifests import Manifests

        return Manifests(self.files, self.contents)

    def close(self) -> None:
        """End the git programs that were started."""
        if "contents" in self.__dict__:
            self.contents.close()
