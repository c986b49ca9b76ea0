"""Who acts jointly: behind "jointly with", "alongside", "joined Britain in sanctioning"."""

import re
from functools import cache

from designata.data import words
from designata.news.extract.actors import chain
from designata.news.extract.scene import Scene
from designata.news.findings import Party

_MOVE = (
    r"(?:coordinated|joint|concerted|simultaneous|parallel|separate)\s+(?:\w+\s+){0,2}"
    r"(?:moves?|actions?|steps?|efforts?|decisions?|measures?|announcements?|designations?)\s+with"
    r"|made\s+with|join(?:s|ed)"
)
_ALLIES = (
    r"(?:(?:(?:our|its|their|the)\s+)?(?:\w+\s+){0,2}?(?:partners?|allies|ally|counterparts?)"
    r"(?:,?\s+(?:in|from)\s+|,?\s+))?"
)
_ACCEDES = re.compile(r"(?i:join(?:s|ed))\s+(?:the\s+)?$")
_IN_DOING = re.compile(r"\s+in\s+(?:\w+\s+)?\w+ing\b")


@cache
def _with() -> re.Pattern[str]:
    listed = sorted(words("news_designation", "partners"), key=len, reverse=True)
    joined = "|".join(map(re.escape, listed))
    return re.compile(rf"\b(?:{joined}|{_MOVE})\s+{_ALLIES}(?:the\s+)?", re.IGNORECASE)


def partners(scene: Scene, start: int, end: int) -> list[Party]:
    """Those whom a stretch tells as acting with another, first told first."""
    found: list[Party] = []
    for hit in _with().finditer(scene.text, start, end):
        first = next(
            (
                m
                for m in scene.mentions_in(hit.end(), end)
                if m.start == hit.end() and m.type in ("authority", "country")
            ),
            None,
        )
        if first is not None:
            told = chain(scene, first, end)
            last = told[-1].end or first.end
            if _ACCEDES.fullmatch(hit.group()) and not _IN_DOING.match(scene.text, last):
                continue  # "joined the European Union" tells no act
            found += told
    return found
