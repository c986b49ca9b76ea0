"""Every daily step of OFAC's list in a store against a plain set difference of the two CSV files.

``python bench/ofac_steps.py STORE`` where STORE was made by
``designata update --from ../shared/lists/ofac/sdn_history/sdn_csv_daily_….tar.xz --store STORE``.
"""

import csv
import io
import sys
from itertools import pairwise
from pathlib import Path

from designata.monitor.diff import changes
from designata.store.claims import Store


def rows(store: Store, sha256: str) -> dict[str, tuple[str, ...]]:
    """The rows of a file in the archive by their number, as a plain CSV reader sees them."""
    text = store.archive.get(sha256).decode("latin-1")
    return {f"ofac-{row[0]}": tuple(row) for row in csv.reader(io.StringIO(text)) if len(row) == 12}


def main() -> None:
    """Compares, and says what differs."""
    store = Store(Path(sys.argv[1]))
    wrong = steps = 0
    last_of_day = {row.known: row for row in store.editions if row.dataset == "sdn"}
    for before, after in pairwise(last_of_day.values()):
        old, new = rows(store, before.kept[0].sha256), rows(store, after.kept[0].sha256)
        found = changes(store, "ofac", since=before.known, until=after.known)
        expected = (
            new.keys() - old.keys(),
            old.keys() - new.keys(),
            {key for key in old.keys() & new.keys() if old[key] != new[key]},
        )
        ours = tuple(
            {row.entity for row in part} for part in (found.added, found.removed, found.changed)
        )
        steps += 1
        for name, mine, theirs in zip(("added", "removed", "changed"), ours, expected, strict=True):
            if mine != theirs:
                wrong += 1
                print(
                    f"{after.known} {name}: only ours {mine - theirs}, only theirs {theirs - mine}"
                )
    print(f"{steps} steps, {wrong} differences")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
