"""The history of all paths, read from one ``git log`` as it comes, in compact form.

Newest commits come first. Of every path are kept its oldest and newest write, its newest end
(deleted, or renamed to what) and what it was renamed from when it first appeared; besides these,
each commit's parents and time, and each rename and deletion. Paths are kept once, as bytes.
"""

from __future__ import annotations

import time
from array import array
from typing import TYPE_CHECKING

from auditlint.source.git import TIME_LIMIT
from auditlint.source.gitprocess import Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How much of a history is read; what is older is then unknown.
COMMITS_LIMIT = 500_000
PATHS_LIMIT = 500_000
PATH_BYTES_LIMIT = 64 * 1024 * 1024
CHANGES_LIMIT = 20_000_000
#: The longest single token: far above any path that a file system can hold.
_TOKEN_LIMIT = 1 << 20

_MARK = b"\x01"

# Configuration could make git read a file of names or an order, leave out root commits, or
# colour its output.
#: The beginning of every ``git log`` that lists paths.
PLAIN_LOG = (
    "-c", "log.mailmap=false",
    "-c", "log.showRoot=true",
    "-c", "log.follow=false",
    "log", "--no-color", "--no-decorate", "--no-notes", "--no-ext-diff", "--no-textconv",
    "--no-relative", "-O/dev/null", "-z",
)  # fmt: skip

# Renames are found as git does by default, within its default limit.
_COMMAND = (
    *PLAIN_LOG, "--topo-order", "-l1000", "--name-status", "--format=format:%x01%H %ct %P"
)


class Log:
    """What a ``git log`` told. Commits are numbered from 0, the newest, in topological order.

    `is_complete` is false where git failed or a limit was reached: older commits are missing.
    """

    __slots__ = (
        "_path_bytes",
        "changes",
        "deleted",
        "deleted_in",
        "end",
        "first",
        "ids",
        "is_complete",
        "last",
        "numbers",
        "origin",
        "parents",
        "paths",
        "renamed",
        "renamed_from",
        "renamed_in",
        "target",
        "times",
    )  # fmt: skip

    def __init__(self) -> None:
        self.is_complete = False
        self.changes = 0
        self.ids: list[bytes] = []
        self.times = array("q")
        self.parents: list[bytes] = []
        #: A path's number, in order of appearance.
        self.paths: dict[bytes, int] = {}
        self.numbers: list[bytes] = []
        #: By path: the commits that wrote it first and last, -1 for none.
        self.first = array("i")
        self.last = array("i")
        #: By path: the newest commit that took it away, and the path it was renamed to, or -1.
        self.end = array("i")
        self.target = array("i")
        #: By path: what it was renamed from when it first appeared, or -1.
        self.origin = array("i")
        self.renamed_in = array("i")
        self.renamed_from = array("i")
        self.renamed = array("i")
        self.deleted_in = array("i")
        self.deleted = array("i")
        self._path_bytes = 0

    def number(self, path: bytes) -> int:
        """Return the number of `path`, a new one for a path that is met first."""
        number = self.paths.get(path)
        if number is None:
            number = len(self.numbers)
            self.paths[path] = number
            self.numbers.append(path)
            self._path_bytes += len(path)
            for one in (self.first, self.last, self.end, self.target, self.origin):
                one.append(-1)
        return number

    def is_full(self) -> bool:
        """Whether a limit is reached."""
        return (
            len(self.ids) >= COMMITS_LIMIT
            or len(self.numbers) >= PATHS_LIMIT
            or self._path_bytes >= PATH_BYTES_LIMIT
            or self.changes >= CHANGES_LIMIT
        )

    def read(self, tokens: Iterator[bytes], skip: int) -> None:
        """Take in the output of git, cut at NUL; `skip` bytes of each path are left out."""
        number = self.number
        commit = -1
        for token in tokens:
            if token[:1] == _MARK:
                if self.is_full():
                    return
                header, _, token = token.partition(b"\n")
                self._begin(header[1:])
                commit += 1
            token = token.lstrip(b"\n")
            if not token:
                continue
            self.changes += 1
            if self.changes & 0xFFFF == 0 and self.is_full():
                return
            path = number(next(tokens, b"")[skip:])
            letter = token[:1]
            if letter == b"D":
                self._ended(path, commit, -1)
                self.deleted_in.append(commit)
                self.deleted.append(path)
                continue
            source = -1
            if letter in b"RC":
                source, path = path, number(next(tokens, b"")[skip:])
                if letter == b"R":
                    self._ended(source, commit, path)
                    self.renamed_in.append(commit)
                    self.renamed_from.append(source)
                    self.renamed.append(path)
            if self.last[path] < 0:
                self.last[path] = commit
            self.first[path] = commit
            self.origin[path] = source if letter == b"R" else -1

    def _begin(self, header: bytes) -> None:
        name, _, rest = header.partition(b" ")
        when, _, parents = rest.partition(b" ")
        self.ids.append(bytes.fromhex(name.decode("ascii", "replace")))
        self.times.append(int(when or b"0"))
        self.parents.append(bytes.fromhex(parents.decode("ascii", "replace")))

    def _ended(self, path: int, commit: int, target: int) -> None:
        if self.end[path] < 0:
            self.end[path] = commit
            self.target[path] = target


def _tokens(chunks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        pieces = (rest + chunk).split(b"\0")
        rest = pieces.pop()
        if len(rest) > _TOKEN_LIMIT:
            return
        yield from pieces
    if rest:
        yield rest


def read_log(root: str, prefix: str, time_limit: float = TIME_LIMIT) -> Log:
    """Read the history of HEAD of the repository at `root`, of the paths below `prefix`.

    Raises `GitError` where git cannot be run.
    """
    below = ("--full-history", "HEAD", "--", prefix) if prefix else ("HEAD", "--")
    begin = time.monotonic()
    log = _read(root, ("-M", *below), len(prefix), time_limit)
    left = time_limit - 2 * (time.monotonic() - begin)
    if not log.is_complete and not log.is_full() and left > 0:
        # A partial clone lacks contents: renames of equal contents need none.
        again = _read(root, ("-M100%", *below), len(prefix), left)
        if len(again.ids) > len(log.ids):
            return again
    return log


def _read(root: str, arguments: tuple[str, ...], skip: int, time_limit: float) -> Log:
    log = Log()
    with Stream(root, (*_COMMAND, *arguments), time_limit) as stream:
        try:
            log.read(_tokens(stream.chunks()), skip)
        except ValueError:
            # No output of git: a header that is none.
            return log
        log.is_complete = stream.is_whole
    return log
