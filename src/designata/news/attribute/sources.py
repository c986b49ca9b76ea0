"""Who is quoted: the noun phrase as written, what kind of source it is, and whom it stands for."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from designata.data import words
from designata.news.findings import Mention, Source, SourceKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_FOR = frozenset({"of", "for", "at", "in", "from", "with", "by", "within", "inside", "to", "on"})

_WIDER = frozenset({"agency", "network", "service"})
"""Nouns that are media's only with "news" or "media" beside them."""

_VAGUE = frozenset({"a", "an", "another", "one", "some"})
_UN = re.compile(r"\b(?:United\s+Nations|UN|U\.N\.)(?=\s+(?:\w+\s+)?\w*(?:expert|investigator)s\b)")
_OF_SOME = re.compile(r"(?:of|at|for)\s+(?:an?|another|one|some)\b")

_APPOSED_MEDIUM = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)?\s*(?:[\w’'-]+\s+){0,3}?"
    r"(?:(?:news\s+agency|newswire|news\s+(?:site|website|outlet|portal|service|channel|network)|daily"
    r"|weekly|monthly|newspaper|tabloid|magazine|broadcaster|broadsheet|periodical|journal|newsletter)"
    r"|[Tt]he\s+agency(?=\s+[A-Z]))"
    r"\s+[“\"]?(?:(?:the|le|la|el|der|die|das|al)\s+)?[A-Z][\w’'.-]*(?:\s+(?:of\s+|and\s+)?[A-Z][\w’'.-]*){0,4}[”\"]?"
)
"""As in "the daily Ottawa Standard", "the news agency Northwire"."""

OPEN = Source(text="", kind="unnamed")
"""The sentence leaves open who says it."""


def phrase(head: "Token", dates: Iterable[tuple[int, int]] = ()) -> tuple[int, int]:
    """The tokens of a source's noun phrase, without appositions and relative clauses.

    Args:
        head: the noun.
        dates: offsets of dates, which are no part of a source.
    """
    return _left(head), _right(head, dates)


def _left(head: "Token") -> int:
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
    return start


def _right(head: "Token", dates: Iterable[tuple[int, int]]) -> int:
    end = head.i + 1
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
            end = next((i for i in range(child.i, end) if head.doc[i].text == ","), end)
    return end


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


def kind(  # noqa: C901  - one branch a kind of words
    doc: "Doc", start: int, end: int, mentions: Sequence[Mention] = ()
) -> SourceKind:
    """What kind of source a noun phrase is."""
    if is_medium(doc[start:end].text):
        return "media"
    head = _counted(doc[start:end].root, end)
    meant = next((m for m in mentions if m.start <= head.idx < m.end), None)
    own = doc[start : head.i + 1]
    if _nameless(doc, start, head, end):
        return "unnamed"
    if _among(head.lemma_, "people") and _UN.search(own.text):
        return "organization"
    titled = any(token.text in words_of("titles") for token in own)
    if _among(head.lower_, "organizations") or _among(head.lemma_, "organizations"):
        found: SourceKind = "organization"
    elif head.lower_ in {"he", "she", "i"} or _is_office(head):
        found = "person"
    elif titled:
        found = "person" if any(t.pos_ == "PROPN" for t in own) else _described(head)
    elif head.pos_ != "PROPN" and (_among(head.lemma_, "people") or head.pos_ == "NUM"):
        found = "unnamed"
    elif (
        meant is not None
        and (meant.named or meant.refers_to)
        and meant.type in {"person", "organization", "authority", "country"}
    ):
        found = "person" if meant.type == "person" else "organization"
    elif any(_among(token.lower_, "organizations") for token in own):
        found = "organization"
    elif head.pos_ == "PROPN":
        found = "person" if head.ent_type_ == "PERSON" else "organization"
    else:
        found = _described(head)
    return found


def _is_office(head: "Token") -> bool:
    return head.text[0].islower() and _among(head.lemma_, "offices")


def _nameless(doc: "Doc", start: int, head: "Token", end: int) -> bool:
    """Whether it only says what one is: "an EU spokesperson", "the director of a charity"."""
    if not head.text[0].islower() or head.pos_ not in {"NOUN", "PROPN"}:
        return False
    follows = doc[head.i + 1 : end]
    if any(token.text[0].isupper() for token in follows[:1]):
        return False
    vague = doc[start].lower_ in _VAGUE
    if _among(head.lemma_, "offices"):
        return vague or bool(_OF_SOME.match(follows.text))
    named = _UN.search(doc[start : head.i + 1].text)
    return _among(head.lemma_, "people") and not named


def _counted(head: "Token", end: int) -> "Token":
    """The firms of "one of the firms"."""
    for child in head.rights:
        if head.pos_ in {"NUM", "PRON", "DET"} and child.lower_ == "of" and child.i < end:
            return next(
                (
                    inner
                    for inner in child.children
                    if inner.dep_ == "pobj" and inner.pos_ != "PRON"
                ),
                head,
            )
    return head


def _described(head: "Token") -> SourceKind:
    """The kind that a common noun or a pronoun tells."""
    if _among(head.lemma_, "offices"):
        return "person"
    return "organization" if head.pos_ == "PRON" or _among(head.lemma_, "writings") else "unnamed"


def _among(word: str, table: str) -> bool:
    return word.lower() in words("news_sources", table)


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
    if _APPOSED_MEDIUM.fullmatch(text):
        return True
    bare = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    listed = re.split(r"\s(?:of|in|for|at|with|from|on)\s", bare)[0].split()
    if not listed:
        return False
    if len(listed) == 1 and text.startswith("the ") and listed[0] in words_of("media_names"):
        return True
    last = listed[-1].lower()
    noun = last if last in {"press", "papers"} else last.rstrip("s")
    named = len([word for word in listed if word[:1].isupper()]) > 1
    if noun in _WIDER:
        return bool({"news", "media"} & set(text.lower().split()))
    return bool(
        (_media().fullmatch(text) and not _among(noun, "people"))
        or (_among(noun, "media_nouns") and noun not in {"correspondent", "reporter"})
        or (named and text.endswith(listed[-1]) and listed[-1] in words_of("media_names"))
        or (named and listed[0] in {"Channel", "Radio", "Voice"})
    )


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
