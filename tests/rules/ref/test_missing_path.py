from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import found_in_tree
from tests.traps.building import build

MAP = ".planning/codebase/STRUCTURE.md"
SOURCES = """==> src/kiln/heat.py <==
HEAT = 1
==> docs/kiln.md <==
# Kiln
==> commit: Kiln <==
"""


def found(folder: Path, line: str, path: str = MAP, more: str = SOURCES) -> list[str]:
    build(folder, f"==> {path} <==\n# Map\n\n{line}\n{more}")
    return found_in_tree(folder, "", "REF001")


@pytest.mark.parametrize(
    "line",
    [
        "`src/kiln/heat.py` heats",
        "`kiln/heat.py`, `kiln/`, `codebase/STRUCTURE.md` are found from where they are",
        "`my-kiln/src/kiln/heat.py` has the repository's name in front",
        "`elsewhere/kiln/cool.py` begins in a folder that never was",
        "`src/kiln/cool/` may be an empty folder",
        "`src/kiln/runs.csv` and `.cache/kiln.py` are written by programs",
        "`src/kiln/types.Heat` is a name in a module",
        "`src/kiln/cool.py` does not exist",
        "`src/kiln/cool.py` will cool",
        "`src/kiln/cool.py` (optional)",
        "when `src/kiln/cool.py` exists, it cools",
        "`src/kiln/cool.py` ist gelöscht",
        "`src/kiln/cool.py` wurde entfernt",
        "**Vorher (bis v1.1):**\n\n- `src/kiln/cool.py` kühlt",
        "`src/kiln/cool.py` a été supprimé",
        "`src/kiln/cool.py` fue eliminado",
        "`src/kiln/cool.py` è stato rimosso",
        "`src/kiln/cool.py` foi removido",
        "`src/kiln/cool.py` удалён",
        "`src/kiln/cool.py` 已删除",
        "`src/kiln/cool.py` を削除",
        "`src/kiln/cool.py` 삭제",
        "## Cooling - RESOLVED in v1.2\n\n`src/kiln/cool.py` cools",
        "## [Fixed] Cooling\n\n`src/kiln/cool.py` cools",
        "<details>\n<summary>v1.0 Kiln — SHIPPED</summary>\n\n`src/kiln/cool.py` cools\n\n</details>",
        "```\n`src/kiln/cool.py`\n```",
        "[a link](../../src/kiln/cool.py) is for another rule",
        "`../src/kiln/cool.py`, `/src/kiln/cool.py`, `~/src/kiln/cool.py`",
    ],
)
def test_silent(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, line) == []


def test_never_there(tmp_path: Path) -> None:
    assert found(tmp_path, "`src/kiln/cool.py` cools, `src/kiln/cool.py:12` hard") == [
        f"{MAP}:3:1 src/kiln/cool.py is not in the repository, and never was; 2 places cite it"
    ]


def test_one_missing_folder_is_one_finding(tmp_path: Path) -> None:
    assert found(tmp_path, "`src/oven/heat.py`, `src/oven/cool.py`") == [
        f"{MAP}:3:1 src/oven/heat.py is not in the repository, and never was; "
        "2 places cite what is missing with it below src/oven"
    ]


def test_removed(tmp_path: Path) -> None:
    gone = SOURCES + "==> removed: src/kiln/heat.py <==\n==> commit: Bought <==\n"
    (only,) = found(tmp_path, "`src/kiln/heat.py` heats", more=gone)
    assert only.startswith(f"{MAP}:3:1 src/kiln/heat.py was removed by commit ")


def test_what_one_commit_removed_from_a_folder_is_one_finding(tmp_path: Path) -> None:
    more = (
        "==> src/kiln/heat.py <==\nHEAT = 1\n==> src/kiln/cool.py <==\nCOOL = 1\n"
        "==> src/kiln/stir.py <==\nSTIR = 1\n==> commit: Kiln <==\n"
        "==> removed: src/kiln/heat.py <==\n==> removed: src/kiln/cool.py <==\n==> commit: Bought <==\n"
    )
    (only,) = found(tmp_path, "`src/kiln/heat.py` heats, `src/kiln/cool.py` cools", more=more)
    assert only.startswith(f"{MAP}:3:1 src/kiln/heat.py was removed by commit ")
    assert only.endswith("; 2 places cite what went with it")


@pytest.mark.parametrize("path", [".planning/ROADMAP.md", ".planning/REQUIREMENTS.md"])
def test_what_tells_what_shall_be_may_name_what_never_was(tmp_path: Path, path: str) -> None:
    assert found(tmp_path, "- [ ] **K-01**: `src/kiln/cool.py` cools", path) == []


def test_historical_documents_may_cite_what_is_gone(tmp_path: Path) -> None:
    path = ".planning/phases/01-kiln/01-01-SUMMARY.md"
    assert found(tmp_path, "`src/kiln/cool.py` cools", path) == []


def test_ignored(tmp_path: Path) -> None:
    more = "==> .gitignore <==\nbuild/\n" + SOURCES
    assert found(tmp_path, "`build/kiln.py` is built", more=more) == []


def test_without_git_nobody_knows(tmp_path: Path) -> None:
    text = f"==> {MAP} <==\n# Map\n\n`src/cool.py` cools\n==> src/heat.py <==\nHEAT = 1\n"
    assert found_in_tree(tmp_path, text, "REF001") == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("openspec/project.md", "Heating is in `src/kiln/cool.py`."),
        ("openspec/config.yaml", "context: |\n  Heating is in `src/kiln/cool.py`."),
    ],
)
def test_what_is_true_of_every_change_cites_what_is_there(
    tmp_path: Path, path: str, line: str
) -> None:
    build(tmp_path, f"==> {path} <==\n# Kiln\n{line}\n{SOURCES}")
    (only,) = found_in_tree(tmp_path, "", "REF001")
    assert "src/kiln/cool.py is not in the repository, and never was" in only


def test_the_framework_s_own_folders_may_be_empty(tmp_path: Path) -> None:
    line = "Changes are in `openspec/changes/tides/proposal.md`."
    assert found(tmp_path, line, "openspec/project.md") == []


@pytest.mark.parametrize(
    "line",
    [
        "## How it is done\n\n`src/kiln/cool.py` cools",
        "### Auto-fixed Issues\n\n`src/kiln/cool.py` cools",
        "<details>\n<summary>v1.1 Kiln</summary>\n\n`src/kiln/cool.py` cools\n\n</details>",
        "`src/kiln/cool.py` kühlt den Ofen",
    ],
)
def test_words_that_do_not_say_that_it_is_gone(tmp_path: Path, line: str) -> None:
    (only,) = found(tmp_path, line)
    assert only.endswith("src/kiln/cool.py is not in the repository, and never was")


def test_what_one_commit_removed_from_sibling_folders_is_one_finding(tmp_path: Path) -> None:
    more = (
        "==> src/kiln/heat.py <==\nHEAT = 1\n==> src/oven/a/heat.py <==\nA = 1\n"
        "==> src/oven/b/heat.py <==\nB = 1\n==> src/oven/door.py <==\nDOOR = 1\n==> commit: Ovens <==\n"
        "==> removed: src/oven/a/heat.py <==\n==> removed: src/oven/b/heat.py <==\n==> commit: Sold <==\n"
    )
    (only,) = found(tmp_path, "`src/oven/a/heat.py` heats, `src/oven/b/heat.py` too", more=more)
    assert only.startswith(f"{MAP}:3:1 src/oven/a/heat.py was removed by commit ")
    assert only.endswith("; 2 places cite what went with it")


def test_what_two_commits_removed_is_two_findings(tmp_path: Path) -> None:
    more = SOURCES + (
        "==> removed: src/kiln/heat.py <==\n==> commit: A <==\n==> removed: docs/kiln.md <==\n==> commit: B <==\n"
    )
    assert len(found(tmp_path, "`src/kiln/heat.py` heats, `docs/kiln.md` tells", more=more)) == 2


def test_the_commit_that_renamed_a_file_did_not_remove_it(tmp_path: Path) -> None:
    more = SOURCES + (
        "==> moved: src/kiln/heat.py src/kiln/warm.py <==\n==> commit: A <==\n"
        "==> removed: src/kiln/warm.py <==\n==> src/kiln/cool.py <==\nCOOL = 1\n==> commit: B <==\n"
    )
    (only,) = found(tmp_path, "`src/kiln/heat.py` heats", more=more)
    assert only.startswith(f"{MAP}:3:1 src/kiln/heat.py was removed by commit ")
    assert only.endswith(", as src/kiln/warm.py")


def test_run_time_data_of_a_renamed_folder(tmp_path: Path) -> None:
    more = (
        "==> .gitignore <==\nrunner/*.json\n==> run/a.py <==\nA = 1\n==> run/b.py <==\nB = 1\n==> commit: A <==\n"
        "==> moved: run runner <==\n==> commit: B <==\n"
    )
    assert found(tmp_path / "data", "`run/state.json` holds the state", more=more) == []
    (only,) = found(tmp_path / "code", "`run/state.py` holds the state", more=more)
    assert only.endswith("run/state.py is not in the repository, and never was")


def test_a_planning_folder_that_is_empty(tmp_path: Path) -> None:
    more = (
        "==> .planning/todos/pending/a.md <==\n# A\n==> src/a.py <==\nA = 1\n==> commit: A <==\n"
        "==> removed: .planning/todos/pending/a.md <==\n==> commit: B <==\n"
    )
    assert found(tmp_path, "`.planning/todos/pending/` holds what waits", more=more) == []
