from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.helpers import found_in_tree, lint_tree, write_tree

REPORT = ".planning/phases/07-tides/07-VERIFICATION.md"
FILES = {"src/tides.py": "HOURS = 24\n", "src/port.py": "NAME = 1\n"}


def digest(files: dict[str, str]) -> str:
    parts = "".join(
        f"{path}\n{hashlib.sha256(files[path].encode()).hexdigest()}\n" for path in sorted(files)
    )
    return "v1:sha256:" + hashlib.sha256(f"v1\n{parts}".encode()).hexdigest()


def tree(stated: str, covered: list[str], files: dict[str, str], root: str = "") -> str:
    listed = "".join(f"  - {path}\n" for path in covered)
    text = "".join(f"==> {root}{path} <==\n{content}" for path, content in files.items())
    return (
        f"{text}==> {root}{REPORT} <==\n---\nphase: 07-tides\ncovered_files:\n{listed}"
        f'covered_digest: "{stated}"\n---\n\n# Phase 7: Tides Verification Report\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(tree(digest(FILES), list(FILES), FILES), id="as-it-was"),
        pytest.param(
            tree(digest(FILES), ["./src/tides.py", "src//port.py", "lib/../src/port.py"], FILES),
            id="other-spellings",
        ),
        pytest.param(tree(digest(FILES), list(FILES), FILES, "apps/web/"), id="nested-project"),
        pytest.param(tree("v2:sha256:" + "0" * 64, list(FILES), FILES), id="another-version"),
        pytest.param(tree("v1:sha256:pending", list(FILES), FILES), id="no-digest"),
        pytest.param(tree("v1:sha256:" + "0" * 64, list(FILES), {}), id="nothing-is-here"),
        pytest.param(
            tree("v1:sha256:" + "0" * 64, ["../secret", "src/port.py"], FILES), id="leaves"
        ),
        pytest.param(
            tree("v1:sha256:" + "0" * 64, ["/etc/hostname", "src/port.py"], FILES), id="absolute"
        ),
    ],
)
def test_stays_silent(text: str, tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, text, "VER003") == []


def test_a_changed_file(tmp_path: Path) -> None:
    changed = {**FILES, "src/port.py": "NAME = 2\n"}
    text = tree(digest(FILES), list(FILES), changed)
    assert found_in_tree(tmp_path, text, "VER003") == [
        f"{REPORT}:6:17 the 2 files it covers are not as they were when this was verified"
    ]
    (found,) = (one for one in lint_tree(tmp_path, text) if one.code == "VER003")
    assert found.severity == "warning"


def test_the_only_file(tmp_path: Path) -> None:
    text = tree("v1:sha256:" + "0" * 64, ["src/port.py"], FILES)
    assert found_in_tree(tmp_path, text, "VER003") == [
        f"{REPORT}:5:17 src/port.py is not as it was when this was verified"
    ]


def test_a_file_that_is_gone_is_a_notice(tmp_path: Path) -> None:
    text = tree(digest(FILES), list(FILES), {"src/port.py": FILES["src/port.py"]})
    (found,) = (one for one in lint_tree(tmp_path, text) if one.code == "VER003")
    assert (found.severity, found.message) == (
        "notice", "it covers 2 files, of which src/tides.py is not there"
    )


def test_a_link_out_of_the_tree_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("secret")
    inside = tmp_path / "tree"
    write_tree(inside, tree(digest(FILES), ["src/tides.py", "link"], FILES))
    (inside / "link").symlink_to(tmp_path / "outside")
    found = found_in_tree(inside, "", "VER003")
    assert found == [f"{REPORT}:6:17 it covers 2 files, of which link is not there"]


def test_a_file_beyond_the_limit_is_not_judged(tmp_path: Path) -> None:
    from auditlint.config import Limits

    text = tree(digest(FILES), list(FILES), {**FILES, "src/port.py": "x" * 5_000})
    assert found_in_tree(tmp_path, text, "VER003", limits=Limits(file_bytes=4_000)) == []


PLANS = {
    f".planning/phases/07-tides/07-0{number}-{kind}.md": f"# {kind} {number}\n"
    for number in (1, 2) for kind in ("PLAN", "SUMMARY")
}


def test_a_plan_that_came_after_it(tmp_path: Path) -> None:
    covered = dict(list(PLANS.items())[:2])
    text = tree(digest(covered), list(covered), PLANS)
    assert found_in_tree(tmp_path, text, "VER003") == [
        f"{REPORT}:6:17 the files it covers leave out 07-02-PLAN.md, 07-02-SUMMARY.md"
    ]
    (found,) = (one for one in lint_tree(tmp_path, text) if one.code == "VER003")
    assert (found.severity, len(found.related)) == ("notice", 2)


def test_plans_that_are_all_covered_or_never_were(tmp_path: Path) -> None:
    assert found_in_tree(tmp_path, tree(digest(PLANS), list(PLANS), PLANS), "VER003") == []
    text = tree(digest(FILES), list(FILES), {**FILES, **PLANS})
    assert found_in_tree(tmp_path / "other", text, "VER003") == []
