"""Status words: from what people write in a status cell to one of six states.

A status is read by its leading word, after emphasis, symbols and case are taken off; a tail in
parentheses or behind a dash is a qualifier, not a status. What the table does not know is
`UNKNOWN`, and unknown contradicts nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

DONE = "done"
ACTIVE = "active"
OPEN = "open"
HELD = "held"
FAILED = "failed"
UNKNOWN = "unknown"

#: Longest phrases first: the first that starts the text (as whole words) decides.
_PHRASES: tuple[tuple[str, str], ...] = (
    ("not yet started", OPEN),
    ("not yet", OPEN),
    ("not started", OPEN),
    ("not begun", OPEN),
    ("not complete", ACTIVE),
    ("not completed", ACTIVE),
    ("not done", OPEN),
    ("not executed", OPEN),
    ("not verified", OPEN),
    ("not implemented", FAILED),
    ("not satisfied", FAILED),
    ("not met", FAILED),
    ("not wired", FAILED),
    ("not applicable", HELD),
    ("not needed", HELD),
    ("in progress", ACTIVE),
    ("in review", ACTIVE),
    ("in flight", ACTIVE),
    ("under way", ACTIVE),
    ("gaps found", FAILED),
    ("issues found", FAILED),
    ("to do", OPEN),
    ("on hold", HELD),
    ("out of scope", HELD),
    ("won't fix", HELD),
    ("wont fix", HELD),
    ("phase complete", DONE),
    ("all complete", DONE),
    ("fully complete", DONE),
    ("planning complete", UNKNOWN),
    ("plan complete", UNKNOWN),
    ("complete except", ACTIVE),
    ("partially", ACTIVE),
    ("mostly", ACTIVE),
    ("nearly", ACTIVE),
    ("almost", ACTIVE),
)

_WORDS: dict[str, str] = {
    "done": DONE, "complete": DONE, "completed": DONE, "satisfied": DONE, "verified": DONE,
    "passed": DONE, "pass": DONE, "passes": DONE, "shipped": DONE, "finished": DONE,
    "closed": DONE, "resolved": DONE, "implemented": DONE, "delivered": DONE, "merged": DONE,
    "fixed": DONE, "wired": DONE, "connected": DONE, "validated": DONE, "met": DONE,
    "achieved": DONE, "released": DONE, "archived": DONE,
    "active": ACTIVE, "executing": ACTIVE, "started": ACTIVE, "ongoing": ACTIVE, "wip": ACTIVE,
    "partial": ACTIVE, "progressing": ACTIVE, "incomplete": ACTIVE, "testing": ACTIVE,
    "in-progress": ACTIVE,
    "pending": OPEN, "todo": OPEN, "open": OPEN, "planned": OPEN, "unstarted": OPEN,
    "upcoming": OPEN, "backlog": OPEN, "queued": OPEN,
    "blocked": HELD, "deferred": HELD, "dropped": HELD, "skipped": HELD, "skip": HELD,
    "cancelled": HELD, "canceled": HELD, "removed": HELD, "superseded": HELD, "parked": HELD,
    "wontfix": HELD, "paused": HELD, "abandoned": HELD, "postponed": HELD, "halted": HELD,
    "failed": FAILED, "fail": FAILED, "fails": FAILED, "broken": FAILED, "unsatisfied": FAILED,
    "missing": FAILED, "stub": FAILED, "stubbed": FAILED, "orphaned": FAILED, "hollow": FAILED,
    "rejected": FAILED, "unwired": FAILED, "disconnected": FAILED,
}

_SYMBOLS: dict[str, str] = {
    "✅": DONE, "✓": DONE, "✔": DONE, "☑": DONE,
    "❌": FAILED, "✗": FAILED, "✘": FAILED,
    "🚧": ACTIVE, "🔄": ACTIVE,
    "⏳": OPEN, "⬜": OPEN, "☐": OPEN,
}

_QUALIFIERS = ("override", "ovr")


class Word(NamedTuple):
    """A status as read: its state, the word or phrase that decided it, and what follows it."""

    state: str
    word: str
    tail: str


def clean(text: str) -> str:
    """Fold `text` for comparison: case, emphasis, symbols and outer punctuation taken off."""
    kept = []
    for char in text:
        if char in "*`~":
            continue
        kept.append(char if char.isalnum() or char in " '’()-/:;,.&+|%[]" else " ")
    folded = "".join(kept).replace("’", "'").casefold()
    return " ".join(folded.split()).strip(" -:;,.|")


def repaired(text: str) -> str:
    """Return `text` with symbols that were read as another code page turned back.

    Only tokens without any ASCII character are tried (``‚úÖ`` is ``✅`` read as Mac Roman), so
    that a damaged symbol beside a status word is no part of the word.
    """
    if len(text) > 600 or text.isascii():
        return text
    out = text
    for token in text.split():
        if 2 <= len(token) <= 12 and not any(char.isascii() for char in token):
            for page in ("mac_roman", "cp1252"):
                try:
                    symbol = token.encode(page).decode("utf-8")
                except UnicodeError:
                    continue
                out = out.replace(token, symbol, 1)
                break
    return out


def read(text: str) -> Word:
    """Read a status cell or value by its leading word.

    ``✓ Complete*`` is done, ``gaps_found`` is failed, ``satisfied (update checkbox)`` is done
    with the tail ``(update checkbox)``, ``Mechanism delivered`` is unknown.
    """
    return _read_short(text) if len(text) <= _SHORT else _read(text)


#: Cells up to this length are read once: the same few words stand in most of them.
_SHORT = 40


@lru_cache(maxsize=2048)
def _read_short(text: str) -> Word:
    return _read(text)


def _read(text: str) -> Word:
    text = repaired(text)
    raw = text.replace("_", " ") if "_" in text else text
    folded = clean(raw)
    if folded:
        for phrase, state in _PHRASES:
            if folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum():
                return Word(state, phrase, folded[len(phrase) :].strip())
        stop = 0
        while stop < len(folded) and (folded[stop].isalnum() or folded[stop] in "'-"):
            stop += 1
        word = folded[:stop].strip("-")
        found = _WORDS.get(word)
        if found is not None:
            tail = folded[stop:].strip()
            # "passed/failed" and "complete or blocked" say two things: no conclusion.
            if tail[:1] == "/" or tail.startswith(("or ", "vs ")):
                return Word(UNKNOWN, word, tail)
            return Word(found, word, tail)
        return Word(UNKNOWN, word, folded[stop:].strip())
    for char in text:
        found = _SYMBOLS.get(char)
        if found is not None:
            return Word(found, char, "")
    return Word(UNKNOWN, "", "")


def state(text: str) -> str:
    """Return the state that a status cell or value is in."""
    return read(text).state


def contradict(one: str, other: str, active_against_open: bool = False) -> bool:
    """Whether two states cannot both be true: done against open, active or failed.

    Active against open counts only where the caller says so (inside one document).
    """
    pair = {one, other}
    if pair in ({DONE, OPEN}, {DONE, ACTIVE}, {DONE, FAILED}):
        return True
    return active_against_open and pair == {ACTIVE, OPEN}
