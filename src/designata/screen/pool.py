"""Does a task chunk by chunk, in order; in other processes where there is enough to do.

Workers are started afresh (``spawn``), which every system can, and no more chunks are under way
than they need, so that memory stays bounded however long the input is.
"""

import atexit
import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

import msgspec

from designata.errors import DesignataError
from designata.screen.sheet import Row
from designata.screen.tasks import Done, Task

CHUNK = 1_000
"""Rows that are done together."""

_FEW = 2 * CHUNK
_AHEAD = 3
_COLLECT = (100_000, 20, 100)

_work: Callable[[int, Sequence[Row]], Done] | None = None


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    task: Task, rows: Iterable[Row], *, workers: int | None = None, first: int = 1
) -> Iterator[Done]:
    """Does the task with every chunk of rows.

    Args:
        task: what to do.
        rows: with what.
        workers: processes; by default as many as there are processors, one for a few rows.
        first: the number of the first row.

    Raises:
        DesignataError: when a worker was killed.
    """
    source = iter(rows)
    few = list(islice(source, _FEW))
    source = chain(few, source)
    workers = workers or (1 if len(few) < _FEW else processors())
    chunks = iter(lambda: list(islice(source, CHUNK)), [])
    if workers == 1:
        work = task.ready()
        for chunk in chunks:
            yield work(first, chunk)
            first += len(chunk)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (task,)) as pool:
        under_way: deque[Future[Done]] = deque()
        try:
            for chunk in chunks:
                under_way.append(pool.submit(_do, first, msgspec.msgpack.encode(chunk)))
                first += len(chunk)
                if len(under_way) > workers * _AHEAD:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BrokenProcessPool as error:
            raise DesignataError(
                "a worker process was ended from outside, perhaps for want of memory",
                cure="run the command again; with --workers 1 it needs least memory",
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _start(task: Task) -> None:
    global _work  # noqa: PLW0603  - a worker process has one task
    threading.Thread(target=_end_with_parent, daemon=True).start()
    atexit.register(os._exit, 0)  # the system takes memory back faster than Python gives it
    _work = task.ready()
    gc.freeze()  # what is open now stays open
    gc.set_threshold(*_COLLECT)  # answers make no circles, so looking for some seldom is enough


def _end_with_parent() -> None:
    """Ends this process when the one that started it was killed: nobody waits for its answers."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _do(first: int, rows: bytes) -> Done:
    assert _work is not None  # noqa: S101  - _start ran before
    return _work(first, msgspec.msgpack.decode(rows, type=list[Row]))
