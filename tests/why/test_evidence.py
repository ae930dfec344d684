"""What was held against the repository is shown with its evidence: file, line, commit."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from auditlint import registry
from tests.traps.building import build, git
from tests.trees.reporting import copied, report
from tests.why.trees import ask

ROOT = Path(__file__).resolve().parents[2]
TREES = ROOT / "tests" / "trees"
Captured = pytest.CaptureFixture[str]


def _telling(word: str) -> list[str]:
    """The codes of the rules that tell something, by what their own files say."""
    found = []
    for entry in registry.RULES:
        source = ROOT / "src" / (entry.module.replace(".", "/") + ".py")
        if word in source.read_text(encoding="utf-8"):
            found.append(entry.rule.code)
    return sorted(found)


JUDGING = _telling("context.judged(")


def _evidence(
    folder: Path, capsys: Captured, question: str, *more: str, tree: str = ""
) -> list[dict[str, Any]]:
    _, out, errors = ask(folder, capsys, question, *more, "--output-format", "json", tree=tree)
    assert not errors
    return [one for part in json.loads(out)["subjects"] for one in part["evidence"]]


def test_the_documentation_lists_the_rules_that_tell() -> None:
    text = (ROOT / "docs" / "why.md").read_text(encoding="utf-8")
    for word, codes in (("undecided", _telling("undecided")), ("judged", JUDGING)):
        listed = re.search(rf"<!-- {word} -->(.*?)<!-- /{word} -->", text, re.DOTALL)
        assert listed is not None
        assert re.findall(r"[A-Z]{3}\d{3}", listed[1]) == codes


@pytest.mark.parametrize("code", JUDGING)
def test_every_finding_has_evidence_where_it_stands(
    tmp_path: Path, capsys: Captured, code: str
) -> None:
    """The trees with drift: what fires says so at its line, and by what."""
    copied(TREES / code / "drift", tmp_path / "tree")
    places = re.findall(
        rf"^(\S+:\d+):\d+: \w+: .* \[{code}\]$", report(TREES / code / "drift"), re.MULTILINE
    )
    assert places
    for place in places:
        told = _evidence(tmp_path / "tree", capsys, place, "--rule", code)
        assert "wrong" in {one["outcome"] for one in told if one["code"] == code}


REPOSITORY = """==> .planning/STATE.md <==
# Project State

{line}
==> .planning/codebase/STRUCTURE.md <==
# Codebase Structure

- `src/made.py`: what is to be created
==> src/kiln.py <==
def fire(clay, glaze):
    return clay + glaze


def cool(clay):
    raise NotImplementedError
==> src/oven.py <==
HEAT = 1
COOL = 2
==> src/soot.py <==
X = 1
==> packages/a/src/same.py <==
A = 1
==> packages/b/src/same.py <==
B = 1
==> .gitignore <==
*.log
dist/
==> pyproject.toml <==
[project]
name = "kilnlog"
==> commit: Kiln and oven <==
==> moved: src/oven.py src/stove.py <==
==> removed: src/soot.py <==
==> commit: The oven is a stove <==
"""


def _line(folder: Path, line: str) -> None:
    build(folder, REPOSITORY.replace("{line}", line))


@pytest.mark.parametrize(
    ("line", "code", "outcome", "words"),
    [
        pytest.param("`src/kiln.py` heats", "REF001", "holds", "it is there", id="there"),
        pytest.param(
            "`src/soot.py` heats", "REF001", "wrong", "it is not there: it was there once", id="removed"
        ),
        pytest.param(
            "`src/ash.py` heats", "REF001", "wrong", "no commit ever held it", id="never"
        ),
        pytest.param(
            "Create `src/ash.py` first", "REF001", "undecidable",
            "(no commit ever held it), but the words around it say more than that it is there: 'Create'",
            id="hedged",
        ),
        pytest.param("`src/fire.log` fills", "REF001", "undecidable", "git ignores it", id="ignored"),
        pytest.param("`dist/kiln.py` is built", "REF001", "undecidable", "git ignores it", id="ignored-folder"),
        pytest.param(
            "`src/same.py` is one", "REF001", "undecidable", "it may be any of several: packages/a/",
            id="ambiguous",
        ),
        pytest.param("`../x/kiln.py` heats", "", "undecidable", "relative to", id="relative"),
        pytest.param("`src/*.py` heats", "", "undecidable", "a pattern, a placeholder", id="glob"),
        pytest.param("`src/<name>.py` heats", "", "undecidable", "a placeholder", id="placeholder"),
        pytest.param("Run `ls src/kiln.py` now", "", "undecidable", "a command", id="command"),
        pytest.param(
            "`glazelab/mix/stir.py` mixes", "REF001", "undecidable", "in no folder that this repository",
            id="another-repository",
        ),
        pytest.param("`/etc/kiln/kiln.py` heats", "REF001", "undecidable", "absolute", id="absolute"),
        pytest.param("`src/kiln.py:2` heats", "REF002", "holds", "it has these lines", id="lines"),
        pytest.param("`src/kiln.py:200` heats", "REF002", "wrong", "never was so long", id="no-lines"),
        pytest.param(
            "`.planning/STATE.md:200` tells", "REF002", "undecidable", "rewritten all the time",
            id="lines-of-planning",
        ),
        pytest.param("Commit `abcdef1` did it", "REF003", "wrong", "no such commit", id="no-commit"),
        pytest.param("The colour `abcdef1` is red", "", "undecidable", "says that it is a commit", id="colour"),
        pytest.param("[kiln](../src/kiln.py)", "REF004", "holds", "it leads there", id="link"),
        pytest.param("[kiln](../src/ash.py)", "REF004", "wrong", "no commit ever held it", id="no-link"),
        pytest.param("[kiln](../src/<x>.py)", "REF004", "undecidable", "a placeholder", id="link-pattern"),
        pytest.param("[kiln](../../../kiln.py)", "REF004", "undecidable", "out of the repository", id="outside"),
        pytest.param("[top](#blockers)", "REF004", "wrong", "no heading for #blockers", id="anchor"),
        pytest.param("[top](#project-state)", "REF004", "holds", "a heading for #", id="good-anchor"),
        pytest.param("`src/oven.py` heats", "REF006", "wrong", "it moved", id="moved"),
        pytest.param(
            "`src/oven.py` was renamed", "REF006", "undecidable", "more than that it is there: '", id="told-move"
        ),
        pytest.param("`Src/kiln.py` heats", "REF008", "wrong", "other letter case", id="case"),
        pytest.param(
            "`Src/kiln.py` was wrong", "REF008", "undecidable", "other letter case only, but", id="case-told"
        ),
        pytest.param("`fire(clay, glaze)` fires", "SIG001", "holds", "takes these parameters", id="signature"),
        pytest.param("`fire(clay, cone, hours)`", "SIG002", "wrong", "takes `cone`, `hours`", id="parameter"),
        pytest.param(
            "`fire(clay, cone, hours)` is planned", "SIG001", "undecidable",
            "more than that it is so: 'planned'", id="planned",
        ),
        pytest.param("`glow(clay, glaze)`", "SIG001", "undecidable", "to define a function of this name", id="no-function"),
        pytest.param("`heat()` in `src/kiln.py`", "SIG004", "wrong", "no source file holds it", id="symbol"),
        pytest.param("`fire()` in `src/kiln.py`", "SIG004", "holds", "a function is called so", id="good-symbol"),
        pytest.param(
            "`heat()` in `src/kiln.py` is missing", "SIG004", "undecidable", "'missing'", id="symbol-hedged"
        ),
        pytest.param("Run `pip install kilnlog`", "NAM001", "holds", "is called so", id="package"),
        pytest.param("Run `pip install kilnlgo`", "NAM001", "wrong", "the name is 'kilnlog'", id="no-package"),
        pytest.param(
            "Run `pip install kilnlgo` no longer", "NAM001", "undecidable", "'no longer'", id="package-hedged"
        ),
        pytest.param("Run `pip install quux`", "NAM001", "undecidable", "has a name near it", id="others"),
        pytest.param(
            "`cool()` is not implemented in `src/kiln.py`", "VER007", "holds", "that does something", id="absent"
        ),
        pytest.param(
            "`fire()` is not defined in `src/kiln.py`", "VER007", "wrong", "called missing, but", id="present"
        ),
        pytest.param(
            "`fire()` is not defined in `src/ash.py`", "VER007", "undecidable", "is not known", id="absent-file"
        ),
    ],
)
def test_a_line(
    tmp_path: Path, capsys: Captured, line: str, code: str, outcome: str, words: str
) -> None:
    _line(tmp_path, line)
    told = _evidence(tmp_path, capsys, ".planning/STATE.md:3")
    found = [one for one in told if one["code"] == (code or None) and one["outcome"] == outcome]
    assert [one for one in found if words in one["reason"]], told
    assert all(one["place"]["line"] == 3 for one in told)


def test_evidence_names_file_line_and_commit(tmp_path: Path, capsys: Captured) -> None:
    _line(tmp_path, "`src/oven.py` and `src/soot.py` and `fire(clay, cone, hours)`")
    _, out, _ = ask(tmp_path, capsys, ".planning/STATE.md:3", tree="")
    assert re.search(
        r"  evidence\n"
        r"    \.planning/STATE\.md:3:1  src/oven\.py\n"
        r"      REF006 does not hold: it moved\n"
        r"        src/stove\.py  commit [0-9a-f]{9} of 2026-09-01: The oven is a stove\n"
        r"    \.planning/STATE\.md:3:19  src/soot\.py\n"
        r"      REF001 does not hold: it is not there: it was there once\n"
        r"        removed  commit [0-9a-f]{9} of 2026-09-01: The oven is a stove\n", out,
    ), out
    assert "        src/kiln.py:1  fire(clay, glaze)\n" in out


def test_the_example_of_the_documentation(tmp_path: Path, capsys: Captured) -> None:
    text = (ROOT / "docs" / "why.md").read_text(encoding="utf-8")
    shown = text.partition("$ auditlint why .planning/STATE.md:3\n")[2].partition("```")[0]
    _line(tmp_path, "`src/oven.py` heats, `fire(clay, cone, hours)` burns, `dist/kiln.py` ships")
    _, out, _ = ask(tmp_path, capsys, ".planning/STATE.md:3", "--rule", "REF,SIG002", tree="")
    hidden = r"commit [0-9a-f]{9} "
    assert re.sub(hidden, "commit ", out.partition("  rules\n")[0]) == re.sub(hidden, "commit ", shown)


def test_an_ignored_path_names_the_pattern(tmp_path: Path, capsys: Captured) -> None:
    _line(tmp_path, "`src/fire.log` fills")
    (only,) = _evidence(tmp_path, capsys, ".planning/STATE.md:3")
    assert only["grounds"] == [{"text": "*.log", "path": ".gitignore", "line": 1, "commit": None}]


def test_a_commit_has_its_day_and_subject(tmp_path: Path, capsys: Captured) -> None:
    _line(tmp_path, "Nothing yet")
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=tmp_path, check=True, capture_output=True, encoding="ascii"
    )
    head = done.stdout.strip()
    (tmp_path / ".planning/STATE.md").write_text(f"# Project State\n\nCommit `{head[:8]}` did it\n")
    (only,) = _evidence(tmp_path, capsys, ".planning/STATE.md:3")
    assert (only["code"], only["outcome"], only["text"]) == ("REF003", "holds", head[:8])
    assert only["grounds"][0]["commit"] == {
        "id": head, "day": "2026-09-01", "subject": "The oven is a stove",
    }


@pytest.mark.parametrize(
    ("words", "outcome", "reason"),
    [
        ("Commit `{}` did it", "wrong", "the repository has no such commit"),
        (
            "Commit `{}` was reverted", "undecidable",
            "the repository has no such commit, but its line says more of it: 'reverted'",
        ),
        (
            "Commit `{}` is of the plugin", "undecidable",
            "the repository has no such commit, but its line says more of it: 'plugin'",
        ),
    ],
)
def test_a_commit_that_is_not_there(
    tmp_path: Path, capsys: Captured, words: str, outcome: str, reason: str
) -> None:
    _line(tmp_path, "Nothing yet")
    done = subprocess.run(
        ["git", "log", "--format=%h"], cwd=tmp_path, check=True, capture_output=True, encoding="ascii"
    )
    known = "".join(f"Commit `{one}`\n\n" for one in done.stdout.split())
    (tmp_path / ".planning/STATE.md").write_text(f"{words.format('abcdef1')}\n\n{known}")
    (only,) = _evidence(tmp_path, capsys, ".planning/STATE.md:1")
    assert (only["code"], only["outcome"], only["reason"]) == ("REF003", outcome, reason)


@pytest.mark.parametrize(
    ("box", "outcome", "words"),
    [
        ("- [x] **KILN-01**: `cool(clay)` in `src/kiln.py` works", "wrong", "is a stub"),
        ("- [x] **KILN-01**: `cool(clay)` works", "undecidable", "may mean another function"),
        ("- [x] **KILN-01**: `fire(clay)` works", "holds", "does something"),
        ("- [x] **KILN-01**: Stub `cool(clay)`", "undecidable", "'Stub'"),
        ("- [x] **KILN-01**: `glow(clay)` works", "undecidable", "no function of this name has a body"),
    ],
)
def test_ticked_tasks(
    tmp_path: Path, capsys: Captured, box: str, outcome: str, words: str
) -> None:
    tree = REPOSITORY.partition("==> commit:")[0] + f"==> .planning/REQUIREMENTS.md <==\n# R\n\n{box}\n"
    told = _evidence(tmp_path, capsys, ".planning/REQUIREMENTS.md:3", "--rule", "VER008", tree=tree)
    assert [(one["code"], one["outcome"]) for one in told] == [("VER008", outcome)]
    assert words in told[0]["reason"]


def test_hostile_subjects_and_paths_are_escaped(tmp_path: Path, capsys: Captured) -> None:
    evil = "\x1b[31mev\u202eil\x1b]0;x\x07 ::error::x\r"
    _line(tmp_path, "`src/oven.py` heats")
    (tmp_path / "src" / "stove.py").rename(tmp_path / "src" / f"{evil[:6]}::error.py")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--amend", "--message", f"{evil}\nsecond\n\nbody")
    for colour in ("never", "always"):
        _, out, _ = ask(tmp_path, capsys, ".planning/STATE.md:3", "--color", colour, tree="")
        assert r"\x1b[31mev\u202eil" in out
        assert not {"\x1b[31m", "\u202e", "\x07", "\r"} & {
            *re.findall(r"\x1b\[31m(?!REF)", out), *out
        }
        assert all(not line.startswith("::") for line in out.splitlines())
    (only,) = _evidence(tmp_path, capsys, ".planning/STATE.md:3")
    assert only["grounds"][0]["commit"]["subject"].startswith("\x1b[31mev")


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("`src/ash.py` heats", "REF001", "it is not there (this is no git repository)"),
        ("Commit `abcdef1` did it", "REF003", "this is no git repository"),
        ("[kiln](../src/ash.py)", "REF004", "without git this may be an export"),
        ("Run `pip install quux`", "NAM001", "this is no git repository"),
    ],
)
def test_without_git(
    tmp_path: Path, capsys: Captured, line: str, code: str, words: str
) -> None:
    text = REPOSITORY.partition("==> commit:")[0].replace("{line}", line)
    (only,) = _evidence(tmp_path, capsys, ".planning/STATE.md:3", tree=text)
    assert (only["code"], only["outcome"]) == (code, "undecidable")
    assert words in only["reason"]


@pytest.mark.parametrize(
    ("line", "code"),
    [("`src/ash.py` heats", "REF001"), ("Commit `abcdef1` did it", "REF003")],
)
def test_in_a_shallow_clone(tmp_path: Path, capsys: Captured, line: str, code: str) -> None:
    (tmp_path / "whole").mkdir()
    _line(tmp_path / "whole", line)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{tmp_path}/whole", "part")
    (only,) = _evidence(tmp_path / "part", capsys, ".planning/STATE.md:3")
    assert (only["code"], only["outcome"]) == (code, "undecidable")
    assert "this is a shallow clone" in only["reason"]


PLAN = """==> .planning/ROADMAP.md <==
# Roadmap

- [x] **Phase 1: Kiln**
==> .planning/phases/01-kiln/01-01-PLAN.md <==
---
phase: 01-kiln
plan: 01
must_haves:
  artifacts:
    - path: "src/kiln.py"
      provides: "Firing"
      contains: "def fire"
  key_links:
    - from: "src/kiln.py"
      to: "src/oven.py"
      via: "import"
      pattern: "from oven import"
---
# Plan
==> src/kiln.py <==
from oven import heat
def fire(): ...
==> src/oven.py <==
def heat(): ...
==> commit: The plan and the kiln <==
"""
SUMMARY = """==> .planning/phases/01-kiln/01-01-SUMMARY.md <==
# Summary
==> commit: The summary <==
==> src/kiln.py <==
def burn(): ...
==> commit: Another word for it <==
"""


def test_promises_are_judged_at_the_commit_of_the_summary(
    tmp_path: Path, capsys: Captured
) -> None:
    build(tmp_path, PLAN + SUMMARY)
    (artifact,) = _evidence(tmp_path, capsys, ".planning/phases/01-kiln/01-01-PLAN.md:6")
    assert (artifact["code"], artifact["outcome"]) == ("VER005", "holds")
    assert artifact["grounds"][0]["path"] == "src/kiln.py"
    assert artifact["grounds"][0]["commit"]["subject"] == "The summary"
    links = _evidence(tmp_path, capsys, ".planning/phases/01-kiln/01-01-PLAN.md", "--rule", "VER006")
    assert [(one["outcome"], one["reason"]) for one in links] == [
        ("holds", "its file showed the pattern when the plan was done")
    ]
    _, out, _ = ask(tmp_path, capsys, "phase", "1", tree="")
    assert "VER005 holds: its file held what was promised\n" in out


def test_promises_of_what_is_not_done(tmp_path: Path, capsys: Captured) -> None:
    build(tmp_path, PLAN)
    told = _evidence(tmp_path, capsys, ".planning/phases/01-kiln/01-01-PLAN.md")
    assert {(one["code"], one["outcome"]) for one in told} >= {
        ("VER005", "undecidable"), ("VER006", "undecidable"),
    }
    assert all("no finished summary" in one["reason"] for one in told if one["code"] in ("VER005", "VER006"))


def test_promises_in_a_shallow_clone(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "whole").mkdir()
    build(tmp_path / "whole", PLAN + SUMMARY)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{tmp_path}/whole", "part")
    told = _evidence(tmp_path / "part", capsys, ".planning/phases/01-kiln/01-01-PLAN.md:6")
    assert [(one["code"], one["reason"]) for one in told] == [
        ("VER005", "this is a shallow clone: older commits are not known")
    ]


REPORT = """==> .planning/phases/01-kiln/01-01-PLAN.md <==
# Plan
==> .planning/phases/01-kiln/01-01-SUMMARY.md <==
# Summary
==> .planning/phases/01-kiln/01-VERIFICATION.md <==
---
verified: {when}
status: gaps_found
gaps:
  - truth: "It glows"
    status: failed
    artifacts:
      - path: "src/kiln.py"
        issue: "dark"
    missing:
      - "Add `glow_brightly` to src/kiln.py"
  - truth: "It is pretty"
    status: failed
---
# Report
==> src/kiln.py <==
HEAT = 1
==> commit: Verified <==
==> src/kiln.py <==
HEAT = 1
def glow_brightly(): ...
==> commit: Glow <==
"""
VERIFICATION = ".planning/phases/01-kiln/01-VERIFICATION.md"


def test_a_gap_names_its_file_and_when_the_report_was_written(
    tmp_path: Path, capsys: Captured
) -> None:
    build(tmp_path, REPORT.replace("{when}", "2026-08-31"))
    told = _evidence(tmp_path, capsys, VERIFICATION, "--rule", "VER002")
    gap, vague = told
    assert (gap["outcome"], gap["reason"]) == ("wrong", "it is open, but was done")
    kiln, report_itself = gap["grounds"]
    assert kiln["path"] == "src/kiln.py"
    assert "`glow_brightly` is in src/kiln.py since" in kiln["text"]
    assert report_itself["commit"]["subject"] == "Verified"
    assert (vague["outcome"], vague["reason"]) == (
        "undecidable", "nothing in it can be held against a file"
    )


def test_a_gap_that_stands(tmp_path: Path, capsys: Captured) -> None:
    build(tmp_path, REPORT.replace("{when}", "2026-08-31").replace("def glow_brightly", "def g"))
    gap = _evidence(tmp_path, capsys, VERIFICATION, "--rule", "VER002")[0]
    assert (gap["outcome"], gap["reason"]) == ("holds", "it is open still")
    assert gap["grounds"][0] == {
        "text": "as the gap says", "path": "src/kiln.py", "line": None, "commit": None,
    }


@pytest.mark.parametrize(
    ("tree", "outcome", "words"),
    [
        pytest.param(REPORT, "holds", "no commit that holds it is older", id="before"),
        pytest.param(
            REPORT.partition("==> commit:")[0], "undecidable", "this is no git repository", id="no-git"
        ),
        pytest.param(
            REPORT.replace("{when}", "2999-01-01"), "wrong", "lies in the future", id="future"
        ),
    ],
)
def test_times(tmp_path: Path, capsys: Captured, tree: str, outcome: str, words: str) -> None:
    build(tmp_path, tree.replace("{when}", "2026-08-31"))
    told = _evidence(tmp_path, capsys, f"{VERIFICATION}:2", "--rule", "VER010")
    assert [one["outcome"] for one in told] == [outcome]
    assert words in told[0]["reason"]


LATER = """==> .planning/phases/01-kiln/01-02-SUMMARY.md <==
# Summary
==> commit: One more <==
"""


@pytest.mark.parametrize(
    ("tree", "outcome", "subjects"),
    [
        pytest.param(REPORT, "holds", ["Verified"], id="newer"),
        pytest.param(REPORT + LATER, "wrong", ["Verified", "One more"], id="older"),
        pytest.param(REPORT.partition("==> commit:")[0], "undecidable", [], id="no-git"),
    ],
)
def test_reports_and_what_they_cover(
    tmp_path: Path, capsys: Captured, tree: str, outcome: str, subjects: list[str]
) -> None:
    build(tmp_path, tree.replace("{when}", "2026-08-31"))
    (only,) = _evidence(tmp_path, capsys, f"{VERIFICATION}:3", "--rule", "VER003")
    assert only["outcome"] == outcome
    assert [one["commit"]["subject"] for one in only["grounds"]] == subjects


def test_a_listed_file_that_names_what_is_not_there(tmp_path: Path, capsys: Captured) -> None:
    listed = "---\nphase: 01-kiln\nplan: 01\nfiles_modified:\n  - {path}\n---\n# Plan\n"
    plan = ".planning/phases/01-kiln/01-01-PLAN.md"
    tree = (
        f"==> {plan} <==\n{listed}==> tools/build.py <==\nA = \"lib/kilm/c/heat.h\"\n"
        "==> lib/kiln/c/heat.h <==\n//\n==> src/kiln.bin.py <==\n\0\n"
    )
    told = _evidence(tmp_path, capsys, plan, "--rule", "REF007", tree=tree.replace("{path}", "tools/build.py"))
    assert [one["outcome"] for one in told] == ["wrong"]
    assert (told[0]["grounds"][0]["path"], told[0]["grounds"][0]["line"]) == ("tools/build.py", 1)
    told = _evidence(tmp_path, capsys, plan, "--rule", "REF007", tree=tree.replace("{path}", "src/kiln.bin.py"))
    assert [one["reason"] for one in told] == ["no text, or too large: the paths in it are not read"]


BINDINGS = """==> .planning/codebase/ARCHITECTURE.md <==
# Architecture

- `{signature}` wraps the library
==> include/kiln.h <==
int kiln_start(kiln_t* kiln, const char* program, int64_t cone);
int kiln_stop(kiln_t* kiln, const char* reason);
int kiln_hold(kiln_t* kiln, const char* reason);
int kiln_vent(kiln_t* kiln, const char* reason);
==> python/kiln.py <==
class Kiln:
    def start(self, program: str):
        return lib.kiln_start(self.ptr, program)

    def stop(self, reason: str):
        return lib.kiln_stop(self.ptr, reason)
"""
MORE = """
    def hold(self, reason: str):
        return lib.kiln_hold(self.ptr, reason)

    def vent(self, reason: str):
        return lib.kiln_vent(self.ptr, reason)
"""


@pytest.mark.parametrize(
    ("signature", "more", "outcome", "words"),
    [
        pytest.param("Kiln.stop(reason: str)", MORE, "holds", "it passes on all", id="passes"),
        pytest.param(
            "Kiln.stop(reason: str)", MORE.partition("\n\n")[0] + "\n", "undecidable",
            "too few of the functions beside it", id="unsettled",
        ),
        pytest.param("Kiln.stop(reason: str)", "", None, "", id="no-layer"),
    ],
)
def test_bindings(
    tmp_path: Path, capsys: Captured, signature: str, more: str, outcome: str | None, words: str
) -> None:
    tree = BINDINGS.replace("{signature}", signature) + more
    told = _evidence(
        tmp_path, capsys, ".planning/codebase/ARCHITECTURE.md:3", "--rule", "SIG003", tree=tree
    )
    assert [one["outcome"] for one in told] == ([outcome] if outcome else [])
    assert all(words in one["reason"] for one in told)
    assert all(one["grounds"][0]["path"] == "python/kiln.py" for one in told)
    assert all(one["grounds"][0]["line"] for one in told)


def test_long_lists_are_cut_and_what_breaks_comes_first(tmp_path: Path, capsys: Captured) -> None:
    lines = "\n".join(f"- `src/k{number}.py` heats" for number in range(12))
    _line(tmp_path, f"- `src/kiln.py` heats\n{lines}")
    _, out, _ = ask(tmp_path, capsys, ".planning/STATE.md", tree="")
    assert "    ... and 4 more: does not hold (--all)\n" in out
    assert out.index("src/k0.py") < out.index("src/kiln.py")
    _, out, _ = ask(tmp_path, capsys, ".planning/STATE.md", "--all", tree="")
    assert "--all" not in out
    assert out.count("REF001 does not hold") == 12


def test_what_is_quoted_as_one_word(tmp_path: Path, capsys: Captured) -> None:
    from tests.why.trees import TREE

    quoted = ask(tmp_path, capsys, "phase 1", tree=TREE)
    assert quoted == ask(tmp_path, capsys, "phase", "1", tree=TREE)
    assert quoted[1].startswith("phase 1\n")
    assert ask(tmp_path, capsys, "Plan  01-01", tree=TREE)[1].startswith("plan 01-01\n")


def test_a_rule_is_not_asked_in_a_normal_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No ruling is made, and no ignore file or subject looked up, unless somebody asks."""
    from tests.helpers import lint_tree

    _line(tmp_path, "`src/oven.py`, `src/ash.py`, `src/fire.log`, `fire(clay, glaze)`")

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("auditlint.rules.ruling.Ruling.__new__", never)
    assert {one.code for one in lint_tree(tmp_path, "")} == {"REF001", "REF006"}
