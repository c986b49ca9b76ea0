"""What a server does in jobs, in processes of their own: it takes memory, processors or both."""

import datetime as dt
import io
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from designata.apart import MODEST, Say, call
from designata.engine import Designata
from designata.errors import DesignataError, UnrecognisedError
from designata.jobs import Job
from designata.lists.fetch import Progress
from designata.lists.source import Edition
from designata.resolve import review
from designata.resolve.review import Open
from designata.resolve.summary import summary
from designata.screen import shown
from designata.screen.policy import Policy
from designata.screen.tasks import Summary
from designata.store.append import Outcome
from designata.store.update import Watcher
from designata.vessels.report import page

if TYPE_CHECKING:
    from typing_extensions import Buffer

_SELDOM = 0.2
_LONGEST = 60
_PIECE = 1 << 16


class Updated(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one list.

    Args:
        outcome: ``loaded``, ``unchanged`` or ``failed``.
        publisher: its code.
        title: the list's.
        date: its own.
        entities: how many it lists.
        added: records that came.
        removed: records that went.
        changed: records that say something else.
        problem: why it failed.
        cure: what can be done about that.
    """

    outcome: str
    publisher: str = ""
    title: str = ""
    date: str = ""
    entities: int = 0
    added: int = 0
    removed: int = 0
    changed: int = 0
    problem: str = ""
    cure: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of ``track``.

    Args:
        imo: only this ship.
        mmsi: only this one.
        only: types of events.
        values: of rules, in place of their defaults.
        draw: whether a page is drawn, in place of the events.
    """

    imo: str | None = None
    mmsi: int | None = None
    only: tuple[str, ...] = ()
    values: Mapping[str, float] = {}
    draw: bool = False


class _Heard(Watcher):
    """Tells now and then how an update goes on."""

    def __init__(self, say: Say) -> None:
        self._say, self._last = say, 0.0

    def bytes(self, progress: Progress) -> None:
        name = progress.url.rpartition("/")[2] or progress.url
        self._tell(progress.received, progress.total, name[-_LONGEST:])

    def records(self, edition: Edition, count: int) -> None:
        self._tell(count, None, f"{edition.name[-_LONGEST:]}: {count:,}")

    def _tell(self, done: float, total: float | None, note: str) -> None:
        if time.monotonic() - self._last > _SELDOM:
            self._last = time.monotonic()
            self._say((done, total, note))


def updating(
    engine: Designata, codes: Sequence[str], *, accept_shrink: bool = False
) -> Callable[[Job], None]:
    """A job's work: an update of the lists behind an engine.

    Args:
        engine: looks at the store anew when it is done.
        codes: the publishers'; all where none is named.
        accept_shrink: whether editions are taken that lost many entities.
    """

    def work(job: Job) -> None:
        job.summary = call(
            update,
            engine.folder,
            codes,
            accept_shrink,
            heard=lambda told: job.tell(*told),
            goes_on=job.goes_on,
        )
        engine.refresh()

    return work


def update(
    say: Say,
    folder: Path,
    codes: Sequence[str],
    accept_shrink: bool,  # noqa: FBT001  - a process's
) -> list[Updated]:
    """Brings the lists up to date; what fails is told beside the rest."""
    engine = Designata(folder)
    told = engine.update(codes, accept_shrink=accept_shrink, watcher=_Heard(say))
    return [_updated(item) for item in told if not isinstance(item, UnrecognisedError)]


def _updated(item: Outcome | DesignataError) -> Updated:
    if isinstance(item, DesignataError):
        return Updated(outcome="failed", problem=item.what, cure=item.cure)
    row = item.edition
    return Updated(
        outcome="unchanged" if item.unchanged else "loaded",
        publisher=row.publisher,
        title=item.title,
        date=row.date,
        entities=row.entities,
        added=item.added,
        removed=item.removed,
        changed=item.changed,
    )


def resolve(say: Say, folder: Path, out: Path) -> dict[str, Any]:
    """Works out which records are one; the whole answer goes into a file."""
    engine = Designata(folder)
    told = summary(engine.resolve(lambda done, total: say((done, total, ""))), engine.dates())
    out.write_bytes(msgspec.json.encode(told))
    return {
        "records": told.records,
        "entities": told.entities,
        "clusters": len(told.clusters),
        "open": told.open,
        "lists": told.lists,
        "caveat": told.caveat,
    }


def queue(_: Say, folder: Path) -> list[Open]:
    """The pairs that somebody should look at, the most rewarding first."""
    return review.queue(Designata(folder).resolve())


def export(
    say: Say,
    folder: Path,
    format: str,  # noqa: A002  - the contract's word
    as_of: dt.date | None,
) -> None:
    """Tells the store, piece by piece, in a format of others."""
    out = io.BufferedWriter(_Telling(say), _PIECE)
    Designata(folder).export(format, out, as_of=as_of)
    out.flush()


class _Telling(io.RawIOBase):
    """A file that tells what is written into it."""

    def __init__(self, say: Say) -> None:
        self._say, self._place = say, 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def write(self, piece: "Buffer") -> int:
        content = bytes(piece)
        self._say(content)
        self._place += len(content)
        return len(content)


def sent(job: Job, source: Path, work: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401  - what the work gives
    """What work gives that reads a file from outside, which goes once it is read.

    Args:
        job: whose work it is.
        source: the file.
        work: takes a function that tells how it goes on, and the arguments.
        arguments: the work's own.
    """
    try:
        return call(
            work,
            *arguments,
            heard=lambda told: job.tell(*told),
            goes_on=job.goes_on,
            memory=MODEST,
        )
    finally:
        source.unlink()


def screening(
    engine: Designata, source: Path, out: Path, policy: Policy, as_of: dt.date | None = None
) -> Callable[[Job], Path]:
    """A job's work: a sheet that was sent, answered from the store behind an engine."""

    def work(job: Job) -> Path:
        job.summary = sent(job, source, screen, engine.folder, source, out, policy, as_of)
        return out

    return work


def screen(
    say: Say, folder: Path, source: Path, out: Path, policy: Policy, as_of: dt.date | None
) -> Summary:
    """Answers a file of questions with a file of answers, and keeps its first rows beside it."""
    told = Designata(folder).screen_file(
        source,
        out,
        policy=policy,
        as_of=as_of,
        progress=lambda done, share: say((share, 1, f"{done:,}")),
        first=out.with_name(shown.FILE),
    )
    return msgspec.structs.replace(told, out=out.name)


def compare(say: Say, source: Path, out: Path) -> Summary:
    """Weighs the evidence between the pairs of a file."""
    told = Designata.compare_file(
        source, out, progress=lambda done, share: say((share, 1, f"{done:,}"))
    )
    return msgspec.structs.replace(told, out=out.name)


def track(say: Say, folder: Path, source: Path, out: Path, asked: Settings) -> dict[str, Any]:
    """Tells what the ships in a file did; events or a page go into a file."""
    say((0, None, "reading"))
    story = Designata(folder).track(
        [source], imo=asked.imo, mmsi=asked.mmsi, only=asked.only or None, settings=asked.values
    )
    notes = story.quarantine.told()
    if asked.draw:
        drawn = page(story.ships, story.positions, story.events, story.risk, notes=notes)
        out.write_text(drawn, "utf-8")
    else:
        out.write_bytes(msgspec.json.Encoder().encode_lines(story.events))
    return {
        "rows": story.rows,
        "ships": len(story.ships),
        "events": len(story.events),
        "notes": [*story.guesses, *notes],
        "read": dt.datetime.now(dt.UTC),
    }
