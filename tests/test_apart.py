import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import pytest

from designata.apart import Say, call
from designata.errors import DamagedError, DesignataError, TooLargeError


def add(say: Say, one: int, other: int) -> tuple[int, int]:
    say("adding")
    return one + other, os.getpid()


def fail(_: Say, where: str) -> None:
    raise DamagedError("the row is cut short", where=where)


def vanish(_: Say) -> None:
    os._exit(1)


def linger(say: Say) -> None:
    while True:
        say(os.getpid())
        time.sleep(0.01)


def test_what_is_given_and_told_comes_from_another_process() -> None:
    heard: list[object] = []
    total, process = call(add, 2, 3, heard=heard.append)
    assert total == 5
    assert process != os.getpid()
    assert heard == ["adding"]


def test_an_error_keeps_what_where_and_cure() -> None:
    with pytest.raises(DamagedError) as raised:
        call(fail, "sdn.csv, line 7")
    assert raised.value.where == "sdn.csv, line 7"
    assert "fetch the file again" in str(raised.value)


def test_a_process_that_is_ended_is_told_of() -> None:
    with pytest.raises(DesignataError, match="ended from outside"):
        call(vanish)


def test_whoever_does_not_listen_on_ends_the_work() -> None:
    heard: list[int] = []

    def enough(process: int) -> None:
        heard.append(process)
        raise KeyError

    with pytest.raises(KeyError):
        call(linger, heard=enough)
    with pytest.raises(ProcessLookupError):
        os.kill(heard[0], 0)


def sleep(_: Say) -> None:
    time.sleep(60)


def start_another(_: Say) -> int:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(os.getpid).result()


def take(_: Say, size: int) -> int:
    return len(bytearray(size))


def test_work_that_tells_nothing_is_ended_as_well() -> None:
    def enough() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        call(sleep, goes_on=enough)


def test_work_may_have_workers() -> None:
    assert call(start_another) != os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="others do not bound it so")
def test_work_takes_no_more_memory_than_it_may() -> None:
    assert call(take, 1 << 20, memory=1 << 30) == 1 << 20
    with pytest.raises(TooLargeError, match="1 GB"):
        call(take, 1 << 30, memory=1 << 30)
