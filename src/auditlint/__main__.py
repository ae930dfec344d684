"""The program's entry: the pre-commit hook's fast way out, a plain check, or the command line."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the program and return its exit status."""
    if "GIT_INDEX_FILE" in os.environ and "--tracked" in sys.argv:
        from auditlint.hook import nothing_to_do

        if nothing_to_do(sys.argv[1:]):
            return 0
    from auditlint.cli import quick

    status = quick.run(sys.argv[1:])
    if status is not None:
        return status
    from auditlint.cli.main import main as run

    return run() or 0


if __name__ == "__main__":
    sys.exit(main())
