"""Trees that are broken, partial or strange: every rule says only what it can still know."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import lint_tree

PHASES = ("ledger", "reports", "exports", "imports", "backups", "charts")


class Tree:
    """A planning tree by path; phases 1 to 5 are done, phase 6 has begun."""

    def __init__(self, names: tuple[str, ...] = PHASES, slugs: tuple[str, ...] = ()) -> None:
        self.files = {
            ".planning/ROADMAP.md": _roadmap(names),
            ".planning/REQUIREMENTS.md": _requirements(names),
        }
        for number, slug in enumerate(slugs or names, 1):
            self._add_phase(number, slug, done=number < len(names))

    def _add_phase(self, number: int, slug: str, done: bool) -> None:
        head = f".planning/phases/0{number}-{slug}/0{number}"
        after = f'"0{number - 1}-01"' if number > 1 else ""
        self.files[f"{head}-01-PLAN.md"] = (
            f"---\nphase: 0{number}-{slug}\nplan: 01\nwave: 1\ndepends_on: [{after}]\n"
            f"requirements: [REQ-0{number}]\n---\n\n# Plan\n"
        )
        if done:
            self.files[f"{head}-01-SUMMARY.md"] = (
                f"---\nphase: 0{number}-{slug}\nplan: 01\nrequirements-completed: [REQ-0{number}]\n"
                "completed: 2026-05-01\n---\n\n# Summary\n"
            )
            self.files[f"{head}-VERIFICATION.md"] = (
                f"---\nphase: 0{number}-{slug}\nverified: 2026-05-02\nstatus: passed\n"
                "score: 1/1 truths verified\n---\n\n# Verification\n\n## Requirements Coverage\n\n"
                "| Requirement | Source Plan | Status | Evidence |\n|---|---|---|---|\n"
                f"| REQ-0{number} | 0{number}-01 | SATISFIED | tests |\n"
            )

    def without(self, *parts: str) -> Tree:
        """Drop every file whose path holds one of `parts`."""
        self.files = {
            path: text for path, text in self.files.items()
            if not any(part in path for part in parts)
        }
        return self

    def replacing(self, part: str, old: str, new: str) -> Tree:
        """Replace `old` by `new` in the files whose path holds `part`."""
        for path, text in self.files.items():
            if part in path:
                assert old in text
                self.files[path] = text.replace(old, new)
        return self

    def moving(self, old: str, new: str) -> Tree:
        """Rename paths."""
        self.files = {path.replace(old, new): text for path, text in self.files.items()}
        return self

    def adding(self, path: str, text: str) -> Tree:
        self.files[path] = text
        return self

    def __str__(self) -> str:
        return "".join(f"==> {path} <==\n{text}" for path, text in self.files.items())


def _roadmap(names: tuple[str, ...]) -> str:
    last = len(names)
    text = "# Roadmap\n\n## Phases\n\n"
    for number, name in enumerate(names, 1):
        done = " (completed 2026-05-01)" if number < last else ""
        text += f"- [{'x' if number < last else ' '}] **Phase {number}: {name}**{done}\n"
    for number, name in enumerate(names, 1):
        before = f"Phase {number - 1}" if number > 1 else "Nothing"
        text += (
            f"\n### Phase {number}: {name}\n\n**Depends on**: {before}\n\n"
            f"**Requirements**: REQ-0{number}\n\n**Plans:** 1 plan\n\n"
            f"- [{'x' if number < last else ' '}] 0{number}-01-PLAN.md - First\n"
        )
    text += "\n## Progress\n\n| Phase | Plans Complete | Status | Completed |\n|---|---|---|---|\n"
    for number, name in enumerate(names, 1):
        row = "1/1 | Complete | 2026-05-01" if number < last else "0/1 | In Progress | -"
        text += f"| {number}. {name} | {row} |\n"
    return text


def _requirements(names: tuple[str, ...]) -> str:
    last = len(names)
    text = "# Requirements\n\n## v1 Requirements\n\n"
    for number, name in enumerate(names, 1):
        text += f"- [{'x' if number < last else ' '}] **REQ-0{number}**: {name}\n"
    text += "\n## Traceability\n\n| Requirement | Phase | Status |\n|---|---|---|\n"
    for number in range(1, last + 1):
        text += f"| REQ-0{number} | Phase {number} | {'Complete' if number < last else 'Pending'} |\n"
    return text


def said(tree: Tree, folder: Path) -> list[str]:
    """``CODE path`` of everything that is found but the keys and sections that are left out."""
    return [
        f"{one.code} {one.place.path}" for one in lint_tree(folder, str(tree), ignore=("SCH",))
    ]


BROKEN = "---\nphase: 'one\n  - [}\nplan: : 01\n---\n\n# Plan\n"
JAPANESE = ("台帳", "報告書", "書き出し", "読み込み", "控え", "図表")
ARABIC = ("دفتر", "تقارير", "تصدير", "استيراد", "نسخ", "رسوم")


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(Tree(), id="whole"),
        pytest.param(Tree().without("ROADMAP"), id="no-roadmap"),
        pytest.param(Tree().without("REQUIREMENTS"), id="no-requirements"),
        pytest.param(Tree().without("ROADMAP", "REQUIREMENTS"), id="phases-alone"),
        pytest.param(Tree().without("phases/"), id="no-phases"),
        pytest.param(Tree().without("VERIFICATION"), id="no-verifications"),
        pytest.param(Tree().without("01-ledger", "02-", "03-"), id="the-older-half-deleted"),
        pytest.param(Tree().without("02-", "04-", "05-"), id="every-second-one-deleted"),
        pytest.param(
            Tree().without("01-01-PLAN", "02-01-PLAN", "03-01-PLAN", "04-01-PLAN", "05-01-PLAN"),
            id="plans-cleared-away",
        ),
        pytest.param(Tree().moving("phases/0", "phases/active/0"), id="below-a-state"),
        pytest.param(Tree(JAPANESE), id="japanese"),
        pytest.param(Tree(ARABIC), id="arabic"),
        pytest.param(Tree(JAPANESE, PHASES), id="japanese-names-and-ascii-folders"),
        pytest.param(Tree(ARABIC, PHASES), id="arabic-names-and-ascii-folders"),
        pytest.param(Tree(PHASES, JAPANESE), id="japanese-folders"),
    ],
)
def test_a_partial_tree_is_no_defect(tree: Tree, tmp_path: Path) -> None:
    assert said(tree, tmp_path) == []


def test_two_roadmaps(tmp_path: Path) -> None:
    """The second knows other phases, in another order: nothing is held against either."""
    other = _roadmap(tuple(reversed(PHASES))).replace("Phase 6", "Phase 7")
    other = other.replace("| 6.", "| 7.")
    tree = Tree().adding(".planning/ROADMAP-2.md", other)
    found = [one for one in said(tree, tmp_path) if one.startswith(("REF", "REQ", "PLN", "VER"))]
    assert found == []


@pytest.mark.parametrize("names", [JAPANESE, ARABIC])
def test_drift_is_found_in_any_script(names: tuple[str, ...], tmp_path: Path) -> None:
    tree = Tree(names).replacing("ROADMAP", "- [x] 03-01-PLAN.md", "- [ ] 03-01-PLAN.md")
    assert "BOX001 .planning/ROADMAP.md" in said(tree, tmp_path)


@pytest.mark.parametrize(
    ("part", "name"),
    [("03-01-PLAN", "PLAN"), ("03-01-SUMMARY", "SUMMARY"), ("03-VERIFICATION", "VERIFICATION")],
)
def test_broken_front_matter_is_one_finding(part: str, name: str, tmp_path: Path) -> None:
    tree = Tree()
    [path] = [one for one in tree.files if part in one]
    tree.files[path] = tree.files[path].replace("phase: 03-exports", "phase: 03: exports: [")
    assert said(tree, tmp_path) == [f"DOC003 {path}"]


@pytest.mark.parametrize("content", ["", "\n\n", "---\n", "---\n---\n", "# \n", BROKEN, "|||\n|-|\n"])
@pytest.mark.parametrize("part", ["ROADMAP", "REQUIREMENTS", "PLAN", "SUMMARY", "VERIFICATION"])
def test_nothing_crashes(part: str, content: str, tmp_path: Path) -> None:
    tree = Tree()
    for path in tree.files:
        if part in path:
            tree.files[path] = content
    assert not [one for one in said(tree, tmp_path) if one.startswith("LNT")]


def test_cyclic_plans_are_shown_as_a_chain(tmp_path: Path) -> None:
    tree = Tree().replacing("01-01-PLAN", "depends_on: []", 'depends_on: ["04-01"]')
    [found] = [one for one in lint_tree(tmp_path, str(tree)) if one.code == "PLN001"]
    assert found.message.endswith("01-01 -> 04-01 -> 03-01 -> 02-01 -> 01-01")
    assert [one.place.path.rpartition("/")[2] for one in found.related] == [
        "04-01-PLAN.md", "03-01-PLAN.md", "02-01-PLAN.md"
    ]


def test_cyclic_phases_are_shown_as_a_chain(tmp_path: Path) -> None:
    tree = Tree().replacing("ROADMAP", "**Depends on**: Nothing", "**Depends on**: Phase 3")
    [found] = [one for one in lint_tree(tmp_path, str(tree)) if one.code == "PLN001"]
    assert found.message.endswith("1 -> 3 -> 2 -> 1")
