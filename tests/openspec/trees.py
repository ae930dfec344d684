"""An OpenSpec tree in which every change and specification has one thing wrong, or none.

All of it is invented. `WRONG` and `RIGHT` name the items; an item is a change's id or ``specs/NAME``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROPOSAL = (
    "## Why\nThe harbour office closes at noon, and nobody can look up a tide after that hour.\n\n"
    "## What Changes\n- Tide tables are kept\n"
)
TASKS = "## 1. Tables\n\n- [ ] 1.1 Keep them\n"
PURPOSE = "Tide tables are kept, and shown to whoever asks for them, the whole year round."
SHALL = "The table SHALL be kept."


def requirement(name: str, text: str = SHALL, scenarios: tuple[str, ...] = ("One",)) -> str:
    """Return a requirement block."""
    return f"### Requirement: {name}\n{text}\n\n" + "".join(
        f"#### Scenario: {one}\n- **WHEN** it is asked for\n- **THEN** it is shown\n\n"
        for one in scenarios
    )


def specification(body: str, purpose: str = PURPOSE) -> str:
    """Return a main specification."""
    return f"# Tides Specification\n\n## Purpose\n{purpose}\n\n## Requirements\n\n{body}"


def section(operation: str, *blocks: str) -> str:
    """Return a section of a delta."""
    return f"## {operation} Requirements\n\n" + "\n".join(blocks) + "\n"


def renaming(old: str, new: str) -> str:
    """Return the two lines of a renaming; an empty name leaves its line out."""
    lines = (("FROM", old), ("TO", new))
    return "".join(f"- {side}: `### Requirement: {name}`\n" for side, name in lines if name)


def _change(name: str, delta: str | None, tasks: str = TASKS, **files: str) -> dict[str, str]:
    folder = f"openspec/changes/{name}"
    out = {f"{folder}/proposal.md": PROPOSAL, f"{folder}/tasks.md": tasks}
    if delta is not None:
        out[f"{folder}/specs/tides/spec.md"] = delta
    out.update({f"{folder}/{path}": text for path, text in files.items()})
    return out


def _settings(*lines: str) -> dict[str, str]:
    return {".openspec.yaml": "".join(f"{one}\n" for one in lines)}


_SHOW = requirement("Show tables")
_GONE = "- `### Requirement: Show tables`"

SPECS = {
    "brief": specification(requirement("Keep"), "Short."),
    "todo": specification(requirement("Keep"), "TODO, once somebody has time to write down what it is."),
    "tbd": specification(
        requirement("Keep"), "TBD - created by archiving change old. Update Purpose after archive."
    ),
    "nothing-in-it": specification(""),
    "no-scenario": specification(requirement("Keep", scenarios=())),
    "no-text": specification(requirement("Keep", "")),
    "no-shall": specification(requirement("Keep", "The table is kept.")),
    "twice": specification(requirement("Keep") * 2),
    "delta-heading": specification(section("ADDED", requirement("Keep"))),
    "outside": specification(requirement("Keep") + "## Notes\n\n" + requirement("Show")),
    "no-purpose": "# Tides\n\n## Requirements\n\n" + requirement("Keep"),
    "no-requirements": f"# Tides\n\n## Purpose\n{PURPOSE}\n",
    "empty-purpose": "# Tides\n\n## Purpose\n\n## Requirements\n\n" + requirement("Keep"),
}
CHANGES = {
    "no-delta": _change("no-delta", None),
    "skip-and-delta": _change(
        "skip-and-delta", section("ADDED", requirement("A1")),
        **_settings("schema: spec-driven", "skip_specs: true"),
    ),
    "skip-without-schema": _change("skip-without-schema", None, **_settings("skip_specs: true")),
    "skip-in-quotes": _change(
        "skip-in-quotes", None, **_settings("schema: spec-driven", "skip_specs: 'yes'")
    ),
    "no-capability": _change(
        "no-capability", None, **{"specs/spec.md": section("ADDED", requirement("A2"))}
    ),
    "other-name": _change(
        "other-name", None, **{"specs/tides.md": section("ADDED", requirement("A3"))}
    ),
    "no-heading": _change("no-heading", requirement("A4")),
    "empty-section": _change("empty-section", section("ADDED", "Nothing yet.")),
    "no-new-name": _change("no-new-name", section("RENAMED", renaming("Show tables", ""))),
    "no-old-name": _change("no-old-name", section("RENAMED", renaming("", "Show them"))),
    "stray": _change(
        "stray", section("ADDED", requirement("A5")) + "## Notes\n\n" + requirement("A6")
    ),
    "added-twice": _change("added-twice", section("ADDED", requirement("A7") * 2)),
    "removed-twice": _change("removed-twice", section("REMOVED", _GONE, _GONE)),
    "modified-and-removed": _change(
        "modified-and-removed", section("MODIFIED", _SHOW) + section("REMOVED", _GONE)
    ),
    "added-and-removed": _change(
        "added-and-removed",
        section("ADDED", requirement("A8")) + section("REMOVED", "- `### Requirement: A8`"),
    ),
    "added-and-modified": _change(
        "added-and-modified", section("ADDED", _SHOW) + section("MODIFIED", _SHOW)
    ),
    "modified-under-old-name": _change(
        "modified-under-old-name",
        section("MODIFIED", _SHOW) + section("RENAMED", renaming("Show tables", "Show 1")),
    ),
    "renamed-to-added": _change(
        "renamed-to-added",
        section("ADDED", requirement("Show 2")) + section("RENAMED", renaming("Show tables", "Show 2")),
    ),
    "renamed-and-removed": _change(
        "renamed-and-removed",
        section("REMOVED", _GONE) + section("RENAMED", renaming("Show tables", "Show 3")),
    ),
    "renamed-twice": _change(
        "renamed-twice",
        section("RENAMED", renaming("Show tables", "Show 4"), renaming("Show tables", "Show 5")),
    ),
    "renamed-to-one": _change(
        "renamed-to-one",
        section("RENAMED", renaming("Show tables", "Show 6"), renaming("Keep tables", "Show 6")),
    ),
    "delta-no-text": _change("delta-no-text", section("ADDED", requirement("A9", ""))),
    "delta-no-scenario": _change(
        "delta-no-scenario", section("ADDED", requirement("B1", scenarios=()))
    ),
    "bare-scenario": _change(
        "bare-scenario", section("ADDED", requirement("B2", scenarios=()) + "#### Scenario: One")
    ),
    "quoted-scenario": _change(
        "quoted-scenario",
        section("ADDED", requirement("B3", scenarios=()) + "```\n#### Scenario: One\n- asked\n```"),
    ),
    "delta-no-shall": _change(
        "delta-no-shall", section("ADDED", requirement("B4", "The table is kept."))
    ),
    "shall-in-heading": _change(
        "shall-in-heading", section("ADDED", requirement("It SHALL be kept", "It is kept."))
    ),
    "drops-a-scenario": _change(
        "drops-a-scenario", section("MODIFIED", requirement("Keep tables"))
    ),
    "wrong-group": _change(
        "wrong-group", section("ADDED", requirement("B5")),
        "## 1. Keep\n\n- [ ] 1.1 Here\n- [ ] 2.2 There\n\n## 2. Show\n\n- [ ] 2.1 Them\n",
    ),
    "task-twice": _change(
        "task-twice", section("ADDED", requirement("B6")),
        "## 1. Keep\n\n- [ ] 1.1 Here\n- [ ] 1.1 There\n",
    ),
    "no-boxes": _change(
        "no-boxes", section("ADDED", requirement("B7")), "## 1. Keep\n\n- 1.1 Here\n- 1.2 There\n"
    ),
    "quoted-task": _change(
        "quoted-task", section("ADDED", requirement("B8")),
        "## 1. Keep\n\n- [ ] 1.1 Here\n\n```\n- [ ] 1.1 quoted\n```\n",
    ),
}
RIGHT = {
    "skip-specs": _change(
        "skip-specs", None, **_settings("schema: spec-driven", "skip_specs: true")
    ),
    "nothing-removed": _change(
        "nothing-removed", section("ADDED", requirement("C1")) + section("REMOVED", "None.")
    ),
    "small-letters": _change(
        "small-letters", section("ADDED", requirement("C2")).replace("ADDED R", "added r")
    ),
    "windows-lines": _change(
        "windows-lines", section("ADDED", requirement("C3")).replace("\n", "\r\n")
    ),
    "nested": _change(
        "nested", None, **{"specs/harbour/tides/spec.md": section("ADDED", requirement("C4"))}
    ),
}


def write(folder: Path) -> None:
    """Write the whole tree below `folder`."""
    files = {
        "openspec/config.yaml": "schema: spec-driven\n",
        "openspec/specs/tides/spec.md": specification(
            requirement("Keep tables", scenarios=("One", "Two")) + requirement("Show tables")
        ),
        **{f"openspec/specs/{name}/spec.md": text for name, text in SPECS.items()},
    }
    for some in (*CHANGES.values(), *RIGHT.values()):
        files.update(some)
    put(folder, files)


def put(folder: Path, files: dict[str, str]) -> None:
    """Write `files` below `folder`, line ends as they are."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def large(folder: Path, capabilities: int = 100) -> int:
    """Write a tree of ordinary changes and specifications; return how many documents it has."""
    files = {"openspec/config.yaml": "schema: spec-driven\n"}
    for number in range(capabilities):
        kept = "".join(
            requirement(f"Table {one}", scenarios=("One", "Two")) for one in range(8)
        )
        files[f"openspec/specs/tides-{number}/spec.md"] = specification(kept)
        change = f"openspec/changes/keep-{number}"
        files[f"{change}/proposal.md"] = PROPOSAL
        files[f"{change}/design.md"] = "## Context\n\nTables.\n\n## Decisions\n\n### D1: Keep them\n"
        files[f"{change}/tasks.md"] = "".join(
            f"## {group}. Part\n\n" + "".join(f"- [ ] {group}.{one} Keep\n" for one in range(1, 9)) + "\n"
            for group in range(1, 5)
        )
        added = "".join(requirement(f"More {one}") for one in range(5))
        files[f"{change}/specs/tides-{number}/spec.md"] = section("ADDED", added)
        files[f"{change}/specs/extra-{number}/spec.md"] = section("ADDED", added)
    put(folder, files)
    return len(files) - 1
