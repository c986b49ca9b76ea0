"""How a romanised name sounds, by where it comes from: Slavic, Arabic or Persian, Spanish, Chinese.

Its origin is told by the letters of all its words together (``data/pronunciation_origins.toml``).
A name whose letters do not tell is left to the voice, which reads it as English.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import msgspec

from designata.data import load

_VOWELS = frozenset("AIOWYiuæɑɔəɛɜɪʊʌ")
_SIGN, _HINT = 2, 1
_PINYIN = "pinyin"


class _Origin(msgspec.Struct, frozen=True):
    homes: list[str]
    signs: list[str]
    words: list[str]
    hints: list[str]
    stress: list[tuple[str, int]]
    letters: dict[str, str]


class _Pinyin(msgspec.Struct, frozen=True):
    homes: list[str]
    signs: str
    families: frozenset[str]
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


def readings(
    words: Sequence[str], known: Callable[[str], bool], homes: Mapping[str, str]
) -> list[str | None]:
    """The sounds of a name's words; none for those that are left to the voice.

    Args:
        words: of one name.
        known: whether the voice knows a word.
        homes: the script or country that words of names come from, where that is known.

    >>> readings(["Ali", "Qasem"], lambda word: word == "Ali", {})
    [None, 'kˈɑsɛm']
    >>> readings(["Daniel", "Thompson"], lambda word: False, {})
    [None, None]
    >>> readings(["Omran"], lambda word: False, {"omran": "ir"})
    ['Omɹˈɑn']
    """
    strange = [word for word in words if not known(word)]
    if not strange:
        return [None] * len(words)
    whole = all(_syllables(word.lower()) for word in words)
    name = origin(
        words if whole else strange,
        beside=[word for word in words if known(word)],
        home=next((homes[word.lower()] for word in strange if word.lower() in homes), None),
    )
    return [
        reading(word, name) if name and (word in strange or (whole and name == _PINYIN)) else None
        for word in words
    ]


def origin(
    words: Sequence[str], *, beside: Sequence[str] = (), home: str | None = None
) -> str | None:
    """Where a name comes from, or none where that is not told.

    Args:
        words: of the name.
        beside: those that the voice knows, which tell less.
        home: its bearer's script or country.

    >>> origin(["Aslan", "Byutukaev"]), origin(["Wang", "Jianjun"]), origin(["Daniel", "Cooper"])
    ('slavic', 'pinyin', None)
    """
    small = [word.lower() for word in words]
    if _chinese(small, home):
        return _PINYIN
    points = {
        name: sum(_points(word, name) for word in small)
        + _SIGN * sum(word.lower() in kind.words for word in beside)
        + _SIGN * (home in kind.homes)
        for name, kind in _table().origin.items()
    }
    best = max(points, key=points.__getitem__)
    return best if points[best] >= _SIGN else None


@cache
def _points(word: str, name: str) -> int:
    kind = _table().origin[name]
    sign = any(re.search(pattern, word) for pattern in kind.signs)
    return _SIGN * sign + _HINT * sum(bool(re.search(pattern, word)) for pattern in kind.hints)


def _chinese(words: Sequence[str], home: str | None) -> bool:
    """Whether all words are of pinyin's syllables, and one of them, or its bearer, of China."""
    pinyin = _table().pinyin
    if not all(_syllables(word) for word in words):
        return False
    family = len(words) > 1 and not pinyin.families.isdisjoint((words[0], words[-1]))
    if home is not None:
        return family or home in pinyin.homes
    return family or any(re.search(pinyin.signs, word) for word in words)


def reading(word: str, name: str) -> str:
    """The sounds of a word of that origin.

    >>> reading("Byutukaev", "slavic"), reading("Qasem", "arabic"), reading("Zhengzhou", "pinyin")
    ('bjˌutukˈɑjɛv', 'kˈɑsɛm', 'ʤˈʌŋʤˌO')
    """
    small = word.lower()
    if name == _PINYIN:
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
