"""OFAC's advanced XML: small files of the tests' own, and the real excerpt where it is at hand."""

import re
import zlib
from pathlib import Path

import pytest

from designata.errors import InputError
from designata.lists import ofac
from designata.lists.entry import Tally
from designata.lists.source import File
from designata.model.claim import Claim, Modality
from tests.lists.reading import edition, told, values

REAL = Path(__file__).parents[2].parent / "shared/lists/ofac/sdn_advanced_sample_2024-02.xml"
SPACE = "http://www.un.org/sanctions/1.0"

SETS = {
    "AliasType": {1400: "A.K.A.", 1401: "F.K.A.", 1403: "Name"},
    "Country": {11: "Korea, North", 12: "Russia", 13: "undetermined"},
    "DetailReference": {21: "Male", 22: "Subject to Secondary Sanctions", 23: "Bulk Carrier"},
    "EntryEventType": {1: "Created", 2: "Amended"},
    "FeatureType": {
        8: "Birthdate",
        9: "Place of Birth",
        10: "Nationality Country",
        14: "Website",
        25: "Location",
        26: "Title",
        224: "Gender",
        125: "Additional Sanctions Information -",
        344: "Digital Currency Address - XBT",
        951: "Listing Date (EO 14024 Directive 2):",
        2: "VESSEL TYPE",
        3: "Vessel Flag",
        4: "Vessel Owner",
        5: "Vessel Tonnage",
        50: "Aircraft Manufacturer’s Serial Number (MSN)",
        99: "Sign of the Zodiac",
    },
    "IDRegDocDateType": {1480: "Issue Date", 1481: "Expiration Date"},
    "IDRegDocType": {1571: "Passport", 1626: "Vessel Registration Identification", 7: "Badge"},
    "LegalBasis": {1: "Unknown", 31: "Executive Order 13224 (Terrorism)", 32: "INA"},
    "List": {1550: "SDN List", 91512: "Consolidated List"},
    "LocPartType": {1451: "ADDRESS1", 1454: "CITY", 1456: "POSTAL CODE", 1450: "REGION"},
    "NamePartType": {
        1520: "Last Name",
        1521: "First Name",
        1522: "Middle Name",
        1525: "Entity Name",
        1526: "Vessel Name",
    },
    "PartyType": {1: "Individual", 2: "Entity", 4: "Transport"},
    "RelationQuality": {1: "Unknown", 1541: "Low"},
    "RelationType": {
        1555: "Associate Of",
        15002: "Acting for or on behalf of",
        15003: "Owned or Controlled By",
        15004: "Family member of",
        91725: "Leader or official of",
        9: "Sworn brother of",
    },
    "Reliability": {1: "Unknown", 2: "Reported", 3: "False"},
    "SanctionsType": {1: "Program", 1705: "Block"},
    "Script": {215: "Latin", 220: "Cyrillic", 287: "Korean"},
    "Validity": {1: "Valid", 2: "Fraudulent"},
}
KINDS = (
    '<PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>'
    '<PartySubType ID="2" PartyTypeID="4">Aircraft</PartySubType>'
    '<PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>'
    '<PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>'
)


def book(*parties: str, sections: str = "", before: str = "", entries: str = "") -> bytes:
    sets = "".join(
        f"<{name}Values>"
        + "".join(f'<{name} ID="{number}">{text}</{name}>' for number, text in values.items())
        + f"</{name}Values>"
        for name, values in SETS.items()
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Sanctions xmlns="{SPACE}" Version="3">'
        '<DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>2</Month><Day>3</Day>'
        f"</DateOfIssue><ReferenceValueSets>{sets}"
        f"<PartySubTypeValues>{KINDS}</PartySubTypeValues></ReferenceValueSets>{before}"
        f"<DistinctParties>{''.join(parties)}</DistinctParties>{sections}"
        f"<SanctionsEntries>{entries}</SanctionsEntries></Sanctions>"
    ).encode()


def party(number: int, kind: int, names: str, features: str = "", comment: str = "") -> str:
    return (
        f'<DistinctParty FixedRef="{number}"><Comment>{comment}</Comment>'
        f'<Profile ID="{number}" PartySubTypeID="{kind}"><Identity ID="{number}1" '
        f'FixedRef="{number}" Primary="true" False="false">{names}</Identity>{features}'
        "</Profile></DistinctParty>"
    )


def name(kind: int, *parts: tuple[int, str], script: int = 215, weak: bool = False) -> str:
    """One alias in one script; the numbers of its groups are made up from its text."""
    group = zlib.crc32(repr((kind, parts)).encode())
    values = "".join(
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group + i}" ScriptID="{script}">'
        f"{text}</NamePartValue></DocumentedNamePart>"
        for i, (_, text) in enumerate(parts)
    )
    groups = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{group + i}" NamePartTypeID="{part}"/>'
        "</MasterNamePartGroup>"
        for i, (part, _) in enumerate(parts)
    )
    return (
        f'<Alias FixedRef="1" AliasTypeID="{kind}" LowQuality="{str(weak).lower()}">'
        f'<DocumentedName ID="{script}{len(parts)}{kind}">{values}</DocumentedName></Alias>'
        f"<NamePartGroups>{groups}</NamePartGroups>"
    )


def feature(kind: int, *values: str, reliability: int = 1, comment: str = "") -> str:
    return (
        f'<Feature ID="1" FeatureTypeID="{kind}"><FeatureVersion ID="2" '
        f'ReliabilityID="{reliability}"><Comment>{comment}</Comment>{"".join(values)}'
        '</FeatureVersion><IdentityReference IdentityID="1"/></Feature>'
    )


def text(words: str) -> str:
    return f'<VersionDetail DetailTypeID="1432">{words}</VersionDetail>'


def choice(number: int) -> str:
    return f'<VersionDetail DetailTypeID="1431" DetailReferenceID="{number}"/>'


def date(iso: str) -> str:
    year, month, day = (int(part) for part in iso.split("-"))
    return f"<Year>{year}</Year><Month>{month}</Month><Day>{day}</Day>"


def period(first: str, last: str, about: str = "false") -> str:
    return (
        f'<DatePeriod CalendarTypeID="1"><Start Approximate="{about}"><From>{date(first)}</From>'
        f'<To>{date(first)}</To></Start><End Approximate="{about}"><From>{date(last)}</From>'
        f"<To>{date(last)}</To></End></DatePeriod>"
    )


def place(number: int, country: int | None, **parts: str) -> str:
    types = {"street": 1451, "city": 1454, "code": 1456, "region": 1450}
    inner = "".join(
        f'<LocationPart LocPartTypeID="{types[part]}"><LocationPartValue Primary="true"><Comment/>'
        f"<Value>{words}</Value></LocationPartValue></LocationPart>"
        for part, words in parts.items()
    )
    at = f'<LocationCountry CountryID="{country}"/>' if country else ""
    return f'<Location ID="{number}">{at}{inner}</Location>'


def relation(of: int, to: int, kind: int, quality: int = 1, former: str = "false") -> str:
    return (
        f'<ProfileRelationship ID="1" From-ProfileID="{of}" To-ProfileID="{to}" '
        f'RelationTypeID="{kind}" RelationQualityID="{quality}" Former="{former}"><Comment/>'
        "</ProfileRelationship>"
    )


def entry(number: int, bases: dict[int, str], *programs: str, of: int = 1550) -> str:
    events = "".join(
        f'<EntryEvent ID="1" EntryEventTypeID="1" LegalBasisID="{basis}"><Comment/>'
        f"<Date>{date(day)}</Date></EntryEvent>"
        for basis, day in bases.items()
    )
    measures = '<SanctionsMeasure ID="1" SanctionsTypeID="1705"><DatePeriod/></SanctionsMeasure>'
    measures += "".join(
        f'<SanctionsMeasure ID="2" SanctionsTypeID="1"><Comment>{tag}</Comment><DatePeriod/>'
        "</SanctionsMeasure>"
        for tag in programs
    )
    return (
        f'<SanctionsEntry ID="1" ProfileID="{number}" ListID="{of}">{events}{measures}'
        "</SanctionsEntry>"
    )


MAN_NAMES = (
    name(1403, (1520, "오"), (1521, "인춘"), script=287)
    + name(1403, (1520, "O"), (1521, "In"), (1522, "Chun"))
    + name(1400, (1520, "Oh"), (1521, "In-chun"))
    + name(1400, (1520, "Bnc"), weak=True)
    + name(1401, (1520, "Old"), weak=True)
    + name(7, (1520, "Odd"))
)
MAN = party(
    48268,
    4,
    MAN_NAMES,
    feature(8, period("1969-07-03", "1969-07-03"), '<VersionDetail DetailTypeID="1430"/>')
    + feature(8, period("1968-01-01", "1968-12-31"), reliability=2)
    + feature(8, period("1955-01-01", "1958-12-31", "true"), reliability=3)
    + feature(9, text("Pyongyang, Korea, North"))
    + feature(10, '<VersionLocation LocationID="1"/>')
    + feature(224, choice(21))
    + feature(25, '<VersionLocation LocationID="2"/>')
    + feature(25, '<VersionLocation LocationID="3"/>')
    + feature(25, '<VersionLocation LocationID="4"/>')
    + feature(14, text("www.b.kp"), comment="in Korean")
    + feature(26, text("General"))
    + feature(125, choice(22))
    + feature(344, text("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"))
    + feature(99, text("Leo")),
    comment="Born at sea.",
)
BANK = party(2, 3, name(1403, (1525, "Bank S.A.")))
SHIP = party(
    3,
    1,
    name(1403, (1526, "Hermann")),
    feature(2, choice(23))
    + feature(3, text("Russia"))
    + feature(4, text("BANK S.A."))
    + feature(5, text("2,597")),
)
PLACES = (
    "<Locations>"
    + place(1, 11)
    + place(2, 12, street="1 Lenina", city="Vladivostok", code="690000")
    + place(3, None, region="Gaza")
    + place(4, 13)
    + "</Locations>"
)
PAPERS = (
    '<IDRegDocuments><IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="482681" '
    'IssuedBy-CountryID="11" ValidityID="2"><Comment/><IDRegistrationNo>PS745220146'
    "</IDRegistrationNo><IssuingAuthority>Ministry</IssuingAuthority>"
    f'<DocumentDate IDRegDocDateTypeID="1480">{period("2014-01-18", "2014-01-18")}</DocumentDate>'
    f'<DocumentDate IDRegDocDateTypeID="1481">{period("2019-01-01", "2019-01-31")}</DocumentDate>'
    '<DocumentedNameReference DocumentedNameID="21521400"/></IDRegDocument>'
    '<IDRegDocument ID="2" IDRegDocTypeID="1626" IdentityID="31" ValidityID="1">'
    "<IDRegistrationNo>IMO 9161003</IDRegistrationNo></IDRegDocument></IDRegDocuments>"
)
RELATIONS = (
    "<ProfileRelationships>"
    + relation(48268, 2, 91725, quality=1541, former="true")
    + relation(48268, 77, 15004)
    + relation(48268, 78, 9)
    + relation(3, 2, 15003)
    + relation(2, 48268, 15002)
    + relation(2, 48268, 1555)
    + "</ProfileRelationships>"
)
ENTRIES = (
    entry(48268, {31: "2015-09-29", 32: "2015-09-29"}, "SDGT", "FTO")
    + entry(2, {1: "2016-03-02"}, "CUBA")
    + entry(3, {31: "2016-03-02"}, "SDGT", of=91512)
)
WHOLE = book(MAN, BANK, SHIP, before=PLACES + PAPERS, sections=RELATIONS, entries=ENTRIES)


def claims_of(number: int, content: bytes = WHOLE, tally: Tally | None = None) -> list[Claim]:
    return next(c for r, c in told(ofac, content, tally) if r.id == f"ofac-{number}")


def test_the_form_its_list_and_date_are_told() -> None:
    found = ofac.recognise(File("x.xml", lambda: WHOLE))
    assert found is not None
    assert (found.dataset, found.format) == ("sdn", "OFAC advanced XML")
    assert (found.part, str(found.published)) == ("main", "2024-02-03")
    assert found.covers == {"main", "alt", "add", "comments"}
    both = ENTRIES + "".join(entry(n, {31: "2016-03-02"}, "SDGT", of=91512) for n in (2, 48268))
    found = ofac.recognise(File("x.xml", lambda: book(MAN, entries=both)))
    assert found is not None
    assert found.dataset == "cons"
    found = ofac.recognise(File("a/cons_advanced.xml", lambda: book(MAN)))
    assert found is not None
    assert found.dataset == "cons"
    later = WHOLE.replace(SPACE.encode(), b"https://sanctionslistservice.x/exports/ADVANCED_XML")
    assert ofac.recognise(File("x.xml", lambda: later)) is not None
    assert (
        ofac.recognise(File("x.xml", lambda: b'<Sanctions xmlns="urn:x"><a/></Sanctions>')) is None
    )


def test_names_are_told_by_script_type_and_strength() -> None:
    tally = Tally()
    man = claims_of(48268, tally=tally)
    assert values(man, "name") == ["O, In Chun", "오, 인춘"]
    assert [c.lang for c in man if c.property == "name"] == [None, "kor"]
    assert values(man, "lastName") == ["O", "오"]
    assert values(man, "firstName") == ["In", "인춘"]
    assert values(man, "middleName") == ["Chun"]
    assert values(man, "alias") == ["OH, In-chun", "ODD"]
    assert [c.original for c in man if c.property == "alias"] == ["Oh, In-chun", "Odd"]
    assert values(man, "weakAlias") == ["BNC"]
    assert values(man, "previousName") == ["OLD"]
    assert tally.counts["alias type"] == 1
    assert values(claims_of(2), "name") == ["BANK S.A."]


def test_particulars_are_told_with_their_reliability() -> None:
    tally = Tally()
    man = claims_of(48268, tally=tally)
    born = {c.value: c.modality for c in man if c.property == "birthDate"}
    assert born == {
        "1969-07-03": Modality.ASSERTED,
        "1968": Modality.REPORTED,
        "1955~/1958~": Modality.DENIED,
    }
    assert values(man, "birthPlace") == ["Pyongyang, Korea, North"]
    assert values(man, "nationality") == ["kp"]
    assert values(man, "gender") == ["male"]
    assert values(man, "position") == ["General"]
    assert values(man, "website") == ["www.b.kp"]
    assert values(man, "publicKey", "wallet") == ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"]
    assert values(man, "currencySymbol", "wallet") == ["XBT"]
    notes = ["Born at sea.", "Website www.b.kp: in Korean", "Sign of the Zodiac: Leo"]
    assert set(notes) <= set(values(man, "notes"))
    assert tally.counts["Sign of the Zodiac"] == 1


def test_addresses_are_put_together_as_in_the_csv_set() -> None:
    man = claims_of(48268)
    assert values(man, "full") == ["1 Lenina, Vladivostok 690000, Russia", "Region: Gaza"]
    assert values(man, "postalCode") == ["690000"]
    assert values(man, "country", "address") == ["ru", "ps"]


def test_a_paper_has_its_days_its_issuer_and_the_name_that_it_bears() -> None:
    man = claims_of(48268)
    assert values(man, "passportNumber") == ["PS745220146"]
    assert values(man, "country", "passport") == ["kp"]
    assert values(man, "authority", "passport") == ["Ministry"]
    assert values(man, "startDate", "passport") == ["2014-01-18"]
    assert values(man, "endDate", "passport") == ["2019-01"]
    assert values(man, "summary", "passport") == ["in the name of OH, In-chun; Fraudulent"]
    assert values(claims_of(3), "imoNumber") == ["9161003"]


def test_a_vessel_has_its_owner_and_measures() -> None:
    ship = claims_of(3)
    assert values(ship, "name") == ["HERMANN"]
    assert values(ship, "type") == ["Bulk Carrier"]
    assert values(ship, "flag") == ["ru"]
    assert values(ship, "deadweightTonnage") == ["2597"]
    assert values(ship, "role") == ["Vessel owner", "Owned or Controlled By"]
    assert values(ship, "owner") == ["ofac-2", "ofac-2"]
    assert values(ship, "asset") == ["ofac-3", "ofac-3"]


def test_relations_are_ties_by_their_kind_and_direction() -> None:
    man, bank = claims_of(48268), claims_of(2)
    assert values(man, "director") == ["ofac-48268"]
    assert values(man, "organization") == ["ofac-2"]
    assert values(man, "status", "directorship") == ["former"]
    assert values(man, "description", "directorship") == ["Low"]
    assert values(man, "summary", "directorship") == ["BANK S.A."]
    assert values(man, "relative") == ["ofac-77"]
    assert values(man, "relationship") == ["Family member of"]
    assert values(man, "role") == ["Leader or official of", "Sworn brother of"]
    assert values(man, "object") == ["ofac-78"]
    assert values(bank, "agent") == ["ofac-2"]
    assert values(bank, "client") == ["ofac-48268"]
    assert values(bank, "object") == ["ofac-48268"]  # a firm's associate


def test_a_designation_has_its_day_measures_and_bases() -> None:
    man, bank, ship = claims_of(48268), claims_of(2), claims_of(3)
    assert values(man, "program") == ["SDGT", "FTO"]
    assert values(man, "listingDate") == ["2015-09-29", "2015-09-29"]
    assert values(man, "provisions", "sdgt")[0] == "Block"
    assert "INA" in values(man, "legalBasis", "fto")
    assert "INA" not in values(man, "legalBasis", "sdgt")
    order = [c.value for c in man if c.original == "Executive Order 13224 (Terrorism)"]
    assert order == ["Executive Order 13224"]
    lists = [(c.value, c.since) for c in man if c.property == "summary" and "fto" in c.subject]
    assert lists == [("SDN List", "2015-09-29")]
    assert "Unknown" not in values(bank, "legalBasis")
    assert values(ship, "listingDate") == ["2016-03-02"]


def test_a_number_that_no_set_has_is_kept_as_text() -> None:
    tally = Tally()
    odd = party(5, 9, name(1403, (1525, "X")), feature(25, '<VersionLocation LocationID="6"/>'))
    odd = odd.replace("</Profile>", "<Ref>see 7</Ref></Profile>")
    claims = claims_of(5, book(odd), tally)
    assert {c.schema for c in claims if c.subject == "ofac-5"} == {"LegalEntity"}
    assert values(claims, "notes") == ["Location: Location 6", "Ref: see 7"]
    assert tally.total == 2


def test_a_record_is_the_same_wherever_it_stands_and_however_it_is_numbered() -> None:
    first = {record.id: record.digest(1) for record, _ in told(ofac, WHOLE)}
    content = WHOLE.replace(b'ID="1403"', b'ID="1499"')  # the set's and each alias's
    assert {record.id: record.digest(1) for record, _ in told(ofac, content)} == first
    for before, after in (
        (b"Low<", b"High<"),
        (b"Ministry<", b"Office<"),
        (b"690000", b"690001"),
        (b"FTO<", b"IRGC<"),
        (b"Pyongyang", b"Wonsan"),
    ):
        changed = {r.id: r.digest(1) for r, _ in told(ofac, WHOLE.replace(before, after))}
        assert [id_ for id_ in first if changed[id_] != first[id_]] == ["ofac-48268"]


@pytest.mark.parametrize(
    "content",
    [
        WHOLE[:-80],
        WHOLE.replace(b'FixedRef="48268"><Comment>', b'FixedRef=""><Comment>'),
        WHOLE.replace(b"?><Sanctions", b'?><!DOCTYPE a [<!ENTITY b "c">]><Sanctions'),
    ],
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        list(ofac.records(edition(ofac, content)))


@pytest.mark.parametrize("odd", [b"0", b"13", b"x", b""])
def test_odd_dates_are_text(odd: bytes) -> None:
    tally = Tally()
    content = re.sub(rb"<Month>7</Month>", b"<Month>%s</Month>" % odd, WHOLE)
    claims = claims_of(48268, content, tally)
    assert "1969-07-03" not in values(claims, "birthDate")
    assert "1968" in values(claims, "birthDate")


@pytest.mark.skipif(not REAL.exists(), reason="the real list is not at hand")
def test_the_real_excerpt() -> None:
    tally = Tally()
    found = edition(ofac, REAL)
    assert (found.dataset, str(found.published)) == ("sdn", "2024-02-23")
    records = {record.id: (record, claims) for record, claims in told(ofac, REAL, tally)}
    assert len(records) == 37
    record, man = records["ofac-36368"]
    start, end = (int(part) for part in record.locator.removeprefix("bytes=").split("-"))
    assert REAL.read_bytes()[start:end].startswith(b'<DistinctParty FixedRef="36368">')
    assert values(man, "name") == ["MARKOV, Ilya Anatolyevich", "МАРКОВ, Илья Анатольевич"]
    assert values(man, "birthDate") == ["1976-08-30"]
    ship = records["ofac-36399"][1]
    assert values(ship, "callSign") == ["UCGL"]
    assert values(records["ofac-36"][1], "full") == ["Havana, Cuba"]
    # the excerpt leaves out the locations that these name
    assert {*tally.counts} == {"Location", "nationality", "citizenship"}
