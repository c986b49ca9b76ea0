"""A dossier for a page: equal facts merged, each with all its sources, values by what they are."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from designata.dossier.shape import Dossier
from designata.model import vocabulary
from designata.model.address import is_web
from designata.store.dossier import Fact, Source, distinct

_QUIET = {"topics", "sourceUrl", "modifiedAt", "retrievedAt", "createdAt", "recordId"}
"""What only programs read, or what the sources tell already."""


class Value(NamedTuple):
    """A value that one or several sources tell.

    Args:
        value: its normal form.
        link: whether it is an address of the web.
        original: what sources wrote, where that differs.
        modality: how firmly it is said, at the firmest.
        since: from when it holds, as far as is told.
        until: until when.
        sources: every place where it stands.
    """

    value: str
    link: bool
    original: list[str]
    modality: str
    since: str | None
    until: str | None
    sources: list[Source]


class Field(NamedTuple):
    """A property with its values."""

    name: str
    values: list[Value]


class Document(NamedTuple):
    """A document that facts stand in, with how many do."""

    source: Source
    facts: int


_FIRMNESS = ("asserted", "reported", "possible", "denied")


def fields(facts: Iterable[Fact], schema: str) -> list[Field]:
    """Facts by property, in the order in which each comes first.

    Args:
        facts: of one entity.
        schema: what it is.
    """
    found: dict[str, dict[tuple[str, str | None, str | None], list[Fact]]] = {}
    for fact in facts:
        if fact.property not in _QUIET:
            same = fact.value, fact.since, fact.until
            found.setdefault(fact.property, {}).setdefault(same, []).append(fact)
    return [
        Field(
            name, [_value(each, link=_link(name, schema, each[0].value)) for each in told.values()]
        )
        for name, told in found.items()
    ]


def _value(same: list[Fact], *, link: bool) -> Value:
    return Value(
        value=same[0].value,
        link=link,
        original=list(dict.fromkeys(f.original for f in same if f.original)),
        modality=min((f.modality for f in same), key=_FIRMNESS.index),
        since=same[0].since,
        until=same[0].until,
        sources=distinct(f.source for f in same),
    )


def _link(name: str, schema: str, value: str) -> bool:
    """Whether a value is an address that may be followed.

    >>> _link("website", "Company", "https://example.org"), _link("website", "Company", "data:,x")
    (True, False)
    """
    part, _, own = name.rpartition(".")
    known = vocabulary.schemata().get(part or schema)
    return known is not None and known.properties.get(own) == "url" and is_web(value)


def base(file: str) -> str:
    r"""A file's own name: where it lay on the machine that took it in is nobody's business.

    >>> base("/srv/lists/sdn.csv"), base("C:\\lists\\sdn.csv")
    ('sdn.csv', 'sdn.csv')
    """
    return re.split(r"[/\\]", file)[-1]


def documents(dossier: Dossier) -> list[Document]:
    """The documents that a dossier stands on, those with most facts first."""
    counts: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], Source] = {}
    for source in _sources(dossier):
        key = source.sha256, source.url or source.file
        counts[key] = counts.get(key, 0) + 1
        first.setdefault(key, source)
    rows = [Document(first[key], count) for key, count in counts.items()]
    return sorted(rows, key=lambda row: -row.facts)


def _sources(dossier: Dossier) -> Iterator[Source]:
    for fact in (*dossier.names, *dossier.identifiers, *dossier.facts):
        yield fact.source
    for step in dossier.timeline:
        yield from step.sources
    for tie in dossier.ties:
        yield from tie.sources
    for claim in dossier.claims:
        yield claim.source
    for event in dossier.events:
        yield from event.sources
