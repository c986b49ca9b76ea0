"""Values of entities that searches are narrowed by, and how often each stands in what is found."""

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from designata.api.compat import shapes
from designata.api.compat.flat import Flat
from designata.model import countries, vocabulary

_MOST = 1_000
_OWN = "properties."


class Field(enum.StrEnum):
    """What can be counted."""

    DATASETS = "datasets"
    SCHEMA = "schema"
    COUNTRIES = "countries"
    NAMES = "names"
    IDENTIFIERS = "identifiers"
    TOPICS = "topics"
    GENDERS = "genders"


_LABELS = {
    Field.DATASETS: "Data sources",
    Field.SCHEMA: "Entity types",
    Field.COUNTRIES: "Countries",
    Field.NAMES: "Names",
    Field.IDENTIFIERS: "Identifiers",
    Field.TOPICS: "Topics",
    Field.GENDERS: "Genders",
}
_KINDS = {Field.NAMES: "name", Field.IDENTIFIERS: "identifier", Field.GENDERS: "gender"}

_READ: dict[str, Callable[[Flat], Iterable[str]]] = {
    Field.DATASETS: lambda entity: entity.datasets,
    Field.SCHEMA: lambda entity: (entity.schema,),
    Field.COUNTRIES: lambda entity: entity.countries,
    Field.TOPICS: lambda entity: entity.topics,
    "referents": lambda entity: entity.referents,
}


def is_field(name: str) -> bool:
    """Whether there is a field of that name, such as ``properties.birthDate``."""
    return name in _READ or name in _KINDS or name.startswith(_OWN)


def values(entity: Flat, field: str) -> Iterable[str]:
    """The values that an entity has of a field."""
    if field in _READ:
        return _READ[field](entity)
    if field.startswith(_OWN):
        return entity.values.get(field.removeprefix(_OWN), [])
    kind, types = _KINDS[Field(field)], vocabulary.schema(entity.schema).properties
    return {one for prop, found in entity.values.items() if types[prop] == kind for one in found}


def facet(found: Iterable[Flat], field: Field, titles: Mapping[str, str]) -> shapes.Facet:
    """How often each value stands in what was found, the most frequent first.

    Args:
        found: the entities.
        field: what is counted.
        titles: of the datasets.
    """
    counts = Counter(value for entity in found for value in set(values(entity, field)))
    items = [
        shapes.FacetItem(name, _label(field, name, titles), count)
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    ]
    return shapes.Facet(_LABELS[field], items)


def _label(field: Field, name: str, titles: Mapping[str, str]) -> str:
    if field is Field.COUNTRIES:
        return countries.name(name)
    return titles.get(name, name) if field is Field.DATASETS else name
