"""Builds an index from a store: every listed entity, its names word by word, and its facts.

What a question needs to be answered lies in the index, so that screening opens no other file.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import msgspec

from designata.index import file
from designata.index.entry import About, Designated, Listed
from designata.index.keys import hashes
from designata.model import vocabulary
from designata.names.parts import kind_of, parse
from designata.store import listing
from designata.store.claims import Store
from designata.store.schema import DIGEST, Stored

if TYPE_CHECKING:
    import numpy as np

VERSION = 2
_LONGEST_JOIN = 6
_FACTS = {
    "birthDate",
    "deathDate",
    "birthPlace",
    "birthCountry",
    "nationality",
    "citizenship",
    "country",
    "jurisdiction",
    "flag",
    "pastFlags",
    "gender",
    "type",
    "incorporationDate",
    "buildDate",
    "topics",
    "addressEntity",
}
_OF_PARTS = {"publicKey", "passportNumber", "number", "full", "city", "authority", "program"} | {
    "startDate",
    "endDate",
    "listingDate",
    "country",
    "currencySymbol",
    "type",
}


def build(store: Store, path: Path, *, as_of: dt.date | None = None) -> About:
    """Builds the index of a store into a file.

    Args:
        store: the store.
        path: the file; replaced in one rename.
        as_of: what was known on a day.
    """
    words = _Words()
    blobs: list[bytes] = []
    numbers: list[tuple[int, int]] = []
    encoder = msgspec.msgpack.Encoder()
    for number, listed in enumerate(entries(store, as_of=as_of)):
        blobs.append(encoder.encode(listed))
        words.take(number, listed)
        numbers += [(crc32(value.encode()), number) for value in listed.numbers()]
    about = About(
        version=VERSION,
        edition=store.manifest.edition,
        as_of=as_of,
        lists=listing.dates(store, as_of=as_of),
        entities=len(blobs),
        names=len(words.entities),
    )
    file.write(path, about, words.arrays() | _blob("entity", blobs) | _numbers(numbers))
    return about


def entries(store: Store, *, as_of: dt.date | None = None) -> Iterator[Listed]:
    """Every listed entity with the facts that matching weighs."""
    wanted = sorted(
        {*vocabulary.NAMES, *_FACTS, *_OF_PARTS, *_identifiers(), DIGEST},
    )
    claims = store.claims(
        "c.property IN (SELECT unnest(?))", [wanted], as_of=as_of, order="c.record, c.claim"
    )
    for record, group in groupby(claims, key=lambda stored: stored.claim.record):
        if listed := _entry(record, group):
            yield listed


def _identifiers() -> set[str]:
    return {
        prop
        for name in vocabulary.listed_schemata()
        for prop, kind in vocabulary.schema(name).properties.items()
        if kind == "identifier"
    }


def _entry(record: str, group: Iterable[Stored]) -> Listed | None:
    names: list[tuple[str, str]] = []
    facts: dict[str, list[str]] = {}
    parts: dict[str, dict[str, str]] = {}
    kinds: dict[str, str] = {}
    schema = publisher = ""
    for stored in group:
        claim = stored.claim
        if claim.subject != record:
            kinds[claim.subject] = claim.schema
            parts.setdefault(claim.subject, {}).setdefault(claim.property, claim.value)
        elif claim.property == DIGEST:
            if claim.part == "main":
                schema, publisher = claim.schema, stored.publisher
        elif claim.property in vocabulary.NAMES:
            names.append((claim.value, claim.property))
        else:
            facts.setdefault(claim.property, []).append(claim.value)
    if not schema or not vocabulary.is_listed(schema):
        return None
    designations = []
    for subject, part in parts.items():
        if kinds[subject] == "Sanction":
            designations.append(
                Designated(
                    authority=part.get("authority", ""),
                    program=part.get("program"),
                    since=part.get("startDate") or part.get("listingDate"),
                    until=part.get("endDate"),
                )
            )
        elif kinds[subject] == "CryptoWallet" and "publicKey" in part:
            facts.setdefault("publicKey", []).append(part["publicKey"])
        elif kinds[subject] == "Address" and "full" in part:
            facts.setdefault("address", []).append(part["full"])
        elif kinds[subject] == "Passport" and "number" in part:
            issued = f"{part.get('country', '')}:{part['number']}"
            facts.setdefault("passport", []).append(issued)
    facts.pop("addressEntity", None)
    return Listed(
        id=record,
        schema=schema,
        publisher=publisher,
        names=list(dict.fromkeys(names)),
        facts={prop: list(dict.fromkeys(values)) for prop, values in facts.items()},
        designations=list(dict.fromkeys(designations)),
    )


class _Words:
    """The words of all names, and which names hold them."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._postings: list[list[int]] = []
        self._seen: Counter[int] = Counter()
        self.entities: list[int] = []
        self._texts: list[int] = []
        self._rows: list[list[int]] = []

    def take(self, entity: int, listed: Listed) -> None:
        kind = kind_of(listed.schema)
        mine: set[int] = set()
        known: set[tuple[str, ...]] = set()
        for place, (text, _) in enumerate(listed.names):
            name = parse(text, kind)
            if not name.words or name.words in known:
                continue
            known.add(name.words)
            row = len(self.entities)
            self.entities.append(entity)
            self._texts.append(place)
            for word in dict.fromkeys((*name.words, *joins(name.words))):
                number = self._ids.setdefault(word, len(self._ids))
                if number == len(self._postings):
                    self._postings.append([])
                self._postings[number].append(row)
                mine.add(number)
            self._rows.append([self._ids[word] for word in dict.fromkeys(name.words)])
        self._seen.update(mine)

    def arrays(self) -> "dict[str, np.ndarray[Any, Any]]":
        import numpy as np

        keys: list[int] = []
        of_word: list[int] = []
        for word, number in self._ids.items():
            for key in hashes(word, loose=True):
                keys.append(key)
                of_word.append(number)
        key_array, word_array = np.array(keys, np.uint32), np.array(of_word, np.uint32)
        order = np.argsort(key_array, kind="stable")
        lengths = np.array([len(rows) for rows in self._postings], np.uint32)
        postings = np.fromiter(
            (row for rows in self._postings for row in rows), np.uint32, int(lengths.sum())
        )
        frequency = np.array([self._seen[n] for n in range(len(self._ids))], np.uint32)
        return {
            "key": key_array[order],
            "key_word": word_array[order],
            "posting_start": np.concatenate([[0], np.cumsum(lengths)]).astype(np.uint32),
            "posting": postings,
            "frequency": frequency,
            "row_word": np.array([n for row in self._rows for n in row], np.uint32),
            "row_start": np.concatenate(
                [[0], np.cumsum([len(row) for row in self._rows], dtype=np.uint32)]
            ).astype(np.uint32),
            "name_entity": np.array(self.entities, np.uint32),
            "name_place": np.array(self._texts, np.uint16),
        } | _blob("word", [word.encode() for word in self._ids])


def joins(words: tuple[str, ...]) -> Iterator[str]:
    """Neighbours written as one word, for names that others write so.

    >>> list(joins(("good", "will", "trust")))
    ['goodwill', 'willtrust']
    """
    if len(words) <= _LONGEST_JOIN:
        for first, second in zip(words, words[1:], strict=False):
            yield first + second


def _blob(name: str, pieces: list[bytes]) -> "dict[str, np.ndarray[Any, Any]]":
    import numpy as np

    lengths = np.array([len(piece) for piece in pieces], np.uint64)
    return {
        name: np.frombuffer(b"".join(pieces), np.uint8),
        f"{name}_start": np.concatenate([[0], np.cumsum(lengths)]).astype(np.uint64),
    }


def _numbers(pairs: list[tuple[int, int]]) -> "dict[str, np.ndarray[Any, Any]]":
    import numpy as np

    pairs.sort()
    return {
        "number": np.array([key for key, _ in pairs], np.uint32),
        "number_entity": np.array([entity for _, entity in pairs], np.uint32),
    }
