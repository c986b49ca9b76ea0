"""Makes the scenario of Lady R and Angara: MADE-UP positions around published dates.

No position here was ever received. What is published is the frame: Lady R lay off Vladivostok in
late February 2024, loaded containers at Rajin on 12 March, was at Vostochny on 14 March and mostly
unloaded on 15 March (insightnews.media after NK Pro and Planet). Angara showed its AIS but briefly
in the Korea Strait and lay at the Xinya yard in Zhoushan from 9 February (RUSI, after wyborcza.pl
and rp.pl). Where the ships sailed, how fast, when they were heard and their MMSIs are invented; the
IMO numbers are the ships' own, so that lists can be asked about them.

    python examples/lady_r/make.py

writes positions.csv and statics.csv beside this file, the same bytes each time.
"""  # noqa: INP001  - a script, no package

import csv
import datetime as dt
import itertools
import math
from collections.abc import Iterator
from pathlib import Path

LADY_R, ANGARA = 273990101, 273990102  # made up, of the form that Russia's ships have
Point = tuple[float, float]
Row = tuple[int, str, float, float, float, float, float]

OFF_VLADIVOSTOK = (42.98, 131.78)
OFF_KOREA = (34.62, 129.35)
XINYA_ROADS = (29.95, 122.27)


def when(text: str) -> dt.datetime:
    """A time of 2024, UTC."""
    return dt.datetime.fromisoformat(f"2024-{text}:00+00:00")


def positions() -> Iterator[Row]:
    """Rows of both ships by time: MMSI, time, latitude, longitude, knots, course, heading."""
    # Lady R: at anchor since February, and away on 11 March.
    yield from at_anchor(LADY_R, OFF_VLADIVOSTOK, when("03-08T00:00"), when("03-11T02:00"))
    yield from sailing(LADY_R, [OFF_VLADIVOSTOK, (42.62, 131.9), (42.31, 132.08)], "03-11T03:00")
    # Not heard from the morning of 11 March to the evening of 15 March: the loading at Rajin on
    # the 12th and the stay at Vostochny on the 14th and 15th both lie in this one gap.
    yield from sailing(LADY_R, [(42.38, 132.42), (42.6, 131.95), OFF_VLADIVOSTOK], "03-15T20:00")
    yield from at_anchor(LADY_R, OFF_VLADIVOSTOK, when("03-16T01:00"), when("03-18T00:00"))
    # Angara: three hours in the Korea Strait, then not before the roads of Zhoushan.
    yield from sailing(ANGARA, [(34.95, 129.85), OFF_KOREA, (34.42, 128.98)], "02-05T06:00")
    yield from sailing(ANGARA, [(30.35, 122.9), (30.1, 122.5), XINYA_ROADS], "02-08T04:00")
    yield from at_anchor(ANGARA, XINYA_ROADS, when("02-08T08:00"), when("02-12T00:00"))


def statics() -> Iterator[tuple[int, str, str, str, str, int, float, str]]:
    """Rows of what the ships say: MMSI, time, IMO, name, call sign, type, draught, destination."""
    for text, draught, port in (
        ("03-08T00:05", 5.4, "VLADIVOSTOK"),
        ("03-11T03:05", 5.4, "FOR ORDERS"),
        ("03-15T20:05", 5.2, "VLADIVOSTOK"),
    ):
        yield LADY_R, stamp(when(text)), "9161003", "LADY R", "", 79, draught, port
    for text, port in (("02-05T06:05", "ZHOUSHAN"), ("02-08T04:05", "CN ZOS")):
        yield ANGARA, stamp(when(text)), "9179842", "ANGARA", "", 79, 4.8, port


def at_anchor(mmsi: int, point: Point, start: dt.datetime, end: dt.datetime) -> Iterator[Row]:
    """A row an hour, swinging around the anchor as the tide turns."""
    hours = round((end - start).total_seconds() / 3600)
    for hour in range(hours + 1):
        turn = 2 * math.pi * hour / 12.4
        lat, lon = point[0] + 0.0012 * math.cos(turn), point[1] + 0.0016 * math.sin(turn)
        yield row(mmsi, start + dt.timedelta(hours=hour), (lat, lon), 0.1, math.degrees(turn) % 360)


def sailing(mmsi: int, points: list[Point], start: str, knots: float = 13.0) -> Iterator[Row]:
    """A row every ten minutes along straight legs, a little faster and slower by turns."""
    time = when(start)
    for one, other in itertools.pairwise(points):
        north = (other[0] - one[0]) * 60
        east = (other[1] - one[1]) * 60 * math.cos(math.radians(one[0]))
        course, far = math.degrees(math.atan2(east, north)) % 360, math.hypot(north, east)
        steps = max(1, round(far / knots * 6))
        for step in range(steps):
            share = step / steps
            here = one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
            speed = far / steps * 6 + 0.4 * math.sin(step)
            yield row(mmsi, time, here, speed, course)
            time += dt.timedelta(minutes=10)


def row(mmsi: int, time: dt.datetime, point: Point, knots: float, course: float) -> Row:
    """A row with as many digits as AIS has."""
    lat, lon = (round(part, 5) for part in point)
    return (
        mmsi,
        stamp(time),
        lat,
        lon,
        round(knots, 1),
        round(course, 1),
        float(round(course) % 360),
    )


def stamp(time: dt.datetime) -> str:
    """A time as the files write it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def main(folder: Path) -> None:
    """Writes both files into a folder."""
    heads = {
        "positions": "mmsi,timestamp,lat,lon,speed_kn,course,heading",
        "statics": "mmsi,timestamp,imo,name,call_sign,ship_type,draught_m,destination",
    }
    for name, rows in (("positions", positions()), ("statics", statics())):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(heads[name].split(","))
            writer.writerows(rows)


if __name__ == "__main__":
    main(Path(__file__).parent)
