"""Measure auditlint against the bare interpreter and against rumdl: ``python benchmarks/run.py``.

Everything is a ratio of two programs run in turns on the same machine; absolute times are shown
to make sense of them. rumdl (``pip install rumdl``) is the peer: the fastest Markdown linter
there is. Without it its column stays empty.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from documents import generate
from measure import Command, Ratio, compare, peak_memory

ROOT = Path(__file__).resolve().parent.parent

_VALID = """---
phase: 02-tides
verified: 2026-02-03T10:00:00Z
status: passed
score: 3/3 must-haves verified
---

# Phase 2: Tides Verification Report

**Phase Goal:** Nobody runs aground
**Status:** passed

## Goal Achievement

### Observable Truths

| # | Truth | Status | Evidence |
|---|-------|--------|----------|
| 1 | The table holds every hour | ✓ VERIFIED | `src/tides/table.py` |
| 2 | Hours are local | ✓ VERIFIED | `src/tides/clock.py` |
| 3 | A missing day is reported | ✓ VERIFIED | `src/tides/table.py` |

**Score:** 3/3 truths verified
"""

_LAUNCHER = "import sys\nfrom auditlint.__main__ import main\nsys.exit(main())\n"


class Row(NamedTuple):
    """One line of the table."""

    what: str
    against: str
    ratio: float
    limit: str
    detail: str


class Bench:
    """The commands to compare, in a temporary folder."""

    def __init__(self, folder: Path, pairs: int) -> None:
        self.folder = folder
        self.pairs = pairs
        self.environment = {
            key: value for key, value in os.environ.items()
            if not key.startswith(("GIT_", "PRE_COMMIT", "GITHUB_", "PYTHON"))
        }
        self.environment["PYTHONPATH"] = str(ROOT / "src")
        self.environment["XDG_CACHE_HOME"] = str(folder / "cache")
        # An installed program has its byte code beside it; so has this one, out of the way.
        self.environment["PYTHONPYCACHEPREFIX"] = str(folder / "pycache")
        self.launcher = folder / "auditlint"
        self.launcher.write_text(_LAUNCHER, encoding="utf-8")
        self.rumdl = shutil.which("rumdl", path=os.pathsep.join(
            (os.path.dirname(sys.executable), os.environ.get("PATH", ""))
        ))

    def python(self, folder: Path) -> Command:
        """The bare interpreter."""
        return Command((sys.executable, "-c", "pass"), folder, self.environment)

    def auditlint(self, folder: Path, *arguments: str, **environment: str) -> Command:
        """The linter, started the way an installed console script starts it."""
        return Command(
            (sys.executable, str(self.launcher), *arguments), folder,
            {**self.environment, **environment},
        )

    def peer(self, folder: Path) -> Command | None:
        """The peer, with its default rules and without its cache; None where it is missing."""
        if self.rumdl is None:
            return None
        return Command((self.rumdl, "check", "--no-cache", "."), folder, self.environment)

    def repository(self, name: str) -> Path:
        """Make an empty repository."""
        folder = self.folder / name
        folder.mkdir()
        self._git(folder, "init", "-q")
        return folder

    def _git(self, folder: Path, *arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", *arguments],
            cwd=folder, env=self.environment, check=True, stdout=subprocess.DEVNULL,
        )

    def one_document(self) -> list[Row]:
        """One document: without a schema violation, with one, and held against its surroundings.

        The last loads the rules over planning trees and asks git; how much that is depends on
        the tree and on the repository, which are as small here as can be, so it has no limit.
        """
        rows = []
        broken = _VALID.replace("3/3 must-haves", "three of three")
        own = ("--document-rules",)
        for text, name, what, limit, options in (
            (_VALID, "valid", "one document by itself", "8", own),
            (broken, "broken", "one document by itself, schema violation", "14", own),
            (_VALID, "held", "one document, its tree and repository", "", ()),
        ):
            # Each in a repository of its own: a file is read together with its planning tree.
            folder = self.repository(name)
            path = folder / ".planning/phases/02-tides/02-VERIFICATION.md"
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
            for cited in ("table.py", "clock.py"):
                source = folder / "src" / "tides" / cited
                source.parent.mkdir(parents=True, exist_ok=True)
                source.touch()
            self._git(folder, "add", "--all")
            self._git(folder, "commit", "-q", "-m", "One document")
            command = self.auditlint(
                folder, str(path.relative_to(folder)), "--no-cache", *options
            )
            found = compare(command, self.python(folder), self.pairs)
            rows.append(_row(what, "python -c pass", found, limit))
        return rows

    def hook(self) -> list[Row]:
        """The pre-commit hook in a commit that concerns it in nothing."""
        rows = []
        for what, limit, settings in (
            ("hook, nothing relevant staged", "2.5", ""),
            ("hook, the same with a kinds setting", "4",
             '[kinds]\nprogress-tracker = ["docs/status/*.md"]\n'),
        ):
            folder = self.repository("hook-" + limit)
            (folder / "README.md").write_text("# Harbour\n", encoding="utf-8")
            if settings:
                (folder / "auditlint.toml").write_text(settings, encoding="utf-8")
            self._git(folder, "add", "-A")
            self._git(folder, "commit", "-q", "-m", "first")
            (folder / "harbour.py").write_text("TIDE = 1\n", encoding="utf-8")
            self._git(folder, "add", "-A")
            command = self.auditlint(
                folder, "check", "--tracked", GIT_INDEX_FILE=str(folder / ".git/index")
            )
            found = compare(command, self.python(folder), self.pairs)
            rows.append(_row(what, "python -c pass", found, limit))
        return rows

    def many(self, sizes: list[int]) -> list[Row]:
        """A full run over generated documents."""
        rows = []
        spent: dict[int, float] = {}
        for count in sizes:
            folder = self.repository(f"tree-{count}")
            size = generate(folder, count)
            self._git(folder, "add", "-A")
            command = self.auditlint(folder, "--no-cache")
            peer = self.peer(folder)
            base = peer or self.python(folder)
            found = compare(command, base, max(3, min(self.pairs, 15_000 // count)))
            memory = peak_memory(command)
            spent[count] = found.seconds
            together = f", {memory.together / 1e6:.0f} MB in all" if memory.together else ""
            rows.append(Row(
                f"{count:,} documents, {size / count / 1024:.1f} KB each",
                "rumdl check" if peer else "python -c pass (rumdl is missing: pip install rumdl)",
                found.ratio, "3" if peer and count == 1_000 else "",
                f"{found.seconds * 1000:.0f} ms against {found.base_seconds * 1000:.0f} ms; "
                f"{found.seconds / count * 1000:.2f} ms a document; "
                f"largest process {memory.largest / 1e6:.0f} MB{together}",
            ))
            shutil.rmtree(folder)
        if len(spent) > 1:
            small, large = sorted(spent)[-2:]
            growth = (spent[large] / large) / (spent[small] / small)
            rows.append(Row(
                f"time a document, {large:,} against {small:,} documents", "itself", growth, "1.1",
                "about 1: growth is linear",
            ))
        return rows

    def cache(self, sizes: list[int]) -> list[Row]:
        """Runs with a cache: nothing known yet, nothing changed, one document changed."""
        rows = []
        for count in sizes:
            folder = self.repository(f"cached-{count}")
            generate(folder, count)
            self._git(folder, "add", "-A")
            kept = folder / ".auditlint_cache"
            changed = min(folder.rglob(".planning/ROADMAP.md"))
            command = self.auditlint(folder)
            pairs = max(3, min(self.pairs, 10_000 // count))

            def forget(kept: Path = kept) -> None:
                shutil.rmtree(kept, ignore_errors=True)

            def change(changed: Path = changed) -> None:
                with changed.open("a", encoding="utf-8") as stream:
                    stream.write("\nThe harbour is quiet in winter.\n")

            without = compare(command, self.auditlint(folder, "--no-cache"), pairs, forget)
            rows.append(_row(f"{count:,} documents, cold cache", "itself, --no-cache", without, "1.1"))
            # Each pair below is a run without a cache and one that finds the whole tree known.
            for what, before, limit in (
                ("nothing changed", None, "0.5"), ("one document changed", change, "0.5"),
            ):
                self._run(command)
                base = self.auditlint(folder, "--no-cache")
                found = compare(command, base, pairs, *([before] if before else []))
                rows.append(_row(
                    f"{count:,} documents, {what}", "itself, --no-cache", found,
                    limit if count >= 1_000 else "",
                ))
            if self.rumdl is not None:
                peer = Command((self.rumdl, "check", "."), folder, self.environment)
                rows.append(_row(
                    f"{count:,} documents, nothing changed", "rumdl check, its cache warm",
                    compare(command, peer, pairs), "",
                ))
            shutil.rmtree(folder)
        return rows

    def ledger(self, count: int) -> list[Row]:
        """What the whole tree decides, against reading and checking each document, in one process."""
        folder = self.repository(f"ledger-{count}")
        generate(folder, count)
        self._git(folder, "add", "-A")
        every = self.auditlint(folder, "--no-cache", "--jobs", "1")
        own = self.auditlint(folder, "--no-cache", "--jobs", "1", "--document-rules")
        found = compare(every, own, max(3, min(self.pairs, 10_000 // count)))
        memory = peak_memory(self.auditlint(folder, "--no-cache"))
        shutil.rmtree(folder)
        whole = memory.together or memory.largest
        return [
            Row(
                f"{count:,} documents: ledger and project rules", "parsing and document rules",
                found.ratio - 1, "1",
                f"{(found.seconds - found.base_seconds) * 1000:.0f} ms against"
                f" {found.base_seconds * 1000:.0f} ms",
            ),
            Row(
                f"{count:,} documents: memory of all processes", "300 MB", whole / 300e6, "1",
                f"{whole / 1e6:.0f} MB",
            ),
        ]

    def _run(self, command: Command) -> None:
        subprocess.run(
            command.arguments, cwd=command.folder, env=command.environment, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )


def _row(what: str, against: str, found: Ratio, limit: str) -> Row:
    detail = f"{found.seconds * 1000:.1f} ms against {found.base_seconds * 1000:.1f} ms"
    return Row(what, against, found.ratio, limit, detail)


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| What | Against | Times | At most | |", "|---|---|---:|---:|---|"]
    lines += [
        f"| {row.what} | {row.against} | {row.ratio:.2f} | {row.limit} | {row.detail} |"
        for row in rows
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure and print; with ``--write`` the table also goes into benchmarks/README.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pairs", type=int, default=30, help="runs of each program (30)")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1_000, 10_000],
                        help="numbers of documents (100 1000 10000)")
    parser.add_argument("--cached", type=int, nargs="*", default=[100, 1_000, 5_000],
                        help="numbers of documents for the cache (100 1000 5000)")
    parser.add_argument("--only", choices=("document", "hook", "many", "cache", "ledger"),
                        help="only this part")
    parser.add_argument("--write", action="store_true", help="keep the table in the README")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="auditlint-bench-") as name:
        bench = Bench(Path(name), chosen.pairs)
        rows: list[Row] = []
        if chosen.only in (None, "document"):
            rows += bench.one_document()
        if chosen.only in (None, "hook"):
            rows += bench.hook()
        if chosen.only in (None, "many"):
            rows += bench.many(chosen.sizes)
        if chosen.only in (None, "ledger"):
            rows += bench.ledger(2_000)
        if chosen.only in (None, "cache"):
            rows += bench.cache(chosen.cached)
    text = table(rows)
    print(text)
    machine = (
        f"{platform.python_implementation()} {platform.python_version()}, "
        f"{len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} "
        f"cores, {platform.system()}"
    )
    print("\n" + machine)
    if chosen.write:
        readme = Path(__file__).with_name("README.md")
        old = readme.read_text(encoding="utf-8")
        head = old.partition("<!-- table -->")[0]
        readme.write_text(f"{head}<!-- table -->\n\n{machine}\n\n{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
