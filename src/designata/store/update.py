"""Brings a store up to date: from the publishers' addresses, or from files that a person gives.

Every edition is taken in by itself, oldest first: what fails is told and stops none of the others.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from designata.errors import DesignataError, FetchError, InputError
from designata.lists import editions, fetch, publishers, readers
from designata.lists.find import find
from designata.lists.source import Edition, File
from designata.store.append import Outcome, Writer, writing
from designata.store.manifest import Validator

Told = Outcome | DesignataError
"""What became of an edition, or of a file that makes up none."""


class Watcher:
    """Told how an update goes on; this one does not care."""

    def bytes(self, progress: fetch.Progress) -> None:
        """Bytes have arrived from an address."""

    def records(self, edition: Edition, count: int) -> None:
        """So many records of an edition have been looked at."""


def update(
    folder: Path,
    codes: Collection[str] = (),
    *,
    path: Path | None = None,
    accept_shrink: bool = False,
    watcher: Watcher | None = None,
) -> Iterator[Told]:
    """Takes in what is new.

    Args:
        folder: the store; made if there is none.
        codes: of the publishers; all that have addresses, or all whose files are found.
        path: a file, folder or archive to search in place of the publishers' addresses.
        accept_shrink: takes editions that have lost more entities than is plausible.
        watcher: is told how it goes on.

    Raises:
        StoreError: when the store cannot be written, or another process is writing.
        InputError: when there is no such publisher or path.
    """
    for code in codes:
        publishers.of(code)
    with writing(folder) as writer:
        visit = _Update(writer, accept_shrink, watcher or Watcher())
        if path is not None:
            with find(path) as files:
                yield from visit.take(files, set(codes))
            return
        for code in codes or publishers.FETCHED:
            if ours := readers.bundled(code):
                yield from visit.take(ours, {code})
            else:
                yield from visit.fetch(code)


class _Update(NamedTuple):
    writer: Writer
    accept_shrink: bool
    watcher: Watcher

    def take(self, files: Iterable[File], codes: Collection[str]) -> Iterator[Told]:
        gathered = editions.gather(files)
        yield from gathered.strangers
        ours = [(m, e) for m, e in gathered.editions if not codes or e.publisher.code in codes]
        if codes and not ours:
            yield InputError(
                f"no list of {', '.join(codes)} is in it",
                cure="leave the publisher out to take every list that is found",
            )
        for module, edition in ours:
            watch = partial(self.watcher.records, edition)
            try:
                yield self.writer.append(
                    module, edition, accept_shrink=self.accept_shrink, progress=watch
                )
            except DesignataError as error:
                yield error

    def fetch(self, code: str) -> Iterator[Told]:
        module = readers.of(code)
        known = {
            url: fetch.Validators(url=url, etag=v.etag, last_modified=v.modified, sha256=v.sha256)
            for url, v in self.writer.store.manifest.validators.items()
            if v.reader == module.READER
        }
        failed = False
        try:
            with fetch.fetch(module.PUBLISHER, known, progress=self.watcher.bytes) as fetched:
                files = [file for item in fetched for file in item.files]
                for told in self.take(files, {code}) if files else self._unchanged(code):
                    failed = failed or isinstance(told, DesignataError)
                    yield told
        except FetchError as error:
            yield error
            return
        if not failed:
            said = {item.feed.url: item.validators for item in fetched}
            self.writer.remember(
                {
                    url: Validator(v.etag, v.last_modified, v.sha256, module.READER)
                    for url, v in said.items()
                }
            )

    def _unchanged(self, code: str) -> Iterator[Outcome]:
        title = publishers.of(code).title
        for (publisher, dataset), row in self.writer.store.current().items():
            if publisher == code:
                yield Outcome(edition=row, title=title(dataset), unchanged=True)
