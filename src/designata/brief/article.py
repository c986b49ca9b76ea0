"""A kept article read anew, as facts: its events, whom they may mean, and who says what."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence

from designata.brief import cite, tied
from designata.brief.facts import Article, Event, Facts, Said
from designata.brief.named import Named, named
from designata.brief.told import Cited
from designata.data import load
from designata.lists import news
from designata.model.claim import Claim, Modality
from designata.model.when import from_edtf
from designata.news import kept
from designata.news.document import Document
from designata.news.findings import Attribution, Designation, Reading
from designata.news.read import read
from designata.news.reader import Reader
from designata.store import listing
from designata.store.claims import Store
from designata.store.schema import EditionRow

READING = "what the article was read to say"


def facts(
    store: Store,
    row: EditionRow,
    reader: Callable[[], Reader],
    *,
    lists: Sequence[Cited],
    day: dt.date,
) -> Facts:
    """What a kept article tells.

    Args:
        store: the store.
        row: the edition that keeps it.
        reader: gives what reads articles.
        lists: the lists held.
        day: today.

    Raises:
        InputError: when the article cannot be read.
    """
    file = row.kept[0]
    data = store.archive.get(file.sha256)
    published = from_edtf(row.published).earliest if row.published else None
    document = read(data, name="", published=published, url=file.url, today=day)
    reading = reader().read(document)
    quoter = _Quoter(document, row)
    ids = {c.entity for e in reading.designations for t in e.targets for c in t.candidates}
    ids |= {m.entity for m in reading.mentions if m.entity}
    people = named(store, ids)
    events = [_event(event, quoter, people, reading) for event in reading.designations]
    events = [event for event in events if event]
    told = [_said(claim, quoter) for claim in reading.claims]
    title = document.title or file.name
    whole = [quoter.cited("title", title, 0, len(title))]
    return Facts(
        scope="article",
        about=news.record_id(document.sha256),
        day=day,
        since=None,
        acts=[],
        lists=listing.dates(store),
        listed=list(lists),
        article=Article(
            title=title,
            publisher=document.publisher,
            published=document.published,
            events=[event for event in events if event is not None],
            claims=told,
            cited=whole,
        ),
        tied=tied.ties(store, sorted(people)),
        warnings=list(reading.warnings),
    )


class _Quoter:
    """Cites stretches of an article."""

    def __init__(self, document: Document, row: EditionRow) -> None:
        self._document, self._row = document, row

    def cited(
        self,
        prop: str,
        value: str,
        start: int,
        end: int,
        *,
        speaker: str | None = None,
        modality: Modality = Modality.ASSERTED,
    ) -> Cited:
        """A stretch, as the claim that ``news.keep`` makes of it."""
        record, file = news.record_id(self._document.sha256), self._row.kept[0]
        place = f"chars={start}-{end}"
        claim = Claim(
            record=record,
            subject=record,
            schema="Article",
            property=prop,
            value=value,
            speaker=speaker,
            modality=modality,
            url=self._document.url,
            locator=place,
            part=kept.PART,
        )
        return Cited(
            claim=claim.identity(self._row.dataset).hex(),
            record=record,
            property=prop,
            value=value,
            quote=" ".join(self._document.text[start:end].split()) or value,
            list=self._document.title or file.name,
            publisher=news.PUBLISHER.code,
            date=self._row.date,
            file=file.name,
            sha256=file.sha256,
            locator=place,
            url=self._document.url,
            speaker=speaker,
            modality=modality.value,
        )

    def counted(self, text: str, of: Sequence[Cited]) -> Cited:
        """What was read there, in the terms of the reader: whom, how many, when."""
        return cite.counted(text, rule=READING, of=of, day=None)


def _event(
    event: Designation, quoter: _Quoter, people: dict[str, Named], reading: Reading
) -> Event | None:
    spans = event.spans
    if not spans or event.action != "designation":
        return None
    types = load("brief", dict[str, dict[str, object]])["types"]
    counts = [(t.count, str(types[t.type]), t.country) for t in event.targets]
    by_id = {mention.id: mention for mention in reading.mentions}
    meant = [c for t in event.targets if not t.undecided for c in t.candidates]
    candidates = [(people[c.entity], c.score) for c in meant if c.entity in people]
    quoted = [
        quoter.cited("notes", "", start, end, modality=event.modality) for start, end in spans
    ]
    kinds: Counter[str] = Counter()
    for number, kind, _ in counts:
        kinds[kind] += number or 0
    parts = [f"{n or 'some'} {kind} {country or ''}".strip() for n, kind, country in counts]
    whole = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    read_as = f"{'; '.join(parts)}; in all {whole}"
    parties = ", ".join(
        f"{party.name} {party.country or ''}".strip()
        for party in (event.authority, *event.partners)
    )
    when = event.date.value if event.date else "no day told"
    names = "; ".join(
        by_id[name].text for t in event.targets for name in t.mentions if name in by_id
    )
    scores = "; ".join(f"{who.caption} {score:.2f}" for who, score in candidates)
    told = ". ".join(filter(None, (parties, when, read_as, names, scores)))
    return Event(
        authority=event.authority.name,
        country=event.authority.country,
        partners=[(party.name, party.country) for party in event.partners],
        date=event.date.value if event.date else None,
        counts=counts,
        candidates=candidates,
        modality=event.modality.value,
        cited=[quoter.counted(told, quoted), *quoted],
    )


def _said(claim: Attribution, quoter: _Quoter) -> Said:
    source = claim.source
    speaker = (source.refers_to or source.text or None) if source else None
    return Said(
        who=None,
        text=claim.text,
        speaker=speaker,
        via=source.via if source else None,
        source="",
        modality=claim.modality.value,
        inferred=False,
        negated=claim.polarity == "negated",
        cited=[
            quoter.cited(
                "notes",
                claim.text,
                claim.start,
                claim.end,
                speaker=", ".join(filter(None, (speaker, source.via if source else None))) or None,
                modality=claim.modality,
            )
        ],
    )
