"""Words in capitals: some are spelled, some are said, and the rest are names written large."""

import re

_RUN = re.compile(r"(?<![\w])[A-Z][A-Z'’.-]*(?: [A-Z][A-Z'’.-]*)*(?![\w])")
_SHORT = 3
_VOWEL = re.compile(r"[AEIOUY]")


def lowered(text: str, letters: frozenset[str], words: frozenset[str]) -> str:
    """The text with abbreviations spelled apart, and with names written large as others are.

    Args:
        text: English.
        letters: what is said letter by letter.
        words: what is said as a word.

    >>> lowered("The US listed KIM JONG UN and OFAC's MV XQR.", frozenset({"US"}), frozenset())
    "The U S listed Kim Jong Un and Ofac's M V X Q R."
    """
    return _RUN.sub(lambda run: _run(run[0], letters, words), text)


def _run(run: str, letters: frozenset[str], words: frozenset[str]) -> str:
    parts = run.split(" ")
    named = any(
        len(part) > _SHORT and _bare(part) not in letters and _bare(part) not in words
        for part in parts
    )
    return " ".join(_one(part, named, letters, words) for part in parts)


def _bare(word: str) -> str:
    return word.strip(".'’-")


def _one(word: str, named: bool, letters: frozenset[str], words: frozenset[str]) -> str:  # noqa: FBT001
    bare = _bare(word)
    if len(bare) == 1 or bare in words:
        return word
    if bare in letters and not (named and len(bare) < _SHORT and _VOWEL.search(bare)):
        return word.replace(bare, " ".join(bare))
    if not _VOWEL.search(bare) or (len(bare) <= _SHORT and not named):
        return word.replace(bare, " ".join(bare))
    return "-".join(part.capitalize() for part in word.split("-"))
