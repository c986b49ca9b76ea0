"""Who is quoted: the noun phrase as written, what kind of source it is, and whom it stands for."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from designata.data import words
from designata.news.findings import Mention, Source, SourceKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_PRONOUNS = {"he": "person", "she": "person", "it": "organization", "they": None}
_FOR = frozenset({"of", "for", "at", "in", "from", "with", "by", "within", "inside", "to", "on"})

OPEN = Source(text="", kind="unnamed")
"""The sentence leaves open who says it."""


def phrase(head: "Token", dates: Iterable[tuple[int, int]] = ()) -> tuple[int, int]:
    """The tokens of a source's noun phrase, without appositions and relative clauses.

    Args:
        head: the noun.
        dates: offsets of dates, which are no part of a source.
    """
    start, end = head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in _LEFT or (child.dep_ == "appos" and child.i + 1 == start):
            start = min(start, child.left_edge.i)
            break
    doc = head.doc
    # an unattached determiner or adjective right before belongs to it all the same
    while start > 0 and doc[start - 1].dep_ in _LEFT and doc[start - 1].head.i in range(start, end):
        start = doc[start - 1].left_edge.i
    while start > 1 and doc[start - 1].text in words_of("before_titles"):
        start -= 1
    for child in head.rights:
        if child.i != end:
            continue
        if child.dep_ == "case":
            end = child.i + 1
        elif child.dep_ == "prep" and head.ent_type_ != "PERSON" and _belongs(child, dates):
            end = _object_end(child)
        elif child.dep_ == "cc" and (other := _conjunct(head, child)) is not None:
            end = phrase(other, dates)[1]
        elif (child.dep_ == "appos" and child.pos_ == "PROPN") or (
            child.dep_ in {"amod", "acl"}
            and child.lower_ in {"familiar", "close", "briefed", "involved"}
        ):
            end = child.right_edge.i + 1
            end = next((i for i in range(child.i, end) if doc[i].text == ","), end)
    return start, end


def _belongs(prep: "Token", dates: Iterable[tuple[int, int]]) -> bool:
    target = next((child for child in prep.children if child.dep_ == "pobj"), None)
    if prep.lower_ not in _FOR or target is None:
        return False
    if target.lemma_.lower() in words("news_cues", "forms"):
        return prep.lower_ == "of"
    return not any(start <= target.idx < end for start, end in dates)


def _object_end(prep: "Token") -> int:
    target = next(child for child in prep.children if child.dep_ == "pobj")
    return phrase(target)[1]


def _conjunct(head: "Token", cc: "Token") -> "Token | None":
    for other in head.conjuncts:
        if other.i > cc.i and other.pos_ in _NOUNS and phrase(other)[0] == cc.i + 1:
            return other
    return None


def kind(doc: "Doc", start: int, end: int, mentions: Sequence[Mention] = ()) -> SourceKind:
    """What kind of source a noun phrase is."""
    text = doc[start:end].text
    if is_medium(text):
        return "media"
    head = doc[start:end].root
    own = doc[start : head.i + 1]
    lemma = head.lemma_.lower()
    if head.lower_ in words("news_sources", "organizations"):
        return "organization"
    if head.lower_ in {"he", "she", "i"} or {t.text for t in own} & words_of("titles"):
        return "person" if any(t.pos_ in {"PROPN", "PRON"} for t in own) else _role(lemma)
    meant = next((m for m in mentions if m.start <= head.idx < m.end), None)
    if meant is not None and meant.type in {"person", "organization", "authority", "country"}:
        return "person" if meant.type == "person" else "organization"
    if head.pos_ != "PROPN" and (lemma in words("news_sources", "people") or head.pos_ == "NUM"):
        return "unnamed"
    if head.pos_ != "PROPN" and lemma in words("news_sources", "offices"):
        return "person"
    if {t.lower_ for t in own} & words("news_sources", "organizations"):
        return "organization"
    if lemma in words("news_sources", "writings"):
        return "organization"
    if head.pos_ == "PROPN":
        return "person" if head.ent_type_ == "PERSON" else "organization"
    return "organization" if head.pos_ == "PRON" else "unnamed"


def _role(lemma: str) -> SourceKind:
    return "person" if lemma in words("news_sources", "offices") else "unnamed"


@cache
def words_of(table: str) -> frozenset[str]:
    """A table's words in their own case, since titles and media's names are told by it."""
    from designata.data import load

    rows = load("news_sources", dict[str, dict[str, list[str]]])
    return frozenset(rows[table]["words"])


@cache
def _media() -> re.Pattern[str]:
    names = sorted(words_of("media"), key=len, reverse=True)
    listed = "|".join(map(re.escape, names))
    return re.compile(
        rf"(?:\w+\s+){{0,3}}?(?:{listed})(?:['’]s)?(?:\s+(?:news|state|[a-z]+)){{0,3}}"
    )


def is_medium(text: str) -> bool:
    """Whether a noun phrase is a medium: by name, by its noun, or by a word in its name.

    >>> is_medium("the Yonhap news agency"), is_medium("The Nordic Courier"), is_medium("Moscow")
    (True, True, False)
    """
    listed = text.split()
    if not listed:
        return False
    if _media().fullmatch(text) and listed[-1].lower() not in words("news_sources", "people"):
        return True
    named = [word for word in listed if word[:1].isupper()]
    bare = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    of = re.split(r"\s(?:of|in|for|at|with|from|on)\s", bare)[0].split()
    last = of[-1].lower() if of else ""
    last = last if last == "media" else last.rstrip("s") if last != "press" else last
    if last in {"agency", "network", "service"}:
        return "news" in text.lower().split() or "media" in text.lower().split()
    if of and of[-1].lower() == "papers":
        return False
    if last in words("news_sources", "media_nouns") and last not in {"correspondent", "reporter"}:
        return True
    if len(named) < 2:  # noqa: PLR2004  - one such word is none's name
        return False
    ends = named[-1] in words_of("media_names") and named[-1] == listed[-1]
    return ends or bare.split()[0] in {"Channel", "Radio", "Voice"}


class Speakers:
    """Remembers who spoke, so that "the ministry" and "he" find whom they stand for."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = {mention.id: mention for mention in mentions}
        self._listed = sorted(mentions, key=lambda mention: mention.start)
        self._earlier: list[Source] = []

    def known(self, source: Source) -> Source:
        """The source, with whom it stands for, remembered for those that follow."""
        if source.start is None or source.end is None:
            return source
        stands_for = self._by_mention(source.start, source.end) or self._by_words(source)
        if source.kind in {"organization", "unnamed"} and self._surname(source.text):
            source = msgspec.structs.replace(source, kind="person")
        if stands_for is not None and stands_for != source.text:
            source = msgspec.structs.replace(source, refers_to=stands_for)
            if source.text.lower() in {"it", "they"}:
                kinds = [s.kind for s in self._earlier if stands_for in (s.text, s.refers_to)]
                source = msgspec.structs.replace(source, kind=(kinds or [source.kind])[-1])
        self._earlier.append(source)
        return source

    def _surname(self, text: str) -> str | None:
        """The person named in full before, of whom only the last name is given."""
        if " " in text or not text[:1].isupper():
            return None
        for earlier in reversed(self._earlier):
            full = earlier.text.split()
            if earlier.kind == "person" and len(full) > 1 and full[-1] == text:
                return earlier.text
        return None

    def _by_mention(self, start: int, end: int) -> str | None:
        for mention in self._listed:
            if start <= mention.start and mention.end <= end and mention.refers_to:
                if mention.end - mention.start < (end - start) // 2:
                    continue
                seen: set[str] = set()
                while mention.refers_to and mention.id not in seen:
                    seen.add(mention.id)
                    if mention.refers_to not in self._mentions:
                        break
                    mention = self._mentions[mention.refers_to]  # noqa: PLW2901  - up the chain
                return mention.text
        return None

    def _by_words(self, source: Source) -> str | None:
        low = source.text.lower()
        if low in _PRONOUNS:
            wanted = _PRONOUNS[low]
            for earlier in reversed(self._earlier):
                root = earlier.refers_to or earlier.text
                fits = (
                    earlier.kind in {"person", "unnamed"}
                    if wanted == "person"
                    else earlier.kind in {"organization", "media"}
                    if wanted == "organization"
                    else True
                )
                if fits and root and root.lower() not in _PRONOUNS:
                    return root
            return self._nearest(source, "person") if wanted == "person" else None
        if full := self._surname(source.text):
            return full
        if not low.startswith(("the ", "that ", "this ", "its ", "their ")):
            return None
        noun = source.text.split()[-1]
        if not noun.islower():
            return None
        for earlier in reversed(self._earlier):
            parts = re.sub(r"['’]s\b", "", earlier.text.lower()).split()
            if noun in parts and earlier.text != source.text:
                return earlier.refers_to or earlier.text
            if noun in parts:
                return earlier.refers_to
        if noun in words("news_sources", "writings"):
            for earlier in reversed(self._earlier):
                if earlier.kind == "organization":
                    return earlier.refers_to or earlier.text
        return self._nearest_noun(source, noun)

    def _nearest(self, source: Source, kind: str) -> str | None:
        for mention in reversed(self._listed):
            if mention.end <= (source.start or 0) and mention.type == kind:
                return mention.text
        return None

    def _nearest_noun(self, source: Source, noun: str) -> str | None:
        for mention in reversed(self._listed):
            if mention.end <= (source.start or 0) and noun in mention.text.lower().split():
                return mention.text
        return None


def source(doc: "Doc", start: int, end: int, mentions: Sequence[Mention] = ()) -> Source:
    """The source that some tokens name."""
    if doc[end - 1].tag_ == "POS":
        end -= 1
    span = doc[start:end]
    return Source(
        text=span.text,
        kind=kind(doc, start, end, mentions),
        start=span.start_char,
        end=span.end_char,
    )


def span(doc: "Doc", start: int, end: int) -> Span:
    """Some tokens as a stretch of the text."""
    found = doc[start:end]
    return Span(found.text, found.start_char, found.end_char)
