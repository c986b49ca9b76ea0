"""What free text states behind a label: numbers, contacts, parents, looks, UN references.

``OGRN: 1027739143717``, ``Father's name is Sait Erdogan``. Only labels that leave no doubt are read
(``data/labels.toml``); the text itself is kept by whoever asks.
"""

import re
from functools import cache
from itertools import chain

import msgspec

from designata.data import load
from designata.lists.entry import Entry
from designata.model import identifiers, vocabulary

_REFINED = {"taxNumber": "innCode", "registrationNumber": "ogrnCode"}
_UN = (
    r"[A-Z]{2}[ieIE]\.\s?\d{3}"  # the committees' present form
    r"|(?:[QT][IE]|[IE])\.[A-Z0-9]{1,3}\.[A-Z0-9]{1,5}(?:\.\d+)*"  # QI.A.4.01, I.AC.12.01.06
    r"|E\.\d+\.[IVX]+\.\d+"  # E.29.I.5: the Iran list of 2007 to 2016
)
_UN_REFERENCE = re.compile(
    rf"\bUN\s*ref(?:erence)?(?:\s*n(?:o|umber))?\b[.):\s]*({_UN})", re.IGNORECASE
)
_UN_FIRST = re.compile(rf"\s*({_UN})(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEBSITE = re.compile(r"(?:https?://|\bwww\.)[^\s,;()\"'“”‘’]+", re.IGNORECASE)
_PHONE = re.compile(
    r"\b(?:tel(?:ephone)?(?: numbers?| no)?|phone(?: numbers?)?)\b[.:\s]*"
    r"(\+?\(?\d[\d\s()/.,;+-]*(?:and\s+\+?[\d\s()/.,;+-]+)*)",
    re.IGNORECASE,
)
_PHONES = re.compile(r"\s*(?:[,;]|\band\b|\.\s)\s*")
_OF_PERSONS = {
    "fatherName": re.compile(
        r"\b(?<!grand)father['’]?s name(?:\s+is\b|\s*:)\s*([^.,;:()\d]+)", re.IGNORECASE
    ),
    "motherName": re.compile(
        r"\b(?<!grand)mother['’]?s name(?:\s+is\b|\s*:)\s*([^.,;:()\d]+)", re.IGNORECASE
    ),
    "height": re.compile(r"\bheight\s*:?\s*(\d[\d.,–-]*\s?c?m\b)", re.IGNORECASE),
    "weight": re.compile(r"\bweight\s*:?\s*(\d[\d.,–-]*\s?kg\b)", re.IGNORECASE),
    "eyeColor": re.compile(r"\beyes?(?:\s+colou?r)?\s*:\s*([a-z/ -]+)", re.IGNORECASE),
    "hairColor": re.compile(r"\bhair(?:\s+colou?r)?\s*:\s*([a-z/ -]+)", re.IGNORECASE),
    "gender": re.compile(r"\bgender\s*:?\s*\[?((?:fe)?male)\b", re.IGNORECASE),
}


class Labelled(msgspec.Struct, frozen=True):
    """One value and its label.

    Args:
        prop: the property that holds it.
        value: the value alone.
        text: label and value as they stand in the text.
    """

    prop: str
    value: str
    text: str


def numbers(text: str) -> list[Labelled]:
    """Numbers of firms and ships behind their labels.

    A tax number with an ИНН's check digit is one; an ОГРН without its own is some registration.

    >>> [(n.prop, n.value) for n in numbers("(1) TIN: 7717043113 (2) OGRN - 1027700041830")]
    [('innCode', '7717043113'), ('ogrnCode', '1027700041830')]
    """
    if not any(character.isdecimal() for character in text) and "SWIFT" not in text:
        return []
    pattern, instead = _labels()
    found = []
    for match in pattern.finditer(text):
        prop = str(match.lastgroup)
        value = match[prop].strip(" .")
        better = _REFINED.get(prop, prop)
        if better in identifiers.KINDS and identifiers.normalise(better, value):
            prop = better
        elif prop in identifiers.KINDS and prop in instead:
            prop = prop if identifiers.normalise(prop, value) else instead[prop]
        found.append(Labelled(prop, value, match[0].strip()))
    return found


def contacts(text: str) -> list[Labelled]:
    """E-mail addresses, websites and telephone numbers; Interpol's pages are not the subject's own.

    >>> [c.value for c in contacts("Tel +963 11 223, 963-11-224. Email a@b.sy www.b.sy.")]
    ['a@b.sy', 'www.b.sy', '+963 11 223', '963-11-224']
    """
    found = [Labelled("email", m[0], m[0]) for m in _EMAIL.finditer(text)] if "@" in text else []
    found += [
        Labelled("website", match[0].rstrip(".:"), match[0])
        for match in _WEBSITE.finditer(text)
        if "interpol.int" not in match[0]
    ]
    found += [
        Labelled("phone", number.strip(" .-"), match[0])
        for match in _PHONE.finditer(text)
        for number in _PHONES.split(match[1])
        if sum(character.isdecimal() for character in number) > 5  # noqa: PLR2004
    ]
    return found


def person(text: str) -> list[Labelled]:
    """What it says of a person's parents, looks and gender.

    >>> [(p.prop, p.value) for p in person("Father’s name is Sait Erdogan. Height: 170 cm")]
    [('fatherName', 'Sait Erdogan'), ('height', '170 cm')]
    """
    return [
        Labelled(prop, match[1].strip(), match[0])
        for prop, pattern in _OF_PERSONS.items()
        for match in pattern.finditer(text)
    ]


def un_references(text: str, *, first: bool = False) -> list[str]:
    """Permanent reference numbers of the UN, behind the label "UN Ref" or as the first word.

    The committees' present form is ``QDi.004``, the one before it ``QI.A.4.01``.

    >>> un_references("UN Ref. KPI.067. See QDe.115"), un_references("TAi.002. Title", first=True)
    (['KPi.067'], ['TAi.002'])
    """
    if first:
        match = _UN_FIRST.match(text)
        return [un_form(match[1])] if match else []
    return list(dict.fromkeys(un_form(match[1]) for match in _UN_REFERENCE.finditer(text)))


def tell(entry: Entry, text: str) -> None:
    """Adds to a record whatever its free text states behind a label."""
    found = chain(numbers(text), contacts(text), person(text) if entry.schema == "Person" else ())
    known = vocabulary.schema(entry.schema).properties
    for labelled in found:
        if labelled.prop in known:
            entry.add(labelled.prop, labelled.value)


def un_form(text: str) -> str:
    """A reference number of the UN in its committee's own spelling.

    >>> un_form("QDE. 145."), un_form("QI.A.4.01")
    ('QDe.145', 'QI.A.4.01')
    """
    plain = "".join(text.split()).rstrip(".")
    if re.match(r"[A-Z]{2}[IE]\.\d", plain):
        return plain[:2] + plain[2].lower() + plain[3:]
    return plain


class _Label(msgspec.Struct, frozen=True, rename={"instead": "else"}):
    words: list[str]
    number: str
    instead: str | None = None


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load("labels", dict[str, _Label])
    parts = []
    for prop, row in table.items():
        words = "|".join(re.escape(word) for word in sorted(row.words, key=len, reverse=True))
        parts.append(rf"(?:{words})(?!\w)[\s.:)–—-]*(?P<{prop}>{row.number})(?!\w)")
    instead = {prop: row.instead for prop, row in table.items() if row.instead}
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")"), instead
