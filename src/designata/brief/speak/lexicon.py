"""How names sound, for the embedded voice: whole words, patronymics and Korean syllables.

``data/pronunciation.toml`` gives all three in misaki's alphabet. A Korean name is known by its
shape: a family name, then one or two syllables of a beginning, a middle and an end that romanised
Korean has; so a name that no lexicon lists is read as well as one that it does.
"""

import re
from functools import cache

import msgspec

from designata.data import load

_TOKEN = re.compile(r"\[[^\]]*\]\(/[^)]*/\)|[^\W\d_]+(?:['’][^\W\d_]+)*|.", re.DOTALL)
_SYLLABLES = 4
_LINKS = (" ", "-")


class _Korean(msgspec.Struct, frozen=True):
    families: list[str]
    doubtful: list[str]
    beginnings: dict[str, str]
    open: dict[str, str]
    closed: dict[str, str]
    ends: dict[str, str]


class _Patronymic(msgspec.Struct, frozen=True):
    stems: dict[str, str]
    endings: dict[str, str]


class _Lexicon(msgspec.Struct, frozen=True):
    words: dict[str, str]
    patronymic: _Patronymic
    korean: _Korean


@cache
def _lexicon() -> _Lexicon:
    return load("pronunciation", _Lexicon)


@cache
def _shape() -> re.Pattern[str]:
    korean = _lexicon().korean
    beginnings = "|".join(sorted(korean.beginnings, key=len, reverse=True))
    middles = "|".join(sorted(korean.open, key=len, reverse=True))
    ends = "|".join(sorted(korean.ends, key=len, reverse=True))
    return re.compile(rf"({beginnings})?({middles})({ends})?")


def sounds(text: str) -> str:
    """The text with the sounds of the words that the lexicon knows, as the voice takes them.

    >>> sounds("OFAC listed Pak Song-hyok.")
    '[OFAC](/ˈOfˌæk/) listed [Pak Song-hyok](/pˈɑk sˈOŋhjˌOk/).'
    """
    tokens = _TOKEN.findall(text)
    said: list[str] = []
    at = 0
    while at < len(tokens):
        end, reading = _korean(tokens, at)
        if reading is None:
            end, reading = at + 1, _word(tokens[at])
        written = "".join(tokens[at:end])
        said.append(f"[{written}](/{reading}/)" if reading else written)
        at = end
    return "".join(said)


def _word(token: str) -> str | None:
    lower = token.lower().replace("’", "'")
    stem, possessive, _ = lower.partition("'s")
    known = _lexicon().words.get(stem) or _patronymic(stem)
    if known and possessive:
        known += "s" if known[-1] in "ptkfθ" else "ᵻz" if known[-1] in "szʃʒʧʤ" else "z"
    return known


@cache
def _patronymic(word: str) -> str | None:
    """The sounds of a father's name with its ending.

    >>> _patronymic("valerievich"), _patronymic("moskovich")
    ('vəlˈɛɹiəvɪʧ', None)
    """
    table = _lexicon().patronymic
    for ending in sorted(table.endings, key=len, reverse=True):
        if word.endswith(ending) and (stem := table.stems.get(word.removesuffix(ending))):
            return stem + table.endings[ending]
    return None


def _korean(tokens: list[str], at: int) -> tuple[int, str | None]:
    """The end of a Korean name that begins here, and its sounds."""
    korean = _lexicon().korean
    if tokens[at].lower() not in korean.families or not tokens[at][0].isupper():
        return at, None
    parts = [_syllable(tokens[at], "ˈ")]
    end = at + 1
    while end + 1 < len(tokens) and tokens[end] in _LINKS and len(parts) < _SYLLABLES:
        hyphened, word = tokens[end] == "-", tokens[end + 1]
        if not (hyphened or word[0].isupper()) or not (
            sound := _syllable(word, "ˌ" if hyphened else "ˈ")
        ):
            break
        parts.append(sound if hyphened else f" {sound}")
        end += 2
    least = 3 if tokens[at].lower() in korean.doubtful else 2
    return (end, "".join(parts)) if len(parts) >= least else (at, None)


@cache
def _syllable(word: str, stress: str) -> str:
    """The sounds of one syllable, or none; those of the lexicon come first."""
    found = _shape().fullmatch(word.lower())
    if not found:
        return ""
    korean = _lexicon().korean
    beginning, middle, end = found.groups(default="")
    vowel = (korean.closed if end else korean.open)[middle]
    glide = 1 if vowel[0] in "jw" and len(vowel) > 1 else 0
    return (
        korean.beginnings.get(beginning, "")
        + vowel[:glide]
        + stress
        + vowel[glide:]
        + korean.ends.get(end, "")
    )
