"""Takes editions of lists into the store, one writer at a time; each counts whole or not at all.

What an edition changes is worked out in ``step.py``. One that is older than the one held is
refused.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from designata.errors import RefusedError
from designata.lists import editions
from designata.lists.source import Edition, ListModule
from designata.store import manifest
from designata.store.claims import Key, Store
from designata.store.manifest import Manifest, Validator
from designata.store.schema import EditionRow, Kept
from designata.store.segments import SegmentWriter, merged, retire
from designata.store.step import Outcome, Step, utc

__all__ = ["Outcome", "Writer", "writing"]


class Writer:
    """The one process that may write to a store; made by ``writing``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if not manifest.there(folder):
            manifest.save(folder, Manifest())
        self.store = Store(folder)
        self._state = manifest.sweep(folder, self.store.manifest)
        self._digests: dict[tuple[str, str], dict[Key, tuple[str, str]]] = {}

    def append(
        self,
        module: ListModule,
        edition: Edition,
        *,
        accept_shrink: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Outcome:
        """Takes in an edition.

        Args:
            module: reads it.
            edition: the files.
            accept_shrink: takes it even if it has lost more entities than is plausible.
            progress: told now and then how many records have been looked at.

        Raises:
            InputError: when a file is damaged.
            RefusedError: when it must not be believed.
        """
        whose = edition.publisher.code, edition.dataset
        held = self.store.current().get(whose)
        contents = {part: file.content() for part, file in edition.files.items()}
        kept = [
            Kept(part, file.name, file.url, _sha256(contents[part]), len(contents[part]))
            for part, file in edition.files.items()
        ]
        if whose not in self._digests:
            self._digests[whose] = self.store.digests(*whose)
        if held and self._is_held(kept, edition, held, module.READER):
            return Outcome(
                edition=held, title=edition.publisher.title(edition.dataset), unchanged=True
            )
        _refuse_older(edition, held)
        step = Step(self.store, module, edition, held, self._digests[whose])
        try:
            outcome = step.take(accept_shrink=accept_shrink, progress=progress)
            likes = {file.part: file.sha256 for file in held.kept} if held else {}
            for part, content in contents.items():
                self.store.archive.put(content, like=likes.get(part))
            row = msgspec.structs.replace(outcome.edition, files=msgspec.json.encode(kept).decode())
            self._commit(row, step)
        except OSError:  # a full disk: what does not count must not fill it
            manifest.sweep(self._folder, self._state)
            raise
        finally:
            step.abandon()
        self._digests[whose] = step.digests
        return msgspec.structs.replace(outcome, edition=row)

    def remember(self, validators: dict[str, Validator]) -> None:
        """Keeps what addresses said of their files, to be told to them next time."""
        known = self._state.validators | validators
        if known != self._state.validators:
            self._save(msgspec.structs.replace(self._state, validators=known))

    def _is_held(self, kept: list[Kept], edition: Edition, held: EditionRow, reader: int) -> bool:
        """Whether the edition held, or one before it of the same day, had all these files."""
        whose = edition.publisher.code, edition.dataset
        digest, _ = next(iter(self._digests[whose].values()), ("", ""))
        ours = {file.sha256 for file in kept}
        day = editions.order(edition)[0]
        return digest.startswith(f"{reader}:") and any(
            ours <= {file.sha256 for file in row.kept} and (row is held or day <= row.known)
            for row in self.store.editions
            if (row.publisher, row.dataset) == whose
        )

    def _commit(self, row: EditionRow, step: Step) -> None:
        editions_log = SegmentWriter(self._folder, "editions", row.edition)
        editions_log.add(*msgspec.structs.astuple(row))
        state, logs, retired = self._state, dict(self._state.logs), dict(self._state.retired)
        for log, new in (
            ("claims", step.claims.finish()),
            ("ends", step.ends.finish()),
            ("editions", editions_log.finish()),
        ):
            logs[log] = merged(self._folder, log, (*state.logs[log], *new))
            retired |= retire(state, log, logs[log])
        self._save(
            msgspec.structs.replace(
                state, edition=row.edition, claim=step.claims.claim, logs=logs, retired=retired
            )
        )
        self._state = manifest.sweep(self._folder, self._state)

    def _save(self, state: Manifest) -> None:
        manifest.save(self._folder, state)
        self._state = state
        self.store = Store(self._folder)


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """Opens a store for writing, and makes it if there is none.

    Raises:
        StoreBusyError: when another process is writing.
        StoreError: when the store cannot be read or written.
    """
    with manifest.writing(folder):
        yield Writer(folder)


def _refuse_older(edition: Edition, held: EditionRow | None) -> None:
    if held is None:
        return
    day, moment = editions.order(edition)
    ours = day.isoformat(), utc(moment) if held.moment and moment.year > 1 else ""
    theirs = held.known.isoformat(), held.moment if ours[1] else ""
    if ours < (theirs[0], theirs[1] or ""):
        raise RefusedError(
            f"the edition is of {ours[1] or ours[0]}, older than the one held, of "
            f"{theirs[1] or theirs[0]}",
            where=edition.name,
            cure="load old editions first, into a new store: --store DIR",
        )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
