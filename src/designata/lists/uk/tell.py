"""What the United Kingdom says of a subject, as claims.

The same for the Consolidated List and the UK Sanctions List, whose fields mean the same; where they
number values within a cell, each is a claim. Names of owners and parents stay text: without a
reference they are not yet anybody.
"""

import re

import msgspec

from designata.data import folded
from designata.lists import labelled, numbered
from designata.lists.entry import Entry
from designata.lists.uk import particulars
from designata.lists.uk.subject import UNKNOWN, Subject
from designata.model import identifiers

_LEGAL_FORM = re.compile(
    r"compan|limited|partnership|enterprise|foundation|corporation|incorporated|private|public"
    r"|state.owned|unitary|joint.?stock|\b(?:LLC|LLP|JSC|PJSC|OJSC|CJSC|PLC|Ltd|SARL|GmbH|FZE|FSUE)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\bAlso referred to as:?\s+([^.;]+)")
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_OWNED_BY = re.compile(r"Listed as asset of ([^(]+)\(OFSI ID: (\d+)")
_NAMED = re.compile(r"\(([A-Z]{3}\d{4})\)")
_FURTHER = re.compile(
    r"sanctions imposed in addition to an asset freeze:\s*(.+?)(?=\s*Date trust services|\s*$)"
)
_WALLET = re.compile(r"\b([A-Z]{3,5})[:\s]{1,4}([13bTr0LM][0-9A-Za-z]{25,90})\b")
_NOTES = {
    "parent": "Parent company",
    "subsidiary": "Subsidiaries",
    "owner": "Current owner/operator",
    "pastOwner": "Previous owner/operator",
    "length": "Length of ship",
}


class Source(msgspec.Struct, frozen=True):
    """What differs between the lists.

    Args:
        key: the list's short name, which tells its designations from the other list's.
        authority: who publishes it.
        provisions: what being on the list means.
        named_by_id: whether a reference in the text, ``(RUS0246)``, is another record's number.
    """

    key: str
    authority: str
    provisions: tuple[str, ...] = ()
    named_by_id: bool = False


def tell(subject: Subject, source: Source, entry: Entry) -> None:
    """Adds all claims about a subject to its record."""
    home = entry.locator
    entry.add("topics", "sanction")
    particulars.names(subject, entry)
    particulars.births(subject, entry)
    particulars.identity_papers(subject, entry)
    particulars.addresses(subject, entry)
    particulars.contacts(subject, entry)
    particulars.registrations(subject, entry)
    entry.locator = home
    _sanctions(subject, source, entry)
    _remarks(subject, source, entry)
    _notes(subject, entry)
    for field in list(subject.values):
        for text, where in subject.pop(field).items():
            entry.locator = where
            if field.startswith(UNKNOWN):
                name = field.removeprefix(UNKNOWN)
                entry.keep(f"{name}: {text}", name)
            else:
                _plain(entry, field, text)
    entry.locator = home
    entry.settle()


def _sanctions(subject: Subject, source: Source, entry: Entry) -> None:
    references = {r: w for t in subject.pop("reference") for r, w in _references(t, "authorityId")}
    un = {r: w for t in subject.pop("unReference") for r, w in _references(t, "unscId")}
    shared = {field: list(subject.pop(field)) for field in ("updated", "group", "source", "reason")}
    imposed = [p.strip() for t in subject.pop("provisions") for p in t.split("|")]
    flags = list(subject.pop("indicator"))
    further = [m for t in subject.values.get("remarks", ()) for m in _FURTHER.findall(t)]
    extra = [part.strip(" .") for text in further for part in text.split(". ")]
    designations = subject.groups["designation"] or {("", "", ""): entry.locator}
    several = len({program for program, _, _ in designations}) > 1
    for (program, listed, designated), where in designations.items():
        sanction = entry.child("Sanction", f"{source.key} {program}")
        sanction.locator = where
        sanction.add("entity", entry.id)
        sanction.add("authority", source.authority)
        sanction.add("country", "gb")
        sanction.add("program", program)
        sanction.add("legalBasis", program if "Regulations" in program else None)
        sanction.add("listingDate", listed)
        sanction.add("startDate", designated)
        for reference, prop in (references | un).items():
            regime = folded("uk", "regime").get(reference[:3].casefold())
            if not several or regime in {None, program}:
                reading = labelled.un_form(reference) if prop == "unscId" else reference
                sanction.add(prop, reading, original=reference)
        for group in shared["group"]:
            sanction.add("authorityId", group)
        for date in shared["updated"]:
            sanction.add("modifiedAt", date)
        for reason in shared["reason"]:
            sanction.add("reason", reason)
        for provision in dict.fromkeys((*source.provisions, *(imposed or flags), *extra)):
            sanction.add("provisions", provision)
        for name in shared["source"]:
            sanction.add("summary", f"Designation source: {name}")
    if source.named_by_id:
        _ties(entry, shared["reason"])


def _references(text: str, prop: str) -> list[tuple[str, str]]:
    return [
        (part, prop) for part in re.split(r"\s*(?:,|;|\band\b|\n)\s*", text.strip(" .")) if part
    ]


def _remarks(subject: Subject, source: Source, entry: Entry) -> None:
    for text, where in subject.pop("remarks").items():
        entry.locator = where
        entry.add("notes", text)
        labelled.tell(entry, text)
        for listed in _ALSO.findall(text) if entry.schema == "Person" else ():
            for name in _AND.split(re.sub(r"\([^)]*\)?", "", listed)):
                entry.add("weakAlias", name.strip(" ‘’'\""))
        for name, number in _OWNED_BY.findall(text):
            tie = entry.tie("Ownership", f"uk-{number}", role="Listed as asset of", out=False)
            tie.add("summary", name)
        for currency, address in _WALLET.findall(text):
            if identifiers.wallet_currency(address):
                wallet = entry.child("CryptoWallet", address)
                wallet.add("publicKey", address)
                wallet.add("currencySymbol", currency)
                wallet.add("holder", entry.id)
        if source.named_by_id:
            _ties(entry, [text])


def _notes(subject: Subject, entry: Entry) -> None:
    """Others that are named without a number, and what the vocabulary has no word for."""
    for field, label in _NOTES.items():
        for text, where in subject.pop(field).items():
            entry.locator = where
            for value in numbered.values(text):
                entry.add("notes", f"{label}: {value}")


def _ties(entry: Entry, texts: list[str]) -> None:
    """Ties to the designations that a text names by their own numbers."""
    for reference in dict.fromkeys(ref for text in texts for ref in _NAMED.findall(text)):
        if f"uk-{reference}" != entry.id:
            entry.tie("UnknownLink", f"uk-{reference}", role="named in the designation")


def _plain(entry: Entry, field: str, text: str) -> None:
    for value in numbered.values(text):
        if field in {"nationality", "flag", "pastFlags"}:
            particulars.say_country(entry, field, value)
        elif field == "legalForm":
            particulars.say(
                entry, "legalForm" if _LEGAL_FORM.search(value) else "classification", value
            )
        elif field in {"kind", "scriptType"}:  # told by the schema, and by the letters
            return
        elif field == "registrationNumber":
            particulars.say(entry, field, value, original=f"Hull identification number: {value}")
        else:
            particulars.say(entry, field, value)
