"""Ties worth knowing: between those that a brief tells of, or to others that are listed."""

from collections.abc import Sequence

from designata.brief import cite
from designata.brief.facts import Tied
from designata.brief.listings import Listing, Listings
from designata.brief.named import named
from designata.model import vocabulary
from designata.store.claims import Store
from designata.store.schema import Stored

MOST = 12


def ties(store: Store, records: Sequence[str]) -> list[Tied]:
    """Ties of records, those to listed ends first.

    Args:
        store: the store.
        records: of those that the brief tells of.
    """
    edges = {name: one.edge for name, one in vocabulary.schemata().items() if one.edge}
    condition = (
        "c.schema IN (SELECT unnest(?)) AND c.subject IN (SELECT subject FROM claims"
        " WHERE value IN (SELECT unnest(?)) AND schema IN (SELECT unnest(?)))"
    )
    schemata = list(edges)
    found: dict[str, list[Stored]] = {}
    for stored in store.claims(condition, [schemata, list(records), schemata]):
        found.setdefault(stored.claim.subject, []).append(stored)
    ends = {s.claim.value for claims in found.values() for s in _ends(claims)}
    people = named(store, ends)
    listed: dict[str, Listing] = {}
    for listing in Listings(store).of_records(ends):
        listed.setdefault(listing.record, listing)
    citer = cite.Citer(store)
    told: list[Tied] = []
    mine = set(records)
    for claims in found.values():
        both = [s for s in _ends(claims) if s.claim.value in people]
        if len({s.claim.value for s in both}) != 2:  # noqa: PLR2004  - a tie has two ends
            continue
        own = next(s for s in both if s.claim.value in mine)
        other = next(s for s in both if s.claim.value != own.claim.value)
        role = next((s for s in claims if s.claim.property in {"role", "relationship"}), None)
        edge = edges[own.claim.schema] or ("", "")
        its = listed.get(other.claim.value)
        told.append(
            Tied(
                who=people[own.claim.value],
                other=people[other.claim.value],
                schema=own.claim.schema,
                role=role.claim.value if role else None,
                forward=own.claim.property == edge[0],
                modality=own.claim.modality.value,
                listing=its,
                cited=[
                    *(citer.cited(s) for s in (own, other, role) if s),
                    *people[own.claim.value].cites("name", "name.kor"),
                    *people[other.claim.value].cites("name", "name.kor"),
                ],
            )
        )
    told.sort(key=lambda tie: (tie.other.entity in mine, tie.listing is not None), reverse=True)
    return told[:MOST]


def _ends(claims: Sequence[Stored]) -> list[Stored]:
    edge = vocabulary.schema(claims[0].claim.schema).edge or ()
    return [stored for stored in claims if stored.claim.property in edge]
