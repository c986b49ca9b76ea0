"""Searches through what a person gives, a file, a folder or an archive, for the files of lists.

Nothing is executed, and no link inside a folder is followed. The date that a file's name or folder
states is told with it, in the part of ISO 8601 that such names use: ``sdn_2024-03-26T1843Z.csv``,
``set_2024-05``, ``20240503``. Archives are read by ``unpack.py``.
"""

import datetime as dt
import os
import re
import stat
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from designata.errors import InputError
from designata.lists.source import File
from designata.lists.unpack import Trail, printable, unpack, unreadable
from designata.model.when import When, from_edtf

_DATE = re.compile(
    r"""(?<!\d)(?:
        (?P<day>(?:199|20\d)\d ([-_.]?) [01]\d \2 [0-3]\d)
        (?:T(?P<time>\d\d [:.-]? \d\d (?:[:.-]? \d\d)?) (?P<zone>Z|[+-]\d\d:?\d\d|))? (?!\d)
      | (?P<month>(?:199|20\d)\d-[01]\d) (?!\d | [-_.]\d\d?(?!\d))
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@contextmanager
def find(path: Path) -> Iterator[Iterator[File]]:
    """The files at a path, folders and archives searched through; gzip is unpacked when read.

    Folders are read in the order of their names, archives in their own. Workbooks are ZIP files
    but come whole. Hidden files and links inside a folder are passed over. What was unpacked can be
    read until the context ends.

    What cannot be read, is damaged, or unpacks to more than the limits stops nothing else: it is
    one file that raises when it is read. Of a damaged archive no member counts.

    Args:
        path: a file, a folder, or an archive.

    Raises:
        InputError: while iterating, when the path is missing or holds no file.

    >>> with find(Path(__file__)) as files:
    ...     [file.head.splitlines()[0][3:11] for file in files]
    [b'Searches']
    """
    with (
        tempfile.TemporaryDirectory(prefix="designata-", ignore_cleanup_errors=True) as spool,
        closing(_search(path, Path(spool))) as files,
    ):
        yield files


def dated(trail: Trail) -> tuple[When | None, dt.datetime | None]:
    """The date that names state, with its precision, and the moment in UTC where a time follows.

    The innermost name that states any counts. A name with several dates is a range or unclear: it
    dates nothing. A time without a zone is taken for UTC.

    >>> [str(dated((name,))[0]) for name in ("set_2024-05", "20240503.csv", "2021-08_2024-05")]
    ['2024-05', '2024-05-03', 'None']
    >>> dated(("2024-05", "2021-08-20T0138Z.csv"))[1].isoformat()
    '2021-08-20T01:38:00+00:00'
    """
    for name in reversed(trail):
        found: dict[str, dt.datetime | None] = {}
        for match in _DATE.finditer(name):
            edtf = match["month"] or re.sub(r"\D", "", match["day"])
            if not match["month"]:
                edtf = f"{edtf[:4]}-{edtf[4:6]}-{edtf[6:]}"
            try:
                from_edtf(edtf)
            except ValueError:  # 2024-13, 2024-02-30: a number, no date
                continue
            found[edtf] = _moment(edtf, match["time"], match["zone"]) or found.get(edtf)
        if found:
            edtf, moment = found.popitem()
            return (None, None) if found else (from_edtf(edtf), moment)
    return None, None


def _moment(day: str, time: str | None, zone: str | None) -> dt.datetime | None:
    if not time:
        return None
    digits = re.sub(r"\D", "", time)
    try:
        moment = dt.datetime.fromisoformat(f"{day}T{digits}{(zone or 'Z').upper()}")
    except ValueError:  # T9900Z
        return None
    return moment.astimezone(dt.UTC)


def _search(path: Path, spool: Path) -> Generator[File, None, None]:
    shown = printable(path.as_posix())
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise unreadable(error, shown) from error
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise InputError(
            "neither a file nor a folder", where=shown, cure="give a file, a folder or an archive"
        )
    # "." and "set_2024-05/.." have no name of their own
    own = os.path.basename(os.path.abspath(path))  # noqa: PTH100, PTH119  - follows no link
    damage: list[InputError] = []
    empty = True
    for file, inner in _regular(path, damage) if stat.S_ISDIR(mode) else [(path, ())]:
        try:
            found = list(unpack(file, (shown, *inner), spool))
        except InputError as error:
            damage.append(error)
            continue
        for plain, trail in found:
            empty = False
            when, moment = dated((own, *trail[1:]))
            yield File.at(plain, name="/".join(trail), dated=when, moment=moment)
    yield from map(File.damaged, damage)
    if empty and not damage:
        raise InputError(
            "no file is in it; hidden files and links do not count",
            where=shown,
            cure="give a list's file, or the folder or archive that holds it",
        )


def _regular(top: Path, damage: list[InputError]) -> Iterator[tuple[Path, Trail]]:
    """The regular files of a folder, its own before those of its folders; what fails is told."""

    def note(error: OSError) -> None:
        damage.append(unreadable(error, printable(str(error.filename or top))))

    for folder, folders, names in os.walk(top, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(folder, name)
            try:
                regular = stat.S_ISREG(path.lstat().st_mode)
            except OSError as error:
                note(error)
                continue
            if regular:
                yield path, tuple(map(printable, path.relative_to(top).parts))
