import multiprocessing
from pathlib import Path

import pytest

from designata.errors import InputError, StoreError
from designata.resolve import ledger
from designata.resolve.judge import Verdict

_MANY = 25


def said(verdict: str, why: str = "one passport") -> ledger.Judged:
    return ledger.row("un-1", "eu-1", verdict, who="A. Reader", why=why)


def test_the_last_word_counts_and_none_is_lost(tmp_path: Path) -> None:
    for verdict in ("same", "different"):
        ledger.add(tmp_path, said(verdict))
    assert ledger.standing(ledger.load(tmp_path)) == {("eu-1", "un-1"): Verdict.DIFFERENT}
    ledger.add(tmp_path, said("undo"))
    assert ledger.standing(ledger.load(tmp_path)) == {}
    assert [row.verdict for row in ledger.load(tmp_path)] == ["same", "different", "undo"]


def test_a_line_cut_short_is_no_row_and_harms_none(tmp_path: Path) -> None:
    ledger.add(tmp_path, said("same"))
    with ledger.place(tmp_path).open("ab") as file:
        file.write(b'{"left": "eu-1", "ri')
    assert len(ledger.load(tmp_path)) == 1
    ledger.add(tmp_path, said("different"))
    assert [row.verdict for row in ledger.load(tmp_path)] == ["same", "different"]


def test_the_first_row_may_be_cut_short_too(tmp_path: Path) -> None:
    (tmp_path / "resolve").mkdir()
    ledger.place(tmp_path).write_bytes(b'{"left"')
    assert ledger.load(tmp_path) == []
    ledger.add(tmp_path, said("same"))
    assert len(ledger.load(tmp_path)) == 1


def _judge(folder: Path, who: str) -> None:
    for number in range(_MANY):
        row = ledger.row("un-1", "eu-1", "unsure", who=who, why=f"{number}")
        ledger.add(folder, row)


def test_two_who_judge_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_judge, args=(tmp_path, who)) for who in ("a", "b")]
    for process in both:
        process.start()
    for process in both:
        process.join()
    rows = ledger.load(tmp_path)
    assert sorted((row.who, int(row.why)) for row in rows) == [
        (who, number) for who in ("a", "b") for number in range(_MANY)
    ]


@pytest.mark.parametrize(
    ("left", "verdict", "why"),
    [("un-1", "perhaps", "x"), ("un-1", "same", " "), ("eu-1", "same", "x")],
)
def test_what_says_nothing_is_refused(left: str, verdict: str, why: str) -> None:
    with pytest.raises(InputError) as caught:
        ledger.row(left, "eu-1", verdict, who="A", why=why)
    assert caught.value.cure


def test_a_damaged_line_is_told_with_its_place(tmp_path: Path) -> None:
    ledger.add(tmp_path, said("same"))
    with ledger.place(tmp_path).open("ab") as file:
        file.write(b"{}\n")
    with pytest.raises(StoreError, match="line 2"):
        ledger.load(tmp_path)
