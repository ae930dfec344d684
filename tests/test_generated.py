"""Generated files are never edited: this test says which one is stale and how to refresh it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_nothing_generated_is_stale() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "generate.py"), "--check"],
        capture_output=True, encoding="utf-8", check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
