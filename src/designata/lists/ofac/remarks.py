"""OFAC's remarks: statements divided by semicolons, closed by a full stop.

``DOB 03 Jul 1969; nationality Korea, North; a.k.a. 'BNC'; Linked To: KOREA DAESONG BANK.`` What
stands behind a label is read by ``particulars.py``; the rest is free text. The whole is kept as it
is. A remark of the CSV files that is over 1,000 characters long runs on in the comments file.
"""

import re

from designata.lists import labelled
from designata.lists.ofac import particulars
from designata.lists.ofac.listing import NAME_TYPES, Listed, add

LONGEST = 1000
"""Characters after which the main CSV file cuts a remark, wherever that is."""

_BETWEEN = re.compile(r";\s+(?!\s)|;$")
_STOP = re.compile(r"(?<!\.[A-Z])\.$")  # that of "S.A." serves for both
_ALIAS = re.compile(r"(?:alt\.\s+)?([afn])\.?k\.?a\.?\s+'(.*)'", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((Linked To: [^()]*(?:\([^()]*\)[^()]*)*)\)")
_LINK = re.compile(r"(?:.*?[.;]\s*)?(?:For|for) more information\b.*?(https?://[^\s;]+)", re.DOTALL)


def tell(listed: Listed, text: str, *, known: frozenset[str] = frozenset()) -> None:
    """Adds what a remark states; the remark itself is for the caller to keep.

    Args:
        listed: of whom.
        text: the remark.
        known: free text that is stated elsewhere too, such as the title.

    >>> from designata.lists.entry import Entry
    >>> bank = Listed(Entry("ofac-306", "Organization", locator=""), {})
    >>> tell(bank, "a.k.a. 'BNC'; SWIFT/BIC HAVIGB2L.")
    >>> [(c.property, c.value) for c in bank.entry.claims]
    [('weakAlias', 'BNC'), ('swiftBic', 'HAVIGB2L')]
    """
    for statement in statements(text):
        _tell(listed, statement, known)


def statements(text: str) -> list[str]:
    """The statements of a remark.

    >>> statements("DOB 1962; POB Shati; a.k.a. 'A; B'.")
    ['DOB 1962', 'POB Shati', "a.k.a. 'A; B'"]
    >>> statements("all offices worldwide (Linked To: A S.A.; Linked To: B (C))")
    ['all offices worldwide', 'Linked To: A S.A.', 'Linked To: B (C)']
    """
    text = _STOP.sub("", text.strip())
    if "(Linked To" in text:
        text = _IN_BRACKETS.sub(r"; \1", text)
    found: list[str] = []
    for part in _BETWEEN.split(text):
        if found and "k.a. '" in found[-1] and not found[-1].endswith("'") and "'" in part:
            found[-1] += f"; {part}"
        else:
            found.append(part)
    return [plain for part in found if (plain := part.strip())]


def cut(text: str) -> tuple[str, str]:
    """The part of a main file's remark that is whole, and the beginning of a cut statement.

    >>> cut("DOB 1962; POB Shati."), cut("x" * 992 + "; DOB 19")[1]
    (('DOB 1962; POB Shati.', ''), 'DOB 19')
    >>> cut("x" * 990 + "y.; DOB 19")[0][-3:]  # the full stop is not the remark's
    'y.;'
    """
    if len(text) < LONGEST:
        return text, ""
    end = text.rfind("; ") + 1
    return text[:end], text[end:].removeprefix(" ")


def _tell(listed: Listed, statement: str, known: frozenset[str]) -> None:
    if alias := _ALIAS.fullmatch(statement):
        prop = NAME_TYPES[alias[1].lower() + "ka"]
        listed.entry.add("weakAlias" if prop == "alias" else prop, alias[2])
        return
    if particulars.tell(listed, statement):
        return
    if link := _LINK.fullmatch(statement):
        for made in listed.sanctions.values():
            made.add("sourceUrl", link[1].rstrip("."))
    elif contacts := labelled.contacts(statement):
        for contact in contacts:
            add(listed.entry, contact.prop, contact.value)
    elif statement not in known:
        listed.entry.tally.note("remarks", statement)
