"""Two records side by side: each field with what both say, and the weights from prior to sum."""

from typing import NamedTuple

from designata.evidence.explain import Judgement
from designata.names.script import script_of
from designata.resolve import waterfall
from designata.store.dossier import Designation, Dossier, Fact, Source

_QUIET = {"topics", "sourceUrl", "modifiedAt", "createdAt", "retrievedAt"}
_OWN = {"Sanction.authority", "notes", "summary"}
"""What each list says in its own way: that it differs tells nothing."""
_RIM = 2.0


class Said(NamedTuple):
    """A value on one side.

    Args:
        value: what it is.
        same: whether the other side says it too.
        sources: where it stands.
    """

    value: str
    same: bool
    sources: list[Source]


class Line(NamedTuple):
    """A field of both records.

    Args:
        name: of the property.
        left: what the one says.
        right: what the other says.
        differs: whether both say something, and nothing that they say is the same.
    """

    name: str
    left: list[Said]
    right: list[Said]
    differs: bool


class Bar(NamedTuple):
    """A step of the waterfall, placed in per cent of the picture's width.

    Args:
        label: the feature; empty for the prior and the sum.
        whole: ``prior`` or ``sum``, else empty.
        at: where the bar begins.
        width: how long it is.
        weight: in log-odds.
        left: the value of the one record.
        right: that of the other.
        note: in plain words.
    """

    label: str
    whole: str
    at: float
    width: float
    weight: float
    left: str
    right: str
    note: str


class Fall(NamedTuple):
    """The waterfall, and where zero lies on it."""

    bars: list[Bar]
    zero: float


def lines(left: Dossier, right: Dossier) -> list[Line]:
    """The fields of two records: those that differ where both speak first come as they come."""
    mine, theirs = _told(left), _told(right)
    found = []
    for name in dict.fromkeys((*mine, *theirs)):
        one, other = mine.get(name, {}), theirs.get(name, {})
        shared = {_plain(value) for value in one} & {_plain(value) for value in other}
        found.append(
            Line(
                name,
                _said(one, shared),
                _said(other, shared),
                differs=bool(one and other and not shared and name not in _OWN),
            )
        )
    return found


def _said(told: dict[str, list[Source]], shared: set[str]) -> list[Said]:
    rows = [Said(value, _plain(value) in shared, sources) for value, sources in told.items()]
    return sorted(rows, key=lambda row: not row.same)


def _plain(value: str) -> str:
    """A value for comparing: case and spaces mean nothing.

    >>> _plain("LADY  R") == _plain("Lady R")
    True
    """
    return " ".join(value.casefold().split())


def _told(one: Dossier) -> dict[str, dict[str, list[Source]]]:
    found: dict[str, dict[str, list[Source]]] = {}
    names = sorted(one.names, key=lambda fact: script_of(fact.value) != "latin")
    for fact in (*names, *one.identifiers, *one.facts):
        if fact.property not in _QUIET:
            found.setdefault(_field(fact), {}).setdefault(fact.value, []).append(fact.source)
    for each in one.designations:
        found.setdefault("Sanction.authority", {})[_designation(each)] = each.sources
    return found


def _field(fact: Fact) -> str:
    """Names of all kinds stand together: which of them a list puts first means little."""
    return "name" if fact.property in {"name", "alias", "previousName"} else fact.property


def _designation(one: Designation) -> str:
    return " · ".join(filter(None, (one.authority, one.program, one.since)))


def fall(found: Judgement) -> Fall:
    """The waterfall of a judgement, over the whole width.

    >>> from designata.evidence.explain import weigh
    >>> [(bar.whole, bar.weight) for bar in fall(weigh([], prior=-2.0)).bars]
    [('prior', -2.0), ('sum', -2.0)]
    """
    steps = waterfall.bars(found)
    ends = [0.0, *(step.end for step in steps)]
    low, high = min(ends), max(ends)
    scale = (100 - 2 * _RIM) / max(high - low, 1.0)
    bars = []
    for number, step in enumerate(steps):
        whole = "prior" if number == 0 else "sum" if number == len(steps) - 1 else ""
        reason = found.reasons[number - 1] if not whole else None
        start = min(step.start, step.end)
        bars.append(
            Bar(
                label="" if whole else step.label,
                whole=whole,
                at=round(_RIM + (start - low) * scale, 2),
                width=round(abs(step.end - step.start) * scale, 2),
                weight=step.end - step.start,
                left=reason.query if reason else "",
                right=reason.listed if reason else "",
                note=step.note if reason else "",
            )
        )
    return Fall(bars, round(_RIM - low * scale, 2))


def default_reason(found: Judgement, verdict: str) -> str:
    """A reason to begin with: what speaks for the verdict, by its own notes.

    Args:
        found: the evidence.
        verdict: ``same``, ``different`` or ``unsure``.
    """
    sign = {"same": 1, "different": -1}.get(verdict, 0)
    telling = [r for r in found.reasons if r.weight * sign > 0 or not sign][:3]
    return "; ".join(f"{r.feature}: {r.note}" for r in telling) or "looked at"
