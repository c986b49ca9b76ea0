"""A writer that is killed anywhere leaves the store as before or as after."""

import subprocess
import sys
from pathlib import Path

import pytest

from designata.store.append import writing
from designata.store.claims import Store
from tests.store import cards
from tests.store.cards import edition

_WRITE = """
import os, sys
from pathlib import Path
from designata.store import manifest
from designata.store.append import writing
from tests.store import cards

calls, last = 0, int(sys.argv[2])
real = manifest.settle

def settle(draft, path):
    global calls
    if calls == last:
        os._exit(9)
    calls += 1
    real(draft, path)

manifest.settle = settle
with writing(Path(sys.argv[1])) as writer:
    writer.append(cards, cards.edition("2024-04-02", "a|Eva|X", "b|Bob|X"))
"""


@pytest.mark.parametrize("stop", range(12))
def test_killed_before_the_nth_file_is_named(tmp_path: Path, stop: int) -> None:
    with writing(tmp_path) as writer:
        writer.append(cards, edition("2024-04-01", "a|Ada|X"))
    done = subprocess.run(
        [sys.executable, "-c", _WRITE, str(tmp_path), str(stop)],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    names = {s.claim.value for s in Store(tmp_path).claims("c.property = 'name'")}
    assert names == ({"Eva", "Bob"} if done.returncode == 0 else {"Ada"})
    with writing(tmp_path) as writer:
        writer.append(cards, edition("2024-04-03", "a|Eve|X", "b|Bob|X"))
    store = Store(tmp_path)
    assert {s.claim.value for s in store.claims("c.property = 'name'")} == {"Eve", "Bob"}
    kept = {f"{log}/{s.name}" for log, rows in store.manifest.logs.items() for s in rows}
    there = {p.relative_to(tmp_path).as_posix() for p in tmp_path.glob("*/*.parquet")}
    assert there <= kept | set(store.manifest.retired)


def test_some_stops_are_before_and_some_after(tmp_path: Path) -> None:
    """The test above would pass without meaning if every writer were killed, or none."""
    codes = set()
    for stop in (0, 11):
        folder = tmp_path / str(stop)
        command = [sys.executable, "-c", _WRITE, str(folder), str(stop)]
        done = subprocess.run(command, cwd=Path(__file__).parents[2], check=False)
        codes.add(done.returncode)
    assert codes == {0, 9}
