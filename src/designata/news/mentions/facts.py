"""Facts that an article states right beside a name: IMO number, birth date, flag, nationality."""

import re

from designata.model.when import parse as parse_when
from designata.news.mentions.groups import kinds
from designata.news.mentions.name import Name, is_title
from designata.news.mentions.places import Place, within

_REACH = 200
_IMO = re.compile(r"\bIMO\b(?:\s+(?:number|no\.?))?[:\s]{0,3}(\d{7})\b")
_BIRTH = re.compile(
    r"(?:\bborn(?:\s+on|\s+in)?|\bDOB[:\s]|[Dd]ate of birth[:\s]|\bb\.)\s*"
    r"(\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+,?\s+\d{4}|[A-Z][a-z]+\s+\d{1,2},\s+\d{4}|\d{4}-\d\d-\d\d"
    r"|[A-Z][a-z]+\s+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4})"
)
_ALIAS = re.compile(
    r"^[\s,(–-]{0,3}(?:also\s+known\s+as|formerly\s+known\s+as|better\s+known\s+as|known\s+as"
    r"|a\.?k\.?a\.?|f\.?k\.?a\.?|alias(?:es)?|formerly)[:\s]+"
    r"|^,?\s+or\s+(?=(?:the\s+)?[“\"‘])",
    re.IGNORECASE,
)
_POST = re.compile(
    r"^(?:,|\s\()\s*(?:(?:an?|the)\s+)?"
    r"((?:[A-Za-z’'-]+\s+){0,4}(?:of|at|for)\s+[^,;.()]{3,60}|(?:[A-Z][\w’'-]+\s+){1,4}[A-Z][\w’'-]+)"
)
_FLAG = re.compile(r"[-\s]flagged\b|^\s*flag\b")
_FLAGGED = re.compile(r"[-\s]flagged\s+(?:\w+\s+){0,3}")
_APPOSED = re.compile(r"[,(\s]{0,3}(?:an?\s+|the\s+)?")
_PEOPLE = re.compile(
    r"\s+(?:national|citizen|businessman|businesswoman|oligarch|official|man|woman)"
)


def aliases_after(text: str, end: int) -> int | None:
    """Where the other names begin, if "also known as", or "or" and quotes, stand behind a name.

    >>> aliases_after("Djibo – also known as Petit Chapori", 5)
    22
    """
    hit = _ALIAS.match(text[end : end + 40])
    return end + hit.end() if hit else None


def beside(text: str, name: Name, until: int, countries: list[Place]) -> dict[str, list[str]]:
    """The facts between a name and the next one, and right before it.

    Args:
        text: the document's.
        name: the name.
        until: where the next name begins.
        countries: those of the text.
    """
    after = text[name.end : min(until, name.end + _REACH)].split("\n", 1)[0]
    after = re.split(r"\.\s+[A-Z]", after, maxsplit=1)[0]
    facts: dict[str, list[str]] = {}
    if hit := _IMO.search(after):
        facts["imoNumber"] = [hit.group(1)]
    if (hit := _BIRTH.search(after)) and (when := parse_when(hit.group(1))):
        facts["birthDate"] = [when.edtf]
    if name.title:
        facts["position"] = [name.title]
    if (code := _nation(text, name, after, countries)) is not None:
        facts["nationality"] = [code]
    if (code := _flag(text, name, after, countries)) is not None:
        facts["flag"] = [code]
    return facts


def post(text: str, end: int) -> str | None:
    """What office stands behind a person's name: "director of X".

    >>> post("Ivan Petrov, director of Alfa LLC, was listed", 11)
    'director of Alfa LLC'
    """
    hit = _POST.match(text[end : end + 120].split("\n", 1)[0])
    if hit is None:
        return None
    first = re.findall(r"[\w’'-]+", hit.group(1).lower())[:4]
    told = any(is_title(word) or kinds().get(word) == "person" for word in first)
    return hit.group(1).strip() if told else None


def _nation(text: str, name: Name, after: str, countries: list[Place]) -> str | None:
    for place in within(countries, name.start - 60, name.start):
        if place.kind == "nation" and _PEOPLE.match(text[place.end : name.start]):
            gap = text[place.end : name.start]
            if re.fullmatch(r"\s+(?:\w+\s+){0,2}\w+\s+", gap):
                return place.code
    if name.nation:
        return next((p.code for p in within(countries, *name.nation)), None)
    apposed = re.match(r"^,?\s*(?:is\s+|was\s+)?an?\s+(?:native\s+|former\s+)?", after)
    if apposed:
        at = name.end + apposed.end()
        return next((p.code for p in within(countries, at, at + 30) if p.start == at), None)
    return None


def _flag(text: str, name: Name, after: str, countries: list[Place]) -> str | None:
    for place in within(countries, name.start - 60, name.end + len(after)):
        gap = text[place.end : name.start] if place.end <= name.start else ""
        lead = text[name.end : place.start] if place.start >= name.end else "none"
        close = _FLAGGED.fullmatch(gap) or (
            _APPOSED.fullmatch(lead) and _FLAG.match(text[place.end : place.end + 12])
        )
        if close:
            return place.code
        if re.search(
            r"\bflag(?:ged)?(?:\s+of|\s+in|:)?\s*(?:the\s+)?$",
            text[max(0, place.start - 18) : place.start],
        ):
            return place.code
    return None
