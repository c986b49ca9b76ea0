"""Whether FollowTheMoney's own package takes an export of ours, entity by entity.

It needs an environment of its own, since the package builds PyICU from source (on Debian it wants
libicu-dev, pkg-config and a C++ compiler first):

    python -m venv ftm-env && ftm-env/bin/pip install followthemoney
    ftm-env/bin/python bench/ftm_check.py EXPORT [EXPORT ...]

An export is JSON Lines, flat or nested, packed by gzip or not. For each entity: its schema and
every property exist, every value passes the cleaning of its type, and the entity comes back the
same from a round trip. What is refused is printed with its count, and the exit code is 1.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followthemoney import ValueEntity, model  # type: ignore[import-not-found,unused-ignore]
from followthemoney.exc import InvalidData  # type: ignore[import-not-found,unused-ignore]
from followthemoney.types import registry  # type: ignore[import-not-found,unused-ignore]

SHOWN = 50


class Verdict:
    """Counts of one file."""

    def __init__(self) -> None:
        self.schemata: Counter[str] = Counter()
        self.values = 0
        self.refused: Counter[tuple[str, str, str]] = Counter()
        self.changed: Counter[tuple[str, str, str]] = Counter()

    def entity(self, data: dict[str, Any]) -> None:
        """Asks about one entity."""
        name = str(data.get("schema"))
        self.schemata[name] += 1
        schema = model.get(name)
        if schema is None:
            self.refused[name, "(schema)", str(data.get("id"))] += 1
            return
        if not registry.entity.validate(data["id"]):
            self.refused[name, "id", data["id"]] += 1
        empty = ValueEntity(schema, {"id": data["id"], "properties": {}})
        for prop, values in data["properties"].items():
            for value in values:
                self.values += 1
                self._value(empty, prop, value)
        whole = ValueEntity.from_dict(json.loads(json.dumps(data)))
        if _comparable(whole.to_dict()) != _comparable(data):
            self.refused[name, "(round trip)", str(data["id"])] += 1

    def _value(self, entity: ValueEntity, prop: str, value: object) -> None:
        fact = entity.schema.name, prop, str(value)
        found = entity.schema.properties.get(prop)
        if found is None or not isinstance(value, str):
            self.refused[fact] += 1
            return
        before = set(entity.get(prop)) if not found.stub else set()
        try:
            entity.add(prop, value)
        except InvalidData:
            self.refused[fact] += 1
            return
        if value in entity.get(prop):
            return
        cleaned = found.type.clean(value, format=found.format, proxy=entity)
        if cleaned is None or (cleaned not in before and cleaned not in entity.get(prop)):
            self.refused[fact] += 1
        else:
            self.changed[(*fact[:2], f"{value!r} becomes {cleaned!r}")] += 1

    def tell(self, path: Path) -> None:
        """Prints the counts, and what was refused or brought to another form."""
        print(f"{path}: {self.schemata.total():,} entities, {self.values:,} values")
        print("  " + ", ".join(f"{name} {n:,}" for name, n in self.schemata.most_common()))
        for title, facts in (("refused", self.refused), ("cleaned further", self.changed)):
            print(f"  {title}: {facts.total():,}")
            kinds: Counter[tuple[str, str]] = Counter()
            for (schema, prop, _), number in facts.items():
                kinds[schema, prop] += number
            for (schema, prop), number in kinds.most_common():
                print(f"    {schema}.{prop}: {number:,}")
            for (schema, prop, value), number in facts.most_common(SHOWN):
                print(f"      {schema}.{prop} {value[:120]!r}: {number}")


def entities(path: Path) -> Iterator[dict[str, Any]]:
    """The entities of a file; those that are nested in others come after them, on their own."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for text in file:
            yield from apart(json.loads(text))


def apart(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An entity with ids in place of what is nested in it, then the nested ones.

    What stands under a name that FollowTheMoney derives from a reference the other way round is
    taken away: the nested entity has that reference itself.
    """
    schema = model.get(str(data.get("schema")))
    inner = []
    properties: dict[str, list[Any]] = {}
    for prop, values in data["properties"].items():
        nested = [value for value in values if isinstance(value, dict)]
        inner += nested
        known = schema.properties.get(prop) if schema else None
        if known is not None and known.stub and len(nested) == len(values):
            continue
        properties[prop] = [v["id"] if isinstance(v, dict) else v for v in values]
    yield data | {"properties": properties}
    for value in inner:
        yield from apart(value)


def _comparable(data: dict[str, Any]) -> dict[str, Any]:
    lists = {key: sorted(data.get(key) or []) for key in ("datasets", "referents")}
    return data | lists


def main() -> int:
    """Checks the files named on the command line."""
    if len(sys.argv) == 1:
        print(__doc__)
        return 2
    refused = 0
    for path in map(Path, sys.argv[1:]):
        verdict = Verdict()
        for data in entities(path):
            verdict.entity(data)
        verdict.tell(path)
        refused += verdict.refused.total()
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
