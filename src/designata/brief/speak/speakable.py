"""A sentence as it is printed, in words that a voice can say.

Markup is dropped, never obeyed: neither HTML, nor SSML, nor the signs that one voice or the other
takes for phonemes. Numbers that name a thing (IMO, MMSI, tax numbers) are said digit by digit,
ids and addresses not at all, and names in a script that the voice does not read are romanised.
Quantities and years are left as digits: every voice reads those itself.
"""

import html
import re
import unicodedata
from functools import cache

import msgspec

from designata.brief.speak.capitals import lowered
from designata.data import load
from designata.names import script

_LONGEST = 2000
"""Characters of one sentence; what is longer was not written by us."""
_TAG = re.compile(r"<[^<>]{0,500}>")
_SIGNS = re.compile(r"[\[\]{}<>|\\^~`*_#=\"“”„«»‹›]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_ADDRESS = re.compile(r"\(?\b(?:https?://|www\.)[^\s()]+\)?")
_MARK = r"(?=[^\s()]*\d)(?=[^\s()]*[A-Za-z])[A-Za-z0-9._:/-]{4,}"
_IDS = re.compile(rf"\s*\({_MARK}(?:[,;] {_MARK})*\)|\b[a-z]{{2,12}}-(?=[\w-]*\d)[\w-]{{3,}}\b")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_LAW = re.compile(r"(?:[\s-]|\b)(Executive Order|EO) ?(\d{5})\b")
_QUOTED = re.compile(r"(?<=\w) (?=[“„«‘\"])")
_LATIN_BEFORE, _LATIN_BEHIND = r"(?<![A-Za-z] )", r"(?! [A-Za-z])"
_DIGITS = re.compile(r"(?<![\d.,])\d{7,}(?![\d.,]*\d)")
_NUMBER = r"\d+(?:[., \u00a0]\d{3})*(?:[.,]\d+)?"
_SLASHED = re.compile(r"(?<=\d)/(?=\d)")
_SPACES = re.compile(r"\s+")
_STOPS = re.compile(r"\s+([,.;:!?])")
_CASED = frozenset({"latin", "cyrillic", "greek"})
_READS = {
    "ko": frozenset({"latin", "hangul"}),
    "uk": frozenset({"latin", "cyrillic"}),
}
_WORD = re.compile(r"[^\W\d_]+")


class _Capitals(msgspec.Struct, frozen=True):
    letters: list[str] = []
    words: list[str] = []


class _Language(msgspec.Struct, frozen=True):
    disclosure: str
    label: str
    months: list[str]
    date: str
    percent: str
    slash: str
    money: dict[str, str]
    words: dict[str, str]
    day_month: str = ""
    ordinals: dict[str, str] = {}
    capitals: _Capitals = _Capitals()


def language(lang: str) -> _Language:
    """What a language says for signs; English where we have no table."""
    tables = load("speech", dict[str, _Language])
    return tables.get(lang, tables["en"])


def speakable(text: str, lang: str = "en") -> str:
    """The text, in words to be said.

    >>> speakable("<b>LADY R</b> (IMO 9161003) was listed on 2022-05-08 (RUS2185).")
    'Lady R (I M O 9 1 6 1 0 0 3) was listed on the 8th of May 2022.'
    >>> speakable("Listed by the EU: 오인준, for US$1.2 million, 50%.")
    'Listed by the E U: O In Jun, for 1.2 million U S dollars, 50 percent.'
    """
    table = language(lang)
    said = _CONTROL.sub(" ", unicodedata.normalize("NFKC", html.unescape(text[:_LONGEST])))
    said = _QUOTED.sub(", ", said)
    said = _SIGNS.sub(" ", _IDS.sub("", _ADDRESS.sub("", _TAG.sub(" ", said))))
    said = _ISO.sub(lambda m: _date(m, table), said)
    said = re.sub(r"\b0(\d:\d\d)\b", r"\1", said)
    if table.day_month:
        said = _days(lang).sub(lambda m: _day(m, table), said)
    said = _money(said, lang)
    said = re.sub(rf"({_NUMBER})\s?%", rf"\1 {table.percent}", said)
    if lang == "en":
        said = _LAW.sub(lambda m: f" Executive Order {' '.join(m[2])}", said)
    said = _DIGITS.sub(lambda m: " ".join(m[0]), said)
    said = _SLASHED.sub(table.slash, said)
    said = _abbreviations(lang).sub(lambda m: table.words[m[0]], said)
    said = _WORD.sub(lambda m: _romanised(m[0], lang), said)
    if lang == "en":
        said = lowered(said, frozenset(table.capitals.letters), frozenset(table.capitals.words))
    return _STOPS.sub(r"\1", _SPACES.sub(" ", said)).strip()


def _date(found: re.Match[str], table: _Language) -> str:
    year, month, day = (int(part) for part in found.groups())
    if not 1 <= month <= len(table.months):
        return found[0]
    return table.date.format(year=year, month=table.months[month - 1], day=day)


@cache
def _days(lang: str) -> re.Pattern[str]:
    day, months = r"([1-9]|[12]\d|3[01])", "|".join(language(lang).months)
    return re.compile(rf"\b(?:the )?(?:{day} (and|to|or) )?{day} ({months})\b")


def _day(found: re.Match[str], table: _Language) -> str:
    first, link, day, month = found.groups()
    ordinal = day + table.ordinals.get(day, "th")
    if first:
        ordinal = f"{first}{table.ordinals.get(first, 'th')} {link} {ordinal}"
    return table.day_month.format(ordinal=ordinal, month=month)


def _money(text: str, lang: str) -> str:
    money = language(lang).money
    signs = "|".join(re.escape(sign) for sign in sorted(money, key=len, reverse=True))
    scale = r"(?: (?:thousand|million|billion|trillion|тисяч\w*|мільйон\w*|мільярд\w*))?"
    before = re.compile(rf"(?<![A-Za-z])({signs})\s?({_NUMBER}{scale})")
    after = re.compile(rf"({_NUMBER}{scale}(?:[만억천])?)\s?({signs})(?![A-Za-z])")
    said = before.sub(lambda m: f"{m[2]} {money[m[1]]}", text)
    return after.sub(lambda m: f"{m[1]} {money[m[2]]}", said)


@cache
def _abbreviations(lang: str) -> re.Pattern[str]:
    words = sorted(language(lang).words, key=len, reverse=True)
    listed = "|".join(re.escape(word) for word in words)
    # an English quotation is read in English, its abbreviations too
    before, behind = ("", "") if lang == "en" else (_LATIN_BEFORE, _LATIN_BEHIND)
    return re.compile(rf"{before}(?<![\w.])(?:{listed})(?![^\W가-힣]){behind}")


def _romanised(word: str, lang: str) -> str:
    """The word in letters that the voice reads; English has no accents."""
    if word.isascii():
        return word
    reading = script.read(word)
    if lang != "en" and reading.script in _READS.get(lang, ()):
        return word
    latin = " ".join(part.capitalize() for part in reading.latin.split())
    return latin if word[0].isupper() or reading.script not in _CASED else latin.lower()
