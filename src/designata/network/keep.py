"""Keeps what a rule concludes in the store as claims, so that screening sees "owned by".

A conclusion never says that an entity is listed: it is a tie, ``Ownership``, between the entity and
each listed owner, with the rule, the share and the arithmetic, and the topic ``sanction.linked``.
The arithmetic is archived as the document that the claims stand in. Where the conclusion changes,
the old one ends and the new one is added.
"""

import datetime as dt
from functools import partial
from pathlib import Path

import msgspec

from designata.lists import derived
from designata.lists.entry import Entry
from designata.lists.kept import Told
from designata.lists.source import Edition, File, Record
from designata.model import when
from designata.model.claim import Modality
from designata.network.control import Verdict
from designata.network.ruling import Owned, Ruling
from designata.store.append import Outcome, writing
from designata.store.claims import Store, live

_DATASET, _FORMAT = "control", "conclusion"
LINKED = "sanction.linked"
"""FollowTheMoney's topic for what is not listed, but tied to who is."""


def keep(folder: Path, answer: Owned) -> Outcome | None:
    """Writes a conclusion into a store; none where there is nothing to write.

    Nothing is written of an entity that is listed itself, or of which neither this conclusion nor
    one that is kept says anything. Conclusions as of a past day are not kept.

    Args:
        folder: the store's.
        answer: what the rules say.

    Raises:
        StoreError: when the store cannot be written, or another process is writing.
    """
    if answer.as_of:
        return None
    part = f"control-{answer.entity}".replace("~", "-")
    telling = [ruling for ruling in answer.rulings if _tells(ruling)]
    if not telling and not _is_kept(Store(folder), part):
        return None
    content = msgspec.json.format(msgspec.json.encode(answer))
    edition = Edition(
        publisher=derived.PUBLISHER,
        dataset=_DATASET,
        format=_FORMAT,
        files={part: File(f"control of {answer.caption}", lambda: content)},
        covers=frozenset({part}),
        published=when.from_edtf(dt.datetime.now(dt.UTC).date().isoformat()),
    )
    record = Record(
        id=answer.entity,
        schema=answer.schema,
        raw=content,
        tell=partial(_tell, answer, telling),
        locator="",
        part=part,
    )
    told = Told(derived.PUBLISHER, [record], reader=derived.READER)
    with writing(folder) as writer:
        return writer.append(told, edition, accept_shrink=True)


def _tells(ruling: Ruling) -> bool:
    return not ruling.listed and bool(ruling.owners) and ruling.verdict is not Verdict.NOT_BLOCKED


def _is_kept(store: Store, part: str) -> bool:
    found = store.query(
        f"SELECT 1 FROM {live(None)} AS c WHERE publisher = ? AND part = ? LIMIT 1",  # noqa: S608  - ours
        [derived.PUBLISHER.code, part],
    )
    return bool(found)


def _tell(answer: Owned, telling: list[Ruling], entry: Entry) -> None:
    if any(ruling.verdict is Verdict.BLOCKED for ruling in telling):
        entry.add("topics", LINKED)
    for ruling in telling:
        blocked = ruling.verdict is Verdict.BLOCKED
        modality = Modality.ASSERTED if blocked else Modality.POSSIBLE
        for owner in ruling.owners:
            edge = entry.child("Ownership", f"{ruling.regime} {owner}")
            edge.url = ruling.source
            role = f"{ruling.verdict} by {ruling.name}"
            for prop, value in (
                ("owner", owner),
                ("asset", answer.entity),
                ("role", role),
                ("percentage", ruling.share.text),
                ("ownershipType", "derived"),
                ("legalBasis", ruling.source),
                *(("summary", f"{line.number}. {line.text}") for line in ruling.lines),
            ):
                edge.add(prop, value, modality=modality)
