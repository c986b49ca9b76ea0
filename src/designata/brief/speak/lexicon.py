"""How names sound, for the embedded voice: whole words, patronymics, Korean syllables, origins.

``data/pronunciation.toml`` gives the first three in misaki's alphabet. A Korean name is known by
its shape: a family name, then one or two syllables of a beginning, a middle and an end that
romanised Korean has; so a name that no lexicon lists is read as well as one that it does. What is
neither is read by where it comes from (``origin``), if its letters tell.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

import msgspec

from designata.brief.speak.origin import readings
from designata.brief.speak.voice import UNTOLD
from designata.data import load

_TOKEN = re.compile(r"\[[^\]]*\]\(/[^)]*/\)|[^\W\d_]+(?:['’][^\W\d_]+)*|.", re.DOTALL)
_SYLLABLES = 4
_LINKS = (" ", "-")
_PARTICLES = frozenset({"al", "el", "ul", "bin", "ibn", "bint", "de", "la", "del", "y"})
"""Written small within a name."""


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


def sounds(
    text: str, known: Callable[[str], bool] = bool, homes: Mapping[str, str] = UNTOLD
) -> str:
    """The text with the sounds of its names, as the voice takes them.

    Args:
        text: a sentence.
        known: whether the voice has a word in its own lexicon; all, where nothing is said.
        homes: the script or country that words of names come from, where that is known.

    >>> sounds("OFAC listed Pak Song-hyok.")
    '[OFAC](/ˈOfˌæk/) listed [Pak Song-hyok](/pˈɑk sˈOŋhjˌOk/).'
    >>> sounds("It lists Qasem Zolqadr.", known=str.islower)
    'It lists [Qasem](/kˈɑsɛm/) [Zolqadr](/zˈOlkɑdɹ/).'
    """
    tokens = _TOKEN.findall(text)
    said: list[str] = []
    at = 0
    while at < len(tokens):
        end, reading = _korean(tokens, at)
        if reading is not None:
            said.append(f"[{''.join(tokens[at:end])}](/{reading}/)")
            at = end
            continue
        end = _name(tokens, at)
        words = tokens[at:end:2]
        stems = [_possessed(word)[0] for word in words]
        for place, reading in enumerate(readings(stems, known, homes)):
            word, (stem, possessive) = words[place], _possessed(words[place])
            sound = _word(stem) or reading
            link = tokens[at + 2 * place - 1] if place else ""
            said += [
                link,
                f"[{word}](/{_owning(sound) if possessive else sound}/)" if sound else word,
            ]
        at = end
    return "".join(said)


def _name(tokens: list[str], at: int) -> int:
    """The end of the words, each with a link between, that may be one name and begin here."""
    end = at + 1
    if tokens[at][:1].isupper():
        while (
            end + 1 < len(tokens)
            and tokens[end] in _LINKS
            and (tokens[end + 1][:1].isupper() or tokens[end + 1] in _PARTICLES)
            and _korean(tokens, end + 1)[1] is None
        ):
            end += 2
    return end


def _possessed(word: str) -> tuple[str, bool]:
    """A word without the ending of what owns, and whether it had one."""
    stem, ending, rest = word.replace("’", "'").partition("'s")
    return (stem, True) if ending and not rest else (word, False)


def _owning(sound: str) -> str:
    return sound + ("s" if sound[-1] in "ptkfθ" else "ᵻz" if sound[-1] in "szʃʒʧʤ" else "z")


def _word(word: str) -> str | None:
    return _lexicon().words.get(word.lower()) or _patronymic(word.lower())


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
