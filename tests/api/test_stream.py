"""Whoever does not read on holds nothing for ever."""

import threading
from collections.abc import Callable

import pytest

from designata.api.native import stream
from designata.errors import BusyError


def test_work_that_nobody_reads_is_ended_and_whoever_comes_back_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stream, "_PATIENCE", 0.0)
    ended = threading.Event()

    def work(heard: Callable[[bytes], None]) -> None:
        try:
            while True:
                heard(b"a piece")
        finally:
            ended.set()

    pieces = stream.told(work)
    assert next(pieces) == b"a piece"
    assert ended.wait(5)
    with pytest.raises(BusyError):
        list(pieces)
