"""An update of the lists as a job: how far it is, and what became of each edition."""

from collections.abc import Collection

import msgspec

from designata.engine import Designata
from designata.errors import DesignataError
from designata.jobs import Job
from designata.lists.fetch import Progress
from designata.lists.source import Edition
from designata.store.update import Watcher

KIND = "update"
"""What the job is called."""


class Took(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an edition, or of an address that gave none.

    Args:
        publisher: its code.
        title: of the list.
        date: of the edition.
        added: records that came.
        removed: records that went.
        changed: records that stayed and say something else.
        unchanged: whether the store held it already.
        problem: what went wrong, if something did.
        cure: what can be done about that.
    """

    publisher: str = ""
    title: str = ""
    date: str = ""
    added: int = 0
    removed: int = 0
    changed: int = 0
    unchanged: bool = False
    problem: str = ""
    cure: str = ""


class _Telling(Watcher):
    """Tells a job how it goes on; bytes have a share, records a count."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def bytes(self, progress: Progress) -> None:
        name = progress.url.rpartition("/")[2] or progress.url
        self._job.tell(progress.received, progress.total, name[-60:])

    def records(self, edition: Edition, count: int) -> None:
        self._job.tell(count, None, f"{edition.name[-60:]}: {count:,}")


def work(engine: Designata, publishers: Collection[str], job: Job) -> None:
    """Takes in what is new, and makes the index ready before anybody waits for it."""
    took = []
    for told in engine.update(publishers, watcher=_Telling(job)):
        if isinstance(told, DesignataError):
            took.append(Took(problem=told.what, cure=told.cure))
        else:
            took.append(
                Took(
                    publisher=told.edition.publisher,
                    title=told.title,
                    date=told.edition.date,
                    added=told.added,
                    removed=told.removed,
                    changed=told.changed,
                    unchanged=told.unchanged,
                )
            )
        job.summary = [msgspec.to_builtins(one) for one in took]
    engine.index()
