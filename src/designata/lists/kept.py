"""How another room hands to the store what it worked out: as an edition that is read already.

What a rule concludes, an article says or a ship did stands in the store as claims of its own,
beside the lists; it is told by who found it, and no file is ever taken for it.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import msgspec

from designata.lists.entry import Entry
from designata.lists.publishers import Publisher
from designata.lists.source import Edition, File, Recognised, Record


class Told:
    """Reads an edition from records that are at hand, as a publisher's module would.

    Args:
        publisher: under whose code they are kept.
        records: what is kept.
        reader: the version of what worked them out; by default one that their bytes name.
    """

    def __init__(
        self, publisher: Publisher, records: Iterable[Record], *, reader: int | None = None
    ) -> None:
        self.PUBLISHER = publisher
        self._records = list(records)
        raw = b"".join(record.raw for record in self._records)
        named = int.from_bytes(blake2b(raw, digest_size=4).digest(), "big")
        self.READER = named if reader is None else reader

    def recognise(self, _: File) -> Recognised | None:
        """No file: it is drawn when it is asked for."""
        return None

    def records(self, _: Edition) -> Iterator[Record]:
        """What was worked out."""
        yield from self._records


def record(entry: Entry) -> Record:
    """A record that tells what was put together already: the same claims are the same bytes."""
    claims = list(entry.claims)

    def tell(other: Entry) -> None:
        other.claims += claims

    return Record(
        id=entry.id,
        schema=entry.schema,
        raw=msgspec.msgpack.encode(claims),
        tell=tell,
        locator=entry.locator,
        part=entry.part,
    )
