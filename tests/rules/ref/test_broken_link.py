from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree
from tests.traps.building import build

STATE = ".planning/STATE.md"
OTHER = """==> .planning/ROADMAP.md <==
# Roadmap

## Überblick

## What, why & how?

## Goals

## Goals

### `code` and **bold**

<a name="old-anchor"></a>
==> docs/kiln.md <==
# Kiln
==> docs/site.md <==
<h2>Made of HTML</h2>
==> LICENSE <==
MIT
"""


@pytest.mark.parametrize(
    "line",
    [
        "[a](ROADMAP.md)", "[a](./ROADMAP.md)", "[a](../docs/kiln.md)", "[a](../LICENSE)",
        "[a](../docs/)", "[a](#project-state)", "[a](#)", "[a](#top)",
        "[a](ROADMAP.md#überblick)", "[a](ROADMAP.md#%C3%BCberblick)",
        "[a](ROADMAP.md#what-why--how)", "[a](ROADMAP.md#goals-1)",
        "[a](ROADMAP.md#code-and-bold)", "[a](ROADMAP.md#old-anchor)", "[a](ROADMAP.md#L12)",
        "[a](../docs/site.md#made-of-html)", "[a](../docs/kiln.md:12)",
        "[a](https://example.org/x.md)", "[a](/docs/kiln.md)", "[a](mailto:a@example.org)",
        "<a@example.org>", "[a](url)", "[a](./getting-started)", "[a](path/<name>.md)",
        "it says \"[a](oven.md)\"", "`[a](oven.md)`", "```\n[a](oven.md)\n```",
        "<!-- [a](oven.md) -->", "[a](../../outside.md)",
        "link to Box For[*T](kiln.Container()) and Of[T](kiln.box)", "[a](kiln.box())",
        "`docs/kiln.md` got a link to [itself](#kiln), [this](../.planning/ROADMAP.md#goals) and [that](site.md)",
    ],
)  # fmt: skip
def test_silent(tmp_path: Path, line: str) -> None:
    text = f"==> {STATE} <==\n# Project State\n\n{line}\n{OTHER}"
    assert found_in_tree(tmp_path, text, "REF004") == []


@pytest.mark.parametrize(
    ("line", "message", "edit"),
    [
        ("[a](oven.md)", "link to oven.md leads nowhere: there is no .planning/oven.md", ""),
        ("![a](oven.png)", "link to oven.png leads nowhere: there is no .planning/oven.png", ""),
        (
            "[a](docs/kiln.md)",
            "link to docs/kiln.md leads nowhere: there is no .planning/docs/kiln.md, but docs/kiln.md",
            "../docs/kiln.md",
        ),
        (
            "[a](docs/kiln.md#kiln)",
            "link to docs/kiln.md#kiln leads nowhere: there is no .planning/docs/kiln.md, "
            "but docs/kiln.md",
            "../docs/kiln.md",
        ),
        ("[a](#blockers)", "link to #blockers leads nowhere: this document has no such heading", ""),
        (
            "[a](ROADMAP.md#goals-2)",
            "link to #goals-2 leads nowhere: .planning/ROADMAP.md has no such heading", "",
        ),
        (
            "[a](ROADMAP.md#what-why-how)",
            "link to #what-why-how leads nowhere: .planning/ROADMAP.md has no such heading, "
            "but #what-why--how",
            "what-why--how",
        ),
    ],
)
def test_fires(tmp_path: Path, line: str, message: str, edit: str) -> None:
    text = f"==> {STATE} <==\n# Project State\n\n{line}\n{OTHER}"
    (only,) = [one for one in lint_tree(tmp_path, text) if one.code == "REF004"]
    assert (only.place.line, only.place.column) == (3, 1)
    assert only.message == f"the {message}"
    assert [one.text for one in only.fix.edits] == [edit] if only.fix else edit == ""


def test_links_to_one_missing_folder_are_one_finding(tmp_path: Path) -> None:
    text = f"==> {STATE} <==\n# Project State\n\n[a](maps/a.md)\n[b](maps/b.md)\n"
    assert found_in_tree(tmp_path, text, "REF004") == [
        f"{STATE}:3:1 the link to maps/a.md leads nowhere: there is no .planning/maps/a.md; "
        "2 links lead there"
    ]


def test_an_export_of_planning_documents_alone(tmp_path: Path) -> None:
    text = f"==> {STATE} <==\n# Project State\n\n[a](../src/kiln.py)\n"
    assert found_in_tree(tmp_path, text, "REF004") == []
    build(tmp_path, "==> src/oven.py <==\nHEAT = 1\n==> commit: A <==\n")
    assert found_in_tree(tmp_path, "", "REF004") == [
        f"{STATE}:3:1 the link to ../src/kiln.py leads nowhere: there is no src/kiln.py"
    ]


def test_plans_hold_the_text_of_other_documents(tmp_path: Path) -> None:
    text = "==> .planning/phases/01-kiln/01-01-PLAN.md <==\n# Plan\n\n[a](oven.md) [b](#oven)\n"
    assert found_in_tree(tmp_path, text, "REF004") == []


SUMMARY = ".planning/phases/01-kiln/01-01-SUMMARY.md"
PLAN = "==> .planning/phases/01-kiln/01-01-PLAN.md <==\n# Plan\n"


def test_there_when_it_was_written(tmp_path: Path) -> None:
    build(
        tmp_path,
        f"==> {SUMMARY} <==\n# S\n\n[log](log.md)\n{PLAN}==> .planning/phases/01-kiln/log.md <==\n# L\n"
        "==> commit: A <==\n==> removed: .planning/phases/01-kiln/log.md <==\n==> commit: B <==\n",
    )
    assert found_in_tree(tmp_path, "", "REF004") == []


def test_never_there(tmp_path: Path) -> None:
    build(tmp_path, f"==> {SUMMARY} <==\n# S\n\n[log](log.md)\n{PLAN}==> commit: A <==\n")
    assert found_in_tree(tmp_path, "", "REF004") == [
        f"{SUMMARY}:3:1 the link to log.md leads nowhere: there is no .planning/phases/01-kiln/log.md"
    ]


def test_right_where_the_document_stood(tmp_path: Path) -> None:
    build(
        tmp_path,
        "==> .planning/ROADMAP.md <==\n# Roadmap\n\n[v1](milestones/v1.0-ROADMAP.md)\n"
        "==> .planning/milestones/v1.0-ROADMAP.md <==\n# Roadmap\n==> commit: A <==\n"
        "==> moved: .planning/ROADMAP.md .planning/milestones/v2.0-ROADMAP.md <==\n==> commit: B <==\n",
    )
    assert found_in_tree(tmp_path, "", "REF004") == []


def test_anchors_that_differ_alike_are_one_finding(tmp_path: Path) -> None:
    text = (
        f"==> {STATE} <==\n# Project State\n\n- [a](#one)\n- [b](#two)\n- [c](#three)\n\n"
        "## 🎯 One\n\n## ✅ Two\n"
    )
    assert found_in_tree(tmp_path, text, "REF004") == [
        f"{STATE}:3:3 the link to #one leads nowhere: this document has no such heading, but #-one; "
        "2 links are like that",
        f"{STATE}:5:3 the link to #three leads nowhere: this document has no such heading",
    ]


def test_an_archived_change_links_to_another(tmp_path: Path) -> None:
    build(
        tmp_path,
        "==> openspec/changes/archive/2026-01-02-add-ramp/tasks.md <==\n# Tasks\n\n"
        "## 1. Ramp\n\n- [x] 1.1 See [b](../add-alarm/)\n"
        "==> openspec/changes/archive/2026-01-03-add-alarm/tasks.md <==\n# Tasks\n"
        "==> commit: Ramp <==\n",
    )
    assert found_in_tree(tmp_path, "", "REF004") == []


ARCHIVED = ".planning/milestones/v1.0-ROADMAP.md"


def archived(folder: Path, line: str, there: str, gone: str = "") -> list[str]:
    """Archive a roadmap that links to what stood beside it, by a copy; `gone` is gone before."""
    text = f"# Roadmap\n\n{line}\n"
    build(
        folder,
        f"==> .planning/ROADMAP.md <==\n{text}{there}==> commit: Work <==\n{gone}"
        f"==> {ARCHIVED} <==\n{text}==> .planning/ROADMAP.md <==\n# Roadmap\n\nNothing yet.\n"
        "==> commit: Archive <==\n==> README.md <==\nLater\n==> commit: Later <==\n",
    )
    return found_in_tree(folder, "", "REF004")


@pytest.mark.parametrize(
    ("line", "there", "gone"),
    [
        ("[a](REQUIREMENTS.md)", "==> .planning/REQUIREMENTS.md <==\n# Requirements\n", ""),
        (
            "[a](REQUIREMENTS.md)", "==> .planning/REQUIREMENTS.md <==\n# Requirements\n",
            "==> removed: .planning/REQUIREMENTS.md <==\n",
        ),
        (
            "[a](milestones/v0.9-phases/)",
            "==> .planning/milestones/v0.9-phases/01-kiln/kiln.txt <==\nheat\n",
            "==> removed: .planning/milestones/v0.9-phases/01-kiln/kiln.txt <==\n",
        ),
    ],
)
def test_right_before_it_was_archived(tmp_path: Path, line: str, there: str, gone: str) -> None:
    assert archived(tmp_path, line, there, gone) == []


def test_right_in_the_former_folder(tmp_path: Path) -> None:
    old, new = ".planning/notes/01-CONTEXT.md", ".planning/phases/01-kiln/01-CONTEXT.md"
    build(
        tmp_path,
        f"==> {old} <==\n# Phase 1: Kiln - Context\n\n[a](sketch.md) and more of it\n"
        "==> .planning/notes/sketch.md <==\n# Sketch\n==> commit: Notes <==\n"
        f"==> moved: {old} {new} <==\n==> removed: .planning/notes/sketch.md <==\n==> commit: Phase <==\n",
    )
    assert found_in_tree(tmp_path, "", "REF004") == []


def test_never_right(tmp_path: Path) -> None:
    (only,) = archived(tmp_path, "[a](oven.md)", "==> .planning/kiln.md <==\n# Kiln\n")
    assert only.startswith(f"{ARCHIVED}:3:1 the link to oven.md leads nowhere")


def test_another_document_that_does_not_have_it_either(tmp_path: Path) -> None:
    text = f"==> {STATE} <==\n# Project State\n\n`docs/kiln.md` links to [itself](#oven)\n{OTHER}"
    (only,) = found_in_tree(tmp_path, text, "REF004")
    assert only.startswith(f"{STATE}:3:25 the link to #oven leads nowhere")
