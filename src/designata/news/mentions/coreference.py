"""Words that stand for what was named before: "the ministry", "the two vessels", "KTJ", "he".

Only what is safe is joined: the nearest earlier thing of the same kind and number, or nothing.
"""

import re
from collections.abc import Iterator

import msgspec

from designata.news.findings import Mention
from designata.news.mentions.authorities import heads

_SINGULAR = re.compile(r"^(?:the|this|that|each|its|one)\s", re.IGNORECASE)
_COUNTED = 2
_FARTHEST = 200
"""So many mentions before a phrase can be meant by it."""


class Reference(msgspec.Struct, frozen=True):
    """A definite phrase, and what it asks for.

    Args:
        country: whose, where it tells.
        count: how many, where it tells.
        plural: whether several are meant.
    """

    start: int
    end: int
    type: str
    country: str | None
    count: int | None
    plural: bool


def authority_meant(phrase: str, earlier: list[Mention]) -> Mention | None:
    """The authority that "the ministry" or "the department" goes back to.

    >>> named = Mention(id="m1", text="Japan's finance ministry", start=0, end=24, type="authority")
    >>> authority_meant("the ministry", [named]).id
    'm1'
    """
    word = phrase.lower().split()[-1]
    head = heads().get(word)
    if head is None:
        return None
    return next(
        (
            m
            for m in reversed(earlier)
            if m.type == "authority" and m.refers_to is None and head in m.text.lower()
        ),
        None,
    )


def thing_meant(
    wanted: Reference, earlier: list[Mention], counts: dict[str, int | None]
) -> Mention | None:
    """The name or group that a definite phrase goes back to.

    Args:
        wanted: the phrase.
        earlier: mentions before it, in order.
        counts: how many each unnamed group holds, by mention.
    """
    for mention in reversed(earlier[-_FARTHEST:]):
        if mention.type != wanted.type or mention.refers_to is not None:
            continue
        if wanted.country not in (None, mention.country):
            continue
        count = 1 if mention.named else counts.get(mention.id)
        several = not mention.named and count != 1
        if wanted.plural != several:
            continue
        if wanted.count is None or count is None or wanted.count == count:
            return mention
    return None


def short_forms(mention: Mention) -> Iterator[str]:
    """The words by which an article goes on to call a person or an organisation.

    >>> djibo = Mention(id="m1", text="Ousmane Illiassou Djibo", start=0, end=23, type="person")
    >>> list(short_forms(djibo))
    ['djibo', 'illiassou djibo']
    """
    parts = mention.text.casefold().split()
    for alias in mention.facts.get("alias", []):
        yield alias.casefold()
    if len(parts) < _COUNTED:
        return
    if mention.type == "person":
        yield parts[-1]
        if len(parts) > _COUNTED:
            yield " ".join(parts[-2:])
    elif mention.type == "vessel" and parts[0] in ("mv", "m/v", "mt", "m/t", "yacht"):
        yield " ".join(parts[1:])
    elif mention.type == "organization":
        for size in range(1, len(parts)):
            yield " ".join(parts[:size])
        if len(parts) > _COUNTED:
            yield " ".join(parts[1:])


def singular(phrase: str, noun: str) -> bool:
    """Whether a definite phrase means one.

    >>> singular("the company", "company"), singular("each of the banks", "banks")
    (True, False)
    """
    return bool(_SINGULAR.match(phrase)) and not noun.endswith(("s", "people", "men", "women"))
