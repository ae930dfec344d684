"""Writing a file so that it is either the old one or the new one, never half of it."""

from __future__ import annotations

import os


def write_text(path: str, text: str) -> None:
    """Write `text` as UTF-8 to `path`, atomically, keeping the mode of a file that exists.

    Raises `OSError` when the folder is missing or not writable.
    """
    import tempfile

    target = os.path.realpath(path)
    handle, temporary = tempfile.mkstemp(
        prefix=".auditlint-", dir=os.path.dirname(target) or "."
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
