"""Names from the official lists for the speech bench: what is said, what is told, what is found.

The names that are said are drawn by the hash of a seed and the record, so that a fresh seed is a
fresh test; the words that the recogniser is told are the true ones among those of other listed
names, some of them near in sound; and what was heard is asked of screening, as a
listener would.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from designata.brief.named import named
from designata.brief.speak.speakable import speakable
from designata.brief.told import Cited
from designata.brief.tongue.base import plain
from designata.engine import Designata
from designata.names.keys import sounds
from designata.screen.query import of_columns
from designata.store.claims import Store

Row: TypeAlias = dict[str, Any]

TOLD = 40
"""Words of names that the recogniser is told for each sentence, the true ones among them."""
_ALIKE = 3
"""Of these, the nearest in sound to each true word."""
_SHARES = {"person": 32, "vessel": 16, "organisation": 4}
"""How many names of each kind are drawn: those above all that are no words of English."""
_SENTENCES = [
    "Canada listed {} and {} on 6 April 2023.",
    "The UK listed {} 112 days later.",
    "{} has been on the list of the EU since 29 April 2014.",
    "{}, {} and {} were added in the same round.",
    "OFAC says that {} worked with {}.",
    "Nobody else had listed {} before.",
]
_VOWELS = re.compile(r"[aeiou]")
_LOOKED_AT = 2000
_SHORTEST, _LONGEST = 3, 45


def draw(store: Store, seed: int) -> list[Row]:
    """Scripts of names that no rule was made for, as those of speech_scripts.toml."""
    records = [
        str(row[0])
        for row in store.query(
            "SELECT DISTINCT c.record FROM claims c LEFT JOIN ends e USING (claim)"
            " WHERE e.edition IS NULL AND c.property = 'name'"
        )
    ]
    records.sort(key=lambda record: blake2b(f"{seed} {record}".encode()).digest())
    wanted, names, claims = Counter(_SHARES), list[str](), list[Cited]()
    drawn = named(store, records[:_LOOKED_AT])
    for record in records[:_LOOKED_AT]:
        who = drawn.get(record)
        if who is None or not wanted[who.kind]:
            continue
        name = plain(who)
        if name.isascii() and _SHORTEST < len(name) < _LONGEST and name not in names:
            names.append(name)
            claims += who.cites("name", "home")
            wanted[who.kind] -= 1
    random.Random(seed).shuffle(names)
    scripts: list[Row] = []
    while names:
        sentences = []
        for text in _SENTENCES:
            count = text.count("{}")
            if len(names) >= count:
                sentences.append(text.format(*(f"{{{names.pop()}}}" for _ in range(count))))
        scripts.append(
            {
                "title": f"Drawn {len(scripts) + 1}",
                "kind": "drawn",
                "sentences": sentences,
                "claims": claims,
            }
        )
        if len(names) < max(text.count("{}") for text in _SENTENCES):
            break
    return scripts


def tell(store: Store, rows: Iterable[Row], seed: int) -> None:
    """Adds to each sentence the words that the recogniser is told.

    Words that differ from a true one in vowels alone are left out: transliterations of one name do,
    Yurevich and Yuryevich, and no hearing can tell which of them is written.
    """
    words = sorted(
        {
            word
            for (name,) in store.query("SELECT value FROM claims WHERE property = 'name'")
            if str(name).isascii()
            for word in speakable(str(name).replace(",", " ")).split()
            if word.isalpha() and len(word) > _SHORTEST
        }
    )
    keys = [sounds(word.lower()) for word in words]
    consonants = [_VOWELS.sub("", key) for key in keys]
    chance = random.Random(seed)
    for row in rows:
        for cue in row["cues"]:
            told = list(dict.fromkeys(word for name in cue["names"] for word in name.split()))
            same = {_VOWELS.sub("", sounds(word.lower())) for word in told}
            others = [at for at, key in enumerate(consonants) if told and key not in same]
            near = [keys[at] for at in others]
            for word in list(told):
                found = process.extract(
                    sounds(word.lower()), near, scorer=Levenshtein.normalized_distance, limit=_ALIKE
                )
                told += [words[others[at]] for _, _, at in found]
            told = list(dict.fromkeys(told))[:TOLD]
            while told and len(told) < TOLD:
                told = list(dict.fromkeys([*told, words[chance.choice(others)]]))
            chance.shuffle(told)
            cue["told"] = told


def find(door: Designata, rows: Iterable[Row]) -> None:
    """Says of each name whether screening what was heard finds whom the name as written finds."""
    for row in rows:
        told = iter(row["told"]["names"])
        row["found"] = []
        for name, _, heard in row["untold"]["names"]:
            prompted = next(told)[2]
            if meant := door.match(of_columns({"name": name})).hits:
                who = meant[0].entity
                row["found"].append(
                    {
                        "name": name,
                        "heard": heard,
                        "prompted": prompted,
                        "untold": _hit(door, heard, who),
                        "told": _hit(door, prompted, who),
                    }
                )


def _hit(door: Designata, heard: str, entity: str) -> bool:
    if not any(letter.isalpha() for letter in heard):
        return False
    return any(hit.entity == entity for hit in door.match(of_columns({"name": heard})).hits)
