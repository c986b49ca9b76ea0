"""Korean particles: which of two forms follows a word, by how the word is read.

A word read with a final consonant takes 을, 이, 은, 과; one without 를, 가, 는, 와; 으로 loses its
first vowel after a vowel and after ㄹ. Letters and figures are read as Korean reads them.
Source: the Korean orthography and the Standard Korean Language Dictionary (korean.go.kr).
"""

import re

_BRACKETS = re.compile(r"(?:\s*[(\[][^()\[\]]*[)\]])+\s*$")
_FIRST, _LAST, _FINALS, _RIEUL = "가", "힣", 28, 8

_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_ZEROS = {1: "십", 2: "백", 3: "천", 4: "만", 5: "만", 6: "만", 7: "만", 8: "억"}
_LETTERS = {
    "l": "엘",
    "m": "엠",
    "n": "엔",
    "r": "알",
}
"""Names of single letters that end in a consonant; all others end in a vowel."""

_SOUNDS = (
    (re.compile(r"ng$"), "앙"),
    (re.compile(r"(?:[^aeiou]le|l)$"), "알"),
    (re.compile(r"(?:m|mb|me)$"), "암"),
    (re.compile(r"(?:n|gn|ne)$"), "안"),
    (re.compile(r"(?<![aeiou])[aeiou](?:p)$"), "압"),
    (re.compile(r"(?:^|[^aeiou])[aeiou](?:ck|k|c)$"), "악"),
    (re.compile(r"(?:^|[^aeiou])[aeiou]t$"), "앗"),
)
"""How endings of foreign words are read, first match counts: an open syllable where none does."""


def particle(word: str, pair: str) -> str:
    """A word with the form of a particle that follows it.

    Args:
        word: what the particle follows; what stands in brackets behind it is not read.
        pair: both forms, the one after a consonant first: ``을/를``, ``이/가``, ``으로/로``.

    >>> [particle(w, "을/를") for w in ("선박 2척", "외교부", "레이디 알(LADY R)", "IMO 9161003")]
    ['선박 2척을', '외교부를', '레이디 알(LADY R)을', 'IMO 9161003을']
    >>> particle("서울", "으로/로"), particle("미국", "으로/로"), particle("OFAC", "이/가")
    ('서울로', '미국으로', 'OFAC이')
    """
    closed, rieul = _ending(word)
    with_consonant, without = pair.split("/")
    if with_consonant == "으로" and rieul:
        return word + without
    return word + (with_consonant if closed else without)


def _ending(word: str) -> tuple[bool, bool]:
    """Whether the last syllable read ends in a consonant, and whether that is ㄹ."""
    bare = _BRACKETS.sub("", word).rstrip(" \"'“”‘’«»「」.,")
    syllable = _last(bare)
    if syllable is None or not _FIRST <= syllable <= _LAST:
        return False, False
    final = (ord(syllable) - ord(_FIRST)) % _FINALS
    return final > 0, final == _RIEUL


def _last(word: str) -> str | None:
    """A syllable that ends as the word does."""
    if not word:
        return None
    end = word[-1]
    if _FIRST <= end <= _LAST:
        return end
    if end.isdigit():
        return _number(word)
    if end.isascii() and end.isalpha():
        return _latin(word)
    return None


def _number(word: str) -> str:
    """The last syllable of a number; long ones, as IMO numbers, are read digit by digit."""
    found = re.search(r"[\d,]+$", word)
    digits = (found[0] if found else word[-1]).replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros and zeros < len(digits) and len(digits) < 7:  # noqa: PLR2004  - longer: a number's name
        return _ZEROS[zeros]
    return _DIGITS.get(digits[-1], "영")


def _latin(word: str) -> str | None:
    found = re.search(r"[A-Za-z]+$", word)
    last = found[0] if found else ""
    if len(last) == 1 or (last.isupper() and not re.search("[AEIOUY]", last)):
        return _LETTERS.get(last[-1].lower())
    return next((sound for ending, sound in _SOUNDS if ending.search(last.lower())), None)
