"""The content of files, as they are and as they were at a commit; bounded, never outside."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from auditlint.evidence.objects import LINK_MODE, SUBMODULE_MODE, Objects
from auditlint.evidence.repository import normal
from auditlint.source.git import TIME_LIMIT, GitError
from auditlint.source.tree import UnreadableError

if TYPE_CHECKING:
    from auditlint.evidence.files import Files
    from auditlint.evidence.repository import Repository

#: How many bytes of contents are kept at most, for files that are asked for again.
CACHE_BYTES = 16 * 1024 * 1024

#: The longest link target; anything longer is a file's content.
_LINK_BYTES = 4096


class Contents:
    """Contents of the files of a tree, of at most `limit` bytes each.

    What is larger, no regular file, or not known is None; so is a path that leaves the tree.
    """

    def __init__(
        self,
        repository: Repository,
        files: Files,
        limit: int,
        time_limit: float = TIME_LIMIT,
    ) -> None:
        self._repository = repository
        self._files = files
        self._limit = limit
        self._objects = (
            None if repository.git is None else Objects(repository.git, time_limit)
        )
        self._cache: dict[tuple[str, str], bytes | None] = {}
        self._cached = 0

    def close(self) -> None:
        """End the git programs that were started."""
        if self._objects is not None:
            self._objects.close()

    def read(self, path: str) -> bytes | None:
        """Return the content of `path` in the work tree."""
        return self._through_cache("", path)

    def at(self, commit: str, path: str) -> bytes | None:
        """Return the content of `path` at a commit, given by its full identifier."""
        return self._through_cache(commit, path) if _is_identifier(commit) else None

    def text(self, path: str, commit: str = "") -> str | None:
        """Return the content as text: in the work tree, or at `commit`.

        None where it is binary (holds a NUL); bytes that are not UTF-8 are replaced.
        """
        data = self.at(commit, path) if commit else self.read(path)
        if data is None or b"\0" in data:
            return None
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")

    def existed_at(self, commit: str, path: str) -> bool | None:
        """Whether `commit` holds a file or folder at `path`; None if that is not known."""
        inner = normal(path)
        if inner is None or self._objects is None or not _is_identifier(commit):
            return None
        full = self._repository.prefix + inner
        try:
            if "\n" not in inner and self._objects.describe(f"{commit}:{full}") is not None:
                return True
            entry = self._objects.entry(commit, full)
        except GitError:
            return None
        if entry is None:
            return False
        if not entry.rest:
            return True
        # It may lie behind the link, or in the submodule.
        return None if entry.mode in (LINK_MODE, SUBMODULE_MODE) else False

    def is_committed(self, path: str) -> bool | None:
        """Whether the newest commit holds `path` with the very bytes of the work tree.

        None if that is not known; files whose line ends git converts may count as changed.
        """
        inner = normal(path)
        data = self.read(path)
        if inner is None or data is None or self._objects is None:
            return None
        try:
            found = self._objects.describe(f"HEAD:{self._repository.prefix}{inner}")
        except GitError:
            return None
        if found is None:
            return False
        make = hashlib.sha256 if len(found.id) == 64 else hashlib.sha1
        digest = make(b"blob %d\0" % len(data), usedforsecurity=False)
        digest.update(data)
        return digest.hexdigest() == found.id

    def _through_cache(self, commit: str, path: str) -> bytes | None:
        inner = normal(path)
        if inner is None:
            return None
        key = (commit, inner)
        if key in self._cache:
            return self._cache[key]
        data = self._at_commit(commit, inner) if commit else self._in_work_tree(inner)
        self._cached += len(data or b"")
        if self._cached > CACHE_BYTES:
            self._cache.clear()
            self._cached = len(data or b"")
        self._cache[key] = data
        return data

    def _in_work_tree(self, path: str) -> bytes | None:
        try:
            read = self._repository.tree.read(path, self._limit)
        except UnreadableError:
            # A sparse checkout has it in the index alone.
            return self._blob("", path) if self._files.is_sparse(path) else None
        return read.data if read.size <= self._limit else None

    def _at_commit(self, commit: str, path: str) -> bytes | None:
        data = self._blob(commit, path)
        if data is not None and len(data) <= _LINK_BYTES and b"\n" not in data:
            # A link's content is where it points, which is nobody's text.
            try:
                entry = self._objects and self._objects.entry(
                    commit or "HEAD", self._repository.prefix + path
                )
            except GitError:
                return None
            if not entry or entry.mode == LINK_MODE:
                return None
        return data

    def _blob(self, commit: str, path: str) -> bytes | None:
        if self._objects is None or "\n" in path:
            return None
        try:
            found = self._objects.describe(f"{commit}:{self._repository.prefix}{path}")
            if found is None or found.type != "blob" or found.size > self._limit:
                return None
            return self._objects.content(found, self._limit)
        except GitError:
            return None


def _is_identifier(commit: str) -> bool:
    return len(commit) in (40, 64) and all(letter in "0123456789abcdef" for letter in commit)
