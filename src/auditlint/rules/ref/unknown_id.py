"""An id of a register that the document keeps, and that nothing defines.

## What it does
Takes the ids that a document defines (issues of a register, findings of a review, decisions,
threats), learns their prefixes, and reports a citation of an id with such a prefix that has no
entry. Ids of other registers, lines that point to another document, and lines that say that an
entry was removed, merged or renumbered are left alone.

Between documents, reports a phase of a state file or an audit that no roadmap knows, a requirement
that a spec-kit plan or checklist names and the feature's specification does not define, and a
capability that an OpenSpec proposal calls modified although no main specification is of it.

## Why is this bad?
The citation is a dead end: the entry was renumbered, or was never written.

## Example
```markdown bad path=docs/CACHE_REVIEW.md
# Cache Review

## High Priority Issues

### CACHE-001: Stale reads after failover
**Severity**: High
**Fix**: Fence the old leader.

### CACHE-002: Unbounded growth
**Severity**: High
**Fix**: Evict, after CACHE-007 is done.
```

Use instead:
```markdown good path=docs/CACHE_REVIEW.md
# Cache Review

## High Priority Issues

### CACHE-001: Stale reads after failover
**Severity**: High
**Fix**: Fence the old leader.

### CACHE-002: Unbounded growth
**Severity**: High
**Fix**: Evict, after CACHE-001 is done.
```

Between documents:
```text bad tree
==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

### Phase 2: Reports

==> .planning/STATE.md <==
# Project State

## Current Position

Phase: 12 of 12 (Reports)
```

Use instead:
```text good tree
==> .planning/ROADMAP.md <==
# Roadmap

### Phase 1: Ledger

### Phase 2: Reports

==> .planning/STATE.md <==
# Project State

## Current Position

Phase: 2 of 2 (Reports)
```

## How to fix
Cite the id that is meant, or add the missing entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Cites, Defines, Listed, Named, Progress, Specified, Status
from auditlint.findings import Finding, Related
from auditlint.ledger.openspec import openspec_trees
from auditlint.ledger.phase_numbers import is_absent, last_number
from auditlint.ledger.speckit import features
from auditlint.reading.ids import expand, phase_id
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Workspace
    from auditlint.ledger.openspec import OpenSpecTree
    from auditlint.parsing.document import Document
    from auditlint.reading.ids import IdRef
    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="REF005",
    name="unknown-id",
    summary="An id of a defined register that nothing defines",
    severity="warning",
    needs=("Defines",),
    scope="both",
    preview=True,
    project_needs=("gsd-roadmap|speckit-spec|openspec-proposal",),
)

#: Registers that a single document keeps; requirements, phases and plans are the project's.
_KEPT = frozenset(("issue", "finding", "decision", "threat", "task"))
#: Registers that begin anew in each phase, under the same prefix.
_RESTARTED = frozenset(("decision", "threat"))
_ELSEWHERE = (
    r"\b(?:removed|merged|renumbered|renamed|superseded|withdrawn|duplicate|formerly|previously|"
    r"already (?:been )?(?:fixed|resolved|closed|done|addressed)|was|were|upstream|external|prior|previous|earlier|next free|reserved|e\.g\.|example)\b|"
    r"\bphase \d{1,4}|\bP\d{1,3} (?=[A-Z])|\.md\b|://|\.\.\.|…"
)
#: So far around an id its paragraph is looked at.
_FAR = 600
_TAKEN_OUT = (
    r"\b(?:remov\w+|dropp?\w*|delet\w+|merg\w+|renumber\w*|renam\w+|superseded|withdrawn|replac\w+|"
    r"formerly|previous\w*|no longer|retired|obsolete|collaps\w+|consolidat\w+|folded|cut|omitted)\b|~~"
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each unknown id, at its first place."""
    document = context.document
    defined: dict[str, dict[tuple[str, int], Defines]] = {}
    for one in context.claims.of(Defines):
        prefix, _, number = one.subject.id.rpartition("-")
        digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
        if one.subject.type in _KEPT and prefix and digits.isdigit():
            defined.setdefault(prefix, {}).setdefault((prefix, int(digits)), one)
    prefixes = frozenset(prefix for prefix, entries in defined.items() if len(entries) > 1)
    if not prefixes:
        return
    unknown: dict[str, list[IdRef]] = {}
    listed = _listed(document, prefixes)
    for cited in expand(document.prose[document.body :], document.body, prefixes):
        register = defined[cited.prefix]
        if (cited.prefix, cited.number) not in register and _is_of(cited, register) and cited.id not in listed:
            unknown.setdefault(cited.id, []).append(cited)
    for identity, places in unknown.items():
        if any(_points_elsewhere(document, place) for place in places):
            continue
        known = defined[places[0].prefix]
        first, last = min(known), max(known)
        yield Finding(
            places[0].span,
            f"{identity} is not defined here; {len(known)} ids from "
            f"{known[first].subject.id} to {known[last].subject.id} are",
            related=tuple(Related(place.span, f"{identity} again") for place in places[1:]),
            data={"id": identity},
        )


def _is_of(cited: IdRef, register: dict[tuple[str, int], Defines]) -> bool:
    """Whether an id must be of this register.

    Decisions and threats are numbered anew in each phase, so that an id beyond the last one is
    rather that of another phase.
    """
    if next(iter(register.values())).subject.type not in _RESTARTED:
        return True
    return min(register) < (cited.prefix, cited.number) < max(register)


def _points_elsewhere(document: Document, one: IdRef) -> bool:
    start = document.text.rfind("\n", 0, one.span.start) + 1
    end = document.text.find("\n", one.span.end)
    line = document.text[start : end if end >= 0 else len(document.text)]
    return pattern(_ELSEWHERE, 2).search(line) is not None


def _listed(document: Document, prefixes: frozenset[str]) -> set[str]:
    """Ids that open a heading, a table row or a list item: somebody defines them there."""
    out: set[str] = set()
    for section in document.sections:
        out.update(one.id for one in expand(section.title, 0, prefixes))
    for table in document.tables:
        for row in table.rows:
            if row.cells:
                out.update(one.id for one in expand(row.cells[0].text[:200], 0, prefixes))
    for item in document.items:
        head = item.text[:60].lstrip("*_[`~ ")
        for one in expand(head, 0, prefixes):
            if one.span.start == 0 and item.box is None:
                out.add(one.id)
            break
    return out


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each phase of a state file or an audit that nothing else knows."""
    for workspace in context.ledger.workspaces:
        roadmap = workspace.one("gsd-roadmap")
        if roadmap is None:
            continue
        for facts in (
            *workspace.of_kind("gsd-state"), *workspace.of_kind("gsd-milestone-audit", None)
        ):
            yield from _unknown_phases(workspace, roadmap, facts)
    for feature in features(context.ledger):
        if feature.spec is not None:
            for facts in feature.documents:
                if facts.kind in ("speckit-plan", "speckit-checklist"):
                    yield from _unknown_requirements(context, feature.spec, facts)
    for tree in openspec_trees(context.ledger):
        yield from _unknown_capabilities(tree)


def _unknown_requirements(context: ProjectContext, spec: Facts, facts: Facts) -> Iterator[Finding]:
    """The requirements that a plan or checklist names, and that the specification lacks.

    A passage that says that some were removed or dropped names them for that.
    """
    document: Document | None = None
    known = {one.subject.id for one in spec.of(Defines) if one.subject.type == "requirement"}
    known.update(one.requirement for one in spec.of(Listed))
    short = {_short(one) for one in known}
    prefixes = {one.partition("-")[0] for one in known}
    for cited in facts.of(Cites):
        identity = cited.subject.id
        if (
            cited.subject.type == "requirement" and _short(identity) not in short
            and identity.partition("-")[0] in prefixes
        ):
            document = document or context.document(facts.path)
            if document is None or _is_taken_out(document, cited.span):
                continue
            yield Finding(
                cited.span,
                f"{identity} is not among the {len(known)} requirements and criteria of the"
                " specification",
                related=(Related(Span(0, 0), "the specification does not define it", spec.path),),
                data={"id": identity, "document": "spec.md"},
                path=facts.path,
            )


def _short(identity: str) -> str:
    """An id without leading zeros: ``FR-4`` is ``FR-004``."""
    prefix, _, number = identity.rpartition("-")
    return f"{prefix}-{number.lstrip('0')}"


def _is_taken_out(document: Document, span: Span) -> bool:
    """Whether the paragraph or item around an id speaks of what was taken out, or is of others."""
    text = document.text
    start = max(text.rfind("\n\n", max(0, span.start - _FAR), span.start), span.start - _FAR, 0)
    for item in pattern(r"\n[ \t]*(?:[-*+]|\d{1,4}[.)]|\||#)[ \t]?").finditer(text, start, span.start):
        start = item.end()
    end = pattern(r"\n[ \t]*(?:\n|[-*+][ \t]|\d{1,4}[.)]|\||#)").search(text, span.end, span.end + _FAR)
    around = text[start : end.start() if end is not None else span.end + _FAR]
    return pattern(_TAKEN_OUT, 2).search(around) is not None


def _unknown_capabilities(tree: OpenSpecTree) -> Iterator[Finding]:
    """The capabilities that a proposal calls modified and its own deltas only add to."""
    if not tree.specs:
        return
    for change in tree.open_changes:
        if change.proposal is None:
            continue
        for cited in change.proposal.of(Cites):
            capability = cited.subject.id.strip("/")
            delta = change.deltas.get(capability)
            if cited.role != "modified capability" or capability in tree.specs or delta is None:
                continue
            if any(other is not change and capability in other.deltas for other in tree.open_changes):
                continue
            if all(one.operation == "added" for one in delta.of(Specified)):
                yield Finding(
                    cited.span,
                    f"the capability {capability!r} is called modified, but no main specification is"
                    " of it, and the change only adds to it",
                    related=(Related(Span(0, 0), "all requirements are added here", delta.path),),
                    data={"id": capability, "document": "spec.md"},
                    path=change.proposal.path,
                )


def _unknown_phases(workspace: Workspace, roadmap: Facts, facts: Facts) -> Iterator[Finding]:
    seen: set[str] = set()
    for identity, span in _spoken_of(facts):
        phase = phase_id(identity)
        if phase is None or identity in seen or not is_absent(workspace, phase):
            continue
        last = last_number(workspace)
        if phase.number == last + 1:
            continue  # The next milestone's first, which is not planned yet.
        seen.add(identity)
        yield Finding(
            span,
            f"phase {identity} is in no roadmap and has no folder; the last phase is {last}",
            related=(Related(Span(0, 0), "the roadmap does not know it", roadmap.path),),
            data={"id": identity, "document": "ROADMAP.md"},
            path=facts.path,
        )


def _spoken_of(facts: Facts) -> Iterator[tuple[str, Span]]:
    """The phases that a state file is in, or that an audit's rows judge."""
    if facts.kind == "gsd-state":
        for named in facts.of(Named):
            if named.subject.type == "phase":
                yield named.subject.id, named.span
        for one in facts.of(Progress):
            if one.measure == "current phase" and one.done is not None:
                yield str(one.done), one.span
        return
    for status in facts.of(Status):
        if status.subject.type == "phase":
            yield status.subject.id, status.span
