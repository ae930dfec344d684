from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from tests.helpers import lint_tree
from tests.traps.building import build

FOLDER = ".planning/phases/07-tides"
PLAN = f"{FOLDER}/07-01-PLAN.md"
SUMMARY = f"{FOLDER}/07-01-SUMMARY.md"


def plan(*lines: str) -> str:
    listed = "".join(f"{line}\n" for line in lines)
    return (
        f"==> {PLAN} <==\n---\nphase: 07-tides\nplan: 01\nmust_haves:\n  artifacts:\n{listed}---\n\n"
        "==> src/port.py <==\nNAME = 1\n\n==> commit: plan <==\n"
    )


def summary(text: str = "It is done.", status: str = "complete") -> str:
    return (
        f"==> {SUMMARY} <==\n---\nphase: 07-tides\nplan: 01\nstatus: {status}\n---\n\n"
        f"# Phase 7 Plan 1: Tides Summary\n\n{text}\n\n==> commit: done <==\n"
    )


def found(folder: Path, text: str) -> list[str]:
    build(folder, text)
    return [
        f"{one.place.path}:{one.place.line}:{one.place.column} {one.severity}: {one.message}"
        for one in lint_tree(folder, "") if one.code == "VER005"
    ]


TIDES = "==> src/tides.py <==\nHOURS = 24\n\n\ndef high(day):\n    return day\n"
PATH = "    - path: src/tides.py"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(plan(PATH, "      contains: def high") + TIDES + summary(), id="kept"),
        pytest.param(plan(PATH, "      contains: 'def h.*day'") + TIDES + summary(), id="pattern"),
        pytest.param(plan(PATH, "      contains: a table of tides") + TIDES + summary(), id="prose"),
        pytest.param(plan(PATH, "      exports: [high, HOURS]") + TIDES + summary(), id="exports"),
        pytest.param(plan(PATH, "      min_lines: 5") + TIDES + summary(), id="lines"),
        pytest.param(plan(PATH), id="not-done-yet"),
        pytest.param(plan(PATH) + summary(status="partial"), id="partly-done"),
        pytest.param(plan(PATH) + summary("Put into `src/port.py`, not `src/tides.py`."), id="told"),
        pytest.param(plan("    - path: src/*.py") + summary(), id="pattern-path"),
        pytest.param(plan("    - path: /etc/tides.conf") + summary(), id="absolute"),
        pytest.param(plan("    - path: ../other/tides.py") + summary(), id="leaves"),
        pytest.param(plan("    - path: other/tides.py") + summary(), id="another-repository"),
        pytest.param(plan("    - path: the tide table") + summary(), id="no-path"),
        pytest.param(plan(PATH, "      provides: deleted") + summary(), id="to-be-deleted"),
        pytest.param(
            plan(PATH) + "==> .gitignore <==\nsrc/tides.py\n" + summary(), id="ignored"
        ),
        pytest.param(plan("    - path: port.py") + summary(), id="within-a-package"),
        pytest.param(
            plan(PATH, "      contains: def high") + TIDES + summary()
            + "==> src/tides.py <==\nHOURS = 12\n==> commit: later <==\n", id="held-then",
        ),
        pytest.param(
            plan(PATH, "      contains: def high") + TIDES + "==> commit: work <==\n"
            "==> src/tides.py <==\nHOURS = 12\n" + summary(), id="held-in-between",
        ),
        pytest.param(
            plan(PATH, "      contains: def high") + TIDES + summary()
            + "==> moved: src/tides.py lib/tides.py <==\n==> commit: move <==\n", id="moved",
        ),
        pytest.param(
            plan(PATH) + TIDES + summary() + "==> removed: src/tides.py <==\n==> commit: x <==\n",
            id="removed-later",
        ),
        pytest.param(
            plan(PATH, "      exports: [low]")
            + "==> src/tides.py <==\nfrom ports import *\n" + summary(), id="passes-on",
        ),
        pytest.param(
            plan(PATH, "      contains: def low")
            + TIDES + summary("## Deviations\n\n`def low` was left out."), id="a-deviation",
        ),
        pytest.param(plan("    - path: src/bell.svg", "      contains: bell")
                     + "==> src/bell.svg <==\n<svg/>\n" + summary(), id="named-for-its-file"),
        pytest.param(plan(PATH, "      min_lines: 10") + TIDES + summary(), id="half-of-the-lines"),
        pytest.param(plan(PATH, "      contains: no def low") + TIDES + summary(), id="negation"),
        pytest.param(plan(PATH, "      contains: low_water method") + TIDES + summary(), id="noun"),
        pytest.param(plan(PATH, "      contains: '`HOURS`'") + TIDES + summary(), id="code-marks"),
        pytest.param(
            plan(PATH, "      contains: --dry-run") + "==> src/tides.py <==\ndry_run: bool\n" + summary(),
            id="option-made-of-a-name",
        ),
        pytest.param(
            plan("    - path: NEWS.md", "      contains: '## v1.2.0'") + "==> NEWS.md <==\n## [1.2.0]\n" + summary(),
            id="heading-written-otherwise",
        ),
        pytest.param(
            plan("    - path: tests/test_tides.py", "      contains: test_high_tide_doubles")
            + "==> tests/test_tides.py <==\ndef test_tide_high():\n    pass\n" + summary(), id="near-test",
        ),
        pytest.param(
            plan(PATH, "      exports: [HighTide]") + "==> src/tides.py <==\ndef find_high_tide(): ...\n"
            + summary(), id="near-name",
        ),
        pytest.param(
            plan("    - path: src/tide_table.py", "      exports: [TideTable]")
            + "==> src/tide_table.py <==\nROWS = 3\n" + summary(), id="named-for-the-file",
        ),
        pytest.param(
            plan(PATH, "      contains: port.LowWater") + TIDES
            + summary("- Put `LowWater` into the port, since the import cycle is impossible"), id="import-cycle",
        ),
        pytest.param(
            plan(PATH, "      contains: def low_water") + TIDES
            + summary("Consolidated what `tides.py` was to hold into `port.py`."), id="consolidated",
        ),
        pytest.param(
            plan(PATH, "      contains: def low_water") + TIDES
            + summary("## Decisions Made\n\n- `low_water` is read from the chart"), id="a-decision",
        ),
        pytest.param(
            plan("    - path: src/harbour/tides.py", "      contains: low_water(day)")
            + "==> src/harbour/tides.py <==\nHOURS = 24\n"
            + summary("- Listens to the bell, which takes zero changes to the harbour folder"), id="no-change-to",
        ),
        pytest.param(
            plan(PATH, "      contains: def low_water") + TIDES + summary()
            + f"==> {FOLDER}/07-VERIFICATION.md <==\n# Verification\n\n`low_water` was superseded.\n"
            "==> commit: verified <==\n", id="accepted-by-the-verification",
        ),
        pytest.param(
            plan(PATH, "      contains: def low_water") + TIDES
            + "==> src/charts.py <==\ndef low_water(): ...\n"
            + summary().replace("status: complete", "status: complete\nkey-files:\n  created: [src/charts.py]"),
            id="in-another-file-of-the-plan",
        ),
        pytest.param(
            (plan(PATH, "      contains: def low(") + TIDES + summary()).replace("==> commit: plan <==\n", ""),
            id="history-begins-with-it",
        ),
        pytest.param(
            "==> README.md <==\nHello\n==> commit: first <==\n"
            + (plan(PATH, "      contains: def low(") + TIDES + summary()).replace("==> commit: plan <==\n", "")
            .replace("==> commit: done <==", "==> .planning/phases/08-bells/08-01-SUMMARY.md <==\n---\n"
                     "phase: 08-bells\nplan: 01\n---\n\n# Phase 8 Plan 1: Bells Summary\n\n==> commit: import <=="),
            id="several-phases-at-once",
        ),
        pytest.param(
            plan("    - path: .planning/phases/01-bells/01-NOTES.md")
            + "==> .planning/milestones/v1.0-phases/01-bells/01-NOTES.md <==\n# Notes\n" + summary(), id="archived-by-then",
        ),
        pytest.param("==> commit: none <==\n", id="nothing"),
        pytest.param(plan("    - path: []", "    - 7", "    - path: src/tides.py/", "      contains: {}")
                     + summary(), id="odd-shapes"),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            plan(PATH) + summary(),
            f"{PLAN}:6:13 warning: src/tides.py was never in the repository", id="never",
        ),
        pytest.param(
            plan("    - path: src/db/port.py") + summary(),
            f"{PLAN}:6:13 notice: src/db/port.py was never in the repository; src/port.py is",
            id="elsewhere",
        ),
        pytest.param(
            plan(PATH, "      contains: def low(") + TIDES + summary(),
            f"{PLAN}:7:17 warning: src/tides.py never held `def low(`", id="contains",
        ),
        pytest.param(
            plan(PATH, "      exports: [high, low]") + TIDES + summary(),
            f"{PLAN}:7:23 warning: src/tides.py never had low", id="exports",
        ),
        pytest.param(
            plan(PATH, "      min_lines: 40") + TIDES + summary(),
            f"{PLAN}:7:18 notice: src/tides.py never had 40 lines, but 5 at most", id="lines",
        ),
        pytest.param(
            plan(PATH, "      contains: def low(") + TIDES + summary()
            + "==> moved: src/tides.py lib/tides.py <==\n==> commit: move <==\n",
            f"{PLAN}:7:17 warning: src/tides.py never held `def low(`; it is lib/tides.py now", id="moved",
        ),
        pytest.param(
            plan(PATH, "      contains: 'a `low` tide: `9`'") + TIDES + summary(),
            f'{PLAN}:7:17 warning: src/tides.py never held "a `low` tide: `9`"', id="marks-of-code-inside",
        ),
        pytest.param(
            plan("    - path: tests/test_tides.py", "      contains: test_low_water_rises")
            + "==> tests/test_tides.py <==\ndef test_bell_rings():\n    pass\n" + summary(),
            f"{PLAN}:7:17 warning: tests/test_tides.py never held `test_low_water_rises`", id="another-test",
        ),
        pytest.param(
            plan(PATH, "      exports: [LowTide]") + "==> src/tides.py <==\ndef find_high_tide(): ...\n" + summary(),
            f"{PLAN}:7:17 warning: src/tides.py never had LowTide", id="another-name",
        ),
        pytest.param(
            plan(PATH, "      contains: def low_water") + TIDES
            + summary("`tides.py` holds the hours of the day. The bell was moved."),
            f"{PLAN}:7:17 warning: src/tides.py never held `def low_water`", id="no-explanation",
        ),
        pytest.param(
            plan(PATH, "      contains: def low_water") + TIDES
            + "==> src/charts.py <==\ndef low_water(): ...\n" + summary(),
            f"{PLAN}:7:17 warning: src/tides.py never held `def low_water`", id="in-a-file-of-somebody-else",
        ),
        pytest.param(
            plan(
                PATH, "      contains: def low_water", "    - path: src/charts.py", "      contains: def low_water",
            ) + TIDES + "==> src/charts.py <==\ndef low_water(): ...\n"
            + summary().replace("status: complete", "status: complete\nkey-files:\n  created: [src/charts.py]"),
            f"{PLAN}:7:17 warning: src/tides.py never held `def low_water`", id="promised-of-both",
        ),
        pytest.param(
            "==> README.md <==\nHello\n==> commit: first <==\n"
            + (plan(PATH, "      contains: def low(") + TIDES + summary()).replace("==> commit: plan <==\n", ""),
            f"{PLAN}:7:17 warning: src/tides.py never held `def low(`", id="one-phase-in-one-commit",
        ),
    ],
)
def test_fires(text: str, expected: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == [expected]


def test_says_nothing_of_a_shallow_clone(tmp_path: Path) -> None:
    build(tmp_path / "whole", plan(PATH) + summary())
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", (tmp_path / "whole").as_uri(), str(tmp_path / "new")],
        check=True,
    )
    assert [one for one in lint_tree(tmp_path / "new", "") if one.code == "VER005"] == []


def test_says_nothing_without_git(tmp_path: Path) -> None:
    text = (plan(PATH) + summary()).replace("==> commit: plan <==\n", "").replace(
        "==> commit: done <==\n", ""
    )
    assert [one for one in lint_tree(tmp_path, text) if one.code == "VER005"] == []


def test_opens_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_text("TOKEN = 1\n")
    tree = tmp_path / "tree"
    (tree / "src").mkdir(parents=True)
    (tree / "src/link.py").symlink_to(tmp_path / "secret.py")
    (tree / "out").symlink_to(tmp_path)
    text = plan(
        "    - path: src/link.py", "      contains: KEY", "    - path: out/secret.py", "      contains: KEY",
        "    - path: ../secret.py", "      contains: KEY",
    )
    assert found(tree, text + summary()) == []


def test_a_pattern_that_would_take_for_ever(tmp_path: Path) -> None:
    text = plan(PATH, "      contains: '((a+)+)+$'", PATH, "      contains: '(x*)*y(x*)*z'")
    source = "==> src/tides.py <==\n" + "a" * 300_000 + "\n" + "x" * 300_000 + "\n"
    started = time.perf_counter()
    found(tmp_path, text + source + summary())
    assert time.perf_counter() - started < 10
