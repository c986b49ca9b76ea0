"""One dossier of several records: what each says, side by side, and what they tell together."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from designata.dossier import timeline
from designata.dossier.shape import Dossier, Name, Quoted, Record, Script, Tie
from designata.lists import news, publishers
from designata.model.claim import Modality
from designata.names.script import script_of
from designata.store import dossier as single
from designata.store.claims import Store
from designata.store.dossier import Fact, Source

_FIRMEST = [modality.value for modality in Modality]


def dossiers(
    store: Store, entities: Mapping[str, list[str]], *, as_of: dt.date | None = None
) -> list[Dossier]:
    """The dossiers of entities, in the order given.

    Args:
        store: the store.
        entities: the records of each, by its canonical id; oldest first.
        as_of: what was known on a day.
    """
    wanted = [record for records in entities.values() for record in records]
    found = {one.entity: one for one in single.dossiers(store, wanted, as_of=as_of)}
    compiled = []
    for entity, records in entities.items():
        if told := [found[record] for record in records if record in found]:
            compiled.append(_compile(store, entity, told, as_of))
    return compiled


def _compile(
    store: Store, entity: str, told: list[single.Dossier], as_of: dt.date | None
) -> Dossier:
    names = [fact for one in told for fact in one.names]
    facts = [fact for one in told for fact in one.facts]
    claims = [fact for fact in facts if fact.source.publisher == news.PUBLISHER.code]
    steps = timeline.steps(told)
    records = [_record(store, one, as_of) for one in told]
    return Dossier(
        entity=entity,
        caption=told[0].caption,
        schema=told[0].schema,
        publisher=told[0].publisher,
        names=names,
        identifiers=[fact for one in told for fact in one.identifiers],
        designations=[each for one in told for each in one.designations],
        ties=list(_ties(told)),
        facts=[fact for fact in facts if fact not in claims],
        records=records,
        timeline=steps,
        first=timeline.first(steps),
        not_listed=timeline.absent(store, {one.publisher for one in records}, steps, as_of),
        scripts=list(scripts(names)),
        claims=[_quoted(fact) for fact in claims],
        events=[],
    )


def _record(store: Store, one: single.Dossier, as_of: dt.date | None) -> Record:
    publisher = publishers.module(one.publisher).PUBLISHER
    topics = {fact.value for fact in one.facts if fact.property == "topics"}
    whose = {
        dataset: row.date
        for (code, dataset), row in store.current(as_of).items()
        if code == one.publisher
    }
    dataset, date = next(iter(whose.items()))
    return Record(
        id=one.entity,
        publisher=one.publisher,
        list=publisher.title(dataset),
        date=date,
        caption=one.caption,
        schema=one.schema,
        sanction="sanction" in topics,
    )


def scripts(names: Iterable[Fact]) -> Iterator[Script]:
    """Names by script, each once with all its sources; Latin first."""
    found: dict[str, dict[str, list[Fact]]] = {"latin": {}}
    for fact in names:
        found.setdefault(script_of(fact.value), {}).setdefault(fact.value, []).append(fact)
    for script, told in found.items():
        if told:
            yield Script(script=script, names=[_name(value, same) for value, same in told.items()])


def _name(value: str, facts: list[Fact]) -> Name:
    return Name(
        value=value,
        properties=list(dict.fromkeys(fact.property for fact in facts)),
        langs=list(dict.fromkeys(fact.lang for fact in facts if fact.lang)),
        modality=min((fact.modality for fact in facts), key=_FIRMEST.index),
        sources=distinct(fact.source for fact in facts),
    )


def distinct(sources: Iterable[Source]) -> list[Source]:
    """Each source once."""
    return list({msgspec.json.encode(source): source for source in sources}.values())


def _ties(told: Iterable[single.Dossier]) -> Iterator[Tie]:
    for one in told:
        for tie in one.ties:
            yield Tie(
                schema=tie.schema,
                role=tie.role,
                end=tie.end,
                entity=tie.entity,
                caption=tie.caption,
                source=tie.source,
                says="",
                acts=False,
                listed_by=[],
                percentage=[],
                modality="asserted",
                since=None,
                until=None,
                remark="",
                sources=[tie.source],
            )


def _quoted(fact: Fact) -> Quoted:
    return Quoted(
        text=fact.value,
        speaker=fact.source.speaker,
        modality=fact.modality,
        article=None,
        title=fact.source.list,
        known=fact.known,
        source=fact.source,
    )
