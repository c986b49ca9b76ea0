"""The one door: what Designata answers, over one store.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     designata = Designata(folder)
...     told = list(designata.update(["casebook"]))
...     [dossier.caption for dossier in designata.show("9161003").dossiers]
['LADY R']
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from designata.opened import Opened
from designata.store import listing

if TYPE_CHECKING:
    import pyarrow as pa

    from designata.brief.told import Brief
    from designata.dossier.shape import Shown
    from designata.evidence.explain import Judgement
    from designata.monitor.diff import Changes
    from designata.network.ruling import Owned
    from designata.network.trace import Traced
    from designata.news.backend import Backend
    from designata.news.findings import Read
    from designata.news.reader import Reader
    from designata.resolve.resolution import Explained, Resolution
    from designata.screen.batch import Progress
    from designata.screen.match import Answer, Matcher
    from designata.screen.policy import Policy
    from designata.screen.query import Query
    from designata.screen.tasks import Summary
    from designata.store.claims import Store
    from designata.store.update import Told, Watcher
    from designata.vessels.event import Ship
    from designata.vessels.risk import Known
    from designata.vessels.story import Story


class Designata:
    """A store and what can be asked of it.

    Args:
        folder: the store's; it need not exist before the first update.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self._opened = Opened(self.folder)

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """The store in a folder and what can be asked of it."""
        return cls(folder)

    @property
    def store(self) -> "Store":
        """The store as it was when first asked, or at the last look.

        Raises:
            StoreError: when there is none.
        """
        return self._opened.store

    def refresh(self) -> None:
        """Looks at the store anew, if it has changed; a look is cheap."""
        self._opened.refresh()

    def renew(self) -> None:
        """Answers from now on from the index of the store as it stands; for servers.

        Raises:
            StoreError: when there is no store, or the index cannot be written.
        """
        self._opened.renew()

    def update(
        self,
        publishers: Collection[str] = (),
        *,
        path: Path | None = None,
        accept_shrink: bool = False,
        watcher: "Watcher | None" = None,
    ) -> "Iterator[Told]":
        """Takes in what is new; see ``store.update.update``."""
        from designata.store import update

        yield from update.update(
            self.folder, publishers, path=path, accept_shrink=accept_shrink, watcher=watcher
        )
        self.refresh()

    def lists(self) -> list[listing.ListRow]:
        """The lists that the store holds."""
        return listing.lists(self.store)

    def changes(
        self,
        publisher: str | None = None,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> "list[Changes]":
        """What changed, one answer a publisher; see ``monitor.diff`` and ``monitor.entities``."""
        from designata.monitor import diff, entities
        from designata.resolve import canonical

        store, same = self.store, canonical.same(self.folder)
        codes = [publisher] if publisher else diff.publishers(store, until=until)
        found = [diff.changes(store, code, since=since, until=until) for code in codes]
        return entities.of_entities(store, found, same, until=until)

    def show(self, query: str, *, as_of: dt.date | None = None) -> "Shown":
        """The dossiers of whatever answers to an id, a number or a name.

        Raises:
            NotFoundError: when nothing does.
        """
        from designata.dossier import compile as compiling
        from designata.resolve import canonical

        return compiling.shown(self.store, query, canonical.same(self.folder), as_of=as_of)

    def read(
        self,
        data: bytes,
        *,
        name: str = "",
        published: dt.date | None = None,
        url: str | None = None,
        keep: bool = False,
        backend: "Backend | None" = None,
    ) -> "Read":
        """What an article says, linked to the store; without a store nothing is linked.

        Args:
            data: the article's bytes: text, Markdown or HTML.
            name: the file's, as a hint of its form.
            published: the day it was published; else what it states.
            url: where.
            keep: whether the article and its claims are written into the store.
            backend: who finds what the article says; the rules by default.

        Raises:
            InputError: when it is no text, too long, or says nothing.
            FetchError: when a language model was to be asked and gives no answer.
            StoreError: when it is to be kept and there is no store.
        """
        from designata.news import reader
        from designata.news.read import read

        today = dt.datetime.now(dt.UTC).date()
        document = read(data, name=name, published=published, url=url, today=today)
        asked = self._reader(backend)
        found = asked.read(document)
        if keep:
            from designata.news import keep as keeping

            keeping.keep(self.folder, document, found, data)
            self.refresh()
        return reader.told(document, found, asked.lists)

    def page(self, found: "Read") -> str:
        """An article that was read, as an annotated HTML page."""
        from designata.news import view

        captions = self._reader().captions(found.reading)
        return view.page(found.document, found.reading, captions=captions, lists=found.lists)

    def _reader(self, backend: "Backend | None" = None) -> "Reader":
        from designata.news import link
        from designata.news.reader import Reader

        if not self._opened.there:
            return Reader(backend=backend)
        return Reader(self.store, self.matcher(link.policy()), backend)

    def track(
        self,
        paths: Sequence[Path],
        *,
        imo: str | None = None,
        mmsi: int | None = None,
        only: Collection[str] | None = None,
        settings: Mapping[str, float] | None = None,
        keep: bool = False,
    ) -> "Story":
        """What the ships in files of AIS did; with a store, what the lists say of them too.

        Args:
            paths: NMEA, CSV or Parquet.
            imo: only this ship.
            mmsi: only this one.
            only: types of events.
            settings: rules' parameters, such as ``gap.min_hours``, in place of their defaults.
            keep: whether the events are written into the store as claims.

        Raises:
            InputError: when a file cannot be read, or there is no such ship, type or parameter.
            StoreError: when they are to be kept and the store cannot be written.
        """
        from designata.vessels import rules, story

        told = story.tell(
            paths,
            rules.load(settings),
            imo=imo,
            mmsi=mmsi,
            only=only,
            known=self._ships,
            now=dt.datetime.now(dt.UTC),
        )
        if keep:
            from designata.vessels import keep as keeping

            known = self._ships(told.ships_met())
            keeping.keep(self.folder, paths, told, known=known, only=only)
            self.refresh()
        return told

    def _ships(self, ships: Sequence["Ship"]) -> "dict[str, Known]":
        from designata.vessels import known

        return known.known(self._opened.index(), ships) if self._opened.there else {}

    def resolve(self, progress: Callable[[int, int], None] | None = None) -> "Resolution":
        """Which records of all lists are one; what was worked out before is gone on with.

        Raises:
            StoreError: when the store's folder cannot be written to.
        """
        from designata.resolve import resolution

        return resolution.resolve(self.store, *([progress] if progress else []))

    def judge(self, left: str, right: str, verdict: str, *, who: str, why: str) -> None:
        """Writes down what somebody decides of two records.

        Args:
            left: a record's id.
            right: another's.
            verdict: ``same``, ``different``, ``unsure``, or ``undo``.
            who: decides.
            why: the reason.

        Raises:
            InputError: when it is no verdict, has no reason, or the two cannot be one.
            NotFoundError: when the lists do not hold one of them.
        """
        from designata.resolve import ledger, resolution

        resolution.say(self.store, ledger.row(left, right, verdict, who=who, why=why))

    def explain(self, left: str, right: str) -> "Explained":
        """Why two records are or are not one.

        Raises:
            NotFoundError: when the lists do not hold one of them.
        """
        from designata.resolve import resolution

        return resolution.explain(self.store, left, right)

    def trace(
        self, query: str, *, to: str | None = None, hops: int = 6, as_of: dt.date | None = None
    ) -> "Traced":
        """The best routes to another entity, or to the nearest listed.

        Raises:
            NotFoundError: when nothing answers to one of them.
        """
        from designata.network import trace

        graph = self._opened.graph(as_of)
        return trace.trace(self.store, graph, query, to=to, hops=hops, as_of=as_of)

    def control(
        self, query: str, *, as_of: dt.date | None = None, keep: bool = True
    ) -> "list[Owned]":
        """What ownership and control block, with the arithmetic.

        Args:
            query: an id, a number or a name.
            as_of: what was known on a day.
            keep: whether the conclusion is kept as claims.

        Raises:
            NotFoundError: when nothing answers to it.
        """
        from designata.network import keep as keeping
        from designata.network import owned

        found = owned.answers(self.store, self._opened.graph(as_of), query, as_of=as_of)
        for answer in found if keep else ():
            keeping.keep(self.folder, answer)
        self.refresh()
        return found

    def retract(self, article: str, reason: str, *, day: dt.date | None = None) -> None:
        """Records that a kept article was retracted; see ``news.keep.retract``.

        Raises:
            InputError: when no reason is given, or the day is before that of the article.
            NotFoundError: when the store holds no such article.
        """
        from designata.news import keep

        keep.retract(self.folder, article, reason, day=day)
        self.refresh()

    def brief(
        self, *, since: dt.date | None = None, about: str | None = None, lang: str = "en"
    ) -> "Brief":
        """A sourced brief in plain words; ``brief.report`` prints it, ``brief.speak`` says it.

        Args:
            since: the first day to tell of; else what the newest editions changed, or all of
                whatever it is about.
            about: an id, a number or a name, two countries (``kr-ru``), a kept article
                (``news-91824c53``); none for all lists.
            lang: ``en``, ``ko`` or ``uk``.

        Raises:
            InputError: when briefs are not written in that language, or the article was retracted.
            NotFoundError: when nothing answers to what it is to be about.
        """
        from designata.brief import gather, write

        today = dt.datetime.now(dt.UTC).date()
        facts = gather.facts(self.store, about, since=since, day=today, reader=self._reader)
        return write.write(facts, lang)

    def dates(self) -> dict[str, str]:
        """The date of each publisher's newest list."""
        return listing.dates(self.store)

    def export(self, format: str, out: IO[bytes], *, as_of: dt.date | None = None) -> int:  # noqa: A002  - the contract's word
        """Writes the store in a format of others; how many records, or for Parquet claims.

        Raises:
            InputError: when there is no such format.
        """
        from designata.store import exporting

        return exporting.export(self.store, format, out, as_of=as_of)

    def index(
        self, *, as_of: dt.date | None = None, building: Callable[[], None] | None = None
    ) -> Path:
        """The screening index of the store as it stands, built if there is none.

        Args:
            as_of: for what was known on a day.
            building: called before it is built, which takes seconds.

        Raises:
            StoreError: when there is no store, or the index cannot be written.
        """
        from designata.screen import shelf

        return shelf.ready(self.folder, as_of, building=building)

    def matcher(
        self,
        policy: "Policy | None" = None,
        *,
        as_of: dt.date | None = None,
        building: Callable[[], None] | None = None,
    ) -> "Matcher":
        """What answers questions under a policy; its index is kept open.

        Raises:
            InputError: when the policy counts lists that the store does not hold.
        """
        from designata.screen import policy as policies
        from designata.screen.match import Matcher

        index = self._opened.index(as_of, building)
        return Matcher(index, policy or policies.default())

    def match(
        self, query: "Query", *, policy: "Policy | None" = None, as_of: dt.date | None = None
    ) -> "Answer":
        """Answers one question."""
        return self.matcher(policy, as_of=as_of).answer([query])[0]

    def screen(
        self,
        batch: "pa.RecordBatch",
        *,
        policy: "Policy | None" = None,
        as_of: dt.date | None = None,
    ) -> "pa.RecordBatch":
        """Answers a batch of questions; see ``screen.arrow`` for its columns.

        Raises:
            InputError: when no column of it can be asked by.
        """
        from designata.screen import arrow

        return arrow.screen(self.matcher(policy, as_of=as_of), batch)

    def screen_file(
        self,
        source: Path,
        out: Path,
        *,
        policy: "Policy | None" = None,
        as_of: dt.date | None = None,
        progress: "Progress | None" = None,
        first: Path | None = None,
    ) -> "Summary":
        """Answers a file of questions with a file of answers; see ``screen.batch``.

        Raises:
            InputError: when a file cannot be read or written.
        """
        from designata.screen import batch
        from designata.screen import policy as policies
        from designata.screen.sheet import open_sheet

        policy = policy or policies.default()
        sheet, index = open_sheet(source), self.index(as_of=as_of)
        return batch.answer_file(source, sheet, index, policy, out, progress=progress, first=first)

    @staticmethod
    def compare_file(source: Path, out: Path, *, progress: "Progress | None" = None) -> "Summary":
        """Compares the pairs of a file; see ``screen.batch``.

        Raises:
            InputError: when a file cannot be read or written.
        """
        from designata.screen import batch, pairs
        from designata.screen.sheet import open_sheet

        return batch.compare_file(source, open_sheet(source, pairs.guess), out, progress=progress)

    @staticmethod
    def compare(left: "Query", right: "Query") -> "Judgement":
        """How much two records speak for being one; no store is needed."""
        from designata.screen import pairs

        return pairs.compare(left, right)
