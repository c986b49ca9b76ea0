"""Other names of what was just named: behind "also known as", and in brackets."""

import re

from designata.news.mentions.facts import aliases_after
from designata.news.mentions.name import Name

_BRACKET = re.compile(r"^[’'”\"]?\s?\(([^()]{2,60})\)")
_ALIAS_JOINT = re.compile(r"^[”\"’',]*\s*(?:,|;|,?\s+and|,?\s+or)\s*([“\"‘]?)$")
_QUOTES = '“"‘'
_OPENS = re.compile(r"[“\"‘](?:[Tt]he\s+)?$")


def other_names(text: str, named: list[Name]) -> dict[int, int]:
    """Which names are other names of which, by where each begins."""
    found: dict[int, int] = {}
    for at, name in enumerate(named):
        end = aliases_after(text, name.end)
        following = named[at + 1 :]
        others = _bracketed(text, name, following) if end is None else _listed(text, end, following)
        for other in others:
            found.setdefault(other.start, found.get(name.start, name.start))
    return found


def _listed(text: str, end: int, following: list[Name]) -> list[Name]:
    """Those that "also known as" opens; one that is written another way than the first is none."""
    found: list[Name] = []
    quoted = False
    for other in following:
        gap = text[end : other.start]
        own = bool(_OPENS.search(gap))
        if found:
            semicolon = ";" in gap and not own
            if not _ALIAS_JOINT.match(gap) or own != quoted or semicolon:
                break
        elif gap.strip(f" {_QUOTES}'") not in ("", "The", "the"):
            break
        quoted, end = own, other.end
        found.append(other)
    return found


def _bracketed(text: str, name: Name, following: list[Name]) -> list[Name]:
    hit = _BRACKET.match(text[name.end : name.end + 64])
    if hit is None:
        return []
    first, last = name.end + hit.start(1), name.end + hit.end(1)
    found = []
    for other in following:
        if other.start >= last:
            break
        lead = text[first : other.start].strip(f" {_QUOTES}'")
        opens = not lead or lead.endswith((",", ";")) or lead.split()[-1:] == ["as"]
        if other.end <= last and opens:
            found.append(other)
    return found
