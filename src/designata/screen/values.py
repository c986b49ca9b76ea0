"""Values as askers write them, brought to the normal forms of the lists.

Askers write in their own spreadsheets' ways and languages, which is more than the lists' readers
(``model``) need to know. What is ambiguous is not guessed.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from designata.model import countries, vocabulary, when
from designata.screen.columns import fold, words

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[./년年-]\s*(\d{1,2})\s*[./월月-]\s*(\d{1,2})\s*[일日.]?")
_COMPACT = re.compile(r"(1[89]\d\d|20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MONTHS = 12
_LONGEST_NOTHING = 16


def clean(text: str) -> str:
    r"""Text without control, direction and zero-width marks, single-spaced.

    >>> clean("Lady\u202e  R\x00")
    'Lady R'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_UNSEEN.sub("", text).split())


@lru_cache(maxsize=65536)
def date(text: str) -> str | None:
    """A date in EDTF: day before month, save where only the other order makes a day.

    >>> date("1970년 12월 25일"), date("25.12.1970"), date("12/25/1970"), date("19701225")
    ('1970-12-25', '1970-12-25', '1970-12-25', '1970-12-25')
    >>> date("1970-13-45"), date("0000-00-00"), date("1970"), date("25.12.70")
    (None, None, '1970', None)
    """
    if found := when.parse(text):
        return found.edtf
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        if int(month) > _MONTHS:
            day, month = month, day
    else:
        return None
    found = when.parse(f"{year}-{int(month):02}-{int(day):02}")
    return found.edtf if found else None


@lru_cache(maxsize=65536)
def land(text: str) -> str | None:
    """A country's code from its code, its name or what its people are called.

    >>> land("RUS"), land("Німеччина"), land("Tunisian"), land("북한"), land("Atlantis")
    ('ru', 'de', 'tn', 'kp', None)
    """
    return countries.nation(text) or _asked().get(fold(text))


@cache
def _asked() -> dict[str, str]:
    source = files("designata.data").joinpath("countries_asked.toml")
    table: dict[str, list[str]] = tomllib.loads(source.read_text("utf-8"))
    return {fold(text): code for code, texts in table.items() for text in texts}


def gender(text: str) -> str | None:
    """``male`` or ``female``, from the words and letters of several languages.

    >>> gender("M"), gender("женский"), gender("unknown")
    ('male', 'female', None)
    """
    return words("genders").get(fold(text))


@lru_cache(maxsize=4096)
def schema(text: str) -> str | None:
    """A schema that lists can hold, from FollowTheMoney's name or a word for it.

    >>> schema("vessel"), schema("Individual"), schema("юрлицо"), schema("Sanction")
    ('Vessel', 'Person', 'Organization', None)
    """
    plain = text.strip().casefold()
    if known := _schemata().get(plain):
        return known
    return words("schemata").get(fold(text))


@cache
def _schemata() -> dict[str, str]:
    names = (*vocabulary.listed_schemata(), "Thing")
    return {name.casefold(): name for name in names}


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say.

    >>> is_nothing("N/A"), is_nothing("--"), is_nothing("NA")
    (True, True, False)
    """
    if text[:1].isdigit() or len(text) > _LONGEST_NOTHING:
        return False
    plain = fold(text)
    return not plain or plain in words("nothing")
