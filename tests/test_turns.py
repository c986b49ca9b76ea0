import threading

import pytest

from designata.errors import BusyError
from designata.turns import Turns


def test_a_few_wait_for_their_turn_and_others_are_told() -> None:
    turns, at_it, go = Turns(at_once=1, waiting=1), threading.Event(), threading.Event()
    done: list[int] = []

    def work(number: int) -> None:
        with turns:
            at_it.set()
            go.wait(5)
            done.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    threads[0].start()
    assert at_it.wait(5)
    threads[1].start()
    while turns._room.acquire(blocking=False):  # until the second one waits
        turns._room.release()
    with pytest.raises(BusyError, match="too many"), turns:
        pass
    go.set()
    for thread in threads:
        thread.join(5)
    assert done == [0, 1]
    with turns:  # and now there is room again
        pass
