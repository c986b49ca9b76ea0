"""What people decided of pairs: who, when, why. Rows are only ever added; undoing is a new row.

``STORE/resolve/judgements.jsonl``, a row a line. A writer holds a lock, so that two who judge at
once lose nothing; a line that a kill cut short is no row, and the next writer removes it.
"""

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from filelock import FileLock

from designata.errors import InputError, StoreError
from designata.resolve.cluster import Pair, pair
from designata.resolve.judge import Verdict

VERDICTS = (*(verdict.value for verdict in Verdict), "undo")
"""What can be said of a pair; after ``undo`` nothing is said of it."""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A row.

    Args:
        left: the lower id of the two.
        right: the higher one.
        verdict: same, different, unsure or undo.
        who: said it.
        when: in UTC, ISO 8601.
        why: in their words.
    """

    left: str
    right: str
    verdict: str
    who: str
    when: str
    why: str


def place(folder: Path) -> Path:
    """Where the ledger of a store lies."""
    return folder / "resolve" / "judgements.jsonl"


def load(folder: Path) -> list[Judged]:
    """The rows, oldest first.

    Raises:
        StoreError: when a line is not one of a ledger.
    """
    path = place(folder)
    if not path.is_file():
        return []
    whole = path.read_bytes().rpartition(b"\n")[0]
    rows = []
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            rows.append(msgspec.json.decode(line, type=Judged))
        except msgspec.MsgspecError as error:
            raise StoreError(
                "a judgement cannot be read",
                where=f"{path}, line {number}",
                cure="restore the file from a copy; its other lines are judgements, do not lose it",
            ) from error
    return rows


def add(folder: Path, *rows: Judged) -> None:
    """Adds rows at the end, each whole or not at all.

    Raises:
        StoreError: when the folder cannot be written to.
    """
    path = place(folder)
    try:
        path.parent.mkdir(exist_ok=True)
        with FileLock(path.with_suffix(".lock")), path.open("a+b") as file:
            file.seek(0)
            written = file.read()
            file.truncate(len(written.rpartition(b"\n")[0]) + 1 if b"\n" in written else 0)
            file.write(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(
            f"the judgement cannot be written: {error.strerror or error}",
            where=str(path),
            cure="make room, or name a store in a folder of your own with --store",
        ) from error


def row(left: str, right: str, verdict: str, *, who: str, why: str) -> Judged:
    """A row of now.

    Raises:
        InputError: when it says nothing that can be said, or not why.

    >>> row("un-1", "eu-2", "same", who="A. Reader", why="one passport").left
    'eu-2'
    """
    if verdict not in VERDICTS:
        raise InputError(f"{verdict!r} is no verdict", cure=f"say one of: {', '.join(VERDICTS)}")
    if left == right:
        raise InputError("a record is itself", where=left, cure="give two records")
    if not why.strip():
        raise InputError("a judgement needs its reason", cure="say why with --reason")
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    one, other = pair(left, right)
    return Judged(left=one, right=other, verdict=verdict, who=who, when=now, why=why.strip())


def standing(rows: Iterable[Judged]) -> dict[Pair, Verdict]:
    """What was last said of each pair and not undone.

    >>> said = [Judged(left="a", right="b", verdict=v, who="", when="", why="")
    ...         for v in ("same", "different", "undo")]
    >>> standing(said[:2]), standing(said)
    ({('a', 'b'): <Verdict.DIFFERENT: 'different'>}, {})
    """
    found: dict[Pair, Verdict] = {}
    for said in rows:
        if said.verdict == "undo":
            found.pop((said.left, said.right), None)
        else:
            found[said.left, said.right] = Verdict(said.verdict)
    return found
