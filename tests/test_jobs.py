import asyncio
import tempfile
import threading
from pathlib import Path

import pytest

from designata.errors import BusyError, InputError, NotFoundError
from designata.jobs import Job, Jobs, Told, sweep


def _until(job: Job, event: threading.Event) -> None:
    while not event.wait(0.01):
        job.tell(0)


def test_more_than_may_run_at_once_wait_and_too_many_are_refused() -> None:
    jobs, go = Jobs(at_once=1, waiting=1), threading.Event()
    first = jobs.start("wait", lambda job: _until(job, go))
    while first.state == "waiting":
        pass
    second = jobs.start("wait", lambda job: _until(job, go))
    with pytest.raises(BusyError):
        jobs.start("wait", lambda job: _until(job, go))
    assert (first.state, second.state) == ("running", "waiting")
    go.set()
    second.wait(5)
    assert (first.state, second.state) == ("done", "done")
    jobs.close()


def test_what_is_called_off_ends_and_leaves_no_file() -> None:
    jobs, never = Jobs(at_once=1), threading.Event()
    running = jobs.start("wait", lambda job: _until(job, never))
    waiting = jobs.start("wait", lambda job: _until(job, never))
    folder = running.folder
    assert folder.is_dir()
    jobs.remove(waiting)
    assert waiting.state == "cancelled"
    with pytest.raises(NotFoundError):
        jobs.get(waiting.id)
    running.cancel()
    running.wait(5)
    assert running.state == "cancelled"
    jobs.close()
    assert not folder.parent.exists()


def test_a_failure_is_told_with_its_cure() -> None:
    def work(_: Job) -> None:
        raise InputError("the sheet is empty", where="/secret/place.csv", cure="send another")

    jobs = Jobs()
    job = jobs.start("screen", work)
    job.wait(5)
    told = job.told()
    assert (told.state, told.problem, told.cure) == ("failed", "the sheet is empty", "send another")
    jobs.close()


def test_an_error_of_ours_is_printed_and_not_told(caplog: pytest.LogCaptureFixture) -> None:
    def work(_: Job) -> None:
        raise KeyError("inside")

    jobs = Jobs()
    job = jobs.start("screen", work)
    job.wait(5)
    assert (job.state, job.told().cure) == ("failed", "see what the server printed")
    assert "inside" not in str(job.told())
    assert "KeyError: 'inside'" in caplog.text
    jobs.close()


def test_what_ended_long_ago_is_forgotten_with_its_files() -> None:
    jobs = Jobs(kept=0.0)

    def work(job: Job) -> Path:
        (job.folder / "out").write_text("x")
        return job.folder / "out"

    job = jobs.start("write", work)
    job.wait(5)
    assert job.result
    assert jobs.all() == []
    assert not job.folder.exists()
    jobs.close()


def test_no_more_results_are_kept_than_there_is_room_for() -> None:
    jobs = Jobs(at_once=1, most=2)
    for _ in range(4):
        jobs.start("write", lambda job: job.folder).wait(5)
    assert len(jobs.all()) == 2
    assert len([one for one in jobs.all()[0].folder.parent.iterdir() if one.is_dir()]) == 2
    jobs.close()


def test_what_a_killed_server_left_goes_and_what_a_living_one_holds_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "designata-jobs-killed"
    (left / "job").mkdir(parents=True)
    (left / ".lock").touch()
    (left / "job/sent.csv").write_text("a customer's name")
    foreign = tmp_path / "designata-jobs-of-others"
    foreign.mkdir()
    jobs = Jobs()
    job = jobs.new("screen")
    sweep()
    assert not left.exists()
    assert foreign.exists()
    assert job.folder.exists()
    jobs.close()
    assert list(tmp_path.iterdir()) == [foreign]


def test_a_job_goes_on_when_nobody_listens_and_tells_the_next_one() -> None:
    jobs, go = Jobs(), threading.Event()
    job = jobs.start("wait", lambda job: _until(job, go))

    async def listen(most: int) -> list[Told]:
        told = []
        async for now in job.events():
            told.append(now)
            if len(told) == most:
                break
        return told

    assert len(asyncio.run(listen(1))) == 1
    go.set()
    assert asyncio.run(listen(100))[-1].state == "done"
    jobs.close()
