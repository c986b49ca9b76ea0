"""What somebody claims of those that a brief tells of; hedges and speakers are kept."""

import datetime as dt
from collections.abc import Sequence

from designata.brief import cite
from designata.brief.facts import Said
from designata.brief.named import named
from designata.lists import news
from designata.store.claims import Store


def of_entities(store: Store, records: Sequence[str], *, since: dt.date | None) -> list[Said]:
    """Claims about entities that are somebody's word, oldest first.

    Args:
        store: the store.
        records: of those that the brief tells of.
        since: the first day on which they were public.
    """
    condition = (
        "c.record IN (SELECT unnest(?)) AND c.property = 'notes'"
        " AND (c.speaker IS NOT NULL OR c.modality <> 'asserted' OR c.publisher = ?)"
    )
    citer = cite.Citer(store)
    told = list(store.claims(condition, [list(records), news.PUBLISHER.code], order="c.known"))
    people = named(store, {stored.claim.record for stored in told})
    found: dict[tuple[str, str, str], Said] = {}
    for stored in told:
        claim = stored.claim
        if claim.record not in people or (since and stored.known < since):
            continue
        article = stored.publisher == news.PUBLISHER.code
        cited = citer.cited(stored)
        one = Said(
            who=people[claim.record],
            text=claim.value,
            speaker=None if claim.speaker == "somebody not told" else claim.speaker,
            via=None,
            source=cited.list,
            modality=claim.modality.value,
            inferred=article and claim.modality.value == "possible",
            negated=False,
            cited=[cited, *people[claim.record].cites("name", "name.kor")],
        )
        found.setdefault((claim.record, claim.value, stored.dataset), one)
    return list(found.values())
