"""Other acts that the words of one tell: without a verb of their own, or on another day.

"Britain listed him in 2014, the EU in 2016"; "added three men in May, and two more followed in
June"; "listed three men in May and two firms in June".
"""

import re
from itertools import pairwise

import msgspec

from designata.news.extract.draft import Draft
from designata.news.extract.item import Item, beside, of_group
from designata.news.extract.scene import Scene
from designata.news.findings import Dated, Party
from designata.news.mentions.groups import Group
from designata.news.numerals import SMALL, numeral

_JOINT = re.compile(r"(?:,?\s+(?:and|while|but)|,)\s+(?:the\s+)?$")
_GAP = re.compile(r",?\s")
_WHEN = re.compile(r"\s+(?:(?:on|in)\s+)?")
_AND = re.compile(r",?\s+and\s+")
_ON = re.compile(r"\b(?:on|in)\s+$")
_DONE = re.compile(r"\s*(?:[.,;]|and\b|$)")
_THEN_CAME = r"\s+(?:then\s+|soon\s+)?(?:followed|came)\s+(?:(?:on|in)\s+)?"
_FOLLOWED = re.compile(_THEN_CAME)
_MORE = re.compile(
    rf"\b((?P<count>{'|'.join(SMALL)}|\d{{1,3}})\s+(?:more|others))"
    rf"(?:{_THEN_CAME}|(?:,[^,.;]{{3,50}},)?\s+(?:in|on)\s+)",
    re.IGNORECASE,
)


def several(scene: Scene, draft: Draft) -> list[Draft]:
    """The further acts that the words of a draft tell; whom those meet is taken off the draft."""
    return [*_gapped(scene, draft), *_followed(scene, draft), *_apart(scene, draft)]


def _gapped(scene: Scene, draft: Draft) -> list[Draft]:
    """Those that a sentence tells without a verb: "Britain listed him in 2014, the EU in 2016".

    Or as in "Canada listed two men, and Norway three banks".
    """
    told = {p.country for p in (*draft.parties, *draft.joint)}
    found: list[Draft] = []
    for mention in scene.mentions_in(draft.at, draft.span[1]) if draft.parties else ():
        country = scene.root(mention).country
        if mention.type not in ("country", "authority") or country in told:
            continue
        if not _JOINT.search(scene.text[draft.at : mention.start]):
            continue
        party = Party(mention.text, country, mention.start, mention.end)
        own = [item for item in draft.items if item.start > mention.end]
        at_once = own and _GAP.fullmatch(scene.text, mention.end, own[0].start)
        if at_once and own[0].group and own[0].group.count:
            draft.items = [item for item in draft.items if item.start < mention.start]
            alone = next(iter(scene.groups_in(own[0].start, own[0].end)), own[0].group)
            own[0] = msgspec.structs.replace(own[0], group=alone)
            found.append(
                msgspec.structs.replace(
                    draft, at=mention.start, parties=[party], joint=[], items=own, back=[]
                )
            )
            break
        for date in scene.dates_in(mention.end, draft.span[1]):
            between = scene.text[mention.end : date.start]
            if _WHEN.fullmatch(between) and _DONE.match(scene.text, date.end or 0):
                found.append(
                    msgspec.structs.replace(
                        draft, at=mention.start, parties=[party], joint=[], items=[], back=[],
                        date=date, echo=True, effective=None, grounds=[],
                    )
                )  # fmt: skip
            break
    return found


def _followed(scene: Scene, draft: Draft) -> list[Draft]:
    """Those that an authority adds later: "listed three men in May, and two more followed in June".

    In the same sentence, or at the beginning of the next one.
    """
    start, end = scene.bounds_at(draft.span[1] + 1)
    goes_on = start > draft.at and scene.block(start) == scene.block(draft.at)
    end = end if goes_on else draft.span[1]
    found: list[Draft] = []
    told: list[tuple[Group, re.Match[str] | None]] = [
        (group, _FOLLOWED.match(scene.text, group.end)) for group in scene.groups_in(draft.at, end)
    ]
    for more in _MORE.finditer(scene.text, draft.at, end) if draft.items else ():
        kind, count = draft.items[-1].type, numeral(more["count"])
        told.append((Group(*more.span(1), kind, count, noun=more.start(1)), more))
    for group, hit in told:
        day = next((date for date in scene.dates if hit and date.start == hit.end()), None)
        if day is None or not group.count:
            continue
        draft.items = [item for item in draft.items if item.start != group.start]
        found.append(_on_day(draft, day, [of_group(group)]))
    return found


def _apart(scene: Scene, draft: Draft) -> list[Draft]:
    """As in "listed three men on 9 May, and Roe and one other man on 26 June"."""
    days = [date for date in scene.dates_in(draft.at, draft.span[1]) if date.precision != "year"]
    days = [date for date in days if _ON.search(scene.text, draft.at, date.start or 0)]
    found: list[Draft] = []
    for before, date in pairwise(days):
        first, last = before.end or 0, date.start or 0
        inside = [item for item in draft.items if first < item.start and item.end < last]
        led = any(item.start < first for item in draft.items)
        if not led or not inside or not _AND.match(scene.text, first):
            continue
        draft.items = [item for item in draft.items if item not in inside]
        draft.date = before if draft.date in (None, date) else draft.date
        found.append(_on_day(draft, date, _by_themselves(scene, inside)))
    return found


def _by_themselves(scene: Scene, items: list[Item]) -> list[Item]:
    """Items of one list as they are counted without those before them."""
    found: list[Item] = []
    for item in items:
        own = next(iter(scene.groups_in(item.start, item.end)), item.group)
        found.append(beside(found, msgspec.structs.replace(item, group=own)))
    return found


def _on_day(draft: Draft, date: Dated, items: list[Item]) -> Draft:
    """The act of a draft, on another day and on others."""
    return msgspec.structs.replace(
        draft, at=items[0].start, items=items, back=[], date=date, effective=None, grounds=[]
    )
