"""Which of many points is nearest to each of others, all as unit vectors.

A few are compared with all, which is done before a tree is built, or its library even loaded.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

    from designata.vessels.fixes import Floats, Ints

_FEW = 20_000_000
"""Products that take as long as loading the library and building a tree."""

_AT_ONCE = 2_000_000


class Nearest:
    """Points to be near to.

    Args:
        points: unit vectors, a row each; at least one is needed to ask.

    >>> import numpy as np
    >>> chords, at = Nearest(np.eye(3)).query(np.array([[0.0, 0.6, 0.8]]))
    >>> at.tolist(), chords.round(3).tolist()
    ([2], [0.632])
    """

    def __init__(self, points: "Floats") -> None:
        self._points = points
        self._tree: cKDTree | None = None

    def query(self, asked: "Floats", reach: float = 2.0) -> "tuple[Floats, Ints]":
        """How far the nearest is along the chord, and which: what is beyond the reach may be any.

        Args:
            asked: unit vectors.
            reach: a chord beyond which it does not matter.
        """
        if self._tree is None and len(asked) * len(self._points) <= _FEW:
            return self._compared(asked)
        import numpy as np
        from scipy.spatial import cKDTree

        if self._tree is None:
            # built in half the time, and as fast for points that lie together as a coast's
            self._tree = cKDTree(self._points, balanced_tree=False, compact_nodes=False)
        chords, at = self._tree.query(asked, distance_upper_bound=np.nextafter(reach, 3))
        return chords, np.where(np.isinf(chords), 0, at)

    def _compared(self, asked: "Floats") -> "tuple[Floats, Ints]":
        import numpy as np

        step = max(1, _AT_ONCE // len(self._points))
        parts = [
            (asked[start : start + step] @ self._points.T).argmax(axis=1)
            for start in range(0, len(asked), step)
        ]
        at: Ints = np.concatenate([*parts, np.zeros(0, dtype=np.int64)])
        # products of near points are all but 1: the difference tells how far, to the metre
        chords: Floats = np.linalg.norm(asked - self._points[at], axis=1)
        return chords, at
