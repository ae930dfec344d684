"""What was held against the repository: each statement with its verdicts and their evidence."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence import Evidence
from auditlint.reopening import reopener
from auditlint.rules.ruling import unclear
from auditlint.source.text import LineIndex
from auditlint.views.citations import citations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.config import Config
    from auditlint.ledger import Facts
    from auditlint.rules.ruling import Ground, Ruling
    from auditlint.session import Read
    from auditlint.source.text import Span

HOLDS = "holds"
WRONG = "wrong"
UNDECIDABLE = "undecidable"


class Commit(NamedTuple):
    """A commit by its full identifier; the day (UTC) and the subject are "" where unknown."""

    id: str
    day: str = ""
    subject: str = ""


class Judgement(NamedTuple):
    """What a rule made of a statement; `code` is "" for what was not taken for a citation."""

    code: str
    path: str
    span: Span
    ruling: Ruling
    is_selected: bool

    @property
    def outcome(self) -> str:
        """`HOLDS`, `WRONG` or `UNDECIDABLE`."""
        holds = self.ruling.holds
        return UNDECIDABLE if holds is None else HOLDS if holds else WRONG


class Places:
    """Lines of documents, and whole documents, about which somebody asks."""

    def __init__(self) -> None:
        self._ranges: dict[str, list[tuple[int, int]]] = {}
        self._whole: set[str] = set()

    @classmethod
    def of_documents(cls, paths: Iterable[str]) -> Places:
        """Ask about whole documents."""
        places = cls()
        places._whole.update(paths)
        return places

    def add_lines(self, facts: Facts, first: int, last: int) -> None:
        """Ask about some lines, counted from 1, both inclusive."""
        starts = facts.starts
        end = starts[last] if last < len(starts) else 1 << 62
        self._ranges.setdefault(facts.path, []).append((starts[first - 1], end))

    def add(self, other: Places) -> None:
        """Ask about all that another asks about."""
        self._whole |= other._whole
        for path, ranges in other._ranges.items():
            self._ranges.setdefault(path, []).extend(ranges)

    def add_span(self, facts: Facts, span: Span) -> None:
        """Ask about the lines that a place touches."""
        lines = LineIndex.of_starts(facts.starts)
        first, last = (lines.position(at).line for at in span)
        self.add_lines(facts, first, last)

    def has(self, path: str, span: Span) -> bool:
        """Whether somebody asks about a place."""
        return path in self._whole or any(
            low <= span.start < high or span.start <= low < span.end
            for low, high in self._ranges.get(path, ())
        )


class Sources:
    """The texts and commits that judgements speak of."""

    def __init__(self, read: Read, config: Config, judgements: Iterable[Judgement]) -> None:
        self._document = reopener(read.group.tree, read.ledger, config)
        self._commits = _commits(read, config, judgements)

    def text(self, one: Judgement) -> str:
        """Return what the document says at the place of a judgement."""
        document = self._document(one.path)
        return "" if document is None else document.text[one.span.start : one.span.end].strip("`\"'")

    def commit(self, ground: Ground) -> Commit | None:
        """Return the commit of a ground; None where it has none."""
        return self._commits.get(ground.commit, Commit(ground.commit)) if ground.commit else None


def refused(read: Read, config: Config, path: str, places: Places) -> list[Judgement]:
    """Return what looks like a citation of the repository at some places and is taken for none."""
    document = reopener(read.group.tree, read.ledger, config)(path)
    found: list[Judgement] = []

    def told(span: Span, reason: str) -> None:
        if places.has(path, span):
            found.append(Judgement("", path, span, unclear(reason), True))

    if document is not None:
        for _ in citations(document, told):
            pass
    return found


def _commits(read: Read, config: Config, judgements: Iterable[Judgement]) -> dict[str, Commit]:
    wanted = {
        ground.commit for one in judgements for ground in one.ruling.grounds if ground.commit
    }
    if not wanted:
        return {}
    told = Evidence(read.group.tree, config).commits.told(wanted)
    return {name: Commit(name, _day(when), subject) for name, (when, subject) in told.items()}


def _day(when: int) -> str:
    try:
        return time.strftime("%Y-%m-%d", time.gmtime(when))
    except (OverflowError, OSError, ValueError):
        return ""
