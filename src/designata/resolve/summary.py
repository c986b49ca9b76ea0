"""The answer to ``resolve``: which records are one, and how much is unclear."""

from collections.abc import Iterator

import msgspec

from designata.resolve.resolution import Resolution
from designata.resolve.review import queue
from designata.store.dossier import CAVEAT


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Records that are one.

    Args:
        canonical: their identifier.
        caption: a name.
        schema: what it is.
        records: their ids.
        publishers: whose lists.
    """

    canonical: str
    caption: str
    schema: str
    records: list[str]
    publishers: list[str]


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to ``resolve``.

    Args:
        records: how many the lists hold.
        clusters: of more than one record.
        open: how many pairs somebody should look at.
        lists: the date of each publisher's newest list.
        caveat: what the answer is not.
    """

    records: int
    clusters: list[Cluster]
    open: int
    lists: dict[str, str]
    caveat: str = CAVEAT

    @property
    def entities(self) -> int:
        """How many the records are, taken together."""
        return self.records - sum(len(cluster.records) - 1 for cluster in self.clusters)


def summary(found: Resolution, lists: dict[str, str]) -> Resolved:
    """What came of resolving, for a reader."""
    return Resolved(
        records=len(found.known),
        clusters=list(_clusters(found)),
        open=len(queue(found)),
        lists=lists,
    )


def _clusters(found: Resolution) -> Iterator[Cluster]:
    for members in found.clusters:
        records = sorted(members)
        canonical = found.name(records[0])
        shown = found.known.get(canonical) or found.known[records[0]]
        yield Cluster(
            canonical=canonical,
            caption=shown.caption,
            schema=shown.schema,
            records=records,
            publishers=sorted({found.known[record].publisher for record in records}),
        )
