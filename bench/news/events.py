"""Scores the designations of a reading against the gold's."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product

import gold
from gold import Event, Group, Span
from tally import Tally

from designata.news.document import Document
from designata.news.findings import Designation, Reading, Target

DECIDED = "unnamed targets named exactly"
UNDECIDED = "undecidable said so"


def score(document: Document, reading: Reading, wanted: Sequence[Event], tally: Tally) -> None:
    """Pairs the events, then asks field by field, of missed events as well."""
    found = [_Found(document.text, reading, it) for it in reading.designations]
    sought = [_Sought(document.text, it) for it in wanted]
    pairs = _paired(sought, found)
    for number, one in enumerate(sought):
        other = found[pairs[number]] if number in pairs else None
        if one.event.negated or one.event.optional:
            if one.event.negated and other and other.event.modality != "denied":
                tally.false("event done that is told as not done", other)
                tally.found["events"] += 1
            continue
        tally.check("events", one, other, right=other is not None)
        tally.found["events"] += other is not None
        _fields(one, other, tally)
        _unnamed(one, other, tally)
    for number in set(range(len(found))) - set(pairs.values()):
        if found[number].event.modality == "denied":
            continue
        tally.found["events"] += 1
        tally.false("events", found[number])


class _Found:
    """A designation with what pairing asks of it."""

    def __init__(self, text: str, reading: Reading, event: Designation) -> None:
        self.event = event
        spans = {mention.id: (mention.start, mention.end) for mention in reading.mentions}
        refers = {mention.id: mention.refers_to for mention in reading.mentions}
        self.names: list[Span] = []
        for target in event.targets:
            for it in target.mentions:
                self.names += [spans[i] for i in (it, refers.get(it)) if i in spans]
        self.words = {text[start:end].casefold() for start, end in self.names}

    def __str__(self) -> str:
        return _line(self.event)


class _Sought:
    """A gold event with the places of its names."""

    def __init__(self, text: str, event: Event) -> None:
        self.event = event
        self.places = {
            name: gold.places(text, name) for group in event.targets for name in group.names
        }
        self.names = [place for places in self.places.values() for place in places]

    def __str__(self) -> str:
        return _line(self.event)


def _line(event: Event | Designation) -> str:
    when = event.date.value if event.date else "-"
    targets = ", ".join(f"{it.count} {it.country} {it.type}" for it in event.targets)
    return f"{event.authority.country} {event.action} {when} {event.modality}: {targets}"


def _paired(sought: list[_Sought], found: list[_Found]) -> dict[int, int]:
    """One to one, the likest first: country, action, date and targets, and how firmly."""
    likeness = {
        (i, j): _likeness(one, other)
        for (i, one), (j, other) in product(enumerate(sought), enumerate(found))
    }
    pairs: dict[int, int] = {}
    for i, j in sorted(likeness, key=lambda it: -likeness[it]):
        if likeness[i, j] > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _likeness(one: _Sought, other: _Found) -> float:
    wanted, event = one.event, other.event
    if wanted.authority.country != event.authority.country or wanted.action != event.action:
        return 0.0
    if wanted.negated and event.modality != "denied" and (event.date or event.recalled):
        return 0.0
    value = event.date.value if event.date else None
    dated = wanted.date is not None and value == wanted.date.value
    names = _overlap(one.names, other.names)
    counted = bool(
        {(it.type, it.count) for it in wanted.targets if it.count}
        & {(it.type, it.count) for it in event.targets}
    )
    types = {it.type for it in wanted.targets} & {it.type for it in event.targets}
    firm = (event.modality == "denied") if wanted.negated else wanted.modality == event.modality
    if not (dated or names or counted or (firm and (types or not wanted.targets))):
        return 0.0
    return 4 * firm + 3 * dated + 2 * names + 2 * counted + bool(types) + 0.1


def _overlap(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in some for b in others)


def _fields(one: _Sought, other: _Found | None, tally: Tally) -> None:
    """Authority, date, types and counts; partners, effect, countries and basis apart."""
    wanted = one.event
    event = other.event if other else None
    tally.check("authority", wanted.authority.country, event and event.authority.country)
    tally.check(
        "date",
        wanted.date and (wanted.date.value, wanted.date.precision),
        event and event.date and (event.date.value, event.date.precision),
        right=event is not None and _same_day(wanted, event),
    )
    counts = _summed(wanted.targets)
    got = _summed(event.targets) if event else {}
    for kind, count in counts.items():
        tally.check("type", kind, sorted(got), right=kind in got)
        tally.check("count", (kind, count), (kind, got.get(kind, "missed")))
    for kind in got.keys() - counts.keys() if counts else ():
        tally.check("type", "no " + kind, sorted(got))
    if not event or not other:
        return
    tally.check(
        "partners", sorted(wanted.partners), sorted(it.country or "?" for it in event.partners)
    )
    tally.check("recalled", wanted.recalled, event.recalled)
    tally.check("modality of events", wanted.modality, str(event.modality))
    if wanted.effective:
        tally.check("effective", wanted.effective.value, event.effective and event.effective.value)
    if wanted.legal_basis:
        basis = " | ".join(span.text for span in event.legal_basis)
        for law in wanted.legal_basis:
            tally.check("legal basis", law, basis, right=_core(law) in basis)
    countries = Counter((it.type, it.country) for it in event.targets)
    for group in wanted.targets:
        if group.country:
            pair = (group.type, group.country)
            tally.check(
                "countries of targets", pair, sorted(map(str, countries)), right=pair in countries
            )
        for name in group.names if group.by == "name" else ():
            right = _overlap(one.places[name], other.names)
            tally.check("named targets", name, sorted(other.words), right=right)


def _same_day(wanted: Event, event: Designation) -> bool:
    if wanted.date is None:
        return event.date is None or wanted.modality == "possible"
    return event.date is not None and (event.date.value, event.date.precision) == (
        wanted.date.value,
        wanted.date.precision,
    )


def _summed(targets: Sequence[Group | Target]) -> dict[str, int | None]:
    """How many of each type: none where no count is told; those named count where others are."""
    sums: dict[str, int | None] = {}
    for kind in dict.fromkeys(it.type for it in targets):
        counts = [
            it.count or (len(it.mentions) if isinstance(it, Target) else 0)
            for it in targets
            if it.type == kind
        ]
        told = any(it.count for it in targets if it.type == kind)
        sums[kind] = sum(counts) if told else None
    return sums


def _core(law: str) -> str:
    """The part of a law's title that tells it: its number, or the words."""
    numbers = [
        word for word in law.replace("(", " ").replace(")", " ").split() if word[:1].isdigit()
    ]
    return max(numbers, key=len) if numbers else law


def _unnamed(one: _Sought, other: _Found | None, tally: Tally) -> None:
    """Whether the unnamed of a whole event are named exactly, and what cannot be told is not."""
    decidable = [group for group in one.event.targets if group.entities]
    targets = list(other.event.targets) if other else []
    if decidable:
        wanted = [ids for group in decidable for ids in group.entities]
        got = [
            entity
            for target in _fitting(decidable, targets)
            if target.undecided is None
            for entity in _best(target)
        ]
        tally.check(
            DECIDED, wanted, got or [it.undecided for it in targets], right=exactly(wanted, got)
        )
    for group in one.event.targets:
        if group.undecidable:
            fitting = _fitting([group], targets)
            said = bool(fitting) and all(it.undecided is not None for it in fitting)
            tally.check(UNDECIDED, (group.type, group.count), list(map(_best, fitting)), right=said)


def _fitting(groups: Sequence[Group], targets: Sequence[Target]) -> list[Target]:
    """The targets of the groups' types that have unnamed ones among them."""
    types = {group.type for group in groups}
    return [
        it
        for it in targets
        if it.type in types and (it.candidates or it.undecided is not None or not it.mentions)
    ]


def _best(target: Target) -> list[str]:
    """As many candidates as are unnamed, the likeliest first."""
    ranked = sorted(target.candidates, key=lambda it: -it.score)
    if target.count is None:
        return [it.entity for it in ranked]
    missing = target.count - len(target.mentions)
    return [it.entity for it in ranked[: missing if missing > 0 else target.count]]


def exactly(wanted: list[list[str]], got: list[str]) -> bool:
    """Whether each wanted one is met once, under any of its ids, and nobody else is."""
    met = [next((n for n, ids in enumerate(wanted) if it in ids), None) for it in got]
    return None not in met and len(set(met)) == len(met) == len(wanted)
