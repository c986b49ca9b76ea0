"""Properties of reconciled entities, for a table to be extended by."""

import msgspec

from designata.api.compat import suggest
from designata.api.compat.edition import Edition
from designata.api.compat.match import MOST_QUERIES
from designata.errors import InputError
from designata.model import countries, vocabulary


class Settings(msgspec.Struct, frozen=True):
    """How the values of a property are given."""

    limit: int | str = 0
    render: str = "caption"


class Wanted(msgspec.Struct, frozen=True):
    """A property that is asked for."""

    id: str
    settings: Settings = Settings()


class Extension(msgspec.Struct, frozen=True):
    """Which properties of which entities are asked for."""

    ids: list[str]
    properties: list[Wanted]


class Meta(msgspec.Struct, frozen=True):
    """A column."""

    id: str
    name: str


class Table(msgspec.Struct, frozen=True):
    """The columns, and their values by entity."""

    meta: list[Meta]
    rows: dict[str, dict[str, list[dict[str, str]]]]


def extend(edition: Edition, asked: Extension) -> Table:
    """The properties of entities; of an id that is not known, none.

    Raises:
        InputError: when too many are asked for at once.
    """
    if max(len(asked.ids), len(asked.properties)) > MOST_QUERIES:
        raise InputError(
            f"Too many queries in one batch (limit: {MOST_QUERIES})", cure="send several batches"
        )
    rows: dict[str, dict[str, list[dict[str, str]]]] = {}
    for name in asked.ids:
        known = edition.canonical(name)
        entity = edition.entities[known] if known else None
        values = entity.values if entity else {}
        types = vocabulary.schema(entity.schema).properties if entity else {}
        rows[name] = {}
        for wanted in asked.properties:
            prop = suggest.bare(wanted.id)
            if types.get(prop, "entity") != "entity":
                told = _shown(values.get(prop, []), types[prop], wanted.settings)
                rows[name][wanted.id] = told
    meta = [Meta(one.id, suggest.label(suggest.bare(one.id))) for one in asked.properties]
    return Table(meta, rows)


def _shown(values: list[str], kind: str, settings: Settings) -> list[dict[str, str]]:
    """Values in the form and number that is asked for."""
    try:
        limit = int(settings.limit or 0)
    except ValueError as error:
        raise InputError(f"{settings.limit!r} is no limit", cure="give a number") from error
    told = values[:limit] if limit > 0 else values
    named = kind == "country" and settings.render == "caption"
    return [{"str": countries.name(value) if named else value} for value in told]
