"""A repository whose git configuration, hooks and attributes name programs: none of them runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.hook.repository import needs_git
from tests.security.support import COMMANDS, auditlint, check, no_crash, project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hook.repository import Repository

pytestmark = [
    needs_git,
    pytest.mark.skipif(os.name == "nt", reason="the hostile programs are shell scripts"),
]

#: Every setting of git that names a program to run; `{}` is the program.
PROGRAMS = {
    "core.fsmonitor": "{}", "core.pager": "{}", "core.editor": "{}", "core.sshCommand": "{}",
    "core.askPass": "{}", "core.gitProxy": "{}", "core.alternateRefsCommand": "{}",
    "sequence.editor": "{}", "diff.external": "{}", "diff.trap.command": "{}",
    "diff.trap.textconv": "{}", "diff.trap.cachetextconv": "true", "diff.tool": "trap",
    "difftool.trap.cmd": "{}", "merge.tool": "trap", "mergetool.trap.cmd": "{}",
    "merge.trap.driver": "{} %A", "filter.trap.clean": "{}", "filter.trap.smudge": "{}",
    "filter.trap.process": "{}", "filter.trap.required": "true", "gpg.program": "{}",
    "gpg.ssh.program": "{}", "gpg.ssh.defaultKeyCommand": "{}", "gpg.x509.program": "{}",
    "commit.gpgSign": "true", "log.showSignature": "true", "credential.helper": "!{}",
    "interactive.diffFilter": "{}", "uploadpack.packObjectsHook": "{}",
    "remote.origin.url": "ext::{} %S", "remote.origin.uploadpack": "{}",
    "remote.origin.receivepack": "{}", "remote.origin.vcs": "trap", "protocol.allow": "always",
    "protocol.ext.allow": "always", "trailer.x.command": "{}", "trailer.x.cmd": "{}",
    "web.browser": "trap", "browser.trap.cmd": "{}", "man.trap.cmd": "{}", "sendemail.smtpServer": "{}",
    "imap.tunnel": "{}", "instaweb.httpd": "{}", "tar.tar.gz.command": "{}",
    "submodule.active": ".", "submodule.trap.update": "!{}", "gc.auto": "1",
    "maintenance.auto": "true", "index.threads": "2", "color.ui": "always", "color.pager": "true",
    **{f"pager.{one}": "{}" for one in ("log", "ls-files", "cat-file", "check-ignore", "rev-parse", "diff")},
    **{f"alias.{one}": "!{}" for one in ("log", "ls-files", "cat-file", "check-ignore", "rev-parse", "diff")},
}

HOOKS = (
    "fsmonitor-watchman", "post-checkout", "post-index-change", "pre-auto-gc", "pre-commit",
    "query-watchman", "reference-transaction", "sendemail-validate",
)


def _trap(repository: Repository) -> Path:
    """Set every trap in a repository; return the file that whatever runs would make."""
    folder = repository.root.parent / "trap"
    folder.mkdir()
    sprung = folder / "sprung"
    program = folder / "program"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{sprung}'\n[ $# -gt 0 ] || cat\n")
    program.chmod(0o755)
    git = repository.root / ".git"
    for hooks in (git / "hooks", git / "other-hooks"):
        hooks.mkdir(exist_ok=True)
        for hook in HOOKS:
            (hooks / hook).write_text(program.read_text())
            (hooks / hook).chmod(0o755)
    lines = [f'[core]\n\thooksPath = "{git / "other-hooks"}"\n\tworktree = "{folder}"']
    for key, value in PROGRAMS.items():
        section, _, rest = key.partition(".")
        name, _, last = rest.rpartition(".")
        lines.append(f'[{section} "{name}"]' if name else f"[{section}]")
        lines.append(f'\t{last} = "{value.format(program)}"')
    (git / "included").write_text("\n".join(lines) + "\n")
    (git / "info").mkdir(exist_ok=True)
    (git / "info" / "attributes").write_text("* diff=trap filter=trap merge=trap ident export-subst\n")
    with (git / "config").open("a") as config:
        config.write(f'[includeIf "gitdir:{repository.root.parent}/**"]\n\tpath = included\n')
    # Programs of the usual names inside the repository, for a search that begins here.
    for name in ("git", "git-log", "less", "ssh", "sh", "python3"):
        (repository.root / name).write_text(program.read_text())
        (repository.root / name).chmod(0o755)
    return sprung


@pytest.fixture
def trapped(tmp_path: Path) -> tuple[Repository, Path]:
    """A project full of traps, and the file that the first one that is sprung makes."""
    repository = project(tmp_path / "repository")
    (repository.root / ".gitattributes").write_text("* diff=trap filter=trap merge=trap\n")
    repository.commit()
    sprung = _trap(repository)
    # Every file looks changed to git, which then has a reason to filter and compare.
    for path in repository.root.rglob("*.py"):
        path.write_text(path.read_text())
        os.utime(path, (1, 1))
    return repository, sprung


def test_the_traps_work(trapped: tuple[Repository, Path]) -> None:
    repository, sprung = trapped
    repository.try_git("--work-tree=.", "diff")
    repository.try_git("--work-tree=.", "log")
    assert sprung.exists()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: " ".join(one[:1]) + one[-1])
def test_no_program_of_the_repository_runs(
    trapped: tuple[Repository, Path], command: tuple[str, ...]
) -> None:
    repository, sprung = trapped
    path = os.pathsep.join([".", "", "./", os.environ["PATH"]])
    done = auditlint(
        repository.root, *command, watch=True, PATH=path, PAGER=str(sprung.parent / "program"),
        GIT_PAGER_IN_USE="1",
    )
    assert not sprung.exists(), sprung.read_text()
    no_crash(done)
    assert done.status == (0 if command[0] == "signatures" else 1), done.errors
    assert done.output
    inside = str(repository.root)
    ran = [one.split(" ")[1] for one in done.events if one.startswith("run ")]
    assert all(os.path.isabs(one) and not one.startswith(inside) for one in ran), ran
    assert not [one for one in done.events if one.startswith(("socket", "os.system"))]


def test_the_findings_are_those_of_an_honest_repository(
    trapped: tuple[Repository, Path], tmp_path: Path
) -> None:
    honest = project(tmp_path / "honest")
    expected = check(honest.root, "--output-format", "concise")
    repository, _ = trapped
    found = check(repository.root, "--output-format", "concise")
    assert "SIG002" in found.output
    assert "REF006" in found.output
    assert "VER006" in found.output
    assert found.output == expected.output


#: Settings that change what git prints, or what of the history it shows.
MISLEADING = """\
[color]
\tui = always
\tdiff = always
\tbranch = always
[log]
\tshowRoot = false
\tfollow = true
\tdate = relative
\tdecorate = full
\tabbrevCommit = true
\tdiffMerges = off
\tmailmap = true
[core]
\tquotePath = true
\tabbrev = 4
\tprecomposeUnicode = true
[diff]
\trelative = true
\tnoprefix = true
\trenames = false
\tstatNameWidth = 5
\torderFile = /dev/stdin
\tignoreSubmodules = all
[status]
\tshowUntrackedFiles = no
[mailmap]
\tfile = /dev/stdin
[format]
\tpretty = "%an says %s"
[diff "x"]
\tbinary = true
"""


def test_settings_do_not_mislead(tmp_path: Path) -> None:
    repository = project(tmp_path / "repository")
    expected = check(repository.root, "--output-format", "concise")
    with (repository.root / ".git" / "config").open("a") as config:
        config.write(MISLEADING)
    found = check(repository.root, "--output-format", "concise")
    assert found == expected


@pytest.mark.parametrize("setting", ["diff.orderFile", "mailmap.file"])
def test_files_that_never_end_do_not_hold_the_history_up(tmp_path: Path, setting: str) -> None:
    repository = project(tmp_path / "repository")
    expected = check(repository.root, "--output-format", "concise")
    pipe = repository.root / ".git" / "pipe"
    os.mkfifo(pipe)
    repository.git("config", setting, str(pipe))
    assert check(repository.root, "--output-format", "concise") == expected


def test_the_environment_names_no_programs_either(tmp_path: Path) -> None:
    repository = project(tmp_path / "repository")
    sprung = _trap(repository)
    program = str(sprung.parent / "program")
    done = check(
        repository.root, GIT_EXTERNAL_DIFF=program, GIT_PAGER=program, GIT_EDITOR=program,
        GIT_SSH_COMMAND=program, GIT_SSH=program, GIT_ASKPASS=program, SSH_ASKPASS=program,
        GIT_PROXY_COMMAND=program, GIT_SEQUENCE_EDITOR=program, PAGER=program, EDITOR=program,
    )
    assert not sprung.exists(), sprung.read_text()
    no_crash(done)
    assert "REF006" in done.output
