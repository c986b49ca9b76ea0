"""The dossier of an entity, as ``show`` gives it.

It holds what each record says (``store/dossier.py``) and, beyond that, what only all of them
together tell: who listed it first, who has not, whom it is tied to.
"""

import datetime as dt

import msgspec

from designata.store.dossier import CAVEAT, Designation, Fact, Source


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A record of a list that speaks of the entity.

    Args:
        id: the record's.
        publisher: whose list.
        list: the list's title.
        date: of the list looked at.
        caption: the name it goes by there.
        schema: what it is there.
        sanction: whether the list imposes sanctions, or only names whom to look at.
    """

    id: str
    publisher: str
    list: str
    date: str
    caption: str
    schema: str
    sanction: bool


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the time line: one authority's designation.

    Args:
        authority: who designated.
        country: whose authority it is, as a code.
        program: under which program; ``; `` stands between several.
        since: from when it holds, else when it was announced or first seen; none where no list
            tells.
        since_is: ``effective``, ``announced`` or ``first seen``; none without ``since``.
        announced: the day it was announced, as stated.
        until: when it ended, as stated.
        joint_with: other authorities that acted together with this one.
        modality: how firmly it is said.
        sanction: whether it is a sanction, or a list that only names whom to look at.
        day: the earliest day that it is told to have been public or in force, which orders it.
        lag_days: how many days that is behind the first one; none without a day.
        records: the records that tell it.
        sources: where it stands.
    """

    authority: str
    country: str | None
    program: str | None
    since: str | None
    since_is: str | None
    announced: str | None
    until: str | None
    joint_with: list[str]
    modality: str
    sanction: bool
    day: str | None
    lag_days: int | None
    records: list[str]
    sources: list[Source]


class First(msgspec.Struct, frozen=True, kw_only=True):
    """Who listed it first, among those that tell a day.

    Args:
        authorities: who did, on that day.
        day: the earliest that is told.
        undated: authorities that designated it and tell no day; any of them may have been first.
    """

    authorities: list[str]
    day: str
    undated: list[str]


class Absent(msgspec.Struct, frozen=True, kw_only=True):
    """An authority of whose lists the store holds some, none with a record of the entity.

    Args:
        authority: whose lists.
        country: whose authority it is, as a code.
        publisher: the code of its lists.
        lists: the date of each list looked at, by title.
        before_first: whether they are all older than the first designation that has a day.
        told_by: publishers of other lists that tell of a designation by an authority of that
            country nonetheless.
    """

    authority: str
    country: str | None
    publisher: str
    lists: dict[str, str]
    before_first: bool
    told_by: list[str]


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A name as it is written.

    Args:
        value: the name.
        properties: what kinds of name: ``name``, ``alias``, ``weakAlias``, ``previousName``.
        langs: ISO 639-3 codes of its language, as far as is told.
        modality: how firmly it is said, at the firmest.
        sources: where it stands.
    """

    value: str
    properties: list[str]
    langs: list[str]
    modality: str
    sources: list[Source]


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """The names in one script, such as ``latin``, ``cyrillic`` or ``hangul``."""

    script: str
    names: list[Name]


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A tie to another entity.

    Args:
        schema: such as ``Ownership``, or ``Vessel`` where the ship itself states its owner.
        role: the sources' words for it.
        end: which end the other entity is: ``owner``, ``asset``.
        entity: the other entity's id.
        caption: its name, where the store knows it, else its id.
        source: the first place where it stands.
        says: the tie in words, from the end that acts: ``owns``, ``directs``, ``acts for``.
        acts: whether this entity is the end that acts, and the other the one acted upon.
        entity_schema: what the other entity is, where the store knows it.
        listed_by: the codes of the publishers that list the other entity.
        percentage: the shares that are told, as written.
        modality: how firmly all its sources say it; what is said otherwise is another tie.
        since: from when it holds, as far as is told.
        until: until when.
        remark: what is odd about it, or left open.
        sources: every place where it stands.
    """

    schema: str
    role: str | None
    end: str
    entity: str
    caption: str
    source: Source
    says: str
    acts: bool
    entity_schema: str | None
    listed_by: list[str]
    percentage: list[str]
    modality: str
    since: str | None
    until: str | None
    remark: str
    sources: list[Source]


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """What a kept article says of the entity.

    Args:
        text: the sentence, or the part of it that is claimed, word for word.
        speaker: who says it, where that is not the article itself.
        modality: how firmly; possible also where the link to the entity is uncertain.
        article: the article's id, by which ``show`` shows it.
        title: its title.
        known: the day since when it is public.
        source: where it stands.
    """

    text: str
    speaker: str | None
    modality: str
    article: str
    title: str
    known: str
    source: Source


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A kept article that names the entity.

    Args:
        id: the article's.
        title: its title.
        publisher: who published it, where it is told.
        published: the day.
        status: such as ``retracted: a reason``.
        source: where it is kept.
    """

    id: str
    title: str
    publisher: str | None
    published: str | None
    status: str | None
    source: Source


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to the entity: a ship's gap or port call.

    Args:
        id: the event's.
        schema: such as ``Trip``.
        caption: what it is.
        start: when it began, as far as is told.
        end: when it ended.
        modality: how firmly it is said.
        facts: everything that is said of it.
        sources: where it stands.
    """

    id: str
    schema: str
    caption: str
    start: str | None
    end: str | None
    modality: str
    facts: list[Fact]
    sources: list[Source]


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an entity.

    Args:
        entity: its canonical id: that of the first record that the store held of it.
        caption: the name that most lists use.
        schema: what it is.
        publisher: whose list the record is that gives the id, or the oldest one it has now.
        names: every name with its property, language and source.
        identifiers: every number that names it.
        designations: by authority, as each record has them.
        ties: to other entities.
        facts: everything else, parts of the records included.
        records: the records that are this entity.
        timeline: the designations by date; those without a day last.
        first: who listed it first; none where nobody tells a day.
        not_listed: authorities whose lists the store holds and that have no record of it.
        scripts: the names by script.
        claims: what kept articles say of it.
        articles: the kept articles that name it.
        events: what happened to it.
    """

    entity: str
    caption: str
    schema: str
    publisher: str
    names: list[Fact]
    identifiers: list[Fact]
    designations: list[Designation]
    ties: list[Tie]
    facts: list[Fact]
    records: list[Record]
    timeline: list[Listing]
    first: First | None
    not_listed: list[Absent]
    scripts: list[Script]
    claims: list[Quoted]
    articles: list[Article]
    events: list[Event]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to ``show``.

    Args:
        query: what was asked.
        as_of: the day it was asked for, if any.
        dossiers: one for every entity that answers to it.
        more: whether further ones may answer, that were not looked at.
        resolved: whether ``resolve`` was run; where it was not, each record stands for itself.
        lists: the date of each publisher's newest list.
        caveat: what the answer is not.
    """

    query: str
    as_of: dt.date | None
    dossiers: list[Dossier]
    more: bool
    resolved: bool
    lists: dict[str, str]
    caveat: str = CAVEAT
