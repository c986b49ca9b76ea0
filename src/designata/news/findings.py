"""What reading finds: mentions, designations and attributed claims, as the contract shapes them.

Every ``text`` equals ``document.text[start:end]``.
"""

from typing import Literal

import msgspec

from designata.evidence.explain import Reason
from designata.model.claim import Modality
from designata.news.document import Document

TargetType = Literal["person", "organization", "vessel", "aircraft", "wallet", "other"]
MentionType = Literal[
    "person", "organization", "vessel", "aircraft", "wallet", "other", "country", "authority"
]
"""What can be meant; an authority is one that designates or is quoted, such as a ministry."""

SCHEMATA: dict[MentionType, str] = {
    "person": "Person",
    "organization": "Organization",
    "authority": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "wallet": "CryptoWallet",
}
"""FollowTheMoney's schema of what is meant, where it has one."""

SourceKind = Literal["organization", "person", "media", "unnamed"]


class Span(msgspec.Struct, frozen=True):
    """A stretch of the document's text."""

    text: str
    start: int
    end: int


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of the store that may be meant.

    Args:
        entity: its id.
        caption: its name.
        schema: what it is.
        score: the probability that it is meant.
        reasons: what speaks for and against it; with the prior they add up to the score.
    """

    entity: str
    caption: str
    schema: str
    score: float
    reasons: list[Reason]


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A name, or words that stand for one, such as "the ministry".

    Args:
        id: ``m1``, ``m2`` in the order of the text.
        type: what is meant.
        country: code, where the words or their context tell.
        refers_to: the id of the mention that these words stand for, where they stand for one.
        facts: what the article states beside the name, by FollowTheMoney's property
            (``birthDate``, ``imoNumber``, ``nationality``, ``alias``, ``flag``, ``position``).
        named: whether the words are a name; "two Russian ships" and "the ministry" are none.
        entity: the store's, once linked; none where nothing is near enough.
        score: the probability of the link.
        reasons: of the link.
    """

    id: str
    text: str
    start: int
    end: int
    type: MentionType
    country: str | None = None
    refers_to: str | None = None
    facts: dict[str, list[str]] = {}
    named: bool = True
    entity: str | None = None
    score: float = 0.0
    reasons: list[Reason] = []


class Party(msgspec.Struct, frozen=True):
    """Who designates: South Korea's Ministry of Foreign Affairs, the US Treasury.

    Args:
        name: as the article writes it.
        country: code; ``eu`` and ``un`` for the Union and the Council.
        start: offset where it is named; none where only the context tells.
        end: likewise.
    """

    name: str
    country: str | None
    start: int | None = None
    end: int | None = None


class Dated(msgspec.Struct, frozen=True):
    """A date that an article states, with its precision.

    Args:
        value: ISO, as long as its precision: ``2024-04-02``, ``2024-04``, ``2024``.
        precision: day, month or year.
        text: as it is written, "on Tuesday".
        start: offset; none where the date is the article's own.
        end: likewise.
    """

    value: str
    precision: Literal["day", "month", "year"]
    text: str
    start: int | None = None
    end: int | None = None


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Some of those who are designated, of one type and country.

    Args:
        type: what they are.
        count: how many; none where the article does not tell.
        country: code, where the article tells.
        mentions: ids of the mentions that name them; fewer than ``count`` where some are unnamed.
        reasons: places of the designation's reasons that speak of these; empty for all.
        candidates: entities that may be meant by those that are not named, best first.
        undecided: why the store does not decide who is meant, where it does not.
    """

    type: TargetType
    count: int | None = None
    country: str | None = None
    mentions: list[str] = []
    reasons: list[int] = []
    candidates: list[Candidate] = []
    undecided: str | None = None


class Designation(msgspec.Struct, frozen=True, kw_only=True):
    """One event of designating or delisting, however often the article returns to it.

    Args:
        authority: who acts.
        partners: who acts jointly.
        date: when it is announced or done.
        effective: when it takes effect, where that is told apart.
        action: what is done.
        recalled: whether the article only recalls it as background.
        targets: whom it meets.
        reasons: grounds, as written.
        legal_basis: resolutions, executive orders, regulations and acts named as its basis.
        modality: how firmly it is told; a designation that is only planned is possible.
        spans: where it is spoken of.
    """

    authority: Party
    partners: list[Party] = []
    date: Dated | None = None
    effective: Dated | None = None
    action: Literal["designation", "delisting"] = "designation"
    recalled: bool = False
    targets: list[Target] = []
    reasons: list[Span] = []
    legal_basis: list[Span] = []
    modality: Modality = Modality.ASSERTED
    spans: list[tuple[int, int]] = []


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who is quoted.

    Args:
        text: as written, "an official", "The Washington Post"; empty with no place where the
            sentence leaves it open ("are alleged").
        kind: what kind of source.
        via: the medium that the source is quoted through, as written.
        refers_to: the mention's text that "the ministry" or "he" stands for, where it is one.
    """

    text: str
    kind: SourceKind
    via: str | None = None
    start: int | None = None
    end: int | None = None
    refers_to: str | None = None


class Relation(msgspec.Struct, frozen=True):
    """Who does what to whom; both ends are ids of mentions or, where there is none, words.

    ``predicate`` is one of data/news_relations.toml.
    """

    subject: str
    predicate: str
    object: str


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of an article, and whose it is.

    Args:
        text: what is claimed (the content).
        source: who claims it; none for what the article itself asserts.
        cue: the words that attribute it: said, according to, is accused of.
        modality: how firmly.
        polarity: whether it is affirmed or negated.
        date: when it was said, where told.
        mentions: ids of the mentions inside the text.
        relation: the relation it states, where it states one worth keeping.
        quoted: whether it stands in quotation marks, word for word.
    """

    text: str
    start: int
    end: int
    source: Source | None = None
    cue: Span | None = None
    modality: Modality = Modality.ASSERTED
    polarity: Literal["affirmed", "negated"] = "affirmed"
    date: Dated | None = None
    mentions: list[str] = []
    relation: Relation | None = None
    quoted: bool = False


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was found; the contract's JSON without the document."""

    mentions: list[Mention] = []
    designations: list[Designation] = []
    claims: list[Attribution] = []
    warnings: list[str] = []


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """An article and all that was found in it: the answer to ``read``.

    Args:
        document: the article as plain text.
        mentions: names, and words that stand for them.
        designations: one entry an event.
        claims: who claims what, how firmly.
        warnings: what was odd, and what could not be done.
        lists: the date of each publisher's newest list; empty without a store.
        caveat: what the answer is not.
    """

    document: Document
    mentions: list[Mention]
    designations: list[Designation]
    claims: list[Attribution]
    warnings: list[str]
    lists: dict[str, str]
    caveat: str

    @property
    def reading(self) -> Reading:
        """What was found, without the article."""
        return Reading(
            mentions=self.mentions,
            designations=self.designations,
            claims=self.claims,
            warnings=self.warnings,
        )
