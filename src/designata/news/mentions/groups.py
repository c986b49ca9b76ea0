"""Targets that are counted and not named: "two Russian ships", "a Dubai-based company".

The number, the kind and the country are read from one noun phrase and from what follows it directly
("three entities in the UAE"). Nothing is counted that the words do not count.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from designata.data import words
from designata.news.findings import TargetType
from designata.news.mentions.counting import (
    SEVERAL,
    counts,
    dozens,
    holds,
    number_of,
    of_members,
    some_of,
    some_of_whose,
)
from designata.news.mentions.origins import countries_of
from designata.news.mentions.places import Place, within
from designata.news.numerals import SMALL, numeral
from designata.news.taken import Taken

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TYPES: tuple[TargetType, ...] = ("vessel", "aircraft", "wallet", "organization", "person")
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB"})
_DEFINITE = frozenset({"the", "these", "those", "both", "each", "that", "this"})
_VAGUE = frozenset(
    {
        "its",
        "their",
        "his",
        "her",
        "all",
        "several",
        "many",
        "some",
        "dozens",
        "numerous",
        "multiple",
        "various",
        "hundreds",
    }
)
_VERBAL = frozenset(
    {"sanctions", "sanction", "target", "targets", "designations", "listing", "targeting"}
)
"""Words that the model takes for nouns before their own objects, above all in headlines."""
_OWNERS = frozenset({"its", "their", "his", "her"})
_COUNTED = frozenset(
    {"target", "targets", "entries", "names", "parties", "subjects", "designations", "listings"}
)
"""Nouns that tell a number and no kind."""
_FARTHEST = 9
_BEHIND_THE = re.compile(r"\s+(?:of|behind)\s")
"""Behind "the commander" it is told of what, so that nothing was told before."""
_HE_RUNS = re.compile(
    r"\s+(?:that\s+)?(?:he|she|they)\s+(?:own|manage|operate|run|ran|control|head|led?|found)"
)
"""As in "the exchange house he runs", which was not told before."""
_WHO_OWNS = re.compile(
    r"\s+(?:that|which|who)\s+(?:own|manage|operate|run|ran|control|head|led?|lead|direct|found|insure|charter)"
    r"(?:s|ed|d)?\s+(?:it|them|him|her)\b"
)
"""Those told before are whom it owns: "a tanker and the two firms that own it"."""
_ONE_OF = re.compile(r"\bone\s+of\s+(?:the|its|his|her|their)\s+(?:[\w-]+\s+){0,6}$", re.IGNORECASE)
"""As in "one of the largest truck and engine makers", where the parse cuts the phrase."""
_ABOUT = re.compile(r"\b(?:more\s+than|at\s+least|up\s+to|as\s+many\s+as|over)\s+$", re.IGNORECASE)
"""How near a number is; "over" a few, "sanctioned over two ships", tells a reason."""
_FEW = 10
_NEAR = 20
_CLAUSE = 60
_ANOTHER = re.compile(
    rf"(?:,|,?\s+and)\s+({'|'.join(SMALL)}|\d{{1,3}})\s+(?:based\s+)?(?:in|from)\s+(?:the\s+)?"
)
_APART = re.compile(rf"(?:the|{'|'.join(sorted(_VAGUE))})\s")
_AND = re.compile(r"\s*(?:,|,?\s+and|,?\s+or|/)\s*")


class Group(msgspec.Struct, frozen=True):
    """Some that are told by kind and number.

    Args:
        count: how many; none where the words do not tell.
        countries: codes, as far as the words tell: of the phrase itself, else of what follows it.
        definite: whether it goes back to what was told before ("the two vessels").
        noun: offset of the noun.
        own: whether it is told by whose it is: "its chief".
    """

    start: int
    end: int
    type: TargetType
    count: int | None
    countries: tuple[str, ...] = ()
    definite: bool = False
    noun: int = 0
    own: bool = False

    @property
    def elided(self) -> bool:
        """Whether its noun stands before: "three firms in Russia and one in Syria"."""
        return self.count is not None and self.noun == self.start


@cache
def kinds() -> dict[str, TargetType]:
    """What a noun says that something is; where two kinds share a word, the rarer one.

    >>> kinds()["tanker"], kinds()["airlines"], kinds()["agencies"]
    ('vessel', 'organization', 'organization')
    """
    told = {
        word: kind for kind in reversed(_TYPES) for word in words("news_names", f"nouns_{kind}")
    }
    return {_plural_of(word): kind for word, kind in told.items()} | told


def _plural_of(noun: str) -> str:
    if noun.endswith(("man", "men")):
        return f"{noun[:-2]}en"
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def groups(doc: "Doc", countries: list[Place], skipped: Taken) -> list[Group]:
    """The counted groups of a text, in its order; none inside the stretches to be skipped."""
    found: list[Group] = []
    text = doc.text
    for token in doc:
        kind = _kind(token, countries)
        if kind is None or token.idx in skipped:
            continue
        if group := _phrase(token, kind, (text, countries), skipped):
            found.append(group)
    return _mixed(text, sorted([*found, *_elided(text, found, countries)], key=_start))


def _start(group: Group) -> int:
    return group.start


def _elided(text: str, found: list[Group], countries: list[Place]) -> Iterator[Group]:
    """Numbers whose noun stands before: "three firms in Russia and one in Syria"."""
    for group in found:
        near = within(countries, group.end, group.end + _CLAUSE) if group.count else []
        place = next((place for place in near if place.code in group.countries), None)
        while place and (hit := _ANOTHER.match(text, place.end)):
            at, near = hit.start(1), within(countries, hit.end(), hit.end() + _CLAUSE)
            place = next((place for place in near if place.start == hit.end()), None)
            if place:
                number = numeral(hit[1])
                yield Group(at, place.end, group.type, number, (place.code,), noun=at)


def _kind(token: "Token", countries: list[Place]) -> TargetType | None:
    word = token.lower_
    if word in _COUNTED:
        return "other"
    if holds(token):
        return None
    if whole := _compound(token):
        return whole
    if word in kinds():
        follows = token.nbor() if token.i + 1 < len(token.doc) else None
        part = follows is not None and (
            (follows.lower_ in kinds() and follows.pos_ in ("NOUN", "PROPN"))
            or (token.dep_ == "compound" and token.head.i == token.i + 1)
            or (token.dep_ == "amod" and token.pos_ == "ADJ" and token.head.pos_ == "NOUN")
            or follows.text in ("-", "'s", "’s", "’", "'")
            or follows.is_title
        )
        return None if part else kinds()[word]
    if word.endswith("s") and token.text[0].isupper():
        people = within(countries, max(0, token.idx - 12), token.idx + len(token) - 1)
        if any(p.end == token.idx + len(token) - 1 and p.kind == "nation" for p in people):
            return "person"
    return "person" if _is_people(token, countries) else None


def _is_people(token: "Token", countries: list[Place]) -> bool:
    """As in "put four Sudanese on its list", where no noun follows."""
    if not token.lower_.endswith(("ese", "ish", "ch", "iss")) or not token.i:
        return False
    follows = token.nbor().pos_ if token.i + 1 < len(token.doc) else ""
    near = within(countries, token.idx, token.idx + len(token) + 1)
    whole = any(place.kind == "nation" and place.start == token.idx for place in near)
    return whole and counts(token.nbor(-1)) and follows not in ("NOUN", "PROPN", "ADJ")


def _compound(token: "Token") -> TargetType | None:
    """The kind that two words tell together, as in "think tanks"."""
    return kinds().get(f"{token.nbor(-1).lower_} {token.lower_}") if token.i else None


def _phrase(  # noqa: C901, PLR0912, PLR0915  - one walk to the left
    token: "Token", kind: TargetType, told: tuple[str, list[Place]], skipped: Taken
) -> Group | None:
    doc, first = token.doc, token.i - bool(_compound(token))
    text, countries = told
    number: list[str] = []
    definite = vague = False
    while first > token.sent.start and token.i - first < _FARTHEST:
        before = doc[first - 1]
        if before.idx in skipped or (before.is_quote and not number):
            first -= 1
            continue
        word = before.lower_
        if (
            first > 1
            and word == "of"
            and not number
            and (several := SEVERAL.get(doc[first - 2].lower_))
        ):
            number, first = [str(several)], first - 2
            first -= doc[first - 1].lower_ in ("a", "the", "another")
            break
        if word in _DEFINITE:
            definite = word != "that" or not number
            first -= definite
            if some := some_of(doc, first):
                number, definite, first = [some], False, number_of(doc, first)
            break
        if before.tag_ == "POS" and (whose := _of_country(before, countries)):
            number = number or ([] if _plural(token) else ["one"])
            while doc[first].idx > whose.start:
                first -= 1
            if not number and (some := some_of(doc, first)):
                number, first = [some], number_of(doc, first)
            break
        if before.tag_ == "POS" and not number and (those := some_of_whose(doc, first - 1)):
            number, first = those
            break
        if word in _VAGUE or dozens(before):
            vague = not (number and word in _OWNERS)  # "their 14 captains" are 14
            first -= 2 if word == "of" else 1
            if some := some_of(doc, first):
                number, vague, first = [some], False, number_of(doc, first)
            elif word in _OWNERS and not _plural(token) and not number:
                number, vague = ["one"], False
            break
        if counts(before) and not of_members(before):
            if word != "another":
                number.insert(0, word)
            elif not number:
                number = ["a"]
            first -= 1
            if word in ("a", "an", "another"):
                half = doc[first - 1].lower_ == "half" and "dozen" in number
                number, first = (["half", *number], first - 1) if half else (number, first)
                break
            continue
        if word == "and" and before.i and _shares_noun(before.nbor(-1), doc[first], token):
            first -= 1
            continue
        if number and not (word == "and" or before.text == "-"):
            break
        if not _modifies(before):
            break
        first -= 1
    if not number and not definite and not vague:
        if not _plural(token):
            return None
        if one := _ONE_OF.search(text, token.sent.start_char, doc[first].idx):
            span = one.start(), token.idx + len(token)
            return Group(*span, kind, 1, countries_of(text, *span, countries), noun=token.idx)
        first = next(
            (at + 1 for at in range(token.i - 1, first - 1, -1) if doc[at].idx in skipped),
            first,
        )
    if kind == "other" and (not number or (not _plural(token) and number[0] in ("a", "an"))):
        return None  # "a target of sanctions" is told of somebody
    behind = token.idx + len(token)
    if (
        definite
        and not number
        and (_BEHIND_THE.match(text, behind) or _HE_RUNS.match(text, behind))
    ):
        definite, number = False, [] if _plural(token) else ["one"]
    if definite and _WHO_OWNS.match(text, token.idx + len(token)):
        definite, number = False, number or ([] if _plural(token) else ["one"])
    if number and first > 1 and holds(doc[first - 2]):
        first -= 2
        while first > token.sent.start and doc[first - 1].pos_ in ("DET", "ADJ"):
            first -= 1
    start, end = doc[first].idx, token.idx + len(token)
    count = None if vague else numeral(" ".join(number).replace(" - ", "-")) if number else None
    if count is None and definite and doc[first].lower_ == "both":
        count = 2
    if count is not None and (about := _ABOUT.search(text, max(0, start - _NEAR), start)):
        start = (
            start if about.group().lower().startswith("over") and count < _FEW else about.start()
        )
    whence = countries_of(text, start, end, countries)
    own = doc[first].lower_ in _OWNERS
    return Group(start, end, kind, count, whence, definite, token.idx, own)


def _shares_noun(one: "Token", other: "Token", noun: "Token") -> bool:
    """As in "senior and retired officers", "21 shipping and trading firms"."""
    return one.pos_ == other.pos_ == "ADJ" or (
        one.head.i == noun.i and one.dep_ in ("nmod", "amod", "compound") and one.tag_ != "NNS"
    )


def _of_country(token: "Token", countries: list[Place]) -> Place | None:
    """As in "Syria's foreign minister", who is one."""
    near = within(countries, token.idx - 40, token.idx)
    return next((place for place in near if place.end == token.idx), None)


def _plural(token: "Token") -> bool:
    return token.tag_ in ("NNS", "NNPS") or token.lower_ == "people"


def _modifies(token: "Token") -> bool:
    if token.lower_ in _VERBAL:
        return False
    if token.text in ("-", ",") or token.tag_ == "HYPH":
        before = token.doc[token.i - 1] if token.i else None
        return before is not None and (token.text != "," or before.pos_ == "ADJ")
    if token.pos_ == "VERB":
        return token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound")
    if token.dep_ == "npadvmod":  # "a Dubai-based bank", "a web hosting company"
        follows = token.nbor() if token.i + 1 < len(token.doc) else token
        return follows.text == "-" or (token.pos_ == "NOUN" and follows.tag_ == "VBG")
    return token.pos_ in _MODIFIERS and token.dep_ not in ("ROOT", "nsubj", "dobj", "pobj")


def _mixed(text: str, found: list[Group]) -> list[Group]:
    """Joins "33 individuals and entities" to one; a place behind the last group is of all."""
    joined: list[Group] = []
    for group in found:
        last = joined[-1] if joined else None
        if (
            last
            and _AND.fullmatch(text[last.end : group.start])
            and last.count not in (None, 1)
            and group.count is None
            and not group.definite
            and not _APART.match(text, group.start)
        ):
            kind: TargetType = last.type if last.type == group.type else "other"
            joined[-1] = msgspec.structs.replace(
                last, end=group.end, type=kind, countries=last.countries or group.countries
            )
        else:
            joined.append(group)
    for at in range(len(joined) - 1, 0, -1):
        last, group = joined[at - 1], joined[at]
        if not last.countries and group.countries and _AND.fullmatch(text[last.end : group.start]):
            inside = group.end - group.start
            if not re.search(r"[A-Z]", text[group.start : group.start + inside]):
                joined[at - 1] = msgspec.structs.replace(last, countries=group.countries)
    return joined
