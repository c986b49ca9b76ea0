"""Those who designate or are quoted: ministries, the Treasury, committees of the Security Council.

Which country's they are is told by their own name, by a country's word beside them ("Japan's
finance ministry"), or else stays open.
"""

import re
from functools import cache

import msgspec

from designata.data import load
from designata.news.mentions.places import Place, within
from designata.news.taken import Taken


class Office(msgspec.Struct, frozen=True):
    """Words that name an authority."""

    start: int
    end: int
    country: str | None
    designates: bool = True


@cache
def _lists(table: str) -> dict[str, list[str]]:
    return msgspec.convert(
        load("news_authorities", dict[str, dict[str, object]])[table], dict[str, list[str]]
    )


@cache
def _bodies() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {_fold(name): code for code, names in _lists("bodies").items() for name in names}
    return _listed(codes), codes


@cache
def _offices() -> re.Pattern[str]:
    return _listed(dict.fromkeys(_lists("offices")["any"], ""), flags=re.IGNORECASE)


def _listed(names: dict[str, str], flags: int = 0) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    words = "|".join(
        re.escape(name).replace("\\ ", r"\s+").replace("'", "['’]") for name in longest_first
    )
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", flags)


def _fold(name: str) -> str:
    return re.sub(r"\s+", " ", name).replace("’", "'")


_OF_MANY = frozenset({"Treasury", "Foreign Office", "Home Office", "State Department"})
"""Names of bodies in several states: "the Treasury in London"."""
_BEHIND = re.compile(r"\s+of\s+(?:the\s+)?$")
_BESIDE = re.compile(r"(?:['’]s?)?\s+(?:(?:former|interim|new|own|acting)\s+)?$")
_COMMITTEE = re.compile(
    r"(?:(?:UN|U\.N\.|United\s+Nations)\s+)?(?:Security\s+Council(?:['’]s)?\s+)?"
    r"(?:\d{4}(?:\s+(?:DPRK|ISIL|Taliban|Sanctions))?|[Ss]anctions)\s+[Cc]ommittee\b"
    r"|(?:Security\s+Council|UN|U\.N\.|United\s+Nations)(?:['’]s)?\s+(?:[A-Z][\w.]*\s+){0,3}?"
    r"(?:[Ss]anctions\s+)?[Cc]ommittee\b(?!\s+(?:established|pursuant))"
    r"|Security\s+Council\s+Committee\b(?:\s+(?:established|pursuant)"
    r"[^.,;]{0,60}?\d{4}\s*\(\d{4}\))?"
)


def offices(text: str, countries: list[Place]) -> list[Office]:
    """The authorities that a text names, in its order.

    >>> from designata.news.mentions.places import places
    >>> text = "Japan's finance ministry said OFAC acted; the ministry of finance of Latvia too"
    >>> [(text[o.start : o.end], o.country) for o in offices(text, places(text))]
    [("Japan's finance ministry", 'jp'), ('OFAC', 'us'), ('ministry of finance of Latvia', 'lv')]
    """
    found = [Office(hit.start(), hit.end(), "un") for hit in _COMMITTEE.finditer(text)]
    taken = Taken((office.start, office.end) for office in found)
    pattern, codes = _bodies()
    found += [
        _widened(text, hit, countries, codes[_fold(hit.group())])
        for hit in pattern.finditer(text)
        if not taken.touches(*hit.span())
    ]
    taken = Taken((office.start, office.end) for office in found)
    speakers = set(_lists("speakers")["any"])
    for hit in _offices().finditer(text):
        if taken.touches(*hit.span()):
            continue
        office = _widened(text, hit, countries, None)
        speaks = _fold(hit.group().lower()) in speakers
        vague = hit.group().lower() in ("government", "administration", "cabinet", "parliament")
        if office.country or not vague:
            found.append(msgspec.structs.replace(office, designates=not speaks))
    return sorted(found, key=lambda office: office.start)


def _widened(text: str, hit: re.Match[str], countries: list[Place], code: str | None) -> Office:
    """With the country's word beside it, as far as that is the same country's."""
    start, end = hit.span()
    for place in within(countries, max(0, start - 50), start):
        if _BESIDE.fullmatch(text[place.end : start]) and code in (None, place.code):
            return Office(place.start, end, place.code)
    for place in within(countries, end, end + 60):
        behind = text[end : place.start]
        if _BEHIND.fullmatch(behind) and code in (None, place.code):
            return Office(start, place.end, place.code)
        if behind == " in " and place.kind == "seat" and hit.group() in _OF_MANY:
            return Office(start, place.end, place.code)
    return Office(start, end, code)


@cache
def publisher(address: str | None) -> tuple[str, str] | None:
    """The country and the name of the authority whose website an address is.

    >>> publisher("https://www.state.gov/some-statement/")
    ('us', 'Department of State')
    """
    if not address:
        return None
    host = re.sub(r"^[a-z]+://", "", address.lower()).split("/", 1)[0].split(":", 1)[0]
    sites = msgspec.convert(
        load("news_authorities", dict[str, dict[str, object]])["sites"], dict[str, str]
    )
    for domain, named in sites.items():
        if host == domain or host.endswith(f".{domain}"):
            country, _, name = named.partition(" ")
            return country, name
    return None


@cache
def designating() -> frozenset[str]:
    """The codes of those whose designating bodies are known by name."""
    return frozenset(_lists("bodies"))


@cache
def heads() -> dict[str, str]:
    """The words by which an authority is taken up again, and what they take up."""
    return {word: head for head, words in _lists("heads").items() for word in words}
