"""What articles say of an entity and what happened to it, beside what the lists say."""

from collections.abc import Iterable, Sequence

from designata.dossier.gather import Gathered, is_event
from designata.dossier.shape import Article, Event, Quoted
from designata.lists.news import record_id
from designata.model.entity import Entity
from designata.store import dossier as single
from designata.store.dossier import Fact
from designata.store.schema import Stored


def quoted(facts: Iterable[Fact], articles: Iterable[Article]) -> list[Quoted]:
    """What kept articles say, from the facts that stand in them."""
    titles = {article.id: article.title for article in articles}
    return [
        Quoted(
            text=fact.value,
            speaker=fact.source.speaker,
            modality=fact.modality,
            article=record_id(fact.source.sha256),
            title=titles.get(record_id(fact.source.sha256), fact.source.file),
            known=fact.known,
            source=fact.source,
        )
        for fact in facts
    ]


def articles(names: Sequence[str], around: Gathered) -> list[Article]:
    """The kept articles among what was gathered, in the order of their day."""
    found = []
    for name in names:
        claims = around.told.get(name, [])
        if claims and claims[0].claim.schema == "Article":
            told = Entity.of(s.claim for s in claims)
            found.append(
                Article(
                    id=name,
                    title=told.first("title") or name,
                    publisher=told.first("publisher"),
                    published=told.first("publishedAt"),
                    status=told.first("processingStatus"),
                    source=_sources(claims, around)[0],
                )
            )
    return sorted(found, key=lambda article: article.published or "")


def events(names: Sequence[str], around: Gathered) -> list[Event]:
    """The events among what was gathered, in the order in which they began."""
    found = []
    for name in names:
        claims = around.told.get(name, [])
        if claims and is_event(claims[0].claim.schema):
            told = Entity.of(s.claim for s in claims)
            found.append(
                Event(
                    id=name,
                    schema=told.schema,
                    caption=told.caption,
                    start=told.first("startDate") or told.first("date"),
                    end=told.first("endDate"),
                    modality=single.firmest(s.claim.modality for s in claims),
                    facts=[single.fact(s, around.editions[s.edition]) for s in claims],
                    sources=_sources(claims, around),
                )
            )
    return sorted(found, key=lambda event: event.start or "")


def _sources(claims: Iterable[Stored], around: Gathered) -> list[single.Source]:
    return single.distinct(single.source(s, around.editions[s.edition]) for s in claims)
