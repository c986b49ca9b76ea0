"""How a romanised name sounds, by where it comes from: Slavic, Arabic or Persian, Spanish, Chinese.

Its origin is told by the letters of all its words together (``data/pronunciation_origins.toml``).
A name whose letters do not tell is left to the voice, which reads it as English.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

import msgspec

from designata.data import load

_VOWELS = frozenset("AIOWYiuæɑɔəɛɜɪʊʌ")
_SIGN, _HINT = 2, 1
PINYIN = "pinyin"


class _Origin(msgspec.Struct, frozen=True):
    signs: list[str]
    words: list[str]
    hints: list[str]
    stress: list[tuple[str, int]]
    letters: dict[str, str]


class _Pinyin(msgspec.Struct, frozen=True):
    signs: str
    families: list[str]
    initials: dict[str, str]
    finals: dict[str, str]
    whole: dict[str, str]


class _Origins(msgspec.Struct, frozen=True):
    letters: dict[str, str]
    origin: dict[str, _Origin]
    pinyin: _Pinyin


@cache
def _table() -> _Origins:
    return load("pronunciation_origins", _Origins)


def readings(words: Sequence[str], known: Callable[[str], bool]) -> list[str | None]:
    """The sounds of a name's words; none for those that are left to the voice.

    Args:
        words: of one name.
        known: whether the voice knows a word.

    >>> readings(["Ali", "Qasem"], lambda word: word == "Ali")
    [None, 'kˈɑsɛm']
    >>> readings(["Daniel", "Thompson"], lambda word: False)
    [None, None]
    """
    strange = [word for word in words if not known(word)]
    whole = bool(strange) and all(_syllables(word.lower()) for word in words)
    name = origin(words if whole else strange, [word for word in words if known(word)])
    return [
        reading(word, name) if name and (word in strange or (whole and name == PINYIN)) else None
        for word in words
    ]


def origin(words: Sequence[str], beside: Sequence[str] = ()) -> str | None:
    """Where a name comes from, or none where its letters do not tell.

    Args:
        words: of the name.
        beside: those that the voice knows, which tell less.

    >>> origin(["Aslan", "Byutukaev"]), origin(["Wang", "Jianjun"]), origin(["Daniel", "Cooper"])
    ('slavic', 'pinyin', None)
    """
    small = [word.lower() for word in words]
    if _chinese(small):
        return PINYIN
    points = {
        name: sum(_points(word, name) for word in small)
        + _SIGN * sum(word.lower() in kind.words for word in beside)
        for name, kind in _table().origin.items()
    }
    best = max(points, key=points.__getitem__)
    return best if points[best] >= _SIGN else None


@cache
def _points(word: str, name: str) -> int:
    kind = _table().origin[name]
    sign = any(re.search(pattern, word) for pattern in kind.signs)
    return _SIGN * sign + _HINT * sum(bool(re.search(pattern, word)) for pattern in kind.hints)


def _chinese(words: Sequence[str]) -> bool:
    """Whether all words are of pinyin's syllables, and one of them of nothing else's."""
    pinyin = _table().pinyin
    if not words or not all(_syllables(word) for word in words):
        return False
    return any(re.search(pinyin.signs, word) for word in words) or (
        len(words) > 1 and (words[0] in pinyin.families or words[-1] in pinyin.families)
    )


def reading(word: str, name: str) -> str:
    """The sounds of a word of that origin.

    >>> reading("Byutukaev", "slavic"), reading("Qasem", "arabic"), reading("Zhengzhou", "pinyin")
    ('bjˌutukˈɑjɛv', 'kˈɑsɛm', 'ʤˈʌŋʤˌO')
    """
    small = word.lower()
    if name == PINYIN:
        return _chinese_reading(small)
    spelled, sounds = _groups(name)
    said = "".join(
        sounds[group.lastindex - 1] for group in spelled.finditer(small) if group.lastindex
    )
    vowels = [at for at, sound in enumerate(said) if sound in _VOWELS]
    if not vowels:
        return said
    back = next(count for pattern, count in _stresses(name) if re.search(pattern, small))
    main = max(len(vowels) - back, 0)
    marks = {vowels[main]: "ˈ"} | ({vowels[0]: "ˌ"} if main > 1 else {})
    return "".join(marks.get(at, "") + sound for at, sound in enumerate(said))


def _stresses(name: str) -> list[tuple[str, int]]:
    return [*_table().origin[name].stress, ("", 2)]


@cache
def _groups(name: str) -> tuple[re.Pattern[str], list[str]]:
    """The letters of an origin, longer groups and those at an end of a word first; their sounds."""
    letters = _table().letters | _table().origin[name].letters
    order = sorted(letters, key=lambda group: (len(group.strip("^$")), len(group)), reverse=True)
    return re.compile("|".join(f"({group})" for group in order)), [letters[one] for one in order]


@cache
def _syllable() -> re.Pattern[str]:
    pinyin = _table().pinyin
    initials, finals = (
        "|".join(sorted(table, key=len, reverse=True)) for table in (pinyin.initials, pinyin.finals)
    )
    # within a word a syllable that begins with a vowel would be set off by an apostrophe
    return re.compile(rf"({initials})?({finals})(?=(?:(?:{initials})(?:{finals}))*$)")


def _syllables(word: str) -> list[tuple[str, str]]:
    """Beginning and end of each syllable of pinyin, or nothing where the word is of others."""
    found = list(_syllable().finditer(word))
    whole = "".join(one[0] for one in found) == word
    return [(one[1] or "", one[2]) for one in found] if whole else []


def _chinese_reading(word: str) -> str:
    pinyin = _table().pinyin
    said: list[str] = []
    for begin, end in _syllables(word):
        sound = pinyin.whole.get(begin + end) or pinyin.initials.get(begin, "") + pinyin.finals[end]
        vowel = next(at for at, letter in enumerate(sound) if letter in _VOWELS)
        said.append(f"{sound[:vowel]}{'ˌ' if said else 'ˈ'}{sound[vowel:]}")
    return "".join(said)
