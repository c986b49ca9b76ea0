"""Why, and by which law: the grounds of a listing and its legal basis in Korean sentences."""

import re
from functools import cache

from designata.news.findings import Span, TargetType
from designata.news.korean.groups import groups, type_of
from designata.news.korean.sentences import Sentence
from designata.news.korean.vocabulary import either, rows

_LAW = re.compile(
    r"「[^「」]{2,80}」"
    r"|(?:유엔\s?)?(?:안전보장이사회|안보리)\s?(?:대북\s?제재\s?|대북제재\s?)?결의\s?(?:제)?\d{4}호?(?:\s?(?:,|및|·|와|과)\s?(?:제)?\d{4}호?)*"
    r"|공중\s?등\s?협박목적[^,.「」]{0,60}?(?:법률|법)(?![가-힣]?안)"
    r"|(?:[가-힣·]{1,20}\s)?[가-힣·]{2,20}(?:법률|법|시행령|고시|지침)(?=\s?(?:에|을|상|및|과|와|,|제\d))"
)
_BY = re.compile(r"[^.]{0,80}?(?:따라|따른|따랐|근거|의거|의해|이행)")
_AND = re.compile(r"(?:과|와|및|,|\s)+")
_ASIDE = re.compile(r"(?:\d일|이날|오늘|\)|차원에서|대응하여|대응해|대응으로)[은에,]*$")
_TOLD = re.compile(r"(?<=다)고\s|\s것으로\s")
_NEAR = 60
_PERMIT = re.compile(r"허가|처벌|입항")


@cache
def _ground() -> re.Pattern[str]:
    words = either(rows("grounds")["words"])
    return re.compile(
        rf"(?:{words})(?:[을를에]?\s?(?:관여|기여|조력|가담|연루|활용))?(?:하|했|한|해|되|된|됐|함)"
    )


def basis(sentences: list[Sentence]) -> list[Span]:
    """Laws and resolutions by which it is done; not those that only say what is now forbidden."""
    found: dict[str, Span] = {}
    for sentence in sentences:
        if _PERMIT.search(sentence.text):
            continue
        for match in _LAW.finditer(sentence.text):
            if _BY.match(sentence.text, match.end()):
                start = sentence.start + match.start()
                found.setdefault(
                    match.group(), Span(match.group(), start, start + len(match.group()))
                )
    return list(found.values())


def grounds(
    scope: list[Sentence], rest: list[Sentence]
) -> tuple[list[Span], list[set[TargetType]]]:
    """The grounds, and which types each speaks of.

    Args:
        scope: sentences that tell the event: what stands before its targets is a ground.
        rest: other sentences: those whose topic is a target tell one.
    """
    spans: list[Span] = []
    about: list[set[TargetType]] = []
    for sentence in scope:
        for start, end in _attributive(sentence):
            spans.append(
                Span(sentence.text[start:end], sentence.start + start, sentence.start + end)
            )
            following = groups(sentence.text[end : end + 40], 0)
            about.append({group.type for group in following[:1]} if len(following) == 1 else set())
    for sentence in rest:
        if found := _predicate(sentence):
            start, end, types = found
            spans.append(
                Span(sentence.text[start:end], sentence.start + start, sentence.start + end)
            )
            about.append(types)
    return spans, about


def _attributive(sentence: Sentence) -> list[tuple[int, int]]:
    """Clauses before the targets: 러시아와 북한을 오가며 군수물자를 운송한 | 선박 2척."""
    found: list[tuple[int, int]] = []
    for match in _ground().finditer(sentence.text):
        if not match.group().endswith(("한", "된")) or not re.match(
            r"\s", sentence.text[match.end() :]
        ):
            continue
        following = groups(sentence.text[match.end() :], 0)
        if not following or following[0].start > 25:  # noqa: PLR2004
            continue
        before = sentence.text[: match.start()]
        floor = max((end for _, end in found), default=0)
        floor = max((g.end for g in groups(before, 0) if floor < g.end), default=floor)
        if joined := _AND.match(before, floor):
            floor = joined.end()
        for word in sentence.words:
            behind = word.whole - sentence.start
            if behind > match.start():
                break
            topic = word.particle in {"은", "는"} or (word.particle in {"이", "가"} and not floor)
            if topic or _ASIDE.search(before[:behind]):
                floor = max(floor, behind)
        start = floor + len(sentence.text[floor:]) - len(sentence.text[floor:].lstrip(" ,“\"‘'"))
        if start < match.start():
            found.append((start, match.end()))
    return found


def _predicate(sentence: Sentence) -> tuple[int, int, set[TargetType]] | None:
    """What is told of a topic: 레이디 알은 | 군수물자를 운송하였다."""
    text = sentence.text
    hits = list(_ground().finditer(text))
    if not hits or re.search(r"허가|처벌|기대|예정|계획|강화", text) or "지정하" in text:
        return None
    tail = text[hits[-1].end() :]
    if len(tail) > 25 or not re.match(r"[가-힣\s]*[.)\"”]*$|[가-힣 ]*것으로", tail):  # noqa: PLR2004
        return None
    topic = next((w for w in sentence.words if w.particle in {"은", "는"}), None)
    if (
        topic is None
        or len(re.sub(r"\([^()]*\)", "", text[: topic.start - sentence.start])) > _NEAR
        or re.search(r"정부|외교부|재무부|측", topic.text)
    ):
        return None
    start = topic.whole - sentence.start
    start += len(text[start:]) - len(text[start:].lstrip())
    told = _TOLD.search(text, start)
    end = told.start() if told else len(text.rstrip('. "”'))
    types = {group.type for group in groups(text[:start], 0)}
    types |= {
        found for w in sentence.words if w.whole <= topic.whole and (found := type_of(w.text))
    }
    return (start, end, types) if start < end else None
