"""What stands in brackets behind a name: IMO number, birth, country, flag, role, other names."""

import re
from functools import cache

from designata.news.findings import MentionType
from designata.news.korean.vocabulary import countries, country_pattern, either, rows

_IMO = re.compile(r"IMO\s*(?:번호|No\.?)?\s*[:：]?\s*(\d{7})(?!\d)", re.IGNORECASE)
_BORN = re.compile(
    r"(?:생년월일\s*[:：]?\s*)?(\d{4})\s?[.년-]\s?(\d{1,2})\s?[.월-]\s?(\d{1,2})(?!\d)[.일]*\s*(?:생|출생)?"
    r"|(?<!\d)(\d{4})년?\s?(?:생|출생)"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&'() -]*[A-Za-z.)]|[A-Z]\b")
_HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
_ALIAS = re.compile(
    r"(?:일명|가명|별칭|별명|이명|옛\s?이름|a\.?k\.?a\.?)\s*[:：]?\s*['‘“\"]?"
    r"([가-힣A-Za-z][가-힣A-Za-z .'-]*)"
)
_PARTS = re.compile(r"[,;/·]|\s및\s")


def facts(inner: str) -> dict[str, list[str]]:
    """The facts of a bracket, by FollowTheMoney's property.

    >>> facts("O In Chun, 북한 국적, 1970.1.1.생")
    {'alias': ['O In Chun'], 'nationality': ['kp'], 'birthDate': ['1970-01-01']}
    >>> facts("LADY R, IMO 9161003")
    {'alias': ['LADY R'], 'imoNumber': ['9161003']}
    """
    found: dict[str, list[str]] = {}
    imo, rest = _IMO.findall(inner), _IMO.sub("", inner)
    aliases = [match.strip() for match in _ALIAS.findall(rest)]
    rest = _ALIAS.sub("", rest)
    for part in _PARTS.split(rest):
        latin = _LATIN.fullmatch(part.strip())
        if latin and part.strip() not in rows("acronyms")["words"]:
            aliases.append(part.strip())
        aliases += _HAN.findall(part)
        if named := _country(part.strip()):
            found.setdefault(named[0], []).append(named[1])
        elif part.strip().endswith(tuple(rows("titles")["words"])):
            found.setdefault("position", []).append(part.strip())
    for year, month, day, alone in _BORN.findall(rest):
        date = alone or f"{year}-{int(month):02}-{int(day):02}"
        found.setdefault("birthDate", []).append(date)
    if aliases:
        found = {"alias": aliases, **found}
    return found | ({"imoNumber": imo} if imo else {})


@cache
def _stated() -> re.Pattern[str]:
    return re.compile(
        rf"(?:국적\s*[:：]?\s*)?({country_pattern()})\s?(인|국적|국적자|선적|깃발|기국)?"
        rf"|(?:선적|기국)\s*[:：]\s*({country_pattern()})"
    )


def _country(part: str) -> tuple[str, str] | None:
    """Nationality, flag or country, with the code."""
    if not (match := _stated().fullmatch(part)):
        return None
    if match[3]:
        return "flag", countries()[match[3]]
    if match[2] in {"선적", "깃발", "기국"}:
        return "flag", countries()[match[1]]
    nation = part.startswith("국적") or match[2]
    return ("nationality" if nation else "country"), countries()[match[1]]


def told(found: dict[str, list[str]]) -> MentionType | None:
    """What the facts alone tell about whose they are.

    >>> told({"imoNumber": ["9161003"]}), told({"alias": ["A"]})
    ('vessel', None)
    """
    if "imoNumber" in found or "flag" in found:
        return "vessel"
    if found.keys() & {"birthDate", "nationality", "position"}:
        return "person"
    return None


@cache
def _organisation() -> re.Pattern[str]:
    latin = either(rows("organizations")["latin"])
    return re.compile(rf"(?:{either(rows('organizations')['suffixes'])})$|\b(?:{latin})\b\.?")


def organisation(name: str) -> bool:
    """Whether a name says itself that it is an organisation's.

    >>> organisation("남강무역"), organisation("M Leasing LLC"), organisation("LADY R")
    (True, True, False)
    """
    return bool(_organisation().search(name))
