"""The advanced XML's parties: names by script and part, particulars by version."""

from collections.abc import Iterator, Mapping

from lxml import etree

from designata.errors import DamagedError
from designata.lists.ofac.advanced.reference import UNKNOWN, References, span
from designata.lists.ofac.elements import rest, text, whole
from designata.lists.ofac.party import Feature, Name, Party, Place

_PRIMARY = "Name"
_ADDRESS = "Location"
_KNOWN = {"Comment", "Profile", "Identity", "Feature"}


def party(
    element: etree._Element, references: References, places: Mapping[str, Place], *, where: str
) -> tuple[Party, dict[str, str]]:
    """Reads a ``DistinctParty``: what it holds itself, and its names by their numbers.

    Raises:
        InputError: when it has no number.
    """
    number = element.get("FixedRef", "")
    if not (number.isascii() and number.isdecimal()):
        raise DamagedError(f"the party has no FixedRef but {number!r}", where=where)
    names = {
        id_: name
        for identity in element.iterfind("Profile/Identity")
        for id_, name in _names(identity, references)
    }
    comments: list[str] = []
    features: list[Feature] = []
    addresses: list[Place] = []
    for child in (*element.iterfind("*"), *element.iterfind("Profile/*")):
        if child.tag == "Feature":
            kind = references.value("FeatureType", child.get("FeatureTypeID"))
            for version in child.iterfind("FeatureVersion"):
                found = _location(version, places) if kind == _ADDRESS else None
                if found:
                    addresses.append(found)
                else:
                    features += _features(version, kind, references, places)
        elif child.tag == "Comment":
            comments.append(text(child))
    kinds = (references.kind(p.get("PartySubTypeID")) for p in element.iterfind("Profile"))
    read = Party(
        number=number,
        kind=next(kinds, UNKNOWN),
        names=tuple(names.values()),
        comments=tuple(filter(None, comments)),
        features=tuple(features),
        places=tuple(addresses),
        others=(
            *rest(element, _KNOWN),
            *(words for p in element.iterfind("Profile") for words in rest(p, _KNOWN)),
        ),
    )
    return read, {id_: name.text for id_, name in names.items()}


def _names(identity: etree._Element, references: References) -> Iterator[tuple[str, Name]]:
    groups = {
        group.get("ID"): references.value("NamePartType", group.get("NamePartTypeID"))
        for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
    }
    own = identity.get("Primary") != "false"
    for alias in identity.iterfind("Alias"):
        kind = references.value("AliasType", alias.get("AliasTypeID"))
        for written in alias.iterfind("DocumentedName"):
            values = written.findall("DocumentedNamePart/NamePartValue")
            parts = ((groups.get(v.get("NamePartGroupID"), ""), text(v)) for v in values)
            scripts = (references.value("Script", v.get("ScriptID")) for v in values)
            name = Name(
                parts=tuple(part for part in parts if part[1]),
                kind="" if kind == _PRIMARY and own else kind,
                script=next(filter(None, scripts), ""),
                weak=alias.get("LowQuality") == "true",
            )
            if name.parts:
                yield written.get("ID", ""), name


def _location(version: etree._Element, places: Mapping[str, Place]) -> Place | None:
    at = version.find("VersionLocation")
    return places.get(at.get("LocationID", "")) if at is not None else None


def _features(
    version: etree._Element, kind: str, references: References, places: Mapping[str, Place]
) -> list[Feature]:
    values = [span(version)]
    for child in version.iterfind("*"):
        if child.tag == "VersionDetail":
            looked_up = references.value("DetailReference", child.get("DetailReferenceID"))
            values.append(looked_up or text(child))
        elif child.tag == "VersionLocation":
            number = child.get("LocationID", "")
            values.append(places[number].text if number in places else f"Location {number}")
        elif child.tag not in {"Comment", "DatePeriod"}:
            values.append(whole(child))
    comment, told = text(version.find("Comment")), list(filter(None, values))
    if comment and not told:
        told, comment = [comment], ""
    reliability = references.known("Reliability", version.get("ReliabilityID"))
    return [Feature(kind, value, reliability, comment) for value in told]
