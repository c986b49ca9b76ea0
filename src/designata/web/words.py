"""The words of pages, in the reader's language.

They stand in ``locales/*.toml``: a file a room, a table a string, a language a key. A string with a
number in it has its plural forms, by the rules of CLDR
(https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html).
"""

import datetime as dt
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from designata.model import countries, telling, vocabulary
from designata.names import script

LANGUAGES = {"en": "English", "ko": "한국어", "uk": "Українська"}
"""The languages of the workbench, each by its own name."""

Text: TypeAlias = str | dict[str, str]
"""A string, or its plural forms."""

_TONGUES = {
    "latin": "und-Latn",
    "cyrillic": "und-Cyrl",
    "hangul": "ko",
    "kana": "ja",
    "han": "und-Hani",
    "arabic": "und-Arab",
    "hebrew": "und-Hebr",
    "greek": "el",
    "georgian": "ka",
    "armenian": "hy",
    "thai": "th",
    "devanagari": "und-Deva",
}
_COUNTED = {
    "note.words_meet": re.compile(r"(\d+) words? meets?"),
    "note.names_in_both": re.compile(r"(\d+) names? in both"),
    "note.years_apart": re.compile(r"(\d+) years apart"),
}
_PASSPORTS = re.compile(r"two passports of one issuer, (\S+)")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Words:
    """The words of one language.

    Args:
        lang: its code.

    >>> en, uk = Words("en"), Words("uk")
    >>> en("search.hits", n=1), en("search.hits", n=1234)
    ('1 candidate', '1,234 candidates')
    >>> en.day("2024-04-02"), uk.day("2024-04"), Words("ko").day("2024-04-02")
    ('2 April 2024', 'квітень 2024', '2024년 4월 2일')
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._texts = strings()

    def __call__(self, key: str, **values: object) -> str:
        """A string with its values put in; ``n`` chooses the plural form."""
        text = self._texts[key][self.lang]
        if isinstance(text, dict):
            text = text[plural(self.lang, int(str(values["n"])))]
        told = {k: self.number(v) if isinstance(v, int) else v for k, v in values.items()}
        return text.format_map(told) if told else text

    def has(self, key: str) -> bool:
        """Whether there is such a string."""
        return key in self._texts

    def number(self, value: int) -> str:
        """A number with its thousands parted."""
        return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}" if self.lang == "uk" else ",")

    def day(self, value: str | dt.date | None) -> str:
        """A day, month or year as the language writes it; other text as it is."""
        text = str(value or "")
        match = _DAY.fullmatch(text)
        if not match:
            return text
        year, month, day = match.groups()
        if not month:
            return self("date.year", year=year)
        name = telling.month(int(month), self.lang, alone=not day)
        if not day:
            return self("date.of_month", year=year, month=name)
        return self("date.day", year=year, month=name, day=str(int(day)))

    @property
    def caveat(self) -> str:
        """What every answer ends with."""
        return telling.caveat(self.lang)

    def moment(self, value: str) -> str:
        """A day and time in UTC, as ISO 8601 writes it."""
        day, _, time = value.partition("T")
        return f"{self.day(day)} {time[:5]} UTC" if time else self.day(day)

    def kind(self, schema: str) -> str:
        """What a schema of FollowTheMoney is called."""
        key = f"kind.{schema}"
        return self(key) if key in self._texts else schema

    def field(self, name: str) -> str:
        """What a property is called; ``Sanction.program`` is one of a part."""
        part, _, own = name.rpartition(".")
        key = f"field.{own}"
        text = self(key) if key in self._texts else own
        return f"{self.kind(part)}: {text}" if part else text

    def country(self, code: str) -> str:
        """What a country is called."""
        name = countries.name(code, self.lang)
        return name if name != code else code.upper()

    def value(self, name: str, value: str) -> str:
        """A property's value as it is read: countries and days in the language's words.

        >>> Words("uk").value("flag", "ru"), Words("en").value("Sanction.startDate", "2024-04-02")
        ('Росія', '2 April 2024')
        """
        kind = _types().get(name.rpartition(".")[2])
        if kind == "country":
            return self.country(value)
        return self.day(value) if kind == "date" else value

    def note(self, text: str) -> str:
        """A note beside a piece of evidence; what is not known of it stays in English.

        >>> Words("en").note("2 words meet; listed only: ivan"), Words("uk").note("same day; odd")
        ('2 words meet; listed only: ivan', 'той самий день; odd')
        """
        return "; ".join(self._noted(part) for part in text.split("; "))

    def _noted(self, part: str) -> str:
        for counted, pattern in _COUNTED.items():
            if match := pattern.fullmatch(part):
                return self(counted, n=int(match[1]))
        if match := _PASSPORTS.fullmatch(part):
            return self("note.two_passports", country=self.country(match[1]))
        head, colon, words = part.partition(": ")
        key = f"note.{head.replace(' ', '_')}"
        if key not in self._texts:
            return part
        return self(key, words=words) if colon else self(key)


def tongue(text: str) -> str:
    """The tag of a text's language, or of its script where that is all that can be told (BCP 47).

    >>> tongue("레이디 알"), tongue("Сергей"), tongue("LADY R")
    ('ko', 'und-Cyrl', 'und-Latn')
    """
    return _TONGUES.get(script.script_of(text), "und")


def plural(lang: str, n: int) -> str:
    """The plural form that a number takes.

    >>> [plural("uk", n) for n in (1, 2, 5, 11, 21)], plural("ko", 1)
    (['one', 'few', 'many', 'many', 'one'], 'other')
    """
    if lang == "en":
        return "one" if n == 1 else "other"
    if lang == "ko":
        return "other"
    if n % 10 == 1 and n % 100 != 11:  # noqa: PLR2004  - the rule's own numbers, here and below
        return "one"
    return "few" if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else "many"


def forms(lang: str) -> set[str]:
    """The plural forms of a language.

    >>> sorted(forms("uk"))
    ['few', 'many', 'one']
    """
    return {plural(lang, n) for n in range(30)}


@cache
def strings() -> dict[str, dict[str, Text]]:
    """Every string by ``room.name``, then by language."""
    found: dict[str, dict[str, Text]] = {}
    for file in files("designata.web").joinpath("locales").iterdir():
        room, _, form = file.name.rpartition(".")
        if form == "toml":
            table = tomllib.loads(file.read_text("utf-8"))
            found |= {f"{room}.{name}": texts for name, texts in table.items()}
    return found


@cache
def _types() -> dict[str, str]:
    """The type of every property."""
    schemata = vocabulary.schemata().values()
    return {name: kind for schema in schemata for name, kind in schema.properties.items()}


@cache
def words(lang: str) -> Words:
    """The words of a language, kept."""
    return Words(lang)


def chosen(cookie: str | None, accept: str) -> str:
    """The reader's language: by what was chosen, else by ``Accept-Language``.

    >>> chosen(None, "fr;q=1, ko-KR;q=0.9, en;q=0.8"), chosen("uk", "ko"), chosen("xx", "")
    ('ko', 'uk', 'en')
    """
    if cookie in LANGUAGES:
        return cookie
    asked: list[tuple[float, str]] = []
    for item in accept[:500].split(","):
        tag, _, quality = item.partition(";")
        code = tag.strip()[:2].casefold()
        if code in LANGUAGES:
            number = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", quality)
            asked.append((-(float(number[1]) if number else 1.0), code))
    return min(asked, key=lambda pair: pair[0])[1] if asked else "en"
