"""What is news in an article and what it only recalls: by days, by words, by tense."""

import datetime as dt
import re

from designata.model.claim import Modality
from designata.news.document import Document
from designata.news.extract.draft import Draft
from designata.news.extract.event import firm
from designata.news.extract.scene import Scene
from designata.news.findings import Dated, Party

_DAYS = 3
_SAID = re.compile(
    r"\b(?:said|says|announced)\s+(?:in\s+a\s+(?:\w+\s+)?statement\s+)?(?:late\s+)?(?:on\s+)?$"
)
_WEEK = 6
"""An act of so many days before the news, or of a weekday of that week, is news too."""


def anchor(document: Document, read: list[Draft]) -> str | None:
    """The day of what the article is about: the newest that it tells as done."""
    days = [
        draft.date.value
        for draft in read
        if draft.date
        and draft.date.precision == "day"
        and not draft.past
        and draft.modality in (Modality.ASSERTED, Modality.REPORTED)
    ]
    newest = max(days, default=None)
    undated = any(draft.date is None and not draft.past and firm(draft.modality) for draft in read)
    if document.published and undated:
        near = newest and abs(_days(newest, document.published)) <= _DAYS
        return newest if near else document.published
    return newest


def _days(earlier: str, later: str) -> int:
    try:
        return (dt.date.fromisoformat(later) - dt.date.fromisoformat(earlier)).days
    except ValueError:
        return 0


def spoken(scene: Scene, countries: set[str | None]) -> Dated | None:
    """The day on which an authority is told to have spoken: "the ministry said on Thursday".

    Args:
        scene: the document.
        countries: whose authority.
    """
    published = scene.document.published
    for date in scene.dates if published else ():
        if date.start is None or date.precision != "day":
            continue
        start, _ = scene.bounds_at(date.start)
        said = _SAID.search(scene.text, start, date.start)
        near = 0 <= _days(date.value, published or "") <= _WEEK
        if (
            near
            and said
            and any(
                mention.type in ("authority", "country")
                and scene.root(mention).country in countries
                for mention in scene.mentions_in(start, said.start())[-2:]
            )
        ):
            return date
    return None


def is_recalled(draft: Draft, main: Party | None, anchor: str | None) -> bool:
    """Whether it is told as background: by its day, by its words, or as what another "has" done."""
    if draft.modality == Modality.POSSIBLE:
        return False
    whose = draft.parties[0].country if draft.parties else None
    others = main is not None and whose not in (None, main.country)
    if draft.date is not None and anchor is not None:
        older = draft.date.value < anchor[: len(draft.date.value)]
        near = _near(draft.date, others=others)
        if draft.date.precision == "day" and _days(draft.date.value, anchor) <= near:
            return older and draft.before
        return older or draft.past
    return draft.past or (draft.perfect and others and not draft.title)


def _near(date: Dated, *, others: bool) -> int:
    """How many days before the news an act still belongs to it: another's, or of a weekday."""
    weekday = date.text.lower().endswith("day") and " " not in date.text
    return _WEEK if weekday or others else _DAYS
