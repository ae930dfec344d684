"""Spread work over forked processes where that pays, serially elsewhere.

Bare `os.fork` and pipes: importing a pool costs more than checking twenty documents. Results
travel by `pickle` between a process and its own child, never from a file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Below this many tasks one process is faster than two.
WORTH_FORKING = 60

_COLLECT_EVERY = 50_000

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def usable_cores() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _may_fork() -> bool:
    import sys
    import threading

    return (
        hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
    )


def spread(
    function: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> list[_Result]:
    """Apply `function` to every task; the results keep the order of the tasks.

    `jobs` 0 means one process per usable core when there are enough tasks. `progress` is called
    with (done, all) now and then.
    """
    wanted = jobs or (usable_cores() if len(tasks) >= WORTH_FORKING else 1)
    wanted = min(wanted, len(tasks))
    if wanted <= 1 or not _may_fork():
        return _serial(function, tasks, progress)
    import gc

    # A document is thousands of objects that live and die together: to look for garbage every
    # few hundred of them costs a tenth of the run and finds nothing.
    usual = gc.get_threshold()
    gc.set_threshold(_COLLECT_EVERY, *usual[1:])
    try:
        return _forked(function, tasks, wanted, progress)
    finally:
        gc.set_threshold(*usual)


def _serial(
    function: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    progress: Callable[[int, int], None] | None,
) -> list[_Result]:
    results = []
    for number, task in enumerate(tasks):
        results.append(function(task))
        if progress is not None and number % 50 == 49:
            progress(number + 1, len(tasks))
    return results


def _forked(
    function: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    jobs: int,
    progress: Callable[[int, int], None] | None,
) -> list[_Result]:
    import gc
    import pickle
    import sys

    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()
    children: list[tuple[int, int]] = []
    for worker in range(1, jobs):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.close(reader)
                mine = [function(task) for task in tasks[worker::jobs]]
                with open(writer, "wb") as stream:
                    pickle.dump(mine, stream, pickle.HIGHEST_PROTOCOL)
                status = 0
            finally:
                os._exit(status)
        os.close(writer)
        children.append((child, reader))
    results: list[_Result | None] = [None] * len(tasks)
    for index in range(0, len(tasks), jobs):
        results[index] = function(tasks[index])
        if progress is not None and index // jobs % 25 == 24:
            progress(index, len(tasks))
    for worker, (child, reader) in enumerate(children, 1):
        with open(reader, "rb") as stream:
            payload = stream.read()
        os.waitpid(child, 0)
        if payload:
            results[worker::jobs] = pickle.loads(payload)  # noqa: S301 - from our own child
        else:
            # The worker died (memory, a signal): its share is done here.
            for index in range(worker, len(tasks), jobs):
                results[index] = function(tasks[index])
    return [result for result in results if result is not None]
