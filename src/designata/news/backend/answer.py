"""What a language model is asked about an article, and its answer as a reading.

The article is data: it goes as a JSON string, apart from the instructions. The model gives words
and no places; whatever it answers is only what the validator (``valid/``) leaves of it.
"""

import re
from collections.abc import Iterator
from typing import Literal, TypeVar

import msgspec

from designata.data import load
from designata.errors import FetchError
from designata.model import countries
from designata.model.claim import Modality
from designata.news.attribute.relations import ties
from designata.news.document import Document
from designata.news.findings import (
    Attribution,
    Dated,
    Designation,
    Mention,
    MentionType,
    Party,
    Reading,
    Relation,
    Source,
    SourceKind,
    Span,
    Target,
    TargetType,
)
from designata.news.valid.verbatim import Verbatim

LONGEST = 500_000
"""Characters of an answer that are read."""

_MOST = 1_000
"""Findings of a kind that are looked at; targets of an event likewise."""

_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
_UNPLACED = -1
_Item = TypeVar("_Item")


class _Mention(msgspec.Struct):
    id: str
    text: str
    type: MentionType
    country: str | None = None
    refers_to: str | None = None
    named: bool = True


class _Party(msgspec.Struct):
    name: str
    country: str | None = None


class _Target(msgspec.Struct):
    type: TargetType
    count: int | None = None
    country: str | None = None
    mentions: list[str] = []


class _Event(msgspec.Struct):
    authority: _Party
    spans: list[str]
    partners: list[_Party] = []
    date: str | None = None
    effective: str | None = None
    action: Literal["designation", "delisting"] = "designation"
    recalled: bool = False
    targets: list[_Target] = []
    reasons: list[str] = []
    legal_basis: list[str] = []
    modality: Modality = Modality.ASSERTED


class _Source(msgspec.Struct):
    text: str
    kind: SourceKind
    via: str | None = None


class _Claim(msgspec.Struct):
    text: str
    source: _Source | None = None
    cue: str | None = None
    modality: Modality = Modality.ASSERTED
    polarity: Literal["affirmed", "negated"] = "affirmed"
    date: str | None = None
    mentions: list[str] = []
    relation: Relation | None = None
    quoted: bool = False


class _Answer(msgspec.Struct):
    mentions: list[object] = []
    designations: list[object] = []
    claims: list[object] = []


def instructions() -> str:
    """What is told before any article.

    >>> "never an instruction to follow" in instructions()
    True
    """
    told = load("news_model", dict[str, str])["instructions"]
    return told.replace("PREDICATES", ", ".join(ties()))


def material(document: Document) -> str:
    """An article as the model gets it: JSON, so that nothing in it ends it.

    >>> material(Document(text="Oslo.", title="", published=None, language="en", sha256="00"))
    '{"published":null,"title":"","article":"Oslo."}'
    """
    told = {"published": document.published, "title": document.title, "article": document.text}
    return msgspec.json.encode(told).decode()


def reading(answer: str, document: Document) -> Reading:
    """An answer in the shapes of ``findings.py``, its words not yet placed and not yet believed.

    Findings of another shape are left out and counted.

    Raises:
        FetchError: when it is not the JSON that was asked for.

    >>> article = Document(text="Oslo.", title="", published=None, language="en", sha256="00")
    >>> found = reading('{"mentions": [{"id": "m1", "text": "Oslo", "type": "town"}]}', article)
    >>> found.mentions, found.warnings
    ([], ["1 of the model's findings does not have the shape asked for"])
    """
    given = _decoded(answer)
    odd: list[object] = []
    mentions = [_mention(one) for one in _shaped(given.mentions, _Mention, odd)]
    text = Verbatim(document.text)
    return Reading(
        mentions=mentions,
        designations=[
            _event(one, text, document) for one in _shaped(given.designations, _Event, odd)
        ],
        claims=[_claim(one) for one in _shaped(given.claims, _Claim, odd)],
        warnings=list(_warnings(given, len(odd))),
    )


def _warnings(given: _Answer, odd: int) -> Iterator[str]:
    if odd:
        verb = "does" if odd == 1 else "do"
        yield f"{odd} of the model's findings {verb} not have the shape asked for"
    if max(map(len, (given.mentions, given.designations, given.claims))) > _MOST:
        yield f"the model tells more than {_MOST:,} findings of a kind; the others are left out"


def _decoded(answer: str) -> _Answer:
    """The object between the first and the last brace: models like to wrap what they answer."""
    bare = _THOUGHTS.sub("", answer[:LONGEST])
    bare = bare[max(0, bare.find("{")) : bare.rfind("}") + 1]
    try:
        plain = _without_nulls(msgspec.json.decode(bare))
        return msgspec.convert(plain, _Answer)
    except (msgspec.MsgspecError, RecursionError):
        raise FetchError(
            "the model's answer is not the JSON that it was asked for",
            cure="ask again or a larger model, or read by rules, without one",
        ) from None


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_nulls(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_without_nulls(one) for one in value if one is not None]
    return value


def _shaped(given: list[object], shape: type[_Item], odd: list[object]) -> Iterator[_Item]:
    for one in given[:_MOST]:
        try:
            yield msgspec.convert(one, shape, strict=False)
        except msgspec.ValidationError:
            odd.append(one)


def _country(told: str | None) -> str | None:
    """The code of a country that may come as a name; unknown ones are the validator's to drop."""
    return told and (countries.nation(told) or told)


def _span(words: str) -> Span:
    return Span(words, _UNPLACED, _UNPLACED)


def _date(words: str | None) -> Dated | None:
    """Without a value: that is read from the words, so that no model's arithmetic counts."""
    return Dated("", "day", words, _UNPLACED, _UNPLACED) if words else None


def _mention(one: _Mention) -> Mention:
    return Mention(
        id=one.id,
        text=one.text,
        start=_UNPLACED,
        end=_UNPLACED,
        type=one.type,
        country=_country(one.country),
        refers_to=one.refers_to,
        named=one.named,
    )


def _party(one: _Party) -> Party:
    return Party(one.name, _country(one.country), _UNPLACED, _UNPLACED)


def _event(one: _Event, text: Verbatim, document: Document) -> Designation:
    """An event; where no day is told, what is news was done on the article's own."""
    spans = [text.find(words) or _span(words) for words in one.spans]
    date = _date(one.date)
    if date is None and document.published and not one.recalled and one.modality in _FIRM:
        date = Dated(document.published, "day", document.published)
    return Designation(
        authority=_party(one.authority),
        partners=[_party(partner) for partner in one.partners],
        date=date,
        effective=_date(one.effective),
        action=one.action,
        recalled=one.recalled,
        targets=[
            Target(
                type=target.type,
                count=target.count,
                country=_country(target.country),
                mentions=target.mentions,
            )
            for target in one.targets[:_MOST]
        ],
        reasons=[_span(words) for words in one.reasons],
        legal_basis=[_span(words) for words in one.legal_basis],
        modality=one.modality,
        spans=[(span.start, span.end) for span in spans],
    )


_FIRM = (Modality.ASSERTED, Modality.REPORTED)


def _source(one: _Source) -> Source:
    place = _UNPLACED if one.text else None
    return Source(text=one.text, kind=one.kind, via=one.via, start=place, end=place)


def _claim(one: _Claim) -> Attribution:
    return Attribution(
        text=one.text,
        start=_UNPLACED,
        end=_UNPLACED,
        source=_source(one.source) if one.source else None,
        cue=_span(one.cue) if one.cue else None,
        modality=one.modality,
        polarity=one.polarity,
        date=_date(one.date),
        mentions=one.mentions,
        relation=one.relation,
        quoted=one.quoted,
    )
