"""The difference that one edition makes: which records came, which say something else, which went.

Records whose bytes have not changed since the edition before are not even read. An edition that is
empty or has lost too many entities is refused, and nothing of it counts.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from designata.config import MAX_SHRINK
from designata.errors import RefusedError
from designata.lists import editions
from designata.lists.entry import Entry, Tally
from designata.lists.source import Edition, ListModule, Record
from designata.model import vocabulary
from designata.model.claim import Claim
from designata.store.claims import Key, Store
from designata.store.schema import DIGEST, EditionRow
from designata.store.segments import ClaimWriter, SegmentWriter

_TOGETHER = 500
"""How many changed records are compared with their claims at once."""

_JUDGED = 50
"""Of fewer entries in an additional part, such as OFAC's comments, a fifth may well go in a day."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an edition did to the store.

    Args:
        edition: as it was taken in; the one held where nothing has changed.
        title: the list's title.
        added: records that came.
        removed: records that went.
        changed: records that stayed and now say something else.
        unparsed: values kept as text, by property.
        samples: some of them.
        unchanged: whether the store held exactly these files already.
    """

    edition: EditionRow
    title: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    unparsed: dict[str, int] = {}
    samples: dict[str, list[str]] = {}
    unchanged: bool = False


class Step:
    """The difference that one edition makes, while it is worked out.

    Args:
        store: as it stands.
        module: reads the edition.
        edition: the files.
        held: the edition of the list that the store holds, if any.
        digests: those of the records that stand, by part and record.

    What comes and goes is in ``claims`` and ``ends``, which count once the manifest names their
    files; ``digests`` are then those that stand.
    """

    def __init__(
        self,
        store: Store,
        module: ListModule,
        edition: Edition,
        held: EditionRow | None,
        digests: dict[Key, tuple[str, str]],
    ) -> None:
        self._store, self._module, self._edition, self._held = store, module, edition, held
        number = store.manifest.edition + 1
        files = edition.files.values()
        fetched = max(file.fetched for file in files)
        moment = max((file.moment for file in files if file.moment), default=None)
        self._row = EditionRow(
            edition=number,
            publisher=edition.publisher.code,
            dataset=edition.dataset,
            format=edition.format,
            published=edition.published.edtf if edition.published else None,
            known=editions.day_known(edition.published, fetched),
            moment=utc(moment) if moment else None,
            fetched=utc(fetched),
            entities=0,
            claims=0,
            added=0,
            ended=0,
            unparsed=0,
            unparsed_by="",
            files="",
        )
        self._before = digests
        self.digests = dict(digests)
        self.claims = ClaimWriter(store.folder, self._row, store.manifest.claim)
        self.ends = SegmentWriter(store.folder, "ends", number)
        self._tally = Tally()
        self._waiting: dict[Key, list[Claim]] = {}

    def take(self, *, accept_shrink: bool, progress: Callable[[int], None]) -> Outcome:
        """Works it out; see ``Writer.append``."""
        seen: set[Key] = set()
        touched: set[str] = set()
        for count, record in enumerate(self._module.records(self._edition), 1):
            key = _key(record, seen)
            seen.add(key)
            known = self._before.get(key)
            digest = record.digest(self._module.READER)
            if known is None or known[0] != digest:
                touched.add(record.id)
                self._tell(record, key, digest, new=known is None)
            if count % 1000 == 0:
                progress(count)
        self._compare()
        if not seen:
            raise RefusedError(
                "the list is empty",
                where=self._edition.name,
                cure="fetch it again; the store keeps the edition before",
            )
        removed = self._remove(seen, accept_shrink=accept_shrink)
        before = {record for part, record in self._before if _is_main(part)}
        added = {record for part, record in seen if _is_main(part)} - before
        return Outcome(
            edition=self._counted(),
            title=self._edition.publisher.title(self._edition.dataset),
            added=len(added),
            removed=len(removed),
            changed=len(touched & before - removed),
            unparsed=dict(self._tally.counts),
            samples=self._tally.samples,
        )

    def abandon(self) -> None:
        """Leaves no unfinished file behind."""
        self.claims.abandon()
        self.ends.abandon()

    def _tell(self, record: Record, key: Key, digest: str, *, new: bool) -> None:
        entry = Entry(
            record.id, record.schema, locator=record.locator, part=key[0], tally=self._tally
        )
        record.tell(entry)
        self.digests[key] = digest, record.schema
        stands_for = Claim(
            record=record.id,
            subject=record.id,
            schema=record.schema,
            property=DIGEST,
            value=digest,
            locator=record.locator,
            part=key[0],
        )
        entry.claims.append(stands_for)
        if new:
            self.claims.claims(_distinct(entry.claims, self._edition.dataset).values())
            return
        self._waiting[key] = entry.claims
        if len(self._waiting) >= _TOGETHER:
            self._compare()

    def _compare(self) -> None:
        """Adds what changed records say that they did not, and ends what they no longer say."""
        dataset = self._edition.dataset
        said: dict[bytes, int] = {}
        for number, claim in self._standing({record for _, record in self._waiting}):
            if (claim.part, claim.record) in self._waiting:
                said[claim.identity(dataset)] = number
        for claims in self._waiting.values():
            saying = _distinct(claims, dataset)
            new = [claim for identity, claim in saying.items() if identity not in said]
            self.claims.claims(new)
            for identity in saying:
                said.pop(identity, None)
        for number in said.values():
            self._end(number)
        self._waiting.clear()

    def _remove(self, seen: set[Key], *, accept_shrink: bool) -> set[str]:
        """Ends the records that the edition should hold and does not; the rest of theirs too."""
        covers = self._edition.covers
        gone = {k for k in self._before if k not in seen and k[0].partition("~")[0] in covers}
        removed = {record for part, record in gone if _is_main(part)}
        if not accept_shrink:
            self._refuse_shrunken(seen, gone)
        gone |= {key for key in self._before if key[1] in removed and key not in seen}
        for number, claim in self._standing({record for _, record in gone}):
            if (claim.part, claim.record) in gone:
                self._end(number)
        for key in gone:
            self.digests.pop(key, None)
        return removed

    def _refuse_shrunken(self, seen: set[Key], gone: set[Key]) -> None:
        """A part that lost more than is plausible, and has not grown besides, may be cut short."""
        before, after, lost = (Counter(part for part, _ in k) for k in (self._before, seen, gone))
        for part, file in self._edition.files.items():
            if not _is_main(part) and before[part] < _JUDGED:
                continue
            if lost[part] > MAX_SHRINK * before[part] and after[part] < before[part]:
                what = "entities" if _is_main(part) else f"entries in the part {part!r}"
                raise RefusedError(
                    f"{lost[part]:,} of the list's {before[part]:,} {what} are gone, more than "
                    f"{MAX_SHRINK:.0%}: the file may be cut short",
                    where=file.name,
                    cure="fetch it again; if they are really gone, use --accept-shrink",
                )

    def _standing(self, records: set[str]) -> Iterator[tuple[int, Claim]]:
        if not records:
            return
        whose = [self._row.publisher, self._row.dataset]
        condition = "c.publisher = ? AND c.dataset = ? AND c.record IN (SELECT unnest(?))"
        for stored in self._store.claims(condition, [*whose, sorted(records)], order="c.claim"):
            yield stored.number, stored.claim

    def _end(self, number: int) -> None:
        self.ends.add(number, self._row.edition, self._row.known)

    def _counted(self) -> EditionRow:
        listed = vocabulary.listed_schemata()
        entities = sum(
            _is_main(part) and schema in listed for (part, _), (_, schema) in self.digests.items()
        )
        held = self._held.claims if self._held else 0
        return msgspec.structs.replace(
            self._row,
            entities=entities,
            claims=held + self.claims.rows - self.ends.rows,
            added=self.claims.rows,
            ended=self.ends.rows,
            unparsed=self._tally.total,
            unparsed_by=msgspec.json.encode(dict(self._tally.counts)).decode(),
        )


def _key(record: Record, seen: set[Key]) -> Key:
    """Part and record; an entry that stands twice in a list is a part of its own."""
    part, times = record.part, 1
    while (part, record.id) in seen:
        times += 1
        part = f"{record.part}~{times}"
    return part, record.id


def _is_main(part: str) -> bool:
    return part == "main"


def _distinct(claims: list[Claim], dataset: str) -> dict[bytes, Claim]:
    found: dict[bytes, Claim] = {}
    for claim in claims:
        found.setdefault(claim.identity(dataset), claim)
    return found


def utc(moment: dt.datetime) -> str:
    """A moment as the store writes it, in UTC to the second."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
