"""One trigger read to its end: who acts, when, on whom, why, under which law, how firmly."""

import re
from functools import cache

import msgspec

from designata.data import words
from designata.model.claim import Modality
from designata.news.extract import carried, conjuncts
from designata.news.extract.actors import acting, goes_on
from designata.news.extract.breakdown import broken_down
from designata.news.extract.carried import Reference, references
from designata.news.extract.days import acted_on, effective
from designata.news.extract.draft import Draft
from designata.news.extract.firmness import is_past, modality, tense
from designata.news.extract.issuers import main_authority
from designata.news.extract.item import Item, beside
from designata.news.extract.named_later import listed_below
from designata.news.extract.partners import partners
from designata.news.extract.scene import Scene
from designata.news.extract.several import several
from designata.news.extract.targets import among_targets
from designata.news.extract.trigger import Trigger
from designata.news.extract.triggers import triggers
from designata.news.findings import Party, Span

_NO_GROUND = re.compile(
    r"\s+(?:the\s+first|more\s+information|the\s+second|years|months|now|\w+\s+years)\b"
)
_GROUND_ENDS = re.compile(
    r",?\s+(?:pursuant\s+to|under\s+(?:section|executive|E\.O|the\s+\w+\s+sanctions)|(?:he|she|it|they|the\s+\w+)\s+(?:said|says)\b)"
    r"|,\s+(?:an?|the)\s+(?:\w+\s+){0,3}(?:official|spokes\w+|statement)\s+\w+|,\s+according\s+to|\.?$",
    re.IGNORECASE,
)
_NEAR = 120
"""A subject is not longer than this."""
_NAMES_OF = re.compile(
    r"\s*(?:the\s+)?(?:(?:names?|entries|entry|listings?)\s+(?:of|for)"
    r"|(?:[\w-]+\s+){0,3}(?:sanctions|measures|freezes|bans)\s+(?:on|against))\s+"
)
_AMONG = re.compile(r"Among\s+(?:the|those|them)\b")
"""Behind it only a part is told of those who were counted before."""
_AMONG_THEM = re.compile(
    r"Among\s+(?:them|those|the\s+latter|the\s+former)\s+(?:is|are|was|were)\b"
)
_BESIDES = re.compile(
    r"(?:In\s+(?:addition|turn)|Furthermore|Moreover|Additionally|Separately|Also)\b", re.IGNORECASE
)
_APART = re.compile(
    r"(?:In|Under|By|Through)\s+(?:a|another)\s+(?:separate|second|different|further|parallel)\s+"
    r"(?:\w+\s+)?(?:decision|act|action|move|step|regulation|order|announcement|designation|round)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall|is\s+to|are\s+to)\s+(?:also\s+)?(?:be\s+)?$")
_WILL_TOO = re.compile(r"\b(?:will|shall|is\s+to|are\s+to)\s+(?:now\s+)?also\s+(?:be\s+)?(?:re-)?$")
_LATER = re.compile(r"\b(?:next|soon|later|coming|eventually|if|unless|once|when)\b", re.IGNORECASE)
_CLOSE = 20
_VAGUE = re.compile(
    r"\b(?:(?:this|last|the\s+same|that|the\s+previous)\s+(?:week|weekend)|in\s+recent\s+(?:days|weeks|months|years)"
    r"|recently|(?:days|weeks)\s+(?:later|earlier|ago|before|after))\b",
    re.IGNORECASE,
)


def drafts(scene: Scene) -> list[Draft]:
    """The drafts of a text, in its order; those that are refused or say nothing are left out."""
    found = triggers(scene)
    main = main_authority(scene)
    read: list[Draft] = []
    for at, trigger in enumerate(found):
        firm = modality(scene, trigger)
        if firm is not None and not _is_loose(scene, trigger, read):
            following = found[at + 1] if at + 1 < len(found) else None
            further = firm == Modality.POSSIBLE and _goes_further(scene, trigger, read)
            draft = _draft(
                scene, trigger, following, (read[-1].modality if further else firm, main)
            )
            if further:
                draft.date = None  # that of those before
            met = {item.type for before in read for item in before.items}
            new = [one for one in draft.back if one.type not in met and (one.type or not met)]
            if not any(draft.span[0] <= item.start < draft.span[1] for item in draft.items):
                draft.items = [*carried.named_before(scene, new, draft.at), *draft.items]
            _beside_before(read, draft)
            read += [draft, *several(scene, draft)]
    return read


def _is_loose(scene: Scene, trigger: Trigger, read: list[Draft]) -> bool:
    """Whether "Among them are" follows no act: those who are told there were not met."""
    start, _ = scene.bounds(scene.doc[trigger.word])
    if not _AMONG_THEM.match(scene.text, start):
        return False
    first = scene.bounds_at(max(start - 2, 0))[0]
    return not any(first <= draft.at < start for draft in read)


def _goes_further(scene: Scene, trigger: Trigger, read: list[Draft]) -> bool:
    """Whether "will" goes on with what is decided: "In addition, Oslo will list two banks"."""
    start, end = scene.bounds(scene.doc[trigger.word])
    verb = scene.doc[trigger.verb].idx
    decided = (
        bool(read)
        and not read[-1].past
        and read[-1].modality in (Modality.ASSERTED, Modality.REPORTED)
    )
    will = _WILL if _BESIDES.match(scene.text, start) else _WILL_TOO
    later = will is _WILL_TOO and _LATER.search(scene.text, start, end)
    return decided and not later and bool(will.search(scene.text, max(start, verb - _CLOSE), verb))


def _beside_before(read: list[Draft], draft: Draft) -> None:
    """With those whom the verb before it meets: "listed Roe, and added a banker"."""
    last = read[-1] if read else None
    if last and (last.span, last.action) == (draft.span, draft.action):
        told = [item for item in last.items if item.end <= draft.at]
        draft.items = [beside(told, item) for item in draft.items]


def _draft(
    scene: Scene, trigger: Trigger, following: Trigger | None, told: tuple[Modality, Party | None]
) -> Draft:
    word = scene.doc[trigger.word]
    start, end = scene.bounds(word)
    firm, main = told
    parties = acting(scene, trigger)
    country = (parties[0] if parties else main or Party("", None)).country
    items: list[Item] = []
    back: list[Reference] = []
    stop = word.idx + len(word)
    for begin, last in trigger.regions:
        named = _NAMES_OF.match(scene.text, begin, last)
        first = named.end() if named else begin
        until = _until(scene, trigger, following, last)
        found = among_targets(scene, first, until, country)
        items += [beside(items, one) for one in found.items]
        back += references(scene, first, min(until, first + _NEAR) if trigger.passive else until)[
            :2
        ]
        stop = max(stop, found.end)
    items = [*carried.listed_before(scene, scene.doc[trigger.verb], back), *_apposed(scene, items)]
    if trigger.passive and (told_of := carried.of_which(scene, start, word.idx)):
        items = told_of
    items += conjuncts.with_own_grounds(scene, word.idx + len(word), end, items)
    if among := _AMONG.match(scene.text, start):
        items = [item for item in items if item.mention is not None or item.start < among.end()]
    items += broken_down(scene, items, end)
    items += listed_below(scene, items, start, end)
    told_as = tense(scene, trigger)
    joint = [p for p in [*parties[1:], *partners(scene, start, end)] if p.country != country]
    return Draft(
        span=(start, start + len(scene.text[start:end].rstrip())),
        at=word.idx,
        action=trigger.action,
        modality=firm,
        parties=parties[:1],
        joint=joint,
        items=items,
        back=back,
        goes_on=goes_on(scene.doc[trigger.verb]),
        echo=trigger.echo,
        past=is_past(scene, trigger) or told_as == "before",
        before=told_as == "before",
        perfect=told_as == "perfect",
        vague=bool(_VAGUE.search(scene.text, start, end)),
        apart=bool(_APART.match(scene.text, start, end)),
        title=scene.block(start).kind == "title",
        weak=trigger.weak,
        date=acted_on(scene, trigger, start, end)
        or carried.day(scene, word.idx, parties[0].country if parties else None),
        effective=effective(scene, start, end),
        grounds=[
            *(_span(scene, trigger.ground)),
            *(_grounds(scene, stop, end) if items or not trigger.passive or back else []),
        ],
    )


def _apposed(scene: Scene, items: list[Item]) -> list[Item]:
    """As in "its owner, a Turkish businessman": both words are one."""
    kept: list[Item] = []
    for item in items:
        last = kept[-1] if kept else None
        if last and last.group and item.group and last.type == item.type and item.group.count == 1:
            whose = re.match(r"(?:its|their|his|her)\b", scene.text[last.start : last.end])
            if whose and scene.text[last.end : item.start].strip() == ",":
                country = last.country or item.country
                kept[-1] = msgspec.structs.replace(last, country=country)
                continue
        kept.append(item)
    return kept


def _span(scene: Scene, ground: tuple[int, int] | None) -> list[Span]:
    return [Span(scene.text[slice(*ground)], *ground)] if ground else []


def _until(scene: Scene, trigger: Trigger, following: Trigger | None, end: int) -> int:
    """Before the next trigger's own words, where that stands in the same stretch."""
    if following is None or trigger.passive:
        return end
    other = scene.doc[following.verb]
    word = scene.doc[trigger.word]
    return min(end, other.idx) if other.idx > word.idx and not following.passive else end


@cache
def _opener() -> re.Pattern[str]:
    listed = sorted(words("news_designation", "grounds"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})\s+", re.IGNORECASE)


def _grounds(scene: Scene, start: int, end: int) -> list[Span]:
    """What follows "for", "over", "accused of" behind the targets."""
    for hit in _opener().finditer(scene.text, start, end):
        if _NO_GROUND.match(scene.text, hit.end() - 1):
            continue
        if re.search(
            r"\b(?:who|which|whose|where)\b", scene.text[start : hit.start()].rsplit(",", 1)[-1]
        ):
            break
        stop = _GROUND_ENDS.search(scene.text, hit.end(), end)
        last = stop.start() if stop else end
        text = scene.text[hit.end() : last].rstrip(" .;,\n")
        if len(text.split()) > 1:
            return [Span(text, hit.end(), hit.end() + len(text))]
    return []
