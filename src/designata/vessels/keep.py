"""Keeps what ships did in the store as claims, tied to the ships of the lists.

An event is a record of its own, with its measures, its rule and caveats. Involved in it are the
ship as its messages name it, and each list's entry of that number. The files of messages are
archived, and every claim tells the rows it rests on. An event is no listing: nothing screens it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path
from typing import get_args

import msgspec

from designata.config import MAX_FILE_BYTES
from designata.errors import InputError
from designata.lists import derived
from designata.lists.entry import Entry
from designata.lists.kept import Told, record
from designata.lists.source import Edition, File, Record
from designata.model.claim import Modality
from designata.model.identifiers import is_ship_imo
from designata.store.append import Outcome, writing
from designata.store.claims import Key, Store
from designata.vessels.event import Event, Ship, Type
from designata.vessels.risk import Known
from designata.vessels.story import Story

_FORMAT = "AIS"
_SHIP = "ship"
_POSSIBLE = {"dark_port_call"}
"""Events that rows leave room for, and do not show."""


def keep(
    folder: Path,
    paths: Sequence[Path],
    story: Story,
    *,
    known: Mapping[str, Known],
    only: Collection[str] | None = None,
) -> Outcome | None:
    """Writes the events of a story into a store; none where it holds them already.

    Kept again with other rules, those events end that are not found any more; of ships and types
    that were not asked for, all stay.

    Args:
        folder: the store's.
        paths: the files that the story was told from.
        story: what the ships in them did.
        known: what the lists say of ships, by IMO number or MMSI as text.
        only: the types of events that were asked for; all if not told.

    Raises:
        InputError: when a file is too large to be kept, or is gone.
        StoreError: when the store cannot be written, or another process is writing.
    """
    files = _files(paths)
    digests = [sha256(file.content()).hexdigest() for file in files.values()]
    whole = digests[0] if len(digests) == 1 else sha256("".join(digests).encode()).hexdigest()
    found = {(one.part, one.id): one for one in _Telling(paths, story, known, whole).records()}
    with writing(folder) as writer:
        dataset = _dataset(writer.store, paths, whole)
        held = writer.store.digests(derived.PUBLISHER.code, dataset)
        types = set(get_args(Type) if only is None else only)
        asked = {_name(ship) for ship in story.ships}
        for part, name in _gone(writer.store, dataset, held.keys() - found.keys(), types, asked):
            found[part, name] = record(Entry(name, "Event", locator="", part=part))
        new = [one for key, one in found.items() if _hash(held.get(key, ("", ""))[0]) != _raw(one)]
        if not new:
            return None
        edition = Edition(
            publisher=derived.PUBLISHER,
            dataset=dataset,
            format=_FORMAT,
            files=files,
            covers=frozenset(),  # of ships and types not asked for, nothing is said
        )
        # nothing that stands says all this, so no edition held is the same
        reader = writer.store.manifest.edition + 1
        return writer.append(Told(derived.PUBLISHER, new, reader=reader), edition)


def _dataset(store: Store, paths: Sequence[Path], whole: str) -> str:
    """What lists of sources call the files; whatever their names are now, the same bytes alike."""
    mark = f"[{whole[:12]}]"
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    held = (row.dataset for row in store.editions if row.publisher == derived.PUBLISHER.code)
    return next((name for name in held if name.endswith(mark)), f"AIS {paths[0].name}{more} {mark}")


def _files(paths: Sequence[Path]) -> dict[str, File]:
    for path in paths:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputError(
                f"the file holds more than {MAX_FILE_BYTES:,} bytes, too many to be kept",
                where=str(path),
                cure="keep the events of a part of it",
            )
    return {_part(at): File(path.name, path.read_bytes) for at, path in enumerate(paths)}


def _part(at: int) -> str:
    return f"ais-{at + 1}"


def _gone(
    store: Store, dataset: str, keys: Collection[Key], types: set[str], asked: set[str]
) -> Iterator[Key]:
    """Events that are held, were asked for, and are not found any more."""
    condition = "c.publisher = ? AND c.dataset = ? AND c.property = 'involved'"
    whose = [derived.PUBLISHER.code, dataset]
    involved: dict[str, set[str]] = {}
    for stored in store.claims(condition, whose) if keys else ():
        involved.setdefault(stored.claim.record, set()).add(stored.claim.value)
    for part, name in keys:
        if part.split("~")[1] in types and involved.get(name, set()) & asked:
            yield part, name


def _hash(digest: str) -> str:
    return digest.partition(":")[2]


def _raw(one: Record) -> str:
    return _hash(one.digest(0))


def _name(ship: Ship) -> str:
    return f"ais-{ship.mmsi}"


class _Telling:
    """Puts events and ships into claims."""

    def __init__(
        self, paths: Sequence[Path], story: Story, known: Mapping[str, Known], whole: str
    ) -> None:
        self._paths, self._story, self._known, self._whole = paths, story, known, whole

    def records(self) -> Iterator[Record]:
        """A record an event, and one a ship that took part in any."""
        ships: dict[int, Entry] = {}
        for event in self._story.events:
            for ship in event.vessels:
                if ship.mmsi not in ships:
                    part, _ = self._place(self._heard.get(ship.mmsi, event.rows[:1]))
                    ships[ship.mmsi] = self._ship(ship.mmsi, part)
                ships[ship.mmsi].add("name", ship.name)
                ships[ship.mmsi].add("imoNumber", ship.imo)
            yield record(self._event(event))
        for entry in ships.values():
            entry.settle()
            yield record(entry)

    @cached_property
    def _heard(self) -> dict[int, list[int]]:
        """The row of each ship's first message."""
        import polars as pl

        first = self._story.positions.group_by("mmsi").agg(pl.col("row").min())
        return {mmsi: [row] for mmsi, row in first.iter_rows()}

    def _ship(self, mmsi: int, part: str) -> Entry:
        place = f"mmsi={mmsi}"
        entry = Entry(f"ais-{mmsi}", "Vessel", locator=place, part=f"{part}~{_SHIP}")
        entry.add("mmsi", str(mmsi))
        return entry

    def _event(self, event: Event) -> Entry:
        part, place = self._place(event.rows)
        numbers = [ship.mmsi for ship in event.vessels]
        what = (self._whole, event.type, event.rule.id, numbers, event.start, event.rows)
        name = blake2b(msgspec.json.encode(what), digest_size=8).hexdigest()
        entry = Entry(f"event-{name}", "Event", locator=place, part=f"{part}~{event.type}")
        firm = Modality.POSSIBLE if event.type in _POSSIBLE else Modality.ASSERTED
        end = f"{event.end:%Y-%m-%dT%H:%M:%SZ}" if event.end else None
        facts: list[tuple[str, str | None]] = [
            ("name", _caption(event)),
            ("summary", f"{' and '.join(map(_called, event.vessels))}: {_caption(event)}"),
            ("keywords", event.type),
            ("keywords", event.tier),
            ("startDate", f"{event.start:%Y-%m-%dT%H:%M:%SZ}"),
            ("endDate", end),
            ("location", _where(event.start_position)),
            ("location", _where(event.end_position)),
            *(("involved", one) for ship in event.vessels for one in self._ids(ship)),
            *(("measure", f"{key}={_value(value)}") for key, value in event.metrics.items()),
            ("rule", f"{event.rule.id}: {event.rule.source}"),
            *(("threshold", f"{key}={value:g}") for key, value in event.rule.thresholds.items()),
            *(("caveat", text) for text in event.caveats),
        ]
        for prop, text in facts:
            entry.add(prop, text, modality=firm)
        return entry

    def _ids(self, ship: Ship) -> Iterator[str]:
        """Its own, and the lists' entries of its IMO number, else of its MMSI."""
        yield _name(ship)
        number = ship.imo if ship.imo and is_ship_imo(ship.imo) else str(ship.mmsi)
        if known := self._known.get(number):
            yield from known.entities

    def _place(self, rows: Sequence[int]) -> tuple[str, str]:
        """The part that holds an event's first row, and where in which files its rows stand."""
        begins = self._story.begins
        by_file: dict[int, list[int]] = {}
        for row in rows:
            at = sum(begin <= row for begin in begins) - 1
            by_file.setdefault(at, []).append(row - begins[at])
        first = next(iter(by_file), 0)
        places = [
            ("" if at == first else f"{self._paths[at].name} ")
            + "rows="
            + ",".join(map(str, dict.fromkeys(found)))
            for at, found in by_file.items()
        ]
        return _part(first), "; ".join(places)


def _caption(event: Event) -> str:
    """An event in a line, without the ships: their names are theirs."""
    kind = event.type.replace("_", " ")
    words = f"possible {kind}" if event.type in _POSSIBLE else kind
    tier = f", {event.tier.replace('_', ' ')}" if event.tier else ""
    until = f"to {event.end:%Y-%m-%d %H:%M}" if event.end else "and not ended"
    ports = event.metrics.get("ports")
    where = f": {', '.join(ports)}" if isinstance(ports, list) and ports else ""
    return f"{words}{tier}, {event.start:%Y-%m-%d %H:%M} {until} UTC{where}"


def _called(ship: Ship) -> str:
    return ship.name or (f"IMO {ship.imo}" if ship.imo else f"MMSI {ship.mmsi}")


def _where(position: tuple[float, float] | None) -> str | None:
    return None if position is None else f"{position[0]:.5f}, {position[1]:.5f}"


def _value(value: float | str | list[str] | None) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(value)
    return "not known" if value is None else str(value)
