"""Designations as the store's claims tell them, one by one, each value with its citation."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial

import msgspec

from designata.brief import cite
from designata.brief.told import Cited
from designata.lists import publishers
from designata.model.when import from_edtf
from designata.store.claims import Store
from designata.store.schema import EditionRow, Stored

SEEN = "first edition that has the entry"
"""The rule by which a day is told where a list states none."""


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """One authority's designation of one record.

    Args:
        subject: the designation.
        record: whose.
        publisher: on whose list.
        authority: who designated.
        country: whose authority that is.
        announced: the day, as stated (EDTF).
        effective: the day that it took effect, as stated.
        seen: the day of the edition that had it first, where one before that did not.
        by: the day of the edition that had it, where that was the first of its list.
        until: when it ends, as stated.
        joint: authorities that acted together with this one.
        programs: under which.
        reasons: on what grounds.
        legal: on what legal basis.
        modality: how firmly it is said that it was designated.
        cited: the claims by property.
    """

    subject: str
    record: str
    publisher: str
    authority: str
    country: str | None
    announced: str | None
    effective: str | None
    seen: str | None
    by: str
    until: str | None
    joint: tuple[str, ...]
    programs: tuple[str, ...]
    reasons: tuple[str, ...]
    legal: tuple[str, ...]
    modality: str
    cited: cite.Held

    @property
    def date(self) -> str | None:
        """The day it goes by: announced, else in effect, else first seen."""
        return self.announced or self.effective or self.seen

    def cites(self, *props: str) -> list[Cited]:
        """The claims of some properties."""
        return self.cited.of(*props)


class Listings:
    """The designations of a store, as they stand."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._citer = cite.Citer(store)
        self._editions = {row.edition: row for row in store.editions}
        self._first: dict[tuple[str, str], int] = {}
        for row in store.editions:
            self._first.setdefault((row.publisher, row.dataset), row.edition)

    def of_records(self, records: Iterable[str], *, but: Iterable[str] = ()) -> list[Listing]:
        """The designations of records, but for some that are at hand."""
        return self._where(
            "c.record IN (SELECT unnest(?)) AND c.subject NOT IN (SELECT unnest(?))",
            [sorted(set(records)), list(but)],
        )

    def of_subjects(self, subjects: Iterable[str]) -> list[Listing]:
        """Designations by their own ids."""
        return self._where("c.subject IN (SELECT unnest(?))", [sorted(set(subjects))])

    def stated(self, since: dt.date, until: dt.date) -> set[str]:
        """The designations that state a day between two, both included."""
        rows = self._store.query(
            "SELECT subject, property, value FROM claims ANTI JOIN ends USING (claim)"
            " WHERE schema = 'Sanction' AND property IN ('listingDate', 'startDate')"
            " AND value >= ? AND value < ?",
            [str(since.year), str(until.year + 1)],
        )
        return {str(s) for s, _, value in rows if _within(str(value), since, until)}

    def arrived(self, before: EditionRow, last: EditionRow) -> set[str]:
        """The designations that a list has, and had not in an edition before."""
        rows = self._store.query(
            "SELECT subject FROM claims c WHERE publisher = ? AND dataset = ?"
            " AND schema = 'Sanction' GROUP BY subject"
            " HAVING min(edition) > ? AND min(edition) <= ?",
            [last.publisher, last.dataset, before.edition, last.edition],
        )
        return {str(row[0]) for row in rows}

    def _where(self, condition: str, parameters: Sequence[object]) -> list[Listing]:
        found: dict[str, list[Stored]] = {}
        wanted = f"c.schema = 'Sanction' AND {condition}"
        for stored in self._store.claims(wanted, parameters):
            found.setdefault(stored.claim.subject, []).append(stored)
        return [self._listing(claims) for claims in found.values()]

    def _listing(self, claims: list[Stored]) -> Listing:
        by_property: dict[str, list[Stored]] = {}
        for stored in claims:
            by_property.setdefault(stored.claim.property, []).append(stored)
        first = min(claims, key=lambda stored: stored.edition)
        row = self._editions[first.edition]
        began = self._first[row.publisher, row.dataset]
        seen = row.known.isoformat() if row.edition > began else None
        home = publishers.of(first.publisher)
        own = {"seen" if seen else "by": partial(_shown, row, home.title(row.dataset), bool(seen))}
        cited = cite.Held(self._citer, by_property, own)
        return Listing(
            subject=first.claim.subject,
            record=first.claim.record,
            publisher=first.publisher,
            authority=cited.first("authority") or home.authority,
            country=cited.first("country") or home.country or None,
            announced=cited.first("listingDate"),
            effective=cited.first("startDate"),
            seen=seen,
            by=row.known.isoformat(),
            until=cited.first("endDate"),
            joint=cited.values("jointWith"),
            programs=cited.values("program"),
            reasons=cited.values("reason"),
            legal=cited.values("legalBasis"),
            modality=cited.modality("entity"),
            cited=cited,
        )


def _shown(row: EditionRow, title: str, seen: bool) -> Cited:  # noqa: FBT001  - which of two
    """Since which edition a list has an entry, as a claim of ours."""
    text = f"entry first seen in the edition of {row.known}"
    if not seen:
        text = f"entry stands in the edition of {row.known}, the first one held"
    return cite.edition(row, text, rule=SEEN, list=title)


def _within(edtf: str, since: dt.date, until: dt.date) -> bool:
    """Whether a date certainly lies between two days.

    >>> _within("2024-04", dt.date(2024, 4, 2), dt.date(2024, 5, 1))
    False
    """
    try:
        when = from_edtf(edtf)
    except ValueError:
        return False
    return since <= when.earliest and when.latest <= until
