import datetime as dt
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from designata.errors import InputError, RefusedError, StoreBusyError, StoreError
from designata.lists.source import Edition
from designata.store import manifest
from designata.store.append import Outcome, writing
from designata.store.claims import Store
from tests.store import cards
from tests.store.cards import edition


def take(folder: Path, *editions: Edition, accept_shrink: bool = False) -> list[Outcome]:
    with writing(folder) as writer:
        return [writer.append(cards, each, accept_shrink=accept_shrink) for each in editions]


def names(folder: Path, as_of: str | None = None) -> set[str]:
    day = dt.date.fromisoformat(as_of) if as_of else None
    found = Store(folder).claims("c.property IN ('name', 'alias')", as_of=day)
    return {stored.claim.value for stored in found}


def test_first_edition_is_all_new(tmp_path: Path) -> None:
    [outcome] = take(tmp_path, edition("2024-04-02", "a|Ada|X", "b|Bob|X"))
    assert (outcome.added, outcome.changed, outcome.removed) == (2, 0, 0)
    assert outcome.edition.entities == 2
    assert outcome.edition.claims == len(list(Store(tmp_path).claims()))


def test_changes_are_appended_and_old_days_stay(tmp_path: Path) -> None:
    take(tmp_path, edition("2024-04-01", "a|Ada|X", "b|Bob|X", "c|Cy|X", "d|Di|X", "e|Ed|X"))
    [outcome] = take(
        tmp_path, edition("2024-04-02", "a|Ada|X", "b|Bobby|X", "d|Di|X", "e|Ed|X", "f|Fay|X")
    )
    assert (outcome.added, outcome.changed, outcome.removed) == (1, 1, 1)
    assert names(tmp_path) == {"Ada", "Bobby", "Di", "Ed", "Fay"}
    assert names(tmp_path, "2024-04-01") == {"Ada", "Bob", "Cy", "Di", "Ed"}
    assert names(tmp_path, "2024-03-31") == set()


def test_a_fact_that_stays_keeps_its_first_edition_and_place(tmp_path: Path) -> None:
    take(tmp_path, edition("2024-04-01", "a|Ada|X"), edition("2024-04-02", "a|Ada|Y"))
    [name] = Store(tmp_path).claims("c.property = 'name'")
    assert (name.edition, name.claim.locator) == (1, "line=a|Ada|X")


def test_a_fact_that_returns_is_known_for_both_times(tmp_path: Path) -> None:
    take(
        tmp_path,
        edition("2024-04-01", "a|Ada|X"),
        edition("2024-04-02", "a|Eva|X"),
        edition("2024-04-03", "a|Ada|X"),
    )
    days = [names(tmp_path, f"2024-04-0{day}") for day in (1, 2, 3)]
    assert days == [{"Ada"}, {"Eva"}, {"Ada"}]


def test_same_bytes_are_nothing_new(tmp_path: Path) -> None:
    [first, second] = take(
        tmp_path, edition("2024-04-01", "a|Ada|X"), edition("2024-04-02", "a|Ada|X")
    )
    assert not first.unchanged
    assert second.unchanged
    assert len(Store(tmp_path).editions) == 1


def test_an_older_edition_is_refused(tmp_path: Path) -> None:
    take(tmp_path, edition("2024-04-02", "a|Ada|X"))
    with pytest.raises(RefusedError, match=r"2024-04-01.*older than the one held, of 2024-04-02"):
        take(tmp_path, edition("2024-04-01", "b|Bob|X"))
    assert names(tmp_path) == {"Ada"}


def test_an_empty_edition_is_refused(tmp_path: Path) -> None:
    take(tmp_path, edition("2024-04-01", "a|Ada|X"))
    with pytest.raises(RefusedError, match="the list is empty"):
        take(tmp_path, edition("2024-04-02"))
    assert names(tmp_path) == {"Ada"}


def test_a_shrunken_edition_is_refused_unless_accepted(tmp_path: Path) -> None:
    whole = [f"p{n}|Name {n}|X" for n in range(10)]
    take(tmp_path, edition("2024-04-01", *whole))
    with pytest.raises(RefusedError, match="3 of the list's 10 entities are gone") as refused:
        take(tmp_path, edition("2024-04-02", *whole[:7]))
    assert "--accept-shrink" in refused.value.cure
    assert len(names(tmp_path)) == 10
    [outcome] = take(tmp_path, edition("2024-04-02", *whole[:7]), accept_shrink=True)
    assert outcome.removed == 3
    assert len(names(tmp_path)) == 7


def test_a_fifth_may_go(tmp_path: Path) -> None:
    whole = [f"p{n}|Name {n}|X" for n in range(10)]
    take(tmp_path, edition("2024-04-01", *whole), edition("2024-04-02", *whole[:8]))
    assert len(names(tmp_path)) == 8


def test_an_edition_that_grew_is_no_shrunken_one(tmp_path: Path) -> None:
    """Between 2018 and 2025 the UK's list lost 498 of 2,106 groups and came to have 4,686."""
    whole = [f"p{n}|Name {n}|X" for n in range(10)]
    later = [f"q{n}|Name {n}|X" for n in range(7)]
    take(tmp_path, edition("2018-04-13", *whole), edition("2025-04-10", *whole[:7], *later))
    assert len(Store(tmp_path).editions) == 2


def test_a_shrunken_part_is_refused_too(tmp_path: Path) -> None:
    whole = [f"p{n}|Name {n}|X" for n in range(60)]
    others = tuple(f"p{n}|Other {n}|" for n in range(60))
    take(tmp_path, edition("2024-04-01", *whole, alt=others))
    with pytest.raises(RefusedError, match=r"30 of the list's 60 entries in the part 'alt' .*/alt"):
        take(tmp_path, edition("2024-04-02", *whole, alt=others[:30]))
    assert len(names(tmp_path)) == 120


def test_a_damaged_edition_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    take(tmp_path, edition("2024-04-01", "a|Ada|X"))
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(InputError, match="the line is broken"):
        take(tmp_path, edition("2024-04-02", "b|Bob|X", "broken"))
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_full_disk_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(tmp_path, edition("2024-04-01", "a|Ada|X"))
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(manifest, "save", full)
    with pytest.raises(StoreError, match=r"cannot be written: No space left.*make room") as refused:
        take(tmp_path, edition("2024-04-02", "a|Eva|X", "b|Bob|X"))
    assert refused.value.where == str(tmp_path)
    kept = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and "raw" not in p.parts}
    assert kept == {path: content for path, content in before.items() if path in kept}


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"PAR1")])
def test_a_damaged_store_says_so(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    take(tmp_path, edition("2024-04-01", "a|Ada|X"))
    for path in tmp_path.glob("claims/*.parquet"):
        damage(path)
    with pytest.raises(StoreError, match=r"missing or damaged: .*restore the folder"):
        names(tmp_path)


def test_parts_that_an_edition_does_not_bring_stay(tmp_path: Path) -> None:
    take(
        tmp_path,
        edition("2024-04-01", "a|Ada|X", "b|Bob|X", "c|C|X", "d|D|X", "e|E|X", alt=("a|Adele|",)),
        edition("2024-04-02", "a|Ada|Y", "b|Bob|X", "c|C|X", "d|D|X", "e|E|X"),
    )
    assert "Adele" in names(tmp_path)
    take(tmp_path, edition("2024-04-03", "b|Bob|X", "c|C|X", "d|D|X", "e|E|X"))
    assert names(tmp_path) == {"Bob", "C", "D", "E"}


def test_an_entry_that_stands_twice_is_kept_twice(tmp_path: Path) -> None:
    [outcome] = take(tmp_path, edition("2024-04-01", "a|Ada|X", "a|Adele|X"))
    assert names(tmp_path) == {"Ada", "Adele"}
    assert outcome.edition.entities == 1
    take(tmp_path, edition("2024-04-02", "a|Ada|X"))
    assert names(tmp_path) == {"Ada"}


def test_another_reader_reads_the_same_bytes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(tmp_path, edition("2024-04-01", "a|Ada|X"))
    monkeypatch.setattr(cards, "READER", 2)
    [outcome] = take(tmp_path, edition("2024-04-01", "a|Ada|X"))
    assert (outcome.unchanged, outcome.changed) == (False, 1)
    assert names(tmp_path) == {"Ada"}


def test_one_writer_at_a_time_and_readers_always(tmp_path: Path) -> None:
    take(tmp_path, edition("2024-04-01", "a|Ada|X"))
    with writing(tmp_path) as writer:
        with pytest.raises(StoreBusyError), writing(tmp_path):
            pass
        assert names(tmp_path) == {"Ada"}
        reader = Store(tmp_path)
        writer.append(cards, edition("2024-04-02", "a|Eva|X"))
        assert [s.claim.value for s in reader.claims("c.property = 'name'")] == ["Ada"]
    assert names(tmp_path) == {"Eva"}


def test_many_editions_stand_in_few_files(tmp_path: Path) -> None:
    first = dt.date(2024, 1, 1)
    editions = [
        edition((first + dt.timedelta(n)).isoformat(), "a|Ada|X", f"b|Bob {n}|X") for n in range(30)
    ]
    take(tmp_path, *editions)
    store = Store(tmp_path)
    assert len(store.editions) == 30
    assert all(len(segments) <= 4 for segments in store.manifest.logs.values())
    assert names(tmp_path, "2024-01-05") == {"Ada", "Bob 4"}
    assert names(tmp_path) == {"Ada", "Bob 29"}
    assert store.archive.get(store.editions[3].kept[0].sha256) == b"a|Ada|X\nb|Bob 3|X"
