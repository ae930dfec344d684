"""Rules with a document half and a project half: when each runs, and what suppresses both."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from auditlint import registry
from auditlint.config import Config
from auditlint.selection import codes_of
from tests.helpers import found_in_tree, lint

if TYPE_CHECKING:
    from pathlib import Path

    from auditlint.registry import RuleEntry

#: The milestone against the milestones file, and phase 2's two headings against each other.
TREE = """\
==> .planning/ROADMAP.md <==
# Roadmap

{file}
## Milestones

{milestone}
- 🚧 **v1.0 Ledger** - Phases 1-2 (in progress)

### Phase 1: Entries

- [ ] 01-01: Write them

## Progress

| Phase | Plans Complete | Status | Completed |
|---|---|---|---|
| 1. Entries | 0/1 | {first} | |
| 2. Reports | 0/1 | In progress | |

### Phase 2: Reports

**Status:** {second}
==> .planning/MILESTONES.md <==
# Milestones

## v1.0 Ledger ({state})
"""
SHIPPED, RUNNING = "Shipped: 2026-03-09", "In progress"
IGNORE = "<!-- auditlint: ignore[STA003] -->"
FILE = "<!-- auditlint: ignore-file[{}] -->\n"


def tree(state: str = SHIPPED, second: str = "Complete", **comments: str) -> str:
    names = {"file": "", "milestone": "", "first": "In progress"}
    return TREE.format(**{**names, **comments}, state=state, second=second)


def found(folder: Path, text: str, code: str) -> list[str]:
    return [one.partition(" ")[0].rpartition("/")[2] for one in found_in_tree(folder, text, code)]


@pytest.mark.parametrize("entry", registry.RULES, ids=lambda entry: entry.rule.code)
def test_a_rule_of_both_scopes_has_both_checks(entry: RuleEntry) -> None:
    module = import_module(entry.module)
    assert hasattr(module, "check_project") == (entry.rule.scope == "both")
    assert not entry.rule.preview_project or entry.rule.scope == "both"


def test_both_halves_report(tmp_path: Path) -> None:
    assert found(tmp_path, tree(), "STA003") == ["ROADMAP.md:7:35", "ROADMAP.md:22:13"]


def test_a_document_alone_is_checked_by_its_own_half() -> None:
    text = tree().split("<==\n")[1].split("==>", maxsplit=1)[0]
    (one,) = [one for one in lint(text, ".planning/ROADMAP.md") if one.code == "STA003"]
    assert one.place.line == 22


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (tree(file=FILE.format("STA003")), []),
        (tree(second="In progress", file=FILE.format("STA003")), []),
        (tree(state=RUNNING, file=FILE.format("STA003")), []),
        (tree(state=RUNNING, file=FILE.format("STA")), []),
        (tree(state=RUNNING, second="In progress", file=FILE.format("STA")), ["ROADMAP.md:3:29"]),
        (tree(state=RUNNING, second="In progress", file=FILE.format("STA003")), ["ROADMAP.md:3:29"]),
        (tree(milestone=IGNORE), []),
        (tree(state=RUNNING, milestone=IGNORE), ["ROADMAP.md:6:24"]),
    ],
)
def test_a_comment_is_unused_when_it_hides_nothing_of_either_half(
    tmp_path: Path, text: str, kept: list[str]
) -> None:
    assert found(tmp_path, text, "LNT001") == kept


def test_a_project_half_in_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = registry.BY_CODE["STA003"]._replace(preview_project=True)
    monkeypatch.setitem(registry.BY_CODE, "STA003", rule)
    assert "STA003" in codes_of(Config(), "document")
    assert "STA003" not in codes_of(Config(), "project")
    assert "STA003" in codes_of(Config(preview=True), "project")
    assert "STA003" in codes_of(Config(select=("status-conflict",)), "project")
