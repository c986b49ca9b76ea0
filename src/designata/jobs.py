"""Work that takes longer than a request: in a thread, with progress, a result file, and an end.

A job belongs to the server, not to the browser that began it. What it writes lies in a folder of
its own, which goes when the job is forgotten or the server ends; where the server was killed, when
the next one begins.
"""

import asyncio
import logging
import os
import secrets
import shutil
import threading
import time
import weakref
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Literal

import msgspec
from filelock import FileLock, Timeout

from designata.errors import BusyError, DesignataError, NotFoundError

State = Literal["waiting", "running", "done", "failed", "cancelled"]
Work = Callable[["Job"], Path | None]
"""Does the work of a job, tells it how it goes on, and gives the file that came of it, if any."""

_LOG = logging.getLogger(__name__)
_ENDED = {"done", "failed", "cancelled"}
_TICK = 0.2
_PREFIX = "designata-jobs-"
_LOCK = ".lock"


class Cancelled(Exception):  # noqa: N818  - it is no error
    """Raised inside a job's work when somebody called it off."""


class Progress(msgspec.Struct, frozen=True):
    """How far a job is; the total is none where it cannot be told."""

    done: float = 0
    total: float | None = None
    note: str = ""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a job.

    Args:
        id: its own; whoever knows it may ask.
        kind: ``screen``, ``update``, ``track`` ...
        state: ``waiting``, ``running``, ``done``, ``failed`` or ``cancelled``.
        progress: how far it is.
        result: the name of the file that came of it, once it is done.
        summary: what came of it, in short, once it is done.
        problem: why it failed.
        cure: what can be done about that.
    """

    id: str
    kind: str
    state: State
    progress: Progress
    result: str | None = None
    summary: object = None
    problem: str | None = None
    cure: str | None = None


class Job:
    """One piece of work.

    Attributes:
        folder: where its work may write.
        state: where it stands.
        progress: how far it is.
        result: the file that came of it.
        summary: what came of it, in short, as a value that JSON has.
        error: why it failed.
    """

    def __init__(self, kind: str, who: str, folder: Path) -> None:
        self.id = secrets.token_urlsafe(16)
        self.kind, self.who = kind, who
        self.folder = folder / self.id
        self.state: State = "waiting"
        self.progress = Progress()
        self.result: Path | None = None
        self.summary: object = None
        self.error: DesignataError | None = None
        self.ended = 0.0
        self._cancelled, self._over = threading.Event(), threading.Event()
        self._turning = threading.Lock()

    def tell(self, done: float, total: float | None = None, note: str = "") -> None:
        """Says how far the work is.

        Raises:
            Cancelled: when somebody called it off.
        """
        self.progress = Progress(done, total, note)
        self.goes_on()

    def goes_on(self) -> None:
        """Ends the work where somebody called it off.

        Raises:
            Cancelled: then.
        """
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Calls it off; the work ends the next time it tells how far it is."""
        self._cancelled.set()
        with self._turning:
            if self.state == "waiting":
                self._end("cancelled")

    def wait(self, seconds: float | None = None) -> None:
        """Waits in this thread until it has ended."""
        self._over.wait(seconds)

    @property
    def is_over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.state in _ENDED

    def told(self) -> Told:
        """What is told of it."""
        return Told(
            id=self.id,
            kind=self.kind,
            state=self.state,
            progress=self.progress,
            result=self.result.name if self.result else None,
            summary=self.summary,
            problem=self.error.what if self.error else None,
            cure=self.error.cure if self.error else None,
        )

    async def events(self) -> AsyncIterator[Told]:
        """What is told of it each time that changes, to the last; for server-sent events."""
        last: Told | None = None
        while True:
            over, now = self.is_over, self.told()
            if now != last:
                yield now
                last = now
            if over:
                return
            await asyncio.sleep(_TICK)

    def run(self, work: Work) -> None:
        """Does the work, in whichever thread this is called."""
        with self._turning:
            if self.is_over:
                return
            self.state = "running"
        try:
            self.result = work(self)
        except Cancelled:
            self._end("cancelled")
        except DesignataError as error:
            self.error = error
            self._end("failed")
        except BaseException:
            _LOG.exception("the work of a job, %s, ended on an error", self.kind)
            self.error = DesignataError(
                "the work ended on an error of ours", cure="see what the server printed"
            )
            self._end("failed")
            raise
        else:
            self._end("done")

    def _end(self, state: State) -> None:
        self.ended = time.monotonic()
        self.state = state
        self._over.set()


class Jobs:
    """The jobs of a server.

    Args:
        at_once: how many may run; others wait.
        waiting: how many may wait; more are refused.
        kept: seconds for which an ended job and its result are kept.
        most: ended jobs that are kept, with their results.
    """

    def __init__(
        self, *, at_once: int = 2, waiting: int = 20, kept: float = 3600.0, most: int = 50
    ) -> None:
        self._jobs: dict[str, Job] = {}
        self._waiting, self._kept, self._most = waiting, kept, most
        self._lock = threading.Lock()
        self._held: FileLock | None = None
        self._folder: Path | None = None
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="job")

    def start(self, kind: str, work: Work, *, who: str = "") -> Job:
        """Starts a job, or lets it wait for its turn.

        Args:
            kind: one word.
            work: does it.
            who: began it.

        Raises:
            BusyError: when too many wait already.

        >>> jobs = Jobs()
        >>> def work(job):
        ...     job.tell(1, 1)
        ...     (job.folder / "answer.txt").write_text("42")
        ...     return job.folder / "answer.txt"
        >>> job = jobs.start("think", work)
        >>> job.wait()
        >>> job.state, job.progress.done, job.told().result
        ('done', 1, 'answer.txt')
        >>> jobs.close()
        """
        job = self.new(kind, who=who)
        self.begin(job, work)
        return job

    def new(self, kind: str, *, who: str = "") -> Job:
        """A job that has a folder to put things into, and has not begun.

        Raises:
            BusyError: when too many wait already.
        """
        with self._lock:
            self._forget()
            if sum(job.state == "waiting" for job in self._jobs.values()) >= self._waiting:
                raise BusyError(
                    "too many jobs are waiting", cure="try again when some of them have ended"
                )
            if self._folder is None:
                self._folder = Path(mkdtemp(prefix=_PREFIX))
                self._held = FileLock(self._folder / _LOCK, thread_local=False)
                self._held.acquire()
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            job = Job(kind, who, self._folder)
            self._jobs[job.id] = job
        job.folder.mkdir(parents=True)
        return job

    def begin(self, job: Job, work: Work) -> None:
        """Lets the work of a job begin as soon as it is its turn."""
        self._pool.submit(job.run, work)

    def get(self, name: str) -> Job:
        """The job of an id.

        Raises:
            NotFoundError: when there is none, or no more.
        """
        with self._lock:
            self._forget()
            if job := self._jobs.get(name):
                return job
        raise NotFoundError(
            "there is no such job",
            where=name[:40],
            cure="start it again; results are kept for an hour",
        )

    def all(self) -> list[Job]:
        """Every job that is not forgotten, oldest first."""
        with self._lock:
            self._forget()
            return list(self._jobs.values())

    def remove(self, job: Job) -> None:
        """Calls a job off and forgets it, with what it wrote."""
        job.cancel()
        with self._lock:
            if job.is_over:
                self._drop(job)

    def close(self) -> None:
        """Calls everything off, waits for what runs to hear of it, and removes all files."""
        for job in self.all():
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        if self._folder and self._held:
            self._held.release()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _forget(self) -> None:
        before = time.monotonic() - self._kept
        ended = sorted((job for job in self._jobs.values() if job.is_over), key=lambda j: j.ended)
        for place, job in enumerate(ended):
            if job.ended < before or place < len(ended) - self._most:
                self._drop(job)

    def _drop(self, job: Job) -> None:
        self._jobs.pop(job.id, None)
        with suppress(OSError):
            shutil.rmtree(job.folder)


def sweep() -> None:
    """Removes what servers left behind that were killed: theirs are the locks that nobody holds."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            ours = not hasattr(os, "getuid") or left.lstat().st_uid == os.getuid()
            if ours and not left.is_symlink() and (left / _LOCK).is_file():
                with FileLock(left / _LOCK, timeout=0):
                    shutil.rmtree(left, ignore_errors=True)
