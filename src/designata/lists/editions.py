"""Which files make up an edition of a list, and in which order editions came out.

Files that lie together and are parts of one list in one format are one edition; where a part occurs
twice, each date is an edition of its own. What is nobody's list is told, not dropped.
"""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

import msgspec

from designata.errors import InputError, UnrecognisedError
from designata.lists import readers
from designata.lists.response import is_web_page
from designata.lists.source import Edition, File, ListModule, Recognised
from designata.model.when import When


class Gathered(msgspec.Struct, frozen=True):
    """What files make up.

    Args:
        editions: with the modules that read them, oldest first.
        strangers: files that are nobody's list, with the reason.
    """

    editions: list[tuple[ListModule, Edition]]
    strangers: list[InputError]


class _Part(msgspec.Struct, frozen=True):
    module: ListModule
    found: Recognised
    file: File

    @property
    def list(self) -> tuple[str, str, str, str]:
        found = self.found
        return self.module.PUBLISHER.code, found.dataset, found.format, self.file.folder

    @property
    def date(self) -> When | None:
        return self.found.published or self.file.dated

    @property
    def order(self) -> tuple[dt.date, dt.datetime]:
        return day_known(self.date, self.file.fetched), self.file.moment or _NO_MOMENT


_NO_MOMENT = dt.datetime.min.replace(tzinfo=dt.UTC)


def gather(files: Iterable[File]) -> Gathered:
    """Tells whose lists the files are, and puts them together.

    >>> gather([File("empty.csv", lambda: b"")]).strangers[0].what
    'the file is empty, 0 bytes'
    """
    parts: list[_Part] = []
    strangers: list[InputError] = []
    for file in files:
        try:
            match = readers.recognise(file)
        except InputError as error:
            strangers.append(error)
            continue
        if match:
            parts.append(_Part(match[0], match[1], file))
        else:
            strangers.append(_stranger(file))
    editions = []
    for _, group in groupby(sorted(parts, key=lambda part: part.list), key=lambda p: p.list):
        together = list(group)
        names = [part.found.part for part in together]
        if len(names) == len(set(names)):
            editions.append(_edition(together))
        else:
            together.sort(key=lambda part: part.order)
            for _, same in groupby(together, key=lambda part: part.order):
                editions += _of_one_date(list(same))
    editions.sort(key=lambda item: order(item[1]))
    return Gathered(editions, strangers)


def _of_one_date(parts: list[_Part]) -> list[tuple[ListModule, Edition]]:
    """One edition, or one a file where even then a part occurs twice."""
    if len({part.found.part for part in parts}) == len(parts):
        return [_edition(parts)]
    return [_edition([part]) for part in parts]


def _edition(parts: list[_Part]) -> tuple[ListModule, Edition]:
    found = parts[0].found
    latest = max(parts, key=lambda part: (part.date is not None, part.order))
    return parts[0].module, Edition(
        publisher=parts[0].module.PUBLISHER,
        dataset=found.dataset,
        format=found.format,
        files={part.found.part: part.file for part in parts},
        covers=frozenset().union(*(p.found.covers or {p.found.part} for p in parts)),
        published=latest.date,
    )


def day_known(published: When | None, fetched: dt.datetime) -> dt.date:
    """The day since when an edition was public: its own latest day, never after its arrival.

    >>> day_known(None, dt.datetime(2024, 5, 4, tzinfo=dt.UTC)).isoformat()
    '2024-05-04'
    """
    arrived = fetched.astimezone(dt.UTC).date()
    return min(published.latest, arrived) if published else arrived


def order(edition: Edition) -> tuple[dt.date, dt.datetime]:
    """Sorts editions by the day and, where a file's name states one, the moment they came out."""
    files = edition.files.values()
    fetched = max(file.fetched for file in files)
    moment = max((file.moment for file in files if file.moment), default=_NO_MOMENT)
    return day_known(edition.published, fetched), moment


def _stranger(file: File) -> InputError:
    if not file.head:
        return InputError(
            "the file is empty, 0 bytes", where=file.name, cure="fetch the file again"
        )
    if is_web_page(file.head):
        return InputError(
            "a web page in place of a list",
            where=file.name,
            cure="the publisher may have served an error page: fetch the file again",
        )
    return UnrecognisedError(
        "no publisher's format fits the content",
        where=file.name,
        cure="give the publisher's own file; docs/sources.md tells which formats are read",
    )
