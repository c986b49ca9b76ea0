"""How many a noun phrase tells: "four of its employees", "dozens of men", "a network of nine"."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HOLDERS = frozenset(
    {"network", "group", "ring", "web", "cluster", "list", "number", "pair", "series"}
)
"""As in "a network of nine companies": nine are meant."""

_ORDINAL = ("first", "second", "third", "th")
"""As in "a second supplier", which is one."""

SEVERAL = {"pair": 2, "couple": 2, "trio": 3}
"""As in "a pair of Russian nationals"."""


def holds(token: "Token") -> bool:
    """Whether it is the "network" of "a network of nine"."""
    if token.lower_ not in _HOLDERS or token.i + 2 >= len(token.doc) or token.nbor().text != "of":
        return False
    return bool(token.nbor(2).like_num)


def some_of(doc: "Doc", first: int) -> str:
    """The number of "four of its employees", "two of the men"."""
    number = number_of(doc, first)
    if number < 0 or doc[first - 1].lower_ != "of" or not counts(doc[number]):
        return ""
    return doc[number].lower_


def number_of(doc: "Doc", first: int) -> int:
    """Where the number stands before "of": in "13 more of the people" a word farther off."""
    number = first - 2
    return number - 1 if number > 0 and doc[number].lower_ in ("more", "others") else number


def some_of_whose(doc: "Doc", mark: int) -> tuple[list[str], int] | None:
    """The number, and where it stands, of "two of the group's officers"."""
    first = mark
    while first and doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET"):
        first -= 1
    some = some_of(doc, first)
    return ([some], first - 2) if some else None


def dozens(token: "Token") -> bool:
    """Whether it is the "of" of "dozens of"."""
    return (
        token.lower_ == "of"
        and token.i > 0
        and token.nbor(-1).lower_ in ("dozens", "number", "scores", "hundreds", "handful")
    )


def counts(token: "Token") -> bool:
    """Whether it is a number, no day's or year's."""
    if token.lower_ in ("a", "an", "another", "one", "dozen"):
        return True
    ordinal = token.lower_.endswith(_ORDINAL)
    return bool(token.like_num) and not ordinal and token.ent_type_ != "DATE"


def of_members(token: "Token") -> bool:
    """As in "the 15-member council": how many it has, not how many there are."""
    return token.doc[token.i + 1 : token.i + 3].text.lower() in ("-member", "-nation", "-country")
