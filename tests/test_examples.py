"""The example project has the drift that was put into it, and no other."""

from __future__ import annotations

from pathlib import Path

from auditlint import session
from auditlint.config import Config
from auditlint.engine import Task, is_candidate
from auditlint.source.tree import WorkTree
from auditlint.targets import Group

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

DRIFT = {
    "BOX001": ".planning/ROADMAP.md",
    "BOX003": ".planning/REQUIREMENTS.md",
    "BOX004": "docs/IMPORT_PROGRESS.md",
    "BOX006": "openspec/changes/filter-by-kiln/tasks.md",
    "CNT002": ".planning/v1.0-MILESTONE-AUDIT.md",
    "CNT003": "docs/IMPORT_PROGRESS.md",
    "CNT008": ".planning/v1.0-MILESTONE-AUDIT.md",
    "CNT011": "docs/IMPORT_PROGRESS.md",
    "DOC002": "docs/IMPORT_PROGRESS.md",
    "SCH004": ".planning/phases/01-firing-log/01-02-PLAN.md",
    "SPC003": "openspec/changes/filter-by-kiln/specs/firing-list/spec.md",
    "STA002": ".planning/phases/02-temperature-curves/02-VERIFICATION.md",
    "STA003": "docs/IMPORT_PROGRESS.md",
    "STA007": "docs/reviews/STORAGE_REVIEW.md",
}


def test_the_examples_drift_where_they_should() -> None:
    config = Config()
    tree = WorkTree(str(EXAMPLES), False)
    tasks = [Task(path, False) for path in tree.files() if is_candidate(config, path)]
    group = Group(tree, tasks, {task.path: task.path for task in tasks}, 0)
    report = session.run([group], config, 1).report
    found = [(one.code, one.place.path) for one in report.diagnostics]
    # Two breakdowns are wrong: the audit's debt, and the review's severities.
    expected = [
        *DRIFT.items(),
        ("CNT005", ".planning/v1.0-MILESTONE-AUDIT.md"),
        ("CNT005", "docs/reviews/STORAGE_REVIEW.md"),
    ]
    assert sorted(found) == sorted(expected)
