"""One dossier of several records: what each says, side by side, and what they tell together."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce

from designata.dossier import ties, timeline, told
from designata.dossier.gather import Gathered, caption, gather
from designata.dossier.shape import Dossier, Name, Record, Script, Shown
from designata.lists import news, publishers
from designata.model import vocabulary
from designata.names.script import script_of
from designata.resolve.canonical import Same
from designata.store import dossier as single
from designata.store import find, listing
from designata.store.claims import Store
from designata.store.dossier import Fact, distinct
from designata.store.schema import EditionRow


def shown(store: Store, query: str, same: Same, *, as_of: dt.date | None = None) -> Shown:
    """The dossiers of the entities that answer to a question.

    What is on no list, such as a ship as its own messages name it, is left out where anything else
    answers: it is told in that dossier as an event or a tie.

    Args:
        store: the store.
        query: an id, a number or a name.
        same: which records are one.
        as_of: what was known on a day.

    Raises:
        InputError: when nothing is asked.
        NotFoundError: when nothing answers to it.
    """
    records = find.find(store, query, as_of=as_of)
    found = dossiers(store, records, same, as_of=as_of)
    return Shown(
        query=query,
        as_of=as_of,
        dossiers=[one for one in found if one.records] or found,
        more=len(records) == find.MOST,
        resolved=same.resolved,
        lists=listing.dates(store, as_of=as_of),
    )


def dossiers(
    store: Store, records: Iterable[str], same: Same, *, as_of: dt.date | None = None
) -> list[Dossier]:
    """The dossiers of the entities that some records are, in the order given.

    Args:
        store: the store.
        records: ids of records.
        same: which records are one; as of now, whatever day is asked for.
        as_of: what was known on a day.
    """
    entities = {same.of(record): same.records(same.of(record)) for record in records}
    wanted = [record for its in entities.values() for record in its]
    found = {one.entity: one for one in single.dossiers(store, wanted, as_of=as_of)}
    around = gather(store, wanted, same, as_of=as_of)
    lists = store.current(as_of)
    compiled = []
    for entity, its in entities.items():
        if own := [one for name, one in found.items() if name in its]:
            compiled.append(_Compiler(entity, its, own, around, lists).dossier(same, as_of))
    return compiled


class _Compiler:
    def __init__(
        self,
        entity: str,
        records: list[str],
        own: list[single.Dossier],
        around: Gathered,
        lists: Mapping[tuple[str, str], EditionRow],
    ) -> None:
        self._entity, self._records, self._own = entity, records, own
        self._around, self._lists = around, lists

    def dossier(self, same: Same, as_of: dt.date | None) -> Dossier:
        own = sorted(self._own, key=self._rank)
        names = [fact for one in own for fact in one.names]
        facts = [fact for one in own for fact in one.facts]
        said = [fact for fact in facts if _is_said(fact)]
        listed = list(self._listed())
        steps = timeline.steps(own)
        met = ties.met(self._records, self._around, same)
        articles = told.articles(met, self._around)
        return Dossier(
            entity=self._entity,
            caption=caption(_main(own)) or own[0].caption,
            schema=reduce(vocabulary.common_schema, (one.schema for one in own)),
            publisher=own[0].publisher,
            names=names,
            identifiers=[fact for one in own for fact in one.identifiers],
            designations=[each for one in own for each in one.designations],
            ties=ties.ties(self._records, self._around, same, as_of),
            facts=[fact for fact in facts if fact not in said],
            records=listed,
            timeline=steps,
            first=timeline.first(steps),
            not_listed=timeline.absent(self._lists, {one.publisher for one in listed}, steps),
            scripts=list(scripts(names)),
            claims=told.quoted(said, articles),
            articles=articles,
            events=told.events(met, self._around),
        )

    def _rank(self, one: single.Dossier) -> tuple[bool, bool]:
        """Records of lists come first, and among them the one that gives the id."""
        return one.publisher in publishers.KEPT, one.entity != self._entity

    def _listed(self) -> Iterator[Record]:
        """The records that lists hold; what only articles or rules speak of is on none."""
        for one in self._own:
            if one.publisher not in publishers.KEPT:
                publisher = publishers.of(one.publisher)
                yield Record(
                    id=one.entity,
                    publisher=one.publisher,
                    list=publisher.title(one.dataset),
                    date=self._lists[one.publisher, one.dataset].date,
                    caption=one.caption,
                    schema=one.schema,
                    sanction=timeline.is_sanctioned(one),
                )


def _main(own: Iterable[single.Dossier]) -> Iterator[tuple[str, str]]:
    """The main names of records, each with its record."""
    for one in own:
        yield from ((fact.value, one.entity) for fact in one.names if fact.property == "name")


def _is_said(fact: Fact) -> bool:
    """Whether it is what an article says of the entity; see ``news/kept.py``."""
    return fact.source.publisher == news.PUBLISHER.code and fact.property == "notes"


def scripts(names: Iterable[Fact]) -> Iterator[Script]:
    """Names by script, each once with all its sources; Latin first."""
    found: dict[str, dict[str, list[Fact]]] = {"latin": {}}
    for fact in names:
        found.setdefault(script_of(fact.value), {}).setdefault(fact.value, []).append(fact)
    for script, same in found.items():
        if same:
            yield Script(script=script, names=[_name(*one) for one in same.items()])


def _name(value: str, facts: list[Fact]) -> Name:
    return Name(
        value=value,
        properties=list(dict.fromkeys(fact.property for fact in facts)),
        langs=list(dict.fromkeys(fact.lang for fact in facts if fact.lang)),
        modality=single.firmest(fact.modality for fact in facts),
        sources=distinct(fact.source for fact in facts),
    )
