"""Whose words a Korean sentence gives: quotations, reported clauses, open endings and denials."""

import re
from functools import cache
from typing import Literal

from msgspec import structs

from designata.model.claim import Modality
from designata.news.document import Document
from designata.news.findings import Attribution, Mention, Source, SourceKind, Span
from designata.news.korean.actors import actors
from designata.news.korean.name import korean_person
from designata.news.korean.sentences import Sentence, Word
from designata.news.korean.vocabulary import either, rows

_QUOTE = re.compile(r"[\"“]([^\"“”]{4,600})[\"”]")
_BY = re.compile(r"(?:에 따르면|에 의하면)")
_NEGATED = re.compile(r"(?:지\s?(?:않|못)|[은는이가]?\s?아니|[은는이가]?\s?없)[가-힣]{0,4}[.\"”]?$")
_DAY = re.compile(r"\d{1,2}일|오늘|이날")
_SOME = re.compile(r"(?:한|어느|익명의|복수의|일부)\s")
_ACCUSED = re.compile(
    r"^(?:[^,]{0,40}?[은는]\s)?(?P<what>[^,]{4,200}?)\s(?P<cue>(?:혐의|의혹|의심)(?:를|을)?\s?(?:받고\s?있|받았|받아왔)[가-힣]*)"
)
_EXPECTS = re.compile(
    r"(?P<end>것)으로\s(?P<cue>(?:예상|전망|추정|관측|분석|판단|평가)(?:한|했|하)[가-힣]*|보고\s?있[가-힣]*)"
)
_UNCONFIRMED = re.compile(
    r"^(?P<what>[^,]{1,80}?)[은는이가]\s(?:[가-힣]+(?:으로|로|히|적으로)\s){0,3}"
    r"(?P<cue>(?:확인|검증|입증)되지\s?않[가-힣]*|(?:확인|검증)할\s수\s없[가-힣]*)"
)
_TOPICS = frozenset({"은", "는", "이", "가", "도", "에서는", "에서", "께서", "측은"})


@cache
def _speech() -> re.Pattern[str]:
    verbs = either(word for words in rows("speech").values() for word in words)
    return re.compile(
        r"(?P<end>다|라|자|냐|느냐|음을|것을)(?:고|며|면서|는\s?것을|는\s?점을)?\s"
        r"(?P<who>[가-힣 ]{2,20}?[은는이가]\s)?"
        r"(?:(?:지난\s?)?(?:\d{1,2}월\s?)?\d{1,2}일\s|이날\s|오늘\s)?"
        rf"(?P<cue>(?:(?:이같이|거듭|함께)\s)?(?:{verbs})[가-힣]*)"
    )


@cache
def _open() -> re.Pattern[str]:
    words = either(word for found in rows("open").values() for word in found)
    return re.compile(rf"(?:것으로|것이라고|이라고|라고|로)\s?(?P<cue>(?:{words})[가-힣]*)")


@cache
def _denial() -> re.Pattern[str]:
    verbs = either(rows("speech")["denied"])
    return re.compile(
        r"(?P<what>[^,]{1,200}?)(?:을|를|에 대해(?:서는)?)\s?(?:전면\s?|거듭\s?|모두\s?)?"
        rf"(?P<cue>(?:{verbs})(?:했|하|한|해)[가-힣]*)"
    )


def attributions(
    document: Document, sentences: list[Sentence], mentions: list[Mention]
) -> list[Attribution]:
    """The attributed claims of a document in its order."""
    found: list[Attribution] = []
    latest: Source | None = None
    for sentence in sentences:
        for claim in _claims(sentence, latest):
            inside = [m.id for m in mentions if claim.start <= m.start and m.end <= claim.end]
            whole = document.text[claim.start : claim.end]
            found.append(_with(claim, whole, inside))
            if claim.source and claim.source.text:
                latest = claim.source
    return found


def _with(claim: Attribution, text: str, mentions: list[str]) -> Attribution:
    return structs.replace(claim, text=text, mentions=mentions)


def _claims(  # noqa: PLR0911  - one return a way to tell
    sentence: Sentence, latest: Source | None
) -> list[Attribution]:
    text = sentence.text
    if denial := _denial().search(text):
        return _denied(sentence, denial)
    cues = list(_speech().finditer(text)) or list(_EXPECTS.finditer(text))
    quotes = list(_QUOTE.finditer(text))
    spoken = [(q, c) for q in quotes if (c := _cue_of(text, q.end(), cues))]
    found = []
    for quote, cue in spoken:
        source = _speaker(sentence, quote.start(), cue) or latest
        found.append(_claim(sentence, quote.span(1), source, cue, quoted=True))
    if spoken:
        return found
    if by := _BY.search(text):
        source = _source(sentence, 0, by.start())
        start = by.end() + (1 if text[by.end() : by.end() + 1] in " ," else 0)
        return [_claim(sentence, (start, len(text)), source, (by.start(), by.end()), open_=True)]
    if cues:
        said = cues[-1]
        behind = _between(sentence, said)
        topic = behind or _topic(sentence, said.start("cue"))
        source = _source_of(sentence, topic) if topic else latest
        start = (
            topic.whole - sentence.start
            if topic and not behind and topic.start == _first(sentence, topic)
            else 0
        )
        return [_claim(sentence, (start, said.end("end")), source, said.span("cue"))]
    if unsure := _UNCONFIRMED.search(text):
        nobody = Source(text="", kind="unnamed")
        claim = _claim(sentence, unsure.span("what"), nobody, unsure.span("cue"))
        return [structs.replace(claim, modality=Modality.POSSIBLE)]
    if accused := _ACCUSED.search(text):
        nobody = Source(text="", kind="unnamed")
        claim = _claim(sentence, accused.span("what"), nobody, accused.span("cue"))
        return [structs.replace(claim, modality=Modality.REPORTED)]
    if ending := _open().search(text):
        span = (0, ending.start())
        return [_claim(sentence, span, Source(text="", kind="unnamed"), ending.span("cue"))]
    return []


def _between(sentence: Sentence, said: re.Match[str]) -> Word | None:
    """Who speaks, where that stands behind what is said: …지정했다고 외교부가 발표했다."""
    if not said.groupdict().get("who"):
        return None
    low, high = said.span("who")
    inside = [
        w
        for w in sentence.words
        if low <= w.start - sentence.start and w.whole - sentence.start <= high
    ]
    return next((w for w in reversed(inside) if w.particle in _TOPICS), None)


def _first(sentence: Sentence, topic: Word) -> int:
    """Where the topic starts, if little stands before it: then it is no part of the claim."""
    return topic.start if topic.start - sentence.start < 40 else -1  # noqa: PLR2004


def _cue_of(text: str, end: int, cues: list[re.Match[str]]) -> tuple[int, int] | None:
    """The verb that a quotation leads to: right behind it or at the sentence's end."""
    behind = re.match(r"(?:이?라고|이?라며|이?라면서|고|며|면서|는)\s?", text[end:])
    if not behind:
        return None
    spoken = re.compile(
        rf"(?:{either(w for words in rows('speech').values() for w in words)})[가-힣]*"
    )
    found = spoken.search(text, end + behind.end())
    if found:
        return found.span()
    return cues[-1].span("cue") if cues else None


def _speaker(sentence: Sentence, quote: int, cue: tuple[int, int]) -> Source | None:
    """The topic before the quotation, else the one between it and the verb."""
    topic = _topic(sentence, quote)
    if topic is None:
        within = [
            w
            for w in sentence.words
            if quote < w.start - sentence.start < cue[0] and w.particle in _TOPICS
        ]
        outside = [w for w in within if not _inside_quote(sentence.text, w.start - sentence.start)]
        topic = outside[-1] if outside else None
    return _source_of(sentence, topic) if topic else None


def _inside_quote(text: str, at: int) -> bool:
    return any(match.start() < at < match.end() for match in _QUOTE.finditer(text))


def _topic(sentence: Sentence, before: int) -> Word | None:
    """The first word marked as the topic, or else as the subject."""
    words = [w for w in sentence.words if w.whole - sentence.start <= before]
    words = [w for w in words if not _inside_quote(sentence.text, w.start - sentence.start)]
    speakers = [w for w in words if w.particle in _TOPICS and _speaks(w.text)]
    topics = [w for w in words if w.particle in {"은", "는"}]
    return next(iter(speakers or topics or [w for w in words if w.particle in _TOPICS]), None)


@cache
def _speaking() -> re.Pattern[str]:
    named = [*(w for words in rows("bodies").values() for w in words), *rows("unnamed")["words"]]
    named += [
        *rows("media")["words"],
        *rows("media")["nouns"],
        *rows("titles")["words"],
        "대변인",
        "측",
    ]
    return re.compile(rf"(?:{either(named)})$")


def _speaks(text: str) -> bool:
    return bool(_speaking().search(text))


def _source_of(sentence: Sentence, topic: Word) -> Source:
    return _source(sentence, 0, topic.end - sentence.start)


def _source(sentence: Sentence, floor: int, end: int) -> Source:
    """The noun phrase that ends at a place: back to a particle, a mark or a verb."""
    start = end
    for word in reversed(sentence.words):
        at = word.start - sentence.start
        if at >= end or at < floor:
            continue
        last = word.whole - sentence.start >= end
        ends = (
            bool(_DAY.fullmatch(word.text))
            or not (
                word.particle in {"", "의"}
                or (word.particle in {"와", "과"} and _speaks(word.text))
            )
            or word.inflected
            or sentence.text[word.whole - sentence.start - 1] in ',.”"'
        )
        if not last and ends:
            break
        start = at
    text = sentence.text[start:end]
    return Source(
        text=text, kind=_kind(text), start=sentence.start + start, end=sentence.start + end
    )


def _kind(text: str) -> SourceKind:
    if re.search(rf"(?:{either(rows('unnamed')['words'])})", text) or _SOME.match(text):
        return "unnamed"
    if re.search(
        rf"(?:{either(rows('media')['words'])})|(?:{either(rows('media')['nouns'])})(?:$|\s[^\s]+$)",
        text,
    ):
        return "media"
    titles = [word for word in rows("titles")["words"] if word != "연구원"]
    if (
        re.search(rf"^[가-힣]{{2,4}}\s.*(?:{either(titles)})$|(?:{either(titles)})$", text)
        and not actors(text + "은", 0)[1:]
    ):
        return "person" if any(map(korean_person, text.split())) else "unnamed"
    if text in ("그", "그녀", "이들", "그들"):
        return "unnamed"
    return "organization"


def _claim(
    sentence: Sentence,
    span: tuple[int, int],
    source: Source | None,
    cue: tuple[int, int],
    *,
    quoted: bool = False,
    open_: bool = False,
) -> Attribution:
    start, end = span
    start += len(sentence.text[start:end]) - len(sentence.text[start:end].lstrip(" ,"))
    end -= len(sentence.text[start:end]) - len(
        sentence.text[start:end].rstrip(" ." if not quoted else " ")
    )
    content = sentence.text[start:end]
    word = sentence.text[cue[0] : cue[1]]
    own = _open().search(content) if open_ or not source else None
    modality = _firm(own["cue"] if own else word, content)
    polarity: Literal["affirmed", "negated"] = "negated" if _NEGATED.search(content) else "affirmed"
    return Attribution(
        text=content,
        start=sentence.start + start,
        end=sentence.start + end,
        source=source,
        cue=Span(word, sentence.start + cue[0], sentence.start + cue[1]),
        modality=modality,
        polarity=polarity,
        quoted=quoted,
    )


def _firm(cue: str, content: str) -> Modality:
    """How firmly: by the verb, then by a hedge at the end of what is said."""
    if re.match(r"보고\s?있", cue):
        return Modality.POSSIBLE
    for table in ("open", "speech"):
        for name, words in rows(table).items():
            if name != "asserted" and any(word in cue for word in words):
                return Modality(name)
    if re.search(
        r"(?:ㄹ|일|할|될|을|있을)\s?(?:수\s?있|가능성|것으로\s?보|것이라)|것으로\s?(?:보|추정|관측)",
        content[-40:],
    ):
        return Modality.POSSIBLE
    return Modality.ASSERTED


def _denied(sentence: Sentence, match: re.Match[str]) -> list[Attribution]:
    topic = _topic(sentence, match.start("cue"))
    source = _source_of(sentence, topic) if topic else None
    start, end = match.span("what")
    if topic:
        start = max(start, topic.whole - sentence.start)
    claim = _claim(sentence, (start, end), source, match.span("cue"))
    return [claim] if claim.text else []
