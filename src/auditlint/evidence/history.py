"""What git remembers of paths: whether they existed, who wrote them last, where they went."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.ancestry import Ancestry
from auditlint.evidence.files import FOLDER
from auditlint.evidence.gitlog import Log, read_log
from auditlint.evidence.moves import FolderMove, exchanged, folder_moves
from auditlint.evidence.repository import above, is_shallow, normal
from auditlint.source.git import TIME_LIMIT, GitError, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.files import Files
    from auditlint.evidence.repository import Repository

#: How many renames and folder moves are followed from one path.
_STEPS = 50

#: How many files must have moved alike out of a folder that still exists.
_SURE = 3


class Commit(NamedTuple):
    """A commit: `id` in full, `time` (of the committer, in seconds since 1970), and its place
    `order` in the topological order, 0 for the newest. See `History.is_after` for their order."""

    id: str
    time: int
    order: int


class Move(NamedTuple):
    """`old` is gone and its successor `new` exists.

    `commit` is the one that took `old` away. `source` is ``"rename"`` where git saw the file
    renamed, in one or `steps` steps; ``"folder"`` where its folder moved, and `new` is at the
    same place there. `folders` are what differs of the two paths' folders (``bindings/quiver``,
    ``bindings/quiverdb``): one cause of many stale citations. Both are "" for a mere file name.
    """

    old: str
    new: str
    commit: Commit
    source: str
    steps: int
    folders: tuple[str, str]


class Rename(NamedTuple):
    """The commit `commit` renamed the file `old` to `new`."""

    old: str
    new: str
    commit: Commit


class History:
    """The history of HEAD, read by one ``git log`` when it is first asked.

    Without git, or without commits, nothing is known: every answer is None.
    """

    def __init__(
        self, repository: Repository, files: Files, time_limit: float = TIME_LIMIT
    ) -> None:
        self._repository = repository
        self._files = files
        self._time_limit = time_limit
        self._read: Log | None = None
        self._shallow = False
        self._graph: Ancestry | None = None
        self._folders: frozenset[str] | None = None
        self._sorted: list[bytes] | None = None
        self._ended: dict[str, array[int]] = {}
        self._by_id: dict[bytes, int] | None = None
        self._moves: tuple[FolderMove, ...] | None = None
        self._moves_by_folder: dict[str, list[FolderMove]] | None = None
        self._moved: dict[str, Move | None] = {}
        self.problem = ""
        """Why there is no history, in one line; "" where there is one."""

    @property
    def is_known(self) -> bool:
        """Whether there is any history."""
        return bool(self._log().ids)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing: no shallow clone, no limit reached, no failure."""
        return self._log().is_complete and bool(self._log().ids) and not self._shallow

    @property
    def is_shallow(self) -> bool:
        """Whether this is a shallow clone: what is older than its boundary is not known."""
        self._log()
        return self._shallow

    @property
    def doubt(self) -> str:
        """Why what the history does not tell may have been all the same; "" where it was not."""
        log = self._log()
        if self.problem:
            return self.problem
        if self._shallow:
            return "this is a shallow clone: older commits are not known"
        return "" if log.is_complete and log.ids else "the history could not be read to its end"

    @property
    def head(self) -> Commit | None:
        """The newest commit."""
        return self._commit(0) if self._log().ids else None

    def commit(self, identifier: str) -> Commit | None:
        """Return the commit with this full identifier, where HEAD holds it."""
        log = self._log()
        if self._by_id is None:
            self._by_id = {one: index for index, one in enumerate(log.ids)}
        try:
            index = self._by_id.get(bytes.fromhex(identifier))
        except ValueError:
            return None
        return None if index is None else self._commit(index)

    def existed(self, path: str) -> bool | None:
        """Whether a file or folder was ever committed at `path`; None if not known."""
        inner = normal(path)
        if inner is None:
            return None
        if self._number(inner) >= 0 or inner in self._all_folders():
            return True
        return False if self.is_complete else None

    def last_write(self, path: str) -> Commit | None:
        """Return the newest commit that wrote the file at `path`."""
        number = self._number(path)
        return self._commit(self._log().last[number]) if number >= 0 else None

    def first_write(self, path: str, follow: bool = False) -> Commit | None:
        """Return the oldest commit that holds the file at `path`; None in doubt.

        With `follow`, the oldest that holds it under this or an earlier name.
        """
        log = self._log()
        number = self._number(path)
        if number < 0:
            return None
        seen = {number}
        while follow and (source := log.origin[number]) >= 0 and source not in seen:
            if log.first[source] < log.first[number]:
                # The older name was written again later: it is another file by now.
                break
            seen.add(source)
            number = source
        return None if self._is_boundary(log.first[number]) else self._commit(log.first[number])

    def removed(self, path: str) -> Commit | None:
        """Return the newest commit that deleted or renamed `path`; it may have come back since."""
        number = self._number(path)
        return self._commit(self._log().end[number]) if number >= 0 else None

    def ended(self, path: str) -> Commit | None:
        """Return the newest commit that took away a file at `path`, or below that folder."""
        ends = self._ends(path)
        return self._at(ends[0]) if ends else None

    def renames(self, path: str) -> list[Rename]:
        """Return how the file that is no longer at `path` was renamed, step by step, until a name
        that exists or one that was taken away without another."""
        log = self._log()
        number = self._number(path)
        found: list[Rename] = []
        seen = {number}
        before = len(log.ids)
        while number >= 0 and len(seen) < _STEPS:
            commit, target = log.end[number], log.target[number]
            if commit < 0 or target < 0 or target in seen or commit > before:
                # Not renamed, or only before it came here.
                break
            before = commit
            seen.add(target)
            found.append(Rename(self._path(number), self._path(target), self._at(commit)))
            number = target
            if self._files.exists(found[-1].new):
                break
        return found

    def former(self, path: str) -> list[str]:
        """Return the names that the file at `path` had before, the last one first."""
        log = self._log()
        found: list[str] = []
        number = self._number(path)
        seen = {number}
        while number >= 0 and (number := log.origin[number]) >= 0 and number not in seen:
            seen.add(number)
            found.append(self._path(number))
        return found

    def parents(self, commit: Commit) -> list[str]:
        """Return the identifiers of the parents of a commit."""
        log = self._log()
        joined, size = log.parents[commit.order], len(log.ids[commit.order])
        return [joined[at : at + size].hex() for at in range(0, len(joined), size)]

    def is_root(self, commit: Commit) -> bool:
        """Whether a commit has no parents: what it holds was made before this history began."""
        return not self._log().parents[commit.order]

    def is_after(self, new: Commit, old: Commit) -> bool | None:
        """Whether `new` was made with `old` in its past; None if that cannot be told."""
        log = self._log()
        if self._graph is None:
            self._graph = Ancestry(log.ids, log.parents)
        after = self._graph.is_after(new.order, old.order)
        return None if not after and not self.is_complete else after

    def parent(self, commit: Commit) -> Commit | None:
        """Return the first parent of a commit; None for the first one, and where it is missing."""
        log = self._log()
        joined = log.parents[commit.order]
        return self.commit(joined[: len(log.ids[0])].hex()) if joined else None

    def moved(self, path: str) -> Move | None:
        """Return where the file that is no longer at `path` has gone, if it still exists."""
        inner = normal(path)
        if inner is None or not self._log().ids:
            return None
        if inner not in self._moved:
            self._moved[inner] = self._renamed(inner) or self._carried(inner)
        return self._moved[inner]

    def moved_folder(self, folder: str) -> Move | None:
        """Return where the folder that is no longer there has gone, if it still exists."""
        inner = normal(folder)
        if inner is None or not self._log().ids or self._files.exists(inner) is not False:
            return None
        return self._carried(inner)

    @property
    def folder_moves(self) -> tuple[FolderMove, ...]:
        """Every move of a folder, the newest first."""
        if self._moves is None:
            self._moves = tuple(folder_moves(self._log()))
        return self._moves

    def move_commit(self, move: FolderMove) -> Commit:
        """Return the commit of a folder's move."""
        return self._at(move.commit)

    def _log(self) -> Log:
        if self._read is None:
            self._read = self._read_log()
        return self._read

    def _read_log(self) -> Log:
        top = self._repository.git
        if top is None:
            self.problem = "this is no git repository"
            return Log()
        try:
            self._shallow = is_shallow(top)
            log = read_log(top, self._repository.prefix, self._time_limit)
            if not log.ids and not log.is_complete:
                run(top, ("rev-parse", "--verify", "HEAD^{commit}"))
                self.problem = "git cannot read the history"
        except GitError as error:
            self.problem = str(error)
            return Log()
        return log

    def _number(self, path: str) -> int:
        try:
            return self._log().paths.get(os.fsencode(path), -1)
        except ValueError:
            return -1

    def _path(self, number: int) -> str:
        return os.fsdecode(self._log().numbers[number])

    def _at(self, index: int) -> Commit:
        log = self._log()
        return Commit(log.ids[index].hex(), log.times[index], index)

    def _commit(self, index: int) -> Commit | None:
        return self._at(index) if index >= 0 else None

    def _is_boundary(self, index: int) -> bool:
        """Whether what `index` holds may be older than it: history is missing there."""
        log = self._log()
        if index < 0:
            return True
        if not log.is_complete:
            # Older commits may hold the path too.
            return True
        return self._shallow and not log.parents[index]

    def _all_folders(self) -> frozenset[str]:
        """Every folder that any commit held."""
        if self._folders is None:
            found: set[bytes] = set()
            for path in self._log().numbers:
                at = path.rfind(b"/")
                while at > 0 and path[:at] not in found:
                    found.add(path[:at])
                    at = path.rfind(b"/", 0, at)
            self._folders = frozenset(map(os.fsdecode, found))
        return self._folders

    def _folder_moves_by_old(self) -> dict[str, list[FolderMove]]:
        if self._moves_by_folder is None:
            self._moves_by_folder = {}
            for move in self.folder_moves:
                self._moves_by_folder.setdefault(move.old, []).append(move)
        return self._moves_by_folder

    def _renamed(self, path: str) -> Move | None:
        """Follow the renames of a file from `path` to where it is now."""
        if self._number(path) < 0 or self._files.exists(path) is not False:
            return None
        steps = self.renames(path)
        if not steps or not self._files.exists(steps[-1].new):
            return None
        new = steps[-1].new
        return Move(path, new, steps[0].commit, "rename", len(steps), self._differing(path, new))

    def _carried(self, path: str) -> Move | None:
        """Follow the moves of the folders that `path` lies in, or is."""
        if self._files.exists(path) is not False:
            return None
        by_folder = self._folder_moves_by_old()
        was_here = bool(self.existed(path))
        pending: list[tuple[str, FolderMove | None, int]] = [(path, None, 0)]
        seen = {path}
        for current, first, steps in pending:
            for folder in (current, *above(current)):
                for move in by_folder.get(folder, ()):
                    if self._files.exists(folder) and (move.files < _SURE or not was_here):
                        # Only some files left a folder that is still there.
                        continue
                    new = (move.new + current[len(folder) :]).lstrip("/")
                    if not new or new in seen or len(seen) > _STEPS:
                        continue
                    if self._lived_on(current, folder, move):
                        continue
                    seen.add(new)
                    origin = first or move
                    if self._files.exists(new):
                        return Move(
                            path, new, self._at(origin.commit), "folder", steps + 1,
                            self._differing(path, new),
                        )
                    pending.append((new, origin, steps + 1))
        return None

    def _lived_on(self, path: str, folder: str, move: FolderMove) -> bool:
        """Whether `path` in a moved folder went on after the move, and more of it ended later: of
        what never was there itself, whether the folder did."""
        ends = self._ends(path) or self._ends(folder)
        later = bisect_left(ends, move.commit)
        return later > bisect_right(ends, move.commit) - later

    def _ends(self, path: str) -> array[int]:
        """Return the ends of the file at `path` and of all files below that folder, the newest
        first; each folder is looked through once."""
        known = self._ended.get(path)
        if known is None:
            known = self._ended[path] = array("i", sorted(self._find_ends(path)))
        return known

    def _find_ends(self, path: str) -> Iterator[int]:
        log = self._log()
        if self._sorted is None:
            self._sorted = sorted(log.numbers)
        try:
            own = os.fsencode(path)
        except ValueError:
            return
        numbers = [log.paths[own]] if own in log.paths else []
        # Behind the slash comes the sign 0: what is between them lies below.
        first, last = bisect_left(self._sorted, own + b"/"), bisect_left(self._sorted, own + b"0")
        numbers += [log.paths[one] for one in self._sorted[first:last]]
        yield from (log.end[number] for number in numbers if log.end[number] >= 0)

    def _differing(self, old: str, new: str) -> tuple[str, str]:
        """Return what was exchanged for what; "" twice where only a file's name changed."""
        inside = "/" if self._files.kind_of(new) == FOLDER else ""
        pair = exchanged(os.fsencode(old + inside), os.fsencode(new + inside))
        return (os.fsdecode(pair[0]), os.fsdecode(pair[1])) if pair else ("", "")
