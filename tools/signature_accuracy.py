"""How well `auditlint.evidence.signatures` reads real code: a table per language.

    python tools/signature_accuracy.py FOLDER... [--language NAME] [--show N]

Every source file below the folders is read by our reader and by the tree-sitter grammar of its
language. Compared are functions by name and line: their names, order, defaults and marks of all
parameters. Files that the grammar itself reads with an error are left out and counted.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

import signature_oracle as oracle
from auditlint.evidence import signatures
from auditlint.evidence.signatures.languages import LANGUAGES, of_path

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = (".git", "__pycache__")
_COLUMNS = ("files", "left out", "functions", "same", "unknown", "missing", "extra", "wrong")


class Comparison:
    """The counts of one file: see `compare`."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.notes: list[str] = []


def compare(path: str, data: bytes, language: str) -> Comparison | None:
    """Hold our reading of a file against the grammar's; None where the grammar fails."""
    reading = oracle.read(path, data, language)
    if reading.has_error:
        return None
    result = Comparison()
    theirs: dict[tuple[str, int], list[oracle.Function]] = defaultdict(list)
    for one in reading.functions:
        theirs[one.name, one.line].append(one)
    ours = [one for one in signatures.read(path, data) if not one.is_binding]
    for signature in ours:
        mine = oracle.normal(signature)
        waiting = theirs.get((mine.name, mine.line))
        if not waiting:
            if not signature.is_complete:
                result.counts["unknown extra"] += 1
            elif not any(low <= mine.line <= high for low, high in reading.blind):
                result.counts["extra"] += 1
                result.notes.append(f"{path}:{mine.line}: extra {signatures.show(signature)}")
            continue
        index = next((i for i, one in enumerate(waiting) if one.parameters == mine.parameters), 0)
        other = waiting.pop(index)
        result.counts["functions"] += 1
        if not signature.is_complete:
            result.counts["unknown"] += 1
            result.notes.append(f"{path}:{mine.line}: unknown {signatures.show(signature)}")
        elif other.parameters == mine.parameters:
            result.counts["same"] += 1
        else:
            result.counts["wrong"] += 1
            result.notes.append(f"{path}:{mine.line}: wrong {mine.name}{mine.parameters} / {other.parameters}")
    for one in (each for waiting in theirs.values() for each in waiting):
        result.counts["functions"] += 1
        result.counts["missing"] += 1
        result.notes.append(f"{path}:{one.line}: missing {one.name}{one.parameters}")
    return result


def files(folders: list[str]) -> Iterator[str]:
    """Yield the source files below the folders, sorted."""
    for folder in folders:
        if os.path.isfile(folder):
            yield folder
        for root, names, found in os.walk(folder):
            names[:] = sorted(name for name in names if name not in _SKIPPED)
            for name in sorted(found):
                path = os.path.join(root, name)
                if of_path(name) is not None and not os.path.islink(path):
                    yield path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--language", action="append", help="only these languages")
    parser.add_argument("--show", type=int, default=0, help="print so many differences of each language")
    options = parser.parse_args()
    table: dict[str, Counter[str]] = defaultdict(Counter)
    notes: dict[str, list[str]] = defaultdict(list)
    for path in files(options.folders):
        language = of_path(path)
        if language is None:
            continue
        if options.language and language.name not in options.language:
            continue
        data = Path(path).read_bytes()
        counts = table[language.name]
        if signatures._text(data) is None:
            counts["not read"] += 1
            continue
        started = time.perf_counter()
        signatures.read(path, data)
        counts["microseconds"] += int(1e6 * (time.perf_counter() - started))
        counts["bytes"] += len(data)
        counts["files"] += 1
        result = compare(path, data, language.name)
        if result is None:
            counts["left out"] += 1
            continue
        counts.update(result.counts)
        notes[language.name] += result.notes
    print(f"{'language':<11}" + "".join(f"{name:>10}" for name in _COLUMNS) + f"{'same %':>9}{'MB/s':>7}")
    for language in LANGUAGES:
        counts = table.get(language.name, Counter())
        if counts["files"]:
            share = 100 * counts["same"] / max(1, counts["functions"])
            speed = counts["bytes"] / max(1, counts["microseconds"])
            print(
                f"{language.name:<11}" + "".join(f"{counts[name]:>10}" for name in _COLUMNS)
                + f"{share:>9.2f}{speed:>7.1f}"
            )  # fmt: skip
    for name, lines in notes.items():
        step = max(1, len(lines) // options.show) if options.show else 0
        for line in lines[::step][: options.show] if step else ():
            print(f"[{name}] {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
