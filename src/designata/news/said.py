"""Who says something, and how firmly it is said of an entity of the store."""

from designata.model.claim import Modality
from designata.news.findings import Source

_SURE = 0.9
"""The least probability of a link that adds no doubt of its own."""


def weaker(modality: Modality, score: float) -> Modality:
    """How firmly it is said of this entity: an uncertain link makes it possible, no more.

    Args:
        modality: how firmly it is said of whom the article names.
        score: the probability that this entity is meant.

    >>> weaker(Modality.ASSERTED, 0.6), weaker(Modality.DENIED, 0.6)
    (<Modality.POSSIBLE: 'possible'>, <Modality.DENIED: 'denied'>)
    """
    return modality if score >= _SURE or modality is Modality.DENIED else Modality.POSSIBLE


def speaker(source: Source | None) -> str | None:
    """Who is quoted, and through whom; none for what the article itself says.

    >>> speaker(Source(text="An official", kind="person", via="The Paper"))
    'An official, through The Paper'
    """
    if source is None:
        return None
    who = source.refers_to or source.text or "somebody not told"
    return f"{who}, through {source.via}" if source.via else who
