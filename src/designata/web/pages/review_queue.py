"""The review queue of a server: worked out in a process of its own, gone through by many people.

It stands as ``resolve`` found it; a pair that somebody decides leaves it, and comes back when that
is undone. What the decisions lead to is worked out the next time that ``resolve`` runs.
"""

import threading
from pathlib import Path

import msgspec

from designata import apart
from designata.engine import Designata
from designata.jobs import Job
from designata.resolve import ledger, review
from designata.resolve.ledger import Judged
from designata.resolve.review import Open
from designata.store import manifest

KIND = "resolve"
"""What the job is called."""

_LATEST = 8


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What ``resolve`` found, in short.

    Args:
        records: how many the lists hold.
        clusters: of more than one record.
        merged: records that are in one.
        pairs: those to look at, the most rewarding first.
    """

    records: int
    clusters: int
    merged: int
    pairs: list[Open]


def work(say: apart.Say, folder: Path) -> Found:
    """Resolves a store, in whichever process this is called.

    Args:
        say: is told how many pairs of how many are weighed.
        folder: the store's.
    """
    found = Designata(folder).resolve(lambda done, total: say((done, total)))
    return Found(
        records=len(found.known),
        clusters=len(found.clusters),
        merged=sum(map(len, found.clusters)),
        pairs=review.queue(found),
    )


class Queue:
    """The pairs that are open.

    Args:
        folder: the store's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._stamp: object = None
        self.found: Found | None = None

    def fill(self, job: Job) -> None:
        """Works out the queue as a job."""
        stamp = manifest.stamp(self._folder)
        found: Found = apart.call(
            work, self._folder, heard=lambda told: job.tell(*told), goes_on=job.goes_on
        )
        with self._lock:
            self.found, self._stamp = found, stamp

    @property
    def is_stale(self) -> bool:
        """Whether the store changed since the queue was worked out."""
        return self.found is not None and manifest.stamp(self._folder) != self._stamp

    def open(self) -> list[Open]:
        """The pairs that nobody has decided yet."""
        judged = ledger.standing(ledger.load(self._folder))
        pairs = self.found.pairs if self.found else []
        return [one for one in pairs if (one.left, one.right) not in judged]

    def said(self) -> list[Judged]:
        """The last decisions that stand, the newest first."""
        rows = ledger.load(self._folder)
        last = {(row.left, row.right): row for row in rows}
        standing = [row for row in rows if last[row.left, row.right] is row]
        return [row for row in standing if row.verdict != "undo"][: -_LATEST - 1 : -1]
