"""1,000 pairs of records of the kind that merging lists brings up, held out from the fitting.

Two records of different lists that state one UN reference or one IMO number are one; two whose
references of one kind differ are two, and of those the most alike by name are taken. The
references themselves are hidden from the matchers, in both kinds of pairs. As in the set of 1,000
that others report on, 855 are one and 145 are two.

Held out are the references with ``crc32(reference) % 3 == 0`` (``QDi.012``, ``9161003``); a pair
is here only if one of its references is. ``bench/fit.py`` takes no pair of records that share a
held-out UN reference for the grades; aliases within these records, and look-alikes of them in one
list, it still sees (names are fitted on all records). Left out is what nobody could tell without
the number: ships of one name that are two, and renamed ships that are one. The former are asked
for apart, with the numbers shown (``namesakes``).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, islice
from zlib import crc32

from rapidfuzz import fuzz, process
from sets import Pair, Side

from designata.index.entry import Listed
from designata.names.parts import kind_of
from designata.store.claims import Store

SAME, DIFFERENT = 855, 145
_HIDDEN = {"unscId", "imoNumber", "topics"}
_ALIKE = 75
_SOMEWHAT = 60
_APART = 3
_DAY = 10


def held_out(reference: str) -> bool:
    """Whether a UN reference or an IMO number is kept for measuring."""
    return crc32(reference.encode()) % 3 == 0


def references(store: Store, entries: Mapping[str, Listed]) -> dict[str, set[str]]:
    """The UN references and IMO numbers of each record, with their kind before them.

    A reference that one list gives to two records is left out (the EU's of 2021 and Australia's
    name another's reference now and then), and so is a record that states two of a kind.
    """
    stated = store.query("SELECT DISTINCT record, value FROM claims WHERE property = 'unscId'")
    whose: dict[str, set[str]] = defaultdict(set)
    for record, value in stated:
        if record in entries:
            whose[f"un:{value}"].add(str(record))
    for entry in entries.values():
        for value in entry.facts.get("imoNumber", ()):
            whose[f"imo:{value}"].add(entry.id)
    found: dict[str, set[str]] = defaultdict(set)
    for reference, records in whose.items():
        if len({entries[record].publisher for record in records}) == len(records):
            for record in records:
                found[record].add(reference)
    return {
        record: mine
        for record, mine in found.items()
        if len({kind for kind, _, _ in (r.partition(":") for r in mine)}) == len(mine)
    }


def record_pairs(store: Store, entries: Mapping[str, Listed]) -> list[Pair]:
    """The pairs, always the same for the same lists."""
    known = references(store, entries)
    same = sorted(_same(entries, known), key=lambda pair: crc32(pair.id.encode()))
    return [*same[:SAME], *islice(_different(entries, known), DIFFERENT)]


def _same(entries: Mapping[str, Listed], known: Mapping[str, set[str]]) -> Iterator[Pair]:
    whose: dict[str, list[str]] = defaultdict(list)
    for record, mine in sorted(known.items()):
        for reference in mine:
            if held_out(reference.partition(":")[2]):
                whose[reference].append(record)
    for records in whose.values():
        for left, right in combinations(records, 2):
            if kind_of(entries[left].schema) != "vessel" or _named_alike(
                entries[left], entries[right]
            ):
                yield _pair(entries[left], entries[right], same=True)


def _named_alike(left: Listed, right: Listed) -> bool:
    """Whether any two names are somewhat alike; a renamed ship is found by its number alone."""
    return any(fuzz.ratio(a, b) >= _SOMEWHAT for a in plain_names(left) for b in plain_names(right))


def _different(entries: Mapping[str, Listed], known: Mapping[str, set[str]]) -> Iterator[Pair]:
    """The most alike first; one pair for each two references."""
    seen = set()
    for _, left, right in sorted(_alike(entries, known), reverse=True):
        told = frozenset(known[left] | known[right])
        if told not in seen:
            seen.add(told)
            yield _pair(entries[left], entries[right], same=False)


def _alike(
    entries: Mapping[str, Listed], known: Mapping[str, set[str]]
) -> Iterator[tuple[float, str, str]]:
    for kind in ("person", "firm", "vessel"):
        records = sorted(record for record in known if kind_of(entries[record].schema) == kind)
        texts = [(t, record) for record in records for t in sorted(plain_names(entries[record]))]
        asked = [
            (text, record)
            for text, record in texts
            if any(held_out(r.partition(":")[2]) for r in known[record])
        ]
        best: dict[tuple[str, str], float] = {}
        for text, record in asked:
            found = process.extract(
                text, [t for t, _ in texts], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=40
            )
            for _, score, place in found:
                other = texts[place][1]
                if _two(record, other, entries, known):
                    pair = min(record, other), max(record, other)
                    best[pair] = max(best.get(pair, 0.0), score)
        for (left, right), score in best.items():
            if kind != "vessel" or score < 100:
                yield score, left, right


def _two(
    left: str, right: str, entries: Mapping[str, Listed], known: Mapping[str, set[str]]
) -> bool:
    """Whether two records of different lists have references of one kind that differ."""
    one, two = entries[left], entries[right]
    if one.publisher == two.publisher or known[left] & known[right]:
        return False
    born = set(one.facts.get("birthDate", ())) & set(two.facts.get("birthDate", ()))
    if born and plain_names(one) & plain_names(two):
        return False  # the UN has Hassan Dahir Aweys twice, as QDi.042 and as SOi.002
    return bool(
        {r.partition(":")[0] for r in known[left]} & {r.partition(":")[0] for r in known[right]}
    )


def plain_names(entry: Listed) -> set[str]:
    """The strong names in small letters, words in order of the alphabet."""
    strong = (text for text, prop in entry.names if prop in {"name", "alias"})
    return {" ".join(sorted(text.casefold().replace("-", " ").split())) for text in strong}


def _pair(left: Listed, right: Listed, *, same: bool) -> Pair:
    kind = {"person": "people", "firm": "firms"}.get(kind_of(left.schema), "ships")
    return Pair(f"{left.id}~{right.id}", kind, side(left), side(right), same)


def side(entry: Listed, *, hidden: frozenset[str] = frozenset(_HIDDEN)) -> Side:
    """A listed entity without what it is told by."""
    facts = {prop: values for prop, values in entry.facts.items() if prop not in hidden}
    return Side(entry.schema, tuple(entry.names), facts)


def namesakes(entries: Mapping[str, Listed]) -> list[Pair]:
    """Records of one name that are two, by what they show: IMO numbers, LEIs, or days of birth.

    Of each name one pair; the days of birth lie more than three years apart.
    """
    by_name: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for entry in entries.values():
        for text in plain_names(entry):
            by_name[kind_of(entry.schema), text].append(entry)
    found: dict[str, Pair] = {}
    for _, mine in sorted(by_name.items()):
        for left, right in combinations(sorted(mine, key=lambda entry: entry.id)[:12], 2):
            group = _told_apart(left, right)
            if group:
                shown = frozenset({"unscId", "topics"})
                pair = Pair(
                    f"{left.id}~{right.id}",
                    group,
                    side(left, hidden=shown),
                    side(right, hidden=shown),
                    same=False,
                )
                found.setdefault(pair.id, pair)
                break
    return list(found.values())


def _told_apart(left: Listed, right: Listed) -> str | None:
    for prop, group in (
        ("imoNumber", "ships, two IMO numbers"),
        ("leiCode", "firms, two LEIs"),
        ("ogrnCode", "firms, two OGRNs"),
    ):
        mine, theirs = set(left.facts.get(prop, ())), set(right.facts.get(prop, ()))
        if mine and theirs:
            return None if mine & theirs else group
    days = [
        [day for day in entry.facts.get("birthDate", ()) if len(day) == _DAY]
        for entry in (left, right)
    ]
    years = [[int(day[:4]) for day in each] for each in days]
    apart = [abs(a - b) for a in years[0] for b in years[1]]
    said = sum(len(entry.facts.get("birthDate", ())) for entry in (left, right))
    whole = said == len(days[0]) + len(days[1])
    return "people, two days of birth" if apart and whole and min(apart) > _APART else None
