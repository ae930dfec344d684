from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.findings import Diagnostic
from tests.helpers import found_in_tree, lint_tree
from tests.traps.building import build

MAP = ".planning/codebase/STRUCTURE.md"
SUMMARY = ".planning/phases/01-kiln/01-01-SUMMARY.md"
PLAN = "==> .planning/phases/01-kiln/01-01-PLAN.md <==\n# Plan\n"
BEFORE = """==> src/oven/heat.py <==
HEAT = 1
==> src/oven/cool.py <==
COOL = 1
==> commit: Oven <==
"""
MOVED = BEFORE + "==> moved: src/oven src/kiln <==\n==> commit: It is a kiln <==\n"


def diagnostics(folder: Path, text: str) -> list[Diagnostic]:
    folder.mkdir(exist_ok=True)
    build(folder, text)
    return [one for one in lint_tree(folder, "") if one.code == "REF006"]


@pytest.mark.parametrize(
    "line",
    [
        "`src/kiln/heat.py` heats",
        "`src/oven/heat.py` was renamed",
        "| `src/oven/heat.py` | `src/kiln/heat.py` |",
        "`src/oven/stir.py` stirs",
        "- `src/oven/heat.py` (ARCHIVED)",
        "The script `src/oven/heat.py` is archived.",
    ],
)
def test_silent(tmp_path: Path, line: str) -> None:
    assert diagnostics(tmp_path, f"==> {MAP} <==\n# Map\n\n{line}\n{MOVED}") == []


def test_what_was_put_away_may_have_another_in_its_place(tmp_path: Path) -> None:
    moved = MOVED.replace("src/kiln", "archive/kiln")
    assert moved != MOVED
    (only,) = diagnostics(tmp_path, f"==> {MAP} <==\n# Map\n\n- `src/oven/heat.py` heats\n{moved}")
    assert only.message == "src/oven/heat.py moved: it is archive/kiln/heat.py now"
    assert only.fix is not None
    assert only.fix.applicability == "unsafe"


def test_a_file(tmp_path: Path) -> None:
    (only,) = diagnostics(tmp_path, f"==> {MAP} <==\n# Map\n\n- `src/oven/heat.py:3` heats\n{MOVED}")
    assert only.message == "src/oven/heat.py moved: it is src/kiln/heat.py now"
    assert (only.severity, only.place.line, only.place.column) == ("warning", 3, 3)
    assert only.fix is not None
    assert only.fix.applicability == "safe"
    (edit,) = only.fix.edits
    assert (edit.text, edit.place.column, edit.place.end_column) == ("src/kiln/heat.py", 4, 20)


@pytest.mark.parametrize(
    ("task", "count"),
    [
        ("- [ ] 1.1 Look at `src/oven/heat.py`", 1),
        # What a task made is history once it is ticked; an open one says where it shall be made.
        ("- [x] 1.1 Look at `src/oven/heat.py`", 0),
        ("- [x] 1.1 Heat\n  - as in `src/oven/heat.py`", 0),
        ("- [ ] 1.1 Write the table in a new file `src/oven/heat.py`", 0),
        ("- [x] 1.1 Heat\n- [ ] 1.2 Look at `src/oven/heat.py`", 1),
    ],
)
def test_tasks_of_a_change(tmp_path: Path, task: str, count: int) -> None:
    path = "openspec/changes/heat-more/tasks.md"
    assert len(diagnostics(tmp_path, f"==> {path} <==\n## 1. Heat\n\n{task}\n{MOVED}")) == count


def test_a_folder_is_one_finding_at_a_living_document(tmp_path: Path) -> None:
    text = (
        f"==> {SUMMARY} <==\n# Summary\n\n`src/oven/heat.py`, `src/oven/cool.py`\n{PLAN}"
        f"==> {MAP} <==\n# Map\n\n`src/oven/` holds `src/oven/cool.py`\n{MOVED}"
    )
    (only,) = diagnostics(tmp_path, text)
    assert only.place.path == MAP
    assert only.message == (
        "src/oven moved: it is src/kiln now; "
        "4 places in 2 documents cite what moved from src/oven to src/kiln"
    )
    assert [one.place.path for one in only.related] == [MAP, SUMMARY, SUMMARY]
    assert only.fix is not None
    assert {one.place.path for one in only.fix.edits} == {MAP}


def test_historical_documents_get_a_notice_and_no_fix(tmp_path: Path) -> None:
    (only,) = diagnostics(tmp_path, f"==> {SUMMARY} <==\n# S\n\n`src/oven/heat.py`\n{PLAN}{MOVED}")
    assert only.severity == "notice"
    assert only.fix is None


def test_a_file_of_another_name_is_for_a_person_to_judge(tmp_path: Path) -> None:
    body = "".join(f"LINE_{number} = {number}\n" for number in range(40))
    text = (
        f"==> {MAP} <==\n# Map\n\n`src/oven.py` heats\n==> src/oven.py <==\n{body}"
        "==> commit: Oven <==\n==> moved: src/oven.py src/kiln.py <==\n==> commit: Kiln <==\n"
    )
    (only,) = diagnostics(tmp_path, text)
    assert only.fix is not None
    assert only.fix.applicability == "unsafe"


def test_a_part_of_a_file_is_no_successor(tmp_path: Path) -> None:
    lines = [f"LINE_{number} = {number}\n" for number in range(40)]
    text = (
        f"==> {MAP} <==\n# Map\n\n`src/oven.py` heats\n==> src/oven.py <==\n{''.join(lines)}"
        "==> commit: Oven <==\n==> moved: src/oven.py src/heat.py <==\n"
        f"==> src/heat.py <==\n{''.join(lines[:22])}==> commit: Half of it <==\n"
    )
    assert diagnostics(tmp_path, text) == []


def test_archived_without_git(tmp_path: Path) -> None:
    text = (
        "==> .planning/STATE.md <==\n# Project State\n\n"
        "See `.planning/todos/pending/ramp.md` and [notes](phases/01-kiln/01-NOTES.md)\n"
        "==> .planning/todos/done/ramp.md <==\n# Ramp\n"
        "==> .planning/milestones/v1.0-phases/01-kiln/01-NOTES.md <==\n# Notes\n"
    )
    assert found_in_tree(tmp_path, text, "REF006") == [
        ".planning/STATE.md:3:5 .planning/todos/pending/ramp.md moved: it is "
        ".planning/todos/done/ramp.md now",
        ".planning/STATE.md:3:43 .planning/phases/01-kiln/01-NOTES.md moved: it is "
        ".planning/milestones/v1.0-phases/01-kiln/01-NOTES.md now",
    ]


def test_an_archived_change_of_openspec(tmp_path: Path) -> None:
    text = (
        "==> CLAUDE.md <==\n# Guide\n\nRead `openspec/changes/add-ramp/design.md`\n"
        "==> openspec/changes/archive/2026-01-02-add-ramp/design.md <==\n# Design\n"
    )
    assert found_in_tree(tmp_path, text, "REF006") == [
        "CLAUDE.md:3:6 openspec/changes/add-ramp/design.md moved: it is "
        "openspec/changes/archive/2026-01-02-add-ramp/design.md now"
    ]


def test_a_name_that_is_free_again(tmp_path: Path) -> None:
    text = (
        "==> .planning/PROJECT.md <==\n# Kiln\n\nWhat it must do is in `.planning/REQUIREMENTS.md`\n"
        "==> .planning/REQUIREMENTS.md <==\n# Requirements\n==> commit: v1.0 <==\n"
        "==> moved: .planning/REQUIREMENTS.md .planning/milestones/v1.0-REQUIREMENTS.md <==\n"
        "==> commit: Archive <==\n"
    )
    assert diagnostics(tmp_path, text) == []


def test_what_plans_list_is_counted_but_no_finding_alone(tmp_path: Path) -> None:
    plan = (
        "==> .planning/phases/01-kiln/01-01-PLAN.md <==\n---\nphase: 01-kiln\nplan: 01\n"
        "files_modified:\n  - src/oven/heat.py\n---\n# Plan\n"
    )
    assert diagnostics(tmp_path / "a", plan + MOVED) == []
    text = f"==> {MAP} <==\n# Map\n\n`src/oven/cool.py`\n{plan}{MOVED}"
    (only,) = diagnostics(tmp_path / "b", text)
    assert only.message.endswith(
        "; 2 places in 2 documents cite what moved from src/oven to src/kiln"
    )
    assert [one.place.path for one in only.related] == [".planning/phases/01-kiln/01-01-PLAN.md"]


@pytest.mark.parametrize(
    ("old", "new", "cited"),
    [
        (".planning/todos/pending", ".planning/todos/done", ".planning/todos/pending/"),
        (".planning/debug/resolved", ".planning/debug/old", "`.planning/debug/resolved/` and debug/resolved/"),
        ("openspec/changes/archive", "openspec/changes/kept", "openspec/changes/archive/"),
    ],
)
def test_a_folder_for_what_is_in_a_state_is_empty(tmp_path: Path, old: str, new: str, cited: str) -> None:
    text = (
        f"==> {MAP} <==\n# Map\n\n`{cited}` holds some\n==> {old}/a.md <==\n# A\n==> {old}/b.md <==\n# B\n"
        f"==> commit: A <==\n==> moved: {old} {new} <==\n==> commit: B <==\n"
    )
    assert diagnostics(tmp_path, text) == []


LONG = "".join(f"LINE_{number} = {number}\n" for number in range(40))


def test_an_old_move_of_a_few_files_is_not_the_fate_of_a_folder(tmp_path: Path) -> None:
    more = "".join(f"==> src/oven/{name}.py <==\n{name} = 1\n{LONG}" for name in "abc")
    gone = "".join(f"==> removed: src/oven/{name}.py <==\n" for name in "abc")
    text = f"==> {MAP} <==\n# Map\n\n`src/oven/` bakes\n{MOVED}{more}==> commit: Oven <==\n{gone}==> commit: Sold <==\n"
    assert diagnostics(tmp_path, text) == []


def test_a_few_files_that_came_back_do_not_undo_a_move(tmp_path: Path) -> None:
    text = (
        f"==> {MAP} <==\n# Map\n\n`src/oven/` bakes\n{MOVED}==> src/oven/new.py <==\nNEW = 1\n"
        "==> commit: New <==\n==> removed: src/oven/new.py <==\n==> commit: Gone <==\n"
    )
    build(tmp_path, text)
    (tmp_path / "src/oven").rmdir()
    (only,) = [one for one in lint_tree(tmp_path, "") if one.code == "REF006"]
    assert only.message == "src/oven moved: it is src/kiln now"


def test_a_chain_of_renames_with_another_ending(tmp_path: Path) -> None:
    text = (
        f"==> {MAP} <==\n# Map\n\n`src/oven.js` heats\n==> src/oven.js <==\n{LONG}==> commit: A <==\n"
        "==> moved: src/oven.js src/oven.ts <==\n==> commit: B <==\n"
        "==> moved: src/oven.ts lib/heat/oven.ts <==\n==> commit: C <==\n"
    )
    (only,) = diagnostics(tmp_path, text)
    assert only.message == "src/oven.js moved: it is lib/heat/oven.ts now"


def test_a_chain_that_lost_most_of_the_file(tmp_path: Path) -> None:
    half = "".join(LONG.splitlines(keepends=True)[:22])
    text = (
        f"==> {MAP} <==\n# Map\n\n`src/oven.js` heats\n==> src/oven.js <==\n{LONG}==> commit: A <==\n"
        f"==> moved: src/oven.js src/heat.js <==\n==> src/heat.js <==\n{half}==> commit: B <==\n"
        "==> moved: src/heat.js lib/heat.js <==\n==> commit: C <==\n"
    )
    assert diagnostics(tmp_path, text) == []


def test_another_ending_is_one_cause(tmp_path: Path) -> None:
    names = ("heat", "cool", "stir")
    files = "".join(f"==> src/{name}/{name}.old <==\n# {name}\n{LONG}" for name in names)
    moves = "".join(f"==> moved: src/{name}/{name}.old src/{name}/{name}.new <==\n" for name in names)
    lines = "\n".join(f"- `src/{name}/{name}.old` does it" for name in names)
    text = f"==> {MAP} <==\n# Map\n\n{lines}\n{files}==> commit: A <==\n{moves}==> commit: B <==\n"
    (only,) = diagnostics(tmp_path, text.replace(".old", ".snw").replace(".new", ".mpl"))
    assert only.message == (
        "src/heat/heat.snw moved: it is src/heat/heat.mpl now; 3 places cite *.snw files that are *.mpl now"
    )


ROADMAP = ".planning/ROADMAP.md"


@pytest.mark.parametrize(("summary", "severity"), [("v1.0 Oven — SHIPPED", "notice"), ("v1.1 Oven", "warning")])
def test_details_of_a_shipped_milestone_are_archived(tmp_path: Path, summary: str, severity: str) -> None:
    line = f"<details>\n<summary>{summary}</summary>\n\n`src/oven/heat.py` heats\n\n</details>"
    (only,) = diagnostics(tmp_path, f"==> {ROADMAP} <==\n# Roadmap\n\n{line}\n{MOVED}")
    assert (only.severity, only.fix is None) == (severity, severity == "notice")
