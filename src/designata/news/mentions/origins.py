"""Of which countries those are who are counted: by the phrase, else by what follows it."""

import re

from designata.news.mentions.places import Place, within

_BEHIND = re.compile(
    r",?\s+(?:(?:which\s+|who\s+)?(?:is|are|was|were)\s+)?"
    r"(?:(?:based|located|registered|headquartered|residing|operating|living|incorporated)\s+)?"
    r"(?:in|from)\s+(?:the\s+)?"
)
_CITIZENS = re.compile(r"\s+(?:of|in|from)\s+(?:the\s+)?")
_OFFICIALS = re.compile(r"(?:official|officer|minister|lawmaker|diplomat|general|commander)s?$")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
"""As in "three officials of the North's ruling party"."""
_RULERS = re.compile(r"\s+who\s+(?:run|rule|govern|lead|head)s?\s+(?:the\s+)?")
"""As in "13 of the people who run Alfa"."""
_NEXT = re.compile(r"(?:,\s*|,?\s+and\s+)(?:in\s+)?(?:the\s+)?")


def countries_of(text: str, start: int, end: int, listed: list[Place]) -> tuple[str, ...]:
    """Of the phrase itself, else of what follows it directly."""
    inside = within(listed, start, end)
    if inside:
        told = [place for place in inside if place.kind != "city"] or inside
        return tuple(dict.fromkeys(place.code for place in told))
    found: list[str] = []
    at, joint = end, _BEHIND
    if re.search(r"(?:citizen|national|resident)s?$", text[start:end]):
        joint = _CITIZENS
    official = _OFFICIALS.search(text, start, end)
    for place in within(listed, end, end + 120):
        own = official and _OF.fullmatch(text[at : place.start])
        own = own or _RULERS.fullmatch(text, at, place.start)
        follows = text[place.end : place.end + 1]
        if not (own or joint.fullmatch(text[at : place.start])) or follows in (
            "-",
            *"'’" * (not own),
        ):
            break
        found.append(place.code)
        at, joint = place.end, _NEXT
    return tuple(dict.fromkeys(found))
