"""Real auditlint processes over real repositories, and a tree that asks for all the evidence."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.hook.repository import Repository, environment

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"

#: Far above what any test here takes; reached only by what hangs.
PATIENCE = 30


class Done(NamedTuple):
    """What a process came to. `events` are those of `tests.security.watched`, where asked for."""

    status: int
    output: str
    errors: str
    events: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """All that was printed."""
        return self.output + self.errors


def auditlint(
    root: Path, *arguments: str, watch: bool = False, **more: str
) -> Done:
    """Run auditlint at `root`, without a cache and without the machine's own settings."""
    home = root.parent / f".home-{root.name}"
    home.mkdir(exist_ok=True)
    log = home / "events"
    log.unlink(missing_ok=True)
    program = [str(HERE / "watched.py"), str(log)] if watch else ["-m", "auditlint"]
    variables = environment(home, PYTHONPATH=str(SOURCE), XDG_CACHE_HOME=str(home), PYTHONUTF8="1")
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "FORCE_COLOR", "NO_COLOR"):
        variables.pop(name, None)
    done = subprocess.run(
        [sys.executable, *program, *arguments], cwd=root, env={**variables, **more},
        stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False,
    )
    events: tuple[str, ...] = ()
    if watch and log.exists():
        events = tuple(log.read_text(encoding="utf-8", errors="surrogateescape").splitlines())
    return Done(done.returncode, _text(done.stdout), _text(done.stderr), events)


def check(root: Path, *arguments: str, watch: bool = False, **more: str) -> Done:
    """Run ``auditlint check`` with every rule there is."""
    return auditlint(
        root, "check", "--preview", "--archived", "--notices", "--no-cache", "--jobs", "1",
        *arguments, watch=watch, **more,
    )


#: One call of each command that reads documents or sources; the arguments fit `write_tree`.
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check", "--preview", "--archived", "--notices", "--no-cache", "--output-format", "json"),
    ("check", "--preview", "--no-cache", "--jobs", "2", "--output-format", "full"),
    ("check", "--preview", "--no-cache", "--tracked", "--output-format", "github"),
    ("trace", "--format", "json", "--no-cache"),
    ("why", "phase", "1", "--all", "--no-cache"),
    ("signatures", "import_tides"),
)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")


def no_crash(done: Done) -> None:
    """Fail where auditlint came to no good end."""
    assert "Traceback" not in done.said, done.said
    assert "LNT000" not in done.said, done.said
    assert done.status in (0, 1, 2), done


def outside(events: Sequence[str], *folders: Path) -> list[str]:
    """Return the events at paths in any of `folders`."""
    tops = [os.path.realpath(one) for one in folders]
    found = []
    for one in events:
        what, _, path = one.partition(" ")
        if what in ("open", "list") and any(
            path == top or path.startswith(top + os.sep) for top in tops
        ):
            found.append(one)
    return found


#: A small project whose documents make claims of every sort that only the repository can judge.
TREE = {
    "pyproject.toml": '[project]\nname = "weirlog"\nversion = "1"\n',
    "src/weirlog/__init__.py": "",
    "src/weirlog/tides.py": (
        "def import_tides(path, table):\n    return None\n\n\ndef replay_day(day):\n    return day\n"
    ),
    "src/weirlog/gate.py": "def open_gate(level):\n    return level\n",
    "include/weir.h": "int start_gate(int level, const char *name, int *out);\n",
    "tools/generate.sh": "cp \"include/weirlib/c/gate.h\" out\n",
    "include/weir/c/gate.h": "int gate(void);\n",
    ".planning/config.json": "{}\n",
    ".planning/PROJECT.md": (
        "# Weir\n\n## What This Is\n\nThe Python package `weirlgo` reads gates.\n\n"
        "```bash\npip install weirlgo\n```\n"
    ),
    ".planning/REQUIREMENTS.md": (
        "# Requirements\n\n- [x] **TIDE-01**: `import_tides()` reads a table of tides\n"
        "- [ ] **TIDE-02**: Tides by hour\n\n## Traceability\n\n"
        "| Requirement | Phase | Status |\n|-------------|-------|--------|\n"
        "| TIDE-01 | Phase 1 | Complete |\n| TIDE-02 | Phase 1 | Pending |\n"
    ),
    ".planning/ROADMAP.md": (
        "# Roadmap\n\n## Phases\n\n- [x] **Phase 1: Tides** - tides\n\n"
        "### Phase 1: Tides\n**Goal**: tides\n**Requirements**: TIDE-01, TIDE-02\n**Plans**: 1 plan\n"
    ),
    ".planning/STATE.md": (
        "# State\n\nSee `src/weirlog/tides.py:400` and `src/weirlog/gone.py`; [the gate](../docs/gate.md).\n"
        "Committed in `0badc0de`. Look at `src/weirlog/Gate.py`.\n"
    ),
    ".planning/codebase/ARCHITECTURE.md": (
        "# Architecture\n\n| Layer | Start |\n|---|---|\n"
        "| Python | `open_gate(level, name)` in `src/weirlog/gate.py` |\n"
        "| C | `start_gate(level)` in `include/weir.h` |\n"
    ),
    ".planning/phases/01-tides/01-01-PLAN.md": (
        "---\nphase: 01-tides\nplan: 01\ntype: execute\nwave: 1\ndepends_on: []\n"
        "requirements: [TIDE-01]\n"
        "files_modified:\n  - tools/generate.sh\n  - src/weirlog/tides.py\nautonomous: true\n"
        "must_haves:\n  truths:\n    - \"Tides are read\"\n  artifacts:\n"
        "    - path: src/weirlog/tides.py\n      provides: tides\n      contains: \"def export_tides\"\n"
        "  key_links:\n    - from: src/weirlog/gate.py\n      to: src/weirlog/tides.py\n"
        "      via: import\n      pattern: \"from weirlog.tides import\"\n---\n# Plan\n"
    ),
    ".planning/phases/01-tides/01-01-SUMMARY.md": (
        "---\nphase: 01-tides\nplan: 01\nstatus: complete\n---\n# Summary\n\n"
        "Commit `1badc0de` made `src/weirlog/tides.py`.\n"
    ),
    ".planning/phases/01-tides/01-VERIFICATION.md": (
        "---\nphase: 01-tides\nverified: 2026-01-02T10:00:00Z\nstatus: gaps_found\nscore: 0/1 must-haves verified\n"
        "gaps:\n  - truth: \"Tides are read\"\n    status: failed\n    reason: \"`replay_day` is missing\"\n"
        "    artifacts:\n      - path: src/weirlog/tides.py\n        issue: \"`replay_day` does not exist\"\n"
        "    missing:\n      - \"Change `- [ ] X` to `- [x] X` in `.planning/STATE.md`\"\n---\n# Verification\n"
    ),
    "docs/TIDE_REVIEW.md": (
        "# Review: Issues\n\n## High Priority Issues\n\n### ISSUE-001: replay_day() not exposed\n"
        "**Severity**: HIGH\n**Location**: `src/weirlog/tides.py`\n**Problem**: Callers cannot reach it.\n\n"
        "### ISSUE-002: Wrong unit\n**Severity**: HIGH\n**Location**: `src/weirlog/tides.py`\n**Problem**: Feet.\n"
    ),
    "openspec/changes/add-gate/proposal.md": (
        "# Add gate\n\n## Why\nIt is needed, as the keepers of the weir say every single spring.\n\n"
        "## What Changes\n- gate\n\n## Impact\n- Affected specs: gate\n"
    ),
    "openspec/changes/add-gate/.openspec.yaml": "schema: spec-driven\nskip_specs: perhaps\n",
    "openspec/changes/add-gate/tasks.md": "## 1. Work\n- [ ] 1.1 Build the gate\n",
    "CLAUDE.md": "# Weir\n\nSee `src/weirlog/nothing.py`; call `open_gate(depth)`.\n",
}


def write_tree(root: Path, tree: dict[str, str] | None = None) -> None:
    """Write the files of `tree` (`TREE` without one) below `root`."""
    for path, text in (TREE if tree is None else tree).items():
        full = root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(text, encoding="utf-8")


def project(root: Path) -> Repository:
    """Make a repository of two commits that holds `TREE`, with a renamed folder in its history."""
    repository = Repository.__new__(Repository)
    repository.root = root
    repository.environment = environment(root.parent)
    shutil.copytree(_template(), root)
    return repository


@cache
def _template() -> Path:
    """The project, made once: to copy it takes less time."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    repository = Repository(Path(folder, "repository"))
    write_tree(repository.root)
    pump = "".join(f"VALUE_{number} = {number}\n" for number in range(20))
    repository.write("src/oldlog/pump.py", pump)
    repository.commit()
    repository.git("mv", "src/oldlog", "src/newlog")
    repository.write(
        ".planning/STATE.md",
        TREE[".planning/STATE.md"] + "The pump is in `src/oldlog/pump.py`.\n",
    )
    repository.commit()
    return repository.root
