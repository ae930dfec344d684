"""What a run imports: start-up is a feature, and imports are how it is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from auditlint import _index

ROOT = Path(__file__).resolve().parents[1]

AUDIT = (
    "---\nmilestone: v1.0\naudited: 2026-05-04\nstatus: passed\nscores:\n  flows: 1/1\n---\n\n"
    "# v1.0 Milestone Audit\n\n## Flows\n\n**Score:** 1/1 flows\n"
)


def imports(code: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code + "\nimport sys; print('\\n'.join(sys.modules))"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=True,
        capture_output=True, encoding="utf-8",
    )
    return set(done.stdout.split())


def test_a_valid_document_needs_no_explaining(tmp_path: Path) -> None:
    (tmp_path / "v1.0-MILESTONE-AUDIT.md").write_text(AUDIT, encoding="utf-8")
    loaded = imports(
        "from auditlint.cli.main import main\n"
        "main(['check', 'v1.0-MILESTONE-AUDIT.md', '--output-format', 'concise'])", tmp_path
    )
    assert "click" in loaded
    assert not loaded & {
        "jsonschema", "referencing", "tomllib", "subprocess", "concurrent.futures", "asyncio",
        "ftfy", "difflib", "dataclasses",
    }


def test_only_the_kind_at_hand_is_imported(tmp_path: Path) -> None:
    (tmp_path / "v1.0-MILESTONE-AUDIT.md").write_text(AUDIT, encoding="utf-8")
    loaded = imports(
        "from auditlint.cli.main import main\n"
        "main(['check', 'v1.0-MILESTONE-AUDIT.md', '--output-format', 'concise'])", tmp_path
    )
    modules = {kind[0] for kind in _index.KINDS}
    assert loaded & modules == {"auditlint.kinds.gsd.milestone_audit"}


def test_the_library_imports_nothing_until_it_is_used(tmp_path: Path) -> None:
    loaded = imports("import auditlint", tmp_path)
    assert not loaded & {"click", "yaml", "pyromark", "jsonschema_rs", "auditlint.engine"}
