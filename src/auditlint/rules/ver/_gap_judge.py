"""What became of the wishes of a gap: by its files as they are, and as the report found them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.definitions import definitions
from auditlint.evidence.signatures import is_source
from auditlint.evidence.standing import THERE, standing
from auditlint.reading.numbers import pattern
from auditlint.rules.ruling import Ground
from auditlint.rules.ver._gap_wishes import ADD, DEFINE, DROP, EXCHANGE, MAKE, Wish
from auditlint.rules.ver._promises import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.evidence import Evidence
    from auditlint.evidence.standing import Standing
    from auditlint.ledger import Facts
    from auditlint.rules.ver._gaps import Gap

#: A report is written within so many commits.
_BEFORE = 10


class Answer(NamedTuple):
    """What became of a wish: done or not, and in words."""

    wish: Wish
    is_done: bool
    words: str


class Judge:
    """Holds the wishes of a gap against the files as they are and as the report found them."""

    def __init__(self, evidence: Evidence, report: Facts, files: tuple[str, ...]) -> None:
        self._evidence = evidence
        self._report = report.path
        self._files = files

    def answer(self, wish: Wish) -> Answer | None:
        """Return what became of a wish; None where that cannot be told."""
        found = self._file(wish.file)
        if found is None:
            return None
        if wish.type == MAKE:
            return self._made(wish, found)
        now = self._evidence.contents.text(found.now) if found.state == THERE else None
        if now is None:
            return None
        if wish.type == EXCHANGE:
            return _exchanged(wish, found.now, now)
        then = self._then(found)
        if wish.type == DROP and wish.is_reason:
            return _dropped(wish, found.now, now, now if wish.old[0] in now else self._before(found, wish.old[0]))
        if then is None or then == now:
            return None
        if wish.type == DEFINE and is_source(found.now):
            return self._defined(wish, found)
        if wish.type in (ADD, DEFINE):
            return _added(wish, found.now, now, then)
        return _dropped(wish, found.now, now, then) if wish.type == DROP else None

    def grounds(self, gap: Gap, told: Iterable[Answer] = ()) -> tuple[Ground, ...]:
        """Return what became of wishes, or which files a gap names, and when that was written."""
        found = [(one.words or "as the gap says", self._file(one.wish.file)) for one in told]
        found = found or [("", self._file(one)) for one in gap.files]
        grounds = [
            Ground(words.removeprefix(f"{file.now} "), file.now) if file.state == THERE
            else Ground("not there", file.path)
            for words, file in found if file is not None
        ]
        written = self._written()
        history = self._evidence.history
        said = "the report as it stands" if written else history.doubt or "the report is not committed"
        return (*dict.fromkeys(grounds), Ground(said, commit=written))

    def _defined(self, wish: Wish, found: Standing) -> Answer | None:
        """Whether functions that were not defined in the file are, each with a body of its own."""
        names = [pattern(r"\W+").split(one.removesuffix("()"))[-1] for one in wish.new]
        known = definitions(self._evidence)
        commit = self._written()
        now = {one.name: one for one in known.in_file(found.now) or () if one.has_body and not one.is_stub}
        then = {one.name for path in {found.path, found.now} for one in known.at(commit, path)}
        if all(one in now for one in names) and not any(one in then for one in names):
            first = now[names[0]]
            return Answer(wish, True, f"{_listed(names)} {_verb(names)} defined: {found.now}:{first.line}")
        text = self._evidence.contents.text(found.now) or ""
        return Answer(wish, False, "") if not any(one in text for one in names) else None

    def _file(self, named: str) -> Standing | None:
        """Return the file that a wish is about: the one it names, else the gap's only one."""
        same = [one for one in self._files if one.rpartition("/")[2] == named.rpartition("/")[2]]
        names = [named] if "/" in named else same or ([named] if named else list(self._files))
        if len(names) != 1:
            return None
        base = base_of(self._report)
        found = standing(self._evidence, names[0], base)
        if found.state != THERE and "/" not in names[0]:
            only = self._evidence.files.unique_suffix(names[0])
            if only is None:
                return None
            found = standing(self._evidence, only)
        return found

    def _then(self, found: Standing) -> str | None:
        """Return the file's text when the report was last written."""
        commit = self._written()
        if not commit:
            return None
        for path in dict.fromkeys((found.path, found.now)):
            text = self._evidence.contents.text(path, commit)
            if text is not None:
                return text
        return None

    def _before(self, found: Standing, old: str) -> str:
        """Return the newest text of a file before the report's that has `old`, "" for none.

        What a report says is still there may have been taken out while it was written, by the
        commits right before its own.
        """
        history = self._evidence.history
        commit = history.commit(self._written())
        for _ in range(_BEFORE):
            if commit is None:
                return ""
            for path in dict.fromkeys((found.path, found.now)):
                text = self._evidence.contents.text(path, commit.id)
                if text is not None and old in text:
                    return text
            commit = history.parent(commit)
        return ""

    def _made(self, wish: Wish, found: Standing) -> Answer | None:
        if found.state != THERE or found.now != found.path:
            return None
        commit = self._written()
        if not commit or self._evidence.contents.existed_at(commit, found.now) is not False:
            return None
        return Answer(wish, True, f"{found.now} exists")

    def _written(self) -> str:
        evidence = self._evidence
        if not evidence.history.is_known or not evidence.contents.is_committed(self._report):
            return ""
        commit = evidence.history.last_write(self._report)
        return commit.id if commit is not None else ""


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _exchanged(wish: Wish, path: str, now: str) -> Answer | None:
    text, old, new = _spaced(now), _spaced(wish.old[0]), _spaced(wish.new[0])
    if min(len(old), len(new)) < 6:
        return None
    has_new = new in text
    # Where the new text holds the old one, only the old one elsewhere counts.
    has_old = old in (text.replace(new, "\0") if old in new else text)
    if has_new and not has_old:
        return Answer(wish, True, f"{path} has `{new}` and not `{old}`")
    if has_old and not has_new:
        return Answer(wish, False, "")
    return None


def _added(wish: Wish, path: str, now: str, then: str) -> Answer | None:
    names = [one.removesuffix("()") for one in wish.new]
    if all(one in now for one in names):
        fresh = [one for one in names if one not in then]
        if fresh:
            return Answer(wish, True, f"{_listed(fresh)} {_verb(fresh)} in {path} since")
        return None
    return Answer(wish, False, "") if not any(one in now for one in names) else None


def _dropped(wish: Wish, path: str, now: str, then: str) -> Answer | None:
    old = wish.old[0]
    if old in now:
        return Answer(wish, False, "")
    return Answer(wish, True, f"{path} no longer has `{_spaced(old)}`") if old in then else None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{_spaced(one)}`" for one in names)


def _verb(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"
