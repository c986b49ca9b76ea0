"""Fits what resolving adds to the weights of evidence; writes ``data/resolve.toml``.

    python bench/resolve_fit.py STORE

The pairs are candidates across lists of which both state a UN reference or both an IMO number,
which are hidden from the comparisons; those whose number falls to the held-out third
(bench/fit.py's rule) are left to bench/resolve_bench. The evidence's own weights stay as they are.
"""

import sys
from collections import Counter
from pathlib import Path
from zlib import crc32

import msgspec
import numpy as np

from designata.names.parts import VESSEL
from designata.resolve import block, judge, keys, records
from designata.resolve.judge import Side
from designata.resolve.records import Known
from designata.store.claims import Store

DATA = Path(__file__).parents[1] / "src" / "designata" / "data"
HELD_OUT = 3
HIDDEN = ("unscId", "imoNumber")
KINDS = ("person", "firm", "vessel", "any")
NAMES = (
    "first_of_none_none",
    "first_of_none_one",
    "first_of_none_several",
    "first_of_one_one",
    "first_of_one_several",
    "first_of_both_one",
    "first_of_both_several",
)
SHIP = (
    "first_of_none_one_of_several",
    "first_of_one_one_of_several",
    "first_of_both_one_of_several",
    "build_same",
    "build_next_year",
    "build_different",
    "call_sign_same",
    "call_sign_different",
    "type_same",
    "type_different",
)
SAME = {"person": 0.0, "firm": 0.0, "vessel": 1.0, "any": 0.0}
SET = {"unsure": -2.0, "margin": 1.0, "hopeless": 0.0, "within": -5.0, "beside": -1.0}
"""Set on the pairs that are not held out, not fitted; see docs/resolve.md."""


def hide(known: Known) -> Known:
    """A record without its UN references and IMO numbers, wherever they stand."""
    hidden = {value for prop in HIDDEN for value in known.facts.get(prop, ())}
    facts = {
        prop: tuple(value for value in values if not any(number in value for number in hidden))
        for prop, values in known.facts.items()
        if prop not in HIDDEN
    }
    return msgspec.structs.replace(
        known,
        names=tuple(n for n in known.names if not any(number in n for number in hidden)),
        facts={prop: values for prop, values in facts.items() if values},
    )


def told(left: Known, right: Known) -> bool | None:
    """Whether two records are one by their references or numbers; none where these do not tell."""
    found = None
    for prop in HIDDEN:
        mine, theirs = left.facts.get(prop), right.facts.get(prop)
        if mine and theirs:
            found = not set(mine).isdisjoint(theirs)
    return found


def held_out(*some: Known) -> bool:
    """Whether records are left to the benchmark: any number of theirs falls to it."""
    stated = (value for known in some for prop in HIDDEN for value in known.facts.get(prop, ()))
    return any(crc32(value.encode()) % HELD_OUT == 0 for value in stated)


def pairs(known: list[Known], hidden: list[Known]) -> list[tuple[int, int, bool]]:
    """Candidates across lists, found without the hidden numbers, with the truth."""
    table = block.table([(i, key) for i, one in enumerate(hidden) for key in keys.of(one)])
    found = block.candidates(table)
    rows = zip(found["left_record"].tolist(), found["right_record"].tolist(), strict=True)
    return [
        (left, right, truth)
        for left, right in rows
        if known[left].publisher != known[right].publisher
        and judge.comparable(known[left].schema, known[right].schema)
        and (truth := told(known[left], known[right])) is not None
    ]


def row(left: Side, right: Side) -> tuple[float, list[float]]:
    """What the evidence says, and which of the fitted features a pair has, bias first."""
    weighed = judge.weigh(left, right)
    features = [*NAMES, *(SHIP if left.kind == VESSEL else ())]
    has = {grade.grade for grade, _ in weighed}
    base = sum(weight for grade, weight in weighed if grade.grade not in features)
    return base, [1.0, *(float(name in has) for name in features)]


def fit(base: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression beside what is given, ridge on all but the bias."""
    w = np.zeros(x.shape[1])
    ridge = np.diag([0.1] + [1.0] * (x.shape[1] - 1))
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(base + x @ w, -30, 30)))
        step = np.linalg.solve(
            (x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (p - y) + ridge @ w
        )
        w -= np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-6:
            break
    return w


def main() -> None:
    """Fits and writes."""
    store = Store(Path(sys.argv[1]))
    known = list(records.read(store))
    hidden = [hide(one) for one in known]
    sides = [judge.side(one) for one in hidden]
    rows: dict[str, list[tuple[float, list[float], bool]]] = {kind: [] for kind in KINDS}
    for left, right, truth in pairs(known, hidden):
        if held_out(known[left], known[right]) or judge.hopeless(sides[left], sides[right]):
            continue
        rows[sides[left].kind].append((*row(sides[left], sides[right]), truth))
    fitted: dict[str, np.ndarray] = {}
    for kind in KINDS[:3]:
        base, x, y = (np.array(column, float) for column in zip(*rows[kind], strict=True))
        fitted[kind] = fit(base, x, y)
        sure = base + x @ fitted[kind] >= SAME[kind]
        print(kind, Counter(zip(sure.tolist(), y.tolist(), strict=True)))
    fitted["any"] = fitted["firm"]
    write(fitted, store)


def write(fitted: dict[str, np.ndarray], store: Store) -> None:
    """Writes ``data/resolve.toml``."""
    lists = ", ".join(f"{p} {d} {row.date}" for (p, d), row in store.current().items())
    lines = [
        "# What resolving adds to the weights of evidence, in log-odds. Written by",
        "# bench/resolve_fit.py: do not edit. What each figure is for: resolve/judge.py.",
        "",
        "version = 1",
        f'provenance = "fitted on: {lists}"',
        *(f"{name} = {value}" for name, value in SET.items()),
        "",
        "[same]",
        *(f"{kind} = {value}" for kind, value in SAME.items()),
        "",
        "[prior]",
        *(f"{kind} = {w[0]:.3f}" for kind, w in fitted.items()),
    ]
    for kind, w in fitted.items():
        lines += ["", f"[names.{kind}]"]
        lines += [f"{name} = {v:.3f}" for name, v in zip(NAMES, w[1:], strict=False)]
    ship = dict(zip(SHIP, fitted["vessel"][1 + len(NAMES) :], strict=True))
    rows = {name: value for name, value in ship.items() if name.startswith("first_of")}
    at = lines.index("[names.vessel]") + 1 + len(NAMES)
    lines[at:at] = [f"{name} = {value:.3f}" for name, value in rows.items()]
    lines += ["", "[ship]"]
    lines += [f"{name} = {value:.3f}" for name, value in ship.items() if name not in rows]
    (DATA / "resolve.toml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
