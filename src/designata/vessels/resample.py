"""Positions brought to common times, so that ships can be compared.

Each step of a ship is interpolated at the round times that fall into it, unless it took too long.
Nothing is extrapolated, and no day is cut at midnight.
"""

from typing import TYPE_CHECKING

import msgspec

from designata.vessels.fixes import SECOND, Fixes
from designata.vessels.sphere import unit_vectors

if TYPE_CHECKING:
    import numpy as np

    from designata.vessels.fixes import Floats, Ints

_POLAR = 80


class Resampled(msgspec.Struct, frozen=True):
    """Interpolated positions, sorted by ship and time.

    Args:
        ship: index of the ship in ``Fixes.starts``.
        slot: round time, counted in steps since 1970.
        lat: degrees.
        lon: degrees.
        density: how many real positions stand behind each, at most 1.
    """

    ship: "np.ndarray[tuple[int], np.dtype[np.int32]]"
    slot: "Ints"
    lat: "Floats"
    lon: "Floats"
    density: "np.ndarray[tuple[int], np.dtype[np.float32]]"


def resample(fixes: Fixes, step_s: float, longest_s: float) -> Resampled:
    """Interpolates positions at multiples of a step.

    Args:
        fixes: positions, located.
        step_s: seconds from one round time to the next.
        longest_s: steps of a ship that take this long or longer stay empty.
    """
    import numpy as np

    step = round(step_s * SECOND)
    time, mmsi = fixes.time, fixes.mmsi
    if len(fixes) < 2:  # noqa: PLR2004  - nothing lies between
        none = np.zeros(0)
        return Resampled(none.astype("i4"), none.astype("i8"), none, none, none.astype("f4"))
    took = time[1:] - time[:-1]
    usable = (mmsi[1:] == mmsi[:-1]) & (took < longest_s * SECOND) & (took > 0)
    # a round time on a position belongs to the step before; on a ship's first, to the one after
    low = time[:-1] // step + 1
    first = fixes.starts[fixes.starts < len(low)]
    low[first] -= time[first] % step == 0
    count = np.where(usable, np.maximum(time[1:] // step - low + 1, 0), 0)
    at = np.repeat(np.arange(len(count)), count)
    slot = low[at] + np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
    mix = (slot * step - time[at]) / took[at]
    lat, lon = _between(fixes, at, mix)
    ship = (np.searchsorted(fixes.starts, at, side="right") - 1).astype(np.int32)
    density = np.round(step / np.maximum(took[at], step), 2).astype(np.float32)
    return Resampled(ship, slot, lat, lon, density)


def _between(fixes: Fixes, at: "Ints", mix: "Floats") -> "tuple[Floats, Floats]":
    """Positions between neighbours, straight in degrees over the short way round.

    Near the poles, where degrees of longitude mean little, it is along the chord.
    """
    import numpy as np

    lat0, lon0, lat1, lon1 = fixes.lat[at], fixes.lon[at], fixes.lat[at + 1], fixes.lon[at + 1]
    across = (lon1 - lon0 + 180) % 360 - 180
    lat = lat1 * mix + lat0 * (1 - mix)
    lon = np.where(across == lon1 - lon0, lon1 * mix + lon0 * (1 - mix), lon0 + across * mix)
    lon = np.where(np.abs(lon) > 180, (lon + 180) % 360 - 180, lon)  # noqa: PLR2004
    polar = np.flatnonzero(np.maximum(np.abs(lat0), np.abs(lat1)) > _POLAR)
    if len(polar):
        share = mix[polar, None]
        vector = unit_vectors(lat1[polar], lon1[polar]) * share
        vector += unit_vectors(lat0[polar], lon0[polar]) * (1 - share)
        lat[polar] = np.degrees(np.arctan2(vector[:, 2], np.hypot(vector[:, 0], vector[:, 1])))
        lon[polar] = np.degrees(np.arctan2(vector[:, 1], vector[:, 0]))
    return lat, lon
