"""What the lists say of ships, by number."""

from pathlib import Path

from designata.index.build import of_entries
from designata.index.entry import Designated, Listed
from designata.index.lookup import Index
from designata.vessels.event import Ship
from designata.vessels.known import known

BOAT = Listed(
    id="v-1",
    schema="Vessel",
    publisher="xx",
    names=[("Paper Boat", "name")],
    facts={"imoNumber": ["9161003"], "buildDate": ["2004-05"]},
    designations=[Designated("Ministry of Paper", None, "2024-04-02", None)],
)


def test_a_listed_ship_is_known_by_its_number_with_its_year(tmp_path: Path) -> None:
    of_entries([BOAT], tmp_path / "index")
    told = known(Index(tmp_path / "index"), [Ship(273000001, "9161003"), Ship(273000002)])
    assert set(told) == {"9161003"}
    assert (told["9161003"].built, told["9161003"].caption) == (2004, "Paper Boat")
    assert told["9161003"].listed
