"""The numbers that an article states, and whether a count is one of them.

A target's count must be a number of its event's sentences that belongs neither to a date nor to
targets of another kind, or what such numbers make when they are added up or divided ("two
companies, in Russia and in Dubai"), with those named beside them ("Roe and two of his brothers"). A
noun in the singular counts one ("Cuba's defence minister").
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations, pairwise

import msgspec

from designata.news.document import Document
from designata.news.findings import Dated, Target, TargetType
from designata.news.mentions.counting import SEVERAL
from designata.news.mentions.groups import kinds
from designata.news.numerals import SMALL, numeral
from designata.news.taken import Taken

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "|".join(sorted(SMALL, key=len, reverse=True))
_WHOLE = "hundred|thousand|dozen"
_NUMBER = re.compile(
    rf"\bhalf\sa\sdozen\b|\b(?:(?:an?|{_UNITS}|{_TENS}|\d{{1,3}})[\s-])?(?:{_WHOLE})"
    rf"(?:\s(?:and\s)?(?:(?:{_TENS})(?:-(?:{_UNITS}))?|{_UNITS}))?\b"
    rf"|\b(?:{_TENS})-(?:{_UNITS})\b|\b(?:{_UNITS}|{_TENS})\b"
    rf"|\b(?P<few>an?|another|single|sole|both|{'|'.join(SEVERAL)})\b"
    r"|(?<![\d.,/-])(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?![\d/]|[.,]\d)",
    re.IGNORECASE,
)
_FEW = {"both": 2, **SEVERAL}
_WORD = re.compile(r"[\w’'-]+|[.;:]\s|\n")
_PLURAL = re.compile(r"(?:[^s]s|men|people)$")
_REACH = 8
_PARTS, _FIRST = 3, 12


class Amount(msgspec.Struct, frozen=True):
    """A number of the text; of what kind, where a noun behind it tells."""

    value: int
    at: int
    type: TargetType | None


def amounts(document: Document, dates: Iterable[Dated]) -> list[Amount]:
    """The numbers of an article, in its order, without those of its dates.

    >>> text = "On 2 April two Russian ships and 1,200 people were listed."
    >>> document = Document(text=text, title="", published=None, language="en", sha256="")
    >>> day = Dated("2024-04-02", "day", "2 April", 3, 10)
    >>> [(amount.value, amount.type) for amount in amounts(document, [day])]
    [(2, 'vessel'), (1200, 'person')]
    """
    skipped = Taken((d.start, d.end) for d in dates if d.start is not None and d.end is not None)
    text, found = document.text, []
    if document.language == "ko":
        from designata.news.korean.groups import groups

        for group in groups(text, 0):
            found.append(Amount(group.count, group.start, group.type))
            skipped.add(group.start, group.end)
    for match in _NUMBER.finditer(text):
        few = match["few"]
        value = _FEW.get(few.lower(), 1) if few else numeral(match[0])
        if value is not None and not skipped.touches(*match.span()):
            found.append(Amount(value, match.start(), _kind(text, match.end())))
    return sorted(found, key=lambda amount: amount.at)


def _kind(text: str, end: int) -> TargetType | None:
    """What the first noun that names a kind says is counted, within the clause."""
    found: TargetType | None = None
    before = ""
    for word in list(_WORD.finditer(text, end, end + 90))[:_REACH]:
        told = word[0].lower()
        if told.isspace() or told[0] in ".;:" or _NUMBER.fullmatch(told):
            break
        kind = kinds().get(f"{before} {told}") or kinds().get(told)
        before = told
        if found and not kind:
            break
        found = kind or found  # of "four gang leaders" the last tells
    return found


class Stated:
    """What the sentences of one event count."""

    def __init__(
        self, document: Document, found: Iterable[Amount], spans: Sequence[tuple[int, int]]
    ) -> None:
        self._text = "\n".join(document.text[start:end] for start, end in spans).lower()
        self._korean = document.language == "ko"
        within = Taken(spans)
        self._values: dict[TargetType | None, list[int]] = defaultdict(list)
        for amount in found:
            if amount.at in within:
                self._values[amount.type].append(amount.value)

    def bears(self, target: Target, targets: Iterable[Target], named: int) -> bool:
        """Whether a target's count stands there.

        Args:
            target: one of the event's.
            targets: all of them.
            named: how many of the target's mentions are names of different ones.
        """
        count = target.count
        if count is None or 0 < count == named:
            return True
        alike = [other.count or 0 for other in targets if other.type == target.type]
        if len(alike) > 1 and self._states(sum(alike), target.type):
            return True
        all_told = sum(other.count or 0 for other in targets)
        if target.type == "other" and self._states(all_told, "other"):
            return True  # the rest of "nine targets, including Roe"
        return any(self._tells(count - beside, target.type) for beside in range(named + 1))

    def _tells(self, count: int, kind: TargetType) -> bool:
        return (
            self._states(count, kind)
            or (count == 1 and kind in self._singular)
            or self._makes(count, kind)
        )

    def _states(self, count: int, kind: TargetType) -> bool:
        kinds_told = self._values if kind == "other" else (kind, None)
        return any(count in self._values.get(told, ()) for told in kinds_told)

    def _makes(self, count: int, kind: TargetType) -> bool:
        """Whether numbers of one kind add up to a count: those of the first few are tried.

        A noun in the singular is one more: "a front company and the trading firm behind it".
        """
        told = [*self._values.get(kind, []), *[1] * self._singular[kind]][:_FIRST]
        return any(
            sum(some) == count for size in range(2, _PARTS + 1) for some in combinations(told, size)
        )

    def speaks_of(self, kind: TargetType) -> bool:
        """Whether a noun tells of such targets, counted or not."""
        return kind == "other" or kind in self._nouns

    @cached_property
    def _nouns(self) -> set[str | None]:
        if self._korean:
            from designata.news.korean.vocabulary import TYPES, rows

            return {
                kind for kind in TYPES if any(word in self._text for word in rows("types")[kind])
            }
        return {kinds().get(word) for word in self._words}

    @cached_property
    def _singular(self) -> Counter[str | None]:
        return Counter(kinds().get(word) for word in self._words if not _PLURAL.search(word))

    @cached_property
    def _words(self) -> list[str]:
        """Words, and two of them where both together tell a kind: "gas carrier"."""
        single = re.findall(r"\w+", self._text)
        return [*single, *(pair for pair in map(" ".join, pairwise(single)) if pair in kinds())]
