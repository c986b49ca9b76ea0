"""Who publishes the lists that Designata reads: names, titles, terms and addresses, by code.

They stand in ``data/publishers.toml``, so that whoever tells of a list need not have its reader at
hand; that is in ``readers.py``.
"""

from functools import cache

import msgspec

from designata.data import load
from designata.errors import InputError

CODES = ("ofac", "un", "eu", "uk", "ca", "au", "ua", "kr", "casebook", "ftm")
"""In the order in which they are asked whether a file is theirs."""

FETCHED = ("ofac", "un", "eu", "uk", "ca", "au")
"""Those with official addresses, which a plain ``update`` fetches."""

KEPT = ("news", "derived")
"""What is written into a store by other rooms: never told from a file, never fetched, no list."""

WATCHED = ("ua",)
"""Those whose lists impose nothing, and only name whom to look at."""


class Feed(msgspec.Struct, frozen=True):
    """One official address of a list's file."""

    url: str
    name: str


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes lists, and where.

    Args:
        code: the short name used everywhere, and the prefix of its entities' ids.
        authority: its own name, as it stands in designations.
        country: the country or union it acts for.
        titles: the title of each of its lists, by dataset.
        licence: the terms of reuse, as it states them.
        homepage: where a person finds the lists.
        feeds: the official addresses that ``update`` fetches; none where none is published.
        hosts: hosts that those addresses may redirect to.
    """

    code: str
    authority: str
    country: str
    titles: dict[str, str]
    licence: str
    homepage: str
    feeds: tuple[Feed, ...] = ()
    hosts: tuple[str, ...] = ()

    def title(self, dataset: str) -> str:
        """The title of one of its lists; the dataset's own name where a title is not known."""
        return self.titles.get(dataset, dataset)


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    authority: str
    country: str
    licence: str
    homepage: str
    titles: dict[str, str] = {}
    feeds: dict[str, str] = {}
    hosts: tuple[str, ...] = ()


@cache
def of(code: str) -> Publisher:
    """A publisher.

    Raises:
        InputError: when there is none of that code.

    >>> of("un").authority
    'United Nations Security Council'
    """
    row = load("publishers", dict[str, _Row]).get(code)
    if row is None:
        raise InputError(f"there is no publisher {code!r}", cure=f"give one of {', '.join(CODES)}")
    return Publisher(
        code=code,
        authority=row.authority,
        country=row.country,
        titles=row.titles,
        licence=row.licence,
        homepage=row.homepage,
        feeds=tuple(Feed(url=url, name=name) for name, url in row.feeds.items()),
        hosts=row.hosts,
    )
