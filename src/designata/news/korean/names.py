"""Names in a Korean sentence: before brackets, in lists, in items, with a title, a suffix or 호."""

import re
from functools import cache

from designata.news.findings import MentionType
from designata.news.korean import facts
from designata.news.korean.groups import groups
from designata.news.korean.listed import listed
from designata.news.korean.name import Name, describes, kind, korean_person, noun_before, theme
from designata.news.korean.sentences import Sentence, Word
from designata.news.korean.vocabulary import (
    countries,
    rows,
)

_BRACKET = re.compile(r"\(((?:[^()]|\([^()]{1,40}\)){1,200})\)")
_QUOTED = re.compile(r"[‘']([^‘’'()]{2,40})[’']")
_CHUNK = re.compile(r"[^,;:()\[\]<>△▲“”\"‘’'·、]+$")
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][\w.&'-]*(?:[ ](?:[A-Z][\w.&'-]*|of|and|for|al|bin|\d+))*")
_LATIN_BEHIND = re.compile(r"\s?\(\s?([A-Za-z][A-Za-z0-9.&'() -]*?[A-Za-z.)]|[A-Z])\s?[,;)]")
_AFTER = re.compile(r"\s*(?:소속|산하|계열|주재|본사)")
_LISTED = 60
_SYLLABLES = 3


def names(sentence: Sentence, section: MentionType | None) -> list[Name]:
    """The names of a sentence in its order.

    Args:
        sentence: where to look.
        section: what the heading above it, or the lead to its list, announces.
    """
    found: list[Name] = []
    for read in (_bracketed, _item, listed, _quoted, _ships, _latin, _single):
        for name in read(sentence, section):
            text = sentence.text[name.start - sentence.start : name.end - sentence.start]
            free = all(name.end <= other.start or other.end <= name.start for other in found)
            if free and text.rstrip(".") not in _no_names():
                found.append(name)
    found += [other for name in found if (other := _in_latin(sentence, name))]
    return sorted(found, key=lambda name: name.start)


@cache
def _no_names() -> frozenset[str]:
    """Offices and other words that stand where names do: 대표, 소재."""
    return frozenset([*rows("titles")["words"], *rows("no_names")["words"]])


def _in_latin(sentence: Sentence, name: Name) -> Name | None:
    """The name in Latin letters in the bracket behind it: 엠 리징(M Leasing LLC)."""
    behind = sentence.text[name.end - sentence.start :]
    hit = _LATIN_BEHIND.match(behind)
    if hit is None or hit[1] not in name.facts.get("alias", []):
        return None
    start = name.end + hit.start(1)
    return Name(start=start, end=start + len(hit[1]), type=name.type, rank=4)


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
            type_ = kind(whole, noun_before(sentence, span[0]) or section)
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
        if not inside and (word.particle or word.inflected or describes(word.text)):
            break
        start = max(word.start, floor)
    text = sentence.text[start - sentence.start : end - sentence.start]
    start += len(text) - len(text.lstrip())
    return (start, end) if start < end else None


def _item(sentence: Sentence, section: MentionType | None) -> list[Name]:
    """An item or cell that is nothing but a name, perhaps with remarks behind a mark."""
    if sentence.kind not in {"item", "cell", "heading"} or len(sentence.text) > _LISTED:
        return []
    if any(word.inflected or word.particle for word in sentence.words):
        return []
    text = re.split(r"\s*[,(:;–—]|\s-\s", sentence.text)[0].strip()
    type_ = kind(text, section)
    if (
        not text
        or not type_
        or describes(text)
        or re.search(r"\d\s?(?:명|개|척|곳)|제재|지정|자료", text)
    ):
        return []
    if sentence.kind == "heading" and not facts.organisation(text):
        return []
    rest = facts.facts(sentence.text[len(text) :].strip(" ,():;–—-"))
    return [
        Name(start=sentence.start, end=sentence.start + len(text), type=type_, facts=rest, rank=0)
    ]


def _quoted(sentence: Sentence, section: MentionType | None) -> list[Name]:
    """Names in single quotation marks."""
    found = []
    for match in _QUOTED.finditer(sentence.text):
        start = sentence.start + match.start(1)
        type_ = kind(match[1], noun_before(sentence, start) or theme(sentence) or section)
        if type_ and not re.search(r"[다까요]$|제재|도발", match[1]):
            found.append(Name(start=start, end=start + len(match[1]), type=type_, rank=1))
    return found


def _ships(sentence: Sentence, section: MentionType | None) -> list[Name]:
    del section
    found = []
    for word in sentence.words:
        match = re.fullmatch(r"[가-힣A-Z][가-힣A-Za-z0-9]*호", word.text)
        told = noun_before(sentence, word.start) or theme(sentence)
        if told != "vessel" and korean_person(word.text):
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
        type_ = kind(text, noun_before(sentence, start) or section)
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
            and text not in _suffixes()
            and re.fullmatch(r"[가-힣A-Za-z0-9]*[가-힣]", text)
        ):
            away = _AFTER.match(sentence.text, word.end - sentence.start)
            rank = 4 if away else _topic(word.particle)
            found.append(Name(start=start, end=start + len(text), type="organization", rank=rank))
        elif text in _suffixes() and place and _joins(words[place - 1]):
            first = words[place - 1].start
            rank = _topic(word.particle)
            found.append(Name(start=first, end=start + len(text), type="organization", rank=rank))
        elif (
            len(text) == _SYLLABLES
            and start >= covered
            and korean_person(text)
            and not (text[0] == "주" and place and korean_person(words[place - 1].text))
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


@cache
def _suffixes() -> frozenset[str]:
    """What ends an organisation's name, and is none alone: 인터내셔널."""
    return frozenset(rows("organizations")["loanwords"])


def _joins(word: Word) -> bool:
    """Whether a word may be the name before such an end."""
    return not (word.particle or word.inflected or describes(word.text)) and word.text.isalnum()


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
