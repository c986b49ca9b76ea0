"""STIX 2.1: a bundle that threat-intelligence platforms take in.

https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html . Persons, firms and other bodies are
identities; ships, aircraft and wallets are infrastructure; countries are locations; ties are
relationships. Each carries a marking with the list that tells it. Ids come from Designata's own
(UUID version 5), so that a bundle made twice updates and does not double.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID, uuid5

import msgspec

from designata.formats import graphs
from designata.formats.ftm import Group
from designata.model import countries, vocabulary

NAMESPACE = UUID("8a5f0f5e-2a64-5d0c-9d43-5b2f6c1f7f10")
"""Under which ids are made; it never changes."""

_START = "2024-01-01T00:00:00.000Z"
"""The moment of what has none of its own: markings, countries and bare ends of ties."""

_CLASSES = {"Person": "individual", "PublicBody": "organization", "LegalEntity": "unknown"}
_BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KINDS = {"Ownership": "owns", "Vehicle": "owns", "Control": "controls", "LegalEntity": "owns"}

_Object = dict[str, object]


def rows(groups: Iterable[Group]) -> Iterator[bytes]:
    """The bundle, object by object."""
    yield f'{{"type": "bundle", "id": "bundle--{uuid5(NAMESPACE, "bundle")}", "objects": ['.encode()
    for number, made in enumerate(_objects(groups)):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(made)
    yield b"\n]}\n"


def _objects(groups: Iterable[Group]) -> Iterator[_Object]:
    writer = _Writer()
    for piece in graphs.pieces(writer.watching(groups)):
        if isinstance(piece, graphs.Node):
            yield from writer.node(piece)
        else:
            yield from writer.edge(piece)
    yield from writer.late()


class _Writer:
    """Writes pieces as objects; ties wait until it is known what their ends are."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._made: set[str] = set()
        self._waiting: list[tuple[graphs.Edge, _Object]] = []
        self._moments, self._titles = (_START, _START), dict[str, str]()

    def watching(self, groups: Iterable[Group]) -> Iterator[Group]:
        """The groups, each noted before its pieces come."""
        for group in groups:
            self._moments = _moment(group.first_seen), _moment(group.last_change)
            self._titles = dict(group.datasets)
            yield group
        self._moments, self._titles = (_START, _START), {}

    def node(self, node: graphs.Node) -> Iterator[_Object]:
        """An entity, with the list it stands in and the countries it is of."""
        yield from self._markings()
        kind = _kind(node.schema)
        made = self._object(kind, node.id)
        self._ids[node.id] = str(made["id"])
        told = node.attributes
        made["name"] = told["caption"]
        if about := _about(told):
            made["description"] = about
        if kind == "identity":
            made["identity_class"] = _class(node.schema)
        labels = [node.schema, *_split(told.get("topics", ""))]
        made["labels"] = labels
        if kind == "infrastructure":
            made["infrastructure_types"] = ["unknown"]
            names = [name for name in _split(told.get("names", "")) if name != told["caption"]]
            made |= {"aliases": names} if names else {}
        made["external_references"] = [
            {"source_name": "designata", "external_id": node.id},
            *(
                {"source_name": name, "description": "designates it"}
                for name in _split(told.get("designated_by", ""))
            ),
        ]
        yield _clean(made)
        for code in _split(told.get("countries", "")):
            yield from self._place(code, str(made["id"]))

    def edge(self, edge: graphs.Edge) -> Iterator[_Object]:
        """A tie; it is written when both ends are."""
        yield from self._markings()
        self._waiting.append((edge, self._object("relationship", edge.id)))

    def late(self) -> Iterator[_Object]:
        """The ties, in their order."""
        for edge, begun in self._waiting:
            kind = _KINDS.get(edge.kind, _BOUNDARY.sub("-", edge.kind).lower())
            ends = self._ids[edge.one], self._ids[edge.other]
            told = edge.attributes
            about = [f"{name}: {told[name]}" for name in told if name not in {"kind", "datasets"}]
            made = begun | {"relationship_type": kind, "description": "; ".join(about)}
            made |= {"source_ref": ends[0], "target_ref": ends[1]}
            if source := told.get("source"):
                made["external_references"] = [{"source_name": "source", "url": source}]
            yield _clean(made)

    def _object(self, kind: str, key: str) -> _Object:
        made: _Object = {
            "type": kind,
            "spec_version": "2.1",
            "id": _id(kind, key),
            "created": min(self._moments),
            "modified": max(self._moments),
        }
        return made | ({"object_marking_refs": marks} if (marks := self._marks()) else {})

    def _marks(self) -> list[str]:
        return [_id("marking-definition", name) for name in self._titles]

    def _markings(self) -> Iterator[_Object]:
        for name, title in self._titles.items():
            if self._new(key := _id("marking-definition", name)):
                yield {
                    "type": "marking-definition",
                    "spec_version": "2.1",
                    "id": key,
                    "created": _START,
                    "definition_type": "statement",
                    "definition": {"statement": f"Source: {title} ({name})"},
                }

    def _place(self, code: str, entity: str) -> Iterator[_Object]:
        """A country, and that an entity is of it; unions and former states are not in ISO 3166."""
        country = code.upper()
        if not re.fullmatch(r"[A-Z]{2}", country):
            return
        place = _id("location", code)
        if self._new(place):
            yield {
                "type": "location",
                "spec_version": "2.1",
                "id": place,
                "created": _START,
                "modified": _START,
                "name": countries.name(code),
                "country": country,
            }
        made = self._object("relationship", f"{entity} {code}")
        kind = "located-at" if entity.startswith("identity") else "related-to"
        yield made | {"relationship_type": kind, "source_ref": entity, "target_ref": place}

    def _new(self, key: str) -> bool:
        new = key not in self._made
        self._made.add(key)
        return new


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE, f'{kind} {graphs.plain(key)}')}"


def _moment(day: str | None) -> str:
    return f"{day}T00:00:00.000Z" if day else _START


def _kind(schema: str) -> str:
    known = vocabulary.schema(schema)
    thing = known.is_a("Asset") and not known.is_a("LegalEntity")
    return "infrastructure" if thing or known.is_a("CryptoWallet") else "identity"


def _class(schema: str) -> str:
    known = vocabulary.schema(schema)
    if known.is_a("Organization"):
        return "organization"
    return _CLASSES.get(schema, "unknown")


def _about(told: Mapping[str, str]) -> str:
    words = ("names", "birth_date", "identifiers", "designated_by", "designated_since", "programs")
    return "; ".join(f"{word.replace('_', ' ')}: {told[word]}" for word in words if word in told)


def _split(text: str) -> list[str]:
    return [part for part in text.split("; ") if part]


def _clean(made: _Object) -> _Object:
    return {key: graphs.plain(v) if isinstance(v, str) else v for key, v in made.items()}
