"""How near the voice's reading of Russian names is to how Russians say them; needs espeak-ng.

    python bench/speech_native.py --store FOLDER [--seed 1] [--count 1000] [--show]

Takes words of names that the lists give in Cyrillic and, alike in sound, in Latin letters, has
espeak-ng say the Cyrillic in Russian, and counts which of its sounds the voice has: as it reads the
word by itself, as English, and by our rules. Vowels are compared in five classes and consonants
without softness, since an English voice has no more. Other languages have no such judge: Arabic
writes no short vowels, and of Chinese the lists give few names in both scripts.
"""

import argparse
import random
import re
import subprocess
from pathlib import Path

from hibari import Hibari as Model
from rapidfuzz.distance import Levenshtein

from designata.brief.speak.embedded import Hibari
from designata.engine import Designata
from designata.names import script
from designata.names.keys import sounds
from designata.store.claims import Store

_RUSSIAN = re.compile(r"[а-яё]{4,}")
_FOLDS = [
    (r"[^\wˈ]|[ːˑʲˠʰˌ_\d]", ""),
    ("tɕ|tʃ|ʧ", "C"),
    ("dʑ|dʒ|ʤ", "J"),
    ("ɕɕ|ɕ|ʂ|ʃʧ|ʃ", "S"),
    ("ʑ|ʐ|ʒ", "Z"),
    ("[xχɦkh]", "k"),
    ("ɡ", "g"),
    ("[ɫɭ]", "l"),
    ("[ɹɾ]", "r"),
    ("[ʋw]", "v"),
    ("I", "aj"),
    ("W", "au"),
    ("Y", "oj"),
    ("[AeɛæEɜ]", "e"),
    ("[iɪɨᵻy]", "i"),
    ("[Ooɔ]", "o"),
    ("[uʊʉ]", "u"),
    ("[aɑʌɐəᵊɚ]", "a"),
]
"""Broad sounds, alike of the voice's alphabet and of espeak-ng's IPA; kh is k in English."""


def pairs(store: Store) -> list[tuple[str, str]]:
    """Words of names in Latin letters, and the same in Cyrillic."""
    rows = store.query(
        "SELECT list(DISTINCT value) FROM claims WHERE property IN ('name', 'alias')"
        " GROUP BY record ORDER BY record"
    )
    found: dict[tuple[str, str], None] = {}
    for (values,) in rows:
        words = {word for name in map(str, values) for word in re.findall(r"[^\W\d_]+", name)}  # type: ignore[call-overload]
        latin = {sounds(word.lower()): word.title() for word in sorted(words) if word.isascii()}
        for word in sorted(words):
            key = sounds(script.read(word).latin)
            if _RUSSIAN.fullmatch(word.lower()) and key in latin:
                found[latin[key], word.lower()] = None
    return list(found)


def native(words: list[str]) -> list[str]:
    """How espeak-ng says each of the words, in IPA."""
    said = subprocess.run(
        ["espeak-ng", "-q", "--ipa", "-v", "ru"],  # noqa: S607  - the user's own program
        input="\n\n".join(f"{word}." for word in words),
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in said.stdout.splitlines() if line.strip()]


def broad(said: str) -> str:
    """The sounds in classes, with the stress.

    >>> broad("bjˌutukˈɑjɛv"), broad("bʲutukˈajɪf")
    ('bjutukˈajev', 'butukˈajif')
    """
    for pattern, instead in _FOLDS:
        said = re.sub(pattern, instead, said)
    return said


def scored(said: list[str], told: list[str]) -> str:
    """The share of sounds that are off, and of words of several syllables with the right stress."""
    plain = [(a.replace("ˈ", ""), b.replace("ˈ", "")) for a, b in zip(said, told, strict=True)]
    off = sum(Levenshtein.distance(a, b) for a, b in plain) / sum(len(b) for _, b in plain)
    stress = [
        (_from_stress(a), _from_stress(b))
        for a, b in zip(said, told, strict=True)
        if _syllables(b) > 1
    ]
    return f"{off:.1%} | {sum(a == b for a, b in stress) / len(stress):.0%}"


def _syllables(said: str) -> int:
    return len(re.findall("[aeiou]", said))


def _from_stress(said: str) -> int:
    return _syllables(said[said.rfind("ˈ") :])


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", required=True, type=Path, help="a store with official lists")
    parser.add_argument("--seed", type=int, default=1, help="draws the words")
    parser.add_argument("--count", type=int, default=1000, help="how many of them")
    parser.add_argument("--show", action="store_true", help="prints each word")
    asked = parser.parse_args()
    some = pairs(Designata.open(asked.store).store)
    random.Random(asked.seed).shuffle(some)
    some = some[: asked.count]
    told = [broad(one) for one in native([word for _, word in some])]
    voice, english = Hibari(), Model().g2p
    ours = [broad(voice.phonemes(word, {word.lower(): "cyrillic"})) for word, _ in some]
    theirs = [broad(str(english(word))) for word, _ in some]
    print(f"| {len(some)} words of Russian names | sounds off | stress right |\n|---|---|---|")
    print(f"| as the voice reads them by itself | {scored(theirs, told)} |")
    print(f"| by our rules | {scored(ours, told)} |")
    for (word, _), one, other in zip(some, told, ours, strict=True) if asked.show else ():
        print(word, one, other, "" if _from_stress(one) == _from_stress(other) else "<<")


if __name__ == "__main__":
    main()
