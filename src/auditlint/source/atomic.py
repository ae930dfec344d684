"""Writing a file so that it is either the old one or the new one, never half of it."""

from __future__ import annotations

import os

#: What the name of a file begins with that is not yet written.
UNFINISHED = ".auditlint-"


def write_text(path: str, text: str) -> None:
    """Write `text` as UTF-8 to `path`, atomically, keeping the mode of a file that exists.

    What is no file (``/dev/null``, a pipe) is written to and stays what it is. Raises `OSError`
    when the folder is missing or not writable.
    """
    import tempfile

    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            stream.write(text)
        return
    handle, temporary = tempfile.mkstemp(
        prefix=UNFINISHED, dir=os.path.dirname(target) or "."
    )
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            stream.write(text)
        try:
            mode = os.stat(target).st_mode & 0o777
        except OSError:
            umask = os.umask(0)
            os.umask(umask)
            mode = 0o666 & ~umask
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def replace_bytes(path: str, data: bytes) -> None:
    """Put a file with `data` at `path`, atomically, readable by this user alone.

    What is at `path` is replaced, a symbolic link too, and never followed. Raises `OSError`.
    """
    folder = os.path.dirname(path)
    while True:
        temporary = os.path.join(folder, f"{UNFINISHED}{os.urandom(6).hex()}")
        try:
            handle = os.open(
                temporary,
                os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
                | getattr(os, "O_BINARY", 0),
                0o600,
            )
            break
        except FileExistsError:
            continue
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
