"""Ties over what is one, from either end, with all their sources."""

import datetime as dt
from pathlib import Path

from designata.dossier.shape import Tie
from designata.engine import Designata
from designata.lists.entry import Entry
from designata.model.claim import Modality
from tests.dossier.world import listed, resolve, ship, write


def ties(folder: Path, query: str, as_of: dt.date | None = None) -> list[Tie]:
    return Designata(folder).show(query, as_of=as_of).dossiers[0].ties


def firm(name: str, *owned: str, role: str = "owner", **told: str) -> Entry:
    """A firm that owns."""
    entry = listed(name, "Company", f"Firm {name.partition('-')[2]}")
    for asset in owned:
        edge = entry.tie("Ownership", asset, role=role)
        for prop, value in told.items():
            edge.add(prop, value)
    return entry


def test_one_tie_of_two_lists_has_both_sources_and_is_told_from_both_ends(tmp_path: Path) -> None:
    write(tmp_path, "uk", "2024-05-01", ship("uk-1", "Boat"), firm("uk-2", "uk-1", percentage="60"))
    write(tmp_path, "eu", "2024-05-02", ship("eu-1", "Boat"), firm("eu-2", "eu-1", role="holder"))
    resolve(tmp_path, "uk-1 eu-1", "uk-2 eu-2")
    [of_ship] = ties(tmp_path, "eu-1")
    assert (of_ship.entity, of_ship.says, of_ship.acts, of_ship.end) == (
        "uk-2",
        "owns",
        False,
        "owner",
    )
    assert (of_ship.role, of_ship.percentage) == ("owner; holder", ["60"])
    assert of_ship.listed_by == ["uk", "eu"]
    assert {source.publisher for source in of_ship.sources} == {"uk", "eu"}
    [of_firm] = ties(tmp_path, "uk-2")
    assert (of_firm.entity, of_firm.acts, of_firm.end) == ("uk-1", True, "asset")
    assert (of_firm.caption, of_firm.entity_schema) == ("Boat", "Vessel")


def test_ties_within_the_entity_are_none(tmp_path: Path) -> None:
    same = ship("uk-1", "Boat")
    same.tie("UnknownLink", "eu-1", role="the same ship")
    write(tmp_path, "uk", "2024-05-01", same)
    write(tmp_path, "eu", "2024-05-02", ship("eu-1", "Boat"))
    assert [tie.entity for tie in ties(tmp_path, "uk-1")] == ["eu-1"]
    resolve(tmp_path, "uk-1 eu-1")
    assert ties(tmp_path, "uk-1") == []


def test_a_link_told_from_either_end_is_one(tmp_path: Path) -> None:
    one, other = listed("un-1", "Person", "Ada"), listed("un-2", "Person", "Bob")
    one.tie("UnknownLink", "un-2", role="named in the entry")
    other.tie("UnknownLink", "un-1", role="named in the entry")
    write(tmp_path, "un", "2024-05-01", one, other)
    [tie] = ties(tmp_path, "un-1")
    assert (tie.entity, len(tie.sources)) == ("un-2", 2)


def test_what_is_said_less_firmly_is_another_tie(tmp_path: Path) -> None:
    boat = ship("uk-1", "Boat")
    edge = boat.child("Ownership", "guess")
    edge.add("owner", "uk-2", modality=Modality.REPORTED)
    edge.add("asset", "uk-1")
    write(tmp_path, "uk", "2024-05-01", boat, firm("uk-2", "uk-1"))
    assert [tie.modality for tie in ties(tmp_path, "uk-1")] == ["asserted", "reported"]


def test_dates_are_told_and_later_ties_are_not_of_the_day(tmp_path: Path) -> None:
    ended = firm("uk-2", "uk-1", startDate="2019", endDate="2021-03-04")
    write(tmp_path, "uk", "2024-05-01", ship("uk-1", "Boat"), ended,
          firm("uk-3", "uk-1", startDate="2024-06-01"))  # fmt: skip
    assert {(tie.entity, tie.since, tie.until) for tie in ties(tmp_path, "uk-1")} == {
        ("uk-2", "2019", "2021-03-04"),
        ("uk-3", "2024-06-01", None),
    }
    assert [tie.entity for tie in ties(tmp_path, "uk-1", dt.date(2024, 5, 31))] == ["uk-2"]


def test_an_owner_that_a_ship_states_itself(tmp_path: Path) -> None:
    write(tmp_path, "uk", "2024-05-01", ship("uk-1", "Boat", owner="uk-2"), firm("uk-2"))
    [of_ship] = ties(tmp_path, "uk-1")
    assert (of_ship.schema, of_ship.entity, of_ship.end) == ("Vessel", "uk-2", "owner")
    [of_firm] = ties(tmp_path, "uk-2")
    assert (of_firm.entity, of_firm.acts, of_firm.end) == ("uk-1", True, "vessel")


def test_a_wallet_of_the_record_itself_is_a_fact_and_no_tie(tmp_path: Path) -> None:
    holder = listed("uk-1", "Person", "Ada")
    wallet = holder.child("CryptoWallet", "w")
    wallet.add("holder", "uk-1")
    wallet.add("publicKey", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT")
    write(tmp_path, "uk", "2024-05-01", holder)
    [dossier] = Designata(tmp_path).show("uk-1").dossiers
    assert dossier.ties == []
    assert "CryptoWallet.publicKey" in {fact.property for fact in dossier.facts}


def test_an_end_that_no_list_describes_goes_by_what_the_source_wrote(tmp_path: Path) -> None:
    boat = ship("uk-1", "Boat")
    boat.tie("UnknownLink", "uk-gone")
    write(tmp_path, "uk", "2024-05-01", boat)
    [tie] = ties(tmp_path, "uk-1")
    assert (tie.caption, tie.entity_schema, tie.listed_by) == ("uk-gone", None, [])
