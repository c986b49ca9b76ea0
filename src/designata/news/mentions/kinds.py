"""What a name names: told by the words around it rather than by the model.

"the tanker X", "X, a shipping company", "captain X" and "X (IMO 1234567)" decide; legal forms and
words such as "bank" come next; the model's own type is heard last. Names in one list share a kind
where only some of them are told.
"""

import bisect
import re
from collections import Counter
from functools import cache

import msgspec

from designata.data import load, words
from designata.names.keys import sounds
from designata.names.parts import PERSON, parse
from designata.news.document import Document
from designata.news.findings import TargetType
from designata.news.mentions.groups import kinds
from designata.news.mentions.name import Name, body_words, is_role
from designata.news.mentions.registered import REFERENCE
from designata.news.mentions.trim import at_sea

_IMO = re.compile(r"^[\s,(\[]{0,3}(?:IMO|MMSI|[Ff]lag\b|[Cc]all sign)")
_BORN = re.compile(
    r"^[\s,(\[–-]{0,3}(?:born\b|DOB\b|[Dd]ate of birth|aged?\s+\d|\d\d(?=[,)])|who(?:se)?\b|"
    r"(?:his|her)\s)"
)
_APPOSED = re.compile(
    r"^(?:,|\s[–-]|\s\()\s*(?:an?|the|one of the|its|his|her|former|current)\s+([^.,;:()]{3,90})"
)
_POSITION = re.compile(
    r"^(?:,|\s\()\s*(?:the\s+)?((?:[A-Za-z-]+\s+){0,3}[A-Za-z-]+)\s+(?:of|at|for)\s"
)
_PERSONAL = re.compile(r"^[^.A-Z]{0,140}\.\s+(?:He|She|His|Her)\b")
_CALLED = re.compile(
    r"\b(?:its|his|her|their|whose|the|and|an?|one|another)\s+"
    r"(?:(?!of\b|in\b|for\b|at\b|by\b|with\b|to\b)[\w-]+\s+){0,2}?([a-z]+),\s*$"
)
_COPULA = re.compile(
    r"^(?:\s*\([^()]{1,60}\))?,?\s+(?:is|was|are|were)\s+(?:also\s+|now\s+)?(?:an?|the|one of the)"
    r"\s+([^.,;:()]{3,90})"
)
_SAILS = re.compile(
    r"^(?:\s*\([^()]{1,60}\))?,?\s+(?:which\s+|that\s+)?(?:(?:has|had|have|was|is)\s+)?"
    r"(?:also\s+|repeatedly\s+|often\s+|then\s+|later\s+)?"
    r"(?:sail(?:s|ed|ing)|call(?:s|ed|ing)\s+at|dock(?:s|ed|ing)|anchor(?:s|ed|ing)|berth(?:s|ed|ing)"
    r"|moor(?:s|ed|ing)|put\s+to\s+sea|left\s+port|boarded|switch(?:es|ed)\s+off\s+(?:its|her)|fl(?:ies|ew|ying)\s+the\s+flag"
    r"|transit(?:s|ed)|steam(?:s|ed)|(?:un)?load(?:s|ed)\b|discharg(?:es|ed)|took\s+on\s+cargo)"
)
_ABOARD = re.compile(
    r"\b(?:aboard|on\s+board|captain\s+of|master\s+of|crew\s+of|deck\s+of)\s+(?:the\s+)?[“\"]?$"
)
_OF = re.compile(r"\b(?:of|in|at|for|by|with)\s+(?:the\s+)?$")
_PATRONYMIC = re.compile(r"(?:ovich|evich|ovych|evych|ovna|evna|ivna|yevna)$", re.IGNORECASE)
_VERBAL = re.compile(r"\b(?:who|which|that)\s+\w+\s+(?:the\s+)?$")
"""As in "who heads": no noun that tells what the name behind it is."""

_REGISTRATION = re.compile(r"[A-Z]{1,2}-(?:\d{5}|\d{3,4}[A-Z]{1,2})")
"""An aircraft's: "EW-301PJ", "RA-12345" (ICAO Annex 7: the state's mark, a hyphen, its own)."""

_FOLK = re.compile(r"[A-Z][a-z]+s")
"""As in "the Houthis, who hold the capital": no person."""
_LETTERED = re.compile(r"[A-Z]\.\s+[A-Z]")
"""As in "B. Individual removed"."""
_SPLIT = re.compile(r"\b(?:of|for|in|from|at|by|with|to|who|which|that|based|whose|and|on)\b")
_BETWEEN = re.compile(r"^(?:\s*\([^()]{1,60}\))?\s*(?:,|;|,?\s+and|,?\s+&|\n+)\s*$")

_LONGEST = 4
"""Words of a person's name, at most."""

TOLD, SHAPED, GUESSED, LABELLED = 4.0, 3.0, 1.0, 1.5


class Guess(msgspec.Struct, frozen=True):
    """A kind, and how strongly it is told."""

    type: TargetType
    weight: float


def tell(document: Document, names: list[Name]) -> list[TargetType]:
    """The kinds of a text's names, in their order."""
    text = document.text
    headers = _headers(document)
    guesses = [_one(text, name, headers) for name in names]
    guesses = _along_lists(text, names, guesses)
    best: dict[str, Guess] = {}
    for name, guess in zip(names, guesses, strict=True):
        key = text[name.start : name.end].casefold()
        if key not in best or guess.weight > best[key].weight:
            best[key] = guess
    return [_best(text[name.start : name.end], best).type for name in names]


def _best(own: str, best: dict[str, Guess]) -> Guess:
    """Of a name, or of its last word where that alone is told better and no firm is named."""
    parts = own.split()
    guess, last = best[own.casefold()], best.get(parts[-1].casefold())
    firm = any(not p.islower() and p.lower().strip(".,") in body_words() for p in parts)
    return last if last and last.weight > guess.weight and not firm else guess


def noun_kind(phrase: str) -> TargetType | None:
    """The kind that a noun phrase tells: that of its head, before "of", "in", "who".

    >>> noun_kind("Yemeni accountant who moved funds"), noun_kind("former head of a bank")
    ('person', 'person')
    """
    head = _SPLIT.split(phrase, maxsplit=1)[0]
    for word in reversed(re.findall(r"[\w’']+", head.lower())):
        if kind := kinds().get(word):
            return kind
    return None


def _one(text: str, name: Name, headers: list[tuple[int, int, TargetType]]) -> Guess:
    before = re.split(r"[.\n;](?:\s|$)", text[max(0, name.start - 60) : name.start])[-1]
    after = text[name.end : name.end + 140].split("\n", 1)[0]
    return (
        _told(text[name.start : name.end], before, after, name)
        or _from_header(name, headers)
        or _shaped(text[name.start : name.end], name)
    )


def _told(own: str, before: str, after: str, name: Name) -> Guess | None:  # noqa: C901, PLR0911, PLR0912  - a ladder
    first = own.split(maxsplit=1)[0].lower().strip(".")
    if first in words("news_names", "ship_prefixes") or first in words(
        "news_names", "nouns_vessel"
    ):
        return Guess("vessel", TOLD + 1)
    if _IMO.match(after):
        return Guess("vessel", TOLD + 1)
    if _REGISTRATION.fullmatch(own):
        return Guess("aircraft", TOLD + 1)
    if _FOLK.fullmatch(own) and before.lower().endswith("the "):
        return Guess("organization", TOLD)
    if hit := REFERENCE.search(before):
        return Guess("person" if hit.group("kind") == "i" else "organization", TOLD + 1)
    if at_sea(before + own, 0, len(before), len(before + own)) or _ABOARD.search(before):
        return Guess("vessel", TOLD)
    last = re.findall(r"[\w/’'.-]+", before.lower())[-1:]
    bodies = sum(
        not word.islower() and word.lower().strip(".,") in body_words() for word in own.split()
    )
    if last and not before.rstrip().endswith((",", ";", ")", ":")):
        word = last[0].strip(".")
        if name.title.lower().endswith(word):
            return Guess("person", TOLD)  # "Chairman of Alfa Council Jan Roe"
        if word in words("news_names", "ship_prefixes"):
            return Guess("vessel", TOLD + 1)
        if (kind := kinds().get(word)) and not (
            _VERBAL.search(before) or (bodies and is_role(word))
        ):
            return Guess(kind, TOLD)
    hit = _CALLED.search(before)
    word = hit.group(1).lower() if hit else ""
    if (kind := kinds().get(word)) and not (bodies and is_role(word)):
        return Guess(kind, TOLD)
    if bodies and not (name.title and len(own.split()) > 1):
        return Guess("organization", SHAPED + bodies / 10)
    if name.title:
        return Guess("person", TOLD)
    if _SAILS.match(after):
        return Guess("vessel", SHAPED)
    if _BORN.match(after):
        return Guess("person", SHAPED)
    if last == ["the"]:
        return Guess("organization", SHAPED - 0.5)
    for form in (_APPOSED, _COPULA, _POSITION):
        if (hit := form.match(after)) and (kind := noun_kind(hit.group(1))):
            return Guess(kind, SHAPED)
    if _PERSONAL.match(after):
        return Guess("person", SHAPED - 1)
    return None


def _from_header(name: Name, headers: list[tuple[int, int, TargetType]]) -> Guess | None:
    at = bisect.bisect_right(headers, name.start, key=lambda header: header[0]) - 1
    if at >= 0 and name.start < headers[at][1]:
        return Guess(headers[at][2], SHAPED - 0.5)
    return None


def _shaped(own: str, name: Name) -> Guess:
    parts = own.split()
    if any(_PATRONYMIC.search(part) for part in parts):
        return Guess("person", SHAPED)
    if re.search(r"\b(?:bin|ibn|bint|ould|ag)\b", own):
        return Guess("person", SHAPED - 1)
    if len(parts) == 1 and (own.isupper() or own.lower().startswith("al-") or _ends_as_body(own)):
        return Guess("organization", LABELLED)
    if name.label == "PERSON" or (1 < len(parts) <= _LONGEST and _is_borne(own)):
        return Guess("person", LABELLED if len(parts) > 1 else GUESSED)
    if name.label in ("ORG", "NORP", "FAC", "PRODUCT"):
        return Guess("organization", GUESSED)
    return Guess("person" if 1 < len(parts) < 5 else "organization", GUESSED / 2)  # noqa: PLR2004


def _is_borne(own: str) -> bool:
    """Whether several people bear each word of a name."""
    tokens = parse(own, PERSON).tokens
    return bool(tokens) and all(sounds(token) in _borne() for token in tokens)


@cache
def _borne() -> frozenset[str]:
    return frozenset(load("known_names", dict[str, str])["names"].split())


def _ends_as_body(word: str) -> bool:
    """Whether one word is made as firms' names are: "Absolutbank"."""
    endings = words("news_names", "body_endings")
    return any(word.lower().endswith(end) and len(word) > len(end) + 2 for end in endings)


def _along_lists(text: str, names: list[Name], guesses: list[Guess]) -> list[Guess]:
    """Names that only commas part are one list: what is told of one holds for the others."""
    out = list(guesses)
    at = 0
    while at < len(names):
        end = at + 1
        while end < len(names) and _BETWEEN.match(text[names[end - 1].end : names[end].start]):
            end += 1
        weak = [
            place
            for place in range(at, end)
            if out[place].weight < SHAPED - 0.6
            and not (place > at and _OF.search(text[names[place - 1].end : names[place].start]))
            and not _OF.search(text[max(0, names[place].start - 9) : names[place].start])
        ]
        told = [out[place] for place in range(at, end) if out[place].weight >= SHAPED - 0.6]
        kinds_told = {guess.type for guess in told}
        if weak and len(kinds_told) == 1 and end - at > 1 and told[0].type != "organization":
            for place in weak:
                out[place] = Guess(told[0].type, SHAPED - 1)
        elif len(weak) > 2 and not told:  # noqa: PLR2004
            common = Counter(out[place].type for place in weak).most_common(1)[0]
            if common[1] * 3 >= len(weak) * 2:
                for place in weak:
                    out[place] = Guess(common[0], LABELLED)
        at = end
    return out


def _headers(document: Document) -> list[tuple[int, int, TargetType]]:
    """Stretches under a heading or a line with a colon that tells one kind: "Vessels:"."""
    found: list[tuple[int, int, TargetType]] = []
    open_kind: TargetType | None = None
    for block in document.blocks:
        line = document.text[block.start : block.end].strip()
        told = {
            kind for word in re.findall(r"[\w’']+", line.lower()) if (kind := kinds().get(word))
        }
        told -= {"other"}
        short = len(line.split()) < 8  # noqa: PLR2004
        heads = block.kind == "heading" or _LETTERED.match(line)
        if line.endswith(":") or (short and heads):
            if plural := _plural_kinds(line):
                told = plural
            open_kind = next(iter(told)) if len(told) == 1 else None
        elif block.kind in ("item", "cell") or short or (open_kind and not line.endswith(".")):
            if open_kind:
                found.append((block.start, block.end, open_kind))
        else:
            open_kind = None
    return found


def _plural_kinds(line: str) -> set[TargetType]:
    return {
        kind
        for word in re.findall(r"[\w’']+", line.lower())
        if word.endswith(("s", "people", "men")) and (kind := kinds().get(word))
    }
