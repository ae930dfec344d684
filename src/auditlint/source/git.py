"""The git program, run so that nothing of the repository is executed.

A repository's own configuration can name programs (file system monitor, hooks, pager, external
diff, text conversion, transports): every call switches them off, takes no locks, asks nothing
and has a time limit. Nothing here imports more than the interpreter has loaded at its start,
since the pre-commit hook's fast way out runs through this module.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: Seconds after which a call is given up: a repository can make git wait, for example by an
#: ignore file that is a named pipe.
TIME_LIMIT = 60.0

_OPTIONS = (
    "--no-pager",
    "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "core.untrackedCache=false",
    "-c", "log.showSignature=false",
    "-c", "protocol.allow=never",
)  # fmt: skip

# A partial clone fetches what it lacks through transports that its configuration names, so no
# protocol is allowed. Paths on the command line are paths, whatever characters they hold.
_SETTINGS = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
}

_OTHER_PATHSPECS = ("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS")

# What `git rev-parse --local-env-vars` lists, without the configuration of the call itself.
_OF_ONE_REPOSITORY = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)


class GitError(Exception):
    """git is missing, failed or took too long; the message says which, in one line."""


def find_root(start: str) -> str | None:
    """Return the nearest folder at or above `start` that holds a ``.git``, or None."""
    folder = os.path.abspath(start)
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def is_current(root: str) -> bool:
    """Whether `root` is the root of the repository that holds the current folder.

    Only then do ``GIT_INDEX_FILE`` and its like, which git sets for hooks, speak of `root`.
    """
    try:
        here = find_root(os.getcwd())
    except OSError:
        return False
    return here is not None and os.path.realpath(here) == os.path.realpath(root)


def program() -> str | None:
    """Return the path of the git program, looked up in the absolute folders of ``PATH`` only.

    Relative ones could lie inside the repository.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if os.path.isabs(folder):
            path = os.path.join(folder, name)
            if os.access(path, os.X_OK) and os.path.isfile(path):
                return path
    return None


def run(
    root: str,
    arguments: Sequence[str],
    time_limit: float = TIME_LIMIT,
    data: bytes = b"",
    statuses: tuple[int, ...] = (0,),
    literal: bool = True,
) -> bytes:
    """Run git with `arguments` at `root`, a repository's top folder, and return its output.

    `data` is what git reads; `statuses` are the exit statuses that mean success. Without
    `literal`, which some commands refuse, a path must begin with ``./`` to be one for certain.
    Raises `GitError`.
    """
    command, environment = prepared(root, arguments)
    if not literal:
        del environment["GIT_LITERAL_PATHSPECS"]
    try:
        if data:
            status, output, errors = _finish_elsewhere(command, environment, time_limit, data)
        else:
            status, output, errors = _finish(command, environment, time_limit)
    except (OSError, ValueError) as error:
        raise GitError(f"git cannot be run: {error}") from None
    if status not in statuses:
        raise GitError(_reason(errors) or f"git exited with status {status}")
    return output


def prepared(root: str, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the command line and the environment of a git call that runs nothing else.

    Raises `GitError` where there is no git.
    """
    path = program()
    if path is None:
        raise GitError("the git program is not installed")
    return [path, "-C", root, *_OPTIONS, *arguments], _environment(root)


def _environment(root: str) -> dict[str, str]:
    environment = dict(os.environ)
    for name in _OTHER_PATHSPECS:
        environment.pop(name, None)
    if not is_current(root):
        for name in _OF_ONE_REPOSITORY:
            environment.pop(name, None)
    environment.update(_SETTINGS)
    # The work tree is where `.git` lies, whatever the configuration says; and where `.git` is
    # no repository, the one around it is not taken instead.
    environment["GIT_WORK_TREE"] = root
    environment["GIT_CEILING_DIRECTORIES"] = os.path.dirname(os.path.realpath(root))
    return environment


def _reason(errors: bytes) -> str:
    lines = [line.strip() for line in errors.decode("utf-8", "replace").splitlines()]
    for line in lines:
        if line.startswith("fatal: "):
            return "git: " + line.removeprefix("fatal: ")
    return "git: " + lines[0] if lines else ""


def _finish(
    command: list[str], environment: dict[str, str], time_limit: float
) -> tuple[int, bytes, bytes]:
    """Run `command` to its end; return its exit status, output and error output."""
    if not hasattr(os, "posix_spawn"):
        return _finish_elsewhere(command, environment, time_limit)
    out, out_end = os.pipe()
    err, err_end = os.pipe()
    ends = (out, out_end, err, err_end)
    if min(ends) < 3:
        # A standard stream was closed when this process began; subprocess can handle that.
        for end in ends:
            os.close(end)
        return _finish_elsewhere(command, environment, time_limit)
    try:
        child = os.posix_spawn(
            command[0],
            command,
            environment,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_DUP2, out_end, 1),
                (os.POSIX_SPAWN_DUP2, err_end, 2),
            ],
        )
    except BaseException:
        os.close(out)
        os.close(err)
        raise
    finally:
        os.close(out_end)
        os.close(err_end)
    try:
        output, errors = _read_both(out, err, time_limit)
    except BaseException:
        os.kill(child, 9)
        raise
    finally:
        os.close(out)
        os.close(err)
        status = _wait(child)
    return status, output, errors


def _read_both(out: int, err: int, time_limit: float) -> tuple[bytes, bytes]:
    import select
    import time

    end = time.monotonic() + time_limit
    chunks: dict[int, list[bytes]] = {out: [], err: []}
    poll = select.poll()
    poll.register(out, select.POLLIN)
    poll.register(err, select.POLLIN)
    still_open = 2
    while still_open:
        left = end - time.monotonic()
        if left <= 0:
            raise GitError(f"git took longer than {time_limit:g} seconds")
        for stream, _event in poll.poll(left * 1000):
            chunk = os.read(stream, 1 << 16)
            if chunk:
                chunks[stream].append(chunk)
            else:
                poll.unregister(stream)
                still_open -= 1
    return b"".join(chunks[out]), b"".join(chunks[err])


def _wait(child: int) -> int:
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except ChildProcessError:
        # The caller's caller ignores its children's ends, and the status is lost.
        return 0


def _finish_elsewhere(
    command: list[str], environment: dict[str, str], time_limit: float, data: bytes = b""
) -> tuple[int, bytes, bytes]:
    import subprocess

    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            env=environment,
            timeout=time_limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git took longer than {time_limit:g} seconds") from None
    return done.returncode, done.stdout, done.stderr
