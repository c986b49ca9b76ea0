"""Keys by which words of names are found, however they were transliterated or mistyped.

``sounds`` writes a word in single letters for single sounds, so that spellings of one sound meet;
``skeleton`` keeps only its consonants in broad classes. Both follow from how the transliterations
in use differ: English, French, German and Swedish spellings of Cyrillic and Arabic, Wade-Giles and
pinyin, McCune-Reischauer and Revised Romanization.
"""

import re
from functools import lru_cache
from operator import eq

_SOUNDS = (
    ("bdh", "bdh"),
    ("bdj", "bdJ"),
    ("bdz", "bdz"),
    ("shch", "S"),
    ("schtsch", "S"),
    ("tsch", "C"),
    ("dzh", "J"),
    ("dsch", "J"),
    ("sch", "S"),
    ("tch", "C"),
    ("sh", "S"),
    ("sj", "S"),
    ("ch", "C"),
    ("tj", "C"),
    ("zh", "Z"),
    ("kh", "X"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("dj", "J"),
    ("dz", "z"),
    ("ck", "k"),
    ("cz", "C"),
    ("ts", "c"),
    ("tz", "c"),
    ("qu", "kv"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("j", "J"),
)
_TOLD_BY = re.compile("[hjqwxz]|ck|ts")
"""What each of these spellings holds; a word without any of it need not be looked through."""

_FIND = re.compile(
    "|".join(re.escape(pair) for pair, _ in sorted(_SOUNDS, key=lambda p: -len(p[0])))
)
_INSTEAD = dict(_SOUNDS)
_GLIDE = re.compile(r"(?<=[aeiou])j(?![aeiou])")
_PINYIN = {"x": (re.compile(r"^x(?=[iu])"), "sh"), "q": (re.compile(r"^q(?=i)"), "ch")}
_SOFT_C = re.compile(r"c(?=[eiy])")
_VOWELS = {
    "ou": "u",
    "oo": "u",
    "iy": "i",
    "yi": "i",
    "ij": "i",
    "ii": "i",
    "ee": "i",
    "ie": "i",
    "eo": "o",
    "eu": "u",
    "ae": "e",
    "ai": "e",
    "ay": "e",
    "ei": "e",
    "ey": "e",
    "aa": "a",
    "y": "i",
}
_VOWEL = re.compile("|".join(sorted(_VOWELS, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")
_CLASSES = bytes.maketrans(b"pvqgXcSZzCJd", b"bfkkhsssssst")


@lru_cache(maxsize=1 << 17)
def sounds(word: str) -> str:
    """A word in lower-case Latin letters, with one sign for one sound; capitals are sounds too.

    >>> sounds("khalid"), sounds("aleksey") == sounds("aleksei"), sounds("mitsotakis")
    ('Xalid', True, 'micotakis')
    """
    if word[:1] in _PINYIN:
        pattern, spelling = _PINYIN[word[0]]
        word = pattern.sub(spelling, word)
    if "j" in word:
        word = _GLIDE.sub("y", word)
    plain = _FIND.sub(_sound, word) if _TOLD_BY.search(word) else word
    if "c" in plain and "ts" not in word and "tz" not in word:
        plain = _SOFT_C.sub("s", plain).replace("c", "k")
    return _once(_VOWEL.sub(_vowel, plain))


@lru_cache(maxsize=1 << 17)
def skeleton(word: str) -> str:
    """The consonants of a word in broad classes, behind a mark where it begins with a vowel.

    >>> skeleton("mohammed"), skeleton("muhamad"), skeleton("mhmd"), skeleton("chun")
    ('mhmt', 'mhmt', 'mhmt', 'sn')
    """
    plain = sounds(word)
    bare = plain.encode().translate(_CLASSES, b"aeiou'").decode()
    return _once(bare.rstrip("h") or bare) or plain[:1]


def _sound(found: re.Match[str]) -> str:
    return _INSTEAD[found[0]]


def _vowel(found: re.Match[str]) -> str:
    return _VOWELS[found[0]]


def _once(word: str) -> str:
    """A word with each letter written once where it stands several times in a row."""
    return _DOUBLE.sub(r"\1", word) if True in map(eq, word, word[1:]) else word
