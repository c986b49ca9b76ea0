"""NMEA 0183 read: sentences to positions and statics, with pyais for all but the plainest reports.

Of the 27 types of messages, seven say where a ship is or what it is: 1, 2, 3, 18, 19 and 27; 5, 19
and 24. The others are counted.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from designata.errors import InputError
from designata.vessels import ais_decode, frames
from designata.vessels.ais_clean import is_usable, position_values, static_values, usable
from designata.vessels.ais_open import Content
from designata.vessels.ais_order import thinned
from designata.vessels.ais_part import Part
from designata.vessels.ais_quarantine import SAMPLES, Quarantine
from designata.vessels.ais_sentences import BROKEN, CHECKSUM, Batch, Reader

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

_MARK = re.compile(rb"[!$][^,\s]{2}VD[MO],|^\$PGHP,", re.MULTILINE)
_LAST_TYPE = 27
_MOVES, _SAYS = {19, 27}, {5, 19, 24}
_LATE, _MINUTE = 30, 60
_SECOND = 1_000_000
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

_Rows = list[dict[str, Any]]


def is_nmea(head: bytes) -> bool:
    r"""Whether a file that begins so holds AIS sentences.

    >>> is_nmea(b"# ours\n!AIVDM,1,1,,B,,0*25"), is_nmea(b"mmsi,timestamp,lat,lon")
    (True, False)
    """
    return _MARK.search(head) is not None


def parts(
    content: Content, quarantine: Quarantine, first: int, since: dt.datetime | None
) -> Iterator[Part]:
    """The positions and statics of a file of sentences, some at a time.

    Args:
        content: the file.
        quarantine: counts what is unusable.
        first: the number of its first sentence.
        since: when messages without a time begin.

    Raises:
        InputError: when no message has a time and ``since`` is not given.
    """
    reader = Reader(quarantine, first)
    clock = _Clock(since)
    timed = found = 0
    for batch in reader.batches(content.lines()):
        positions, statics = _decoded(batch, quarantine)
        positions, statics = clock.set(positions, statics)
        timed += positions["timestamp"].count() + statics["timestamp"].count()
        found += positions.height + statics.height
        yield _part(positions, statics, batch, reader.next, quarantine)
    if found and not timed:
        raise InputError(
            f"none of its {found:,} messages has a time",
            where=content.name,
            cure="say when they begin (since), or give a file with tag blocks or time stamps",
        )
    if content.loss:
        quarantine.add("the rest of a file that is cut short", [(reader.next, content.loss)])
    sources = ", ".join(f"{name} ({n:,})" for name, n in reader.sources.most_common())
    told = f"{content.name}: NMEA, {reader.next - first:,} sentences; times from {sources or since}"
    empty = frames.positions().to_frame(), frames.statics().to_frame()
    yield Part(*empty, reader.next, told)


def _part(
    positions: "pl.DataFrame",
    statics: "pl.DataFrame",
    batch: Batch,
    following: int,
    quarantine: Quarantine,
) -> Part:
    schemas = frames.positions(), frames.statics()
    moved = usable(positions.select(schemas[0].names()), quarantine, batch.text)
    # a message of type 19 is counted once, as a position
    said = statics.filter(~statics["row"].is_in(positions["row"].implode()))
    usable(said, quarantine, batch.text)
    return Part(
        position_values(moved, quarantine, batch.text).cast(schemas[0]),
        thinned(static_values(statics.filter(is_usable()).cast(schemas[1]))),
        following,
    )


def _decoded(batch: Batch, quarantine: Quarantine) -> "tuple[pl.DataFrame, pl.DataFrame]":
    import numpy as np
    import polars as pl

    moved: list[pl.DataFrame] = []
    singly = [*batch.long]
    if batch.rows:
        right = ais_decode.right(batch.sentences, batch.checksums)
        _aside(batch, quarantine, CHECKSUM, np.flatnonzero(~right))
        kinds = np.array([payload[:1] for payload in batch.payloads], dtype="S1")
        fast = np.zeros(len(kinds), dtype=bool)
        for layout in dict.fromkeys(ais_decode.LAYOUTS.values()):
            signs = [chr(k) for k, v in ais_decode.LAYOUTS.items() if v == layout]
            at = right & np.isin(kinds, np.array(signs, dtype="S1"))
            fast |= at
            moved.append(_reports(batch, np.flatnonzero(at), layout, quarantine))
        singly += [
            (batch.rows[n], batch.times[n], [batch.sentences[n] + b"*" + batch.checksums[n]])
            for n in np.flatnonzero(right & ~fast)
        ]
    more: _Rows = []
    says: _Rows = []
    for row, time, sentences in sorted(singly):
        _message(row, time, sentences, (more, says), quarantine)
    moved.append(pl.DataFrame(more, _moving()))
    shape = frames.statics()
    shape["timestamp"] = pl.Int64()
    return pl.concat(moved), pl.DataFrame(says, shape)


def _moving() -> "pl.Schema":
    """Positions whose time is still a number, and the second of the minute that they carry."""
    import polars as pl

    shape = frames.positions()
    shape["timestamp"], shape["second"] = pl.Int64(), pl.Float64()
    return shape


def _reports(
    batch: Batch, at: "NDArray[np.int64]", layout: ais_decode.Layout, quarantine: Quarantine
) -> "pl.DataFrame":
    import numpy as np
    import polars as pl

    if not len(at):
        return _moving().to_frame()
    values = ais_decode.reports([batch.payloads[n] for n in at], layout)
    broken = values.pop("broken") > 0
    _aside(batch, quarantine, BROKEN, at[np.flatnonzero(broken)])
    frame = pl.DataFrame(
        {
            **values,
            "timestamp": pl.Series([batch.times[n] for n in at], dtype=pl.Int64),
            "row": pl.Series([batch.rows[n] for n in at], dtype=pl.Int64),
        }
    )
    return frame.select(pl.col(name).cast(kind) for name, kind in _moving().items()).filter(~broken)


def _aside(batch: Batch, quarantine: Quarantine, reason: str, at: "NDArray[np.int64]") -> None:
    if len(at):
        rows = [batch.rows[n] for n in at[:SAMPLES]]
        quarantine.add(reason, [(row, batch.text(row)) for row in rows], count=len(at))


def _message(
    row: int,
    time: int | None,
    sentences: list[bytes],
    into: tuple[_Rows, _Rows],
    quarantine: Quarantine,
) -> None:
    from pyais.exceptions import AISBaseException
    from pyais.messages import AISSentence, NMEASentenceFactory

    text = " ".join(sentence.decode("latin-1") for sentence in sentences)
    payload = sentences[0].split(b",")[5]
    kind = ord(payload[:1] or b"0") - 48
    kind -= 8 if kind > 40 else 0  # noqa: PLR2004 - the code leaves out eight characters
    if not payload or (kind not in _MOVES | _SAYS and kind not in {1, 2, 3, 18}):
        quarantine.add(_unused(kind, payload), [(row, text)])
        return
    try:
        read = [NMEASentenceFactory.produce(sentence) for sentence in sentences]
        whole = [sentence for sentence in read if isinstance(sentence, AISSentence)]
        message = AISSentence.assemble_from_iterable(whole).decode()
    except (AISBaseException, ValueError, TypeError, LookupError, AttributeError):
        quarantine.add("message that cannot be decoded", [(row, text)])
        return
    head = {"mmsi": message.mmsi, "timestamp": time, "row": row}
    if hasattr(message, "lat"):
        into[0].append(head | _moved(message, kind))
    if kind in _SAYS:
        into[1].append(head | _said(message))


def _unused(kind: int, payload: bytes) -> str:
    if not payload:
        return "message without content"
    if 0 < kind <= _LAST_TYPE:
        return f"message of type {kind}, not of a ship's place or name"
    return "message of unknown type"


def _moved(message: object, kind: int) -> dict[str, Any]:
    speed, course = getattr(message, "speed", None), getattr(message, "course", None)
    if kind == 27:  # noqa: PLR2004 - the long-range report, with marks of its own
        speed = 102.3 if speed == 63 else speed  # noqa: PLR2004
        course = 360.0 if course == 511 else course  # noqa: PLR2004
    return {
        "lat": getattr(message, "lat", None),
        "lon": getattr(message, "lon", None),
        "speed_kn": speed,
        "course": course,
        "heading": getattr(message, "heading", None),
        "second": getattr(message, "second", None),
    }


def _said(message: object) -> dict[str, Any]:
    imo = getattr(message, "imo", None)
    bow, stern = getattr(message, "to_bow", None), getattr(message, "to_stern", None)
    return {
        "imo": str(imo) if imo else None,
        "name": getattr(message, "shipname", None),
        "call_sign": getattr(message, "callsign", None),
        "ship_type": int(getattr(message, "ship_type", None) or 0),
        "draught_m": getattr(message, "draught", None),
        "length_m": None if bow is None or stern is None else float(bow + stern),
        "destination": getattr(message, "destination", None),
    }


class _Clock:
    """Times of messages that have none: from a given one on, by the seconds that reports carry.

    A second up to half a minute ahead moves the clock; one behind is of a report sent late. So a
    silence of over half a minute makes it slow.
    """

    def __init__(self, since: dt.datetime | None) -> None:
        self._now = (
            None if since is None else int((since.astimezone(dt.UTC) - _EPOCH).total_seconds())
        )

    def set(
        self, positions: "pl.DataFrame", statics: "pl.DataFrame"
    ) -> "tuple[pl.DataFrame, pl.DataFrame]":
        """The same, with times in UTC."""
        import polars as pl

        kind = pl.Datetime("us", "UTC")
        if self._now is not None:
            seconds = dict(positions.select("row", "second").iter_rows())
            missing = {
                row
                for frame in (positions, statics)
                for row in frame.filter(frame["timestamp"].is_null())["row"].to_list()
            }
            times = {row: self._tick(seconds.get(row)) for row in sorted(missing)}
            counted = pl.col("row").replace_strict(times, default=None, return_dtype=pl.Int64)
            filled = pl.coalesce("timestamp", counted)
            positions, statics = positions.with_columns(filled), statics.with_columns(filled)
        return (
            positions.with_columns(pl.col("timestamp").cast(kind)),
            statics.with_columns(pl.col("timestamp").cast(kind)),
        )

    def _tick(self, second: float | None) -> int:
        now = self._now or 0
        if second is None or second >= _MINUTE:
            return now * _SECOND
        ahead = (int(second) - now) % _MINUTE
        if ahead < _LATE:
            self._now = now + ahead
            return self._now * _SECOND
        return (now + ahead - _MINUTE) * _SECOND
