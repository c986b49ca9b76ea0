"""Designations and delistings in Korean texts: sentences that tell one, put together by event."""

import itertools
import re

import msgspec

from designata.model.claim import Modality
from designata.news.document import Document
from designata.news.findings import Dated, Designation, Mention, Party, Target, TargetType
from designata.news.korean.actors import Actor, actors, together
from designata.news.korean.dates import dates
from designata.news.korean.grounds import basis, grounds
from designata.news.korean.groups import Group, groups
from designata.news.korean.sentences import Sentence

_DESIGNATE = re.compile(
    r"지정(?:을\s?)?(?:하|했|한|함|합|할|되|됐|된|됨|될|키로|해|(?=[\s.,)\-·]|$))"
    r"|(?:제재\s?)?(?:명단|대상|목록|리스트)에\s?(?:새로\s?|추가로?\s?|함께\s?)?(?:올|오르|오른|포함|추가|등재)"
    r"|제재(?:를|도)?\s?받게\s?(?:되|됐|된|될)|제재를\s?(?:부과|가하|가했|단행|발표)|제재(?:했|하기로|한다고|합니다)"
    r"|(?:자산|자금|재산|계좌)(?:을|를)?\s?동결(?:하|했|한|함|조치)"
)
_DELIST = re.compile(
    r"(?:제재|지정|명단)[가-힣\s]{0,12}?(?:을|를|에서)?\s?(?:해제|제외|삭제)(?:하|했|한|함|합|되|됐|된|키로|(?=[\s.,)]|$))"
)
_ATTRIBUTIVE = re.compile(r"(?:한|된|되는|하는|오른|될|했던|되었던)(?=\s+(?!것|바|적|데|뒤|후|지))")
_DENIED = re.compile(
    r"(?:지정|해제|제재|부과|발표|동결|단행|추가|포함)(?:하|되)지(?:는|도)?\s?(?:않|못)|(?:가하|올리)지\s?않"
)
_PLANNED = re.compile(
    r"(?:할|될|하는)\s?(?:계획|예정|방침|방안|가능성|것으로\s?(?:보|예상|전망))|검토|추진\s?중|고려"
)
_REPORTED = re.compile(r"것으로\s?(?:알려|전해|파악)")
_RECALLED = re.compile(
    r"앞서|그간|그동안|이미|과거|종전|당시|지난해|작년|(?:한|된)\s?바\s?있|총\s?\d+차례"
)
_NOW = re.compile(r"이번|금번|오늘|이날|금일|새로|추가로?\s?지정하")
_OTHER_DEED = re.compile(
    r"[^,]{0,30}?(?:발사|도발|실험|채택|체결|회의|회담|출범|파병|방문|거부권|만료)"
)
_EFFECT = re.compile(
    r"\s*(?:0시|00시|자정)?\s?(?:부터|부로|자로|를 기해|에)?\s?[^.,]{0,20}?"
    r"(?:효력|발효|시행|관보|적용)|\s*(?:0시|00:00|자정)"
)
_SAME_DAY = re.compile(r"같은\s?날|당일")
_SPAN = re.compile(r"\s?(?:부터|까지|이후|이래|에\s이어|에\s이은)")
_LEAD = 40
_WEEK = 6
_ORDER: tuple[TargetType, ...] = (
    "person", "organization", "vessel", "aircraft", "wallet", "other",
)  # fmt: skip
_JOINTLY = re.compile(r"(?:공동|함께|동시에|합동|조율|공조|협력|협조)")


class Draft(msgspec.Struct, kw_only=True):
    """What one sentence tells of an event."""

    sentence: Sentence
    action: str
    actor: Actor | None
    partners: list[Actor]
    date: Dated | None
    effective: Dated | None
    groups: list[Group]
    recalled: bool
    now: bool
    attributive: bool
    modality: Modality


def designations(
    document: Document, sentences: list[Sentence], mentions: list[Mention]
) -> list[Designation]:
    """The events of a document, the newest first as the text has them."""
    drafts = [draft for s in sentences if (draft := _draft(s, document.published))]
    _of_the_same_day(drafts)
    whole = [d for d in drafts if not d.attributive]
    main = next((d for d in whole if not d.recalled and d.sentence.kind != "title"), None)
    main = main or next(iter(whole), None) or next(iter(drafts), None)
    if main is None:
        return []
    for draft in drafts:
        draft.recalled |= _older(draft, main)
    events: list[list[Draft]] = []
    for draft in [main, *(d for d in drafts if d is not main)]:
        for event in events:
            if _same(event, draft, main):
                event.append(draft)
                break
        else:
            if draft is main or not draft.attributive or _tells_of_another(draft, main):
                events.append([draft])
    found = []
    for event in events:
        event.sort(key=lambda draft: draft.sentence.start)
        first = main in event
        told = _told(document, sentences, mentions, event, main=first)
        if told.targets or told.date or first or any(draft.actor for draft in event):
            found.append(told)
    return found


def _draft(sentence: Sentence, published: str | None) -> Draft | None:
    text = sentence.text
    if re.match(r"※|\*", text):
        return None
    lift = _DELIST.search(text)
    hits = [lift] if lift else list(_DESIGNATE.finditer(text))
    hits = [hit for hit in hits if hit]
    told = any(word in text for word in ("제재", "지정", "동결"))
    if not hits or _DENIED.search(text) or not told:
        return None
    finite = [h for h in hits if not _ATTRIBUTIVE.match(text, h.end() - 1)]
    finite = [h for h in finite if not _ATTRIBUTIVE.match(text, h.end())]
    hit = finite[-1] if finite else hits[0]
    found = dates(text, sentence.start, published)
    effective = next((d for d in found if _EFFECT.match(text, (d.end or 0) - sentence.start)), None)
    if (
        effective
        and len(found) == 1
        and re.match(r"자로|부로", text[(effective.end or 0) - sentence.start :])
    ):
        effective = None
    own = [
        d
        for d in found
        if d != effective
        and (d.start or 0) - sentence.start < hit.end()
        and not _SPAN.match(text, (d.end or 0) - sentence.start)
        and not _OTHER_DEED.match(text[: hit.start()], (d.end or 0) - sentence.start)
    ]
    who = [a for a in actors(text, sentence.start) if a.start - sentence.start < hit.start()]
    subjects = [a for a in who if a.subject]
    behind = re.search(r"에 따르면", text)
    actor = subjects[-1] if subjects else next((a for a in who if a.partners), None)
    actor = actor or (who[0] if who and (behind or len(who) == 1) else None)
    partners = [a for a in who if a is not actor and _jointly(text, a, sentence.start)]
    partners += [
        a
        for a in together(text, sentence.start)
        if all(a.end <= w.start or w.end <= a.start for w in who)
    ]
    recalled = bool(_RECALLED.search(text)) and not _NOW.search(text[: hit.end()])
    return Draft(
        sentence=sentence,
        action="delisting" if lift else "designation",
        actor=actor,
        partners=partners,
        date=_nearest(own, actor),
        effective=effective,
        groups=groups(text, sentence.start),
        recalled=recalled,
        now=bool(_NOW.search(text)),
        attributive=not finite,
        modality=_modality(text[hit.start() :]),
    )


def _nearest(found: list[Dated], actor: Actor | None) -> Dated | None:
    """The first behind who acts, else the last before; days before months and years."""
    days = [d for d in found if d.precision == "day"] or found
    behind = [d for d in days if actor and (d.start or 0) >= actor.end]
    return next(iter(behind), None) or next(iter(reversed(days)), None)


def _jointly(text: str, actor: Actor, offset: int) -> bool:
    behind = text[actor.end - offset : actor.end - offset + 30]
    return bool(re.match(r"(?:와|과|및|,|·)", behind) and _JOINTLY.search(behind))


def _modality(text: str) -> Modality:
    if _PLANNED.search(text):
        return Modality.POSSIBLE
    if _REPORTED.search(text):
        return Modality.REPORTED
    return Modality.ASSERTED


def _same(event: list[Draft], draft: Draft, main: Draft) -> bool:
    """Whether a sentence speaks of an event that is known already."""
    first = event[0]
    if draft.action != first.action and not draft.attributive:
        return False
    if (main in event) and draft.recalled != main.recalled and not draft.now:
        return False
    if main not in event and not draft.recalled and not _days_meet(first, draft):
        return False
    countries = [d.actor.country for d in event if d.actor]
    if draft.actor and countries and draft.actor.country not in {*countries, None}:
        partners = {code for d in event for code in _codes(d)}
        return draft.actor.country in partners
    if draft.modality is Modality.POSSIBLE and first.modality is not Modality.POSSIBLE:
        return False
    return draft.now or _days_meet(first, draft)


def _of_the_same_day(drafts: list[Draft]) -> None:
    """Gives those that are "of the same day" the day of what is told before them."""
    for before, draft in itertools.pairwise(drafts):
        if _SAME_DAY.search(draft.sentence.text):
            told = [d for d in drafts[: drafts.index(before) + 1] if d.date and not d.recalled]
            own = [d for d in told if d.actor and draft.actor and _country(d) == _country(draft)]
            days = [d.date for d in (*told, *own) if d.date and d.date.precision == "day"]
            draft.date = next(reversed(days), draft.date)


def _country(draft: Draft) -> str | None:
    return draft.actor.country if draft.actor else None


def _older(draft: Draft, main: Draft) -> bool:
    """Whether its date lies before what the document is about: of another, more than a week."""
    if draft is main or not draft.date or not main.date or main.date.precision != "day":
        return False
    if draft.date.precision == "day":
        own = draft.actor is not None and _country(draft) == _country(main)
        return _ordinal(main.date.value) - _ordinal(draft.date.value) > (1 if own else _WEEK)
    return draft.date.value < main.date.value[: len(draft.date.value)]


def _tells_of_another(draft: Draft, main: Draft) -> bool:
    """As in "the firm is one that the United States designated in 2024"."""
    return bool(draft.actor and draft.actor.subject and draft.date) and not _days_meet(main, draft)


def _codes(draft: Draft) -> list[str]:
    own = draft.actor.partners if draft.actor else ()
    return [a.country for a in (*own, *draft.partners) if a.country]


def _days_meet(first: Draft, draft: Draft) -> bool:
    if not first.date or not draft.date:
        return True
    one, other = first.date.value, draft.date.value
    return (
        one.startswith(other)
        or other.startswith(one)
        or (
            len(one) == len(other) == 10 and abs(_ordinal(one) - _ordinal(other)) <= 1  # noqa: PLR2004
        )
    )


def _ordinal(day: str) -> int:
    import datetime as dt

    return dt.date.fromisoformat(day).toordinal()


def _told(
    document: Document,
    sentences: list[Sentence],
    mentions: list[Mention],
    event: list[Draft],
    *,
    main: bool,
) -> Designation:
    first = next((d for d in event if not d.attributive), event[0])
    recalled = first.recalled
    running = sorted(event, key=lambda d: d.sentence.kind in {"title", "heading"})
    actor = next((d.actor for d in running if d.actor), None)
    date = next((d.date for d in event if d.date), None)
    if main and not recalled and document.published and (date is None or date.precision != "day"):
        date = Dated(document.published, "day", "")
    effective = next((d.effective for d in event if d.effective), None)
    if main and not effective:
        effective = _effect(document, sentences)
    others = [a for d in event for a in d.partners]
    partners = [_party(document, a) for a in others]
    for draft in event:
        if draft.actor:
            partners += [_party(document, other) for other in draft.actor.partners]
    unique = {p.country: p for p in reversed(partners) if p.country != (actor and actor.country)}
    scope = [d.sentence for d in event]
    rest = [s for s in sentences if main and not any(s is d.sentence for d in event)]
    reasons, about = grounds(scope, rest if main else [])
    targets = _targets(event, mentions, scope, about, sentences if main else scope)
    return Designation(
        authority=_party(document, actor) if actor else _own(document),
        partners=list(reversed(unique.values())),
        date=date,
        effective=effective,
        action="delisting" if first.action == "delisting" else "designation",
        recalled=recalled,
        targets=targets,
        reasons=reasons,
        legal_basis=basis(sentences) if main else [],
        modality=first.modality,
        spans=[(d.sentence.start, d.sentence.end) for d in event],
    )


def _party(document: Document, actor: Actor) -> Party:
    return Party(document.text[actor.start : actor.end], actor.country, actor.start, actor.end)


def _own(document: Document) -> Party:
    """The first authority that the document names; Korea's own, where it names none."""
    named = actors(document.text, 0)
    return _party(document, named[0]) if named else Party(document.publisher or "대한민국", "kr")


def _effect(document: Document, sentences: list[Sentence]) -> Dated | None:
    for sentence in sentences:
        for found in dates(sentence.text, sentence.start, document.published):
            if _EFFECT.match(sentence.text, (found.end or 0) - sentence.start):
                return found
    return None


def _targets(
    event: list[Draft],
    mentions: list[Mention],
    scope: list[Sentence],
    about: list[set[TargetType]],
    where: list[Sentence],
) -> list[Target]:
    """The counted ones, named as far as names of their type stand in the text; then the others."""
    counted = _counted(event, where)
    named: dict[TargetType, list[Mention]] = {}
    for mention in mentions:
        if any(s.start <= mention.start < s.end for s in where):
            if mention.type == "authority" or mention.type == "country":  # noqa: PLR1714  - for mypy
                continue
            named.setdefault(mention.type, []).append(mention)
    targets = []
    for (type_, country), group in counted.items():
        mine = named.get(type_, [])
        if sum(other == type_ for other, _ in counted) > 1:
            mine = [m for m in mine if m.country == country]
        targets.append(
            Target(
                type=type_,
                count=group.count,
                country=country,
                mentions=[m.id for m in mine[: group.count]],
                reasons=[place for place, types in enumerate(about) if types == {type_}],
            )
        )
    for type_ in named.keys() - {type_ for type_, _ in counted}:
        mine = [m for m in named[type_] if any(s.start <= m.start < s.end for s in scope)]
        if mine := mine if counted else named[type_]:
            ids = [m.id for m in mine]
            targets.append(
                Target(type=type_, count=len(ids), country=mine[0].country, mentions=ids)
            )
    return sorted(targets, key=lambda target: _ORDER.index(target.type))


def _counted(
    event: list[Draft], where: list[Sentence]
) -> dict[tuple[TargetType, str | None], Group]:
    """The groups, by type and country: of the first sentence, and of others for types it lacks."""
    found: dict[tuple[TargetType, str | None], Group] = {}
    for draft in sorted(event, key=lambda d: (d.attributive, d.sentence.kind == "title")):
        known = {type_ for type_, _ in found}
        for group in draft.groups:
            if group.type not in known:
                found.setdefault((group.type, group.country), group)
    if not found:
        for sentence in where:
            if sentence.kind in {"title", "heading"} or _theme_counts(sentence):
                for group in groups(sentence.text, sentence.start):
                    if all(type_ != group.type for type_, _ in found):
                        found[group.type, group.country] = group
    return found


def _theme_counts(sentence: Sentence) -> bool:
    """Whether a sentence begins with counted targets: 기관 2곳은 …, 개인 4명도 …."""
    counted = groups(sentence.text[:_LEAD], 0)
    return bool(counted) and sentence.text[counted[-1].end :][:1] in {"은", "는", "이", "도"}
