"""What a row of Korea's table says, as claims.

What Korea announced was public from the day of designation; what the table's keeper inferred is
known only since the table is, and said as possible.
"""

import re

from designata.lists.entry import Entry
from designata.lists.publishers import Publisher
from designata.model import vocabulary
from designata.model.claim import Modality

PROGRAM = "Independent sanctions on North Korea"

_WEB = ("https://", "http://")
_HEAD = re.compile(
    r"(?:head|director|chief executive|CEO|president|chair\w*|general manager)\b", re.IGNORECASE
)
_READ = {
    "designation_date", "effective_date", "end_date", "kind", "name_en", "name_ko",
    "linked_entity_en", "linked_entity_ko", "role_or_reason", "country", "imo",
    "known_in_ofac_as", "ofac_uid", "joint_with", "source_urls",
}  # fmt: skip


def tell(cells: dict[str, str], linked: str | None, publisher: Publisher, entry: Entry) -> None:
    """Adds all claims of a designation to its record.

    Args:
        cells: the row by column.
        linked: the id of the row that the linked entity stands in, if it has one.
        publisher: the table's publisher.
        entry: its record.
    """
    addresses = cells["source_urls"].split()
    urls = [address for address in addresses if address.startswith(_WEB)]
    url = urls[0] if urls else None
    entry.known = cells["designation_date"]
    entry.add("topics", "sanction", url=url)
    entry.add("name", cells["name_en"], lang="eng", url=url)
    entry.add("name", cells["name_ko"], lang="kor", url=url)
    entry.add("country", cells.get("country"), url=url)
    _sanction(cells, urls, publisher, entry)
    _tie(cells, linked, url, entry)
    entry.known = None
    _inferred(cells, entry)
    for address in addresses:
        if address not in urls:
            entry.keep(f"source_urls: {address}", "source_urls")
    for column, text in cells.items():
        if column not in _READ and text:
            entry.keep(f"{column}: {text}", column)


def _sanction(cells: dict[str, str], urls: list[str], publisher: Publisher, entry: Entry) -> None:
    sanction = entry.child("Sanction", "unilateral")
    for prop, text in (
        ("entity", entry.id),
        ("authority", publisher.authority),
        ("country", publisher.country),
        ("program", PROGRAM),
        ("listingDate", cells["designation_date"]),
        ("startDate", cells.get("effective_date")),
        ("reason", cells.get("role_or_reason")),
        *(("jointWith", name.strip()) for name in cells.get("joint_with", "").split("|")),
        *(("sourceUrl", address) for address in urls),
    ):
        sanction.add(prop, text, url=urls[0] if urls else None)
    sanction.known = None  # the lifting was not yet public on the day of the designation
    sanction.add("endDate", cells.get("end_date"))


def _tie(cells: dict[str, str], linked: str | None, url: str | None, entry: Entry) -> None:
    """A tie to another row of the table; one who stands in none is named, and nobody's id."""
    names = {"eng": cells.get("linked_entity_en"), "kor": cells.get("linked_entity_ko")}
    if not any(names.values()):
        return
    role = None
    if entry.schema == "Person":  # of others the column tells the reason
        role = cells.get("role_or_reason", "").partition(";")[0]
        entry.add("position", role, url=url)
    if linked:
        heads = role and _HEAD.match(role)
        tie = entry.tie("Directorship" if heads else "UnknownLink", linked, role=role)
        tie.add("sourceUrl", url, url=url)
        return
    link = entry.child("UnknownLink", names["eng"] or names["kor"] or "")
    link.add("subject", entry.id, url=url)
    link.add("role", role, url=url)
    for lang, name in names.items():
        link.add("namesMentioned", name, lang=lang, url=url)


def _inferred(cells: dict[str, str], entry: Entry) -> None:
    """The keeper's own matches: no source says them, and none is Korea's word."""
    if imo := cells.get("imo"):
        if "imoNumber" in vocabulary.schema(entry.schema).properties:
            entry.add("imoNumber", imo, modality=Modality.POSSIBLE)
        else:
            entry.keep(f"imo: {imo}", "imo")
    number, name = cells.get("ofac_uid", ""), cells.get("known_in_ofac_as", "")
    if number:
        match = entry.child("Similar", f"ofac-{number}")
        match.add("candidate", entry.id, modality=Modality.POSSIBLE)
        match.add("match", f"ofac-{number}", modality=Modality.POSSIBLE)
        match.add(
            "criteria", f"the table's keeper infers: {name or number}", modality=Modality.POSSIBLE
        )
    elif name:
        entry.add("notes", f"possibly on OFAC's list as: {name}", modality=Modality.POSSIBLE)
