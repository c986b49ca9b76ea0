"""What is known of single first names: short forms, and names that only sound alike.

Bill is William and Sasha is Aleksandr (``data/nicknames.toml``); Hassan is not Hussein
(``data/distinct_names.toml``).
"""

from functools import cache

from designata.data import load


@cache
def _groups() -> dict[str, frozenset[int]]:
    tables = load("nicknames", dict[str, dict[str, list[str]]])
    found: dict[str, set[int]] = {}
    lines = (line for table in tables.values() for line in table["groups"])
    for number, line in enumerate(lines):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def _sides() -> dict[str, dict[int, int]]:
    """The side on which a name stands in each pair of groups."""
    pairs = load("distinct_names", dict[str, list[str]])["pairs"]
    found: dict[str, dict[int, int]] = {}
    for number, pair in enumerate(pairs):
        for side, names in enumerate(pair.split(" / ")):
            for name in names.split():
                found.setdefault(name, {})[number] = side
    return found


def nicknames(word: str) -> frozenset[int]:
    """The numbers of the names that a word is or is short for; none for most words.

    >>> bool(nicknames("bill") & nicknames("william")), bool(nicknames("bill") & nicknames("bob"))
    (True, False)
    """
    return _groups().get(word, frozenset())


@cache
def _members() -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for name, numbers in _groups().items():
        for number in numbers:
            found.setdefault(number, set()).add(name)
    return {number: frozenset(names) for number, names in found.items()}


def forms(word: str) -> frozenset[str]:
    """The other names that a word is or is short for.

    >>> "william" in forms("bill"), forms("kozlov")
    (True, frozenset())
    """
    several = (_members()[number] for number in nicknames(word))
    return frozenset[str]().union(*several) - {word}


def distinct(left: str, right: str) -> bool:
    """Whether two words are known to be different names, however alike they sound.

    >>> distinct("hassan", "hussein"), distinct("hassan", "hasan")
    (True, False)
    """
    mine, theirs = _sides().get(left), _sides().get(right)
    if not mine or not theirs:
        return False
    return any(side != theirs.get(pair, side) for pair, side in mine.items())
