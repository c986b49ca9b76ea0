"""Whose a statement is: told by its address, its publisher, or one state's laws and bylines."""

import re
from collections import Counter
from functools import cache

import msgspec

from designata.data import load
from designata.news.extract.actors import acting
from designata.news.extract.scene import Scene
from designata.news.extract.triggers import triggers
from designata.news.findings import Party
from designata.news.mentions.authorities import offices, publisher
from designata.news.mentions.places import places

_FROM = re.compile(r"(?:From|By|Issued\s+by|Source):\s+(?:the\s+)?")
_TOP, _BYLINE = 5, 16
"""Blocks in which a byline stands, and its words, at most."""

_BY = re.compile(r"[A-Z]\w+,\s+(?:[A-Z][\w’']*|of|for|and|the|\s|,)+$")
"""A name and an office, and no sentence."""


class _Table(msgspec.Struct, frozen=True):
    marks: dict[str, list[str]]
    names: dict[str, str]


@cache
def _table() -> _Table:
    return load("news_issuers", _Table)


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (code, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, marks))})"))
        for code, marks in _table().marks.items()
    ]


def issuer(text: str) -> Party | None:
    """The state that issues a statement; none where its words tell several or none.

    >>> issuer("I am designating him as a Specially Designated Global Terrorist.")
    Party(name='United States', country='us', start=None, end=None)
    >>> issuer("The company was sanctioned on Tuesday.") is None
    True
    """
    counts = Counter({code: len(form.findall(text)) for code, form in _forms()})
    (code, most), (_, next_most) = counts.most_common(2)
    return Party(_table().names[code], code) if most > next_most else None


def main_authority(scene: Scene) -> Party | None:
    """Whose statement the document is, as far as its address or its publisher tells."""
    document = scene.document
    if told := publisher(document.url):
        country, name = told
        named = next(
            (
                m
                for m in scene.mentions
                if m.type == "authority" and m.named and name in m.text and m.country == country
            ),
            None,
        )
        return Party(name, country, named.start, named.end) if named else Party(name, country)
    if document.publisher:
        bodies = offices(document.publisher, places(document.publisher))
        if bodies:
            return Party(document.publisher, bodies[0].country)
    return _signed(scene)


def _signed(scene: Scene) -> Party | None:
    """Whose it is by its byline: "Jan Roe, Secretary of State" on a line of its own."""
    lines = (scene.text[b.start : b.end].strip() for b in scene.document.blocks[:_TOP])
    signed = (line for line in lines if len(line.split()) <= _BYLINE and _BY.search(line))
    if told := next(filter(None, map(issuer, signed)), None):
        return told
    for block in scene.document.blocks[:_TOP]:
        line = scene.text[block.start : block.end]
        if block.kind == "title" or len(line.split()) > _BYLINE or line.rstrip().endswith("."):
            continue
        lead = _FROM.match(line)
        first = block.start + (lead.end() if lead else 0)
        for mention in scene.mentions_in(first, block.end):
            whole = lead or mention.end == block.start + len(line.rstrip())
            if mention.type == "authority" and mention.start == first and whole:
                return Party(mention.text, mention.country, mention.start, mention.end)
    return None


def home(scene: Scene) -> str | None:
    """Whose an authority is that only its office tells, "the Foreign Minister".

    It is the state that the text tells most often as acting, be it in a sum over years; none where
    several are told as often.
    """
    told = Counter(
        parties[0].country for trigger in triggers(scene) if (parties := acting(scene, trigger))
    )
    del told[None]
    (first, most), (_, next_most) = [*told.most_common(2), (None, 0), (None, 0)][:2]
    return first if most > next_most else None
