"""A file in the making that survives a kill: ``OUT.part``, and beside it how far it is whole.

Whoever makes the same file from the same things goes on where the last one was ended; anything
else begins anew.
"""

from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from designata.errors import InputError
from designata.screen.tasks import Done

_ENDS = 1 << 20


class Mark(msgspec.Struct, frozen=True):
    """How far a file is whole.

    Args:
        of: tells what it is made from.
        size: its whole bytes.
        questions: whose answers it holds.
        hit: how many of them have a hit.
        failed: how many could not be asked.
    """

    of: str
    size: int = 0
    questions: int = 0
    hit: int = 0
    failed: int = 0


class Draft:
    """The file in the making.

    Args:
        out: what it is called when it is done.
        of: tells what it is made from.

    Raises:
        InputError: when it cannot be written.
    """

    def __init__(self, out: Path, of: str) -> None:
        self.out = out
        self.path = out.with_name(out.name + ".part")
        self._journal = out.with_name(out.name + ".part.json")
        self.mark = self._found(of)
        try:
            self._file = self.path.open("r+b" if self.mark.size else "wb")
        except OSError as error:
            raise InputError(
                f"the file cannot be written: {error.strerror or error}",
                where=str(out),
                cure="name a file in a folder of your own with --out",
            ) from error
        self._file.truncate(self.mark.size)
        self._file.seek(self.mark.size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, done: Done) -> None:
        """Adds what was done, and notes that it is there."""
        self._file.write(done.content)
        self._file.flush()
        mark = self.mark
        self.mark = Mark(
            mark.of,
            mark.size + len(done.content),
            mark.questions + done.questions,
            mark.hit + done.hit,
            mark.failed + done.failed,
        )
        draft = self._journal.with_name(self._journal.name + ".new")
        draft.write_bytes(msgspec.json.encode(self.mark))
        draft.replace(self._journal)

    def finish(self, made: Path | None = None) -> None:
        """Gives the file its name: itself, or what was made from it."""
        self._file.close()
        (made or self.path).replace(self.out)
        self.path.unlink(missing_ok=True)
        self._journal.unlink(missing_ok=True)

    def _found(self, of: str) -> Mark:
        """How far an earlier draft of the same is whole."""
        try:
            mark = msgspec.json.decode(self._journal.read_bytes(), type=Mark)
            whole = self.path.stat().st_size >= mark.size
        except (OSError, msgspec.MsgspecError):
            return Mark(of)
        return mark if mark.of == of and whole else Mark(of)


def fingerprint(path: Path) -> str:
    """Tells a file from other files and from itself when it was changed."""
    status = path.stat()
    with path.open("rb") as file:
        ends = file.read(_ENDS)
        file.seek(max(status.st_size - _ENDS, 0))
        ends += file.read(_ENDS)
    digest = blake2b(ends, digest_size=16).hexdigest()
    return f"{status.st_size} {status.st_mtime_ns} {digest}"
