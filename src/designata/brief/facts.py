"""What a brief tells, before any word of it: who was designated, by whom, why, who came first.

The values are the store's, each with its citation; nothing here depends on a language.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

import msgspec

from designata.brief.listings import Listing
from designata.brief.named import Named
from designata.brief.told import Cited


class Prior(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier designation of one that is designated now.

    Args:
        authority: whose.
        country: whose authority that is.
        date: the day, as stated; none where the list states none.
        by: the day of an edition that had it by then, where none is stated.
        days: how many days earlier, where both days are known.
        listing: the earlier designation.
    """

    authority: str
    country: str | None
    date: str | None
    by: str | None
    days: int | None
    listing: Listing


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """One that is designated by an act.

    Args:
        who: the entity.
        listing: its designation.
        earlier: who had designated it before, first to last.
        alone: whether no other authority's list here has it.
    """

    who: Named
    listing: Listing
    earlier: list[Prior]
    alone: bool


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """What one authority did on one day.

    Args:
        authority: who acted.
        country: whose authority that is.
        publisher: on whose list it stands.
        date: the day it goes by (EDTF), if any.
        basis: what that day is: ``announced``, ``effective``, ``seen``.
        effective: the day it took effect, where that is another.
        joint: authorities that acted together with this one.
        programs: under which.
        legal: on what legal basis.
        modality: how firmly it is said.
        targets: whom it hit, most telling first.
        partner: the other side of a joint act, where that is told too.
    """

    authority: str
    country: str | None
    publisher: str
    date: str | None
    basis: str | None
    effective: str | None
    joint: tuple[str, ...]
    programs: tuple[str, ...]
    legal: tuple[str, ...]
    modality: str
    targets: list[Target]
    partner: "Act | None" = None

    def cites(self, *props: str, most: int | None = None) -> list[Cited]:
        """The claims of some properties, of its designations; ``most`` of them, or all."""
        told = (one for target in self.targets for one in target.listing.cites(*props))
        return list(islice(told, most))

    @property
    def speakers(self) -> list[str]:
        """Who says so, where that is not the authority."""
        props = ("listingDate", "startDate", "entity")
        told = dict.fromkeys(
            name for target in self.targets for name in target.listing.cited.speakers(*props)
        )
        return [name for name in told if name != self.authority]


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """One that a list no longer holds."""

    who: Named
    publisher: str
    cited: list[Cited]


class Amended(msgspec.Struct, frozen=True, kw_only=True):
    """One that stays on a list, which says something else of it now."""

    who: Named
    publisher: str
    fields: list[str]
    cited: list[Cited]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody claims.

    Args:
        who: of whom, where an entity is meant.
        text: in the speaker's words.
        speaker: who says so; none where it is the source itself.
        via: through whom.
        source: the list's or the article's title.
        modality: how firmly.
        inferred: whether it is our inference that this entity is meant.
        negated: whether it is said not to be so.
        cited: the claim.
    """

    who: Named | None
    text: str
    speaker: str | None
    via: str | None
    source: str
    modality: str
    inferred: bool
    negated: bool
    cited: list[Cited]


class Tied(msgspec.Struct, frozen=True, kw_only=True):
    """A tie worth knowing.

    Args:
        who: one end, which the brief tells of.
        other: the other end.
        schema: what ties them.
        role: in the source's words.
        forward: whether ``who`` is the end that the schema names first: the owner, the director.
        modality: how firmly.
        listing: a designation of the other end, if it has one.
        cited: the claims.
    """

    who: Named
    other: Named
    schema: str
    role: str | None
    forward: bool
    modality: str
    listing: Listing | None
    cited: list[Cited]


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One list, with what changed on it between two editions.

    Args:
        publisher: whose.
        title: the list's.
        before: the earlier edition's day.
        after: the later one's.
        counts: added, removed, changed.
        cited: the count.
    """

    publisher: str
    title: str
    before: str
    after: str
    counts: tuple[int, int, int]
    cited: Cited


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A designation as an article tells of it.

    Args:
        authority: who acted.
        country: whose.
        partners: who acted with it, and whose authority that is.
        date: the day, as told.
        counts: the number, kind and country of targets.
        candidates: whom the lists suggest for those left unnamed.
        modality: how firmly.
        cited: the article's words.
    """

    authority: str
    country: str | None
    partners: list[tuple[str, str | None]]
    date: str | None
    counts: list[tuple[int | None, str, str | None]]
    candidates: list[tuple[Named, float]]
    modality: str
    cited: list[Cited]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A kept article."""

    title: str
    publisher: str | None
    published: str | None
    events: list[Event]
    claims: list[Said]
    cited: list[Cited]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that a brief has to tell.

    Args:
        scope: ``day``, ``entity``, ``pair`` or ``article``.
        about: what was asked for.
        subject: the entity, where it is about one.
        pair: the two countries, where it is about a pair.
        article: where it is about one.
        day: the last day.
        since: the first day.
        acts: designations, newest first.
        undated: designations of which no list states a day; of an entity only.
        gone: whom lists no longer hold.
        amended: of whom lists say something else.
        compared: which lists were compared, with counts.
        uncompared: lists of which there is no edition to compare with.
        said: claims.
        tied: ties.
        newest: the newest act on the lists, where nothing changed.
        lists: the date of each publisher's newest list.
        latest: the newest edition held, and the day since when it was public.
        listed: their citations, for sentences that say what is not.
        asked: whether the first day was asked for.
        warnings: what could not be done.
    """

    scope: str
    about: str | None
    day: dt.date
    since: dt.date | None
    acts: list[Act]
    lists: dict[str, str]
    listed: list[Cited]
    asked: bool = False
    latest: tuple[Cited, dt.date] | None = None
    subject: Named | None = None
    pair: tuple[str, str] | None = None
    article: Article | None = None
    undated: list[Listing] = []
    gone: list[Gone] = []
    amended: list[Amended] = []
    compared: list[Compared] = []
    uncompared: list[str] = []
    said: list[Said] = []
    tied: list[Tied] = []
    newest: Act | None = None
    warnings: list[str] = []

    @property
    def targets(self) -> Iterator[Target]:
        """Everyone designated, act by act."""
        for act in self.acts:
            yield from act.targets

    @property
    def changed(self) -> int:
        """How much there is to tell."""
        return sum(len(act.targets) for act in self.acts) + len(self.gone) + len(self.amended)
