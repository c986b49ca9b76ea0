"""Announcements in the store: whom an authority's list says it designated or delisted near a day.

One query answers for all events of an article. Records of several lists that are one real entity
(one IMO number, one LEI, one name and birth date) become one, under the authority's own list.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from designata.lists import publishers
from designata.model import countries, vocabulary
from designata.news.link.real import Listing, together
from designata.store.claims import Store, live
from designata.store.schema import DIGEST

_COUNTRIES = ("nationality", "citizenship", "country", "jurisdiction", "flag")
_TIES = ("pastFlags", "birthCountry")
_PAPERS = ("Identification", "Passport")
_GROUNDS = ("reason", "program", "position", "legalBasis", "sector", "type", "full")
_DAYS = ("listingDate", "startDate", "endDate")
_STRONG = ("imoNumber", "leiCode", "innCode", "ogrnCode", "authorityId")
_FACTS = ("birthDate", "imoNumber", "leiCode", "innCode", "ogrnCode", "topics")
_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LAG = dt.timedelta(days=60)
_LONGEST = 6
"""Words of a country's name at most."""
_UNIONS = ("un", "eu")
_CODE = 3
"""Letters that are a code at most, and no name."""
_Held = tuple[Listing, list["Act"]]


class Window(msgspec.Struct, frozen=True):
    """Where to look: whose designations, from which day to which.

    Args:
        countries: whose authorities, as codes.
        first: ISO day.
        last: ISO day.
        ended: whether designations that ended are looked for.
    """

    countries: tuple[str, ...]
    first: str
    last: str
    ended: bool = False


class Act(msgspec.Struct, frozen=True):
    """One listing as its list states it.

    Args:
        country: whose authority.
        announced: ISO day; that of effect where no other is stated.
        effective: ISO day, where it is stated apart.
        program: under which, where the list tells, in all its languages: one day can bring several
            announcements.
    """

    country: str
    announced: str
    effective: str | None = None
    program: str = ""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A real entity that was designated or delisted.

    Args:
        entity: the id it goes by.
        records: the ids of all records that are it.
        caption: its name.
        schema: what it is.
        acts: its listings.
        countries: those that its records tell as its own.
        ties: those of its birth, its papers and its former flags.
        regimes: those that the programs it is listed under are named after.
        grounds: the texts that say why it is listed.
        names: every name that its records give it.
    """

    entity: str
    records: frozenset[str]
    caption: str
    schema: str
    acts: tuple[Act, ...]
    countries: frozenset[str]
    ties: frozenset[str] = frozenset()
    regimes: frozenset[str] = frozenset()
    grounds: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def members(store: Store, windows: Sequence[Window]) -> list[list[Member]]:
    """Who was designated, or delisted, within each window, in the order of the store."""
    if not windows:
        return []
    listings = _listings(store, windows)
    return [_within(listings, window) for window in windows]


def dated(store: Store, country: str) -> tuple[int, int]:
    """How many designations by a country's authority the store holds, and how many with a day."""
    rows = store.query(
        f"""
        WITH own AS (SELECT DISTINCT subject FROM {live(None)} WHERE schema = 'Sanction'
                     AND property = 'country' AND value = ?)
        SELECT (SELECT count(*) FROM own), count(DISTINCT subject) FROM claims
        WHERE schema = 'Sanction' AND property IN ('listingDate', 'startDate')
          AND subject IN (SELECT subject FROM own)
        """,  # noqa: S608  - the view is ours
        [country],
    )
    held, days = rows[0]
    return int(str(held)), int(str(days))


def _listings(store: Store, windows: Sequence[Window]) -> list[Listing]:
    """The records with a designation by the windows' authorities on their days.

    What a list told of its days before it was amended counts too, and so do records that have left
    it since: an article tells of the day as it was.
    """
    days = " OR ".join("(value BETWEEN ? AND ?)" for _ in windows)
    ends = [end for window in windows for end in (window.first, window.last)]
    lands = sorted({country for window in windows for country in window.countries})
    near = f"""
        SELECT DISTINCT record FROM claims WHERE schema = 'Sanction'
        AND property = 'country' AND value IN (SELECT unnest(?)) AND subject IN (
            SELECT subject FROM claims WHERE schema = 'Sanction'
            AND property IN ('listingDate', 'startDate', 'endDate') AND ({days}))"""  # noqa: S608  - the marks are ours
    hits = [str(record) for (record,) in store.query(near, [lands, *ends])]
    gone = _gone(store)
    if not any(window.ended for window in windows):
        gone = {record: gone[record] for record in hits if record in gone}
    wanted = sorted(
        {*vocabulary.NAMES, *_COUNTRIES, *_TIES, *_GROUNDS, *_DAYS, *_STRONG, *_FACTS, DIGEST}
    )
    sql = f"""
        SELECT c.publisher, c.record, c.subject, c.schema, c.property, c.value, c.part
        FROM (SELECT * FROM {live(None)} UNION ALL SELECT * FROM claims SEMI JOIN ends USING (claim)
              WHERE property IN ('listingDate', 'startDate') OR record IN (SELECT unnest(?))) AS c
        WHERE c.record IN (SELECT unnest(?)) AND c.property IN (SELECT unnest(?))
        ORDER BY c.claim"""  # noqa: S608  - the view is ours
    found = _gathered(store.query(sql, [list(gone), [*hits, *gone], wanted]))
    for record in gone:
        found[record].removed = gone[record]
    return [listing for listing in found.values() if vocabulary.is_listed(listing.schema)]


_Row = tuple[str, str, str, str, str, str, str]
"""Publisher, record, subject, schema, property, value and part of a claim."""


def _gathered(rows: Iterable[tuple[object, ...]]) -> dict[str, Listing]:
    found: dict[str, Listing] = {}
    for row in rows:
        publisher, record, *_ = claim = msgspec.convert(row, _Row)
        _take(found.setdefault(record, Listing(record, publisher)), claim)
    return found


def _take(listing: Listing, claim: _Row) -> None:
    publisher, record, subject, schema, prop, value, part = claim
    if prop == DIGEST:
        if part == "main" and subject == record:
            listing.schema, listing.publisher = schema, publisher
        return
    if schema == "Sanction":
        listing.acts.setdefault(subject, {}).setdefault(prop, []).append(value)
    elif subject == record and prop in vocabulary.NAMES:
        listing.names[value, prop] = None
    elif prop in _COUNTRIES or prop in _TIES:
        own = prop in _COUNTRIES and schema not in _PAPERS
        (listing.countries if own else listing.ties).add(value)
        listing.facts.setdefault("country", []).append(value)
    elif subject == record and prop in _FACTS:
        listing.facts.setdefault(prop, []).append(value)
    if prop in _GROUNDS:
        listing.grounds[value] = None


def _gone(store: Store) -> dict[str, tuple[str, str]]:
    """Records that left their list, with the days of the editions between which they did."""
    rows = store.query(
        f"""
        SELECT c.record, c.publisher, c.dataset, max(e.edition), max(e.known)
        FROM claims AS c JOIN ends AS e USING (claim)
        WHERE c.property = '{DIGEST}' AND c.part = 'main'
          AND c.record NOT IN (SELECT record FROM {live(None)} WHERE property = '{DIGEST}')
        GROUP BY ALL"""  # noqa: S608  - the view and the property are ours
    )
    found = {}
    for record, publisher, dataset, number, known in rows:
        before = [
            edition.known.isoformat()
            for edition in store.editions
            if (edition.publisher, edition.dataset) == (publisher, dataset)
            and edition.edition < int(str(number))
        ]
        found[str(record)] = (max(before, default=str(known)), str(known))
    return found


def _within(listings: Iterable[Listing], window: Window) -> list[Member]:
    held: list[_Held] = []
    for listing in listings:
        acts = list(_ended(listing, window) if window.ended else _begun(listing, window))
        if acts:
            held.append((listing, acts))
    groups = together([listing for listing, _ in held])
    return [_member([held[number] for number in group], window) for group in groups]


def _begun(listing: Listing, window: Window) -> Iterator[Act]:
    for own in listing.acts.values():
        country = _ours(own, window)
        announced = [day for day in own.get("listingDate", ()) if _near(day, window)]
        effective = [day for day in own.get("startDate", ()) if _near(day, window)]
        # one list may tell a program in two languages, in any order
        program = " | ".join(sorted(set(own.get("program", ()))))
        if not announced and _renewed(own):
            continue
        for day in announced or effective if country else ():
            yield Act(country, day, effective[0] if effective else None, program)


def _renewed(own: dict[str, list[str]]) -> bool:
    """Whether a listing took effect so long after its day that it was only put under a new law."""
    days = [
        dt.date.fromisoformat(min(own[it])) for it in ("listingDate", "startDate") if own.get(it)
    ]
    return len(days) > 1 and days[1] - days[0] > _LAG


def _ended(listing: Listing, window: Window) -> Iterator[Act]:
    for own in listing.acts.values():
        country = _ours(own, window)
        near = [day for day in own.get("endDate", ()) if _near(day, window)]
        left = listing.removed
        if country and near:
            yield Act(country, near[0])
        elif country and left and left[0] <= window.last and left[1] >= window.first:
            # which day between two editions it left on is not known: any of them fits
            yield Act(country, max(left[0], min(_middle(window), left[1])))


def _ours(own: dict[str, list[str]], window: Window) -> str:
    return next((country for country in own.get("country", ()) if country in window.countries), "")


def _near(day: str, window: Window) -> bool:
    return window.first <= day <= window.last


@cache
def _regime(program: str) -> str | None:
    """The country that a program is named after, by the longest name in it.

    >>> _regime("1591 Sanctions Committee (Sudan)"), _regime("Belarus"), _regime("Cyber")
    ('sd', 'by', None)
    """
    words = _NAME.findall(program)
    spans = [(n, n + size) for size in range(_LONGEST, 0, -1) for n in range(len(words) - size + 1)]
    texts = (" ".join(words[start:end]) for start, end in spans)
    codes = (countries.code(it) for it in texts if len(it) > _CODE)
    return next((code for code in codes if code and code not in _UNIONS), None)


def _middle(window: Window) -> str:
    first, last = dt.date.fromisoformat(window.first), dt.date.fromisoformat(window.last)
    return (first + (last - first) // 2).isoformat()


def _member(same: list[_Held], window: Window) -> Member:
    def rank(item: _Held) -> tuple[int, int]:
        publisher = publishers.of(item[0].publisher)
        own = publisher.country == window.countries[0]
        return (not own, publishers.CODES.index(publisher.code))

    ordered = sorted(same, key=rank)
    first = ordered[0][0]
    acts = tuple(dict.fromkeys(act for _, own in ordered for act in own))
    return Member(
        entity=first.id,
        records=frozenset(listing.id for listing, _ in ordered),
        caption=next(iter(first.names), (first.id, ""))[0],
        schema=first.schema,
        acts=acts,
        countries=frozenset().union(*(listing.countries for listing, _ in ordered)),
        ties=frozenset().union(*(listing.ties for listing, _ in ordered)),
        regimes=frozenset(code for act in acts if (code := _regime(act.program))),
        grounds=tuple(dict.fromkeys(text for listing, _ in ordered for text in listing.grounds)),
        names=tuple(dict.fromkeys(text for listing, _ in ordered for text, _ in listing.names)),
    )
