"""What a brief is about: the day's changes, an entity, a pair of countries, or a kept article."""

import re

import msgspec

from designata.errors import InputError, NotFoundError
from designata.lists import news
from designata.model import countries
from designata.resolve import canonical
from designata.store import find
from designata.store.claims import Store
from designata.store.schema import EditionRow

_PAIR = re.compile(r"([a-z]{2})-([a-z]{2})")
_ARTICLE = re.compile(r"(?:news-)?([0-9a-f]{8,64})")


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a brief is about.

    Args:
        kind: ``day``, ``entity``, ``pair``, ``article``.
        about: as it was asked for.
        records: of an entity; those that are one.
        pair: two countries: whose authorities, whose people and ships.
        article: the edition that keeps it.
        warnings: what was left out.
    """

    kind: str
    about: str | None
    records: list[str] = []
    pair: tuple[str, str] | None = None
    article: EditionRow | None = None
    warnings: list[str] = []


def of(store: Store, about: str | None) -> Scope:
    """What a brief is to be about.

    Args:
        store: the store.
        about: an id, a number or a name, two countries (``kr-ru``), an article (``news-91824c``);
            none for all lists.

    Raises:
        InputError: when the article was retracted.
        NotFoundError: when nothing answers to it.
    """
    text = (about or "").strip()
    if not text:
        return Scope(kind="day", about=None)
    if (pair := _PAIR.fullmatch(text.lower())) and all(
        countries.name(code) != code for code in pair.groups()
    ):
        return Scope(kind="pair", about=text.lower(), pair=(pair[1], pair[2]))
    if (sha256 := _ARTICLE.fullmatch(text)) and (row := _article(store, sha256[1])):
        return Scope(kind="article", about=text, article=row)
    found = find.find(store, text)
    same = members(store)
    mine = same.get(found[0], [found[0]])
    left = [record for record in found if record not in mine]
    warnings = []
    if left:
        others = ", ".join(left[:5])
        warnings = [f"{text!r} also names {len(left)} other records, left out here: {others}"]
    return Scope(kind="entity", about=text, records=list(mine), warnings=warnings)


def members(store: Store) -> dict[str, list[str]]:
    """The records that ``resolve`` found to be one, by record; those by themselves are not in."""
    groups: dict[str, list[str]] = {}
    for record, entity in canonical.current(canonical.load(store.folder)).items():
        group = groups.setdefault(entity, [entity])
        if record != entity:
            group.append(record)
    return {record: group for group in groups.values() for record in group}


def _article(store: Store, sha256: str) -> EditionRow | None:
    rows = [
        row
        for row in store.editions
        if row.publisher == news.PUBLISHER.code
        and any(f.sha256.startswith(sha256) for f in row.kept)
    ]
    if not rows:
        return None
    if len({row.dataset for row in rows}) > 1:
        raise NotFoundError(
            f"several articles begin with {sha256}", cure="give more of it; see: designata lists"
        )
    last = store.current()[rows[-1].publisher, rows[-1].dataset]
    if last.format != "article":
        raise InputError(
            f"the article was retracted on {last.date}",
            where=last.dataset,
            cure="keep the corrected article and ask for that",
        )
    return last
