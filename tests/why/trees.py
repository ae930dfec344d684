"""A small planning tree with drift, and what asks it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.helpers import write_tree

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TREE = """==> .planning/ROADMAP.md <==
# Roadmap

- [x] **Phase 1: Ledger**
- [ ] **Phase 2: Reports**

### Phase 1: Ledger

**Requirements:** BOOK-01, BOOK-02

**Plans:** 2 plans

- [ ] 01-01-PLAN.md - Write entries
- [x] 01-02-PLAN.md - Read entries

### Phase 2: Reports

**Requirements:** BOOK-03

- [ ] 02-01-PLAN.md - Print
==> .planning/REQUIREMENTS.md <==
# Requirements

- [x] **BOOK-01**: Entries are written
- [ ] **BOOK-02**: Entries are read
- [ ] **BOOK-03**: Reports are printed

## Traceability

| Requirement | Phase | Status |
|---|---|---|
| BOOK-01 | Phase 1 | Pending |
| BOOK-02 | Phase 2 | Pending |
| BOOK-03 | Phase 2 | Pending |
==> .planning/phases/01-ledger/01-01-PLAN.md <==
# Plan
==> .planning/phases/01-ledger/01-01-SUMMARY.md <==
# Summary
==> .planning/phases/01-ledger/01-02-PLAN.md <==
# Plan
==> .planning/phases/01-ledger/01-02-SUMMARY.md <==
# Summary
==> .planning/phases/01-ledger/01-VERIFICATION.md <==
---
status: passed
---
# Phase 1: Ledger Verification Report
==> .planning/phases/02-reports/02-01-PLAN.md <==
# Plan
==> .planning/phases/02-other/02-02-PLAN.md <==
# Plan
"""


def ask(
    folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str, tree: str = TREE
) -> tuple[int, str, str]:
    """Write a tree, ask, and return the exit status, what was printed, and the errors."""
    from auditlint.cli.main import main

    write_tree(folder, tree)
    here = os.getcwd()
    os.chdir(folder)
    try:
        status = main(["why", *(["--isolated", "--no-cache"]), *arguments])
    finally:
        os.chdir(here)
    captured = capsys.readouterr()
    return status, captured.out, captured.err
