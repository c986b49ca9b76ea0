"""Names in a Korean sentence: before brackets, in lists, in items, with a title, a suffix or 호."""

import re
from functools import cache

import msgspec

from designata.news.findings import MentionType
from designata.news.korean import facts
from designata.news.korean.groups import groups, type_of
from designata.news.korean.sentences import Sentence, Word
from designata.news.korean.vocabulary import (
    TYPES,
    countries,
    country_pattern,
    either,
    rows,
    surnames,
)

_BRACKET = re.compile(r"\(((?:[^()]|\([^()]{1,40}\)){1,200})\)")
_QUOTED = re.compile(r"[‘']([^‘’'()]{2,40})[’']")
_CHUNK = re.compile(r"[^,;:()\[\]<>△▲“”\"‘’'·、]+$")
_SPLIT = re.compile(r"\s*[,、]\s*|\s+(?:및|그리고)\s+")
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][\w.&'-]*(?:[ ](?:[A-Z][\w.&'-]*|of|and|for|al|bin|\d+))*")
_HANGUL_NAME = re.compile(r"[가-힣]{2,4}")
_SHIP = re.compile(r"([가-힣A-Z][가-힣A-Za-z0-9 ]{0,20}?\s?\d{0,4})호(?![가-힣]*결의)")
_AFTER = re.compile(r"\s*(?:소속|산하|계열|주재|본사)")
_LISTED = 60
_SYLLABLES = 3
_LONG = 6


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A name with what its neighbourhood tells.

    Args:
        start: offset in the document.
        end: behind it.
        type: what it names.
        facts: by FollowTheMoney's property.
        rank: how surely it is one that the sentence lists: 0 an item or with facts, 1 in a list,
            2 the topic of its sentence, 3 anything else.
    """

    start: int
    end: int
    type: MentionType
    facts: dict[str, list[str]] = {}
    rank: int = 3


def names(sentence: Sentence, section: MentionType | None) -> list[Name]:
    """The names of a sentence in its order.

    Args:
        sentence: where to look.
        section: what the heading above it, or the lead to its list, announces.
    """
    found: list[Name] = []
    for read in (_bracketed, _item, _listed, _quoted, _ships, _latin, _single):
        for name in read(sentence, section):
            if all(name.end <= other.start or other.end <= name.start for other in found):
                found.append(name)
    return sorted(found, key=lambda name: name.start)


def _bracketed(sentence: Sentence, section: MentionType | None) -> list[Name]:
    found = []
    for match in _BRACKET.finditer(sentence.text):
        stated = facts.facts(match[1])
        before = sentence.text[: match.start()].rstrip()
        counted = groups(before, 0)
        if counted and counted[-1].end == len(before):
            found += _inside(sentence, match, counted[-1].type)
            continue
        span = _before(sentence, match.start())
        if not span or not stated or re.search(r"\d+\s?(?:명|개|척|곳)$", match[1]):
            continue
        text = sentence.text[span[0] - sentence.start : span[1] - sentence.start]
        whole = " ".join([text, *stated.get("alias", [])])
        type_ = facts.told({k: v for k, v in stated.items() if k != "position"})
        if type_ is None:
            type_ = _kind(whole, _noun_before(sentence, span[0]) or section)
        if type_ is None and "position" in stated:
            type_ = "person"
        if type_:
            found.append(Name(start=span[0], end=span[1], type=type_, facts=stated, rank=0))
    return found


def _inside(sentence: Sentence, match: re.Match[str], type_: MentionType) -> list[Name]:
    """The names that a bracket behind a count lists: 선박 2척(A호, B호)."""
    found = []
    for part in re.finditer(r"[^,、]+", match[1]):
        text = part.group().strip()
        start = sentence.start + match.start(1) + part.start() + part.group().index(text)
        if 1 < len(text) <= _LISTED and not re.search(r"\d\s?(?:명|개|척|곳)$|[:：]", text):
            found.append(Name(start=start, end=start + len(text), type=type_, rank=1))
    return found


def _before(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The name that ends at a bracket: back to a mark, a particle or a verb."""
    chunk = _CHUNK.search(sentence.text[:at])
    if not chunk:
        return None
    floor = sentence.start + chunk.start()
    end = sentence.start + at - (len(chunk.group()) - len(chunk.group().rstrip()))
    start = end
    for word in reversed(
        [word for word in sentence.words if word.start < end and floor < word.end]
    ):
        inside = word.start + len(word.text) > end or word.whole >= end
        if not inside and (word.particle or word.inflected or _describes(word.text)):
            break
        start = max(word.start, floor)
    text = sentence.text[start - sentence.start : end - sentence.start]
    start += len(text) - len(text.lstrip())
    return (start, end) if start < end else None


@cache
def _descriptors() -> re.Pattern[str]:
    nouns = either(word for type_ in TYPES for word in rows("types")[type_])
    return re.compile(
        rf"(?:{country_pattern()})(?:인|의|국적|국적자|계)?|{nouns}|국적|국적자|소속|등|및|우리|또한"
    )


def _describes(word: str) -> bool:
    return bool(_descriptors().fullmatch(word))


def _noun_before(sentence: Sentence, start: int) -> MentionType | None:
    """The type that the nouns before a name tell: 선박 LADY R."""
    for word in reversed([word for word in sentence.words if word.end <= start][-3:]):
        if found := type_of(word.text):
            return found
        if word.particle or word.inflected:
            return None
    return None


def _kind(text: str, told: MentionType | None) -> MentionType | None:
    """What a name is, by its own words first."""
    bare = text.strip()
    if facts.organisation(bare):
        return "organization"
    if told:
        return told
    if _korean_person(bare.split(" ")[0]):
        return "person"
    return "vessel" if bare.endswith("호") else None


def _korean_person(text: str) -> bool:
    return bool(_HANGUL_NAME.fullmatch(text)) and text[0] in surnames() and len(text) >= 2  # noqa: PLR2004


def _item(sentence: Sentence, section: MentionType | None) -> list[Name]:
    """An item or cell that is nothing but a name, perhaps with remarks behind a mark."""
    if sentence.kind not in {"item", "cell", "heading"} or len(sentence.text) > _LISTED:
        return []
    if any(word.inflected or word.particle for word in sentence.words):
        return []
    text = re.split(r"\s*[,(:;–—]|\s-\s", sentence.text)[0].strip()
    type_ = _kind(text, section)
    if not type_ or _describes(text) or re.search(r"\d\s?(?:명|개|척|곳)|제재|지정|자료", text):
        return []
    if sentence.kind == "heading" and not facts.organisation(text):
        return []
    rest = facts.facts(sentence.text[len(text) :].strip(" ,():;–—-"))
    return [
        Name(start=sentence.start, end=sentence.start + len(text), type=type_, facts=rest, rank=0)
    ]


def _listed(sentence: Sentence, section: MentionType | None) -> list[Name]:
    """Names between commas: 개인은 리명훈, 리정원 등이다; 송원회사, 동흥회사 등 기관 2개."""
    parts = _parts(sentence)
    if len(parts) < 2:  # noqa: PLR2004
        return []
    found = []
    told = _theme(sentence)
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
        type_ = _kind(text, told or tail)
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
    end = closings[0] if closings else len(words)
    stops = [
        n
        for n, word in enumerate(words[: end - 1], 1)
        if word.particle or word.inflected or _describes(word.text)
    ]
    return stops[-1] if stops else 0


def _named(sentence: Sentence, word: Word, text: str, type_: MentionType, land: str | None) -> Name:
    """A listed name; a person's is parted from the role behind it."""
    start = word.start + sentence.text[word.start - sentence.start :].index(text)
    stated = {"country": [land]} if land else {}
    called, _, role = text.partition(" ")
    if role and type_ == "person" and _korean_person(called):
        text, stated = called, stated | {"position": [role]}
    return Name(start=start, end=start + len(text), type=type_, facts=stated, rank=1)


def _theme(sentence: Sentence) -> MentionType | None:
    """The type that a sentence's topic announces: 기관 2곳은, 제재 대상 기관은, 개인으로는."""
    for place, word in enumerate(sentence.words[:6]):
        if word.particle.endswith(("은", "는")):
            near = sentence.words[max(0, place - 1) : place + 1]
            return next((found for w in reversed(near) if (found := type_of(w.text))), None)
    return None


def _like(text: str, type_: MentionType, *, last: bool) -> bool:
    """Whether a list's part can be a name of its type at all."""
    if re.search(r"\d\s?(?:명|개|척|곳|일|월)|제재|대상", text) or text in countries():
        return False
    if type_ == "person":
        return _korean_person(text.split(" ", maxsplit=1)[0]) or bool(_LATIN.fullmatch(text))
    if type_ == "organization":
        return facts.organisation(text) or not last
    return not last or bool(_LATIN.fullmatch(text)) or text.endswith("호")


def _quoted(sentence: Sentence, section: MentionType | None) -> list[Name]:
    """Names in single quotation marks."""
    found = []
    for match in _QUOTED.finditer(sentence.text):
        start = sentence.start + match.start(1)
        type_ = _kind(match[1], _noun_before(sentence, start) or _theme(sentence) or section)
        if type_ and not re.search(r"[다까요]$|제재|도발", match[1]):
            found.append(Name(start=start, end=start + len(match[1]), type=type_, rank=1))
    return found


def _ships(sentence: Sentence, section: MentionType | None) -> list[Name]:
    del section
    found = []
    for word in sentence.words:
        match = re.fullmatch(r"[가-힣A-Z][가-힣A-Za-z0-9]*호", word.text)
        told = _noun_before(sentence, word.start) or _theme(sentence)
        if told != "vessel" and _korean_person(word.text):
            continue  # a person's name may end so too: 박광호
        if match and len(word.text) > 2 and not re.fullmatch(r"제?\d+호|\w*결의\w*", word.text):  # noqa: PLR2004
            found.append(
                Name(start=word.start, end=word.end, type="vessel", rank=_topic(word.particle))
            )
    return found


def _latin(sentence: Sentence, section: MentionType | None) -> list[Name]:
    found = []
    brackets = [match.span() for match in _BRACKET.finditer(sentence.text)]
    for match in _LATIN.finditer(sentence.text):
        text = match.group().rstrip(" .-")
        inside = any(start < match.start() < end for start, end in brackets)
        if inside or text in rows("acronyms")["words"] or len(text) < 3 or text in countries():  # noqa: PLR2004
            continue
        start = sentence.start + match.start()
        type_ = _kind(text, _noun_before(sentence, start) or section)
        if type_:
            found.append(Name(start=start, end=start + len(text), type=type_, rank=2))
    return found


def _single(sentence: Sentence, section: MentionType | None) -> list[Name]:
    del section
    found = []
    words = sentence.words
    titles = tuple(rows("titles")["words"])
    covered = 0  # a role behind a name holds no further persons
    bodies = {body for bodies in rows("bodies").values() for body in bodies}
    for place, word in enumerate(words):
        text = word.text.strip("‘’'\"“”「」*")
        start = word.start + word.text.find(text)
        title = None if word.particle else _title(words[place + 1 : place + 6], titles)
        if text in bodies or not text:
            continue
        if (
            facts.organisation(text)
            and len(text) > _SYLLABLES + 1
            and re.fullmatch(r"[가-힣A-Za-z0-9]*[가-힣]", text)
        ):
            away = _AFTER.match(sentence.text, word.end - sentence.start)
            rank = 4 if away else _topic(word.particle)
            found.append(Name(start=start, end=start + len(text), type="organization", rank=rank))
        elif (
            len(text) == _SYLLABLES
            and start >= covered
            and _korean_person(text)
            and not (text[0] == "주" and place and _korean_person(words[place - 1].text))
            and (title or (word.person and word.particle not in {"", "도"}))
        ):
            stated: dict[str, list[str]] = {}
            if title:
                role = sentence.text[word.whole - sentence.start : title.end - sentence.start]
                stated = {"position": [role.strip()]}
            rank = _topic(word.particle)
            if title:
                covered = title.end
                rank = 4 if title.text.endswith(tuple(rows("titles")["speakers"])) else 2
            found.append(
                Name(start=start, end=start + len(text), type="person", facts=stated, rank=rank)
            )
    return found


def _title(following: list[Word], titles: tuple[str, ...]) -> Word | None:
    """The title that ends the words behind a name, if no particle comes before it."""
    for word in following:
        if word.text.endswith(titles):
            return word
        if word.particle or word.inflected or not word.text[-1].isalnum():
            return None
    return None


def _topic(particle: str) -> int:
    return 2 if particle in {"은", "는", "이", "가", "을", "를", "도", "와", "과"} else 3
