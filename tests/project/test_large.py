"""A roadmap of thousands of phases costs in proportion to its length, in every rule."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditlint import registry
from auditlint.claims import (
    FRONT_MATTER,
    PATH,
    Belongs,
    Boxed,
    Cites,
    Dated,
    Modifies,
    Scheduled,
    Status,
    Subject,
)
from auditlint.config import Config
from auditlint.engine import check_document
from auditlint.evidence import Evidence
from auditlint.ledger import Facts, Ledger
from auditlint.rules.base import ProjectContext
from auditlint.selection import selected_codes
from auditlint.source.text import Span
from auditlint.source.tree import WorkTree

HERE = Span(0, 0)
CONFIG = Config(preview=True)
SMALL, LARGE = 1_000, 4_000
#: Four times the phases may cost so many times the time: sixteen times would be quadratic.
GENEROUS = 10
#: Seconds below which the clock and the collector decide, not the rule.
FLOOR = 0.02


def roadmap(phases: int) -> str:
    lines = ["# Roadmap", "", "## Phases", ""]
    lines += [
        f"- [{'x' if n % 3 else ' '}] **Phase {n}: Name {n}** - Text (completed 2026-05-0{n % 9 + 1})"
        for n in range(1, phases + 1)
    ]
    for n in range(1, phases + 1):
        lines += [
            "", f"### Phase {n}: Name {n}", "", f"**Goal**: Goal {n}", "",
            f"**Depends on**: Phase {n % phases + 1 if n % 7 == 0 else max(n - 1, 1)}", "",
            f"**Requirements**: REQ-{n}", "", "**Plans:** 2 plans", "",
            f"- [x] {n:02}-01-PLAN.md - One", f"- [ ] {n:02}-02-PLAN.md - Two",
        ]
    lines += ["", "## Progress", "", "| Phase | Plans Complete | Status | Completed |", "|---|---|---|---|"]
    lines += [f"| {n}. Name {n} | 1/2 | In Progress | - |" for n in range(1, phases + 1)]
    return "\n".join(lines) + "\n"


def requirements(phases: int) -> str:
    lines = ["# Requirements", "", "## v1 Requirements", ""]
    lines += [f"- [{'x' if n % 2 else ' '}] **REQ-{n}**: Text" for n in range(1, phases + 1)]
    lines += ["", "## Traceability", "", "| Requirement | Phase | Status |", "|---|---|---|"]
    lines += [f"| REQ-{n} | Phase {n} | Pending |" for n in range(1, phases + 1)]
    return "\n".join(lines) + "\n"


def document(path: str, text: str) -> Facts:
    data = text.encode()
    found = check_document(
        path, data, len(data), CONFIG, selected_codes(CONFIG), True, collect=True
    )
    assert found.facts is not None
    return found.facts


def folders(phases: int) -> Iterator[Facts]:
    """Each phase with two plans, of which one is done, and a verification."""
    for n in range(1, phases + 1):
        head = f".planning/phases/{n:02}-name-{n}/{n:02}"
        here = Belongs(Subject("phase", str(n)), str(n), HERE, PATH)
        for plan in ("01", "02"):
            yield Facts(
                f"{head}-{plan}-PLAN.md", "gsd-plan", "historical",
                (
                    here, Scheduled(1, HERE), Modifies(f"src/{n % 50}.py", HERE),
                    Cites(Subject("plan", f"{max(n - 1, 1)}-1"), HERE, "dependency", HERE),
                    Cites(Subject("requirement", f"REQ-{n}"), HERE, "requirement", HERE),
                ),
            )
        yield Facts(f"{head}-01-SUMMARY.md", "gsd-summary", "historical", (here,))
        yield Facts(
            f"{head}-VERIFICATION.md", "gsd-verification", "historical",
            (
                here, Status(Subject("document", ""), "done", "passed", HERE, FRONT_MATTER),
                Dated(Subject("document", ""), "verified", "2026-05-01", HERE, FRONT_MATTER),
            ),
        )


def context(phases: int, folder: Path) -> ProjectContext:
    return ProjectContext(
        Ledger(
            [
                document(".planning/ROADMAP.md", roadmap(phases)),
                document(".planning/REQUIREMENTS.md", requirements(phases)),
                *folders(phases),
            ]
        ),
        CONFIG,
        Evidence(WorkTree(str(folder)), CONFIG),
    )


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> tuple[ProjectContext, ProjectContext]:
    folder = tmp_path_factory.mktemp("empty")
    return context(SMALL, folder), context(LARGE, folder)


@pytest.fixture(autouse=True)
def without_the_collector() -> Iterator[None]:
    """Its share of the time grows with everything that the other tests keep."""
    gc.disable()
    yield
    gc.enable()


ENTRIES = {
    entry.rule.code: entry
    for entry in registry.RULES if entry.rule.scope in ("project", "both")
}


def seconds(code: str, context: ProjectContext) -> float:
    """The processor time of one run of a rule."""
    check = ENTRIES[code].project_check()
    begun = time.process_time()
    for _finding in check(context):
        pass
    return time.process_time() - begun


@pytest.mark.parametrize("code", ENTRIES)
def test_a_rule_is_no_more_than_linear(
    code: str, contexts: tuple[ProjectContext, ProjectContext]
) -> None:
    small, large = (seconds(code, one) for one in contexts)
    assert large < GENEROUS * max(small, FLOOR)


def test_reading_a_roadmap_is_no_more_than_linear() -> None:
    def reading(phases: int) -> float:
        text = roadmap(phases)
        begun = time.process_time()
        facts = document(".planning/ROADMAP.md", text)
        assert any(True for _ in facts.of(Boxed))
        return time.process_time() - begun

    reading(10)
    small, large = reading(SMALL), reading(LARGE)
    assert large < GENEROUS * max(small, FLOOR)
