"""Spread work over forked processes where that pays, serially elsewhere.

Bare `os.fork` and pipes: importing a pool costs more than checking twenty documents. Results
travel by `pickle` between a process and its own child, never from a file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: Below this many tasks one process is faster than two.
WORTH_FORKING = 60

_COLLECT_EVERY = 50_000

#: How many shares a process takes of the work, at least; the last one is what others wait for.
_SHARES = 16
#: All their numbers, two bytes each, must fit into the smallest pipe there is.
_MOST_SHARES = 1024

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
    return _forked(function, tasks, wanted, progress)


class CollectingRarely:
    """While this is entered, garbage is looked for rarely.

    A document is thousands of objects that live and die together: to look for garbage every few
    hundred of them costs a tenth of the run and finds nothing.
    """

    __slots__ = ("_usual",)

    def __enter__(self) -> None:
        import gc

        self._usual = gc.get_threshold()
        gc.set_threshold(max(_COLLECT_EVERY, self._usual[0]), *self._usual[1:])

    def __exit__(self, *_: object) -> None:
        import gc

        gc.set_threshold(*self._usual)


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
    size = -(-len(tasks) // min(jobs * _SHARES, _MOST_SHARES))
    shares = [range(at, min(at + size, len(tasks))) for at in range(0, len(tasks), size)]
    queue = _queue(len(shares))
    children: list[tuple[int, int]] = []
    for _ in range(1, jobs):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.close(reader)
                mine = [
                    (number, [function(tasks[index]) for index in shares[number]])
                    for number in _numbers(queue)
                ]
                with open(writer, "wb") as stream:
                    pickle.dump(mine, stream, pickle.HIGHEST_PROTOCOL)
                status = 0
            finally:
                os._exit(status)
        os.close(writer)
        children.append((child, reader))
    done: list[list[_Result] | None] = [None] * len(shares)
    for number in _numbers(queue):
        done[number] = [function(tasks[index]) for index in shares[number]]
        if progress is not None:
            progress(shares[number].stop, len(tasks))
    os.close(queue)
    for child, reader in children:
        with open(reader, "rb") as stream:
            payload = stream.read()
        os.waitpid(child, 0)
        if payload:
            for number, results in pickle.loads(payload):  # noqa: S301 - from our own child
                done[number] = results
    # What a worker had taken that died (memory, a signal) is done here.
    return [
        result
        for share, results in zip(shares, done, strict=True)
        for result in (results if results is not None else map(function, map(tasks.__getitem__, share)))
    ]


def _queue(count: int) -> int:
    """Return a pipe that holds the numbers of all shares, for whoever comes first to take one.

    Documents differ in size and processors in load: shares dealt out beforehand would leave one
    process waiting for another.
    """
    reader, writer = os.pipe()
    os.write(writer, b"".join(number.to_bytes(2, "little") for number in range(count)))
    os.close(writer)
    return reader


def _numbers(queue: int) -> Iterator[int]:
    """Take numbers from the queue until it is empty."""
    while True:
        taken = os.read(queue, 2)
        if not taken:
            return
        yield int.from_bytes(taken, "little")
