"""A specification that is not built as its readers expect.

## What it does
In a main specification, reports a missing or empty Purpose or Requirements section, a purpose of
fewer than 50 characters (notice), the headings of a delta (`## ADDED Requirements`), and
requirements outside the Requirements section. In a delta, reports that it has none of those
headings, that its sections name no requirement, requirements outside them, and a renaming that
lacks its old or new name. Of a change as a whole, reports that it has no delta at all, unless its
`.openspec.yaml` says `skip_specs: true` and nothing contradicts that, and deltas where nobody looks
for them: a `spec.md` right in its `specs` folder, or a file of another name.

## Why is this bad?
What stands outside its section is not read: the requirement is there for people, and for no tool.
Archiving such a change loses it without a word.

## Example
```markdown bad path=openspec/changes/add-export/specs/export/spec.md
### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

Use instead:
```markdown good path=openspec/changes/add-export/specs/export/spec.md
## ADDED Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

A change without a delta:
```text bad tree
==> openspec/changes/add-export/proposal.md <==
## Why
Rows cannot leave the system, so people copy them by hand from one screen to the next.

## What Changes
- Rows are exported as text
==> openspec/changes/add-export/tasks.md <==
## 1. Export

- [ ] 1.1 Write the file
```

Use instead:
```text good tree
==> openspec/changes/add-export/proposal.md <==
## Why
Rows cannot leave the system, so people copy them by hand from one screen to the next.

## What Changes
- Rows are exported as text
==> openspec/changes/add-export/tasks.md <==
## 1. Export

- [ ] 1.1 Write the file
==> openspec/changes/add-export/specs/export/spec.md <==
## ADDED Requirements

### Requirement: Export as text
The system SHALL write one line of text for each row.

#### Scenario: Two rows
- **WHEN** two rows are exported
- **THEN** two lines are written
```

## How to fix
Move the requirements below the heading that says what becomes of them. If a change is meant to
touch no specification, set `skip_specs: true` in its `.openspec.yaml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Specified
from auditlint.findings import NOTICE, Finding, Related
from auditlint.ledger.openspec import openspec_trees
from auditlint.reading.numbers import pattern
from auditlint.rules.base import BOTH, Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.openspec import Change
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Section
    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="SPC007",
    name="spec-structure",
    summary="A specification or change is not built as its readers expect",
    severity="error",
    kinds=("openspec-spec", "openspec-delta"),
    scope=BOTH,
    project_needs=("openspec-*",),
)

_OPERATION = r"(?:added|modified|removed|renamed)\s+requirements"


def check(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the sections of one specification or delta."""
    document = context.document
    claims = context.claims.of(Specified)
    operations = [
        one for one in document.sections
        if one.level == 2 and pattern(_OPERATION, 2).fullmatch(one.title.strip()) is not None
    ]
    if context.kind.id == "openspec-spec":
        yield from _main(document, operations, claims)
    else:
        yield from _delta(document, operations, claims)


def _main(
    document: Document, operations: list[Section], claims: list[Specified]
) -> Iterator[Finding]:
    titles = {one.title.strip().casefold() for one in document.sections if one.level == 2}
    for section in operations:
        yield Finding(
            section.title_span,
            f"{section.title.strip()!r} is a heading of a change's delta, not of a main"
            " specification",
            data={"heading": section.title.strip()},
        )
    if operations:
        return  # The file is a delta that was put in the wrong place: one cause.
    for wanted in ("Purpose", "Requirements"):
        if wanted.casefold() not in titles:
            yield Finding(
                _top(document), f"the specification has no section {wanted!r}",
                data={"section": wanted},
            )
    yield from _emptiness(document, claims)
    if "requirements" in titles:
        yield from _outside(claims, 'outside the section "Requirements"')


#: A shorter purpose says nothing; OpenSpec's own limit.
_LEAST_PURPOSE = 50


def _emptiness(document: Document, claims: list[Specified]) -> Iterator[Finding]:
    """Yield the sections that are there and hold nothing, or nearly nothing."""
    for section in document.sections:
        title = section.title.strip().casefold()
        if section.level != 2 or title not in ("purpose", "requirements"):
            continue
        name = title.capitalize()
        line = document.text.find("\n", section.title_span.end, section.end)
        text = document.text[line : section.end].strip() if line >= 0 else ""
        if title == "purpose" and text and len(text) < _LEAST_PURPOSE and not _is_marker(text):
            yield Finding(
                section.title_span,
                f"the purpose has only {len(text)} characters; tools ask for {_LEAST_PURPOSE}",
                severity=NOTICE, data={"section": name, "characters": len(text)},
            )
        elif not text or (title == "requirements" and not claims):
            what = "is empty" if not text else "holds no requirement"
            yield Finding(section.title_span, f"the section {name!r} {what}", data={"section": name})


def _is_marker(text: str) -> bool:
    """Whether a purpose is a slot that is still to be filled, which is another rule's."""
    return pattern(r"(?:TBD|TODO)\b", 2).match(text) is not None


def _delta(
    document: Document, operations: list[Section], claims: list[Specified]
) -> Iterator[Finding]:
    if not operations:
        yield Finding(
            _top(document),
            "the delta has no section that says what it adds, modifies, removes or renames",
        )
        return
    if not any(one.placed for one in claims):
        # Of several sections, some may say that there is nothing to modify or to remove.
        first = operations[0]
        yield Finding(
            first.title_span, f"{first.title.strip()!r} names no requirement",
            data={"heading": first.title.strip()},
        )
    yield from _unpaired(claims)
    yield from _outside(claims, "outside the delta's sections, so no tool reads it")


def _unpaired(claims: list[Specified]) -> Iterator[Finding]:
    """Yield the old names without a new one, and the new names without an old one."""
    waiting: Specified | None = None
    for claim in [one for one in claims if one.operation.startswith("renamed ") and not one.block]:
        is_old = claim.operation == "renamed from"
        if is_old and waiting is not None:
            yield _half(waiting, "new")
        elif not is_old and waiting is None:
            yield _half(claim, "old")
        waiting = claim if is_old else None
    if waiting is not None:
        yield _half(waiting, "new")


def _half(claim: Specified, lacking: str) -> Finding:
    return Finding(
        claim.span, f"the renaming of {claim.name!r} lacks the {lacking} name"
        if lacking == "new" else f"the renaming to {claim.name!r} lacks the {lacking} name",
        data={"requirement": claim.name[:80], "lacks": lacking},
    )


def _outside(claims: list[Specified], where: str) -> Iterator[Finding]:
    strays = [one for one in claims if not one.placed]
    if not strays:
        return
    first = strays[0]
    more = f" (and {len(strays) - 1} more)" if len(strays) > 1 else ""
    yield Finding(
        first.span,
        f"requirement {first.name!r}{more} stands {where}",
        related=tuple(Related(one.span, f"{one.name!r} does too") for one in strays[1:]),
        data={"requirement": first.name[:80], "count": len(strays)},
    )


def _top(document: Document) -> Span:
    title = document.title
    if title is not None:
        return title.title_span
    end = document.text.find("\n", document.body)
    return Span(document.body, end if end >= 0 else len(document.text))


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield the open changes without any delta, and deltas of no capability."""
    for tree in openspec_trees(context.ledger):
        if not tree.open_changes:
            continue
        files = _files_by_change(context.files(f"{tree.root}/changes"), f"{tree.root}/changes")
        for change in tree.open_changes:
            if change.proposal is not None:
                yield from _change(context, change, change.proposal, files.get(change.id, []))


def _files_by_change(paths: list[str], root: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        change, slash, _ = path[len(root) + 1 :].partition("/")
        if slash:
            found.setdefault(change, []).append(path)
    return found


def _change(
    context: ProjectContext, change: Change, proposal: Facts, files: list[str]
) -> Iterator[Finding]:
    data = {"change": change.id}
    if "" in change.deltas:
        yield Finding(
            Span(0, 0), "this delta is of no capability: it lies right in the folder specs",
            path=change.deltas[""].path, data=data,
        )
    specs = [one for one in files if one.startswith(f"{change.folder}/specs/")]
    unread = [one for one in specs if _is_unread(context, change, one)]
    if unread:
        more = f" (and {len(unread) - 1} more)" if len(unread) > 1 else ""
        yield Finding(
            Span(0, 0),
            f"the delta {unread[0][len(change.folder) + 1 :]}{more} is read by no tool: its name is not"
            " spec.md, in a folder of its capability",
            path=proposal.path, data={**data, "file": unread[0], "count": len(unread)},
        )
    marker = _marker(context, change, files)
    if marker == "invalid":
        return  # What is wrong with it is said where it stands, by its schema.
    if marker and specs:
        yield Finding(
            Span(0, 0),
            f"skip_specs is set in .openspec.yaml, but the change has {specs[0][len(change.folder) + 1 :]}",
            path=proposal.path, data={**data, "skip_specs": "true"},
        )
    elif not marker and not change.deltas and not specs:
        yield Finding(
            Span(0, 0), f"the change {change.id} has no delta of any specification",
            path=proposal.path, data=data,
        )


def _is_unread(context: ProjectContext, change: Change, path: str) -> bool:
    """Whether a file that no tool reads holds the headings of a delta."""
    if not path.endswith(".md") or path.endswith("/spec.md"):
        return False
    read = context.read(path)
    if read is None:
        return False
    text = read.data.decode("utf-8", "replace")
    return pattern(rf"(?m)^##[ \t]+{_OPERATION}[ \t]*\r?$", 2).search(text) is not None


def _marker(context: ProjectContext, change: Change, files: list[str]) -> str:
    """What a change's own settings say of deltas: ``skip``, ``invalid``, or "" for nothing."""
    path = f"{change.folder}/.openspec.yaml"
    read = context.read(path) if path in files else None
    if read is None:
        return ""
    text = read.data.decode("utf-8", "replace")
    stated = pattern(r"(?m)^skip_specs:[ ]*([^#\r\n]*)").search(text)
    if stated is None or stated[1].strip() in ("false", "False", "FALSE"):
        return ""
    has_schema = pattern(r"(?m)^schema:[ ]*\S").search(text) is not None
    return "skip" if has_schema and stated[1].strip() in ("true", "True", "TRUE") else "invalid"
