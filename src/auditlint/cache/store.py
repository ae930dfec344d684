"""The cache of one tree: looking outcomes up by path and digest, and keeping new ones."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.cache import folder as folders
from auditlint.cache.sealed import load, save

if TYPE_CHECKING:
    from auditlint.config import Config
    from auditlint.findings import Diagnostic
    from auditlint.ledger import Facts

#: More than this is not kept of documents that the run at hand did not look at.
_LARGEST = 64 * 1024 * 1024


class Kept(NamedTuple):
    """What is known of a document without looking at it again."""

    kind: str
    reason: str
    facts: Facts | None
    diagnostics: tuple[Diagnostic, ...] = ()
    suppressed: tuple[Diagnostic, ...] = ()


class _Entry(NamedTuple):
    """What the index of facts holds of a document; `start` and `end` are its record's place."""

    digest: str
    kind: str
    reason: str
    age: str
    has_directives: bool
    said: str
    start: int
    end: int


class Store:
    """Documents' outcomes under one configuration. It never raises: what fails is not there."""

    __slots__ = (
        "_blob", "_day", "_facts", "_findings", "_folder", "_key", "_names", "_new",
        "_new_findings", "_root",
    )  # fmt: skip

    def __init__(
        self, folder: str, root: str, key: bytes, config: Config, codes: frozenset[str]
    ) -> None:
        from hashlib import blake2b

        from auditlint.cache.edition import edition

        self._folder = folder
        self._root = root
        self._key = key
        self._day = b""
        self._new: dict[str, bytes] = {}
        self._new_findings = False
        # Two trees that share a folder have files of their own.
        where = "" if folders.is_inside(folder, root) else os.path.realpath(root)
        shared = (where, config.kinds, tuple(config.limits))
        facts = blake2b(repr(shared).encode("utf-8", "replace"), key=edition(), digest_size=16)
        own = (sorted(codes), config.severity, config.per_file_ignores, config.archived,
               config.schemas)
        findings = facts.copy()
        findings.update(repr(own).encode("utf-8", "replace"))
        self._names = {
            "facts": os.path.join(folder, folders.file_name("facts", facts.digest())),
            "findings": os.path.join(folder, folders.file_name("findings", findings.digest())),
        }
        self._facts, self._blob = self._loaded("facts")
        self._findings = self._loaded("findings")[0]

    def _loaded(self, part: str) -> tuple[dict[str, list[Any]], memoryview]:
        content = load(self._names[part], self._key)
        if content is None:
            return {}, memoryview(b"")
        with suppress(OSError):
            # What is in use stays when others are pruned.
            os.utime(self._names[part])
        return content.index, content.blob

    def __contains__(self, path: object) -> bool:
        """Whether anything is known of a path, be it true still or not."""
        return path in self._facts

    def digest(self, data: bytes, content_decides: bool) -> str:
        """Return the digest that `data` is known by.

        `content_decides`: whether the document was asked for so plainly that its content alone
        may make it a planning document.
        """
        from hashlib import blake2b

        digest = blake2b(data, digest_size=16, salt=b"content" if content_decides else b"")
        if b"auditlint:" in data:
            # A suppression may have a last day.
            digest.update(self._today())
        return digest.hexdigest()

    def _today(self) -> bytes:
        if not self._day:
            from auditlint.source.clock import today

            self._day = today().encode()
        return self._day

    def find(self, path: str, digest: str, facts_only: bool) -> Kept | None:
        """Return what is known of a document; with `facts_only` not what was found in it."""
        row = self._facts.get(path)
        if row is None or row[0] != digest:
            return None
        try:
            entry = _Entry._make(row)
            facts = None
            if entry.end > entry.start:
                from auditlint.ledger import Facts

                facts = Facts(
                    path, entry.kind, entry.age, None, None, entry.has_directives, entry.said,
                    bytes(self._blob[entry.start : entry.end]),
                )
            if facts_only:
                return Kept(entry.kind, entry.reason, facts)
            found = self._findings.get(path)
            if found is None or found[0] != digest:
                return None
            _, shown, suppressed = found
            if not shown and not suppressed:
                return Kept(entry.kind, entry.reason, facts)
            from auditlint.cache.findings import diagnostics

            return Kept(
                entry.kind, entry.reason, facts, diagnostics(shown), diagnostics(suppressed)
            )
        except (TypeError, ValueError, LookupError):
            return None

    def keep(self, path: str, digest: str, known: Kept, facts_only: bool) -> None:
        """Note what a document was found to say, and unless `facts_only` what is wrong in it."""
        facts = known.facts
        row = _Entry(
            digest, known.kind, known.reason, facts.age if facts else "",
            facts.has_directives if facts else False, facts.digest if facts else "", 0, 0,
        )
        self._facts[path] = list(row)
        self._new[path] = facts.record if facts else b""
        if not facts_only:
            self._findings[path] = [digest, known.diagnostics, known.suppressed]
            self._new_findings = True

    def save(self, seen: set[str]) -> None:
        """Write what is new, if anything is. `seen` are the documents that this run looked at."""
        if not self._new or not folders.prepare(self._folder):
            return
        index, blob = self._merged(seen)
        try:
            save(self._names["facts"], self._key, index, blob)
            if self._new_findings:
                found = {path: row for path, row in self._findings.items() if path in index}
                save(self._names["findings"], self._key, found, b"")
        except (OSError, ValueError, TypeError):
            return
        folders.prune(self._folder)

    def _merged(self, seen: set[str]) -> tuple[dict[str, list[Any]], bytes]:
        """Return the index and the records, without documents that are gone."""
        index: dict[str, list[Any]] = {}
        records = []
        at = 0
        # What this run looked at comes first: the rest is left out where it is too much.
        for path in sorted(self._facts, key=lambda path: (path not in seen, path)):
            row = self._facts[path]
            record = self._new.get(path)
            if record is None:
                record = bytes(self._blob[row[-2] : row[-1]])
            if path not in seen and (
                at > _LARGEST or not os.path.lexists(os.path.join(self._root, path))
            ):
                continue
            index[path] = [*row[:-2], at, at + len(record)]
            records.append(record)
            at += len(record)
        return index, b"".join(records)
