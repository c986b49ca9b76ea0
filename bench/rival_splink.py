"""Clusters the records of bench/resolve_bench.py with splink; runs in an environment of its own.

    python bench/rival_splink.py records.json

Splink's own means, as its guides have them: a model for each kind of name, blocking on shared
names, years of birth and identifiers, u from random pairs, m by expectation maximisation, clusters
by connected components at several thresholds. Prints the clusters by threshold as JSON.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

THRESHOLDS = (0.5, 0.9, 0.99, 0.999)
PAIRS = 2_000_000


def main() -> None:
    """Clusters and prints."""
    rows = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    found: dict[float, list[list[str]]] = {threshold: [] for threshold in THRESHOLDS}
    for kind in ("person", "firm", "vessel"):
        mine = [row for row in rows if row["kind"] == kind and row["name"]]
        for threshold, clusters in _clusters(mine, kind).items():
            found[threshold] += clusters
    sys.stdout.write(json.dumps(found))


def _clusters(rows: list[dict[str, object]], kind: str) -> dict[float, list[list[str]]]:
    import pyarrow as pa
    import splink.comparison_library as cl  # type: ignore[import-not-found]  # its own environment
    from splink import (
        Linker,
        SettingsCreator,
        block_on,
    )
    from splink.backends.duckdb import DuckDBAPI  # type: ignore[import-not-found]

    birth = [
        cl.LevenshteinAtThresholds("birth", [1, 2]),
        cl.ExactMatch("year"),
    ]
    ship = [cl.ExactMatch("built")]
    comparisons = [
        cl.JaroWinklerAtThresholds("name", [0.95, 0.88]).configure(term_frequency_adjustments=True),
        cl.ArrayIntersectAtSizes("names", [3, 2, 1]),
        cl.ArrayIntersectAtSizes("countries", [1]),
        cl.ArrayIntersectAtSizes("numbers", [1]),
        *(birth if kind == "person" else ship if kind == "vessel" else ()),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[
            block_on("names", arrays_to_explode=["names"]),
            block_on("numbers", arrays_to_explode=["numbers"]),
            block_on("substr(name, 1, 5)", "year" if kind == "person" else "substr(name, 1, 9)"),
        ],
        retain_matching_columns=False,
    )
    api = DuckDBAPI()
    linker = Linker(api.register(pa.Table.from_pylist(rows)), settings, log_level=40)
    exact = [block_on("name"), block_on("numbers", arrays_to_explode=["numbers"])]
    linker.training.estimate_probability_two_random_records_match(exact, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=1)
    for rule in (block_on("name"), block_on("countries", "substr(name, 1, 6)")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    found = {}
    for threshold in THRESHOLDS:
        joined = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=threshold
        )
        groups: dict[str, list[str]] = defaultdict(list)
        for row in joined.as_record_list():
            groups[str(row["cluster_id"])].append(str(row["unique_id"]))
        found[threshold] = [group for group in groups.values() if len(group) > 1]
    return found


if __name__ == "__main__":
    main()
