"""What a server does in a process of its own, done in that of the test."""

from collections.abc import Callable


def here(
    work: Callable[..., object],
    *given: object,
    heard: Callable[[object], None] = print,
    **_: object,
) -> object:
    """In place of ``apart.call``."""
    return work(heard, *given)
