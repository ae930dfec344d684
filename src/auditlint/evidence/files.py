"""The files of the repository as they are now: what exists, by what name, ignored or not.

Git lists them in one call (tracked, plus untracked and not ignored); without git they are found
by walking. The disk is asked only about paths that a rule asks about, never through a link that
leaves the tree, and no file is opened.
"""

from __future__ import annotations

import os
import stat
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.nearness import nearness
from auditlint.evidence.repository import above, normal
from auditlint.source.git import GitError, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditlint.evidence.repository import Repository

FILE = "file"
FOLDER = "folder"
LINK = "link"
#: A submodule or another repository inside this one: what is in it is not known.
SUBMODULE = "submodule"
MISSING = ""
UNKNOWN = "unknown"

#: In folders with more entries than this no near name is looked for.
SIBLINGS_LIMIT = 2_000

#: How many names are compared with one another in a run; further ones are near to none.
COMPARISONS_LIMIT = 100_000

#: How often a failing question about ignored paths is asked again in halves.
_HALVES = 12

# Tracked paths are known already; git would compare each path with the whole index for them.
_CHECK_IGNORE = ("check-ignore", "--no-index", "-z", "--stdin")

_SPARSE = "S"
_NESTED = "N"


class Gap(NamedTuple):
    """Where a path ends to exist: below the folder `parent` there is no `name`.

    `sibling` is the entry of `parent` whose name is nearest to `name`, "" where none is near;
    `rest` is what follows `name`; `candidate` is the path through `sibling`, "" where that does
    not exist either.
    """

    parent: str
    name: str
    rest: str
    sibling: str
    candidate: str


class Files:
    """The files of a tree. All paths are relative to its root, with ``/``."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._tags: dict[str, str] | None = None
        self._entries: dict[str, list[str]] | None = None
        self._by_fold: dict[str, list[str]] | None = None
        self._reversed: dict[bool, list[str]] = {}
        self._sparse: set[str] | None = None
        # Folders that are no links, nor lie behind any.
        self._real = {""}
        self._kinds: dict[str, str] = {}
        self._ignored: dict[str, bool | None] = {}
        self._near: dict[tuple[str, str], tuple[str, ...]] = {}
        self._compared = 0
        self.problem = ""
        """Why git could not list the files, so that a walk did; "" where it could."""

    @property
    def listed(self) -> Iterable[str]:
        """All paths that git lists, or that a walk found, in no order; some may be deleted."""
        return self._listing()

    def is_listed(self, path: str) -> bool:
        """Whether the very `path` is tracked, or untracked and not ignored."""
        return path in self._listing()

    def is_tracked(self, path: str) -> bool | None:
        """Whether git tracks the file at `path`; None without git."""
        listing = self._listing()
        if self._repository.git is None or self.problem:
            return None
        return listing.get(path, "?") not in ("?", _NESTED)

    def is_sparse(self, path: str) -> bool:
        """Whether git tracks `path` but a sparse checkout left it out of the work tree."""
        return self._listing().get(path) == _SPARSE

    def exists(self, path: str) -> bool | None:
        """Whether there is a file, folder or link at `path`, spelt so; None if undecidable."""
        kind = self.kind_of(path)
        return None if kind == UNKNOWN else kind != MISSING

    def kind_of(self, path: str) -> str:
        """Return what is at `path`: `FILE`, `FOLDER`, `LINK`, `SUBMODULE`, or `MISSING`.

        `UNKNOWN` for what leaves the tree and for what lies in a submodule.
        """
        known = self._kinds.get(path)
        if known is not None:
            return known
        inner = normal(path)
        if inner is None:
            return UNKNOWN
        known = self._kinds.get(inner)
        if known is None:
            try:
                known = self._kind(inner)
            except ValueError:
                known = MISSING
            self._kinds[inner] = known
        return known

    def case_variants(self, path: str) -> tuple[str, ...]:
        """Return the paths that exist and differ from `path` in letter case only, sorted."""
        inner = normal(path)
        if inner is None:
            return ()
        found = self._folds().get(_folded(inner), ())
        return tuple(sorted(one for one in found if one != inner and self.exists(one)))

    def by_suffix(self, path: str, folders: bool = False, limit: int = 10) -> tuple[str, ...]:
        """Return up to `limit` existing files (or folders) whose path ends in ``/`` + `path`."""
        inner = normal(path)
        if inner is None:
            return ()
        keys = self._reversed_paths(folders)
        start = _reversed(inner) + "/"
        found: list[str] = []
        at = bisect_left(keys, start)
        while at < len(keys) and keys[at].startswith(start) and len(found) < limit:
            one = _reversed(keys[at])
            if self.exists(one):
                found.append(one)
            at += 1
        return tuple(sorted(found))

    def unique_suffix(self, path: str, folders: bool = False) -> str | None:
        """Return the only existing file (or folder) whose path ends in `path`, else None."""
        found = self.by_suffix(path, folders, 2)
        return found[0] if len(found) == 1 else None

    def entries(self, folder: str) -> Sequence[str]:
        """Return the listed names in `folder` ("" for the root), sorted."""
        found = self._children().get(folder, [])
        return sorted(found)

    def gap(self, path: str) -> Gap | None:
        """Return where `path` ends to exist; None where it exists or nothing can be said."""
        inner = normal(path)
        if inner is None or self.kind_of(inner) != MISSING:
            return None
        parts = inner.split("/")
        depth = len(parts) - 1
        while depth and self.kind_of("/".join(parts[:depth])) == MISSING:
            depth -= 1
        parent = "/".join(parts[:depth])
        if parent and self.kind_of(parent) != FOLDER:
            return None
        rest = "/".join(parts[depth + 1 :])
        siblings = self._siblings(parent, parts[depth])
        lead = parent + "/" if parent else ""
        tail = "/" + rest if rest else ""
        for sibling in siblings:
            if self.exists(f"{lead}{sibling}{tail}"):
                return Gap(parent, parts[depth], rest, sibling, f"{lead}{sibling}{tail}")
        return Gap(parent, parts[depth], rest, siblings[0] if siblings else "", "")

    def ignored(self, paths: Iterable[str]) -> frozenset[str]:
        """Return those of `paths` that the repository's ignore files leave out.

        One git call answers for all that were not asked before. Tracked paths are never ignored;
        without git nothing is.
        """
        asked = {path: inner for path in paths if (inner := normal(path)) is not None}
        self._ask_ignored({inner for inner in asked.values() if inner not in self._ignored})
        return frozenset(path for path, inner in asked.items() if self._ignored.get(inner))

    def is_ignored(self, path: str) -> bool | None:
        """Whether `path` is ignored; None if undecidable. Ask `ignored` for many at once."""
        inner = normal(path)
        if inner is None or self._repository.git is None:
            return None
        self.ignored((inner,))
        return self._ignored.get(inner)

    def ignoring(self, path: str) -> tuple[str, int, str] | None:
        """Return the ignore file, the line and the pattern in it that leave out `path`.

        None where it is not ignored, or by a file outside the tree.
        """
        top, prefix = self._repository.git, self._repository.prefix
        if top is None or not self.is_ignored(path):
            return None
        given = f"./{prefix}{normal(path)}"
        data = b"".join(os.fsencode(one) + b"\0" for one in (given, given + "/"))
        try:
            output = run(top, (*_CHECK_IGNORE, "-v"), data=data, statuses=(0, 1), literal=False)
        except GitError:
            return None
        source, line, rule, _ = (*os.fsdecode(output).split("\0"), "", "", "", "")[:4]
        if not line.isdigit() or not source.startswith(prefix) or os.path.isabs(source):
            return None
        return source[len(prefix) :], int(line), rule

    def _listing(self) -> dict[str, str]:
        if self._tags is None:
            self._tags = self._read_listing()
        return self._tags

    def _read_listing(self) -> dict[str, str]:
        tree, top, prefix = self._repository
        if top is None:
            return dict.fromkeys(tree.files(), "?")
        arguments = ["ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard"]
        if prefix:
            arguments += ["--", prefix]
        try:
            output = run(top, arguments)
        except GitError as error:
            self.problem = str(error)
            return dict.fromkeys(tree.files(), "?")
        tags: dict[str, str] = {}
        skip = 2 + len(prefix)
        for line in os.fsdecode(output).split("\0"):
            if line.endswith("/"):
                tags[line[skip:-1]] = _NESTED
            elif line:
                tags[line[skip:]] = line[0]
        return tags

    def _children(self) -> dict[str, list[str]]:
        """The listed folders with the names in them."""
        if self._entries is None:
            entries: dict[str, list[str]] = {"": []}
            for path in self._listing():
                while True:
                    folder, _, name = path.rpartition("/")
                    names = entries.get(folder)
                    if names is not None:
                        names.append(name)
                        break
                    entries[folder] = [name]
                    path = folder
            self._entries = entries
        return self._entries

    def _folds(self) -> dict[str, list[str]]:
        if self._by_fold is None:
            found: dict[str, list[str]] = {}
            for paths in (self._listing(), self._children()):
                for path in paths:
                    found.setdefault(_folded(path), []).append(path)
            self._by_fold = found
        return self._by_fold

    def _reversed_paths(self, folders: bool) -> list[str]:
        if folders not in self._reversed:
            paths: Iterable[str] = self._children() if folders else self._listing()
            self._reversed[folders] = sorted(map(_reversed, paths))
        return self._reversed[folders]

    def _kind(self, path: str) -> str:
        tag = self._listing().get(path)
        if tag == _SPARSE:
            return FILE
        if path in self._children():
            return FOLDER if path in self._sparse_folders() else self._on_disk(path)
        found = self._on_disk(path)
        if tag is not None:
            # Git has it as one entry: where that is a folder, it is another repository.
            return SUBMODULE if found == FOLDER else found
        if found == MISSING:
            inside = any(
                one in self._listing() and self.kind_of(one) in (SUBMODULE, LINK)
                for one in above(path)
            )
            return UNKNOWN if inside else MISSING
        return MISSING if found != UNKNOWN and self._is_another_spelling(path) else found

    def _sparse_folders(self) -> set[str]:
        """The folders that hold tracked files which a sparse checkout left out."""
        if self._sparse is None:
            self._sparse = set()
            for path, tag in self._listing().items():
                if tag == _SPARSE:
                    self._sparse.update(above(path))
        return self._sparse

    def _on_disk(self, path: str) -> str:
        """What the disk has at `path`; links above it are followed inside the tree only."""
        root = self._repository.tree.root
        folder = path.rpartition("/")[0]
        if folder not in self._real:
            parts = path.split("/")
            full = root
            for index, name in enumerate(parts[:-1], 1):
                full = f"{full}/{name}"
                try:
                    mode = os.lstat(full).st_mode
                except OSError:
                    return MISSING
                if stat.S_ISLNK(mode):
                    return self._behind_link(full, parts[index:])
            self._real.add(folder)
        try:
            mode = os.lstat(f"{root}/{path}").st_mode
        except OSError:
            return MISSING
        if stat.S_ISLNK(mode):
            return LINK
        return FOLDER if stat.S_ISDIR(mode) else FILE

    def _behind_link(self, link: str, rest: list[str]) -> str:
        """What is at `rest` below the folder that `link` points at."""
        for full in (link, os.path.join(link, *rest)):
            real = os.path.realpath(full)
            if not self._repository.tree.is_inside(real):
                return UNKNOWN
        if not os.path.lexists(real):
            return MISSING
        return FOLDER if os.path.isdir(real) else FILE

    def _is_another_spelling(self, path: str) -> bool:
        """Whether the disk, which does not care about case, only has `path` by another name."""
        root = self._repository.tree.root
        for other in self._folds().get(_folded(path), ()):
            try:
                if other != path and os.path.samefile(f"{root}/{other}", f"{root}/{path}"):
                    return True
            except OSError:
                continue
        return False

    def _siblings(self, parent: str, name: str) -> tuple[str, ...]:
        known = self._near.get((parent, name))
        if known is None:
            names = self._children().get(parent, [])
            self._compared += len(names)
            too_many = len(names) > SIBLINGS_LIMIT or self._compared > COMPARISONS_LIMIT
            ranked = [] if too_many else sorted(
                (distance, one) for one in names if (distance := nearness(name, one)) is not None
            )
            known = tuple(one for _, one in ranked[:5])
            self._near[parent, name] = known
        return known

    def _ask_ignored(self, paths: set[str]) -> None:
        top, prefix = self._repository.git, self._repository.prefix
        asked = []
        for path in sorted(paths):
            if top is None or self.problem or self._leads_through_link(path):
                self._ignored[path] = None
            elif path in self._listing() or path in self._children():
                self._ignored[path] = False
            else:
                asked.append(path)
        if asked and top is not None:
            self._check_ignored(top, prefix, asked, [_HALVES])

    def _leads_through_link(self, path: str) -> bool:
        """Whether git would refuse `path`: behind a link, in a submodule, no file name at all."""
        try:
            os.fsencode(path)
        except ValueError:
            return True
        return any(self.kind_of(one) in (LINK, SUBMODULE, UNKNOWN) for one in above(path))

    def _check_ignored(self, top: str, prefix: str, paths: list[str], halves: list[int]) -> None:
        # A pattern such as "build/" is about folders: a path that is not there is asked as both.
        given: dict[str, str] = {}
        for path in paths:
            given[f"./{prefix}{path}"] = path
            given[f"./{prefix}{path}/"] = path
        data = b"".join(os.fsencode(one) + b"\0" for one in given)
        try:
            output = run(top, _CHECK_IGNORE, data=data, statuses=(0, 1), literal=False)
        except GitError:
            if len(paths) > 1 and halves[0] > 0:
                halves[0] -= 1
                middle = len(paths) // 2
                self._check_ignored(top, prefix, paths[:middle], halves)
                self._check_ignored(top, prefix, paths[middle:], halves)
            else:
                self._ignored.update(dict.fromkeys(paths))
            return
        self._ignored.update(dict.fromkeys(paths, False))
        for one in os.fsdecode(output).split("\0"):
            if one in given:
                self._ignored[given[one]] = True


def _reversed(path: str) -> str:
    return "/".join(reversed(path.split("/")))


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    import unicodedata

    return unicodedata.normalize("NFC", path).casefold()
