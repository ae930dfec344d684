"""An open gap of a report that no longer holds.

## What it does
Takes the open gaps of the newest verification of each phase and of the newest audit, and the
open issues of registers whose fix exchanges one text for another, as far as
their words can be held against files: a text to be changed into another (``Change `A` to `B` ``),
names to be added to a file, text that is there and should not be, files that are called missing.
A gap is reported when something it asks for is done by content, and nothing it asks for is still
open. An exchange is judged by the file as it is. Names and unwanted text are judged only where
git shows that the file was otherwise when the report was written.

## Why is this bad?
The report says that work is left, and people plan it again; its verdict keeps a phase open that is
done. Often the repair is in the very commit that wrote the report.

## Example
```text bad tree
==> docs/tides.md <==
# Tides

The table is in UTC+1.

==> .planning/phases/07-tides/07-VERIFICATION.md <==
---
phase: 07-tides
status: gaps_found
gaps:
  - truth: "The manual names the time zone"
    status: failed
    reason: "The manual speaks of local time."
    artifacts:
      - path: docs/tides.md
        issue: "Wrong time zone"
    missing:
      - "Change 'in local time' to 'in UTC+1' in docs/tides.md"
---

# Phase 7: Tides Verification Report
```

Use instead:
```text good tree
==> docs/tides.md <==
# Tides

The table is in local time.

==> .planning/phases/07-tides/07-VERIFICATION.md <==
---
phase: 07-tides
status: gaps_found
gaps:
  - truth: "The manual names the time zone"
    status: failed
    reason: "The manual speaks of local time."
    artifacts:
      - path: docs/tides.md
        issue: "Wrong time zone"
    missing:
      - "Change 'in local time' to 'in UTC+1' in docs/tides.md"
---

# Phase 7: Tides Verification Report
```

## How to fix
Verify the phase again, or mark the gap as resolved (``resolved_by``, ``status: resolved``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Entry
from auditlint.evidence.standing import THERE, standing
from auditlint.findings import Finding, Related
from auditlint.ledger import own_state
from auditlint.ledger.issues import open_issues
from auditlint.ledger.newest import newest_reports
from auditlint.parsing.nodes import Mapping, Scalar, Sequence
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.rules.ver._gap_wishes import ADD, DROP, EXCHANGE, MAKE, Wish, wishes
from auditlint.rules.ver._promises import base_of
from auditlint.source.text import Span
from auditlint.views.places import fields_within
from auditlint.views.recovered import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.config import Limits
    from auditlint.evidence import Evidence
    from auditlint.evidence.standing import Standing
    from auditlint.ledger import Facts
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Node
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="VER002",
    name="stale-gap",
    summary="An open gap of a report that no longer holds",
    severity="error",
    needs=("gsd-verification|gsd-milestone-audit|issue-register",),
    scope="project",
)

_GAPS = ("gap", "unsatisfied requirement")


class Gap(NamedTuple):
    """An open gap: its name, and its wishes by whether they are what it lists as missing."""

    label: str
    asked: list[Wish]
    stated: list[Wish]
    items: int
    """How many things it lists as missing."""
    files: tuple[str, ...]


class Answer(NamedTuple):
    """What became of a wish: done or not, and in words."""

    wish: Wish
    is_done: bool
    words: str


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each open gap that does not hold any more."""
    for report in newest_reports(context.ledger):
        if report.kind == "issue-register":
            for gap in _issues(context, report):
                yield from _check(context, report, gap, gap.asked[0].span)
            continue
        places = {one.span for one in report.of(Entry) if one.type in _GAPS and one.open}
        document = (
            context.document(report.path) if places or own_state(report) == words.FAILED else None
        )
        if document is None or document.front is None:
            continue
        # Of a report whose front matter is no YAML the claims tell no gaps.
        unread = not document.front.valid
        if report.kind == "gsd-milestone-audit":
            yield from _verified_since(context, report, document, places)
        for item in _items(document, context.config.limits):
            if item.span in places or (unread and _is_open(item)):
                yield from _check(context, report, _read(item), item.span)


def _items(document: Document, limits: Limits) -> Iterator[Node]:
    gaps = value_of(document, "gaps", limits)
    if isinstance(gaps, Sequence):
        yield from gaps.items
    elif isinstance(gaps, Mapping):
        for entry in gaps.entries:
            if isinstance(entry.value, Sequence):
                yield from entry.value.items


_FIXES = ("fix", "recommended fix", "suggested fix", "proposed fix", "recommendation")
_LOCATIONS = ("location", "file", "files", "where")


def _issues(context: ProjectContext, report: Facts) -> Iterator[Gap]:
    """Yield the open issues of a register whose fix exchanges one text for another."""
    read = context.read(report.path)
    if read is None or not any(one in read.data for one in (b"hange", b"eplace", b"pdate", b"ename")):
        return
    document = context.document(report.path)
    for issue in open_issues(report) if document is not None else ():
        section = document.section_at(issue.span.start) if document is not None else None
        if document is None or section is None or issue.span.end > section.title_span.end:
            continue  # A row of a table: its fields are cells.
        fields = fields_within(document, section.span)
        asked = [
            wish for field in fields if field.key.casefold() in _FIXES
            for wish in wishes(field.value, field.value_span, True) if wish.type == EXCHANGE
        ]
        if asked:
            files = [
                path for field in fields if field.key.casefold() in _LOCATIONS
                for path in pattern(r"/?((?:[\w.@-]+/)+[\w.@-]+\.[A-Za-z]\w{0,7})").findall(field.value)
            ]
            yield Gap(issue.name, asked, [], len(asked), tuple(dict.fromkeys(files)))


def _is_open(item: Node) -> bool:
    """Whether a recovered gap calls itself failed, and says nothing of a closing."""
    status = item.scalar("status") if isinstance(item, Mapping) else None
    return (
        isinstance(item, Mapping) and status is not None
        and words.state(status.text) == words.FAILED
        and not any(entry.key.startswith(("resol", "clos", "fix", "overr")) for entry in item.entries)
    )


_UNVERIFIED = r"\bno VERIFICATION(?:\.md)?\b|\b(?:missing|lacks|without) (?:a )?VERIFICATION\.md\b"


def _verified_since(
    context: ProjectContext, report: Facts, document: Document, places: set[Span]
) -> Iterator[Finding]:
    """Yield one finding for the gaps that say of a phase that it has no verification, and it has."""
    workspace = next(one for one in context.ledger.workspaces if report in one.documents)
    found: dict[str, list[Span]] = {}
    reports: dict[str, Facts] = {}
    for item in _items(document, context.config.limits):
        if item.span not in places:
            continue
        said = _unverified_phase(item)
        phases = workspace.by_number.get(said, []) if said is not None else []
        if len(phases) != 1 or len(phases[0].folders) != 1:
            continue
        verifications = phases[0].of_kind("gsd-verification")
        if len(verifications) == 1:
            found.setdefault(str(said), []).append(item.span)
            reports[str(said)] = verifications[0]
    if not found:
        return
    spans = [span for each in found.values() for span in each]
    names = ", ".join(found)
    what = f"phase {names} has one" if len(found) == 1 else f"phases {names} have one"
    count = "a gap says" if len(spans) == 1 else f"{len(spans)} gaps say"
    yield Finding(
        spans[0], f"{count} that there is no verification, and {what}",
        related=tuple(Related(Span(0, 0), "the verification", one.path) for one in reports.values()),
        data={"phases": " ".join(found)}, path=report.path,
    )


def _unverified_phase(item: Node) -> PhaseId | None:
    """Return the phase of which a gap says that it was never verified."""
    if isinstance(item, Scalar):
        texts = [item.text]
        stated = None
    elif isinstance(item, Mapping):
        stated = item.scalar("phase")
        told = (item.scalar(key) for key in ("evidence", "reason", "issue", "description"))
        texts = [one.text for one in told if one is not None]
    else:
        return None
    if len(texts) != 1 or pattern(_UNVERIFIED).search(texts[0]) is None:
        return None
    named = set(pattern(r"\b[Pp]hase (\d{1,4}(?:\.\d{1,4})?)\b").findall(texts[0]))
    if stated is not None:
        match = pattern(r"(?:[Pp]hase )?0*(\d{1,4}(?:\.\d{1,4})?)(?!\d)").match(stated.text)
        named = {match[1]} if match is not None else set()
    return phase_id(named.pop()) if len(named) == 1 else None


def _read(item: Node) -> Gap:
    if isinstance(item, Scalar):
        return Gap(item.text, [], list(wishes(item.text, item.span, False)), 0, ())
    if not isinstance(item, Mapping):
        return Gap("", [], [], 0, ())
    label = item.scalar("truth", "description", "issue", "flow", "id", "gap")
    files: list[str] = []
    stated: list[Wish] = []
    for artifact in item.items("artifacts"):
        if not isinstance(artifact, Mapping):
            continue
        path, issue = artifact.scalar("path"), artifact.scalar("issue")
        if path is None:
            continue
        files.append(path.text)
        if issue is not None:
            stated += [
                one._replace(file=path.text) for one in wishes(issue.text, issue.span, False)
            ]
    listed = [one for one in item.items("missing") if isinstance(one, Scalar)]
    listed += [one for key in ("fix", "recommendation") if (one := item.scalar(key)) is not None]
    asked = [wish for one in listed for wish in wishes(one.text, one.span, True)]
    return Gap(
        label.text if label is not None else "", asked, stated, len(listed),
        tuple(dict.fromkeys(files)),
    )


def _check(context: ProjectContext, report: Facts, gap: Gap, span: Span) -> Iterator[Finding]:
    judge = _Judge(context.evidence, report, gap.files)
    asked = list(filter(None, map(judge.answer, gap.asked)))
    stated = list(filter(None, map(judge.answer, gap.stated)))
    context.judged(report.path, span, _ruling, judge, gap, asked, stated)
    done = [one for one in (*asked, *stated) if one.is_done]
    if _stands(asked, stated) or _too_few(gap, asked) or not done:
        return
    first = done[0]
    more = f" (and {len(done) - 1} more)" if len(done) > 1 else ""
    yield Finding(
        first.wish.span, f"the gap is open, but {first.words}{more}",
        data={"gap": gap.label[:120], "wish": " ".join((*first.wish.old, *first.wish.new))[:200]},
        path=report.path,
    )


def _stands(asked: list[Answer], stated: list[Answer]) -> bool:
    """Whether something that a gap is about was surely not done."""
    return any(not one.is_done for one in (*asked, *stated))


def _too_few(gap: Gap, asked: list[Answer]) -> bool:
    """Whether less than half of what a gap lists is known to be done."""
    return bool(gap.items) and 2 * sum(one.is_done for one in asked) < gap.items


def _ruling(judge: _Judge, gap: Gap, asked: list[Answer], stated: list[Answer]) -> Ruling:
    told = (*asked, *stated)
    if not told:
        return unclear("nothing in it can be held against a file", *judge.grounds(gap))
    if _stands(asked, stated):
        return right("it is open still", *judge.grounds(gap, told))
    if _too_few(gap, asked):
        return unclear("less than half of what it lists is known to be done", *judge.grounds(gap, told))
    return wrong("it is open, but was done", *judge.grounds(gap, told))


class _Judge:
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
        if then is None or then == now:
            return None
        if wish.type == ADD:
            return _added(wish, found.now, now, then)
        return _dropped(wish, found.now, now, then) if wish.type == DROP else None

    def grounds(self, gap: Gap, told: tuple[Answer, ...] = ()) -> tuple[Ground, ...]:
        """Return what became of wishes, or which files a gap names, and when that was written."""
        found = [(one.words or "as the gap says", self._file(one.wish.file)) for one in told]
        found = found or [("", self._file(one)) for one in gap.files]
        grounds = [
            Ground(words.removeprefix(f"{file.now} "), file.now) if file.state == THERE else Ground("not there", file.path)
            for words, file in found if file is not None
        ]
        written = self._written()
        history = self._evidence.history
        said = "the report as it stands" if written else history.doubt or "the report is not committed"
        return (*dict.fromkeys(grounds), Ground(said, commit=written))

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
