"""A feature of spec-kit whose tasks are all done is archived, whichever document a finding is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from auditlint import session
from auditlint.config import Config
from auditlint.engine import Task, is_candidate
from auditlint.session import NO_CACHE, Cache
from auditlint.source.tree import WorkTree
from auditlint.targets import Group
from tests.helpers import write_tree

if TYPE_CHECKING:
    from pathlib import Path

    from auditlint.findings import Report

FEATURE = "specs/004-tide-tables"
SPEC = """# Feature Specification: Tide tables

## Requirements

- **FR-001**: show [NEEDS CLARIFICATION: which harbour?]
- **FR-002**: keep [NEEDS CLARIFICATION: how long?]
"""
PLAN = "# Implementation Plan: Tide tables\n\n[Describe the harbour]\n"
DONE = "- [x] T001 Show tides\n- [X] T002 Keep tides\n"
TREE = f"==> {FEATURE}/spec.md <==\n{SPEC}==> {FEATURE}/plan.md <==\n{PLAN}"


def write(folder: Path, tasks: str | None) -> None:
    text = TREE
    if tasks is not None:
        text += f"==> {FEATURE}/tasks.md <==\n# Tasks: Tide tables\n\n{tasks}"
    write_tree(folder, text)


def report(folder: Path, *named: str, cache: Cache = NO_CACHE, **options: Any) -> Report:
    """Check the files that are named, else the whole tree."""
    config = Config(**options)
    tree = WorkTree(str(folder))
    paths = named or tuple(path for path in tree.files() if is_candidate(config, path))
    tasks = [Task(path, bool(named)) for path in paths]
    group = Group(tree, tasks, {path: path for path in paths}, 0)
    return session.run([group], config, 1, cache=cache).report


def said(folder: Path, *named: str, **options: Any) -> list[tuple[str, int, str, str]]:
    """Return file, line, code and level of what is found."""
    return [
        (one.place.path.rpartition("/")[2], one.place.line, one.code, one.severity)
        for one in report(folder, *named, **options).diagnostics
    ]


LIVING = [
    ("plan.md", 3, "DOC007", "warning"),
    ("spec.md", 5, "DOC007", "warning"),
    ("spec.md", 6, "DOC007", "warning"),
]
ARCHIVED = [
    ("plan.md", 3, "DOC007", "notice"),
    ("spec.md", 5, "DOC007", "notice"),
]


def test_all_tasks_are_done(tmp_path: Path) -> None:
    write(tmp_path, DONE)
    assert said(tmp_path) == ARCHIVED
    (first,) = (one for one in report(tmp_path).diagnostics if one.place.path.endswith("spec.md"))
    assert first.message.endswith("(and 1 more like it in this archived document)")
    assert [one.place.line for one in first.related] == [6]


@pytest.mark.parametrize(
    "tasks",
    [
        pytest.param(None, id="no task list"),
        pytest.param("Nothing yet.\n", id="no box"),
        pytest.param("- T001 Show tides\n", id="tasks without boxes"),
        pytest.param(DONE + "- [ ] T003 Print tides\n", id="an open task"),
        pytest.param(DONE + "- [~] T003 Print tides\n", id="a task in between"),
        pytest.param(DONE + "\n## Checks\n\n- [ ] Tides are right\n", id="an open box of no task"),
    ],
)
def test_work_goes_on(tmp_path: Path, tasks: str | None) -> None:
    write(tmp_path, tasks)
    assert [one for one in said(tmp_path) if one[0] != "tasks.md"] == LIVING


def test_boxes_in_code_are_quoted(tmp_path: Path) -> None:
    write(tmp_path, DONE + "\n```\n- [ ] T009 An example\n```\n")
    assert said(tmp_path) == ARCHIVED


def test_natural_levels_can_be_had(tmp_path: Path) -> None:
    write(tmp_path, DONE)
    assert said(tmp_path, archived=True) == LIVING


def test_what_several_documents_say_together(tmp_path: Path) -> None:
    lines = "- [x] T001 Show tides (FR-001)\n- [x] T002 Keep tides (FR-002)\n- [{}] T003 Print (FR-009)\n"
    for box, level in ((" ", "error"), ("x", "notice")):
        write(tmp_path, lines.format(box))
        assert ("tasks.md", 5, "SPC005", level) in said(tmp_path)


def test_another_feature_is_not_meant(tmp_path: Path) -> None:
    write(tmp_path, DONE)
    other = TREE.replace(FEATURE, "specs/005-moons")
    write_tree(tmp_path, f"{other}==> specs/005-moons/tasks.md <==\n# Tasks\n\n- [ ] T001 Rise\n")
    assert [one for one in said(tmp_path) if one[3] == "warning"] == LIVING


def test_one_named_file_is_as_old_as_its_feature(tmp_path: Path) -> None:
    write(tmp_path, DONE)
    spec = f"{FEATURE}/spec.md"
    assert said(tmp_path, spec) == ARCHIVED[1:]
    assert said(tmp_path, spec, select=("DOC007",)) == ARCHIVED[1:]


def test_levels_that_were_chosen_stay(tmp_path: Path) -> None:
    write(tmp_path, DONE)
    levels = {one[3] for one in said(tmp_path, f"{FEATURE}/spec.md", severity=(("DOC", "error"),))}
    assert levels == {"error"}


def test_what_is_suppressed_is_archived_too(tmp_path: Path) -> None:
    hidden = "<!-- auditlint: ignore[DOC007] asked the harbour master -->\n"
    write(tmp_path, DONE)
    spec = tmp_path / FEATURE / "spec.md"
    spec.write_text(SPEC.replace("- **FR-001**", f"{hidden}- **FR-001**"), encoding="utf-8")
    result = report(tmp_path, f"{FEATURE}/spec.md")
    assert [(one.place.line, one.severity) for one in result.suppressed] == [(6, "notice")]
    assert [(one.place.line, one.code) for one in result.diagnostics] == [(7, "DOC007")]


def test_the_cache_forgets_nobody_s_age(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept of a document is what it says by itself: another document may change."""
    monkeypatch.setattr(session, "WORTH_A_CACHE", 1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    tree = tmp_path / "tree"
    write(tree, DONE)
    cache = Cache(True, str(tmp_path / "cache"))
    assert said(tree, cache=cache) == said(tree, cache=cache) == ARCHIVED
    write(tree, DONE + "- [ ] T003 Print tides\n")
    assert said(tree, cache=cache) == LIVING
    write(tree, DONE)
    assert said(tree, cache=cache) == ARCHIVED
