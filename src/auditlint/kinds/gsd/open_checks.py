"""What a verification report leaves open: its gaps, and what a person must still check.

Only what surely stands is open: an entry with a result, a resolution, an acceptance or an
override is closed, and a check that calls itself optional blocks nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import Entry, Tally
from auditlint.kinds.gsd.verified_rows import is_past
from auditlint.parsing.nodes import Mapping, Scalar, Sequence
from auditlint.reading import words
from auditlint.reading.ids import expand
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document


#: In `accepted`: something was, and nothing tells what.
_WHATEVER = ""


def accepted(meta: Mapping | None) -> frozenset[str]:
    """The must-haves that were accepted as they are; never empty where any was."""
    if meta is None:
        return frozenset()
    found = set()
    for item in meta.items("overrides"):
        name = item.scalar("must_have", "truth", "id") if isinstance(item, Mapping) else item
        found.add(words.clean(name.text) if isinstance(name, Scalar) else _WHATEVER)
    applied = meta.scalar("overrides_applied")
    if applied is not None and applied.text.strip("0") and not found:
        found.add(_WHATEVER)
    return frozenset(found)


def gaps(meta: Mapping) -> Iterator[Claim]:
    """Yield the gaps that the front matter lists, and how many they are."""
    overridden = accepted(meta)
    listed = meta.entry("gaps")
    if listed is not None and isinstance(listed.value, Sequence):
        items = listed.value.items
        yield Tally("gaps", None, len(items), listed.key_span, tuple(one.span for one in items))
    for item in meta.items("gaps"):
        label = ""
        is_open = True
        ids: tuple[str, ...] = ()
        if isinstance(item, Scalar):
            label = item.text
            is_open = _WHATEVER not in overridden and not label.casefold().startswith(
                ("none", "no gap", "n/a")
            )
        elif isinstance(item, Mapping):
            name = item.scalar("truth", "description", "issue", "gap", "id")
            label = name.text if name is not None else ""
            is_open = _is_open(item) and overridden.isdisjoint((words.clean(label), _WHATEVER))
            requirement = item.scalar("requirement", "requirements")
            if requirement is not None:
                ids = tuple(one.id for one in expand(requirement.text))
        yield Entry("gap", label, is_open, item.span, ids)


def _is_open(item: Mapping) -> bool:
    """Whether a gap surely stands: it has no word of a closing, and no status but a bad one."""
    if any(
        item.get(key) is not None
        for key in ("resolved", "resolution", "resolved_by", "closed_by", "closed", "fixed_in",
                    "fixed_by", "override", "accepted_by", "addressed_in", "deferred_to")
    ):
        return False
    status = item.scalar("status")
    if status is None:
        return True
    return words.state(status.text) in (words.FAILED, words.OPEN, words.ACTIVE)


_ANSWERS = ("result", "status", "resolved", "resolution", "outcome", "approved", "approved_by",
            "accepted_by", "verified", "verified_by", "completed", "completed_at", "human_result",
            "addressed_in", "disposition", "confirmed")
_ADVISORY = (
    "optional", "recommended", "not block", "non-block", "nonblock", "does not block",
    "do not block", "nice to have", "nice-to-have", "confidence", "advisory only", "deferred",
    "no human verification", "none required", "not required", "before release", "later phase",
)


def listed_checks(document: Document, meta: Mapping) -> Iterator[Claim]:
    """Yield the checks for a person that the front matter lists."""
    answered = any(
        entry.key.startswith("human_") and entry.key != "human_verification"
        for entry in meta.entries
    ) or _WHATEVER in accepted(meta) or _has_answer(document) or _is_approved(document)
    for item in meta.items("human_verification"):
        text = ""
        is_open = not answered
        if isinstance(item, Mapping):
            text = " ".join(
                entry.value.text for entry in item.entries if isinstance(entry.value, Scalar)
            )
            name = item.scalar("test", "name", "behavior", "item")
            label = name.text if name is not None else ""
            is_open = is_open and not any(item.get(key) is not None for key in _ANSWERS)
        elif isinstance(item, Scalar):
            label = text = item.text
            is_open = is_open and not text.casefold().startswith(("none", "n/a"))
        else:
            continue
        yield Entry(
            "human check", label, is_open, item.span,
            blocking=not any(word in text.casefold() for word in _ADVISORY),
        )


#: What a person says of a check that held.
_YES = ("approved", "confirmed", "accepted", "ok", "works")


def _has_answer(document: Document) -> bool:
    """Whether the body answers a check that the front matter lists: which of them is not told."""
    return any(
        field.key.casefold() in _ANSWERS
        and (words.state(field.value) == words.DONE or words.clean(field.value).startswith(_YES))
        for section in document.sections if "human verification" in section.title.casefold()
        for field in document.fields_in(section.span)
    )


def _is_approved(document: Document) -> bool:
    """Whether a sentence of the report says that a person has looked, or need not."""
    return bool(
        pattern(
            r"\bhuman\b[^\n]{0,80}\b(?:approved|confirmed|completed|passed|signed[ -]off|done)\b"
            r"|\bhuman\b[^\n]{0,300}\b(?:not block|non-?block|optional|recommended|not required|"
            r"no blocker|operational checks|confirmation only|"
            r"not (?:implementation|automated|code))"
            r"|\b(?:approved|confirmed|verified|tested|accepted) by (?:the )?"
            r"(?:user|human|owner)\b",
            re.IGNORECASE,
        ).search(document.prose, document.body)
    )


def described_checks(document: Document) -> Iterator[Claim]:
    """Human checks of the body: sections below "Human Verification" with a test and what to
    expect, and no result."""
    sections = [
        one for one in document.sections
        if "human verification" in one.title.casefold()
        and "(" not in one.title
        and not is_past(one)
    ]
    if not sections or _is_approved(document):
        return
    for section in sections:
        intro_end = section.children[0].start if section.children else section.end
        intro = document.text[section.title_span.end : intro_end].casefold()
        advisory = any(word in intro for word in _ADVISORY) or "none" in intro
        for child in section.children:
            fields = document.fields_in(child.span)
            keys = {one.key.casefold() for one in fields}
            if "test" not in keys or "expected" not in keys:
                continue
            text = document.text[child.start : child.end].casefold()
            yield Entry(
                "human check", child.title, keys.isdisjoint(_ANSWERS), child.title_span,
                blocking=not advisory and not any(word in text for word in _ADVISORY),
            )
