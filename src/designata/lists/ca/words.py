"""Canada's own shorthand, as tables (``data/ca.toml``)."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, str]:
    """A table of words and what they mean.

    >>> table("language")["Belarussian"]
    'bel'
    """
    return {word: meaning for word, meaning in _raw()[name].items() if isinstance(meaning, str)}


@cache
def suffixes() -> frozenset[str]:
    """What stands behind a comma and belongs to the name before it, in lower case.

    >>> "stock company" in suffixes()
    True
    """
    return frozenset(word.casefold() for word in _raw()["suffix"]["words"])


@cache
def _raw() -> dict[str, dict[str, str | list[str]]]:
    source = files("designata.data").joinpath("ca.toml")
    return tomllib.loads(source.read_text("utf-8"))
