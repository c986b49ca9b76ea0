"""Keeps a reading in the store as claims, so that whoever looks an entity up finds the article.

The article's bytes are archived, and each claim tells its place in the text (``chars=120-348``),
its speaker and how firmly it is said. A retraction is an edition of its own: the claims end on its
day, nothing is overwritten, and what stood before can still be seen as of an earlier day.
"""

import datetime as dt
from functools import partial
from pathlib import Path

import msgspec

from designata.errors import InputError, NotFoundError, RefusedError
from designata.lists import news
from designata.lists.entry import Entry
from designata.lists.kept import Told
from designata.lists.news import record_id
from designata.lists.source import Edition, File, Record
from designata.model import when
from designata.news import kept
from designata.news.document import Document
from designata.news.findings import Reading
from designata.news.kept import PART, claims
from designata.store.append import Outcome, writing
from designata.store.claims import Store
from designata.store.schema import DIGEST, EditionRow

__all__ = ["claims", "keep", "retract"]

_ARTICLE, _RETRACTION = "article", "retraction"
_TITLE = 60
_LEAST = 8


def keep(folder: Path, document: Document, reading: Reading, data: bytes) -> Outcome:
    """Writes an article and its claims into a store; read anew, only what differs is written.

    Args:
        folder: the store's.
        document: the article.
        reading: what was found in it.
        data: its bytes, as they came in.

    Raises:
        RefusedError: when the article was retracted.
        StoreError: when the store cannot be written, or another process is writing.
    """
    file = File(document.title or record_id(document.sha256), lambda: data, url=document.url)
    with writing(folder) as writer:
        held = _held(writer.store, document.sha256)
        if held and held.format == _RETRACTION:
            raise RefusedError(
                f"the article was retracted on {held.date}",
                where=held.dataset,
                cure="keep the corrected article, which has other bytes",
            )
        edition = Edition(
            publisher=news.PUBLISHER,
            dataset=held.dataset if held else _dataset(document),
            format=_ARTICLE,
            files={PART: file},
            covers=frozenset({PART}),
            published=when.parse(document.published) if document.published else None,
        )
        reader = Told(news.PUBLISHER, kept.records(document, reading))
        return writer.append(reader, edition, accept_shrink=True)


def retract(folder: Path, article: str, reason: str, *, day: dt.date | None = None) -> Outcome:
    """Records that an article was retracted: from that day on its claims do not stand.

    Args:
        folder: the store's.
        article: its SHA-256 or the beginning of it, or its record's id, ``news-…``.
        reason: why.
        day: of the retraction; today by default.

    Raises:
        InputError: when no reason is given, or the day is before that of the article.
        NotFoundError: when the store holds no such article, or several begin so.
        StoreError: when the store cannot be written, or another process is writing.
    """
    if not (reason := " ".join(reason.split())):
        raise InputError("a retraction needs a reason", cure="say why it is retracted")
    day = day or dt.datetime.now(dt.UTC).date()
    with writing(folder) as writer:
        held = _held(writer.store, article.removeprefix("news-"))
        if held is None:
            raise NotFoundError(
                f"the store holds no article {article!r}, or several",
                where=str(folder),
                cure="give its SHA-256; see: designata lists",
            )
        if day < held.known:
            raise InputError(
                f"the retraction is of {day}, before the article, of {held.known}",
                where=held.dataset,
                cure="give a later day",
            )
        sha256 = held.kept[0].sha256
        note = {"retracted": held.dataset, "article": sha256, "reason": reason, "day": str(day)}
        content = msgspec.json.format(msgspec.json.encode(note))
        edition = Edition(
            publisher=news.PUBLISHER,
            dataset=held.dataset,
            format=_RETRACTION,
            files={PART: File(f"retraction of {held.dataset}", lambda: content)},
            covers=frozenset({PART}),
            published=when.from_edtf(day.isoformat()),
        )
        reader = Told(news.PUBLISHER, [_retracted(writer.store, held, reason)])
        return writer.append(reader, edition, accept_shrink=True)


def _dataset(document: Document) -> str:
    """What lists of sources call the article."""
    title = " ".join(document.title.split())[:_TITLE] or "article"
    return f"{title} [{document.sha256[:12]}]"


def _held(store: Store, sha256: str) -> EditionRow | None:
    """The newest edition of the article whose bytes have a hash that begins so."""
    if len(sha256) < _LEAST:
        return None
    whose = {
        row.dataset
        for row in store.editions
        if row.publisher == news.PUBLISHER.code
        and row.format == _ARTICLE
        and any(file.sha256.startswith(sha256) for file in row.kept)
    }
    if len(whose) != 1:
        return None
    return store.current()[news.PUBLISHER.code, whose.pop()]


def _retracted(store: Store, held: EditionRow, reason: str) -> Record:
    """The article's record as it stands, and that it is retracted."""
    whose = [news.PUBLISHER.code, held.dataset]
    condition = "c.publisher = ? AND c.dataset = ? AND c.schema = 'Article' AND c.property <> ?"
    standing = [s.claim for s in store.claims(condition, [*whose, DIGEST])]

    def tell(entry: Entry) -> None:
        entry.claims += [claim for claim in standing if claim.property != "processingStatus"]
        entry.add("processingStatus", f"retracted: {reason}")

    return kept.record(standing[0].record, "Article", partial(tell))
