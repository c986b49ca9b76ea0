"""The particulars of a subject: names, births, papers, addresses, contacts, registrations.

Where the lists number values within a cell, each is a claim. What does not fit the schema or cannot
be read is kept as a note of the record.
"""

import re
from functools import lru_cache

from designata.data import folded
from designata.lists import labelled, numbered, papers
from designata.lists.entry import Entry
from designata.lists.uk.subject import Subject
from designata.model import countries, identifiers, vocabulary

_KINDS = {
    "": "alias",
    "primary name": "name",
    "prime alias": "name",  # before 2022
    "primary name variation": "alias",
    "alias": "alias",
    "aka": "alias",
    "fka": "previousName",
}
_REGION = re.compile(
    r"\b(?:province|region|governorate|oblast|state|district|republic|county|krai)\b", re.IGNORECASE
)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WEBSITE = re.compile(
    r"https?://[^\s,;]+|(?<![@\w.])(?:[a-z0-9‑-]+\.)+[a-z]{2,12}(?:/[^\s,;]*)?(?![@\w])",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_OF_A_CONTACT = re.compile(r"\b(?:and|e-?mail|web ?site)\b", re.IGNORECASE)
_PHONES = re.compile(r"\s*;\s*|\.\s+(?=[+\d(])|\n+")
_MONTH = re.compile(r"\d{1,2}/\d{4}")
_SEVERAL = re.compile(r"(?:[A-Z]{0,2}\d{6,}\.?\s+)+[A-Z]{0,2}\d{6,}\.?")
_PIECES = re.compile(r"\s*;\s*|\n+")
_BARE_NUMBER = re.compile(r"(?=[^\s]*\d{3})[\w./-]{4,}|\d[\d ]{5,}\d")
_NOT_ITS_OWN = re.compile(r"\b(?:KPP|OKTMO|BIK|BIC|licen[cs]e|SPARK)\b", re.IGNORECASE)


def names(subject: Subject, entry: Entry) -> None:
    """Primary names first, then the others, each by its type and strength, in every script."""
    for row, where in sorted(subject.groups["name"].items(), key=lambda item: _rank(item[0])):
        entry.locator = where
        *parts, kind, strength = row
        prop = _name_property(kind, strength)
        name = " ".join(filter(None, parts))
        entry.add(prop, name)
        if kind.casefold() not in _KINDS:
            entry.keep(f"name type of {name}: {kind}", "name type")
        if entry.schema == "Person" and parts[0] and parts[5] and prop != "weakAlias":
            entry.add("firstName", parts[0])
            entry.add("secondName", parts[1])
            for part in parts[2:5]:
                entry.add("middleName", part)
            entry.add("lastName", parts[5])
    languages = folded("uk", "language")
    for (name, language, kind, strength), where in subject.groups["script"].items():
        entry.locator = where
        prop = _name_property(kind, strength) if kind else "alias"
        code = languages.get(language.casefold())
        if language and not code:
            entry.keep(f"language of {name}: {language}", "lang")
        for value in numbered.values(name):
            entry.add(prop, value, lang=code)


def _rank(row: tuple[str, ...]) -> int:
    """Primary names first: the first name is the one it goes by."""
    return 0 if _name_property(row[-2], row[-1]) == "name" else 1


def _name_property(kind: str, strength: str) -> str:
    kind, strength = kind.casefold(), strength.casefold()
    if _KINDS.get(kind, "alias") != "alias":
        return _KINDS[kind]
    return "weakAlias" if strength.startswith(("low", "weak")) else "alias"


def births(subject: Subject, entry: Entry) -> None:
    """Birth dates, and birth places with the country of the same number."""
    for text, where in subject.pop("birthDate").items():
        entry.locator = where
        for value in numbered.values(text):
            zeros = re.sub(r"\b(?:dd|mm)\b", "00", value, flags=re.IGNORECASE)
            zeros = f"00/{zeros}" if _MONTH.fullmatch(zeros) else zeros
            say(entry, "birthDate", zeros, original=value)
    for (town, country), where in subject.groups["birth"].items():
        entry.locator = where
        towns, lands = numbered.split(town), numbered.split(country)
        for number, name in towns.items():
            land = lands.get(number) if len(lands) > 1 or len(towns) == 1 else None
            say(entry, "birthPlace", f"{name}, {land}" if land else name)
        for land in dict.fromkeys(lands.values()):
            say_country(entry, "birthCountry", land)


def identity_papers(subject: Subject, entry: Entry) -> None:
    """Passports and identity cards, each number with the details of the same number."""
    for group, prop, kind in (
        ("passport", "passportNumber", "Passport"),
        ("national", "idNumber", "National identification"),
    ):
        for (numbers, details), where in subject.groups[group].items():
            entry.locator = where
            by_number, texts = numbered.split(numbers), numbered.split(details)
            for nth in dict.fromkeys((*by_number, *texts)):
                given = by_number.get(nth) or ""
                several = given.split() if _SEVERAL.fullmatch(given) else [given]
                for number in several:
                    _paper(entry, prop, kind, number.strip(". "), texts.get(nth))


def _paper(entry: Entry, prop: str, kind: str, number: str, details: str | None) -> None:
    paper = papers.read(details or "")
    given = number or paper.number
    if not given:
        entry.keep(f"{kind}: {details}", prop)
        return
    entry.paper(
        given,
        prop=prop,
        type=kind,
        country=paper.country,
        since=paper.since,
        until=paper.until,
        summary=details,
    )
    for found in labelled.numbers(f"{details} {number}") if number and details else ():
        say(entry, found.prop, found.value, original=found.text)


def addresses(subject: Subject, entry: Entry) -> None:
    """Addresses; the sixth line is the city or, where it says so, the region."""
    for (*lines, code, country), where in subject.groups["address"].items():
        entry.locator = where
        full = ", ".join(filter(None, (*lines, code, country)))
        land = place(country)
        region = bool(_REGION.search(lines[5]))
        box = code if re.match(r"(?i)p\.?\s?o\.?\s?box", code) else ""
        entry.address(
            full=full,
            street=lines[0],
            street2=lines[1],
            city="" if region else lines[5],
            region=lines[5] if region else "",
            postOfficeBox=box,
            postalCode=code if any(map(str.isdecimal, code)) and not box else "",
            country=land or country,
        )
        if land and entry.schema != "Person":
            entry.add("country", land, original=country)


def contacts(subject: Subject, entry: Entry) -> None:
    """Telephone numbers, e-mail addresses and websites, which share their columns now and then."""
    for text, where in subject.pop("phone").items():
        entry.locator = where
        for value in numbered.values(text):
            for phone in _PHONES.split(value):
                say(entry, "phone", phone.strip(" '\"."))
    for field in ("email", "website"):
        for text, where in subject.pop(field).items():
            entry.locator = where
            rest, found = text, 0
            for prop, pattern in (("email", _EMAIL), ("website", _WEBSITE)):
                for match in pattern.finditer(rest):
                    say(entry, prop, match[0].rstrip(".)"))
                    found += 1
                rest = pattern.sub(" ", rest)
            if not found or _LETTERS.search(_OF_A_CONTACT.sub("", rest)):
                entry.keep(f"{field}: {text}", field)


def registrations(subject: Subject, entry: Entry) -> None:
    """Numbers of registers and tax offices, by their labels; a bare one is some registration."""
    russian = any(place(row[-1]) == "ru" for row in subject.groups["address"])
    for text, where in subject.pop("registration").items():
        entry.locator = where
        for value in numbered.values(text):
            for piece in _PIECES.split(value):
                _registration(entry, piece.strip(" \"'"), russian=russian)


def _registration(entry: Entry, piece: str, *, russian: bool) -> None:
    rest = piece
    found = labelled.numbers(piece)
    for number in found:
        say(entry, number.prop, number.value, original=piece if len(found) == 1 else number.text)
        rest = rest.replace(number.text, " ")
    bare = _BARE_NUMBER.search(re.sub(r"\bdated \d\d/\d\d/\d{4}", " ", rest))
    if not bare and not found and piece:
        entry.keep(f"Business registration number: {piece}", "registrationNumber")
    elif _NOT_ITS_OWN.search(rest) or (not bare and any(map(str.isdecimal, rest))):
        # A tax office, a town, a licence: many firms share the number.
        entry.add("notes", f"Business registration number: {piece}")
    elif bare:
        value = bare[0].strip(" .")
        russian = russian or "russia" in rest.casefold()
        guesses = [("ogrnCode", (13, 15)), *([("innCode", (10, 12))] if russian else [])]
        prop = next(
            (p for p, sizes in guesses if len(value) in sizes and identifiers.normalise(p, value)),
            "registrationNumber",
        )
        say(entry, prop, value, original=piece)


def say_country(entry: Entry, prop: str, text: str) -> None:
    """A country, or several in one text where every part is one."""
    if found := place(text):
        say(entry, prop, found, original=text)
        return
    parts = [part for part in re.split(r"\s*(?:[.;,/&]|\band\b)\s*", text) if part]
    codes = [place(part) for part in parts]
    if parts and all(codes):
        for code in codes:
            say(entry, prop, str(code), original=text)
    else:
        say(entry, prop, text)


def say(entry: Entry, prop: str, text: str, *, original: str | None = None) -> None:
    """One claim, or a note where the schema has no such property."""
    if prop in vocabulary.schema(entry.schema).properties:
        entry.add(prop, text, original=original)
    elif text:
        entry.keep(f"{prop}: {original or text}", prop)


@lru_cache(maxsize=4096)
def place(text: str) -> str | None:
    """The code of a country as the United Kingdom's lists write it, their slips included.

    >>> place("Ukrainian SSR"), place("Afghan"), place("Congo (Democratic Republic)."), place("")
    ('ua', 'af', 'cd', None)
    """
    plain = " ".join(text.split()).strip(" .,;")
    known = folded("uk", "place")
    bare = re.sub(r"\s*\([^()]*\)", "", plain)
    return known.get(plain.casefold()) or countries.nation(plain) or known.get(bare.casefold())
