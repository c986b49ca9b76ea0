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
        partners: codes of those that are named with it, as in 한미.
        subject: whether it is the subject or topic.
        particle_end: behind its particle.
    """

    start: int
    end: int
    country: str | None
    partners: tuple[str, ...]
    subject: bool


@cache
def _pattern() -> re.Pattern[str]:
    bodies = either(word for words in rows("bodies").values() for word in words)
    signs = either(word for words in rows("joint").values() for word in words)
    return re.compile(
        rf"(?<![가-힣])(?:(?P<joint>(?:{signs})(?:\s?[·ㆍ・‧]?\s?(?:{signs}))+)(?=\s|정부|양국|[은는이가도])\s?"
        rf"(?:양국|[2-9]국|정부|3국)?(?:\s?정부)?"
        rf"|(?P<pair>(?:{country_pattern()})(?:(?:[과와]\s|\s?[·,]\s?|\s및\s)(?:{country_pattern()}))+)"
        rf"(?:\s?양국|\s?[2-9]국|\s?정부|\s등)?(?=[은는이가도](?:\s|$))"
        rf"|(?:(?P<country>{country_pattern()})\s?(?P<of>(?:연방\s)?(?:{bodies}|정부))"
        rf"|(?:우리\s)?(?P<body>{bodies})(?!\s?(?:들어|출범|관계자|당국자))"
        rf"|(?P<alone>{country_pattern()})(?=(?:은|는|이|가|도|정부)(?:\s|$)|\s?(?:측|당국))))"
        rf"(?P<side>\s?(?:측|당국))?(?P<mark>은|는|이|가|도|에서|에서는)?(?![가-힣])"
    )


def actors(text: str, offset: int) -> list[Actor]:
    """The authorities of a text in its order.

    >>> text = "한·미 양국은 28일, 미국 재무부는 27일 발표했고 정부는 지정하였다"
    >>> [(text[a.start : a.end], a.country, a.partners) for a in actors(text, 0)]
    [('한·미 양국', 'kr', ('us',)), ('미국 재무부', 'us', ()), ('정부', 'kr', ())]
    """
    found = []
    for match in _pattern().finditer(text):
        end = match.end() - len(match["mark"] or "")
        partners: tuple[str, ...] = ()
        if together := _together_codes(match):
            first, *others = together
            code: str | None = first
            partners = tuple(others)
        elif match["country"] or match["alone"]:
            code = countries()[match["country"] or match["alone"]]
        else:
            code = _whose(match["body"])
        start = match.start()
        text_end = end - (len(text[start:end]) - len(text[start:end].rstrip()))
        found.append(
            Actor(offset + start, offset + text_end, code, partners, subject=bool(match["mark"]))
        )
    return found


def _together_codes(match: re.Match[str]) -> list[str]:
    """Those who act together; Korea first, whose statements these are."""
    if match["pair"]:
        codes = [countries()[name] for name in re.findall(country_pattern(), match["pair"])]
    else:
        codes = _signs(match["joint"]) if match["joint"] else []
    return sorted(codes, key=lambda code: code != "kr")


def _signs(text: str) -> list[str]:
    codes = {sign: code for code, signs in rows("joint").items() for sign in signs}
    found = re.findall(either(codes), text)
    return [codes[sign] for sign in found]


def _whose(body: str) -> str | None:
    for owner, bodies in rows("bodies").items():
        if body.replace(" ", "") in {name.replace(" ", "") for name in bodies}:
            return {"own": "kr", "any": None}.get(owner, owner)
    return None


@cache
def _together() -> re.Pattern[str]:
    one = rf"(?:{country_pattern()})(?:\s?정부)?"
    return re.compile(
        rf"{one}(?:(?:\s?[,·]\s?|[와과]\s|\s및\s){one})*(?=(?:와|과|\s등과)\s(?:긴밀히\s)?(?:공동|함께|동시|합동))"
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
            found.append(Actor(start, start + len(each.group()), code, (), subject=False))
    return found
