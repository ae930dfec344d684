"""The lines of a spec-kit task list: ``- [ ] T012 [P] [US1] Create the model in src/tide.py``."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from auditlint.kinds.speckit.features import requirements_in, stories_in
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item, Section

#: ``T012``, ``T012a``, ``T090.1``, ``T046-MIN``, ``T158-1``: each is a task of its own.
_ID = r"T\d{3,5}[A-Za-z]?(?:\.\d{1,3})*(?:-(?!T\d)[A-Z0-9][A-Za-z0-9]{0,9})?(?![\w])"
_TO_LAST = r"[*_`]{0,3}[ ]*(?:[~～〜–—-]|\.\.\.?|…|→|to|through|thru)[ ]*[*_`]{0,3}T?\d"
_ABOVE = (
    r"\b(?:see|as|listed|described|covered|done)[ ](?:[\w]+[ ])?above\b|\bsee (?:phase|section|story)\b|[见見]上|如上|"
    r"\bsiehe oben\b|\bvoir ci-dessus\b|\bver arriba\b"
)
_LABEL = r"[ ]*\[([^\]\n]{1,20})\]"
_STORY_LABEL = r"US-?(\d{1,3})"
_AFTER = r"\((?:[^()]{0,120}[;,][ ]*)?(?:depends(?: up)?on|depends|requires|needs|after|blocked by)[ ]*(?:on\b)?[: ]*([^()]{1,160})\)"
#: A file in the description; what stands before it says whether the task changes it.
_PATH = r"(?<![\w/.@:~$-])(?:\.{0,2}/)?((?:[\w@.()\[\]-]{1,80}/){1,20}[\w@.()\[\]-]{0,80}\w\.[A-Za-z]\w{0,7})(?![\w/*{])"
#: Only the path behind these words is what a task writes.
_CHANGED = r"\b(?:in|to|at|into|inside|within|create|creates|creating|update|updates|edit|modify|modifies|extend|add|write|implement|refactor|delete|remove|rewrite)[ ]+(?:(?:a|an|the|new|file|existing)[ ]+)*[`*]{0,3}$"
#: A task that only looks changes nothing.
_LOOKS = (
    r"(?:run|verify|check|review|validate|confirm|ensure|execute|inspect|audit|measure|read|manual|"
    r"manually|test that|smoke|analy[sz]e|research|document the|profile|benchmark|wait|commit)\b"
)

#: A longer description is not searched for paths to its end.
_MOST_TEXT = 2000


class TaskLine(NamedTuple):
    """One task: its line, and what it says. The fields are those of `auditlint.claims.Task`."""

    id: str
    span: Span
    item: Item
    section: Section
    parallel: bool
    group: str
    lane: int
    stories: tuple[tuple[str, Span], ...]
    requirements: tuple[tuple[str, Span], ...]
    after: tuple[tuple[str, Span], ...]
    paths: tuple[tuple[str, Span], ...]


def task_lines(document: Document) -> list[TaskLine]:
    """Return the checkboxes that begin with a task's id, in source order."""
    kept: list[TaskLine] | None = document.memo.get("speckit tasks")
    if kept is None:
        kept = document.memo["speckit tasks"] = list(_read(document))
    return kept


def _read(document: Document) -> Iterator[TaskLine]:
    lane, last = -1, None
    seen: set[str] = set()
    for item in document.boxes:
        match = pattern(rf"[*_`~]{{0,4}}({_ID})[*_`~:]{{0,4}}").match(item.text)
        if match is not None and match[1] in seen and _points_back(item, match.end(1)):
            match = None
        if match is None:
            lane = -1
            continue
        seen.add(match[1])
        at = match.end()
        labels = []
        while (label := pattern(_LABEL).match(item.text, at)) is not None:
            labels.append((label[1].strip(), label.start(1), label.end(1)))
            at = label.end()
        start = item.text_span.start
        parallel = any(name == "P" for name, _, _ in labels)
        if not parallel:
            lane = -1
        elif lane < 0 or last is not item.section:
            lane = item.start
        last = item.section
        stories = tuple(
            (f"US{int(one[1])}", Span(start + begin, start + end))
            for name, begin, end in labels
            if (one := pattern(_STORY_LABEL).fullmatch(name)) is not None
        )
        yield TaskLine(
            match[1], Span(start + match.start(1), start + match.end(1)), item, item.section,
            parallel, _group(item.section), lane, stories,
            tuple(requirements_in(item.text, start, document.path)), tuple(_after(item)),
            tuple(_paths(item.text, at, start)),
        )


def _points_back(item: Item, at: int) -> bool:
    """Whether a line is no task but says where it stands: ``T030.2~T030.6: ...``, ``(see above)``."""
    if pattern(_TO_LAST).match(item.text, at) is not None:
        return True
    return pattern(_ABOVE, re.IGNORECASE).search(item.text, at, at + _MOST_TEXT) is not None


def _group(section: Section) -> str:
    """The user story of a phase, where its heading names exactly one."""
    for one in section.ancestors():
        if "tor" in one.title:
            found = {name for name, _ in stories_in(one.title)}
            if found:
                several = pattern(r"stories|\d[ ]*(?:,|&|\+|/|and|-|–)[ ]*(?:US-?)?\d", re.IGNORECASE)
                return found.pop() if len(found) == 1 and not several.search(one.title) else ""
    return ""


def _after(item: Item) -> Iterator[tuple[str, Span]]:
    for match in pattern(_AFTER, re.IGNORECASE).finditer(item.text):
        base = item.text_span.start + match.start(1)
        for one in pattern(rf"(?<![\w-]){_ID}").finditer(match[1]):
            yield one[0], Span(base + one.start(), base + one.end())


def _paths(text: str, at: int, start: int) -> Iterator[tuple[str, Span]]:
    lead = text[at:].lstrip(" *_`:–—-").casefold()
    if pattern(_LOOKS).match(lead):
        return
    is_first = True
    for match in pattern(_PATH).finditer(text, at, at + _MOST_TEXT):
        path = match[1]
        # "Create `a.md` wiring it to `b.sh`" changes the first.
        again, is_first = not is_first, False
        before = text[max(at, match.start() - 60) : match.start()]
        changed = pattern(_CHANGED, re.IGNORECASE).search(before)
        if changed is None or _is_document(path) or (again and changed[0][:3].casefold() == "to "):
            continue
        if text.count("(", at, match.start()) > text.count(")", at, match.start()):
            continue
        yield path, Span(start + match.start(1), start + match.end(1))


def _is_document(path: str) -> bool:
    return path.endswith(".md") or path.startswith(("specs/", "contracts/"))


def cited_tasks(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield the tasks that the text names where no list item, heading or row begins with them."""
    prose = document.prose
    heads = {one.text_span.start for one in document.items}
    heads.update(one.title_span.start for one in document.sections)
    heads.update(row.cells[0].start for one in document.tables for row in one.rows if row.cells)
    ends = sorted(heads)
    for match in pattern(rf"(?<![\w./-]){_ID}").finditer(prose, document.body):
        before = bisect_right(ends, match.start())
        # An id near the beginning of a line of its own may be a task in other words.
        if before and match.start() - ends[before - 1] < 12:
            continue
        yield match[0], Span(*match.span())


def named_tasks(boxes: list[Item]) -> Iterator[str]:
    """Yield the id that each checkbox has at or near its beginning (``SKIP: T048``)."""
    for item in boxes:
        match = pattern(rf"(?<![\w-]){_ID}").search(item.text[:40])
        if match is not None:
            yield match[0]
