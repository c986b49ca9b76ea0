"""Footnotes: one for each place in a source, numbered in the order in which sentences cite it."""

from collections.abc import Iterator, Mapping

import msgspec

from designata.brief.told import Brief, Cited, Sentence
from designata.model.address import is_web

MOST = 4
"""A sentence shows so many notes; the JSON has all its claims."""

_VALUES = 6
_WIDE = 240


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What one place says.

    Args:
        number: the note's.
        words: the source's words, by property, and who says so, how firmly.
        place: the list, its date, the place in the file, the file's hash.
        url: a public address of the web, if there is one.
    """

    number: int
    words: str
    place: str
    url: str | None


class Notes:
    """The notes of a brief.

    Args:
        brief: the brief.
        labels: of its language.
    """

    def __init__(self, brief: Brief, labels: Mapping[str, str]) -> None:
        self._labels = labels
        self._places: dict[tuple[str | None, ...], dict[str, Cited]] = {}
        self._shown: dict[str, list[int]] = {}
        numbers: dict[tuple[str | None, ...], int] = {}
        for sentence in brief.sentences:
            shown = self._shown.setdefault(sentence.id, [])
            for key, claims in _by_place(sentence).items():
                number = numbers.setdefault(key, len(numbers) + 1)
                self._places.setdefault(key, {}).update({one.claim: one for one in claims})
                shown.append(number)

    def of(self, sentence: Sentence) -> list[int]:
        """The numbers of a sentence's notes."""
        return self._shown[sentence.id]

    def __iter__(self) -> Iterator[Note]:
        for number, claims in enumerate(self._places.values(), 1):
            one = next(iter(claims.values()))
            words = self._words(list(claims.values()))
            url = one.url if is_web(one.url) else None
            yield Note(number=number, words=words, place=_place(one), url=url)

    def _words(self, claims: list[Cited]) -> str:
        one = claims[0]
        if one.rule:
            return f"{_quote(one)} ({self._labels['counted']}: {one.rule})"
        told = [f"{c.property}: “{_quote(c)}”" for c in claims[:_VALUES]]
        if len(claims) > _VALUES:
            told.append("…")
        words = "; ".join(dict.fromkeys(told))
        if one.speaker:
            words += f" ({self._labels['said_by']}: {one.speaker})"
        if one.modality != "asserted":
            words += f" ({self._labels[one.modality]})"
        return words


def _by_place(sentence: Sentence) -> dict[tuple[str | None, ...], list[Cited]]:
    """The claims of a sentence by where they stand; what it is about before who it is about."""
    found: dict[tuple[str | None, ...], list[Cited]] = {}
    for one in sorted(sentence.claims, key=_rank):
        place: tuple[str | None, ...]
        if one.rule:
            place = (one.claim,)
        else:
            place = (one.record, one.sha256, one.locator, one.url, one.speaker, one.modality)
        if place in found or len(found) < MOST:
            found.setdefault(place, []).append(one)
    return found


def _rank(one: Cited) -> int:
    if one.property in {"Sanction.authority", "Sanction.country", "Sanction.entity"}:
        return 2
    return 1 if not one.property.startswith("Sanction.") and one.property != "notes" else 0


def _quote(one: Cited) -> str:
    if len(one.quote) <= _WIDE:
        return one.quote
    return one.quote[:_WIDE].rsplit(" ", 1)[0] + " …"


def _place(one: Cited) -> str:
    told = [one.list or one.publisher, one.record, one.date, one.locator]
    if one.sha256:
        told.append(f"sha256 {one.sha256[:12]}")
    return ", ".join(part for part in told if part)


def paragraphs(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Sentences by paragraph.

    >>> paragraphs([])
    []
    """
    found: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.opens or not found:
            found.append([])
        found[-1].append(sentence)
    return found
