"""Distances on the Earth as a sphere, over arrays of degrees.

By haversine and unit vectors, so that the date line and the poles are places like any other. The
radius is 6,371 km, as the encounters of Global Fishing Watch take it; a sphere is within 0.6 % of
the ellipsoid.
"""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

RADIUS_KM = 6371.0
KM_PER_NM = 1.852


def distance_km(lat1: "Floats", lon1: "Floats", lat2: "Floats", lon2: "Floats") -> "Floats":
    """Great-circle distances; not a number where a position is not one.

    >>> import numpy as np
    >>> a, b = np.array([0.0, 89.0]), np.array([179.5, 0.0])
    >>> distance_km(a, b, a, np.array([-179.5, 180.0])).round(1).tolist()
    [111.2, 222.4]
    """
    import numpy as np

    phi1, phi2 = np.radians(lat1), np.radians(lat2)
    half = np.sin(np.radians(lon2 - lon1) / 2) ** 2
    h = np.sin((phi2 - phi1) / 2) ** 2 + np.cos(phi1) * np.cos(phi2) * half
    found: Floats = 2 * RADIUS_KM * np.arcsin(np.sqrt(np.minimum(h, 1)))
    return found


def unit_vectors(lat: "Floats", lon: "Floats") -> "Floats":
    """Positions as vectors of length 1, a row each.

    >>> import numpy as np
    >>> unit_vectors(np.array([90.0]), np.array([42.0])).round(6).tolist()
    [[0.0, 0.0, 1.0]]
    """
    import numpy as np

    phi, lam = np.radians(lat), np.radians(lon)
    found: Floats = np.stack(
        [np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1
    )
    return found


def chord(km: float) -> float:
    """A distance along the surface as the distance between unit vectors.

    >>> round(chord(20015.0), 3)
    2.0
    """
    import math

    return 2 * math.sin(min(km / RADIUS_KM, math.pi) / 2)


def along_km(chords: "Floats") -> "Floats":
    """Distances between unit vectors as distances along the surface."""
    import numpy as np

    found: Floats = 2 * RADIUS_KM * np.arcsin(np.minimum(chords / 2, 1))
    return found
