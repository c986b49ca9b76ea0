"""Draws events as articles tell them from what authorities really announced, by a seed.

Each knows who is meant, because it is made from them: whole announcements, one program or a part
of one, by type and country, with names beside, grounds, partners, and dates told a day off, by the
month, by the article's own day, by the day of effect or some days late; or such as no list holds.
"""

import datetime as dt
import math
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from announced import Announcement, Record
from decided import Asked, Group

from designata.news.findings import Dated, Designation, Mention, Party, Span, Target, TargetType

_SAID = re.compile(r"\b[^\W\d_]+(?:[ -][^\W\d_]+){3,11}\b")
"""Words in a row, as grounds have them."""

MOST = 40
"""Larger announcements are told by their names or in figures, not by what is asked here."""
PARTNERS = 3
"""Days within which an authority that lists the same entities acted jointly."""


class Drawn(NamedTuple):
    """An event, what it asks and who is meant.

    Args:
        kind: how its date is told, to tell classes of errors by.
        event: as a reader of its article finds it.
        mentions: of those it names.
        published: the article's own day, where the event tells none.
        asked: it, for the judgement of whether it is decided.
        truth: for each unnamed group the entities that are meant.
    """

    kind: str
    event: Designation
    mentions: list[Mention]
    published: str | None
    asked: Asked
    truth: list[frozenset[str]]


def entities(records: Sequence[Record]) -> dict[str, str]:
    """The one id of each record's entity: records of two lists are one that share a key.

    A key that two records of one list have tells nobody; one list holds an entity once.
    """
    leader = {it.id: it.id for it in records}

    def lead(one: str) -> str:
        while leader[one] != one:
            one = leader[one]
        return one

    sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in records:
        for key in sorted(record.keys):
            sharing[record.type, key].append(record.id)
    lists = {it.id: {it.id.partition("-")[0]} for it in records}
    for ids in sharing.values():
        for one, next_one in pairwise(ids):
            first, other = lead(one), lead(next_one)
            if not lists[first] & lists[other]:
                leader[other] = first
                lists[first] |= lists[other]
    return {it.id: lead(it.id) for it in records}


class Draw:
    """Draws events.

    Args:
        announcements: what there is to tell of.
        same: the one id of each record's entity.
        seed: of the draw.
    """

    def __init__(
        self, announcements: Sequence[Announcement], same: dict[str, str], seed: int
    ) -> None:
        self._random = random.Random(seed)
        self._same, self._mentions = same, 0
        self._all = [it for it in announcements if len(it.records) <= MOST]
        self._days: dict[str, dict[str, dt.date]] = defaultdict(dict)
        for it in announcements:
            for record in it.records:
                self._days[same[record.id]][it.country] = it.day
        self._authorities: dict[str, list[Announcement]] = defaultdict(list)
        for it in self._all:
            self._authorities[it.country].append(it)

    def events(self, count: int) -> list[Drawn]:
        """So many events, of authorities that announced more not as many more."""
        countries = sorted(self._authorities)
        weights = [math.sqrt(len(self._authorities[it])) for it in countries]
        found: list[Drawn] = []
        while len(found) < count:
            country = self._random.choices(countries, weights)[0]
            source = self._random.choice(self._authorities[country])
            if drawn := self._drawn(source):
                found.append(drawn)
        return found

    def _drawn(self, source: Announcement) -> Drawn | None:
        groups = self._groups(source)
        if not groups:
            return None
        kind, date, first, last, told = self._date(source)
        parties = (source.country, *self._partners(source))
        targets: list[Target] = []
        asked: list[Group] = []
        mentions: list[Mention] = []
        reasons: list[Span] = []
        truth: list[frozenset[str]] = []
        beside: set[str] = set()
        for type_, country, members in groups:
            named = self._named(members)
            told_by_name = [self._mention(it) for it in named]
            mentions += told_by_name
            beside |= {self._same[it.id] for it in named}
            rest = [it for it in members if it not in named]
            reason = self._reason(rest)
            count = len(members) if self._random.random() < 0.95 else None
            if self._random.random() < 0.06 and count:
                count += self._random.randint(1, 2)  # delisted since
            places = [len(reasons)] if reason else []
            reasons += [Span(reason, 0, len(reason))] if reason else []
            targets.append(
                Target(
                    type=type_,
                    count=count,
                    country=country,
                    mentions=[it.id for it in told_by_name],
                    reasons=places,
                )
            )
            missing = count - len(named) if count else None
            asked.append(Group(type_, missing, country, reason))
            truth.append(frozenset(self._same[it.id] for it in rest))
        event = Designation(
            authority=Party(parties[0], parties[0]),
            partners=[Party(it, it) for it in parties[1:]],
            date=date,
            targets=targets,
            reasons=reasons,
        )
        return Drawn(kind, event, mentions, told, Asked(
            parties, first, last, tuple(asked), frozenset(beside)
        ), truth)  # fmt: skip

    def _groups(self, source: Announcement) -> list[tuple[TargetType, str | None, list[Record]]]:
        """The targets as an article sorts them; sometimes some of them only, or one sort only."""
        cells: dict[tuple[TargetType, str | None], list[Record]] = defaultdict(list)
        ids = {self._same[it.id]: it for it in source.records}
        layout = self._random.choices(
            ("type", "country", "mixed", "other", "part"), (5, 5, 3, 1, 2)
        )[0]
        # to call ships entities is a habit of some authorities
        entities = self._random.random() < 0.3
        for record in ids.values():
            kind: TargetType = "other" if layout == "other" else record.type
            if entities and kind not in ("other", "person"):
                kind = "organization"
            cells[kind, self._country(record) if layout in ("country", "part") else None].append(
                record
            )
        groups = []
        for (kind, country), members in cells.items():
            lands = {self._country(it) for it in members}
            shared = lands.pop() if len(lands) == 1 and layout == "mixed" else country
            groups.append((kind, shared, members))
        if layout == "part":
            kind, country, members = self._random.choice(groups)
            some = self._random.sample(members, self._random.randint(1, len(members)))
            return [(kind, country, some)]
        if len(groups) > 4:
            return []
        if len(groups) > 1 and self._random.random() < 0.2:
            return [self._random.choice(groups)]
        return groups

    def _country(self, record: Record) -> str | None:
        """What an article calls one's country: its own, sometimes that of the program."""
        regime = min(record.regimes, default=None)
        if self._random.random() < 0.05 and regime:
            return regime
        return min(record.countries, default=regime)

    def _named(self, members: list[Record]) -> list[Record]:
        if len(members) < 2 or self._random.random() > 0.25:
            return []
        return self._random.sample(members, self._random.randint(1, min(3, len(members) - 1)))

    def _mention(self, record: Record) -> Mention:
        self._mentions += 1
        number = f"m{self._mentions}"
        linked = record.id if self._random.random() < 0.7 else None
        return Mention(id=number, text=record.name, start=0, end=0, type=record.type, entity=linked)

    def _reason(self, members: list[Record]) -> str:
        """Some words in a row of why one of them is listed, without numbers."""
        grounds = [
            found[0] for it in members for text in it.grounds if (found := _SAID.findall(text))
        ]
        if not grounds or self._random.random() > 0.4:
            return ""
        return str(self._random.choice(grounds))

    def _partners(self, source: Announcement) -> list[str]:
        """Who listed all of them within days: they act jointly in half of the articles."""
        found = [
            {
                country
                for country, day in self._days[self._same[record.id]].items()
                if country != source.country and abs((day - source.day).days) <= PARTNERS
            }
            for record in source.records
        ]
        return sorted(set[str].intersection(*found)) if self._random.random() < 0.5 else []

    def _date(self, source: Announcement) -> tuple[str, Dated | None, dt.date, dt.date, str | None]:
        """The kind of date, the date, the first and last day it can mean, the article's own."""
        kind = self._random.choices(
            ("exact", "a day off", "month", "own day", "in effect", "late", "not listed"),
            (44, 16, 14, 6, 6, 7, 7),
        )[0]
        day = source.day
        if kind == "a day off":
            day += dt.timedelta(days=self._random.choice((-1, 1)))
        elif kind == "own day":
            day += dt.timedelta(days=self._random.choice((0, 0, 1)))
        elif kind == "in effect" and len(source.effective) == 1:
            day = min(source.effective)
        elif kind == "late":
            day += dt.timedelta(days=self._random.randint(2, 5))
        elif kind == "not listed":
            other = self._random.choice(self._authorities[source.country]).day
            day = other + dt.timedelta(days=self._random.randint(-4, 4))
        if kind == "month":
            first = day.replace(day=1)
            last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
            return kind, Dated(f"{day:%Y-%m}", "month", ""), first, last, None
        if kind == "own day":
            return kind, None, day, day, day.isoformat()
        return kind, Dated(day.isoformat(), "day", ""), day, day, None
