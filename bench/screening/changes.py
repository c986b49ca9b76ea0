"""Small made changes to a question, as typists make them; the same for the same seed."""

import random
from collections.abc import Callable
from itertools import pairwise

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONG = 4
_WHOLE = 4

Change = Callable[[str, random.Random], str | None]


def _at(text: str, rng: random.Random) -> int:
    """The place of a letter, of a word of four or more where there is one."""
    places, start = [], 0
    for word in text.split(" "):
        if len(word) >= _LONG:
            places += [start + n for n, letter in enumerate(word) if letter.isalpha()]
        start += len(word) + 1
    return rng.choice(places or [n for n, letter in enumerate(text) if letter.isalpha()])


def _letter(text: str, at: int, rng: random.Random) -> str:
    letter = rng.choice([c for c in _LETTERS if c != text[at].lower()])
    return letter.upper() if text[at].isupper() else letter


def changed(text: str, rng: random.Random) -> str:
    """One letter is another."""
    at = _at(text, rng)
    return text[:at] + _letter(text, at, rng) + text[at + 1 :]


def dropped(text: str, rng: random.Random) -> str:
    """One letter is missing."""
    at = _at(text, rng)
    return text[:at] + text[at + 1 :]


def added(text: str, rng: random.Random) -> str:
    """One letter too many."""
    at = _at(text, rng)
    return text[:at] + _letter(text, at, rng) + text[at:]


def swapped(text: str, rng: random.Random) -> str | None:
    """Two neighbouring letters have changed places."""
    places = [
        n
        for n, (a, b) in enumerate(pairwise(text))
        if a.isalpha() and b.isalpha() and a.lower() != b.lower()
    ]
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def last_first(text: str, rng: random.Random) -> str | None:  # noqa: ARG001 - no chance here
    """The last word stands first, as on a form that asks for the family name first."""
    *others, last = text.split()
    return " ".join([last, *others]) if others else None


def shuffled(text: str, rng: random.Random) -> str | None:
    """The words stand in any other order; this may tear a name such as Abdul Wahed apart."""
    words = text.split()
    if len(set(words)) < 2:
        return None
    mixed = list(words)
    while mixed == words:
        rng.shuffle(mixed)
    return " ".join(mixed)


def shortened(text: str, rng: random.Random) -> str | None:
    """One word is missing, of names of three or more."""
    words = text.split()
    if len(words) < 3:
        return None
    del words[rng.randrange(len(words))]
    return " ".join(words)


def year_off(date: str, rng: random.Random) -> str | None:
    """A birth date whose year is one more or less."""
    if len(date) < _WHOLE:
        return None
    return f"{int(date[:4]) + rng.choice((-1, 1))}{date[4:]}".replace("-02-29", "-02-28")


NAMES: dict[str, Change] = {
    "a letter changed": changed,
    "a letter dropped": dropped,
    "a letter added": added,
    "two letters swapped": swapped,
    "last word first": last_first,
    "words shuffled": shuffled,
    "a word dropped": shortened,
}
"""The changes to names, as the tables call them."""
