"""OpenSpec's own validator and auditlint over one tree: what it reports, auditlint reports too.

The program is a development tool of this test only. Without it the test is skipped, with a
message that says how to get it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from shutil import which
from typing import TYPE_CHECKING

import pytest

from tests.helpers import lint_tree
from tests.openspec import trees

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "1.13.2"
#: What the program reports and auditlint does not, each with the reason.
NOT_REPORTED = {
    "quoted-task": "the program reads tasks inside code fences, which are quotations",
}
#: What auditlint reports although the program calls the item valid.
BEYOND: dict[str, str] = {}


def program() -> list[str]:
    """Return the command of the validator, or skip."""
    given = os.environ.get("AUDITLINT_OPENSPEC", "")
    found = given or which("openspec") or ""
    if not found or which("node") is None:
        pytest.skip(
            "OpenSpec's own validator is not here: it needs Node and"
            f" 'npm install --prefix DIR @fission-ai/openspec@{VERSION}', then"
            " AUDITLINT_OPENSPEC=DIR/node_modules/.bin/openspec"
        )
    return [found, "validate", "--all", "--strict", "--no-interactive", "--json"]


def environment() -> dict[str, str]:
    return {**os.environ, "OPENSPEC_TELEMETRY": "0", "DO_NOT_TRACK": "1", "NO_COLOR": "1"}


def auditlint() -> list[str]:
    return [
        sys.executable, "-m", "auditlint", "check", "openspec", "--isolated", "--no-cache",
        "--notices", "--output-format", "jsonl",
    ]


def theirs(folder: Path, command: list[str]) -> tuple[set[str], set[str]]:
    """Return the items in which the validator finds an error or warning, and all items."""
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False,
        encoding="utf-8",
    )
    report = json.loads(done.stdout)
    wrong, every = set(), set()
    for item in report["items"]:
        name = item["id"] if item["type"] == "change" else f"specs/{item['id']}"
        every.add(name)
        if any(issue["level"] in ("ERROR", "WARNING") for issue in item["issues"]):
            wrong.add(name)
    return wrong, every


def ours(folder: Path) -> dict[str, set[str]]:
    """Return the codes that auditlint reports, by item."""
    done = subprocess.run(
        auditlint(), cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, set[str]] = {}
    for line in done.stdout.splitlines():
        entry = json.loads(line)
        if "code" not in entry:
            continue
        found.setdefault(item_of(str(entry["path"])), set()).add(str(entry["code"]))
    return found


def item_of(path: str) -> str:
    """Return the item that a document is of, as `trees` names it."""
    parts = path.split("/")
    return parts[2] if parts[1] == "changes" else "/".join(("specs", *parts[2:-1]))


def test_what_the_validator_reports_is_reported(tmp_path: Path) -> None:
    command = program()
    trees.write(tmp_path)
    wrong, every = theirs(tmp_path, command)
    wanted = {*trees.CHANGES, *(f"specs/{name}" for name in trees.SPECS)}
    assert wrong == wanted, "the tree does not show what it is made to show"
    assert every - wrong == {*trees.RIGHT, "specs/tides"}
    found = ours(tmp_path)
    assert wrong - found.keys() == NOT_REPORTED.keys()


def test_what_is_right_stays_silent(tmp_path: Path) -> None:
    """Each right change alone, beside the specification that it touches."""
    files = {
        "openspec/config.yaml": "schema: spec-driven\n",
        "openspec/specs/tides/spec.md": trees.specification(trees.requirement("Keep tables")),
    }
    for some in trees.RIGHT.values():
        files.update(some)
    trees.put(tmp_path, files)
    assert ours(tmp_path).keys() == BEYOND.keys()


@pytest.mark.parametrize(
    "name", [*trees.CHANGES, *(f"specs/{name}" for name in trees.SPECS)]
)
def test_each_is_reported_by_itself(name: str, tmp_path: Path) -> None:
    """What is wrong with an item shows without the others around it."""
    files = {
        "openspec/specs/tides/spec.md": trees.specification(
            trees.requirement("Keep tables", scenarios=("One", "Two"))
            + trees.requirement("Show tables")
        ),
    }
    if name in trees.CHANGES:
        files.update(trees.CHANGES[name])
    else:
        files[f"openspec/{name}/spec.md"] = trees.SPECS[name.removeprefix("specs/")]
    trees.put(tmp_path, files)
    found = {item_of(one.place.path) for one in lint_tree(tmp_path, "", preview=False)}
    assert (name in found) == (name not in NOT_REPORTED)


def test_takes_less_time_than_the_validator(tmp_path: Path) -> None:
    command = program()
    assert trees.large(tmp_path, 120) >= 600

    def best(argv: list[str]) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(argv, cwd=tmp_path, env=environment(), capture_output=True, check=False)
            times.append(time.perf_counter() - start)
        return min(times)

    assert best(auditlint()) < best(command)
