"""Relations that an article states between entities of the store, as ties.

A tie is kept as firmly as it is said, with its sentence, place and speaker; where the link of one
of its ends is uncertain, it is possible. What the article negates is denied. "Is a national of" and
the like tie no two entities and are left to the notes.
"""

from collections.abc import Mapping

from designata.lists.entry import Entry
from designata.model import vocabulary
from designata.model.claim import Modality
from designata.news.attribute.relations import ties
from designata.news.findings import Attribution, Mention, Reading
from designata.news.said import speaker, weaker


def tell(reading: Reading, entry: Entry) -> None:
    """Adds the ties that a reading states to the article's record."""
    mentions = {mention.id: mention for mention in reading.mentions}
    for claim in reading.claims:
        if claim.relation:
            _tie(claim, mentions, entry)


def _tie(claim: Attribution, mentions: Mapping[str, Mention], entry: Entry) -> None:
    said = claim.relation
    tie = ties().get(said.predicate) if said else None
    ends = vocabulary.schema(tie.schema).edge if tie else None
    if not said or not tie or not ends:
        return
    one, other = mentions.get(said.subject), mentions.get(said.object)
    if not one or not other or not one.entity or not other.entity or one.entity == other.entity:
        return
    firm = weaker(claim.modality, min(one.score, other.score))
    modality = Modality.DENIED if claim.polarity == "negated" else firm
    edge = entry.child(tie.schema, f"{said.predicate} {claim.start} {one.entity} {other.entity}")
    edge.locator = f"chars={claim.start}-{claim.end}"
    for prop, value in (
        (ends[0], one.entity),
        (ends[1], other.entity),
        ("role", said.predicate.replace("_", " ")),
        ("summary", claim.text),
    ):
        edge.add(prop, value, speaker=speaker(claim.source), modality=modality)
