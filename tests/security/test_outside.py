"""Documents that cite what lies outside of the repository, and links that lead there.

Nothing out there is ever opened: what was is written down by `tests.security.watched`, and the
secrets out there are named pipes as well, at which whoever opened them would wait for ever.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.hook.repository import needs_git
from tests.security.support import TREE, auditlint, check, no_crash, outside, project, write_tree

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    needs_git,
    pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="what was opened is not told"),
]

SECRET = "xyzzy-7f3a"  # noqa: S105 - a word to look for

COMMANDS = (
    ("check", "--preview", "--archived", "--notices", "--no-cache", "--output-format", "full"),
    ("check", "--preview", "--archived", "--no-cache", "--jobs", "1", "--output-format", "json"),
    ("check", "--preview", "--no-cache", "--jobs", "1", "--output-format", "github"),
    ("trace", "--format", "html", "--no-cache"),
    ("why", "phase", "1", "--all", "--no-cache"),
    ("why", ".planning/STATE.md", "--all", "--no-cache"),
    ("signatures", "import_tides"),
    ("signatures", SECRET.replace("-", "_")),
    ("show", ".planning/phases/01-tides/01-01-PLAN.md"),
    ("kinds", ".planning/STATE.md"),
)

#: Ways to write a path to the secret file; `{}` is its absolute folder.
WAYS = (
    "../../elsewhere/secret.py", "../elsewhere/secret.py", "{}/secret.py", "~/secret.py",
    "~root/.ssh/id_rsa", "/etc/passwd", "/etc/shadow", "../../../../../../../../etc/passwd",
    "C:\\Windows\\win.ini", "C:/Windows/win.ini", "\\\\server\\share\\secret.py",
    "//server/share/secret.py", "file://{}/secret.py", "src/../../elsewhere/secret.py",
    "src/weirlog/../../../elsewhere/secret.py", "./../elsewhere/secret.py", "/proc/self/environ",
    "/dev/stdin", "src/./../../elsewhere/secret.py", "%2e%2e/elsewhere/secret.py",
    "..%2Felsewhere%2Fsecret.py", "src/weirlog/\x00/secret.py", "$HOME/secret.py",
    "${HOME}/secret.py", "link/secret.py", "link/../../elsewhere/secret.py", "link-to-secret.py",
    "up/elsewhere/secret.py", "src/link.py", "link/folder/secret.md", ".git/config", ".git/HEAD",
    "loop/secret.py", "src/dangling.py",
)


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder beside the repository that holds what documents look for."""
    away = tmp_path / "elsewhere"
    name = SECRET.replace("-", "_")
    write_tree(away, {
        "secret.py": f"def import_tides({name}):\n    return '{SECRET}'\n\n\ndef {name}(a):\n    pass\n",
        "secret.md": f"# {SECRET}\n\n- [ ] **{SECRET}**: x\n",
        "folder/secret.md": f"# {SECRET}\n",
        "pyproject.toml": f'[project]\nname = "{SECRET}"\n[tool.auditlint]\n{SECRET} = 1\n',
        "package.json": json.dumps({"name": SECRET}),
        ".openspec.yaml": f"schema: {SECRET}\nskip_specs: {SECRET}\n",
        "schema.json": json.dumps({"type": SECRET, "required": [SECRET]}),
        "REQUIREMENTS.md": f"# Requirements\n\n- [x] **TIDE-77**: {SECRET}\n",
        "ROADMAP.md": f"# Roadmap\n\n### Phase 1: {SECRET}\n**Requirements**: TIDE-77\n",
        "tasks.md": f"## 1. {SECRET}\n- [ ] 1.1 {SECRET}\n",
        "phases/09-secret/09-01-PLAN.md": f"---\nphase: 09-{SECRET}\nplan: 01\n---\n# {SECRET}\n",
    })
    os.mkfifo(away / "pipe.py")
    return away


def _links(root: Path, away: Path) -> None:
    for link, target in {
        "link": "../elsewhere", "up": "..", "link-to-secret.py": str(away / "secret.py"),
        "src/link.py": "../../elsewhere/secret.py", "src/dangling.py": "../../elsewhere/none.py",
        "src/waits.py": "../../elsewhere/pipe.py", "loop": "loop", "src/device.py": "/dev/zero",
        "src/memory.py": "/proc/self/environ",
    }.items():
        (root / link).symlink_to(target)


def _citing(away: Path) -> dict[str, str]:
    ways = [one.replace("{}", str(away)) for one in WAYS] + ["src/waits.py", "src/device.py", "src/memory.py"]
    printable = [one.replace("\x00", "\ufffd") for one in ways]
    lines = "\n".join(f"    - {json.dumps(one)}" for one in ways)
    artifacts = "\n".join(
        f"    - path: {json.dumps(one)}\n      provides: x\n      contains: \"def wanted_nowhere\"\n"
        f"      min_lines: 900\n      exports: [\"import_tides\"]" for one in ways
    )
    key_links = "\n".join(
        f"    - from: {json.dumps(one)}\n      to: {json.dumps(ways[0])}\n      via: x\n"
        f"      pattern: \"import_everything\"" for one in ways
    )
    return {
        ".planning/STATE.md": "# State\n\n" + "".join(
            f"Look at `{one}`, `{one}:3-900` and [that]({one}#L700).\n@{one}\n" for one in printable
        ),
        ".planning/codebase/ARCHITECTURE.md": "# Architecture\n\n" + "".join(
            f"`import_tides(path, other_{number})` is in `{one}`; see [it]({one}#nowhere).\n\n"
            for number, one in enumerate(printable)
        ),
        ".planning/phases/01-tides/01-01-PLAN.md": (
            "---\nphase: 01-tides\nplan: 01\ntype: execute\nwave: 1\ndepends_on: []\n"
            f"files_modified:\n{lines.replace('    -', '  -')}\nautonomous: true\nmust_haves:\n"
            f"  truths: []\n  artifacts:\n{artifacts}\n  key_links:\n{key_links}\n---\n# Plan\n"
        ),
        ".planning/phases/01-tides/01-VERIFICATION.md": (
            "---\nphase: 01-tides\nverified: 2026-01-02T10:00:00Z\nstatus: gaps_found\n"
            f"score: 0/1 must-haves verified\ncovered_files:\n{lines.replace('    -', '  -')}\n"
            f"covered_digest: v1:sha256:{'0' * 64}\ngaps:\n" + "".join(
                "  - truth: \"Tides\"\n    status: failed\n    reason: \"`wanted` is missing\"\n"
                f"    artifacts:\n      - path: {json.dumps(one)}\n        issue: \"no `wanted`\"\n"
                "    missing:\n      - \"Change `- [ ] X` to `- [x] X`\"\n" for one in ways
            ) + "---\n# Verification\n"
        ),
        "docs/TIDE_REVIEW.md": "# Review: Issues\n\n## High Priority Issues\n\n" + "".join(
            f"### ISSUE-{number:03}: import_tides() and diff_days() APIs Not Exposed\n"
            f"**Severity**: HIGH\n**Location**: `{one}`\n**Problem**: None.\n\n"
            for number, one in enumerate(printable, 1)
        ),
        "tools/generate.sh": "".join(f"cp \"{one}\" .\n" for one in printable),
    }


def _silent(root: Path, away: Path, command: tuple[str, ...]) -> None:
    """Fail where a command opens or prints anything of what lies outside."""
    done = auditlint(root, *command, watch=True, HOME=str(away))
    no_crash(done)
    assert not outside(done.events, away, root.parent / "etc")
    opened = {one.partition(" ")[2] for one in done.events if one.startswith(("open", "list"))}
    real = os.path.realpath(root)
    foreign = {
        one for one in opened
        if one.startswith(("/etc/passwd", "/etc/shadow", "/root/.ssh", "/dev/zero", "/dev/stdin"))
        or (one.startswith("/proc/") and not one.startswith("/proc/self/fd")
            and "/fd" not in one and one.endswith("environ"))
    }
    assert not foreign
    assert not {one for one in opened if one.startswith(real + "/.git/") and "index" not in one}
    said = done.said.replace(SECRET.replace("-", "_"), "") if command[0] == "signatures" else done.said
    assert SECRET not in said
    assert SECRET.replace("-", "_") not in said
    assert "root:x:" not in said


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: f"{one[0]}-{one[-1]}")
def test_cited_paths(tmp_path: Path, away: Path, command: tuple[str, ...]) -> None:
    repository = project(tmp_path / "repository")
    _links(repository.root, away)
    write_tree(repository.root, _citing(away))
    repository.commit()
    _silent(repository.root, away, command)


def test_the_watch_sees_what_is_opened(tmp_path: Path) -> None:
    repository = project(tmp_path / "repository")
    (repository.root / "inner.py").symlink_to("src/weirlog/tides.py")
    done = check(repository.root, watch=True)
    opened = outside(done.events, repository.root)
    for path in ("src/weirlog/tides.py", ".planning/STATE.md", "tools/generate.sh",
                 "openspec/changes/add-gate/.openspec.yaml"):
        assert f"open {repository.root / path}" in opened


#: Files of a project that are links to files outside, each in a tree of its own.
LINKED = {
    ".planning/REQUIREMENTS.md": "REQUIREMENTS.md",
    ".planning/ROADMAP.md": "ROADMAP.md",
    ".planning/STATE.md": "secret.md",
    ".planning/phases/01-tides/01-01-PLAN.md": "phases/09-secret/09-01-PLAN.md",
    ".planning/phases": "phases",
    ".planning": ".",
    "src/weirlog/tides.py": "secret.py",
    "src/weirlog": ".",
    "tools/generate.sh": "secret.py",
    "pyproject.toml": "pyproject.toml",
    "package.json": "package.json",
    "openspec/changes/add-gate/tasks.md": "tasks.md",
    "openspec/changes/add-gate/.openspec.yaml": ".openspec.yaml",
    "openspec/changes/add-gate": ".",
    "docs/TIDE_REVIEW.md": "secret.md",
    "docs": ".",
    ".gitignore": "secret.md",
    "CLAUDE.md": "pipe.py",
    ".planning/config.json": "pipe.py",
}


@pytest.mark.parametrize("path", LINKED)
def test_files_that_are_links(tmp_path: Path, away: Path, path: str) -> None:
    import shutil

    repository = project(tmp_path / "repository")
    full = repository.root / path
    if full.is_dir():
        shutil.rmtree(full)
    else:
        full.unlink(missing_ok=True)
    full.symlink_to(away / LINKED[path])
    repository.commit()
    _silent(repository.root, away, COMMANDS[1])
    if path.startswith("src"):
        _silent(repository.root, away, COMMANDS[6])


@pytest.mark.parametrize("way", ["../elsewhere/schema.json", "link/schema.json", "schema.json", "{}/schema.json"])
def test_schemas_of_a_configuration(tmp_path: Path, away: Path, way: str) -> None:
    root = tmp_path / "repository"
    repository = project(root)
    (root / "link").symlink_to(away)
    (root / "schema.json").symlink_to(away / "schema.json")
    path = way.replace("{}", str(away))
    (root / ".auditlint.toml").write_text(f'[schemas]\ngsd-state = "{path}"\n')
    (root / "auditlint.toml").write_text(f'[schemas]\ngsd-state = "{path}"\n')
    repository.commit()
    _silent(root, away, COMMANDS[0])
    _silent(root, away, ("config", "check"))
    _silent(root, away, ("schema", "gsd-state"))


@pytest.mark.parametrize("target", ["pyproject.toml", "secret.md", "pipe.py"])
def test_a_configuration_that_is_a_link(tmp_path: Path, away: Path, target: str) -> None:
    from auditlint.settings import FILE_NAME

    root = tmp_path / "repository"
    repository = project(root)
    for name in (FILE_NAME, "pyproject.toml"):
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to(away / target)
        repository.commit()
        _silent(root, away, COMMANDS[0])
        (root / name).unlink()


def test_links_of_schemas_within_schemas(tmp_path: Path, away: Path) -> None:
    root = tmp_path / "repository"
    project(root)
    schema = {"$ref": f"file://{away}/schema.json", "properties": {"a": {"$ref": "../elsewhere/schema.json"}}}
    (root / "own.json").write_text(json.dumps(schema))
    from auditlint.settings import FILE_NAME

    (root / FILE_NAME).write_text('[schemas]\ngsd-state = "own.json"\n')
    _silent(root, away, COMMANDS[0])


def test_history_that_holds_links(tmp_path: Path, away: Path) -> None:
    # What was a link at a commit is a link there too; what it pointed at is not looked up.
    repository = project(tmp_path / "repository")
    tides = repository.root / "src/weirlog/tides.py"
    tides.unlink()
    tides.symlink_to(away / "secret.py")
    repository.commit()
    tides.unlink()
    tides.write_text(TREE["src/weirlog/tides.py"])
    repository.commit()
    _silent(repository.root, away, COMMANDS[0])


def test_a_repository_that_borrows_its_folder(tmp_path: Path, away: Path) -> None:
    # ``core.worktree`` and a ``.git`` file may name any folder: the tree stays where it is.
    repository = project(tmp_path / "repository")
    repository.git("config", "core.worktree", str(away))
    _silent(repository.root, away, COMMANDS[0])
    found = check(repository.root, "--output-format", "concise")
    assert "SIG002" in found.output
