"""Korean official statements read by rules: who is listed, by whom, why, and who says so.

Rules over words and particles, in the form that ministries and the news about them keep. They say
nothing of what is left between the lines, and relations are not read.
"""

import re

import msgspec

from designata.news.document import Document
from designata.news.findings import Mention, MentionType, Reading
from designata.news.korean import names as naming
from designata.news.korean.actors import actors
from designata.news.korean.claims import attributions
from designata.news.korean.events import designations
from designata.news.korean.groups import groups, type_of
from designata.news.korean.name import Name
from designata.news.korean.sentences import Sentence, sentences
from designata.news.taken import Taken

LONGEST = 100_000
"""Characters that are read; official statements have a few pages."""

_HEADING = 40
_WORDS = 3
_SPEAKS = re.compile(
    r"(?:답변|논평|응답|언급|대응)(?:을\s?)?(?:하지|거부|피했|내놓)|(?:말|밝|설명|주장|반박)[가-힣]{0,2}[다.\"”]+$"
)
_SURE = 3
_BEHIND = r"(?:은|는|이|가|을|를|과|와|의|도|에|등|로|으로|에게|측|호)?(?![가-힣])"


def reading(document: Document) -> Reading:
    r"""Everything that a Korean document says.

    >>> from designata.news.read import read
    >>> text = "정부는 4월 2일 러시아 선박 2척을 독자제재 대상으로 지정하였다."
    >>> event = reading(read(("보도자료\n2024. 4. 2.\n\n" + text).encode())).designations[0]
    >>> event.date.value, [(t.type, t.count, t.country) for t in event.targets]
    ('2024-04-02', [('vessel', 2, 'ru')])
    """
    warnings = []
    if len(document.text) > LONGEST:
        text = document.text[:LONGEST]
        blocks = tuple(
            msgspec.structs.replace(block, end=min(block.end, LONGEST))
            for block in document.blocks
            if block.start < LONGEST
        )
        document = msgspec.structs.replace(document, text=text, blocks=blocks)
        warnings.append(f"only the first {LONGEST:,} characters were read")
    parts = sentences(document)
    mentions, listed = _mentions(document, parts)
    return Reading(
        mentions=mentions,
        designations=designations(document, parts, listed),
        claims=attributions(document, parts, mentions),
        warnings=warnings,
    )


def _mentions(document: Document, parts: list[Sentence]) -> tuple[list[Mention], list[Mention]]:
    """All mentions in text order, and those of them that may be targets."""
    found: list[tuple[Name, str]] = []
    section: MentionType | None = None
    counted: MentionType | None = None
    for sentence in parts:
        announced = _announced(sentence)
        if announced or sentence.kind == "heading":
            section, counted = announced, None
        told = section or (counted if sentence.kind == "item" else None)
        found += [
            (name, document.text[name.start : name.end]) for name in naming.names(sentence, told)
        ]
        kinds = {group.type for group in groups(sentence.text, 0)}
        if kinds:
            counted = kinds.pop() if len(kinds) == 1 else None
    offices = [
        Name(start=a.start, end=a.end, type="authority" if a.office else "country", rank=4)
        for actor in actors(document.text, 0)
        for a in (actor, *(other for other in actor.partners if other.start != actor.start))
    ]
    for office in offices:
        if all(office.end <= n.start or n.end <= office.start for n, _ in found):
            found.append((office, document.text[office.start : office.end]))
    found = _again(document, found)
    found.sort(key=lambda pair: pair[0].start)
    first: dict[str, int] = {}
    mentions: list[Mention] = []
    ranks: list[int] = []
    for place, (name, text) in enumerate(found):
        known = [first[key] for key in _keys(name, text) if key in first]
        for key in _keys(name, text):
            first.setdefault(key, known[0] if known else place)
        nation = [
            *name.facts.get("nationality", []),
            *name.facts.get("flag", []),
            *name.facts.get("country", []),
        ]
        mentions.append(
            Mention(
                id=f"m{place + 1}",
                text=text,
                start=name.start,
                end=name.end,
                type=mentions[known[0]].type if known else name.type,
                country=nation[0] if nation else None,
                refers_to=f"m{known[0] + 1}" if known else None,
                facts={key: values for key, values in name.facts.items() if key != "country"},
            )
        )
        ranks.append(name.rank)
        if known:
            ranks[known[0]] = min(ranks[known[0]], name.rank)
    best = [
        m
        for m, rank in zip(mentions, ranks, strict=True)
        if rank <= 2 and not m.refers_to and not (rank == 2 and _answers(m, parts))  # noqa: PLR2004
    ]
    order = {m.id: rank for m, rank in zip(mentions, ranks, strict=True)}
    return mentions, sorted(best, key=lambda m: (order[m.id] > 1, m.start))


def _again(document: Document, found: list[tuple[Name, str]]) -> list[tuple[Name, str]]:
    """With the other places of names that a list or a bracket tells: the prose before an annex."""
    told = {text: name for name, text in reversed(found) if name.rank <= 1}
    taken = Taken((name.start, name.end) for name, _ in found if name.rank <= 1)
    again: list[tuple[Name, str]] = []
    for text in sorted(told, key=len, reverse=True):
        if len(text) < _SURE or not re.match("[가-힣]", text):
            continue
        for hit in re.finditer(rf"(?<![가-힣]){re.escape(text)}(?={_BEHIND})", document.text):
            if not taken.touches(*hit.span()):
                taken.add(*hit.span())
                name = msgspec.structs.replace(
                    told[text], start=hit.start(), end=hit.end(), facts={}, rank=3
                )
                again.append((name, text))
    covered = Taken((name.start, name.end) for name, _ in again)
    return [*again, *(it for it in found if not covered.touches(it[0].start, it[0].end))]


def _answers(mention: Mention, parts: list[Sentence]) -> bool:
    """Whether a name's sentence only tells that it speaks: 북한대표부는 답변하지 않았다."""
    return any(s.start <= mention.start < s.end and _SPEAKS.search(s.text) for s in parts)


def _keys(name: Name, text: str) -> list[str]:
    """What a later mention may repeat."""
    words = [text, *name.facts.get("alias", [])]
    return [re.sub(r"[\s.,]|호$", "", word).casefold() for word in words]


def _announced(sentence: Sentence) -> MentionType | None:
    """The type of names that a heading or a short lead announces: 개인(2명), □ 선박."""
    if len(sentence.text) > _HEADING or sentence.kind == "title":
        return None
    bare = re.sub(
        r"[<>\[\]()〈〉【】:：\d]|제재|대상|지정|명단|명$|척$|곳$|개$", " ", sentence.text
    )
    words = bare.split()
    if len(words) > _WORDS:
        return None
    return next((found for w in words[:2] if (found := type_of(w.rstrip("은는")))), None)


__all__ = ["reading"]
