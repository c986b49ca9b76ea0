import random

from designata.resolve.cluster import Edge, clusters, pair
from designata.resolve.judge import Verdict
from designata.resolve.records import Known
from tests.resolve.world import known


def join(
    records: list[Known], odds: dict[str, float], judged: dict[str, str] | None = None
) -> list[list[str]]:
    """The clusters of records, with pairs written as "a-1 b-1"."""
    edges = [Edge(*pair(*both.split()), value) for both, value in odds.items()]
    said = {pair(*both.split()): Verdict(word) for both, word in (judged or {}).items()}
    by_id = {record.id: record for record in records}
    return [sorted(found) for found in clusters(by_id, edges, said)]


A, B, C = (known(f"{name}-1", name) for name in ("un", "eu", "uk"))


def test_likely_pairs_join_and_unlikely_ones_do_not() -> None:
    assert join([A, B, C], {"un-1 eu-1": 5.0, "un-1 uk-1": -1.0}) == [["eu-1", "un-1"]]


def test_different_wins_even_across_a_third_record() -> None:
    odds = {"un-1 eu-1": 6.0, "eu-1 uk-1": 5.0}
    assert join([A, B, C], odds) == [["eu-1", "uk-1", "un-1"]]
    assert join([A, B, C], odds, {"un-1 uk-1": "different"}) == [["eu-1", "un-1"]]
    both = {"un-1 eu-1": "same", "eu-1 uk-1": "same", "un-1 uk-1": "different"}
    assert ["un-1", "uk-1"] not in [found[-2:] for found in join([A, B, C], {}, both)]


def test_people_can_join_what_the_evidence_does_not() -> None:
    assert join([A, B], {}, {"un-1 eu-1": "same"}) == [["eu-1", "un-1"]]
    assert join([A, B], {"un-1 eu-1": 9.0}, {"un-1 eu-1": "unsure"}) == []


def test_a_shared_number_joins_and_different_ones_never() -> None:
    one = known("un-1", "A", imoNumber="9161003")
    same, other = known("eu-1", "B", imoNumber="9161003"), known("uk-1", "A", imoNumber="9179842")
    assert join([one, same], {"un-1 eu-1": -8.0}) == [["eu-1", "un-1"]]
    assert join([one, other], {"un-1 uk-1": 20.0}, {"un-1 uk-1": "same"}) == []
    bridge = known("au-1", "A")
    odds = {"un-1 au-1": 8.0, "uk-1 au-1": 7.0, "un-1 uk-1": 9.0}
    assert join([one, other, bridge], odds) == [["au-1", "un-1"]]


def test_no_cluster_holds_two_records_of_a_list_that_are_not_one() -> None:
    twin = known("un-2", "A")
    odds = {"un-1 eu-1": 8.0, "un-2 eu-1": 3.0}
    assert join([A, B, twin], odds) == [["eu-1", "un-1"]]
    assert join([A, B, twin], odds | {"un-1 un-2": 4.0}) == [["eu-1", "un-1", "un-2"]]


def test_rivals_that_do_equally_well_are_left_to_people() -> None:
    twin = known("un-2", "A")
    assert join([A, B, twin], {"un-1 eu-1": 5.0, "un-2 eu-1": 4.8}) == []


def test_the_order_of_pairs_does_not_matter() -> None:
    draw = random.Random(7)  # noqa: S311  - no secret
    records = [known(f"{p}-{n}", "A") for p in ("un", "eu", "uk", "au") for n in range(6)]
    ids = [record.id for record in records]
    odds = {f"{one} {other}": draw.uniform(-3, 9) for one in ids for other in ids if one < other}
    first = join(records, odds)
    for _ in range(5):
        shuffled = list(odds.items())
        draw.shuffle(shuffled)
        draw.shuffle(records)
        assert join(records, dict(shuffled)) == first
