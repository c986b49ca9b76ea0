"""Ports and anchorages as points, and which of them is nearest."""

from typing import TYPE_CHECKING

from designata.vessels.nearest import Nearest
from designata.vessels.sphere import along_km, chord, unit_vectors

if TYPE_CHECKING:
    import polars as pl

    from designata.vessels.fixes import Floats, Ints


class Places:
    """Points with names.

    Args:
        frame: with the columns ``name``, ``lat`` and ``lon``; rows without a place are left out.

    >>> import polars as pl
    >>> known = {"name": ["Rajin", "Suva"], "lat": [42.2, -18.1], "lon": [130.3, 178.4]}
    >>> places = Places(pl.DataFrame(known))
    >>> places.nearest(-18.1, -179.9)[0]
    'Suva'
    """

    def __init__(self, frame: "pl.DataFrame") -> None:
        import polars as pl

        lat, lon = pl.col("lat").cast(float), pl.col("lon").cast(float)
        known = frame.filter(lat.is_between(-90, 90) & lon.is_between(-180, 180))
        self.names: list[str] = known["name"].cast(str).fill_null("").to_list()
        self.lat: Floats = known["lat"].cast(float).to_numpy()
        self.lon: Floats = known["lon"].cast(float).to_numpy()
        self._nearest = Nearest(unit_vectors(self.lat, self.lon))

    def within(self, lat: "Floats", lon: "Floats", km: float) -> "tuple[Ints, Floats]":
        """The nearest port of each position and how far it is; infinite beyond some kilometres."""
        import numpy as np

        if not self.names or not len(lat):
            return np.zeros(len(lat), dtype=np.int64), np.full(len(lat), np.inf)
        reach = chord(km) * (1 + 1e-9)
        chords, at = self._nearest.query(unit_vectors(lat, lon), reach)
        far = ~(chords <= reach)
        return np.where(far, 0, at), np.where(far, np.inf, along_km(np.where(far, 0, chords)))

    def nearest(self, lat: float, lon: float) -> tuple[str | None, float]:
        """The nearest port of one position and the kilometres to it; infinite if there is none."""
        import numpy as np

        at, km = self.within(np.array([lat]), np.array([lon]), 25_000)
        return (self.names[int(at[0])], float(km[0])) if np.isfinite(km[0]) else (None, np.inf)
