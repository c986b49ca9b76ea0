import datetime as dt
from pathlib import Path

import pytest

from designata.errors import NotFoundError
from designata.store import find, listing
from designata.store.claims import Store
from designata.store.dossier import dossiers
from designata.store.update import update

_SHIPS = """\
designation_date,effective_date,kind,name_en,name_ko,linked_entity_en,linked_entity_ko,\
role_or_reason,country,imo,known_in_ofac_as,ofac_uid,source_urls
2024-04-02,2024-04-03,vessel,Paper Boat,종이배,,,carries paper,RU,9161003,,,https://news.example/1
2024-04-02,2024-04-03,organization,Paper Mill LLC,종이공장,,,makes paper,RU,,,,https://news.example/1
2024-04-02,2024-04-03,person,Ivan Testov,이반,Paper Mill LLC,종이공장,head of Paper Mill,RU,,,,\
https://news.example/2
2024-05-24,,vessel,Tin Boat,,,,carries tin,RU,9179842,,,https://news.example/3
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    table = tmp_path / "kr.csv"
    table.write_text(_SHIPS, "utf-8")
    folder = tmp_path / "store"
    assert [told.added for told in update(folder, path=table)] == [4]  # type: ignore[union-attr]
    return Store(folder)


@pytest.mark.parametrize(
    "question", ["Paper Boat", "paper boat", "종이배", "IMO 9161003", "boat paper"]
)
def test_found_by_name_in_any_script_or_number(store: Store, question: str) -> None:
    [dossier] = dossiers(store, find.find(store, question))
    assert dossier.caption == "Paper Boat"


def test_nothing_found_is_said_with_the_caveat(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no hit is not a clearance"):
        find.find(store, "Stone Boat")


def test_a_designation_has_its_days_its_grounds_and_its_source(store: Store) -> None:
    [dossier] = dossiers(store, find.find(store, "9161003"))
    [designation] = dossier.designations
    assert designation.authority == "Ministry of Foreign Affairs of the Republic of Korea"
    assert (designation.announced, designation.since) == ("2024-04-02", "2024-04-03")
    assert designation.reasons == ["carries paper"]
    assert {source.url for source in designation.sources} == {"https://news.example/1"}
    assert {name.lang for name in dossier.names} == {"eng", "kor"}


def test_every_source_leads_to_kept_bytes(store: Store) -> None:
    [dossier] = dossiers(store, find.find(store, "9161003"))
    for fact in (*dossier.names, *dossier.identifiers, *dossier.facts):
        first, last = fact.source.locator.removeprefix("bytes=").split("-")
        passage = store.archive.get(fact.source.sha256)[int(first) : int(last) + 1]
        assert b"Paper Boat" in passage


def test_as_known_on_a_past_day(store: Store) -> None:
    with pytest.raises(NotFoundError):
        find.find(store, "Tin Boat", as_of=dt.date(2024, 5, 23))
    assert find.find(store, "Tin Boat", as_of=dt.date(2024, 5, 24))


def test_lists_say_date_count_licence_and_hash(store: Store) -> None:
    [row] = listing.lists(store)
    assert (row.publisher, row.entities) == ("kr", 4)
    assert row.claims == len(list(store.claims()))
    assert store.archive.get(row.sha256) == _SHIPS.encode()
