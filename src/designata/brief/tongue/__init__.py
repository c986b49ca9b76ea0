"""The languages that briefs are written in; each offers the same few functions."""

from functools import cache
from typing import cast

from designata.brief.tongue.base import Tongue
from designata.errors import InputError

CODES = ("en", "ko", "uk")


@cache
def tongue(code: str) -> Tongue:
    """A language by its code.

    Raises:
        InputError: when briefs are not written in it.

    >>> tongue("en").day("2024-04-02")
    '2 April 2024'
    """
    if code not in CODES:
        raise InputError(
            f"no brief is written in {code!r}", where="--lang", cure=f"give {', '.join(CODES)}"
        )
    from importlib import import_module

    return cast("Tongue", import_module(f"designata.brief.tongue.{code}").TONGUE)
