"""What OFAC states behind a label of its own, ``Passport A123 (Iran) expires 21 Aug 2005``.

The labels are the same in the remarks of the CSV files and as types in the XML files; what each
says is in ``data/ofac.toml``.
"""

import re
from collections.abc import Callable
from functools import cache

import msgspec

from designata.data import load
from designata.lists.ofac.listing import NONE, Listed, add, sanction
from designata.model import countries, identifiers, vocabulary

_TRAILER = re.compile(
    r"(?:\s*\((?P<country>[^()]*)\))?"
    r"(?:\s+issued\s+(?P<since>.*?\d{4}))?(?:\s+expires\s+(?P<until>.*?\d{4}))?"
    r"(?:(?<=\d{4})\s+\((?P<remark>[^()]*)\))?$"
)
_ALT = re.compile(r"alt\.\s+", re.IGNORECASE)
_ANY_PAPER = re.compile(
    r"(?P<label>[A-Z][^\d()]{0,60}?(?:\b(?:No\.?|Number|ID|Card|Code|Certificate|License|Passport"
    r"|Document|Registration|Identification)|#))\s*:?\s+(?P<value>\S*\d.*)"
)
_WALLET = re.compile(r"Digital Currency Address - (?P<currency>\w+)\s+(?P<address>\S+)")
_DATED = re.compile(
    r"(?P<kind>Listing|Effective|Purchase/Sales For Divestment) Date \((?P<what>[^()]+)\)"
    r":?\s+(?P<date>.+)"
)
_ORDER = re.compile(r"Executive Order \d{5}\b.*?(?:information|determination)\b", re.IGNORECASE)
_DATES = {"Listing": "listingDate", "Effective": "startDate"}
_COUNTRIES = {"nationality", "citizenship", "flag", "pastFlags", "country"}
_BETTER = {"taxNumber": "innCode", "registrationNumber": "ogrnCode"}
_DIGIT = re.compile(r"\d")
_SHIP = re.compile(r"\s*IMO\s*(\d{7})$")


class Paper(msgspec.Struct, frozen=True):
    """What the XML formats state of a paper apart from its number.

    Args:
        country: as the list writes it.
        since: the day of issue.
        until: the day of expiry.
        authority: who issued it.
        remark: whatever else is stated of it.
    """

    country: str | None = None
    since: str | None = None
    until: str | None = None
    authority: str | None = None
    remark: str | None = None


def tell(listed: Listed, text: str, paper: Paper | None = None) -> bool:
    """Adds what a label and its value state.

    Args:
        listed: of whom.
        text: label and value, ``Gender Male``; in XML the type and its text with a space between.
        paper: what is stated of a paper in elements of its own.

    Returns:
        Whether it was understood; if not, nothing was added.

    >>> from designata.lists.entry import Entry
    >>> man = Listed(Entry("ofac-1", "Person", locator=""), {})
    >>> tell(man, "alt. DOB circa 1951"), tell(man, "Brigadier General")
    (True, False)
    >>> [(c.property, c.value) for c in man.entry.claims]
    [('birthDate', '1951~')]
    """
    text = _ALT.sub("", text, count=1) if text[:4].lower() == "alt." else text
    if label := _label().match(text):
        kind, prop = _kinds()[label[1]]
        value = text[label.end() :].strip()
        if kind == "paper" and not _DIGIT.search(value):
            return False
        _TOLD[kind](listed, _Said(text, label[1], prop, value, paper))
        return True
    if wallet := _WALLET.fullmatch(text):
        _wallet(listed, wallet["currency"], wallet["address"])
    elif _ORDER.match(text):
        _provision(listed, _Said(text, "", "provisions", "", None))
    elif dated := _DATED.fullmatch(text):
        _dated(listed, dated, text)
    elif match := _ANY_PAPER.fullmatch(text):
        _paper(listed, _Said(text, match["label"], "", match["value"], paper))
    else:
        return False
    return True


class _Said(msgspec.Struct, frozen=True):
    text: str
    label: str
    prop: str
    value: str
    paper: Paper | None


def _property(listed: Listed, said: _Said) -> None:
    if said.value == NONE:
        return
    entry, value, prop = listed.entry, said.value, said.prop
    if prop == "imoNumber":
        value = value.removeprefix("IMO").strip()
    if prop in _COUNTRIES:
        prop = prop if prop in vocabulary.schema(entry.schema).properties else "country"
        value = countries.nation(value) or value
    original = said.text if said.label.startswith(("Aircraft ", "Previous ", "Other ")) else None
    add(entry, prop, value, original=original or said.value)


def _birth_place(listed: Listed, said: _Said) -> None:
    entry = listed.entry
    add(entry, "birthPlace", said.value)
    parts = said.value.split(", ")
    ends = (", ".join(parts[-count:]) for count in (2, 1))  # "Pyongyang, Korea, North"
    code = next(filter(None, map(countries.code, ends)), None)
    if code and entry.schema == "Person":
        entry.add("birthCountry", code, original=said.value)


def _paper(listed: Listed, said: _Said) -> None:
    entry, stated = listed.entry, said.paper or Paper()
    trailer = _TRAILER.search(said.value)
    number = said.value[: trailer.start()] if trailer else said.value
    of = trailer.groupdict() if trailer else {}
    country = stated.country or of.get("country")
    code = countries.code(country) if country else None
    if country and not code:  # "(Stuttgart)": the number's own, not a country
        number = f"{number} ({country})"
    if ship := _SHIP.match(number):
        add(entry, "imoNumber", ship[1], original=said.text)
        return
    prop = said.prop
    if (better := _BETTER.get(prop)) and code == "ru" and identifiers.normalise(better, number):
        prop = better
    entry.paper(
        number.strip(),
        prop=prop or None,
        type=said.label,
        country=code,
        since=stated.since or of.get("since"),
        until=stated.until or of.get("until"),
        authority=stated.authority,
        summary=stated.remark or of.get("remark"),
    )


def _provision(listed: Listed, said: _Said) -> None:
    under = listed.named(said.text) or listed.sanctions
    for made in under.values():
        made.add("provisions", said.text)
    if not under:
        listed.entry.keep(said.text, "provisions")


def _dated(listed: Listed, dated: re.Match[str], text: str) -> None:
    """The dates of a list of its own, or of a directive, which is a designation of its own."""
    what, prop = dated["what"], _DATES.get(dated["kind"])
    under = listed.named(what)
    if not under and len(listed.sanctions) == 1:
        under = listed.sanctions
    if not under:
        listed.entry.keep(text, "listingDate")
    for program, made in under.items():
        one = made
        if "Directive" in what:
            one = sanction(listed.entry, program, key=what)
            one.add("provisions", what)
        one.add(prop or "provisions", dated["date"] if prop else text)


def _tie(listed: Listed, said: _Said) -> None:
    listed.tie(said.value, said.label, schema=said.prop)


def _wallet(listed: Listed, currency: str, address: str) -> None:
    wallet = listed.entry.child("CryptoWallet", address)
    right = identifiers.normalise("publicKey", address)
    wallet.add("publicKey" if right else "cryptoAddress", address)
    wallet.add("currencySymbol", currency)
    wallet.add("holder", listed.entry.id)


def _note(listed: Listed, said: _Said) -> None:
    listed.entry.add("notes", f"{said.label}: {said.value}")


def _security(listed: Listed, said: _Said) -> None:
    security = listed.entry.child("Security", f"{said.label} {said.value}")
    security.add(said.prop, said.value)
    security.add("issuer", listed.entry.id)


_TOLD: dict[str, Callable[[Listed, _Said], None]] = {
    "property": _property,
    "place": _birth_place,
    "paper": _paper,
    "provision": _provision,
    "tie": _tie,
    "security": _security,
    "note": _note,
}


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    """What each label says: the kind, and the property or schema."""
    tables = load("ofac", dict[str, dict[str, str]])
    return {label: (kind, prop) for kind, rows in tables.items() for label, prop in rows.items()}


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(re.escape(label) for label in sorted(_kinds(), key=len, reverse=True))
    return re.compile(rf"({words})(?![\w.'])\s*:?(?:\s+-(?=\s|$))?\s*")
