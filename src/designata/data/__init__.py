"""Knowledge as data: commented TOML tables, each with its source."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

Shape = TypeVar("Shape")


def load(name: str, shape: type[Shape]) -> Shape:
    """A file's tables, in the shape that their reader expects.

    Raises:
        msgspec.ValidationError: when the file has another: a fault of whoever wrote it.

    >>> load("demonyms", dict[str, list[str]])["af"]
    ['Afghan', 'Afghani']
    """
    return msgspec.convert(_raw(name), shape)


@cache
def meanings(name: str, table: str) -> dict[str, str]:
    """What the words of one table of a file mean.

    >>> meanings("eu", "language")["FR"]
    'fra'
    """
    rows = load(name, dict[str, dict[str, object]])[table]
    return {word: meaning for word, meaning in rows.items() if isinstance(meaning, str)}


@cache
def folded(name: str, table: str) -> dict[str, str]:
    """The same, for words that compare without case.

    >>> folded("uk", "conlist")["group id"]
    'group'
    """
    return {word.casefold(): meaning for word, meaning in meanings(name, table).items()}


@cache
def words(name: str, table: str) -> frozenset[str]:
    """The words of a table that only lists them, without case.

    >>> "stock company" in words("ca", "suffix")
    True
    """
    listed = load(name, dict[str, dict[str, object]])[table]["words"]
    return frozenset(word.casefold() for word in msgspec.convert(listed, list[str]))


@cache
def _raw(name: str) -> dict[str, object]:
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
