"""git programs whose output is read as it comes: long listings, and conversations by lines.

They run with the same options and environment as `auditlint.source.git.run`, so nothing of the
repository is executed; every program has a time limit and is ended when its reader is done.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from typing import TYPE_CHECKING, NoReturn

from auditlint.source.git import TIME_LIMIT, GitError, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHUNK = 1 << 18


def _start(root: str, arguments: Sequence[str], talks: bool) -> subprocess.Popen[bytes]:
    command, environment = prepared(root, arguments)
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE if talks else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
        )
    except (OSError, ValueError) as error:
        raise GitError(f"git cannot be run: {error}") from None


def _end(process: subprocess.Popen[bytes]) -> int:
    """End the program, whether or not it is done, and return its status."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    if process.poll() is None:
        # What it would still say is not wanted.
        process.kill()
    return process.wait()


def _killer(process: subprocess.Popen[bytes], seconds: float) -> threading.Timer:
    """End the program after so many seconds, unless the timer is cancelled."""
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    return timer


class Stream:
    """The output of one git program, in chunks; to be used in a ``with`` statement.

    `is_whole` says after the last chunk whether git came to its end without an error.
    """

    def __init__(
        self, root: str, arguments: Sequence[str], time_limit: float = TIME_LIMIT
    ) -> None:
        """Start git. Raises `GitError`."""
        self._process = _start(root, arguments, False)
        self._timer = _killer(self._process, time_limit)
        self.is_whole = False

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        _end(self._process)

    def chunks(self) -> Iterator[bytes]:
        """Yield the output as it comes."""
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        output = self._process.stdout.fileno()
        while chunk := os.read(output, CHUNK):
            yield chunk
        self.is_whole = self._process.wait() == 0


class Conversation:
    """A git program that answers every line it is given, such as ``cat-file --batch``.

    Once it fails, or takes longer for an answer than `time_limit` seconds, it is over: every
    further question raises `GitError`.
    """

    def __init__(
        self, root: str, arguments: Sequence[str], time_limit: float = TIME_LIMIT
    ) -> None:
        """Start git. Raises `GitError`."""
        self._process = _start(root, arguments, True)
        self._time_limit = time_limit
        self._rest = b""
        self._over = ""

    def close(self) -> None:
        """End the program."""
        self._over = self._over or "git was ended"
        _end(self._process)

    def ask(self, question: bytes) -> bytes:
        """Send one line and return the line that git answers, both without their ends.

        Raises `GitError`.
        """
        if b"\n" in question:
            raise GitError("a question to git is one line")
        self._send(question + b"\n")
        while b"\n" not in self._rest:
            self._rest += self._receive()
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def take(self, size: int) -> bytes:
        """Return the next `size` bytes of the answer. Raises `GitError`."""
        chunks = [self._rest[:size]]
        missing = size - len(chunks[0])
        self._rest = self._rest[size:]
        while missing > 0:
            chunk = self._receive()
            chunks.append(chunk[:missing])
            self._rest = chunk[missing:]
            missing -= len(chunks[-1])
        return b"".join(chunks)

    def _send(self, data: bytes) -> None:
        if self._over:
            raise GitError(self._over)
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        try:
            self._process.stdin.write(data)
        except OSError:
            self._fail("git ended before it answered")

    def _receive(self) -> bytes:
        """Return what git says next, waiting for it; an end is a failure."""
        import select

        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        output = self._process.stdout.fileno()
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(output, select.POLLIN)
            if not poll.poll(self._time_limit * 1000):
                self._fail(f"git took longer than {self._time_limit:g} seconds")
            chunk = os.read(output, CHUNK)
        else:
            # Pipes cannot be waited for here: a late program is ended, and reading ends then.
            timer = _killer(self._process, self._time_limit)
            chunk = os.read(output, CHUNK)
            timer.cancel()
        if not chunk:
            self._fail("git ended before it answered")
        return chunk

    def _fail(self, reason: str) -> NoReturn:
        self._over = reason
        _end(self._process)
        raise GitError(reason)
