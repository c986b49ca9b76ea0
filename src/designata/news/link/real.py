"""Records of several lists that are one real entity, told among those listed on the same days.

A shared IMO number, LEI or Russian registration number decides; else names and facts are judged as
everywhere (``evidence``), which among a handful listed on one day by one authority is safe.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from designata.evidence.comparisons import Record
from designata.evidence.explain import judge
from designata.model import identifiers, vocabulary
from designata.names.parts import parse

_SAME = 0.9
_NUMBERS = ("imoNumber", "leiCode", "innCode", "ogrnCode")
_LONG = 4


class Listing(msgspec.Struct):
    """A record of a list, as far as an announcement is told by it.

    Args:
        id: the record's.
        publisher: whose list.
        schema: what it is.
        names: with their property.
        facts: values by property, to compare by.
        countries: those that it tells as its own.
        ties: those of its birth, its papers and its former flags.
        grounds: the texts that say why it is listed.
        acts: the values of each of its designations, by property.
        removed: the days of the editions between which it left the list, if it did.
    """

    id: str
    publisher: str
    schema: str = ""
    names: dict[tuple[str, str], None] = {}
    facts: dict[str, list[str]] = {}
    countries: set[str] = set()
    ties: set[str] = set()
    grounds: dict[str, None] = {}
    acts: dict[str, dict[str, list[str]]] = {}
    removed: tuple[str, str] | None = None


class _Groups:
    """Numbers that belong together, each group known by its least; of one list one alone."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._leader = list(range(len(listings)))
        self._lists = [{listing.publisher} for listing in listings]

    def lead(self, number: int) -> int:
        while self._leader[number] != number:
            number = self._leader[number]
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.lead(one), self.lead(other)))
        if self._lists[first].isdisjoint(self._lists[second]):
            self._leader[second] = first
            self._lists[first] |= self._lists[second]


def together(listings: Sequence[Listing]) -> list[list[int]]:
    """The places of listings that are one entity, in the order of the first of each.

    >>> one = Listing("a-1", "a", "Vessel", {("LADY R", "name"): None}, {"imoNumber": ["9161003"]})
    >>> other = Listing("b-7", "b", "Vessel", {("LADY", "name"): None}, {"imoNumber": ["9161003"]})
    >>> together([one, other])
    [[0, 1]]
    """
    groups = _Groups(listings)
    sharing: dict[str, list[int]] = defaultdict(list)
    for number, listing in enumerate(listings):
        for key in _keys(listing):
            sharing[key].append(number)
    compared: set[tuple[int, int]] = set()
    for key, numbers in sharing.items():
        for pair in _pairs(numbers, listings):
            if groups.lead(pair[0]) == groups.lead(pair[1]):
                continue
            if key.startswith("number "):
                groups.join(*pair)
            elif pair not in compared:
                compared.add(pair)
                if _alike(listings[pair[0]], listings[pair[1]]):
                    groups.join(*pair)
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(listings)):
        found[groups.lead(number)].append(number)
    return list(found.values())


def _pairs(numbers: list[int], listings: Sequence[Listing]) -> Iterator[tuple[int, int]]:
    """Pairs of different lists: one list holds an entity once."""
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            if listings[one].publisher != listings[other].publisher:
                yield one, other


def _keys(listing: Listing) -> Iterator[str]:
    """What two records of one entity share: a number, a word of their names, or a whole name."""
    for prop in _NUMBERS:
        for value in listing.facts.get(prop, ()):
            yield f"number {prop} {identifiers.compact(value)}"
    names = [parse(text).words for text, _ in listing.names]
    words = {word for name in names for word in name if len(word) >= _LONG}
    whole = {" ".join(sorted(name)) for name in names}
    yield from sorted(f"word {word}" for word in words | whole)


def _alike(one: Listing, other: Listing) -> bool:
    left, right = _record(one), _record(other)
    return left.schema == right.schema and judge(left, right, prior=0.0).score >= _SAME


def _record(listing: Listing) -> Record:
    """It to compare: lists differ in whether a firm is a company or an organization."""
    kinds = ("Vessel", "Airplane", "Person")
    schema = vocabulary.schema(listing.schema)
    kind = next((kind for kind in kinds if schema.is_a(kind)), "Organization")
    return Record.of(kind, [text for text, _ in listing.names], listing.facts)
