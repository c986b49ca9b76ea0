import os
import time

import pytest

from designata.apart import Say, call
from designata.errors import DamagedError, DesignataError


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
