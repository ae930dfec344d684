"""Running programs and measuring them: wall time, and the memory of the whole process tree."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Command(NamedTuple):
    """A program with its arguments, its folder and its environment; its output goes to a pipe."""

    arguments: tuple[str, ...]
    folder: Path
    environment: dict[str, str]
    statuses: tuple[int, ...] = (0, 1)


def seconds(command: Command) -> float:
    """Run `command` once; return its wall time, from its start to the end of its output.

    Raises `RuntimeError` when it ends with another status than those expected.
    """
    start = time.perf_counter()
    done = subprocess.run(
        command.arguments, cwd=command.folder, env=command.environment, check=False,
        stdin=subprocess.DEVNULL, capture_output=True,
    )
    spent = time.perf_counter() - start
    if done.returncode not in command.statuses:
        raise RuntimeError(
            f"{' '.join(command.arguments[:4])}... ended with {done.returncode}: "
            f"{done.stderr.decode(errors='replace')[-500:]}"
        )
    return spent


class Ratio(NamedTuple):
    """How two commands compare: the median of the ratios of pairs run one after the other."""

    ratio: float
    seconds: float
    base_seconds: float


def _nothing() -> None:
    pass


def compare(
    command: Command, base: Command, pairs: int,
    before: Callable[[], None] = _nothing, before_base: Callable[[], None] = _nothing,
) -> Ratio:
    """Run `command` and `base` in turns, `pairs` times each, after one run of each to warm up.

    `before` and `before_base` are called before every run, outside of the time that is measured.
    """
    before_base()
    seconds(base)
    before()
    seconds(command)
    ratios = []
    times = []
    base_times = []
    for _ in range(pairs):
        before_base()
        base_times.append(seconds(base))
        before()
        times.append(seconds(command))
        ratios.append(times[-1] / base_times[-1])
    return Ratio(
        statistics.median(ratios), statistics.median(times), statistics.median(base_times)
    )


class Memory(NamedTuple):
    """Peak memory in bytes: of the largest process, and of all together (shared pages once).

    `together` is None where the system does not tell (no ``/proc``).
    """

    largest: int
    together: int | None


def peak_memory(command: Command) -> Memory:
    """Run `command` once and return its peak memory, forked workers included."""
    with subprocess.Popen(
        command.arguments, cwd=command.folder, env=command.environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:
        together: int | None = None
        while True:
            finished, _, usage = os.wait4(process.pid, os.WNOHANG)
            if finished:
                process.returncode = 0
                break
            now = _proportional(process.pid)
            if now is not None:
                together = max(together or 0, now)
            time.sleep(0.005)
    # Linux counts in KiB; the largest of the process and its children that it waited for.
    return Memory(usage.ru_maxrss * 1024, together)


def _proportional(pid: int) -> int | None:
    """Return the memory of a process and its children, pages that they share counted once."""
    total = 0
    try:
        for one in (pid, *_children(pid)):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    except OSError:
        return total or None
    return total


def _children(pid: int) -> list[int]:
    found = []
    for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found.append(int(one))
        found += _children(int(one))
    return found
