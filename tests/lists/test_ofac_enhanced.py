"""OFAC's enhanced XML: small files of the tests' own, and the real list where it is at hand."""

from collections import Counter
from pathlib import Path

import pytest

from designata.errors import InputError
from designata.lists import ofac
from designata.lists.entry import Tally
from designata.lists.find import find
from designata.lists.source import File
from designata.model.claim import Claim, Modality
from tests.lists.reading import edition, told, values

REAL = Path(__file__).parents[2].parent / "shared/lists/ofac/cons"
needs_real = pytest.mark.skipif(not REAL.exists(), reason="the real list is not at hand")
SPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML"


def book(*entities: str, of: str = "SDN List") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><sanctionsData xmlns="{SPACE}"><publicationInfo>'
        "<dataAsOf>2025-01-10T00:00:00</dataAsOf><filters><sanctionsLists>"
        f'<sanctionsList refId="1">{of}</sanctionsList></sanctionsLists></filters>'
        f"</publicationInfo><entities>{''.join(entities)}</entities></sanctionsData>"
    ).encode()


def each(outer: str, inner: str, *texts: str) -> str:
    rows = "".join(f'<{inner} refId="1">{text}</{inner}>' for text in texts)
    return f"<{outer}>{rows}</{outer}>"


def entity(number: str, kind: str, *sections: str, remarks: str = "", title: str = "") -> str:
    return (
        f'<entity id="{number}"><generalInfo><identityId>1</identityId><entityType refId="6">'
        f"{kind}</entityType><remarks>{remarks}</remarks><title>{title}</title></generalInfo>"
        f"{''.join(sections)}</entity>"
    )


def name(*scripts: tuple[str, list[tuple[str, str]]], kind: str = "", weak: bool = False) -> str:
    written = "".join(
        f"<translation><script>{script}</script><formattedFullName>-</formattedFullName><nameParts>"
        + "".join(
            f"<namePart><type>{part}</type><value>{text}</value></namePart>" for part, text in parts
        )
        + "</nameParts></translation>"
        for script, parts in scripts
    )
    return (
        f"<name><isPrimary>{str(not kind).lower()}</isPrimary>"
        + (f"<aliasType>{kind}</aliasType>" if kind else "")
        + f"<isLowQuality>{str(weak).lower()}</isLowQuality>"
        f"<translations>{written}</translations></name>"
    )


def feature(kind: str, value: str, more: str = "") -> str:
    return (
        f"<feature><type>{kind}</type><versionId>1</versionId><value>{value}</value>{more}"
        "<isPrimary>true</isPrimary></feature>"
    )


LISTS = (
    "<sanctionsLists>"
    '<sanctionsList datePublished="2014-07-29">Sectoral Sanctions Identifications List'
    '</sanctionsList><sanctionsList datePublished="2014-10-10">Consolidated List</sanctionsList>'
    '<sanctionsList datePublished="2022-02-24">SDN List</sanctionsList></sanctionsLists>'
)
BANK = entity(
    "17013",
    "Entity",
    LISTS,
    each("sanctionsPrograms", "sanctionsProgram", "UKRAINE-EO13662", "RUSSIA-EO14024"),
    each("sanctionsTypes", "sanctionsType", "13662 Sectoral Directive 1", "Block"),
    each(
        "legalAuthorities",
        "legalAuthority",
        "Executive Order 13662 (Ukraine)",
        "Executive Order 14024 (Russia)",
    ),
    "<names>",
    name(
        ("Latin", [("Entity Name", "Bank of Ours")]),
        ("Cyrillic", [("Entity Name", "Банк Наш")]),
    ),
    name(("Latin", [("Entity Name", "BOO")]), kind="A.K.A.", weak=True),
    name(("Latin", [("Entity Name", "Old Bank")]), kind="F.K.A."),
    "</names><addresses><address><country>Russia</country><translations><translation>"
    "<addressParts><addressPart><type>ADDRESS1</type><value>19 ul. Vavilova</value></addressPart>"
    "<addressPart><type>CITY</type><value>Moscow</value></addressPart></addressParts>"
    "</translation><translation><script>Cyrillic</script><addressParts><addressPart>"
    "<type>CITY</type><value>Москва</value></addressPart></addressParts></translation>"
    "</translations></address></addresses><features>",
    feature("SWIFT/BIC", "VTBRRUMM"),
    feature("Website", "www.b.ru", "<comments>in Russian</comments>"),
    feature("Organization Established Date", "1990", "<reliability>Reported</reliability>"),
    feature("Executive Order 13662 Directive Determination -", "Subject to Directive 1"),
    feature("Listing Date (EO 14024 Directive 2):", "24 Feb 2022"),
    "</features><identityDocuments><identityDocument><type>Tax ID No.</type>"
    '<name nameId="1">BANK OF OURS</name><documentNumber>7707083893</documentNumber>'
    "<isValid>true</isValid><issuingLocation>Russia</issuingLocation>"
    "<issuingAuthority>INN</issuingAuthority></identityDocument></identityDocuments>"
    '<relationships><relationship id="1"><type>Owned or Controlled By</type><quality>High'
    '</quality><relatedEntity entityId="2">HOLDING</relatedEntity></relationship>'
    '<relationship id="2"><type>Owns, controls, or operates</type>'
    '<relatedEntity entityId="3">BRANCH</relatedEntity></relationship></relationships>'
    "<branches><branch>Kazan</branch></branches>",
    remarks="All offices.",
)
MAN = entity(
    "9640",
    "Individual",
    '<sanctionsLists><sanctionsList datePublished="2006-04-12">Non-SDN Palestinian Legislative '
    'Council List</sanctionsList><sanctionsList datePublished="2023-11-14">SDN List'
    "</sanctionsList></sanctionsLists>",
    each("sanctionsPrograms", "sanctionsProgram", "NS-PLC", "SDGT"),
    each("sanctionsTypes", "sanctionsType", "Reject", "Block"),
    each(
        "legalAuthorities",
        "legalAuthority",
        "General License 4 Under EO 13224 (Terrorism)",
        "Executive Order 13224 (Terrorism)",
    ),
    "<names>",
    name(("Latin", [("Last Name", "Doe"), ("First Name", "John"), ("Middle Name", "Q")])),
    "</names><features>",
    feature("Birthdate", "circa 1951"),
    feature(
        "Birthdate",
        "",
        "<valueDate><fromDateBegin>1950-01-01</fromDateBegin><toDateEnd>1952-12-31</toDateEnd>"
        "<isApproximate>false</isApproximate></valueDate>",
    ),
    feature("Nationality Country", "Palestinian"),
    "</features><identityDocuments><identityDocument><type>Passport</type><name>ROE, Dick</name>"
    "<documentNumber>A123456</documentNumber><isValid>false</isValid><issuingCountry>Iran"
    "</issuingCountry><issueDate>18 Jan 2014</issueDate><expirationDate><fromDateBegin>2019-01-18"
    "</fromDateBegin><toDateEnd>2019-01-18</toDateEnd></expirationDate></identityDocument>"
    "</identityDocuments>",
    title="Minister",
)


def claims_of(entity: str, tally: Tally | None = None) -> list[Claim]:
    [(_, claims)] = told(ofac, book(entity), tally)
    return claims


def test_the_form_its_list_and_date_are_told() -> None:
    found = ofac.recognise(File("x.xml", lambda: book(BANK)))
    assert found is not None
    assert (found.dataset, found.format) == ("sdn", "OFAC enhanced XML")
    assert (found.part, str(found.published)) == ("main", "2025-01-10")
    assert found.covers == {"main", "alt", "add", "comments"}
    found = ofac.recognise(File("x.xml", lambda: book(BANK, of="Consolidated List")))
    assert found is not None
    assert found.dataset == "cons"
    found = ofac.recognise(File("a/cons_enhanced.xml", lambda: book(BANK, of="CAPTA List")))
    assert found is not None
    assert found.dataset == "cons"
    assert ofac.recognise(File("x.xml", lambda: b"<sanctionsData><a/></sanctionsData>")) is None


def test_a_firm_is_told() -> None:
    tally = Tally()
    bank = claims_of(BANK, tally)
    assert values(bank, "name") == ["BANK OF OURS", "БАНК НАШ"]
    assert values(bank, "weakAlias") == ["BOO"]
    assert values(bank, "previousName") == ["OLD BANK"]
    assert values(bank, "swiftBic") == ["VTBRRUMM"]
    established = next(c for c in bank if c.property == "incorporationDate")
    assert (established.value, established.modality) == ("1990", Modality.REPORTED)
    assert values(bank, "full") == ["19 ul. Vavilova, Moscow, Russia", "Москва, Russia"]
    assert values(bank, "innCode") == ["7707083893"]
    assert values(bank, "authority", "identification") == ["INN"]
    assert values(bank, "summary", "identification") == []
    assert values(bank, "notes") == [
        "All offices.",
        "Website www.b.ru: in Russian",
        "branches: Kazan",
    ]
    assert dict(tally.counts) == {"remarks": 1, "branches": 1}


def test_ties_have_their_direction_and_quality() -> None:
    bank = claims_of(BANK)
    assert values(bank, "owner") == ["ofac-2", "ofac-17013"]
    assert values(bank, "asset") == ["ofac-17013", "ofac-3"]
    assert values(bank, "role") == ["Owned or Controlled By", "Owns, controls, or operates"]
    assert values(bank, "summary", "ownership") == ["HOLDING", "BRANCH"]
    assert values(bank, "description", "ownership") == ["quality: High"]


def test_days_measures_and_bases_belong_to_their_program() -> None:
    bank, man = claims_of(BANK), claims_of(MAN)
    older, newer = "ofac-17013-sanction-ukraine-eo13662", "ofac-17013-sanction-russia-eo14024"
    assert values(bank, "listingDate", older) == ["2014-07-29"]
    assert values(bank, "listingDate", newer) == ["2022-02-24"]
    assert values(bank, "listingDate", "eo-14024-directive-2") == ["2022-02-24"]
    assert values(bank, "provisions", older) == [
        "13662 Sectoral Directive 1",
        "Executive Order 13662 Directive Determination - Subject to Directive 1",
    ]
    assert values(bank, "provisions", newer) == ["Block"]
    assert "Executive Order 14024" in values(bank, "legalBasis", newer)
    assert "Executive Order 14024" not in values(bank, "legalBasis", older)
    lists = [(c.value, c.since) for c in bank if (c.subject, c.property) == (older, "summary")]
    assert lists == [
        ("Sectoral Sanctions Identifications List", "2014-07-29"),
        ("Consolidated List", "2014-10-10"),
    ]
    assert values(man, "listingDate") == ["2006-04-12", "2023-11-14"]
    assert values(man, "provisions", "ns-plc") == ["Reject"]
    assert values(man, "provisions", "sdgt") == ["Block"]
    general = "General License 4 Under EO 13224 (Terrorism)"
    assert [c.subject for c in man if c.value == general] == ["ofac-9640-sanction-ns-plc"]


def test_a_person_is_told() -> None:
    tally = Tally()
    man = claims_of(MAN, tally)
    assert values(man, "name") == ["DOE, John Q"]
    assert values(man, "lastName") == ["DOE"]
    assert values(man, "middleName") == ["Q"]
    assert values(man, "birthDate") == ["1951~", "1950/1952"]
    assert values(man, "nationality") == ["ps"]
    assert values(man, "position") == ["Minister"]
    assert values(man, "passportNumber") == ["A123456"]
    assert values(man, "country", "passport") == ["ir"]
    assert values(man, "startDate", "passport") == ["2014-01-18"]
    assert values(man, "endDate", "passport") == ["2019-01-18"]
    assert values(man, "summary", "passport") == ["in the name of ROE, Dick; Fraudulent"]
    assert tally.total == 0


@pytest.mark.parametrize(
    "content",
    [book(BANK)[:-40], book(MAN.replace('id="9640"', 'id="x"')), book(MAN.replace("</names>", ""))],
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        list(ofac.records(edition(ofac, content)))


def test_an_entity_without_anything_is_told() -> None:
    [(record, claims)] = told(ofac, book('<entity id="5"/>'))
    assert (record.schema, values(claims, "authorityId")) == ("LegalEntity", ["5"])


@needs_real
def test_the_real_list_says_what_the_plain_xml_says_and_more() -> None:
    tally = Tally()
    with find(REAL / "CONS_ENHANCED_2025-01.ZIP") as files:
        content = next(file.content() for file in files if ofac.recognise(file))
    found = edition(ofac, content)
    assert (found.dataset, str(found.published)) == ("cons", "2025-01-10")
    ours = {record.id: claims for record, claims in told(ofac, content, tally)}
    assert len(ours) == 443
    assert {*tally.counts} == {"remarks"}
    plain = told(ofac, REAL / "consolidated_2025-03-28.xml")
    lost = Counter(
        (claim.schema, claim.property)
        for record, theirs in plain
        for claim in theirs
        if not any((c.property, c.value) == (claim.property, claim.value) for c in ours[record.id])
    )
    # there, a tie stands in the remark, of no kind
    ties = {("UnknownLink", prop) for prop in ("subject", "object", "role")}
    told_apart = {("Organization", "notes"), ("Person", "notes")}
    others = {fact: n for fact, n in lost.items() if fact not in ties | told_apart}
    assert sum(others.values()) < 10, others
    kinds = Counter(c.value for cs in ours.values() for c in cs if c.property == "role")
    assert kinds == {
        "Owned or Controlled By": 278,
        "Owns, controls, or operates": 4,
        "Acting for or on behalf of": 1,
    }
