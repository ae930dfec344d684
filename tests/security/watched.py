"""Run auditlint and write down every file it opens, every folder it lists, every program it runs.

``python watched.py LOG ARGUMENTS...``: paths are written to LOG as they are on the disk, with
links resolved, so that one that leads out of a repository shows where it led.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Any


class _Watch:
    """Keeps what was opened; an audit hook cannot be taken away again, so the process is its own."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self._inside = threading.local()

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and not getattr(self._inside, "stepwise", False):
            self._note("open", arguments[0])
        elif event in ("os.listdir", "os.scandir"):
            self._note("list", arguments[0])
        elif event == "os.posix_spawn" or event == "subprocess.Popen":
            self.events.append(f"run {os.fsdecode(arguments[0])} {_words(arguments[1])}")
        elif event in ("os.system", "os.exec", "os.fork", "socket.connect", "socket.getaddrinfo"):
            self.events.append(f"{event} {arguments!r}")

    def _note(self, what: str, path: object) -> None:
        if isinstance(path, bytes | str):
            self.events.append(f"{what} {os.path.realpath(os.fsdecode(path))}")

    def open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        """Stand in for `os.open`: a name relative to a folder says nothing, its handle does."""
        self._inside.stepwise = True
        try:
            handle = _OPEN(path, flags, mode, dir_fd=dir_fd)
        finally:
            self._inside.stepwise = False
        what = "pass" if flags & getattr(os, "O_PATH", 0) else "open"
        try:
            self.events.append(f"{what} {os.readlink(f'/proc/self/fd/{handle}')}")
        except OSError:
            self._note(what, path)
        return handle


_OPEN = os.open


def _words(arguments: Any) -> str:
    return " ".join(os.fsdecode(one) for one in arguments)


def _main() -> int:
    log, *arguments = sys.argv[1:]
    watch = _Watch()
    os.open = watch.open  # type: ignore[assignment]
    os.supports_dir_fd.add(watch.open)  # type: ignore[arg-type]
    sys.addaudithook(watch.hook)
    from auditlint.__main__ import main

    sys.argv = ["auditlint", *arguments]
    try:
        return main() or 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    finally:
        events = [*watch.events]
        with open(log, "w", encoding="utf-8", errors="surrogateescape") as stream:
            stream.write("".join(one.replace("\n", "\\n") + "\n" for one in events))


if __name__ == "__main__":
    sys.exit(_main())
