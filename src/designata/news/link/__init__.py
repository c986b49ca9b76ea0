"""Links the names of an article to entities: each is a question to the index, judged by evidence.

What the article states beside a name (aliases, birth dates, IMO numbers, nationality) is asked with
it. A name that stands as the target of a designation is likelier the one that the authority's list
holds under that day. A link is a candidate, no verdict; where nothing is near enough there is none.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from designata.data import load
from designata.errors import InputError
from designata.evidence.explain import Reason, probability
from designata.index.entry import Designated
from designata.lists import publishers
from designata.model import vocabulary
from designata.names.compare import compare
from designata.names.parts import parse
from designata.news.findings import SCHEMATA, Dated, Designation, Mention, MentionType
from designata.news.link import fit
from designata.screen.match import Hit, Matcher
from designata.screen.policy import Policy, default
from designata.screen.query import UNSAID, Query, of_entity

LEAST = 0.5
"""The probability from which on a mention is linked."""

_TYPES: dict[str, MentionType] = {
    "Person": "person",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Organization": "organization",
}
_TELLING = 3
"""Words from which on an authority's name may be that of a listed body, "Ministry of Defence"."""


class Context(msgspec.Struct, frozen=True):
    """What the article tells of a mention as a target: by whom and when.

    Args:
        countries: of those who designate.
        day: of the designation.
    """

    countries: tuple[str, ...]
    day: Dated | None


def policy() -> Policy:
    """The policy that links are asked under: all lists of one entity, weak answers too.

    >>> policy().limit > default().limit
    True
    """
    return msgspec.structs.replace(default(), name="news", threshold=0.2, thresholds={}, limit=25)


def link(
    mentions: Sequence[Mention],
    matcher: Matcher,
    *,
    designations: Iterable[Designation] = (),
    published: str | None = None,
) -> list[Mention]:
    """The mentions with the entities that they mean, with score and reasons.

    Args:
        mentions: in the order of the text.
        matcher: under ``policy()``; all names are asked at once.
        designations: whose targets some of them are.
        published: the article's day, for designations that tell none.
    """
    told = _contexts(designations, published)
    family = _family_names(mentions)
    questions: dict[str, list[Query]] = {}
    for mention in mentions:
        if mention.named and not mention.refers_to and mention.id not in family:
            questions[mention.id] = list(_questions(mention))
    asked = [query for queries in questions.values() for query in queries]
    answers = iter(matcher.answer(asked) if asked else [])
    hits = {name: [next(answers).hits for _ in queries] for name, queries in questions.items()}
    linked: dict[str, Mention] = {}
    for mention in mentions:
        if mention.id in hits:
            linked[mention.id] = _linked(mention, hits[mention.id], told.get(mention.id))
    return [_shared(mention, linked, family) for mention in mentions]


def _questions(mention: Mention) -> Iterable[Query]:
    """The question of a mention, and, should its type be wrong, the one of any type."""
    schema = SCHEMATA.get(mention.type)
    if mention.type == "country":
        return
    if mention.type == "authority" and len(mention.text.split()) < _TELLING:
        return
    facts = {prop: list(values) for prop, values in mention.facts.items()}
    if mention.country:
        prop = "flag" if mention.type == "vessel" else "country"
        facts.setdefault(prop, [mention.country])
    for asked in dict.fromkeys((schema or UNSAID, UNSAID)):
        properties = {"name": [_bare(mention.text)], **facts}
        try:
            yield of_entity({"id": mention.id, "schema": asked, "properties": properties})
        except InputError:
            continue  # neither a letter nor a number: nothing to ask by


def _bare(text: str) -> str:
    return text.strip(" \"'“”‘’").removesuffix("'s").removesuffix("’s")


def _linked(mention: Mention, answers: list[list[Hit]], told: Context | None) -> Mention:
    """A mention with the best of the hits of its type, else the best of another type if certain."""
    for place, hits in enumerate(answers):
        other = mention.type == "authority" or (place > 0 and mention.type != "other")
        weighed = [_weighed(hit, told) for hit in hits if not other or _certain(hit, told)]
        best = max(weighed, key=_rank, default=None)
        if best and best.score >= LEAST:
            kind = mention.type if mention.type == "authority" else _type(best.schema)
            return msgspec.structs.replace(
                mention,
                type=kind or mention.type,
                entity=best.entity,
                score=best.score,
                reasons=best.reasons,
            )
    return mention


def _rank(hit: Hit) -> tuple[float, int, str]:
    """Best first; among equals, the list that is asked first."""
    return hit.score, -publishers.CODES.index(hit.sources[0]), hit.entity


def _certain(hit: Hit, told: Context | None) -> bool:
    """Whether a hit may be meant that nothing but its name speaks for: every word of it met.

    Such is one of another type than the mention's, and the body that an authority's name names.
    """
    name = next((reason for reason in hit.reasons if reason.feature == "name"), None)
    if name is None or hit.score < fit.weights().link["correction"]:
        return False
    met = compare(parse(name.query), parse(name.listed))
    whole = bool(met.met) and not met.left and not met.right
    return whole and (len(met.met) > 1 or _met(hit.designations, told) is not None)


def _weighed(hit: Hit, told: Context | None) -> Hit:
    """A hit with what the designation that the article tells of says for it."""
    if told is None:
        return hit
    table, reasons = fit.weights().link, list(hit.reasons)
    if (met := _met(hit.designations, told)) and told.day:
        listed = f"{met.authority} {met.since}"
        note = "its list tells of the designation that the article speaks of"
        weight = table["designated"]
        reasons.append(fit.reason("designation", weight, told.day.value, listed, note))
    publisher = publishers.of(hit.sources[0])
    if publisher.country == told.countries[0]:
        note = "the list of the authority that acts"
        weight, own = table["own_list"], told.countries[0]
        reasons.append(fit.reason("list", weight, own, publisher.code, note))
    reasons.sort(key=lambda reason: -abs(reason.weight))
    return msgspec.structs.replace(hit, score=_score(hit.prior, reasons), reasons=reasons)


def _score(prior: float, reasons: Iterable[Reason]) -> float:
    return round(probability(prior + math.fsum(reason.weight for reason in reasons)), 6)


def _met(designations: Iterable[Designated], told: Context | None) -> Designated | None:
    """The listed designation that the article tells of, by authority and day, if there is one."""
    if told is None or told.day is None:
        return None
    most = int(fit.weights().days["after"])
    for listed in designations:
        own = _authorities().get(listed.authority) in told.countries
        if own and listed.since and fit.apart(told.day, listed.since) <= most:
            return listed
    return None


@cache
def _authorities() -> Mapping[str, str]:
    """The country of every authority that lists name."""
    own = [publishers.of(code) for code in publishers.CODES]
    told = load("news_link", dict[str, dict[str, object]])["authority"]
    return {p.authority: p.country for p in own} | {name: str(code) for name, code in told.items()}


def _contexts(designations: Iterable[Designation], published: str | None) -> dict[str, Context]:
    """By mention, the designation whose target it is."""
    found: dict[str, Context] = {}
    for event in designations:
        parties = [event.authority, *event.partners]
        lands = tuple(party.country for party in parties if party.country)
        day = event.date or event.effective
        if day is None and published and not event.recalled:
            day = Dated(published, "day", "")
        if lands and (day is None or fit.span(day)):
            for target in event.targets:
                for name in target.mentions:
                    found.setdefault(name, Context(lands, day))
    return found


def _family_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """Persons of one word, with the one person of that name whom the article names in full."""
    full = [
        (mention.id, {word.casefold() for word in _bare(mention.text).split()})
        for mention in mentions
        if mention.type == "person" and mention.named and len(mention.text.split()) > 1
    ]
    found = {}
    for mention in mentions:
        words = _bare(mention.text).casefold().split()
        if mention.type == "person" and mention.named and len(words) == 1 and not mention.refers_to:
            whole = {frozenset(of) for _, of in full if words[0] in of}
            if len(whole) == 1:
                found[mention.id] = next(name for name, of in full if words[0] in of)
    return found


def _shared(mention: Mention, linked: Mapping[str, Mention], family: Mapping[str, str]) -> Mention:
    """A mention with its own link, or that of the one it stands for."""
    if mention.id in linked:
        return linked[mention.id]
    whose = linked.get(mention.refers_to or family.get(mention.id, ""))
    if whose is None or whose.entity is None:
        return mention
    return msgspec.structs.replace(
        mention, entity=whose.entity, score=whose.score, reasons=whose.reasons
    )


@cache
def _type(schema: str) -> MentionType | None:
    known = vocabulary.schemata().get(schema)
    return next((kind for name, kind in _TYPES.items() if known and known.is_a(name)), None)
