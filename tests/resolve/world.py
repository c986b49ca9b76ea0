"""Records and a store of a test's own: lists of cards by several publishers."""

import datetime as dt
from pathlib import Path

from designata.model.claim import Claim
from designata.resolve.records import Known
from designata.store import manifest
from designata.store.claims import Store, live
from designata.store.manifest import Manifest
from designata.store.schema import DIGEST, EditionRow
from designata.store.segments import ClaimWriter, SegmentWriter

OF_PARTS = {"unscId": "Sanction", "program": "Sanction"}


def known(
    record: str, *names: str, schema: str = "Person", founded: int = 1, **facts: str
) -> Known:
    """A record; its publisher is what its id begins with."""
    return Known(
        id=record,
        schema=schema,
        publisher=record.partition("-")[0],
        founded=founded,
        names=names,
        facts={prop: (value,) for prop, value in facts.items()},
    )


def person(record: str, *names: str, birthDate: str = "1970-03-05", **facts: str) -> Known:  # noqa: N803  - the property's name
    """A person born on one day."""
    return known(record, *names, schema="Person", founded=1, birthDate=birthDate, **facts)


def ship(record: str, *names: str, **facts: str) -> Known:
    """A ship."""
    return known(record, *names, schema="Vessel", founded=1, **facts)


def write(folder: Path, *records: Known, gone: tuple[str, ...] = ()) -> None:
    """Brings records, or new states of them, and takes others away, an edition each."""
    folder.mkdir(exist_ok=True)
    if not manifest.there(folder):
        manifest.save(folder, Manifest())
    for record in gone:
        _edition(folder, record, [])
    for one in records:
        _edition(folder, one.id, _claims(one))


def _edition(folder: Path, record: str, claims: list[Claim]) -> None:
    held = manifest.load(folder)
    row = _row(held.edition + 1, record.partition("-")[0])
    ends = SegmentWriter(folder, "ends", row.edition)
    sql = f"SELECT claim FROM {live(None)} WHERE record = ?"  # noqa: S608  - ours
    for (claim,) in Store(folder).query(sql, [record]):
        ends.add(claim, row.edition, row.known)
    writer = ClaimWriter(folder, row, held.claim)
    writer.claims(claims)
    logs = dict(held.logs)
    logs["claims"] = (*logs["claims"], *writer.finish())
    logs["ends"] = (*logs["ends"], *ends.finish())
    manifest.save(folder, Manifest(edition=row.edition, claim=writer.claim, logs=logs))


def _row(number: int, publisher: str) -> EditionRow:
    return EditionRow(
        edition=number,
        publisher=publisher,
        dataset="cards",
        format="cards",
        published=None,
        known=dt.date(2024, 4, 1),
        moment=None,
        fetched="2024-04-30T00:00:00Z",
        entities=1,
        claims=1,
        added=1,
        ended=0,
        unparsed=0,
        unparsed_by="{}",
        files="[]",
    )


def _claims(record: Known) -> list[Claim]:
    def own(prop: str, value: str) -> Claim:
        part = OF_PARTS.get(prop)
        return Claim(
            record=record.id,
            subject=f"{record.id}-part" if part else record.id,
            schema=part or record.schema,
            property=prop,
            value=value,
        )

    names = [own("name", name) for name in record.names]
    facts = [own(prop, value) for prop, values in record.facts.items() for value in values]
    return [own(DIGEST, "1:x"), *names, *facts]
