"""Names between commas: 개인은 리명훈, 리정원 등이다; 송원회사, 동흥회사 등 기관 2개."""

import re

from designata.news.findings import MentionType
from designata.news.korean import facts
from designata.news.korean.groups import type_of
from designata.news.korean.name import Name, describes, kind, korean_person, theme
from designata.news.korean.sentences import Sentence, Word
from designata.news.korean.vocabulary import countries

_BRACKET = re.compile(r"\(((?:[^()]|\([^()]{1,40}\)){1,200})\)")
_SPLIT = re.compile(r"\s*[,、]\s*|\s+(?:및|그리고)\s+")
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][\w.&'-]*(?:[ ](?:[A-Z][\w.&'-]*|of|and|for|al|bin|\d+))*")
_LISTED = 60
_LISTS = re.compile(r"포함|지정|제재|올랐|올라|추가|등재|선정|이름을")
_LONG = 6
_SYLLABLES = 3


def listed(sentence: Sentence, section: MentionType | None) -> list[Name]:
    """Names between commas: 개인은 리명훈, 리정원 등이다; 송원회사, 동흥회사 등 기관 2개."""
    parts = _parts(sentence)
    if len(parts) < 2:  # noqa: PLR2004
        return []
    found = []
    told = theme(sentence)
    for place, words in enumerate(parts):
        first = _first(words)
        told = next((noun for w in words[:first] if (noun := type_of(w.text))), told)
        cut = next((n for n, w in enumerate(words) if n > first and w.text.startswith("등")), None)
        behind = words[cut or len(words) :][:4]
        own = words[first:cut]
        stop = next((n for n, w in enumerate(own, 1) if w.particle or w.inflected), len(own))
        own = own[:stop]
        if not own or own[-1].inflected or own[0].text.startswith("등") or len(own) > _LONG:
            continue
        text = sentence.text[own[0].start - sentence.start : own[-1].end - sentence.start]
        text = text.split("(")[0].strip(" '‘’\"“”")
        tail = next((noun for w in behind if (noun := type_of(w.text))), None)
        type_ = kind(text, told or tail)
        type_ = type_ or (section if sentence.kind == "item" else None)
        last = place == len(parts) - 1
        if type_ and 1 < len(text) <= _LISTED and _like(text, type_, last=last):
            before = words[first - 1].text if first else ""
            found.append(_named(sentence, own[0], text, type_, countries().get(before)))
    return found if len(found) > 1 else []


def _parts(sentence: Sentence) -> list[list[Word]]:
    """The words between commas that stand in no brackets."""
    blank = _BRACKET.sub(lambda match: "\1" * len(match.group()), sentence.text)
    ends = [match.start() for match in _SPLIT.finditer(blank)]
    ends += [
        word.whole - sentence.start
        for word in sentence.words
        if word.particle in ("과", "와")
        and len(word.text) == _SYLLABLES
        and korean_person(word.text)
    ]
    ends.sort()
    floors = [0, *ends]
    ceilings = [*ends, len(blank)]
    return [
        [w for w in sentence.words if low <= w.start - sentence.start < high and w.text != "및"]
        for low, high in zip(floors, ceilings, strict=True)
    ]


def _first(words: list[Word]) -> int:
    """Where a part's name begins: behind the last particle, verb or noun that describes it."""
    closings = [
        n
        for n, word in enumerate(words)
        if n and word.text.startswith("등") and not any(w.particle for w in words[n:-1])
    ]
    end = closings[0] if closings else _before_verb(words)
    stops = [
        n
        for n, word in enumerate(words[: end - 1], 1)
        if word.particle or word.inflected or describes(word.text)
    ]
    return stops[-1] if stops else 0


def _before_verb(words: list[Word]) -> int:
    """Behind the subject or object of the verb that ends a part: …랴오허 인터내셔널이 포함됐다."""
    if not words or not _LISTS.match(words[-1].text):
        return len(words)
    marked = [
        n for n, word in enumerate(words[:-1], 1) if word.particle in ("이", "가", "을", "를")
    ]
    return marked[-1] if marked else len(words)


def _named(sentence: Sentence, word: Word, text: str, type_: MentionType, land: str | None) -> Name:
    """A listed name; a person's is parted from the role behind it."""
    start = word.start + sentence.text[word.start - sentence.start :].index(text)
    stated = {"country": [land]} if land else {}
    called, _, role = text.partition(" ")
    if role and type_ == "person" and korean_person(called):
        text, stated = called, stated | {"position": [role]}
    return Name(start=start, end=start + len(text), type=type_, facts=stated, rank=1)


def _like(text: str, type_: MentionType, *, last: bool) -> bool:
    """Whether a list's part can be a name of its type at all."""
    if (
        re.search(r"\d\s?(?:명|개|척|곳|일|월)|제재|대상", text)
        or text in countries()
        or type_of(text)
    ):
        return False
    if type_ == "person":
        return korean_person(text.split(" ", maxsplit=1)[0]) or bool(_LATIN.fullmatch(text))
    if type_ == "organization":
        return facts.organisation(text) or not last
    return not last or bool(_LATIN.fullmatch(text)) or text.endswith("호")
