"""What of a sentence its claims do not bear out: names, numbers and days that stand in none.

It reads the printed words, not the templates, so that it judges what anybody wrote: our rules or a
language model.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from designata.brief.told import Cited, Sentence
from designata.brief.tongue import tongue
from designata.brief.tongue.base import Tongue
from designata.data import load
from designata.lists import publishers
from designata.model import countries, telling

_WORD = re.compile(r"\d{1,3}(?:[,\u00a0]\d{3})+(?!\d)|[^\W_가-힣]+(?:['’][^\W\d_가-힣]+)?|[가-힣]+")
"""Words and numbers; Hangul apart, since particles follow Latin letters and figures closely."""

_QUOTED = re.compile(r"“([^”]*)”|«([^»]*)»")
_BEFORE = re.compile(r"([가-힣]+)\(")
_JINJA = re.compile(r"{[{%].*?[%}]}")
_DAYS = {
    "en": re.compile(r"\b(\d{1,2}) (%s) (\d{4})\b"),
    "uk": re.compile(r"\b(\d{1,2}) (%s) (\d{4})\b"),
    "ko": re.compile(r"(\d{4})년 (\d{1,2})월 (\d{1,2})일"),
}


def unsupported(sentence: Sentence, lang: str) -> list[str]:
    """The names, numbers, days and quotations of a sentence that occur in none of its claims.

    Args:
        sentence: printed words and claims.
        lang: of the brief.
    """
    language = tongue(lang)
    quoted, rest = _quotations(sentence.text)
    days, rest = _days(rest, language)
    known = _known(sentence.claims, language)
    held = {day for one in sentence.claims for day in _iso(one)}
    said = [_flat(text) for one in sentence.claims for text in (one.quote, one.value, one.list)]
    found = [text for text in quoted if not any(_flat(text) in one for one in said)]
    found += [day for day in days if day not in held]
    own = _own(lang)
    found += [word for word in _BEFORE.findall(rest) if word not in known and word not in own]
    for number, word in enumerate(_WORD.findall(rest)):
        if _is_number(word, language):
            if _plain(word, language) not in known:
                found.append(word)
        elif _is_name(word, lang, first=number == 0) and word.casefold() not in known:
            found.append(word)
    return found


def _quotations(text: str) -> tuple[list[str], str]:
    """The quotations of a text, and the text without them."""
    found = ["".join(groups) for groups in _QUOTED.findall(text)]
    return found, _QUOTED.sub(" ", text)


def _flat(text: str) -> str:
    return " ".join(text.split()).removesuffix(" …")


def _iso(one: Cited) -> Iterator[str]:
    yield from re.findall(r"\d{4}-\d\d-\d\d", f"{one.value} {one.quote} {one.date}")


def _days(text: str, language: Tongue) -> tuple[list[str], str]:
    """The days of a text in ISO, and the text without them."""
    pattern = _DAYS[language.code]
    found: list[str] = []
    months = [telling.month(number, language.code) for number in range(1, 13)]
    dated = "%s" in pattern.pattern
    if dated:
        pattern = re.compile(pattern.pattern % "|".join(months))

    def take(match: re.Match[str]) -> str:
        first, second, third = match.groups()
        if dated:
            found.append(f"{third}-{months.index(second) + 1:02}-{int(first):02}")
        else:
            found.append(f"{first}-{int(second):02}-{int(third):02}")
        return " "

    return found, pattern.sub(take, text)


def _is_number(word: str, language: Tongue) -> bool:
    return word[0].isdigit() or word.casefold() in _numbers(language)


def _numbers(language: Tongue) -> dict[str, str]:
    named = language.words.numbers.get("words", [])
    return {word: str(n) for n, word in enumerate(named) if n}


def _plain(word: str, language: Tongue) -> str:
    """A number in figures."""
    return (
        re.sub(r"[,\u00a0]", "", word) if word[0].isdigit() else _numbers(language)[word.casefold()]
    )


def _is_name(word: str, lang: str, *, first: bool) -> bool:
    """Whether a word may be a name: it has a capital, and is none of the templates' own words."""
    if first or not word[0].isupper():
        return False
    return word.casefold() not in _own(lang)


@cache
def _own(lang: str) -> frozenset[str]:
    """The words that the templates themselves bring."""
    words = tongue(lang).words
    texts = [*words.sentences.values(), *words.phrases.values(), *words.bonds.values()]
    plain = " ".join(_JINJA.sub(" ", text) for text in texts)
    nouns = " ".join(form for forms in words.nouns.values() for form in forms)
    months = " ".join(
        telling.month(number, lang, alone=alone)
        for number in range(1, 13)
        for alone in (False, True)
    )
    return frozenset(w.casefold() for w in _WORD.findall(f"{plain} {nouns} {months} IMO"))


def _known(claims: Iterable[Cited], language: Tongue) -> set[str]:
    """All words and numbers of the claims, and how the language writes what they name."""
    demonyms = load("demonyms", dict[str, list[str]])
    texts: list[str] = []
    for one in claims:
        texts += _publishers(one, language)
        speaker = one.speaker or ""
        texts += [one.quote, one.value, speaker, one.list, one.date, one.rule or ""]
        texts.append(language.office(one.value))
        for code in _codes(one):
            texts += [language.land(code), *demonyms.get(code, ()), countries.name(code)]
            texts.append(language.words.genitives.get(code, ""))
    known = {word.casefold() for text in texts for word in _WORD.findall(text)}
    known |= {_lagged(text, unit) for text in texts for unit in (1, 7, 30.44, 365.25)}
    known |= {n for word in list(known) if (n := _numbers(language).get(word))}
    return known | {
        number for text in texts for number in re.findall(r"\d+", text.replace(",", ""))
    }


def _publishers(one: Cited, language: Tongue) -> Iterator[str]:
    """Whose list it is that a claim stands on, or was counted on."""
    for code in one.publisher.split(", "):
        if code in publishers.CODES:
            home = publishers.of(code)
            yield language.office(home.authority)
            yield language.land(home.country)


def _codes(one: Cited) -> Iterator[str]:
    """Countries that a claim names by code, alone or in a count."""
    for word in re.findall(r"\b[a-z]{2}\b", f"{one.value} {one.quote}"):
        if countries.name(word) != word:
            yield word


def _lagged(text: str, unit: float) -> str:
    """The days between two dates in other units."""
    found = re.search(r": (\d+) days", text)
    return str(int(int(found[1]) / unit)) if found else ""
