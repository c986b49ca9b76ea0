"""Work in a process of its own: what it needs of memory goes with it, and others are not kept.

The process is started afresh (``spawn``), and ends with the one that started it.
"""

import contextlib
import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from designata.errors import DesignataError

Say = Callable[[object], None]
"""By which work tells how it goes on."""


_AFTER_OTHERS = 10
_OURS = DesignataError("the work ended on an error of ours", cure="see what the server printed")


def call(
    work: Callable[..., Any], *arguments: object, heard: Callable[[Any], None] = lambda _: None
) -> Any:  # noqa: ANN401  - what the work gives
    """What a function gives that is called in another process.

    Args:
        work: of a module; its first argument is a function that tells how it goes on.
        arguments: the others.
        heard: is called with what the work tells; if it raises, the work is ended.

    Raises:
        DesignataError: what the work raised, or when the process was ended from outside.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, work, arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        while True:
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
            cure="try again when the machine has less to do",
        ) from error
    finally:
        process.terminate()
        process.join()
        ours.close()


def _work(connection: Connection, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_AFTER_OTHERS)
    try:
        given = work(lambda value: connection.send(("told", value)), *arguments)
    except DesignataError as error:
        connection.send(("failed", error))
    except BaseException:
        with contextlib.suppress(OSError):
            connection.send(("failed", _OURS))
        raise
    else:
        connection.send(("done", given))


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
