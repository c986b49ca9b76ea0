"""Fits the weights of evidence on pairs that the lists themselves contain; writes the tables.

    python bench/fit.py STORE

Names: two names of one record are one; a name and its look-alikes among the other records of the
same list are two; a name with a letter or two mistyped is one, a name with a word of another's
or with one of its words alone is another's. Everything else: records of different lists that
state one UN reference number are one; look-alikes within a list are two. The
labelled benchmarks of ../shared/bench are not read. Fixed seed; the tables say what they rest on.
"""

import datetime as dt
import math
import random
import sys
import textwrap
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import numpy as np

from designata.evidence import features
from designata.evidence.comparisons import Record, grades
from designata.index import build as building
from designata.index.entries import entries as listed_entries
from designata.index.entry import Listed
from designata.index.lookup import Index
from designata.names.compare import compare
from designata.names.keys import sounds
from designata.names.parts import kind_of, parse
from designata.store.claims import Store

DATA = Path(__file__).parents[1] / "src" / "designata" / "data"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
BEARERS = 3
SEED = 20240402
HELD_OUT = 3
"""One reference in so many is left to bench/screening."""
PAIRS = 24_000
AS_IT_IS, MOVED = 0.2, 0.1
"""Of so many a name meets itself, and of so many people the same with the last word first."""
LONG = 10
"""Letters from which on a ship's mistyped name is hardly another ship's."""
FOR = frozenset({"exact", "forms_same", "one_letter", "two_letters", "slip"})
AGAINST = frozenset(
    {
        "nothing",
        "unlike",
        "worst",
        "against",
        "conflict",
        "left_over",
        "lone",
        "initials",
        "numbers_differ",
        "number_missing",
        "forms_differ",
        "out_of_order",
        "other_name",
        "only_alike",
    }
)
"""What can only speak for, or only against: what is alike never weighs more than the same."""


def rarity_table(entries: list[Listed]) -> dict[str, float]:
    """How rare each common word is, by its key."""
    seen: Counter[str] = Counter()
    for entry in entries:
        kind = kind_of(entry.schema)
        seen.update({features.key(w) for text, _ in entry.names for w in parse(text, kind).words})
    count = len(entries)
    whole = math.log(count + 1)
    return {
        word: max(0.05, round(math.log((count + 1) / (n + 1)) / whole * 20) / 20)
        for word, n in seen.items()
        if n > 5
    }


def name_table(entries: list[Listed]) -> list[str]:
    """The words that are people's names in their own right, by their sounds."""
    seen: Counter[str] = Counter()
    for entry in entries:
        if entry.schema == "Person":
            words = {w for text, _ in entry.names for w in parse(text, "person").words}
            seen.update({sounds(w) for w in words if len(w) > 1})
    return sorted(word for word, n in seen.items() if n >= BEARERS)


def mistyped(text: str, rng: random.Random) -> str:
    """A name with one letter changed, left out, added or swapped; now and then two."""
    letters = list(text)
    for _ in range(1 if rng.random() < 0.75 else 2):
        places = [i for i, c in enumerate(letters) if c.isalpha()]
        if len(places) < 4:
            return text
        place, kind = rng.choice(places), rng.randrange(4)
        if kind == 0:
            letters[place] = rng.choice(LETTERS)
        elif kind == 1:
            letters[place] = ""
        elif kind == 2:
            letters[place] += rng.choice(LETTERS)
        elif place + 1 < len(letters):
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


def figures(left: str, right: str, kind: str) -> list[float]:
    """The features of two names, with the bias first."""
    a, b = parse(left, kind), parse(right, kind)
    found = features.of_names(a, b, compare(a, b))
    return [1.0, *(found.get(name, 0.0) for name in features.NAMES)]


def variants(row: list[float], kind: str) -> bool:
    """Whether two aliases are spellings of one name, not two names of one bearer.

    A nom de guerre teaches nothing about how names are written: nothing may stand against
    anything, and more than common words must meet. One word of several is a name that some people
    are known by; a firm's or a ship's is as often the group's, a branch's or another's.
    """
    found = dict(zip(("bias", *features.NAMES), row, strict=True))
    alone = found["lone"] and kind != "person"
    return not found["against"] and found["met"] > 0.3 and not alone


def look_alikes(
    entries: list[Listed], index: Index, rng: random.Random
) -> list[tuple[Listed, Listed]]:
    """Pairs of records of one list whose names share words."""
    pairs = []
    sample = rng.sample(entries, min(len(entries), 12_000))
    for start in range(0, len(sample), 1000):
        part = sample[start : start + 1000]
        names = [parse(e.caption, kind_of(e.schema)) for e in part]
        for entry, found in zip(part, index.candidates(names), strict=True):
            for number in found[:8]:
                other = index.entry(number)
                if (
                    other.id != entry.id
                    and other.publisher == entry.publisher
                    and kind_of(other.schema) == kind_of(entry.schema)
                ):
                    pairs.append((entry, other))
    return pairs


def fit(rows: list[list[float]], labels: list[int], *, balanced: bool) -> np.ndarray:
    """Logistic regression with a ridge on all but the bias.

    A feature that would speak the wrong way says nothing.

    Args:
        rows: features, the bias first.
        labels: 1 for the same.
        balanced: whether both classes count as much, for pairs that were made up.
    """
    kept = np.ones(1 + len(features.NAMES), bool)
    while True:
        w = np.zeros(len(kept))
        w[kept] = _fit(np.array(rows)[:, kept], np.array(labels, float), balanced)
        wrong = [
            1 + place
            for place, name in enumerate(features.NAMES)
            if (name in FOR and w[1 + place] < 0) or (name in AGAINST and w[1 + place] > 0)
        ]
        if not wrong:
            return w
        kept[wrong] = False


def _fit(x: np.ndarray, y: np.ndarray, balanced: bool) -> np.ndarray:  # noqa: FBT001
    balance = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean())) if balanced else 1.0
    w = np.zeros(x.shape[1])
    ridge = np.diag([0.0] + [2.0] * (x.shape[1] - 1))
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (balance * (p - y)) + ridge @ w
        hessian = (x * (balance * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


Rows = list[list[float]]
Pairs = list[tuple[Listed, Listed]]


def same_names(entries: list[Listed], kind: str, rng: random.Random) -> Rows:
    """Spellings of one name, names mistyped, as they are, and with the last word first."""
    rows: Rows = []
    for entry in entries:
        strong = [text for text, prop in entry.names if prop in {"name", "alias"}]
        for left, right in list(combinations(strong, 2))[:6]:
            row = figures(left, right, kind)
            if left != right and variants(row, kind):
                rows.append(row)
        if strong and (kind != "vessel" or len(strong[0]) >= LONG):
            row = figures(mistyped(strong[0], rng), strong[0], kind)
            if not row[1 + features.NAMES.index("nothing")]:
                rows.append(row)
        if strong and rng.random() < AS_IT_IS:
            rows.append(figures(strong[0], strong[0], kind))
        if strong and kind == "person" and rng.random() < MOVED:
            *first, last = strong[0].replace(",", "").split()
            rows.append(figures(" ".join([last, *first]), strong[0], kind))
    rng.shuffle(rows)
    return rows[:PAIRS]


def other_names(entries: list[Listed], pairs: Pairs, kind: str, rng: random.Random) -> Rows:
    """Look-alikes, single words of others' names, names with a word exchanged, any two names."""
    rows: Rows = []
    for one, other in pairs:
        if kind_of(one.schema) != kind or set(one.names) & set(other.names):
            continue
        for text, prop in other.names[:3]:
            if prop in {"name", "alias"} and text.casefold() != one.caption.casefold():
                rows.append(figures(one.caption, text, kind))
                words = parse(one.caption, kind).words
                if len(words) > 1 and rng.random() < 0.2:
                    rows.append(figures(rng.choice(words), text, kind))
    vocabulary = [word for entry in entries for word in parse(entry.caption, kind).words]
    count = len(rows)
    for entry in rng.sample(entries, min(len(entries), count // 3)):
        exchanged = list(parse(entry.caption, kind).words)
        if len(exchanged) > 1:
            exchanged[rng.randrange(len(exchanged))] = rng.choice(vocabulary)
            rows.append(figures(entry.caption, " ".join(exchanged), kind))
    for entry in rng.sample(entries, min(len(entries), count // 4)):
        rows.append(figures(entry.caption, rng.choice(entries).caption, kind))
    rng.shuffle(rows)
    return rows[: PAIRS * 2]


def hulls(entries: list[Listed], index: Index) -> tuple[Rows, Rows]:
    """Names of ships that other lists give the same IMO number, and another.

    What is mistyped of a ship's short name is mostly another ship's, so that made-up slips would
    teach the wrong thing (they are made of long names only); two lists that write of one hull teach
    how its name is really written. They count threefold.
    """
    ships = [e for e in entries if kind_of(e.schema) == "vessel" and e.facts.get("imoNumber")]
    same: Rows = []
    by_number: dict[str, list[Listed]] = defaultdict(list)
    for ship in ships:
        by_number[ship.facts["imoNumber"][0]].append(ship)
    for group in by_number.values():
        for one, other in combinations(group[:5], 2):
            rows = [
                figures(left, right, "vessel")
                for left, _ in one.names[:4]
                for right, _ in other.names[:4]
            ]
            same += [row for row in rows if variants(row, "vessel")]
    other_rows: Rows = []
    names = [parse(ship.caption, "vessel") for ship in ships]
    for ship, found in zip(ships, index.candidates(names), strict=True):
        for place in found[:8]:
            other = index.entry(place)
            mine, theirs = ship.facts["imoNumber"], other.facts.get("imoNumber", [])
            if theirs and set(mine).isdisjoint(theirs):
                row = figures(ship.caption, other.caption, "vessel")
                if ship.caption.casefold() != other.caption.casefold():
                    other_rows.append(row)
    return same, other_rows


def name_weights(
    entries: list[Listed], pairs: Pairs, index: Index, rng: random.Random
) -> dict[str, dict[str, float]]:
    """The weights of the features of names, by kind."""
    found: dict[str, dict[str, float]] = {}
    every_row: Rows = []
    every_label: list[int] = []
    for kind in ("person", "firm", "vessel"):
        mine = [entry for entry in entries if kind_of(entry.schema) == kind]
        rng.shuffle(mine)
        same = same_names(mine, kind, rng)
        other = other_names(mine, pairs, kind, rng)
        if kind == "vessel":
            written, others = hulls(mine, index)
            same += written * 3
            other += others * 3
        rows, labels = same + other, [1] * len(same) + [0] * len(other)
        every_row += rows
        every_label += labels
        w = fit(rows, labels, balanced=kind != "vessel")
        share = ((np.array(rows) @ w > 0) == np.array(labels)).mean()
        print(f"{kind}: {len(same)} same, {len(other)} different, {share:.3f} right")
        found[kind] = dict(zip(("bias", *features.NAMES), map(float, w.round(3)), strict=True))
    w = fit(every_row, every_label, balanced=True)
    found["any"] = dict(zip(("bias", *features.NAMES), map(float, w.round(3)), strict=True))
    return found


def grade_weights(
    references: dict[str, list[Listed]], pairs: list[tuple[Listed, Listed]]
) -> dict[str, dict[str, float]]:
    """Fellegi-Sunter's log(m/u) of every grade that occurs often enough."""
    same: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for group in references.values():
        for left, right in combinations(group[:6], 2):
            if left.publisher != right.publisher:
                count(same, left, right)
    for left, right in pairs:
        if not set(left.names) & set(right.names):
            count(other, left, right)
    totals_same: Counter[str] = Counter()
    totals_other: Counter[str] = Counter()
    for grade, n in same.items():
        totals_same[grade.partition(".")[0]] += n
    for grade, n in other.items():
        totals_other[grade.partition(".")[0]] += n
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for grade in sorted(same.keys() | other.keys()):
        feature, _, name = grade.partition(".")
        m = (same[grade] + 0.5) / (totals_same[feature] + 1)
        u = (other[grade] + 0.5) / (totals_other[feature] + 1)
        found[feature][name] = round(math.log(m / u), 3)
        print(
            f"{grade}: m {m:.4f} ({same[grade]}) u {u:.4f} ({other[grade]}) {math.log(m / u):+.2f}"
        )
    return dict(found)


def count(counts: Counter[str], left: Listed, right: Listed) -> None:
    """Counts the grades of a pair, names aside."""
    a = Record(left.schema, (), left.facts)
    b = Record(right.schema, (), right.facts)
    counts.update(grade.grade for grade in grades(a, b))


def main() -> None:
    """Fits and writes."""
    store = Store(Path(sys.argv[1]))
    rng = random.Random(SEED)
    known = list(listed_entries(store))
    held = held_out(store)
    entries = [entry for entry in known if entry.id not in held]
    write_rarity(rarity_table(entries), len(entries))
    write_names(name_table(entries))
    features._common.cache_clear()
    with TemporaryDirectory() as folder:
        building.of_entries(entries, Path(folder) / "index")
        index = Index(Path(folder) / "index")
    pairs = look_alikes(entries, index, rng)
    names = name_weights(entries, pairs, index, rng)
    references = by_reference(store, {entry.id: entry for entry in entries})
    print(f"{len(references)} UN references, {len(pairs)} look-alikes")
    measured = grade_weights(references, pairs)
    write_weights(names, measured, store)


def held_out(store: Store) -> set[str]:
    """Records that state a UN reference or an IMO number which is left to bench/screening."""
    stated = store.query(
        "SELECT DISTINCT record, value FROM claims WHERE property IN ('unscId', 'imoNumber')"
    )
    return {str(r) for r, value in stated if crc32(str(value).encode()) % HELD_OUT == 0}


def by_reference(store: Store, entries: dict[str, Listed]) -> dict[str, list[Listed]]:
    """Records by the UN reference that they state."""
    found: dict[str, list[Listed]] = defaultdict(list)
    for record, value in store.query(
        "SELECT DISTINCT record, value FROM claims WHERE property = 'unscId' ORDER BY record"
    ):
        if str(record) in entries:
            found[str(value)].append(entries[str(record)])
    return {reference: group for reference, group in found.items() if len(group) > 1}


def write_rarity(table: dict[str, float], count: int) -> None:
    """Writes ``data/word_rarity.toml``."""
    groups: dict[float, list[str]] = defaultdict(list)
    for word, value in table.items():
        groups[value].append(word)
    lines = [
        f"# How rare words are in names: log((N+1)/(n+1))/log(N+1) over {count:,} entities of",
        "# the official lists, by consonants (names/keys.py); words of more than five entities.",
        "# Written by bench/fit.py.",
        "",
        "[rarity]",
    ]
    for value in sorted(groups):
        lines += [
            f'"{value:.2f}" = """',
            *textwrap.wrap(" ".join(sorted(groups[value])), 98),
            '"""',
        ]
    (DATA / "word_rarity.toml").write_text("\n".join(lines) + "\n", "utf-8")


def write_names(words: list[str]) -> None:
    """Writes ``data/known_names.toml``."""
    lines = [
        "# Words that are people's names in their own right: in the names of so many people of the",
        f"# official lists ({BEARERS}), by their sounds (names/keys.py). Written by bench/fit.py.",
        "",
        'names = """',
        *textwrap.wrap(" ".join(words), 98, break_long_words=False, break_on_hyphens=False),
        '"""',
    ]
    (DATA / "known_names.toml").write_text("\n".join(lines) + "\n", "utf-8")


def write_weights(
    names: dict[str, dict[str, float]], measured: dict[str, dict[str, float]], store: Store
) -> None:
    """Writes ``data/weights.toml``: what was measured, within the bounds that were set."""
    import tomllib

    bounds = tomllib.loads((DATA / "weight_bounds.toml").read_text("utf-8"))
    lists = ", ".join(f"{p} {d} {row.date}" for (p, d), row in store.current().items())
    lines = [
        "# Weights of evidence in log-odds. Written by bench/fit.py: do not edit; the bounds that",
        "# hold what cannot be measured on lists are in weight_bounds.toml.",
        "",
        f"version = {bounds['version']}",
        f"prior = {bounds['prior']}",
        f'provenance = "fitted {dt.datetime.now(dt.UTC).date()} with seed {SEED} on: {lists}"',
    ]
    for kind, row in names.items():
        lines += ["", f"[name.{kind}]", *(f"{name} = {value}" for name, value in row.items())]
    lines += ["", "[name_least]"]
    lines += [f"{kind} = {least}" for kind, least in bounds["name_least"].items()]
    for feature, row in bounds["grade"].items():
        lines += ["", f"[grade.{feature}]"]
        for grade, (least, most) in row.items():
            value = measured.get(feature, {}).get(grade, (least + most) / 2)
            lines.append(f"{grade} = {min(max(value, least), most):.3f}")
    (DATA / "weights.toml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
