"""Write ``expected.txt`` of the named folders anew: ``python -m tests.trees.write BOX001``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.trees.reporting import report

HERE = Path(__file__).parent


def main(names: list[str]) -> None:
    """Write the expected output of each folder, or of all when none is named."""
    for folder in sorted(HERE.iterdir()):
        if (folder / "drift").is_dir() and (not names or folder.name in names):
            text = report(folder / "drift")
            (folder / "expected.txt").write_text(text, encoding="utf-8")
            sys.stdout.write(f"{folder.name}\n{text}")
            clean = report(folder / "clean")
            if clean:
                sys.stdout.write(f"the clean twin is not clean:\n{clean}")


if __name__ == "__main__":
    main(sys.argv[1:])
