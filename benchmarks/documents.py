"""Planning documents by the thousand: varied, realistic in shape and size, the same for a seed.

Every project is a folder with a planning tree (roadmap, requirements, state, phases with plans,
summaries and verifications, an audit), an OpenSpec change, a tracker and a review. About one
document in six contradicts itself somewhere, as real ones do.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOUNS = (  # noqa: SIM905
    "anchor buoy cargo compass crane current deck depth dock ferry harbour hull keel lantern "
    "ledger lock manifest mast mooring net pilot port quay rope rudder sail signal tide tug wake"
).split()
_VERBS = "adds bounds checks counts drops finds guards holds keeps lists marks names reads".split()  # noqa: SIM905
_ADJECTIVES = "broken early exact former hidden late narrow open quiet shared stale wide".split()  # noqa: SIM905
_FOLDERS = ("src/harbour", "src/fleet", "src/tides", "tests/harbour", "tests/fleet")


class _Writer:
    """Writes texts of words drawn from one generator of random numbers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311

    def words(self, count: int) -> str:
        """Return a title of `count` words."""
        return " ".join(self.random.choice(_NOUNS) for _ in range(count)).capitalize()

    def path(self) -> str:
        """Return the path of a source file."""
        pick = self.random.choice
        return f"{pick(_FOLDERS)}/{pick(_NOUNS)}_{pick(_NOUNS)}.py"

    def sentence(self) -> str:
        """Return a sentence, now and then with a code span, emphasis, a link or an accent."""
        pick = self.random.choice
        text = f"The {pick(_ADJECTIVES)} {pick(_NOUNS)} {pick(_VERBS)} every {pick(_NOUNS)}"
        if self.random.random() < 0.7:
            text += f" that the {pick(_NOUNS)} {pick(_VERBS)} behind the {pick(_NOUNS)}"
        dice = self.random.random()
        if dice < 0.25:
            text += f" in `{self.path()}`"
        elif dice < 0.35:
            text += f" when **the {pick(_NOUNS)}** is {pick(_ADJECTIVES)}"
        elif dice < 0.42:
            text += f" (see [{pick(_NOUNS)}](https://example.org/{pick(_NOUNS)}/{pick(_NOUNS)}))"
        elif dice < 0.52:
            text += f" — the {pick(_NOUNS)} “{pick(_NOUNS)}” stays {pick(_ADJECTIVES)}"
        elif dice < 0.60:
            text += f", `{pick(_NOUNS)}_{pick(_VERBS)}()` → `{pick(_NOUNS).upper()}`"
        return text + "."

    def paragraph(self, low: int = 5, high: int = 12) -> str:
        """Return a paragraph."""
        return " ".join(self.sentence() for _ in range(self.random.randint(low, high)))

    def bullets(self, low: int, high: int) -> str:
        """Return a list."""
        count = self.random.randint(2 * low, 2 * high)
        return "\n".join(f"- {self.sentence()}" for _ in range(count))

    def fence(self) -> str:
        """Return a block of code."""
        pick = self.random.choice
        lines = [
            f"    {pick(_NOUNS)} = {pick(_NOUNS)}.{pick(_VERBS)}({self.random.randint(1, 99)})"
            for _ in range(self.random.randint(3, 12))
        ]
        return "\n".join(
            ["```python", f"def {pick(_NOUNS)}({pick(_NOUNS)}):", *lines, "    return None", "```"]
        )

    def drifts(self) -> bool:
        """Whether the next statement is to be wrong."""
        return self.random.random() < 0.12


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join("---" for _ in header) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def _day(number: int) -> str:
    return f"2026-{1 + number // 28 % 9:02d}-{1 + number % 28:02d}"


class Project:
    """One project's documents, made one by one."""

    def __init__(self, seed: int) -> None:
        self.write = _Writer(seed)
        self.seed = seed
        self.phases = [
            (number, self.write.words(2)) for number in range(1, self.write.random.randint(5, 8))
        ]
        self.requirements = [
            (f"{prefix}-{number:02d}", self.write.sentence(), self.write.random.choice(self.phases))
            for prefix in ("CORE", "PORT", "FLEET", "TIDE")
            for number in range(1, self.write.random.randint(6, 12))
        ]

    def documents(self) -> Iterator[tuple[str, str]]:
        """Yield (path below the project's folder, text) of every document."""
        yield ".planning/ROADMAP.md", self.roadmap()
        yield ".planning/REQUIREMENTS.md", self.requirements_list()
        yield ".planning/STATE.md", self.state()
        yield ".planning/v1.0-MILESTONE-AUDIT.md", self.audit()
        for number, name in self.phases:
            slug = f"{number:02d}-{name.lower().replace(' ', '-')}"
            folder = f".planning/phases/{slug}"
            for plan in range(1, 4):
                yield f"{folder}/{number:02d}-{plan:02d}-PLAN.md", self.plan(slug, number, plan)
                yield (
                    f"{folder}/{number:02d}-{plan:02d}-SUMMARY.md",
                    self.summary(slug, number, plan),
                )
            yield f"{folder}/{number:02d}-VERIFICATION.md", self.verification(slug, number, name)
        change = f"openspec/changes/add-{self.write.random.choice(_NOUNS)}"
        yield f"{change}/proposal.md", self.proposal()
        yield f"{change}/tasks.md", self.tasks()
        for capability in dict.fromkeys(self.write.random.choices(_NOUNS, k=3)):
            yield f"{change}/specs/{capability}/spec.md", self.delta()
            yield f"openspec/specs/{capability}/spec.md", self.spec(capability)
        yield "docs/HARBOUR_PROGRESS.md", self.tracker()
        yield "docs/FLEET_REVIEW.md", self.review()

    def roadmap(self) -> str:
        """A roadmap with a phase list, details and a progress table."""
        write = self.write
        parts = ["# Roadmap: Harbour\n", "## Overview\n", write.paragraph(), "\n## Phases\n"]
        parts += [
            f"- [x] **Phase {number}: {name}** - {write.sentence()}" for number, name in self.phases
        ]
        parts.append("\n## Phase Details\n")
        for number, name in self.phases:
            ids = [one[0] for one in self.requirements if one[2][0] == number]
            parts += [
                f"### Phase {number}: {name}",
                f"**Goal**: {write.sentence()}",
                f"**Depends on**: {f'Phase {number - 1}' if number > 1 else 'Nothing'}",
                f"**Requirements**: {', '.join(ids) or 'None'}",
                "**Success Criteria** (what must be TRUE):",
                *(f"  {index}. {write.sentence()}" for index in range(1, 5)),
                "**Plans**: 3 plans\n",
                "Plans:",
                *(f"- [x] {number:02d}-{plan:02d}-PLAN.md - {write.sentence()}"
                  for plan in range(1, 4)),
                "",
            ]
        rows = [
            (f"{number}. {name}", "3/3", "Complete", _day(number * 9)) for number, name in self.phases
        ]
        parts += ["## Progress\n", _table(("Phase", "Plans Complete", "Status", "Completed"), rows)]
        return "\n".join(parts) + "\n"

    def requirements_list(self) -> str:
        """A requirements list with its traceability table."""
        parts = ["# Requirements: Harbour\n", "**Defined:** 2026-01-04\n", "## v1.0 Requirements\n"]
        parts += [f"- [x] **{identity}**: {text}" for identity, text, _ in self.requirements]
        rows = [
            (identity, f"Phase {phase[0]}", "Pending" if self.write.drifts() else "Complete")
            for identity, _, phase in self.requirements
        ]
        parts += ["\n## Traceability\n", _table(("Requirement", "Phase", "Status"), rows)]
        return "\n".join(parts) + "\n\n---\n*Last updated: 2026-04-02 after the audit*\n"

    def state(self) -> str:
        """A state file."""
        last = self.phases[-1]
        count = len(self.phases)
        return (
            f"---\ngsd_state_version: 1.0\nmilestone: v1.0\nstatus: executing\n"
            f'last_updated: "2026-04-02T08:00:00Z"\nprogress:\n  total_phases: {count}\n'
            f"  completed_phases: {count}\n  total_plans: {count * 3}\n"
            f"  completed_plans: {count * 3}\n  percent: 100\n---\n\n# Project State\n\n"
            f"## Current Position\n\nPhase: {last[0]} of {count} ({last[1]})\nPlan: 3 of 3\n"
            f"Status: Phase complete\n\nProgress: [██████████] 100%\n\n## Accumulated Context\n\n"
            f"### Decisions\n\n{self.write.bullets(8, 30)}\n\n### Blockers/Concerns\n\nNone.\n"
        )

    def plan(self, slug: str, number: int, plan: int) -> str:
        """A plan with must-haves and tasks."""
        write = self.write
        files = [write.path() for _ in range(3)]
        wave = f"{number:02d}-{plan - 1:02d}" if plan > 1 else ""
        parts = [
            f"---\nphase: {slug}\nplan: {plan:02d}\ntype: execute\nwave: {plan}",
            f"depends_on: [{wave}]\nfiles_modified:",
            *(f"  - {one}" for one in files),
            "autonomous: true\nrequirements: [CORE-01, PORT-02]\nmust_haves:\n  truths:",
            *(f'    - "{write.words(4)}"' for _ in range(4)),
            "  artifacts:",
            *(f'    - path: "{one}"\n      provides: "{write.words(3)}"' for one in files),
            "  key_links: []\n---\n\n<objective>",
            write.paragraph(),
            "\nOutput: " + files[0],
            "</objective>\n\n<context>\n@.planning/ROADMAP.md\n@.planning/STATE.md\n</context>\n",
            "<tasks>\n",
        ]
        for index in range(1, write.random.randint(3, 6)):
            parts += [
                f'<task type="auto">\n  <name>Task {index}: {write.words(4)}</name>',
                f"  <files>{write.random.choice(files)}</files>\n  <action>",
                write.paragraph(6, 12) + "\n",
                write.bullets(2, 6) + "\n",
                write.fence() if write.random.random() < 0.5 else write.sentence(),
                f"  </action>\n  <verify>{write.sentence()}</verify>",
                f"  <done>{write.sentence()}</done>\n</task>\n",
            ]
        parts += ["</tasks>\n\n<verification>", write.bullets(3, 6), "</verification>\n"]
        return "\n".join(parts)

    def summary(self, slug: str, number: int, plan: int) -> str:
        """A plan's summary."""
        write = self.write
        return "\n".join([
            f"---\nphase: {slug}\nplan: {plan:02d}\nsubsystem: {write.random.choice(_NOUNS)}",
            f"tags: [{', '.join(write.random.choices(_NOUNS, k=4))}]",
            "requires:\n  - phase: 01\n    provides: harbour",
            f"provides:\n  - {write.words(3)}\n  - {write.words(3)}",
            f"key-files:\n  created: [{write.path()}]\n  modified: [{write.path()}]",
            f"requirements-completed: [CORE-01]\nduration: {write.random.randint(5, 90)}min",
            f"completed: {_day(number * 9)}\n---\n",
            f"# Phase {number} Plan {plan:02d}: {write.words(3)} Summary\n",
            f"**{write.sentence()}**\n\n## Performance\n",
            f"- **Duration:** {write.random.randint(5, 90)} min\n- **Tasks:** 3\n",
            "## Accomplishments\n\n" + write.bullets(4, 9) + "\n",
            "## Task Commits\n",
            *(f"{index}. **Task {index}: {write.words(3)}** - `{write.random.randrange(16**7):07x}`"
              for index in range(1, 4)),
            "\n## Decisions Made\n\n" + write.bullets(3, 8),
            "\n## Deviations from Plan\n\n" + write.paragraph(12, 30) + "\n\n" + write.fence(),
            "\n## Next Phase Readiness\n\n" + write.paragraph() + "\n",
        ])

    def verification(self, slug: str, number: int, name: str) -> str:
        """A phase's verification report."""
        write = self.write
        count = write.random.randint(5, 12)
        done = count - 1 if write.drifts() else count
        truths = [
            (str(index), write.sentence().rstrip("."), "✓ VERIFIED", f"`{write.path()}`")
            for index in range(1, count + 1)
        ]
        artifacts = [
            (f"`{write.path()}`", write.words(4), "✓ VERIFIED", write.sentence().rstrip("."))
            for _ in range(write.random.randint(4, 9))
        ]
        covered = [
            (identity, f"{number:02d}-01", text.rstrip("."), "✓ SATISFIED", f"`{write.path()}`")
            for identity, text, phase in self.requirements if phase[0] == number
        ]
        return "\n".join([
            f"---\nphase: {slug}\nverified: {_day(number * 9)}T15:00:00Z\nstatus: passed",
            f"score: {done}/{count} must-haves verified\n---\n",
            f"# Phase {number}: {name} Verification Report\n",
            f"**Phase Goal:** {write.sentence()}\n**Verified:** {_day(number * 9)}T15:00:00Z",
            "**Status:** passed\n\n## Goal Achievement\n\n### Observable Truths\n",
            _table(("#", "Truth", "Status", "Evidence"), truths),
            f"\n**Score:** {count}/{count} truths verified\n\n### Required Artifacts\n",
            _table(("Artifact", "Expected", "Status", "Details"), artifacts),
            "\n### Requirements Coverage\n",
            _table(("Requirement", "Source Plan", "Description", "Status", "Evidence"), covered),
            "\n### Gaps Summary\n\n" + write.paragraph() + "\n",
        ])

    def audit(self) -> str:
        """A milestone audit."""
        write = self.write
        count = len(self.requirements)
        rows = [
            (identity, text.rstrip("."), str(phase[0]), "satisfied")
            for identity, text, phase in self.requirements
        ]
        phases = [(str(number), name, "passed", "5/5") for number, name in self.phases]
        tests = [(write.words(1), write.random.randint(3, 200)) for _ in range(6)]
        total = sum(number for _, number in tests) + (7 if write.drifts() else 0)
        layers = [(name, str(number), "All pass") for name, number in tests]
        layers.append(("**Total**", f"**{total}**", "**All pass**"))
        stated = count - 1 if write.drifts() else count
        return "\n".join([
            "---\nmilestone: v1.0\naudited: 2026-04-02T08:00:00Z\nstatus: passed\nscores:",
            f"  requirements: {stated}/{count}\n  phases: {len(phases)}/{len(phases)}",
            "  integration: 4/4\n  flows: 2/2\ngaps:\n  requirements: []\n  integration: []",
            "  flows: []\ntech_debt: []\n---\n\n# v1.0 Milestone Audit Report\n",
            "**Milestone:** v1.0\n**Status:** passed\n\n## Summary\n\n" + write.paragraph(),
            "\n## Phase Verification Summary\n",
            _table(("Phase", "Name", "Status", "Score"), phases),
            "\n## Requirements Coverage\n",
            _table(("Requirement", "Description", "Phase", "Status"), rows),
            f"\n**Score:** {count}/{count} requirements satisfied\n\n## Test Suite\n",
            _table(("Layer", "Tests", "Status"), layers),
            "\n## Conclusion\n\n" + write.paragraph() + "\n",
        ])

    def proposal(self) -> str:
        """An OpenSpec proposal."""
        write = self.write
        return "\n".join([
            f"# Change: {write.words(3)}\n\n## Why\n\n{write.paragraph()}\n\n## What Changes\n",
            write.bullets(4, 9), "\n## Capabilities\n\n### New Capabilities\n",
            f"- `{write.random.choice(_NOUNS)}`: {write.sentence()}", "\n## Impact\n",
            write.bullets(3, 6) + "\n",
        ])

    def tasks(self) -> str:
        """OpenSpec tasks."""
        write = self.write
        parts = ["# Tasks\n"]
        for group in range(1, write.random.randint(5, 9)):
            parts.append(f"## {group}. {write.words(2)}\n")
            for task in range(1, write.random.randint(4, 9)):
                mark = "x" if write.random.random() < 0.6 else " "
                parts.append(f"- [{mark}] {group}.{task} {write.sentence()}")
            parts.append("")
        return "\n".join(parts)

    def _requirement(self) -> str:
        write = self.write
        parts = [f"### Requirement: {write.words(4)}\n", f"The system SHALL hold: {write.sentence()}\n"]
        for _ in range(write.random.randint(1, 4)):
            parts += [
                f"#### Scenario: {write.words(3)}\n",
                f"- **WHEN** {write.sentence()}\n- **THEN** {write.sentence()}\n",
            ]
        return "\n".join(parts)

    def delta(self) -> str:
        """An OpenSpec delta."""
        blocks = [self._requirement() for _ in range(self.write.random.randint(2, 8))]
        return "\n".join(["## ADDED Requirements\n", *blocks])

    def spec(self, capability: str) -> str:
        """An OpenSpec main spec."""
        blocks = [self._requirement() for _ in range(self.write.random.randint(6, 20))]
        return "\n".join([
            f"# {capability} Specification\n\n## Purpose\n\n{self.write.paragraph()}\n",
            "## Requirements\n", *blocks,
        ])

    def tracker(self) -> str:
        """A free-form progress tracker."""
        write = self.write
        rows = []
        body = []
        everything = finished = 0
        for number in range(1, 5):
            marks = [write.random.random() < 0.7 for _ in range(write.random.randint(4, 12))]
            name = write.words(1)
            done = sum(marks)
            state = "COMPLETE" if all(marks) else "IN PROGRESS"
            body += [f"\n## Phase {number}: {name} - {state}\n", "**Tasks**:"]
            body += [f"- [{'x' if mark else ' '}] {write.sentence()}" for mark in marks]
            stated = done + write.drifts()
            everything += len(marks)
            finished += stated
            share = f"{100 * stated / len(marks):.0f}%"
            rows.append((f"Phase {number}: {name}", str(len(marks)), str(stated), share))
        share = f"{100 * finished / everything:.0f}%"
        rows.append(("**TOTAL**", f"**{everything}**", f"**{finished}**", f"**{share}**"))
        return "\n".join([
            "# Harbour Implementation Progress\n",
            f"**Current Status**: {finished}/{everything} tasks complete ({share})",
            *body, "\n## Statistics\n",
            _table(("Phase", "Tasks", "Complete", "%"), rows), "",
        ])

    def review(self) -> str:
        """A register of issues found in a review."""
        write = self.write
        levels = ("CRITICAL", "HIGH", "MEDIUM", "LOW")
        counts = [write.random.randint(1, 6) for _ in levels]
        rows = [
            (f"**{level}**", str(count + write.drifts()), write.words(3))
            for level, count in zip(levels, counts, strict=True)
        ]
        parts = ["# Fleet Review: gaps and deviations\n", "**Review Date**: 2026-03-03\n",
                 "**Branch**: main\n", _table(("Severity", "Count", "Description"), rows), ""]
        number = 0
        for level, count in zip(levels, counts, strict=True):
            parts.append(f"## {level} Issues\n")
            for _ in range(count):
                number += 1
                parts += [
                    f"### ISSUE-{number:03d}: {write.words(5)}\n",
                    f"**Severity**: {level}\n**Location**: `{write.path()}:{number}`\n",
                    f"**Problem**: {write.paragraph()}\n\n**Impact**: {write.sentence()}\n",
                    f"**Fix**: {write.sentence()}\n",
                ]
        return "\n".join(parts)


def generate(folder: Path, count: int, seed: int = 1) -> int:
    """Write `count` documents below `folder`; return their size in bytes."""
    written = size = project = 0
    while True:
        project += 1
        for path, text in Project(seed * 100_000 + project).documents():
            if written == count:
                return size
            target = folder / f"project-{project:04d}" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            data = text.encode()
            target.write_bytes(data)
            written += 1
            size += len(data)
