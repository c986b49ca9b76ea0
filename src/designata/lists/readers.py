"""The readers of lists, by their publishers' codes; each is imported when it is asked for."""

from functools import cache
from importlib import import_module
from typing import cast

from designata.lists import publishers
from designata.lists.source import File, ListModule, Recognised


@cache
def of(code: str) -> ListModule:
    """The module that reads a publisher's lists.

    Raises:
        InputError: when there is no publisher of that code.

    >>> of("un").PUBLISHER.authority
    'United Nations Security Council'
    """
    return cast("ListModule", import_module(f"designata.lists.{publishers.of(code).code}"))


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
    for code in publishers.CODES:
        if found := of(code).recognise(file):
            return of(code), found
    return None
