"""Tells drawn events in English, as short reports do, to measure the whole road of reading."""

import datetime as dt

from drawn import Drawn

from designata.data import load
from designata.news.findings import Target

AUTHORITIES = {
    "au": "Australia", "ca": "Canada", "eu": "the European Union", "gb": "the United Kingdom",
    "kr": "South Korea", "un": "the United Nations Security Council", "us": "the United States",
}  # fmt: skip
NOUNS = {
    "person": ("individual", "individuals"),
    "organization": ("entity", "entities"),
    "vessel": ("vessel", "vessels"),
    "aircraft": ("aircraft", "aircraft"),
    "other": ("target", "targets"),
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def article(drawn: Drawn) -> tuple[str, dt.date]:
    """An event as a report of two or three sentences, and the day it was published."""
    event = drawn.event
    parties = [AUTHORITIES[it.name] for it in (event.authority, *event.partners)]
    names = {it.id: it.text for it in drawn.mentions}
    groups = _listed([_group(it, names) for it in event.targets])
    when, published = _when(drawn)
    acts = f"{_listed(parties)} imposed sanctions on {groups}{when}"
    sentences = [f"{acts[0].upper()}{acts[1:]}."]
    # who is named in the grounds is named
    grounds = [it.text for it in event.reasons if it.text[1:].islower()]
    sentences += [f"The grounds that were given speak of this: {it}." for it in grounds]
    sentences.append("Their assets are frozen, and nobody may do business with them.")
    return " ".join(sentences), published


def _group(target: Target, names: dict[str, str]) -> str:
    one, many = NOUNS[target.type]
    land = load("demonyms", dict[str, list[str]]).get(target.country or "", [""])[0]
    count = target.count
    number = "several" if count is None else NUMBERS[count] if count < len(NUMBERS) else count
    words = " ".join(filter(None, (str(number), land, one if count == 1 else many)))
    told = _listed([names[it] for it in target.mentions])
    return f"{words}, including {told}," if told else words


def _when(drawn: Drawn) -> tuple[str, dt.date]:
    """How the day is told, and the article's own."""
    date = drawn.event.date
    if date is None:
        return "", dt.date.fromisoformat(drawn.published or "")
    if date.precision == "month":
        first = dt.date.fromisoformat(f"{date.value}-01")
        return f" in {first:%B %Y}", first + dt.timedelta(days=90)
    day = dt.date.fromisoformat(date.value)
    return f" on {day.day} {day:%B %Y}", day + dt.timedelta(days=1)


def _listed(parts: list[str]) -> str:
    *first, last = parts or [""]
    return f"{', '.join(first)} and {last}" if first else last
