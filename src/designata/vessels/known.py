"""What the lists say of ships: looked up by IMO number and MMSI in the index."""

from collections.abc import Iterable

from designata.index.entry import Listed
from designata.index.lookup import Index
from designata.vessels.event import Ship
from designata.vessels.risk import Known, Listing


def known(index: Index, ships: Iterable[Ship]) -> dict[str, Known]:
    """What is known of each ship that is on a list, by its IMO number or MMSI.

    Args:
        index: of the store.
        ships: as their messages name them.
    """
    told: dict[str, Known] = {}
    for ship in ships:
        for prop, number in (("imoNumber", ship.imo), ("mmsi", str(ship.mmsi))):
            if number and number not in told:
                entries = [index.entry(place) for place in index.by_number(prop, number)]
                if entries:
                    told[number] = _known(entries)
    return told


def _known(entries: list[Listed]) -> Known:
    built = [day for entry in entries for day in entry.facts.get("buildDate", ())]
    return Known(
        listings=tuple(
            Listing(d.authority, d.program or "", d.since or "", d.until, entry.id)
            for entry in entries
            for d in entry.designations
        ),
        built=int(built[0][:4]) if built and built[0][:4].isdigit() else None,
        caption=entries[0].caption,
        entities=tuple(entry.id for entry in entries),
    )
