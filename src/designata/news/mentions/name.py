"""A stretch of an English text that is a name, and the words that tell that it is one."""

from functools import cache

import msgspec

from designata.data import words


class Name(msgspec.Struct, frozen=True):
    """A stretch that is a name.

    Args:
        label: the model's type for it, empty where it has none.
        title: the title that stands before it.
        nation: offsets of the country's word that was cut off its front, where one was.
    """

    start: int
    end: int
    label: str = ""
    title: str = ""
    nation: tuple[int, int] | None = None


class Word(msgspec.Struct, frozen=True):
    """A word of a text, without the mark of a possessive."""

    text: str
    start: int
    end: int
    possessive: bool

    @property
    def plain(self) -> str:
        """In small letters, without marks."""
        return self.text.lower().strip(".’'‘`")


@cache
def body_words() -> frozenset[str]:
    """Words that names of organisations hold."""
    return words("news_names", "bodies")


def is_role(word: str) -> bool:
    """Whether it tells what firms are as well as people: "owner".

    >>> is_role("owner"), is_role("captain")
    (True, False)
    """
    return word in words("news_names", "roles")


def is_title(word: str) -> bool:
    """Whether it is said before a person's name."""
    return word.lower().strip(".,") in words("news_names", "titles")
