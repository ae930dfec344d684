from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.why.trees import TREE, ask

Captured = pytest.CaptureFixture[str]


def test_a_plan_whose_box_is_open_though_its_summary_exists(
    tmp_path: Path, capsys: Captured
) -> None:
    status, out, _ = ask(tmp_path, capsys, "plan", "1-1")
    assert status == 1
    assert out.startswith("plan 01-01\n  state: disagrees\n")
    assert "      .planning/ROADMAP.md:12:3  box open\n" in out
    assert "01-01-SUMMARY.md  its summary exists  (folder)" in out
    assert "BOX001 fired: plan 01-01 is not ticked, but its summary exists" in out


def test_a_plan_on_which_all_agree(tmp_path: Path, capsys: Captured) -> None:
    status, out, _ = ask(tmp_path, capsys, "plan", "01-02")
    assert status == 0
    assert "state: agrees" in out
    assert "fired" not in out


def test_a_place_stands_for_its_subject(tmp_path: Path, capsys: Captured) -> None:
    by_name = ask(tmp_path, capsys, "plan", "01-01")
    by_place = ask(tmp_path, capsys, ".planning/ROADMAP.md:12")
    assert by_place == by_name
    assert ask(tmp_path, capsys, ".planning/ROADMAP.md:12:5") == by_name


def test_phases_of_a_requirement(tmp_path: Path, capsys: Captured) -> None:
    status, out, _ = ask(tmp_path, capsys, "book-02")
    assert status == 1
    assert "requirement BOOK-02\n" in out
    assert "  phase: disagrees\n" in out
    assert "REQ002 fired: BOOK-02 is in phase 2 here, but in phase 1 in the roadmap" in out


def test_what_a_rule_cannot_decide(tmp_path: Path, capsys: Captured) -> None:
    status, out, _ = ask(tmp_path, capsys, "phase", "2", "--rule", "BOX002")
    assert status == 0
    assert "BOX002 cannot decide: the phase has 2 folders  (.planning/ROADMAP.md)" in out


def test_what_is_not_selected_would_fire(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.auditlint]\nignore = ["BOX001"]\n')
    from auditlint.cli.main import main
    from tests.helpers import write_tree

    write_tree(tmp_path, TREE)
    config = str(tmp_path / "pyproject.toml")
    asked = ["why", "plan", "01-01", "--tree", str(tmp_path / ".planning"), "--config", config]
    main([*asked, "--no-cache"])
    out = capsys.readouterr().out
    assert "BOX001 would fire: plan 01-01 is not ticked" in out
    assert "(ignored by the configuration)" in out


def test_a_suppressed_finding_is_shown_with_its_reason(tmp_path: Path, capsys: Captured) -> None:
    box = "- [ ] 01-01-PLAN.md - Write entries"
    tree = TREE.replace(box, f"{box} <!-- auditlint: ignore[BOX001] waits for review -->")
    _, out, _ = ask(tmp_path, capsys, "plan", "01-01", tree=tree)
    assert "BOX001 suppressed: plan 01-01 is not ticked" in out
    assert "waits for review" in out


def test_a_rule_that_finds_nothing(tmp_path: Path, capsys: Captured) -> None:
    _, out, _ = ask(tmp_path, capsys, "plan", "01-02", "--rule", "BOX001,NAM003")
    assert "BOX001 finds nothing wrong" in out
    assert "NAM003 is not selected, and would find nothing" in out


def test_json(tmp_path: Path, capsys: Captured) -> None:
    status, out, _ = ask(tmp_path, capsys, "plan", "01-01", "--output-format", "json")
    value = json.loads(out)
    assert status == 1
    assert value["disagrees"] is True
    (subject,) = value["subjects"]
    assert (subject["type"], subject["milestone"]) == ("plan", "")
    state = subject["aspects"][0]
    assert (state["aspect"], state["verdict"]) == ("state", "disagree")
    box = next(one for one in state["values"] if one["value"] == "open")["statements"][0]
    assert box["place"] == {
        "path": ".planning/ROADMAP.md", "line": 12, "column": 3, "endLine": 12, "endColumn": 6,
    }
    assert [(one["code"], one["outcome"]) for one in subject["rules"]] == [("BOX001", "fired")]


def test_a_line_without_a_claim(tmp_path: Path, capsys: Captured) -> None:
    status, out, _ = ask(tmp_path, capsys, ".planning/ROADMAP.md:2")
    assert (status, out.splitlines()[1]) == (0, "  no claim that auditlint knows of")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param(["plan", "01-09"], "did you mean 01-0", id="near"),
        pytest.param(["BOOK-7"], "did you mean BOOK-0", id="near-requirement"),
        pytest.param(["phase", "zzz"], "there is 1, 2", id="known"),
        pytest.param(["issue", "X"], "no document here speaks of any issue", id="no-type"),
        pytest.param([".planning/ROADMAP.md:999"], "has 20 lines, not 999", id="line"),
        pytest.param([".planning/NONE.md:1"], "no such file", id="no-file"),
        pytest.param(["phase", "1", "--rule", "BOX0001"], "no rule BOX0001; did you mean", id="rule"),
        pytest.param(["phase", "\x1b[31m9"], r"\x1b[31m9", id="escape"),
    ],
)
def test_errors_help(tmp_path: Path, capsys: Captured, asked: list[str], said: str) -> None:
    status, out, errors = ask(tmp_path, capsys, *asked)
    assert (status, out) == (2, "")
    assert said in errors
    assert "\x1b" not in errors


def test_hostile_text_is_escaped(tmp_path: Path, capsys: Captured) -> None:
    tree = TREE.replace("Phase 1: Ledger", "Phase 1: Led\x1b[31mger\u202e::error::x")
    tree = tree.replace("status: passed", 'status: "pas\\e[2Jsed"')
    _, out, _ = ask(tmp_path, capsys, "phase", "1", tree=tree)
    assert r"Led\x1b[31mger\u202e" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
    _, out, _ = ask(tmp_path, capsys, "phase", "1", "--color", "always", tree=tree)
    assert r"Led\x1b[31mger\u202e" in out
    assert "\x1b[1m" in out
    assert "\x1b[2J" not in out


def test_archived_phases_of_the_same_number_are_others(tmp_path: Path, capsys: Captured) -> None:
    archived = (
        "==> .planning/milestones/v1.0-ROADMAP.md <==\n# Roadmap\n\n- [ ] **Phase 1: Ledger**\n"
        "==> .planning/milestones/v1.0-phases/01-ledger/01-01-PLAN.md <==\n# Plan\n"
    )
    status, out, _ = ask(tmp_path, capsys, "phase", "v1.0/1", tree=TREE + archived)
    assert out.startswith("phase 1 of v1.0\n")
    assert "archived" in out
    assert status == 0
    _, both, _ = ask(tmp_path, capsys, "phase", "1", tree=TREE + archived)
    assert both.startswith("phase 1\n")
    assert "\nphase 1 of v1.0\n" in both


def test_a_document_without_a_tree(tmp_path: Path, capsys: Captured) -> None:
    tree = """==> docs/STORAGE_REVIEW.md <==
# Review

## Summary

| Severity | Count |
|---|---|
| Critical | 1 |

## Critical Issues

### ISSUE-001: Lost

**Severity:** High
"""
    status, out, _ = ask(tmp_path, capsys, "docs/STORAGE_REVIEW.md:11", tree=tree)
    assert status in (0, 1)
    assert "STORAGE_REVIEW.md" in out


def test_nobody_listens_in_a_normal_run() -> None:
    from auditlint.rules.base import Context, ProjectContext, unheard

    assert Context._field_defaults["undecided"] is unheard
    assert ProjectContext._field_defaults["undecided"] is unheard


@pytest.mark.parametrize(
    ("asked", "rule", "tree", "reason"),
    [
        pytest.param(
            ["plan", "02-01"], "BOX001", TREE, "the phase has 2 folders", id="two-folders"
        ),
        pytest.param(
            ["plan", "01-01"], "BOX001",
            TREE.replace("01-01-SUMMARY.md <==\n", "01-01-SUMMARY.md <==\n---\nstatus: halted\n---\n"),
            "the summary says that the plan is not finished", id="halted",
        ),
        pytest.param(
            ["phase", "1"], "VER001", TREE.replace("status: passed", "status: perhaps"),
            "the verification names no state that is known, or two", id="unknown-state",
        ),
        pytest.param(
            ["BOOK-01"], "REQ002", TREE.replace("**Requirements:** BOOK-01, BOOK-02", "Nothing")
            .replace("**Requirements:** BOOK-03", "Nothing"),
            "the roadmap plainly assigns fewer than half", id="no-requirements",
        ),
    ],
)
def test_reasons(
    tmp_path: Path, capsys: Captured, asked: list[str], rule: str, tree: str, reason: str
) -> None:
    _, out, _ = ask(tmp_path, capsys, *asked, "--rule", rule, tree=tree)
    assert f"cannot decide: {reason}" in out
