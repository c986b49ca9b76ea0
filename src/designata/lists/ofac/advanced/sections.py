"""The advanced XML's sections, put together into parties; parties are kept packed until then."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec
from lxml import etree

from designata.lists.ofac.advanced import facts, profile
from designata.lists.ofac.advanced.reference import References
from designata.lists.ofac.party import Document, Party, Place, Relation

_Some = TypeVar("_Some")


class _Held(msgspec.Struct, frozen=True):
    """A party before its relations and entries are read, with the numbers that name it."""

    party: Party
    locator: str
    profiles: tuple[str, ...]
    identities: tuple[str, ...]
    names: dict[str, str]


_UNPACK = msgspec.msgpack.Decoder(_Held)


class Sections:
    """What has been read of a file so far.

    >>> sections = Sections()
    >>> sections.take(etree.fromstring('<DistinctParty FixedRef="36"/>'), "bytes=0-29", name="a")
    >>> [party.number for party, _ in sections.parties()]
    ['36']
    """

    TAGS = (
        "ReferenceValueSets",
        "Location",
        "IDRegDocument",
        "DistinctParty",
        "ProfileRelationship",
        "SanctionsEntry",
    )
    """The elements to take, in the order of the file."""

    def __init__(self) -> None:
        self._references = References()
        self._places: dict[str, Place] = {}
        self._documents: dict[str, list[tuple[Document, str]]] = defaultdict(list)
        self._held: list[bytes] = []
        self._who: dict[str, tuple[str, str]] = {}
        self._relations: dict[str, list[Relation]] = defaultdict(list)
        self._entries: dict[str, list[facts.Entry]] = defaultdict(list)

    def take(self, element: etree._Element, locator: str, *, name: str) -> None:
        """Takes one element.

        Args:
            element: of one of the ``TAGS``.
            locator: its place in the file.
            name: what messages call the file.

        Raises:
            InputError: when a party has no number.
        """
        tag, references = element.tag, self._references
        if tag == "DistinctParty":
            self._hold(element, locator, name)
        elif tag == "Location":
            self._places[element.get("ID", "")] = facts.place(element, references)
        elif tag == "IDRegDocument":
            identity = element.get("IdentityID", "")
            self._documents[identity].append(facts.document(element, references))
        elif tag == "ProfileRelationship":
            of = element.get("From-ProfileID", "")
            self._relations[of].append(facts.relation(element, references))
        elif tag == "SanctionsEntry":
            self._entries[element.get("ProfileID", "")].append(facts.entry(element, references))
        else:
            references.take(element)

    def everybody(self) -> Iterator[tuple[str, str]]:
        """The id and the primary name of every party."""
        return ((f"ofac-{number}", name) for number, name in self._who.values())

    def parties(self) -> Iterator[tuple[Party, str]]:
        """Every party with all that belongs to it, and its place."""
        for packed in self._held:
            held = _UNPACK.decode(packed)
            entries = [e for number in held.profiles for e in self._entries.get(number, ())]
            relations = [r for number in held.profiles for r in self._relations.get(number, ())]
            whole = msgspec.structs.replace(
                held.party,
                documents=tuple(self._papers(held)),
                relations=tuple(self._named(relation) for relation in relations),
                listings=_once(row for entry in entries for row in entry.listings),
                programs=_once(tag for entry in entries for tag in entry.programs),
                measures=_once(text for entry in entries for text in entry.measures),
                authorities=_once(text for entry in entries for text in entry.authorities),
                others=held.party.others + _once(t for entry in entries for t in entry.others),
            )
            yield whole, held.locator

    def _hold(self, element: etree._Element, locator: str, name: str) -> None:
        where = f"{name}, {locator}"
        party, names = profile.party(element, self._references, self._places, where=where)
        held = _Held(
            party=party,
            locator=locator,
            profiles=tuple(p.get("ID", "") for p in element.iterfind("Profile")),
            identities=tuple(i.get("ID", "") for i in element.iterfind("Profile/Identity")),
            names={id_: text for id_, text in names.items() if text != party.name},
        )
        self._held.append(msgspec.msgpack.encode(held))
        self._who |= dict.fromkeys(held.profiles, (party.number, party.name))

    def _papers(self, held: _Held) -> Iterator[Document]:
        """The papers of its identities; those that bear another name say so."""
        for identity in held.identities:
            for document, number in self._documents.get(identity, ()):
                yield document.bearing(held.names.get(number, ""))

    def _named(self, relation: Relation) -> Relation:
        number, name = self._who.get(relation.other, (relation.other, ""))
        return msgspec.structs.replace(relation, other=number, name=name)


def _once(values: Iterable[_Some]) -> tuple[_Some, ...]:
    return tuple(dict.fromkeys(values))
