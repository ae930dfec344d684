"""A phase that two places call by names that have nothing in common.

## What it does
Collects the names of each phase from the roadmap (list, heading, progress table), from the
folder's slug, from the state file and from the titles of verifications, and
reports a phase when two of them share no word. A shortened form, `&` for and,
another case, an abbreviation or another ending ("auth" for authentication) is the same name.
Names in other scripts are not compared. Where several folders disagree they are not this
roadmap's, but those of an earlier milestone with the same numbers.

## Why is this bad?
Two names for one phase mostly mean that phases were renumbered in one place only, so that work and
reports are read as those of another phase.

## Example
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

- [ ] **Phase 1: Ledger entries**
- [ ] **Phase 2: Reports**

### Phase 1: Ledger entries

### Phase 2: Currency conversion
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

- [ ] **Phase 1: Ledger entries**
- [ ] **Phase 2: Reports**

### Phase 1: Ledger

### Phase 2: Reports & exports
```

## How to fix
Give the phase one name. Where phases were renumbered, renumber the place that was forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import HEADING, LINE, ROW, Named, Subject
from auditlint.findings import Finding, Related
from auditlint.ledger import Statement, scope_of
from auditlint.reading.names import alike, words_of
from auditlint.rules.base import Rule
from auditlint.rules.nam._elsewhere import elsewhere
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="NAM003",
    name="phase-name",
    summary="Two places call one phase by names that share no word",
    severity="warning",
    preview=True,
    scope="project",
)

_WHERE = {LINE: "the list", HEADING: "a heading", ROW: "the progress table"}
#: Fewer folders than this do not show that the roadmap and the folders number alike.
_LEAST = 3


class _Name(NamedTuple):
    """A name of a phase: who gives it, where, and the words it is made of."""

    text: str
    where: str
    span: Span
    path: str
    words: tuple[str, ...]


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each phase of a roadmap that has two names."""
    for workspace in context.ledger.workspaces:
        for roadmap in workspace.of_kind("gsd-roadmap", None):
            yield from _check_roadmap(context, workspace, roadmap)


def _check_roadmap(
    context: ProjectContext, workspace: Workspace, roadmap: Facts
) -> Iterator[Finding]:
    named: dict[str, list[_Name]] = {}
    folders: dict[str, _Name] = {}
    for one in roadmap.of(Named):
        if one.subject.type != "phase":
            continue
        words = words_of(one.name)
        if words:
            where = _WHERE.get(one.source, "the roadmap")
            named.setdefault(one.subject.id, []).append(
                _Name(one.name, where, one.span, roadmap.path, words)
            )
            phase = workspace.phase_of(Statement(roadmap, one), one.subject.id)
            # An archived roadmap speaks of its own folders only.
            if phase is not None and phase.scope == scope_of(roadmap.path):
                for folder in _folder_names(phase):
                    folders[one.subject.id] = folder
    strange = {
        identity for identity, folder in folders.items()
        if not any(alike(name.words, folder.words) for name in named[identity])
    }
    # Several such folders are those of an earlier milestone, whose numbers are used again.
    judged = len(strange) == 1 and len(folders) > _LEAST
    for identity in () if judged else strange:
        reason = "several folders bear other names: their numbers may be another milestone's"
        if len(folders) <= _LEAST:
            reason = "too few phases have folders to show that they are numbered alike"
        context.undecided(Subject("phase", identity), reason, roadmap.path, named[identity][0].span)
    agreed: dict[str, list[tuple[str, Statement]]] = {}
    for identity, names in named.items():
        others = [one for one in names[1:] if not alike(names[0].words, one.words)]
        if judged and identity in strange:
            others.append(folders[identity])
        others = [one for one in others if _is_name(context, one)]
        if others and _is_name(context, names[0]):
            yield _finding(identity, names[0], others)
        elif others:
            continue
        else:
            agreed[identity] = [(one.text, Statement(roadmap, one)) for one in names]
    yield from elsewhere(workspace, roadmap, agreed)


def _is_name(context: ProjectContext, name: _Name) -> bool:
    """Whether a name in a heading stands behind a colon or a dash: else it tells of the section,
    as in "Phase 4 requirements" or "Phase 4 (2 defects)"."""
    document = context.document(name.path) if name.where == _WHERE[HEADING] else None
    if document is None:
        return True
    before = document.text[max(0, name.span.start - 20) : name.span.start].rstrip(" *`_[")
    return before[-1:] in (":", "-", "–", "—", ".", "|", "/", "：")


def _folder_names(phase: Phase) -> Iterator[_Name]:
    folder = next(iter(phase.folders))
    head, _, slug = folder.rpartition("/")[2].partition("-")
    if head.isalpha():
        slug = slug.partition("-")[2]
    words = words_of(slug.replace("-", " ").replace("_", " "))
    if words and phase.documents:
        yield _Name(
            folder.rpartition("/")[2], "the folder", Span(0, 0), phase.documents[0].path, words
        )


def _finding(identity: str, first: _Name, others: list[_Name]) -> Finding:
    other = others[0]
    return Finding(
        first.span,
        f"phase {identity} is {_short(first.text)!r} here, but {_short(other.text)!r} in "
        f"{other.where}",
        related=tuple(
            Related(
                one.span, f"{_short(one.text)!r} in {one.where}",
                "" if one.path == first.path else one.path,
            )
            for one in others
        ),
        data={"phase": identity, "name": _short(first.text), "other": _short(other.text)},
        path=first.path,
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
