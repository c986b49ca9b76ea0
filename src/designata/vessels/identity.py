"""Who ships said they were, and what changed: name, call sign, flag, IMO number, one number twice.

Works on static messages alone; whether two tracks share an MMSI is told from positions elsewhere.
Each event says by which rule, on which rows, and what it does not prove.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import msgspec

from designata.model.identifiers import is_ship_imo
from designata.vessels import identity_mmsi
from designata.vessels.event import Event, Rule, Ship
from designata.vessels.identity_spans import Span, Story, numbered, rules, stories

if TYPE_CHECKING:
    import polars as pl

Field = Literal["imo", "name", "call_sign"]
"""What a ship says of itself and others know it by."""

_FIELDS: tuple[Field, ...] = ("imo", "name", "call_sign")
_DAY = dt.timedelta(days=1)


class Identity(msgspec.Struct, frozen=True):
    """A value that a ship bore for a time.

    Args:
        mmsi: under which it was said.
        field: ``imo``, ``name`` or ``call_sign``.
        value: in capitals.
        start: when it was first said.
        end: when it was last said.
        flag: the country of the MMSI.
        valid: of an IMO number, whether its check digit is right; else true.
        rows: of the first and the last message.
    """

    mmsi: int
    field: Field
    value: str
    start: dt.datetime
    end: dt.datetime
    flag: str | None
    valid: bool
    rows: tuple[int, int]


def identities(statics: "pl.DataFrame") -> list[Identity]:
    """What each ship called itself from when to when, by MMSI, field and time.

    Args:
        statics: in the form of ``frames.statics``.
    """
    found = [
        Identity(
            int(story.key),
            field,
            span.value,
            span.start,
            span.end,
            identity_mmsi.read(int(story.key)).country,
            field != "imo" or is_ship_imo(span.value),
            span.rows,
        )
        for field in _FIELDS
        for story in stories(statics, "mmsi", field)
        for span in story.spans
    ]
    return sorted(found, key=lambda i: (i.mmsi, _FIELDS.index(i.field), i.start))


def events(statics: "pl.DataFrame") -> list[Event]:
    """Changes of identity and numbers borne twice, by time.

    An event starts when the old value was last said and ends when the new one was first said: the
    change lies between. The event of two senders spans all their messages.

    Args:
        statics: in the form of ``frames.statics``.
    """
    found = [*_of_ships(statics), *_of_hulls(statics), *_of_no_country(statics)]
    return sorted(found, key=lambda event: (event.start, event.vessels[0].mmsi, event.rule.id))


def _of_ships(statics: "pl.DataFrame") -> Iterator[Event]:
    names = _Names(statics)
    shared: set[str] = set()
    for field in _FIELDS:
        for story in stories(statics, "mmsi", field):
            if story.two_senders and field == "imo":
                shared.add(story.key)
                numbers = sorted({span.value for span in story.spans})
                ships = [Ship(int(story.key), number) for number in numbers]
                yield _twice("mmsi_two_imo", story, ships, numbers)
            elif story.key not in shared:
                # of two senders of other names the first change is told, not each to and fro
                pairs = list(pairwise(story.spans))
                for before, after in pairs[:1] if story.two_senders else pairs:
                    yield _changed(field, before, after, [names.ship(int(story.key))])


def _of_hulls(statics: "pl.DataFrame") -> Iterator[Event]:
    names, hulls = _Names(statics), numbered(statics)
    for story in stories(hulls, "imo", "mmsi"):
        ships = [Ship(mmsi, story.key, names.name(mmsi)) for mmsi in _senders(story.spans)]
        if story.two_senders:
            yield _twice("imo_two_mmsi", story, ships, [str(ship.mmsi) for ship in ships])
            continue
        flags: list[Event] = []
        for before, after in pairwise(story.spans):
            old, new = (identity_mmsi.read(span.mmsi).country for span in (before, after))
            pair = [ship for ship in ships if ship.mmsi in {before.mmsi, after.mmsi}]
            if old and new and old != new:
                flags.append(_changed("flag", before, after, pair, values=(old, new)))
            else:
                yield _changed("mmsi", before, after, pair)
        yield from flags
        yield from _hopping(flags, ships)
    for story in stories(hulls, "imo", "length_m"):
        yield from _lengths(story, names)


def _hopping(flags: list[Event], ships: list[Ship]) -> Iterator[Event]:
    told = rules().told
    window = told.hopping_days * _DAY
    close = [
        flags[at : at + told.hopping_changes]
        for at in range(len(flags) - told.hopping_changes + 1)
        if _end(flags[at + told.hopping_changes - 1]) - _end(flags[at]) <= window
    ]
    if not close:
        return
    changes = [change for change in flags if any(change in group for group in close)]
    borne = [str(changes[0].metrics["from"]), *(str(change.metrics["to"]) for change in changes)]
    yield Event(
        type="identity_change",
        vessels=ships,
        start=changes[0].start,
        end=changes[-1].end,
        start_position=None,
        end_position=None,
        metrics={"flags": borne, "changes": len(changes)},
        tier="flag_hopping",
        rule=_rule("flag_hopping", "hopping_changes", "hopping_days"),
        rows=sorted({row for change in changes for row in change.rows}),
        caveats=_caveats("flag_hopping"),
    )


def _lengths(story: Story, names: "_Names") -> Iterator[Event]:
    most = rules().told.max_length_share
    for before, after in pairwise(story.spans):
        old, new = float(before.value), float(after.value)
        if abs(old - new) > most * max(old, new):
            ships = [Ship(mmsi, story.key, names.name(mmsi)) for mmsi in _senders([before, after])]
            event = _changed("imo_length", before, after, ships)
            yield msgspec.structs.replace(event, metrics={"before_m": old, "after_m": new})
            if story.two_senders:
                return


def _of_no_country(statics: "pl.DataFrame") -> Iterator[Event]:
    import polars as pl

    names = _Names(statics)
    wrong = [
        mmsi
        for mmsi in statics["mmsi"].unique().to_list()
        if (read := identity_mmsi.read(mmsi)).form == "invalid"
        or (read.form == "ship" and read.country is None)
    ]
    for story in stories(statics.filter(pl.col("mmsi").is_in(wrong)), "mmsi", "mmsi"):
        (span,) = story.spans
        yield Event(
            type="identity_change",
            vessels=[names.ship(span.mmsi)],
            start=span.start,
            end=span.end,
            start_position=None,
            end_position=None,
            metrics={"form": identity_mmsi.read(span.mmsi).form},
            tier="invalid_mid",
            rule=_rule("invalid_mid", "min_said", "min_hours"),
            rows=sorted(set(span.rows)),
            caveats=_caveats("invalid_mid"),
        )


def _changed(
    kind: str,
    before: Span,
    after: Span,
    ships: list[Ship],
    *,
    values: tuple[str, str] | None = None,
) -> Event:
    old, new = values or (before.value, after.value)
    thresholds = ["min_said", "min_hours"]
    caveats = _caveats(kind)
    if kind == "imo_length":
        thresholds.append("max_length_share")
    if kind == "imo" and not (is_ship_imo(old) and is_ship_imo(new)):
        caveats.append("One of the two numbers fails its check digit: this may be a correction.")
    return Event(
        type="identity_change",
        vessels=ships,
        start=before.end,
        end=after.start,
        start_position=None,
        end_position=None,
        metrics={"from": old, "to": new},
        tier=kind,
        rule=_rule(kind, *thresholds),
        rows=[before.rows[1], after.rows[0]],
        caveats=caveats,
    )


def _twice(kind: str, story: Story, ships: list[Ship], values: list[str]) -> Event:
    return Event(
        type="shared_mmsi",
        vessels=ships,
        start=story.spans[0].start,
        end=story.spans[-1].end,
        start_position=None,
        end_position=None,
        metrics={"values": values, "returns": story.returns},
        tier=kind,
        rule=_rule(kind, "min_said", "min_hours", "min_returns", "max_return_days"),
        rows=[story.spans[0].rows[0], story.spans[-1].rows[1]],
        caveats=_caveats(kind),
    )


def _senders(spans: Iterable[Span]) -> list[int]:
    return sorted({span.mmsi for span in spans})


def _end(event: Event) -> dt.datetime:
    return event.end or event.start


def _rule(kind: str, *thresholds: str) -> Rule:
    told = rules().told
    return Rule(
        id=f"identity.{kind}",
        thresholds={name: float(getattr(told, name)) for name in thresholds},
        source=rules().rule[kind].source,
    )


def _caveats(kind: str) -> list[str]:
    return list(rules().rule[kind].caveats)


class _Names:
    """The last IMO number and name that each ship gave."""

    def __init__(self, statics: "pl.DataFrame") -> None:
        import polars as pl

        last = statics.group_by("mmsi").agg(
            pl.col("imo", "name").sort_by("timestamp").drop_nulls().last()
        )
        self._ships = {mmsi: Ship(mmsi, imo, name) for mmsi, imo, name in last.iter_rows()}

    def ship(self, mmsi: int) -> Ship:
        return self._ships[mmsi]

    def name(self, mmsi: int) -> str | None:
        return self._ships[mmsi].name
