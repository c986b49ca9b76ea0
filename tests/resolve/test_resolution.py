from pathlib import Path

import pytest

from designata.errors import InputError, NotFoundError
from designata.resolve import ledger, resolution, review, state
from designata.resolve.resolution import Resolution
from designata.store.claims import Store
from tests.resolve.world import known, person, ship, write

KOZLOV = (
    person("un-1", "Sergei Kozlovskij"),
    person("eu-1", "KOZLOVSKIJ, Sergei"),
    person("uk-1", "Sergei Kozlovskij", birthDate="1970"),
    person("au-1", "Pyotr Andreev", birthDate="1950"),
)


def resolve(folder: Path) -> Resolution:
    return resolution.resolve(Store(folder))


def say(folder: Path, left: str, right: str, verdict: str) -> None:
    row = ledger.row(left, right, verdict, who="A. Reader", why="seen")
    resolution.say(Store(folder), row)


def test_records_of_several_lists_become_one(tmp_path: Path) -> None:
    write(tmp_path, *KOZLOV)
    found = resolve(tmp_path)
    assert found.clusters == [{"un-1", "eu-1", "uk-1"}]
    assert {found.name(record) for record in ("un-1", "eu-1", "uk-1")} == {"un-1"}
    assert found.name("au-1") == "au-1"


def test_a_judgement_counts_at_once_and_can_be_undone(tmp_path: Path) -> None:
    write(tmp_path, *KOZLOV)
    say(tmp_path, "un-1", "eu-1", "different")
    assert not any({"un-1", "eu-1"} <= found for found in resolve(tmp_path).clusters)
    say(tmp_path, "un-1", "eu-1", "undo")
    assert resolve(tmp_path).clusters == [{"un-1", "eu-1", "uk-1"}]


def test_a_state_that_grew_equals_one_built_at_once(tmp_path: Path) -> None:
    write(tmp_path / "grown", *KOZLOV[:2])
    resolve(tmp_path / "grown")
    write(tmp_path / "grown", *KOZLOV[2:], ship("ua-1", "Lady R"))
    resolve(tmp_path / "grown")
    write(tmp_path / "grown", person("uk-1", "Sergei Kozlovskij", "Serge K."), gone=("au-1",))
    grown, kept = resolve(tmp_path / "grown"), state.load(tmp_path / "grown")
    state.place(tmp_path / "grown").unlink()
    anew, built = resolve(tmp_path / "grown"), state.load(tmp_path / "grown")
    assert grown.clusters == anew.clusters == [{"un-1", "eu-1", "uk-1"}]
    assert kept is not None
    assert built is not None
    assert kept.known == built.known
    assert kept.pairs.tolist() == built.pairs.tolist()
    assert kept.odds.tolist() == built.odds.tolist()


def test_identifiers_survive_a_delisting(tmp_path: Path) -> None:
    write(tmp_path, *KOZLOV)
    resolve(tmp_path)
    write(tmp_path, gone=("un-1",))
    found = resolve(tmp_path)
    assert found.clusters == [{"eu-1", "uk-1"}]
    assert found.name("uk-1") == "un-1"


def test_a_damaged_state_is_built_anew(tmp_path: Path) -> None:
    write(tmp_path, *KOZLOV)
    first = resolve(tmp_path)
    state.place(tmp_path).write_bytes(b"DESIGNAT")
    assert resolve(tmp_path).clusters == first.clusters


def test_a_short_un_reference_is_the_long_one(tmp_path: Path) -> None:
    write(tmp_path, known("eu-1", "Salah", unscId="LYi.28"), known("un-1", "S", unscId="LYi.028"))
    found = resolution.explain(Store(tmp_path), "eu-1", "un-1")
    assert found.verdict == "same"


@pytest.mark.parametrize("pair", [("un-1", "eu-9"), ("xx", "un-1")])
def test_a_judgement_on_an_unknown_record_is_refused(tmp_path: Path, pair: tuple[str, str]) -> None:
    write(tmp_path, *KOZLOV)
    with pytest.raises(NotFoundError) as caught:
        say(tmp_path, *pair, "same")
    assert caught.value.cure
    assert ledger.load(tmp_path) == []


def test_what_cannot_be_one_cannot_be_said_to_be(tmp_path: Path) -> None:
    one, other = ship("ua-1", "A", imoNumber="9161003"), ship("ca-1", "A", imoNumber="9179842")
    write(tmp_path, one, other, person("un-1", "A"))
    for pair in (("ua-1", "ca-1"), ("ua-1", "un-1")):
        with pytest.raises(InputError):
            say(tmp_path, *pair, "same")
    say(tmp_path, "ua-1", "ca-1", "different")


def test_the_queue_holds_what_nobody_decided(tmp_path: Path) -> None:
    twins = (known("un-1", "Sergei Kozlovskij"), known("un-2", "Sergei Kozlovskij"))
    write(tmp_path, *twins, known("eu-1", "Sergei Kozlovskij"))
    rows = review.queue(resolve(tmp_path))
    assert {(row.left, row.right) for row in rows} >= {("eu-1", "un-1"), ("eu-1", "un-2")}
    assert [row.worth for row in rows] == sorted((row.worth for row in rows), reverse=True)
    say(tmp_path, "eu-1", "un-1", "same")
    say(tmp_path, "eu-1", "un-2", "unsure")
    found = resolve(tmp_path)
    assert {"eu-1", "un-1"} in found.clusters
    assert ("eu-1", "un-2") not in {(row.left, row.right) for row in review.queue(found)}


def test_why_two_are_one(tmp_path: Path) -> None:
    write(tmp_path, *KOZLOV)
    say(tmp_path, "un-1", "eu-1", "different")
    found = resolution.explain(Store(tmp_path), "un-1", "eu-1")
    assert found.verdict == "different"
    assert found.score > 0.9
    assert [row.why for row in found.said] == ["seen"]
