"""All evidence of a repository against what git itself takes: ``ls-files`` plus one ``log``.

    python benchmarks/evidence.py REPOSITORY [REPOSITORY...] [--pairs 5]

Prints for each how many times longer all evidence takes (in one process, its start included)
and how much memory that process needs, without git's own. The target is 3 times and 300 MB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.measure import Command, compare  # noqa: E402

GIT = "git ls-files >/dev/null; git log --name-status >/dev/null"

# What the rules ask in the worst case: every sort of evidence, and 2,000 documents' citations.
EVIDENCE = """
import sys
from auditlint.config import Config
from auditlint.evidence import Evidence
from auditlint.source.tree import WorkTree

evidence = Evidence(WorkTree("."), Config())
files, history = evidence.files, evidence.history
paths = sorted(files.listed)[:20_000]
gone = [path + ".gone" for path in paths[:2_000]] + ["gone/" + path for path in paths[:2_000]]
for path in paths:
    files.exists(path)
for path in gone:
    if files.exists(path) is False:
        files.gap(path), files.case_variants(path), files.unique_suffix(path)
        history.existed(path), history.moved(path)
files.ignored(gone)
for path in paths[:2_000]:
    written = history.last_write(path)
    if written is not None:
        history.is_after(written, history.head)
        evidence.contents.at(written.id, path)
evidence.commits.resolve_all(f"{number:07x}" for number in range(2_000))
evidence.manifests.all
evidence.close()
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def main() -> None:
    """Measure each repository."""
    parser = argparse.ArgumentParser()
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for repository in options.repositories:
        base = Command(("/bin/sh", "-c", GIT), repository, environment)
        mine = Command((sys.executable, "-c", EVIDENCE), repository, environment)
        ratio = compare(mine, base, options.pairs)
        done = subprocess.run(
            mine.arguments, cwd=mine.folder, env=mine.environment, check=True, text=True,
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        memory = int(done.stderr.split()[-1]) * 1024
        print(
            f"{repository.name}: {ratio.ratio:.2f} times "
            f"({ratio.seconds:.2f} s against {ratio.base_seconds:.2f} s), "
            f"own memory {memory / 1e6:.0f} MB"
        )


if __name__ == "__main__":
    main()
