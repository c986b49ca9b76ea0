"""Conclusions as claims: owned by, never listed; ended where they no longer hold."""

import datetime as dt
from pathlib import Path

from designata.engine import Designata
from designata.index.entries import entries
from designata.network import keep, load, owned
from designata.network.ruling import Owned
from designata.store.claims import Store
from designata.store.update import update

from .firms import firm, listed, owns, store


def concluded(folder: Path, day: dt.date | None = None) -> Owned:
    made = Store(folder)
    return owned.control(made, load.graph(made, as_of=day), "c", as_of=day)


def kept(folder: Path) -> list[tuple[str, str]]:
    claims = Store(folder).claims("c.publisher = 'derived' AND c.property IN ('topics', 'owner')")
    return [(stored.claim.property, stored.claim.value) for stored in claims]


def test_a_conclusion_is_a_claim_and_feeds_no_other(tmp_path: Path) -> None:
    made = store(tmp_path, *listed("x"), firm("c"), owns("x", "c", "60"))
    answer = concluded(made.folder)
    assert keep.keep(made.folder, answer)
    assert kept(made.folder) == [("topics", "sanction.linked"), ("owner", "x")]
    again = concluded(made.folder)
    assert again == answer
    held = len(Store(made.folder).editions)
    keep.keep(made.folder, again)
    assert len(Store(made.folder).editions) == held
    [shown] = Designata(made.folder).show("c").dossiers
    assert shown.designations == []
    assert {(tie.role, tie.remark) for tie in shown.ties} == {
        (None, ""),
        ("blocked by OFAC's 50 % rule", "a rule concludes it; no list says so"),
    }
    assert Store(made.folder).current()["derived", "control"].entities == 0


def test_a_conclusion_that_no_longer_holds_ends(tmp_path: Path) -> None:
    made = store(tmp_path, *listed("x"), firm("c"), owns("x", "c", "60"))
    keep.keep(made.folder, concluded(made.folder))
    file = tmp_path / "made_up.ftm.json"
    file.write_bytes(file.read_bytes().replace(b'"60"', b'"20"').replace(b"05-01", b"05-02"))
    list(update(made.folder, path=file))
    keep.keep(made.folder, concluded(made.folder))
    assert kept(made.folder) == []


def test_nothing_is_written_where_nothing_is_concluded(tmp_path: Path) -> None:
    made = store(tmp_path, *listed("x"), firm("c"), owns("x", "c", "20"))
    assert keep.keep(made.folder, concluded(made.folder)) is None
    assert keep.keep(made.folder, concluded(made.folder, dt.date(2024, 6, 1))) is None
    assert keep.keep(made.folder, concluded(made.folder)) is None


def test_screening_sees_owned_by_and_no_listing(tmp_path: Path) -> None:
    made = store(tmp_path, *listed("x"), firm("c"), owns("x", "c", "60"))
    keep.keep(made.folder, concluded(made.folder))
    entry = next(one for one in entries(Store(made.folder)) if one.id == "c")
    assert entry.designations == []
    assert entry.owned == ["x; 60 %; blocked by OFAC's 50 % rule"]
