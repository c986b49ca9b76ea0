"""The publishers that Designata reads, by code; a module is imported when it is asked for."""

from functools import cache
from importlib import import_module
from typing import cast

from designata.errors import InputError
from designata.lists.source import File, ListModule, Recognised

CODES = ("ofac", "un", "eu", "uk", "ca", "au", "ua", "kr", "casebook", "ftm")
"""In the order in which they are asked whether a file is theirs."""

FETCHED = ("ofac", "un", "eu", "uk", "ca", "au")
"""Those with official addresses, which a plain ``update`` fetches."""

KEPT = ("news", "derived")
"""What is written into a store by other rooms: never told from a file, never fetched, no list."""

WATCHED = ("ua",)
"""Those whose lists impose nothing, and only name whom to look at."""


@cache
def module(code: str) -> ListModule:
    """A publisher's module.

    Raises:
        InputError: when there is none of that code.

    >>> module("un").PUBLISHER.authority
    'United Nations Security Council'
    """
    if code not in (*CODES, *KEPT):
        raise InputError(f"there is no publisher {code!r}", cure=f"give one of {', '.join(CODES)}")
    return cast("ListModule", import_module(f"designata.lists.{code}"))


def bundled(code: str) -> list[File]:
    """The files of a list that ships with Designata; none where it is published elsewhere."""
    if code != "casebook":
        return []
    from designata.lists import casebook

    return casebook.files()


def recognise(file: File) -> tuple[ListModule, Recognised] | None:
    """Whose list a file is, told from its content; none when it is nobody's.

    Raises:
        InputError: when the file cannot be read at all.

    >>> recognise(File("notes.txt", lambda: b"nothing of a list")) is None
    True
    """
    if not file.head:
        return None
    for code in CODES:
        if found := module(code).recognise(file):
            return module(code), found
    return None
