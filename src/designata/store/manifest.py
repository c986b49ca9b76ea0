"""Which files of a store count: one small JSON file, replaced in one rename.

Whatever is not named in it does not exist for a reader, so that a kill at any point leaves the
store as before or as after. Files that a merge has replaced stay for readers that opened before.
"""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from designata.errors import StoreBusyError, StoreError

FORMAT = 1
"""Raised when a store of this version cannot be read by the one before."""

GRACE = 600.0
"""Seconds for which a replaced file is kept."""

LOGS = ("claims", "ends", "editions")
_NAME = "store.json"


class Segment(msgspec.Struct, frozen=True):
    """One Parquet file of a log: its name below the log's folder, and how many rows it holds."""

    name: str
    rows: int


class Validator(msgspec.Struct, frozen=True):
    """What an address said of its file last time, and the reader that read it then.

    See ``lists/fetch.py``; what another reader read must be fetched again to be read anew.
    """

    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None
    reader: int = 0


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a store.

    Args:
        format: of the store.
        edition: the number of the last edition; they count from 1.
        claim: the number of the last claim.
        logs: the segments of each log, oldest first.
        validators: by address.
        retired: replaced files, with the time in seconds since 1970 when they were.
    """

    format: int = FORMAT
    edition: int = 0
    claim: int = 0
    logs: dict[str, tuple[Segment, ...]] = msgspec.field(
        default_factory=lambda: dict.fromkeys(LOGS, ())
    )
    validators: dict[str, Validator] = {}
    retired: dict[str, float] = {}


def load(folder: Path) -> Manifest:
    """The state of the store in a folder.

    Raises:
        StoreError: when there is no store, it is damaged, or of a later version.
    """
    path = folder / _NAME
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise StoreError(
            "there is no store", where=str(folder), cure="make one with: designata update"
        ) from error
    except NotADirectoryError as error:
        raise StoreError(
            "the store is a folder, and this is a file",
            where=str(folder),
            cure="name the store's folder with --store",
        ) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreError(
            f"the store cannot be read: {error}",
            where=str(path),
            cure="restore the folder from a copy, or build a new store with: designata update",
        ) from error
    if found.format > FORMAT:
        raise StoreError(
            f"the store has format {found.format}, and this version reads up to {FORMAT}",
            where=str(folder),
            cure="upgrade designata",
        )
    return found


Stamp = tuple[int, int, int]
"""Differs from one state of a store to the next."""


def stamp(folder: Path) -> Stamp | None:
    """Tells without reading whether the state has changed; none where there is no store.

    A state is a file of its own, put in place by one rename.
    """
    try:
        status = (folder / _NAME).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def there(folder: Path) -> bool:
    """Whether a folder holds a store."""
    return (folder / _NAME).is_file()


def save(folder: Path, manifest: Manifest) -> None:
    """Makes a state the store's state, at one stroke; all its files must be on disk."""
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    write_whole(folder / _NAME, content)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is there whole or not at all."""
    draft = path.with_name(path.name + ".part")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    settle(draft, path)


def settle(draft: Path, path: Path) -> None:
    """Gives a finished file its name, and waits until the folder knows."""
    draft.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def writing(folder: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Keeps all other writers out; readers are never kept out.

    Raises:
        StoreBusyError: when another process is writing.
        StoreError: when the folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=wait):
            yield
    except Timeout as error:
        raise StoreBusyError(
            "another process is writing to the store",
            where=str(folder),
            cure="wait until it is done, then try again",
        ) from error
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise StoreError(
            f"the store cannot be written: {reason}",
            where=str(folder),
            cure="make room, then try again" if full else "name a folder of your own with --store",
        ) from error


def sweep(folder: Path, manifest: Manifest) -> Manifest:
    """Removes what a killed writer left and what was replaced long ago; the caller must hold it."""
    now = time.time()
    retired = {name: when for name, when in manifest.retired.items() if now - when < GRACE}
    kept = {f"{log}/{segment.name}" for log in LOGS for segment in manifest.logs[log]}
    for log in LOGS:
        for path in (folder / log).glob("*"):
            if f"{log}/{path.name}" not in kept and f"{log}/{path.name}" not in retired:
                path.unlink(missing_ok=True)
    for draft in folder.glob("raw/*/*.part"):
        draft.unlink(missing_ok=True)
    return msgspec.structs.replace(manifest, retired=retired)
