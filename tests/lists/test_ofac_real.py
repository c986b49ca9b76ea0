"""OFAC's real files of ../shared, where they are at hand."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from designata.lists import editions, ofac
from designata.lists.entry import Entry, Tally
from designata.lists.find import find
from designata.lists.source import Edition, File, Record
from designata.model.claim import Claim
from tests.lists.reading import edition, values

REAL = Path(__file__).parents[2].parent / "shared/lists/ofac"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real lists are not at hand")


def whole(folder: Path) -> Edition:
    files = [File.at(path) for path in sorted(folder.iterdir())]
    gathered = editions.gather(files)
    assert not gathered.strangers
    [(module, found)] = gathered.editions
    assert module is ofac
    return found


def told(found: Edition, tally: Tally, *ids: str) -> Iterator[tuple[Record, list[Claim]]]:
    for record in ofac.records(found):
        if not ids or record.id in ids:
            entry = Entry(
                record.id, record.schema, locator=record.locator, part=record.part, tally=tally
            )
            record.tell(entry)
            yield record, entry.claims


@pytest.mark.parametrize(
    ("folder", "dataset", "counts"),
    [
        ("set_2023-12", "sdn", {"main": 13_821, "alt": 6_667, "add": 13_821, "comments": 13}),
        ("set_2024-05_composite", "sdn", {"main": 14_965, "comments": 19}),
        ("cons/2025-12", "cons", {"main": 442, "comments": 10}),
    ],
)
def test_every_row_of_a_set_is_a_record(folder: str, dataset: str, counts: dict[str, int]) -> None:
    found = whole(REAL / folder)
    assert found.dataset == dataset
    assert found.covers == frozenset({"main", "alt", "add", "comments"})
    parts = Counter(record.part for record in ofac.records(found))
    assert {part: parts[part] for part in counts} == counts


@pytest.mark.parametrize(
    ("path", "dataset", "count"),
    [
        ("xml/sdn_2021-03-10.xml", "sdn", 8_832),
        ("cons/consolidated_2025-03-28.xml", "cons", 443),
        ("cons/cons_prim_2025-08.csv", "cons", 443),
    ],
)
def test_every_entry_of_a_file_is_a_record(path: str, dataset: str, count: int) -> None:
    found = edition(ofac, REAL / path)
    assert found.dataset == dataset
    assert sum(record.part == "main" for record in ofac.records(found)) == count


def test_the_ships_and_the_banker_of_the_case_are_in_the_list() -> None:
    found = whole(REAL / "set_2024-05_composite")
    wanted = ("ofac-37095", "ofac-37059", "ofac-48268")
    claims: dict[str, list[Claim]] = {}
    for record, more in told(found, Tally(), *wanted):
        claims.setdefault(record.id, []).extend(more)
    lady, angara, banker = (claims[number] for number in wanted)
    assert (values(lady, "name"), values(lady, "imoNumber")) == (["LADY R"], ["9161003"])
    assert values(lady, "summary", "unknownlink") == ["TRANSMORFLOT LLC"]
    assert values(lady, "object") != ["ofac-37095"]
    assert (values(angara, "name"), values(angara, "imoNumber")) == (["ANGARA"], ["9179842"])
    assert values(angara, "grossRegisteredTonnage") == ["8811"]
    assert values(banker, "birthDate") == ["1969-07-03"]
    assert values(banker, "alias") == ["O, ln-chun", "O, In Jun"]
    assert values(banker, "nationality") == ["kp"]
    assert values(banker, "city") == ["Vladivostok"]
    before = whole(REAL / "set_2023-12")
    assert "ofac-48268" not in {record.id for record in ofac.records(before)}


def test_little_is_left_unread() -> None:
    tally = Tally()
    count = sum(1 for _ in told(whole(REAL / "cons/2025-12"), tally))
    assert count > 1_000
    assert tally.counts["remarks"] <= 58  # "HAMAS - Hebron"
    assert tally.total <= 60
    tally = Tally()
    statements = 0
    for number, (_, claims) in enumerate(told(whole(REAL / "set_2024-05_composite"), tally)):
        statements += len(claims)
        if number == 15_000:
            break
    assert tally.total < 0.004 * statements


def test_a_wallet_that_the_main_file_cuts_is_whole_in_the_comments() -> None:
    found = whole(REAL / "set_2024-05_composite")
    [main, *_, comments] = [claims for _, claims in told(found, Tally(), "ofac-37070")]
    cut = "3F6bbvS1krsc1qR8FsbTDfYQyvkMm"
    assert cut not in {*values(main, "publicKey"), *values(main, "cryptoAddress")}
    assert f"{cut}3QvmR" in values(comments, "publicKey")


def test_a_failed_download_is_nobodys_and_its_neighbours_are_read() -> None:
    archive = REAL / "sdn_history/sdn_csv_daily_2021-08-18_2024-05-04.tar.xz"
    with find(archive) as files:
        every = list(files)
        empty = [file for file in every if not file.head]
        assert (len(every), len(empty)) == (309, 1)
        assert ofac.recognise(empty[0]) is None
        for file in every[::75]:
            found = ofac.recognise(file)
            assert found is not None
            assert (found.dataset, found.part) == ("sdn", "main")
        gathered = editions.gather(every[-2:])
        [(_, last)] = gathered.editions
        assert len(gathered.strangers) == 1
        assert sum(1 for _ in ofac.records(last)) == 14_965
        assert str(last.published) == "2024-05-03"
