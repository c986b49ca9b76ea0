"""Distances on the Earth as a sphere, in numpy, so that they serve one pair and ten million.

Nautical miles by the sphere of 6,371.0088 km (IUGG mean radius): within 0.5 % of the ellipsoid.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RADIUS_KM = 6371.0088
KM_PER_NM = 1.852


def distance_km(
    lat1: "ArrayLike", lon1: "ArrayLike", lat2: "ArrayLike", lon2: "ArrayLike"
) -> "NDArray[np.float64]":
    """Great-circle distances in kilometres, by the haversine.

    >>> round(float(distance_km(42.3, 132.1, 42.2333, 130.3)))
    148
    """
    import numpy as np

    phi1, lam1, phi2, lam2 = (np.radians(angle) for angle in (lat1, lon1, lat2, lon2))
    half = np.sin((phi2 - phi1) / 2) ** 2
    half = half + np.cos(phi1) * np.cos(phi2) * np.sin((lam2 - lam1) / 2) ** 2
    return np.asarray(2 * RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half))), dtype=np.float64)


def unit(lat: "ArrayLike", lon: "ArrayLike") -> "NDArray[np.float64]":
    """Points on the unit sphere, one a row: the chord between two orders as the arc does.

    >>> unit([0.0], [90.0]).round(6).tolist()
    [[0.0, 1.0, 0.0]]
    """
    import numpy as np

    phi, lam = np.radians(lat), np.radians(lon)
    across = np.cos(phi)
    return np.stack([across * np.cos(lam), across * np.sin(lam), np.sin(phi)], axis=-1)


def arc_km(chord: "ArrayLike") -> "NDArray[np.float64]":
    """Kilometres along the surface between points whose chord on the unit sphere is given.

    >>> round(float(arc_km(2.0)))
    20015
    """
    import numpy as np

    half = np.minimum(1.0, np.asarray(chord, dtype=np.float64) / 2)
    return np.asarray(2 * RADIUS_KM * np.arcsin(half), dtype=np.float64)


def wrapped(lon: "ArrayLike") -> "NDArray[np.float64]":
    """Longitudes from -180 to below 180.

    >>> wrapped([181.0, -180.0, 180.0]).tolist()
    [-179.0, -180.0, -180.0]
    """
    import numpy as np

    return np.asarray((np.asarray(lon, dtype=np.float64) + 180) % 360 - 180, dtype=np.float64)
