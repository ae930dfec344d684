"""Where the time goes: ``python benchmarks/profile.py [--documents 1000] [--top 25]``.

Prints the modules that cost most at start-up (``-X importtime`` of a run on one document), then
the functions that cost most in a run over many documents in one process.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from documents import generate

ROOT = Path(__file__).resolve().parent.parent
_PROFILED = """
import cProfile, io, pstats, sys
from auditlint.__main__ import main
profiler = cProfile.Profile()
top = int(sys.argv.pop(1))
profiler.enable()
main()
profiler.disable()
text = io.StringIO()
pstats.Stats(profiler, stream=text).sort_stats("tottime").print_stats(top)
sys.stderr.write(text.getvalue())
"""


def _run(arguments: list[str], folder: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key[:6] != "PYTHON"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    environment["PYTHONPYCACHEPREFIX"] = str(folder.with_name("pycache"))
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, check=False, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )
    return done.stderr


def _imports(folder: Path, document: Path, top: int) -> str:
    arguments = ["-X", "importtime", "-m", "auditlint", str(document), "--no-cache"]
    _run(arguments, folder)  # the first run writes byte code
    lines = [
        line for line in _run(arguments, folder).splitlines()
        if line.startswith("import time:") and "self" not in line
    ]
    rows = []
    for line in lines:
        own, whole, name = line.removeprefix("import time:").split("|")
        rows.append((int(own), int(whole), name.rstrip()))
    rows.sort(reverse=True)
    total = sum(own for own, _, _ in rows)
    out = [f"{len(rows)} modules, {total / 1000:.1f} ms", "  own us  with others  module"]
    out += [f"{own:>8}  {whole:>11}  {name.strip()}" for own, whole, name in rows[:top]]
    return "\n".join(out)


def main() -> int:
    """Print both profiles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--top", type=int, default=25)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="auditlint-profile-") as name:
        folder = Path(name) / "tree"
        generate(folder, chosen.documents)
        document = next(folder.rglob("*-VERIFICATION.md"), None) or next(folder.rglob("*.md"))
        print(_imports(folder, document.relative_to(folder), chosen.top))
        print()
        print(_run(["-c", _PROFILED, str(chosen.top), ".", "--no-cache", "-j", "1"], folder))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
