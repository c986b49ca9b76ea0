"""Work in a process of its own: what it needs of memory goes with it, and others are not kept.

The process is started afresh (``spawn``), and ends with the one that started it.
"""

import atexit
import contextlib
import multiprocessing
import multiprocessing.util  # its own end at exit waits for processes: ours ends them before that
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from designata.errors import DesignataError, TooLargeError

Say = Callable[[object], None]
"""By which work tells how it goes on."""


MODEST = 3 << 30
"""Bytes that work may take that reads what somebody sent: a small file may be made to take all."""

_AFTER_OTHERS = 10
_TICK = 0.2
_running: set[SpawnProcess] = set()
_OURS = DesignataError("the work ended on an error of ours", cure="see what the server printed")


def call(
    work: Callable[..., Any],
    *arguments: object,
    heard: Callable[[Any], None] = lambda _: None,
    goes_on: Callable[[], None] = lambda: None,
    memory: int | None = None,
) -> Any:  # noqa: ANN401  - what the work gives
    """What a function gives that is called in another process.

    Args:
        work: of a module; its first argument is a function that tells how it goes on.
        arguments: the others.
        heard: is called with what the work tells; if it raises, the work is ended.
        goes_on: is called now and then while nothing is told; if it raises, the work is ended.
        memory: bytes that it may take, on systems that can bound that.

    Raises:
        DesignataError: what the work raised, or when the process was ended from outside.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, work, arguments, memory))
    process.start()
    _running.add(process)
    theirs.close()
    try:
        while True:
            while not ours.poll(_TICK):
                goes_on()
            kind, value = ours.recv()
            if kind == "told":
                heard(value)
            elif kind == "failed":
                raise value
            else:
                return value
    except EOFError as error:
        raise DesignataError(
            "the process that did the work was ended from outside, perhaps for want of memory",
            cure="try again when the machine has less to do, or with a smaller file",
        ) from error
    finally:
        process.terminate()
        process.join()
        _running.discard(process)
        ours.close()


@atexit.register
def _end_all() -> None:
    for process in list(_running):
        process.terminate()


def _work(
    connection: Connection,
    work: Callable[..., Any],
    arguments: tuple[object, ...],
    memory: int | None,
) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_AFTER_OTHERS)
    if memory:
        _bound(memory)
    try:
        given = work(lambda value: connection.send(("told", value)), *arguments)
    except DesignataError as error:
        connection.send(("failed", error))
    except MemoryError:
        what = f"it takes more than {memory >> 30 if memory else '?'} GB of memory"
        connection.send(("failed", TooLargeError(what, cure="give less at once, or as CSV")))
    except BaseException:
        with contextlib.suppress(OSError):
            connection.send(("failed", _OURS))
        raise
    else:
        connection.send(("done", given))


def _bound(memory: int) -> None:
    """Bounds the memory of this process and of those that it starts, where that can be done."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
