"""Where indexes lie: ``STORE/index/EDITION-now.index``, or ``EDITION-DAY.index`` for a past day.

One is built when the store has moved on, replaced in one rename, and older ones are taken away; so
that an index is always that of the store as it stands. Where only what was worked out from the
lists came since, such as an article that was kept, it is the last one under a new number.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
from filelock import FileLock

from designata.errors import StoreError
from designata.index import build, file
from designata.index.entries import are_as_after
from designata.index.entry import About
from designata.store import manifest
from designata.store.claims import Store

_DAYS_KEPT = 8
"""Indexes of past days that are kept."""


class _Form(msgspec.Struct, frozen=True):
    """What every version's index says of itself."""

    version: int


def place(folder: Path, as_of: dt.date | None = None) -> Path:
    """Where the index of the store as it stands lies, or will lie.

    Raises:
        StoreError: when there is no store.
    """
    edition = manifest.load(folder).edition
    return folder / "index" / f"{edition}-{as_of.isoformat() if as_of else 'now'}.index"


def make(_: object, folder: Path) -> None:
    """The same as ``ready``, for a process of its own."""
    ready(folder)


def there(folder: Path) -> bool:
    """Whether the index of the store as it stands is there.

    Raises:
        StoreError: when there is no store.
    """
    return _fits(place(folder))


def ready(
    folder: Path, as_of: dt.date | None = None, *, building: Callable[[], None] | None = None
) -> Path:
    """The index of the store as it stands, built if there is none.

    Args:
        folder: the store's.
        as_of: for what was known on a day, from that day's lists.
        building: called before it is built, which takes seconds.

    Raises:
        StoreError: when there is no store, or the index cannot be written.
    """
    path = place(folder, as_of)
    if _fits(path):
        return path
    try:
        path.parent.mkdir(exist_ok=True)
        with FileLock(path.parent / ".lock"):
            if not _fits(path):  # another process may have been at it
                _make(Store(folder), path, as_of, building)
            _tidy(path)
    except OSError as error:
        raise StoreError(
            f"the index cannot be written: {error.strerror or error}",
            where=str(path),
            cure="make room, or copy the store to a folder of your own and name it with --store",
        ) from error
    return path


def _make(
    store: Store, path: Path, as_of: dt.date | None, building: Callable[[], None] | None
) -> None:
    for last in path.parent.glob(f"*-{path.name.partition('-')[2]}"):
        edition = last.name.partition("-")[0]
        if edition.isdecimal() and _fits(last) and are_as_after(store, int(edition)):
            told, arrays = file.read(last)
            about = msgspec.json.decode(told, type=About)
            now = msgspec.structs.replace(about, edition=store.manifest.edition)
            file.write(path, now, arrays)
            return
    if building:
        building()
    build.build(store, path, as_of=as_of)


def _fits(path: Path) -> bool:
    """Whether there is an index of this version's form."""
    if not path.is_file():
        return False
    try:
        about, _ = file.read(path)
        return msgspec.json.decode(about, type=_Form).version == build.VERSION
    except (StoreError, msgspec.MsgspecError):
        return False


def _tidy(newest: Path) -> None:
    """Removes the indexes of earlier editions, and those of past days beyond the last few."""
    edition = newest.name.partition("-")[0]
    old = [path for path in newest.parent.glob("*.index*") if path.name.split("-")[0] != edition]
    days = [path for path in newest.parent.glob(f"{edition}-*-*.index") if path != newest]
    days.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in (*old, *days[_DAYS_KEPT:]):
        try:
            path.unlink(missing_ok=True)
        except PermissionError:  # still open somewhere, on a system that minds
            continue
