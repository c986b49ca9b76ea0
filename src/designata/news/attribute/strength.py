"""How firmly words put a claim, by the tables of ``data/news_cues.toml``."""

from functools import cache

from designata.data import load
from designata.model.claim import Modality


@cache
def _strength(table: str) -> dict[str, Modality]:
    rows = load("news_cues", dict[str, dict[str, list[str]]])[table]
    return {word: Modality(modality) for modality, listed in rows.items() for word in listed}


def strength(table: str, word: str) -> Modality | None:
    """How firmly a word of a table puts a claim; none where it is not in it."""
    return _strength(table).get(word)


@cache
def words_for(table: str, modality: Modality) -> frozenset[str]:
    """A table's words of one strength."""
    return frozenset(word for word, found in _strength(table).items() if found is modality)
