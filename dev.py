"""All chores of the project, by one verb: ``python3 dev.py VERB``.

The verbs make a virtual environment in ``.venv`` when there is none and install what they need
into it, so they work with any Python 3.11 or later, an externally managed one too. This file
needs nothing but the standard library.

  demo      lint the bundled example project
  test      run the whole test suite (further arguments go to pytest)
  lint      ruff, the formatter's check and strict type checking
  generate  write all generated files from the registry
  bench     run the benchmarks
  setup     only make the environment
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = Path(os.environ.get("AUDITLINT_VENV", ROOT / ".venv"))
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(*command: object, check: bool = True) -> int:
    """Run a command in the project's folder; stop the program when it fails and must not."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    status = subprocess.run(
        [str(part) for part in command], cwd=ROOT, check=False, env=environment
    ).returncode
    if check and status:
        raise SystemExit(status)
    return status


def quiet(*command: object) -> bool:
    """Run a command without output; return whether it succeeded."""
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    return done.returncode == 0


def make_environment() -> list[object]:
    """Make the virtual environment; return the command that is its pip."""
    if not PYTHON.exists():
        print(f"Making a virtual environment in {ENVIRONMENT}", file=sys.stderr)
        if not quiet(sys.executable, "-m", "venv", ENVIRONMENT):
            # Debian ships venv without ensurepip; a pip outside can install into it.
            made = quiet(sys.executable, "-m", "venv", "--clear", "--without-pip", ENVIRONMENT)
            if not made or not quiet(sys.executable, "-m", "pip", "--version"):
                made = quiet(sys.executable, "-m", "virtualenv", "--clear", ENVIRONMENT)
            if not made:
                raise SystemExit(
                    "Cannot make a virtual environment with this Python. On Debian or Ubuntu:"
                    " apt install python3-venv"
                )
    if quiet(PYTHON, "-m", "pip", "--version"):
        return [PYTHON, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def set_up(extra: str = "") -> None:
    """Install the project (editable) with `extra`, unless that was done for this pyproject."""
    if sys.version_info < (3, 11):
        raise SystemExit("auditlint needs Python 3.11 or later; this is " + sys.version.split()[0])
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + extra.encode()).hexdigest()
    stamp = ENVIRONMENT / f".installed{extra.strip('[]') or '-base'}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    pip = make_environment()
    print("Installing auditlint and what it needs", file=sys.stderr)
    run(*pip, "install", "--quiet", "--editable", f".{extra}")
    stamp.write_text(wanted, encoding="utf-8")


def demo(arguments: list[str]) -> int:
    """Lint the bundled example project."""
    set_up()
    return run(
        PYTHON, "-m", "auditlint", "check", "examples", "--exit-zero", *arguments, check=False
    )


def test(arguments: list[str]) -> int:
    """Run the whole test suite."""
    set_up("[dev]")
    return run(PYTHON, "-m", "pytest", *(arguments or ["-n", "auto"]), check=False)


def lint(arguments: list[str]) -> int:
    """Run ruff and mypy."""
    set_up("[dev]")
    del arguments
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "mypy")
    return run(PYTHON, "tools/generate.py", "--check", check=False)


def generate(arguments: list[str]) -> int:
    """Write all generated files."""
    set_up("[dev]")
    return run(PYTHON, "tools/generate.py", *arguments, check=False)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks."""
    set_up("[dev]")
    return run(PYTHON, "benchmarks/run.py", *arguments, check=False)


def setup(arguments: list[str]) -> int:
    """Make the environment with everything for development."""
    del arguments
    set_up("[dev]")
    print(f"Ready: {PYTHON.parent}")
    return 0


VERBS = {
    "demo": demo, "test": test, "lint": lint, "generate": generate, "bench": bench,
    "setup": setup,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in VERBS:
        print(__doc__, file=sys.stderr)
        raise SystemExit(2)
    raise SystemExit(VERBS[sys.argv[1]](sys.argv[2:]))
