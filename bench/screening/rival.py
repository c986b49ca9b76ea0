"""Scores pairs with nomenklatura; runs in an environment that has it, and imports nothing of ours.

    python -m venv nk-env && nk-env/bin/pip install nomenklatura
    nk-env/bin/python bench/screening/rival.py PAIRS.jsonl SCORES.csv [--algorithm logic-v2]

Takes JSON Lines with ``id``, ``left`` and ``right`` in FollowTheMoney's terms, writes
``id,score``, and prints one line of JSON: version, seconds of the first call and of all, memory.
"""

import argparse
import csv
import json
import resource
import time
from importlib.metadata import version
from pathlib import Path

from followthemoney import model  # type: ignore[import-not-found,unused-ignore]
from followthemoney.proxy import EntityProxy  # type: ignore[import-not-found,unused-ignore]
from nomenklatura.matching import (  # type: ignore[import-not-found,unused-ignore]
    ScoringConfig,
    get_algorithm,
)


def main() -> None:
    """Scores the pairs, one after the other, in one process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("scores", type=Path)
    parser.add_argument("--algorithm", default="logic-v2")
    options = parser.parse_args()
    algorithm = get_algorithm(options.algorithm)
    config = ScoringConfig.defaults()
    with options.pairs.open(encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    start = time.perf_counter()
    warm = {"id": "warm", "schema": "Person", "properties": {"name": ["Ivan Petrov"]}}
    one, other = (EntityProxy.from_dict(warm) for _ in range(2))
    algorithm.compare(one, other, config)
    first = time.perf_counter() - start
    start = time.perf_counter()
    rows = []
    for line in lines:
        left, right = (_entity(line[which]) for which in ("left", "right"))
        rows.append((line["id"], algorithm.compare(left, right, config).score))
    seconds = time.perf_counter() - start
    with options.scores.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "score"), *rows])
    print(
        json.dumps(
            {
                "version": version("nomenklatura"),
                "first": first,
                "seconds": seconds,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


def _entity(data: dict[str, object]) -> EntityProxy:
    """An entity as the package reads it, each value cleaned by its own rules."""
    entity = model.make_entity(data["schema"])
    entity.id = data["id"]
    properties = data["properties"]
    assert isinstance(properties, dict)  # noqa: S101 - our own lines
    for prop, values in properties.items():
        if prop in entity.schema.properties and not entity.schema.properties[prop].stub:
            entity.add(prop, values, quiet=True)
    return entity


if __name__ == "__main__":
    main()
