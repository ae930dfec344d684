"""The rules that hold open changes against the main specifications and each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import found_in_tree

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = "### Requirement: {}\nThe table SHALL be {}.\n\n{}"
SCENARIO = "#### Scenario: {}\n- **WHEN** it is asked\n- **THEN** it is there\n\n"
MAIN = (
    "==> openspec/specs/tides/spec.md <==\n# Tides Specification\n\n## Purpose\nTide tables.\n\n"
    "## Requirements\n\n"
    + BLOCK.format("Keep tables", "kept", SCENARIO.format("One") + SCENARIO.format("Two"))
)
TIDES = "openspec/changes/{}/specs/tides/spec.md"


def delta(operation: str, block: str, change: str = "add-tides") -> str:
    return f"==> {TIDES.format(change)} <==\n## {operation} Requirements\n\n{block}"


BOTH = SCENARIO.format("One") + SCENARIO.format("Two")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            MAIN + delta("MODIFIED", BLOCK.format("Keep tables", "kept for a year", BOTH)), id="fits"
        ),
        pytest.param(
            MAIN + delta("ADDED", BLOCK.format("Show tables", "shown", BOTH)), id="adds"
        ),
        pytest.param(
            delta("MODIFIED", BLOCK.format("Anything", "kept", BOTH)), id="no-main-specification"
        ),
        pytest.param(
            MAIN + delta("MODIFIED", BLOCK.format("Show tables", "sorted", BOTH))
            + delta("ADDED", BLOCK.format("Show tables", "shown", BOTH), "show-tables"),
            id="another-change-adds-it",
        ),
        pytest.param(
            MAIN + delta("ADDED", BLOCK.format("Keep tables", "kept", BOTH)),
            id="brought-into-the-specification-already",
        ),
        pytest.param(
            MAIN + "==> openspec/changes/archive/2026-02-01-old/specs/tides/spec.md <==\n"
            "## MODIFIED Requirements\n\n" + BLOCK.format("Something else", "kept", BOTH),
            id="archived",
        ),
        pytest.param(
            MAIN + delta(
                "RENAMED",
                "- FROM: `### Requirement: Keep tables`\n- TO: `### Requirement: Hold tables`\n\n"
                "## MODIFIED Requirements\n\n" + BLOCK.format("Hold tables", "held", BOTH),
            ),
            id="modified-under-its-new-name",
        ),
    ],
)
def test_a_delta_that_fits_is_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "SPC003") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (delta("MODIFIED", BLOCK.format("Keep table", "kept", BOTH)),
         "modifies 'Keep table', which the main specification 'tides' does not have; did you mean"
         " 'Keep tables'?"),
        (delta("REMOVED", "### Requirement: Colours\n"),
         "removes 'Colours', which the main specification 'tides' does not have"),
        (delta("ADDED", BLOCK.format("Keep tables", "kept for a year", BOTH)),
         "adds 'Keep tables', but the main specification 'tides' has it already"),
        (delta("MODIFIED", BLOCK.format("Keep tables", "kept longer", SCENARIO.format("One"))),
         "modifies 'Keep tables' without a scenario that it has now: 'Two'"),
    ],
)
def test_a_delta_that_does_not_fit(text: str, message: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, MAIN + text, "SPC003") == [
        f"{TIDES.format('add-tides')}:3:18 {message}"
    ]


def test_many_strangers_in_one_delta_are_one_finding(tmp_path: Path) -> None:
    text = MAIN + delta(
        "MODIFIED",
        BLOCK.format("Colours", "kept", BOTH) + BLOCK.format("Names", "kept", BOTH),
    )
    assert found_in_tree(tmp_path, text, "SPC003") == [
        f"{TIDES.format('add-tides')}:3:18 modifies 'Colours' (and 1 more), which the main"
        " specification 'tides' does not have"
    ]


def test_a_capability_without_a_main_specification(tmp_path: Path) -> None:
    text = MAIN + (
        "==> openspec/changes/add-tides/specs/winds/spec.md <==\n## MODIFIED Requirements\n\n"
        + BLOCK.format("Keep winds", "kept", BOTH)
    )
    assert found_in_tree(tmp_path, text, "SPC003") == [
        "openspec/changes/add-tides/specs/winds/spec.md:3:18 modifies 'Keep winds', but there is no"
        " main specification 'winds'"
    ]


def test_two_changes_of_one_requirement(tmp_path: Path) -> None:
    block = BLOCK.format("Keep tables", "kept longer", BOTH)
    text = MAIN + delta("MODIFIED", block, "a") + delta("REMOVED", block, "b")
    assert found_in_tree(tmp_path, text, "SPC004") == [
        f"{TIDES.format('b')}:3:18 removed here, but the open change a touches 'Keep tables' of"
        " tides too"
    ]


def test_changes_of_other_requirements_are_silent(tmp_path: Path) -> None:
    text = MAIN + delta("MODIFIED", BLOCK.format("Keep tables", "kept longer", BOTH), "a") + delta(
        "ADDED", BLOCK.format("Show tables", "shown", BOTH), "b"
    )
    assert found_in_tree(tmp_path, text, "SPC004") == []


PROPOSAL = (
    "==> openspec/changes/add-tides/proposal.md <==\n## Why\nTables are asked for.\n\n"
    "## What Changes\n- Tables\n\n"
)


def test_a_change_without_a_delta(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, PROPOSAL, "SPC007") == [
        "openspec/changes/add-tides/proposal.md:1:1 the change add-tides has no delta of any"
        " specification"
    ]


@pytest.mark.parametrize(
    "more",
    [
        "==> openspec/changes/add-tides/.openspec.yaml <==\nschema: spec-driven\nskip_specs: true\n",
        delta("ADDED", BLOCK.format("Show tables", "shown", BOTH)),
    ],
)
def test_a_change_that_needs_no_delta_or_has_one(more: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, PROPOSAL + more, "SPC007") == []


LISTS = "## Capabilities\n\n### New Capabilities\n- `tides`: tables\n{}"


@pytest.mark.parametrize(
    ("listed", "deltas", "expected"),
    [
        ("", "", []),
        ("- `winds`: too\n", "",
         ["openspec/changes/add-tides/proposal.md:11:4 the capability 'winds' is listed here, but the"
          " change has no delta of it"]),
        ("", "==> openspec/changes/add-tides/specs/winds/spec.md <==\n## ADDED Requirements\n\n"
         + BLOCK.format("Keep winds", "kept", BOTH),
         ["openspec/changes/add-tides/specs/winds/spec.md:1:1 the proposal does not list the"
          " capability 'winds' that this delta is of"]),
    ],
)
def test_capabilities_and_their_deltas(
    listed: str, deltas: str, expected: list[str], tmp_path: Path
) -> None:
    text = PROPOSAL + LISTS.format(listed) + delta(
        "ADDED", BLOCK.format("Show tables", "shown", BOTH)
    ) + deltas
    assert found_in_tree(tmp_path, text, "REQ008") == expected


@pytest.mark.parametrize(
    ("files", "messages"),
    [
        pytest.param("", ["the change add-tides has no delta of any specification"], id="nothing"),
        pytest.param("==> {}/.openspec.yaml <==\nschema: spec-driven\nskip_specs: true\n", [], id="skipped"),
        pytest.param(
            # Its schema says that it is not honoured so.
            "==> {}/.openspec.yaml <==\nskip_specs: true\n",
            [],
            id="skipped-without-a-schema",
        ),
        pytest.param(
            "==> {}/.openspec.yaml <==\nschema: spec-driven\nskip_specs: true\n"
            "==> {}/specs/tides/spec.md <==\n## ADDED Requirements\n\n"
            + BLOCK.format("Keep", "kept", SCENARIO.format("One")),
            ["skip_specs is set in .openspec.yaml, but the change has specs/tides/spec.md"],
            id="skipped-and-not",
        ),
        pytest.param(
            "==> {}/specs/tides.md <==\n## ADDED Requirements\n",
            ["the delta specs/tides.md is read by no tool: its name is not spec.md, in a folder of its"
             " capability"], id="another-name",
        ),
        pytest.param("==> {}/specs/notes.md <==\nNotes.\n", [], id="notes-of-another-schema"),
    ],
)
def test_a_change_without_deltas(files: str, messages: list[str], tmp_path: Path) -> None:
    folder = "openspec/changes/add-tides"
    proposal = f"==> {folder}/proposal.md <==\n## Why\nTides.\n\n## What Changes\n- Tables\n"
    text = proposal + files.replace("{}", folder)
    assert found_in_tree(tmp_path, text, "SPC007") == [
        f"{folder}/proposal.md:1:1 {one}" for one in messages
    ]


def test_a_block_that_only_drops_scenarios_is_not_brought_in_already(tmp_path: Path) -> None:
    text = MAIN + delta("MODIFIED", BLOCK.format("Keep tables", "kept", SCENARIO.format("One")))
    (message,) = found_in_tree(tmp_path, text, "SPC003")
    assert message.endswith("modifies 'Keep tables' without a scenario that it has now: 'Two'")


def test_two_archived_changes_of_one_name_stay_apart(tmp_path: Path) -> None:
    folder = "openspec/changes/archive/2026-0{}-01-add-tides"
    text = "".join(
        f"==> {folder.format(month)}/tasks.md <==\n## 1. Tables\n\n- [x] 1.1 Keep\n"
        f"==> {folder.format(month)}/proposal.md <==\n# add-tides\n\n**Total Tasks**: {total}\n"
        for month, total in ((1, 1), (2, 3))
    )
    assert found_in_tree(tmp_path, text, "CNT007") == [
        "openspec/changes/archive/2026-02-01-add-tides/proposal.md:3:18 3 tasks stated, but tasks.md"
        " lists 1"
    ]
