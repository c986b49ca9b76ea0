"""Who acts or speaks in Korean texts: 정부, 미국 재무부, 한미 양국, 유엔 안보리."""

import re
from functools import cache

import msgspec

from designata.news.korean.vocabulary import countries, country_pattern, either, rows


class Actor(msgspec.Struct, frozen=True):
    """An authority that a text names.

    Args:
        start: offset in the document.
        end: behind it.
        country: code.
        partners: those that are named with it, as in 한미.
        subject: whether it is the subject or topic.
        office: whether it is more than a country's name.
    """

    start: int
    end: int
    country: str | None
    partners: tuple["Actor", ...]
    subject: bool
    office: bool


@cache
def _pattern() -> re.Pattern[str]:
    bodies = either(word for words in rows("bodies").values() for word in words)
    signs = either(word for words in rows("joint").values() for word in words)
    return re.compile(
        rf"(?<![가-힣])(?:(?P<joint>(?:{signs})(?:\s?[·ㆍ・‧]?\s?(?:{signs})){{1,5}})(?=\s|정부|양국|[은는이가도])\s?"
        rf"(?:양국|[2-9]국|정부|3국)?(?:\s?정부)?"
        rf"|(?P<pair>(?:{country_pattern()})(?:(?:[과와]\s|\s?[·,]\s?|\s및\s)(?:{country_pattern()})){{1,6}})"
        rf"(?:\s?양국|\s?[2-9]국|\s?정부|\s등)?(?=[은는이가도](?:\s|$))"
        rf"|(?:(?P<country>{country_pattern()})\s?(?P<of>(?:연방\s)?(?:{bodies}|정부))"
        rf"|(?:우리\s)?(?P<body>{bodies})(?!\s?(?:들어|출범|관계자|당국자))"
        rf"|(?P<alone>{country_pattern()})(?=(?:\([A-Z]{{2,6}}\))?(?:은|는|이|가|도|정부)(?:\s|$)|\s?(?:측|당국))))"
        rf"(?:\([A-Z]{{2,6}}\))?(?P<side>\s?(?:측|당국))?(?P<mark>은|는|이|가|도|에서|에서는)?(?P<case>와|과|의|에|에게|로|를|을|엔|에는)?(?![가-힣])"
    )


def actors(text: str, offset: int) -> list[Actor]:
    """The authorities of a text in its order.

    >>> text = "한·미 양국은 28일, 미국 재무부는 27일 발표했고 정부는 지정하였다"
    >>> [(text[a.start : a.end], a.country, len(a.partners)) for a in actors(text, 0)]
    [('한·미 양국', 'kr', 1), ('미국 재무부', 'us', 0), ('정부', 'kr', 0)]
    """
    found = []
    for match in _pattern().finditer(text):
        mark = bool(match["mark"]) or bool(match["pair"])
        if match["pair"]:
            found.append(_pair(match, offset))
            continue
        end = match.end() - len(match["mark"] or "") - len(match["case"] or "")
        end -= len(text[match.start() : end]) - len(text[match.start() : end].rstrip())
        start, end = offset + match.start(), offset + end
        others: tuple[Actor, ...] = ()
        if match["joint"]:
            codes = _signs(match["joint"])
            code: str | None = codes[0]
            others = tuple(
                Actor(start, end, other, (), subject=mark, office=True) for other in codes[1:]
            )
        else:
            named = match["country"] or match["alone"]
            code = countries()[named] if named else _whose(match["body"])
        office = not match["alone"]
        found.append(Actor(start, end, code, others, subject=mark, office=office))
    return found


def _pair(match: re.Match[str], offset: int) -> Actor:
    """Countries that act together; Korea first, whose statements these are."""
    each = []
    for name in re.finditer(country_pattern(), match["pair"]):
        start = offset + match.start("pair") + name.start()
        code = countries()[name.group()]
        each.append(Actor(start, start + len(name.group()), code, (), subject=True, office=False))
    first, *others = sorted(each, key=lambda actor: actor.country != "kr")
    return Actor(first.start, first.end, first.country, tuple(others), subject=True, office=False)


def _signs(text: str) -> list[str]:
    codes = {sign: code for code, signs in rows("joint").items() for sign in signs}
    found = [codes[sign] for sign in re.findall(either(codes), text)]
    return sorted(found, key=lambda code: code != "kr")


def _whose(body: str) -> str | None:
    for owner, bodies in rows("bodies").items():
        if body.replace(" ", "") in {name.replace(" ", "") for name in bodies}:
            return {"own": "kr", "any": None}.get(owner, owner)
    return None


@cache
def _together() -> re.Pattern[str]:
    one = rf"(?:{country_pattern()})(?:\s?정부)?"
    return re.compile(
        rf"{one}(?:(?:\s?[,·]\s?|[와과]\s|\s및\s){one}){{0,6}}"
        r"(?=(?:와|과|\s등과)\s(?:긴밀히\s|긴밀한\s|밀접히\s)?(?:공동|함께|동시|합동|공조|협력|협조|조율|보조))"
    )


def together(text: str, offset: int) -> list[Actor]:
    """Those with whom it is done: 미국, 일본과 공동으로.

    >>> [actor.country for actor in together("정부는 미국, 일본과 공동으로 지정하였다", 0)]
    ['us', 'jp']
    """
    found = []
    for match in _together().finditer(text):
        for each in re.finditer(country_pattern(), match.group()):
            start = offset + match.start() + each.start()
            code = countries()[each.group()]
            found.append(
                Actor(start, start + len(each.group()), code, (), subject=False, office=False)
            )
    return found
