"""A kept article: what it reports, whom it may mean, and who says what in it, how firmly."""

from designata.brief.facts import Article, Event, Facts, Said
from designata.brief.prose import others
from designata.brief.prose.text import Text

_CLAIMS = 20


def tell(text: Text, facts: Facts) -> None:
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


def _event(text: Text, event: Event, title: str) -> None:
    counted = [(n, kind, land) for n, kind, land in event.counts if n is not None]
    groups = [text.tongue.whom(counted)] if counted else []
    groups += [_some(text, kind) for n, kind, _ in event.counts if n is None]
    text.say(
        "event" if event.modality == "asserted" else f"event_{event.modality}",
        event.cited,
        actor=text.tongue.actor(event.country, event.authority),
        partners=text.tongue.joined([text.tongue.actor(land, who) for who, land in event.partners]),
        whom=text.tongue.joined(groups),
        date=event.date,
        title=title,
        opens=True,
    )
    if event.candidates:
        names = [text.tongue.numbered(who) for who, _ in event.candidates]
        cites = [
            one
            for who, _ in event.candidates
            for one in who.cites("name", "name.kor", "imoNumber", "position")
        ]
        text.say("suggested", [*cites, *event.cited], names=text.tongue.joined(names))


def _some(text: Text, kind: str) -> str:
    """A kind where the article does not count."""
    forms = text.tongue.words.nouns[kind]
    return {"en": forms[1], "ko": forms[0]}.get(text.tongue.code, forms[-1])


def _claims(text: Text, article: Article) -> None:
    if article.claims:
        text.head("claims")
    for one in article.claims[:_CLAIMS]:
        _said(text, one)


def _said(text: Text, one: Said) -> None:
    """One claim; what the article denies or doubts of another's claim is its own word."""
    stem = "told" if one.speaker or one.via else "own"
    doubted = one.negated and one.modality == "possible" and stem == "own"
    key = stem if one.modality == "asserted" or doubted else f"{stem}_{one.modality}"
    speaker = one.speaker or one.via or ""
    if one.speaker and one.via:
        speaker = text.phrase("via", speaker=one.speaker, via=text.tongue.within(one.via))
    text.say(
        key,
        one.cited,
        opens=True,
        speaker=text.tongue.speaker(speaker),
        text=text.tongue.quote(one.text),
    )
