"""A kept article: what it reports, whom it may mean, and who says what in it, how firmly."""

from typing import TYPE_CHECKING

from designata.brief.facts import Article, Event, Facts, Said
from designata.brief.prose import others

if TYPE_CHECKING:
    from designata.brief.write import Text

_CLAIMS = 20


def tell(text: "Text", facts: Facts) -> None:
    """Writes the brief."""
    article = facts.article
    if article is None:
        raise ValueError("a brief about an article has one")
    title = text.phrase("program", program=article.title)
    text.call("article", title=article.title)
    for event in article.events:
        _event(text, event, title)
    if not article.events:
        text.say("article", article.cited, title=title, date=article.published)
    _claims(text, article)
    others.ties(text, facts)


def _event(text: "Text", event: Event, title: str) -> None:
    groups = [text_of(text, *group) for group in event.counts]
    text.say(
        "event" if event.modality == "asserted" else f"event_{event.modality}",
        event.cited,
        actor=text.tongue.actor(event.country, event.authority),
        partners=text.tongue.joined(event.partners),
        whom=text.tongue.joined(groups),
        date=event.date,
        title=title,
    )
    if event.candidates:
        names = [text.tongue.full(who) for who, _ in event.candidates]
        cites = [
            one
            for who, _ in event.candidates
            for one in who.cites("name", "name.kor", "imoNumber", "position")
        ]
        text.say("suggested", [*cites, *event.cited], names=text.tongue.joined(names))


def text_of(text: "Text", count: int | None, kind: str, country: str | None) -> str:
    """So many of a kind; the kind alone where the article does not count."""
    if count is None:
        return text.tongue.words.nouns[kind][1 if text.tongue.code == "en" else 0]
    return text.tongue.whom([(count, kind, country)])


def _claims(text: "Text", article: Article) -> None:
    if article.claims:
        text.head("claims")
    for one in article.claims[:_CLAIMS]:
        _said(text, one)


def _said(text: "Text", one: Said) -> None:
    quoted = text.tongue.quote(one.text)
    own = one.speaker is None and one.via is None
    stem = "own" if own else "told"
    if one.negated and not own and one.modality == "asserted":
        key = "told_negated"
    else:
        key = stem if one.modality == "asserted" else f"{stem}_{one.modality}"
    speaker = one.speaker or text.phrase("unnamed")
    if one.via:
        speaker = text.phrase("via", speaker=speaker, via=one.via)
    text.say(key, one.cited, speaker=speaker, text=quoted)
